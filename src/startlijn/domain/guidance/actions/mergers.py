"""One of two: a school goes on in another, and two registrations turn out to be one person."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from startlijn.base.access.rules import must
from startlijn.base.access.terms import Actor, Permission
from startlijn.base.organisations import actions as organisations
from startlijn.base.organisations.models import School
from startlijn.base.people import actions as people
from startlijn.base.people.models import Person
from startlijn.base.people.queries import person_to_grant
from startlijn.base.seams import day_of
from startlijn.domain.guidance.actions.appointments import appoint
from startlijn.domain.guidance.actions.roles import follow_work
from startlijn.domain.guidance.models import CoachProfile, Employment, Move
from startlijn.domain.guidance.queries.mergers import why_not_one
from startlijn.domain.guidance.terms import ContractType, MoveStage, NewEmployment


@transaction.atomic
def merge_school(*, by: Actor, at: datetime, school_id: UUID, into_id: UUID, on: date) -> School:
    """Close a school that goes on in another, and let appointments that run on that day go on there.

    The line of each starter, its programme and its coach stay; the old appointment keeps its own days at the
    old school (BRIN successor). Coaches' details and open questions to starters go along; roles of others do
    not: who works where is for people to say. Raises what `organisations.merge_school` raises.
    """
    school = organisations.merge_school(by=by, at=at, school_id=school_id, into_id=into_id, on=on)
    into = School.objects.get(pk=into_id)
    beyond = Employment.objects.filter(school=school).exclude(finished_on__lte=on)
    for row in beyond.select_related("trajectory"):
        until, starts = row.finished_on, max(on, row.started_on)
        if row.started_on >= on:
            row.delete()
        else:
            row.finished_on = on
            row.version += 1
            row.save(update_fields=["finished_on", "version"])
        taken = Employment.objects.filter(trajectory=row.trajectory_id, school=into)
        if not taken.exclude(finished_on__lte=starts).exists():
            appoint(
                by=by,
                at=at,
                trajectory=row.trajectory,
                new=NewEmployment(
                    starts,
                    ContractType(row.contract_type),
                    row.fte,
                    into.pk,
                    finished_on=until,
                    fte_agreed=row.fte_agreed,
                    lesson_hours=row.lesson_hours,
                    salary_scale=row.salary_scale,
                    salary_step=row.salary_step,
                ),
                board_id=into.board_id,
                school_id=into.pk,
            )
        follow_work(by=by, at=at, trajectory=row.trajectory)
    _go_along(at, school, into)
    return school


def _go_along(at: datetime, school: School, into: School) -> None:
    """Let coaches' details and questions that wait for a starter be those of the school that goes on."""
    CoachProfile.objects.filter(school=school).update(school=into, board=into.board_id)
    asked = Move.objects.filter(to_school=school, stage=MoveStage.ASKED)
    there = Move.objects.filter(to_school=into, stage=MoveStage.ASKED).values("trajectory")
    asked.filter(trajectory__in=list(there.values_list("trajectory", flat=True))).update(
        stage=MoveStage.WITHDRAWN, decided_at=at
    )
    asked.update(to_school=into)


@transaction.atomic
def merge_people(*, by: Actor, at: datetime, keep_id: UUID, gone_id: UUID) -> Person:
    """Make one of two registrations of the same person (`people.merge_people`), when the lines allow it.

    Raises `OwnCoachError` when one coaches the other, `ManagerAsCoachError` when one coaches where the other
    leads, `BothRolesError` and `OwnAssessorError` when one would assess whom the other coaches or is,
    `MergeConflictError`, `PersonElsewhereError`, `NotVisibleError`.
    """
    must(by, Permission.PEOPLE_MANAGE)
    kept, gone = person_to_grant(by, keep_id), person_to_grant(by, gone_id)
    refusal = why_not_one(kept.pk, gone.pk, day_of(at))
    if refusal is not None:
        raise refusal
    return people.merge_people(by=by, at=at, keep_id=keep_id, gone_id=gone_id)
