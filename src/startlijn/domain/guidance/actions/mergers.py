"""A school goes on in another: starters who work there go along, and what was stays (BRIN successor)."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from startlijn.base.access.terms import Actor
from startlijn.base.organisations import actions as organisations
from startlijn.base.organisations.models import School
from startlijn.domain.guidance.actions.appointments import appoint
from startlijn.domain.guidance.actions.roles import follow_work
from startlijn.domain.guidance.models import Employment
from startlijn.domain.guidance.terms import ContractType, NewEmployment


@transaction.atomic
def merge_school(*, by: Actor, at: datetime, school_id: UUID, into_id: UUID, on: date) -> School:
    """Close a school that goes on in another, and let appointments that run on that day go on there.

    The line of each starter, its programme and its coach stay; the old appointment keeps its own days at the
    old school. Raises what `organisations.merge_school` raises.
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
    return school
