"""Moving an assessment on: which state comes next and when that is due. For the verbs beside it."""

from datetime import date, datetime
from uuid import UUID

from startlijn.base.access.queries import get_visible
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.organisations.models import Board, School
from startlijn.base.people.models import Person
from startlijn.base.seams import day_of
from startlijn.domain.assessment.models import (
    Advice,
    Assessment,
    Judgement,
    JudgementReader,
    PanelMember,
    PanelRelease,
)
from startlijn.domain.assessment.queries.parts import instrument_of
from startlijn.domain.assessment.queries.people import own_seat, seats, sitting
from startlijn.domain.assessment.queries.settings import clock_of, deadlines_of
from startlijn.domain.assessment.rules.deadlines import due_on
from startlijn.domain.assessment.rules.judging import agreement_of, beside_each_other, shared_values
from startlijn.domain.assessment.rules.panels import all_in, may_begin
from startlijn.domain.assessment.rules.states import must_follow
from startlijn.domain.assessment.terms import (
    ENDED,
    Aim,
    AlreadyRunningError,
    Conflict,
    NotDeclaredError,
    State,
)
from startlijn.domain.dossier.models import Submission
from startlijn.domain.guidance.models import Employment


def locked(by: Actor, permission: Permission, assessment_id: UUID) -> Assessment:
    """Return an assessment through the gate, locked until the transaction ends. Raises `NotVisibleError`."""
    get_visible(by, permission, Assessment, assessment_id)
    rows = Assessment.objects.select_for_update(of=("self",)).select_related("school", "board")
    return rows.get(pk=assessment_id)


def seat_of(by: Actor, assessment: Assessment) -> PanelMember:
    """Return the actor's own place in the panel. Raises `NotVisibleError`, `NotDeclaredError`."""
    seat = own_seat(by, assessment.pk)
    if seat is None:
        raise NotVisibleError("PanelMember")
    if seat.conflict != Conflict.NONE:
        raise NotDeclaredError
    return seat


def enter(assessment: Assessment, state: State, at: datetime) -> None:
    """Move an assessment to its next state and set when that is due. Raises `WrongStateError`."""
    must_follow(assessment.state, state)
    deadlines, day = deadlines_of(assessment.board_id), day_of(at)
    assessment.state, assessment.state_since = state, day
    assessment.due_on = due_on(state, day, deadlines, clock_of(assessment, deadlines))
    assessment.reminded_on = None
    assessment.version += 1
    assessment.save()
    members = PanelMember.objects.filter(assessment=assessment)
    members.update(reminded_on=None)
    if state in ENDED:
        members.filter(finished_on=None, started_on=None).update(left=True)
        members.filter(finished_on=None).update(finished_on=day)


def move_on(by: Actor, assessment: Assessment, at: datetime) -> None:
    """Let judging begin when the panel is ready, and let the panel see each other when all are in."""
    panel = seats(assessment.pk)
    if assessment.state == State.SUBMITTED and may_begin(panel):
        enter(assessment, State.JUDGING, at)
    if assessment.state == State.JUDGING and all_in(panel):
        _reveal(by, assessment, at)


def _reveal(by: Actor, assessment: Assessment, at: datetime) -> None:
    """Open all judgements to the whole panel, and begin the advice with what all said alike.

    What somebody judged who left the panel since stays sealed for the panel; the starter has a right to it.
    """
    members = list(sitting(assessment.pk))
    rows = list(Judgement.objects.filter(member__in=members).order_by("member"))
    open_already = set(JudgementReader.objects.filter(judgement__in=rows).values_list("judgement", "member"))
    JudgementReader.objects.bulk_create(
        [
            JudgementReader(partnership_id=assessment.partnership_id, judgement=row, member=member)
            for row in rows
            for member in members
            if (row.pk, member.pk) not in open_already
        ]
    )
    given = Judgement.objects.filter(member__assessment=assessment, given_at__isnull=False)
    given.update(about=assessment.person_id)
    instrument, kept = instrument_of(by, assessment), [row.answers for row in rows]
    alike = shared_values(beside_each_other(instrument, kept, agreement_of(instrument, kept)))
    Advice.objects.create(
        partnership_id=assessment.partnership_id, assessment=assessment, answers=alike.plain()
    )
    enter(assessment, State.CONSENSUS, at)


def must_be_free(person_id: UUID) -> None:
    """Raise `AlreadyRunningError` when somebody is being assessed. Part of other verbs.

    The lock makes two questions at once count one after the other; it does not hinder foreign keys.
    """
    Person.objects.select_for_update(no_key=True).get(pk=person_id)
    if Assessment.objects.filter(person=person_id).exclude(state__in=sorted(ENDED)).exists():
        raise AlreadyRunningError


def begin(
    at: datetime, work: Employment, aim: Aim, profile: str, named: tuple[Board, School | None] | None = None
) -> Assessment:
    """Let an assessment begin; `named` decides when the starter works without a board. Part of other verbs.

    Raises `AlreadyRunningError`.
    """
    must_be_free(work.trajectory.person_id)
    board_id, school_id = work.board_id, work.school_id
    if named is not None:
        board_id, school_id = named[0].pk, named[1].pk if named[1] else None
    assert board_id is not None
    return Assessment.objects.create(
        partnership_id=work.partnership_id,
        person_id=work.trajectory.person_id,
        board_id=board_id,
        school_id=school_id,
        employer_id=work.board_id,
        employer_school_id=work.school_id,
        sector=work.trajectory.sector,
        aim=aim,
        profile=profile,
        state_since=day_of(at),
        asked_at=at,
    )


def give(assessment: Assessment, snapshot: Submission, at: datetime, until: date | None) -> PanelRelease:
    """Let the panel read a snapshot from today on. Part of other verbs, which check the right."""
    return PanelRelease.objects.create(
        partnership_id=assessment.partnership_id,
        assessment=assessment,
        submission=snapshot,
        started_on=day_of(at),
        finished_on=until,
        released_at=at,
    )
