"""Before an assessment begins: proposing one, saying yes or no, and naming who decides when no board does."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from startlijn.base.access.queries import get_visible
from startlijn.base.access.rules import must
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.journal.actions import record
from startlijn.base.organisations.models import Board, School
from startlijn.base.post.actions import tell
from startlijn.base.seams import day_of
from startlijn.domain.assessment.actions.keeping import begin, must_be_free
from startlijn.domain.assessment.models import Assessment, AssessmentRequest
from startlijn.domain.assessment.queries.asking import own_work, profiles
from startlijn.domain.assessment.queries.requests import work_to_propose_for
from startlijn.domain.assessment.terms import (
    OPEN_REQUESTS,
    Aim,
    AlreadyRunningError,
    NoEmployerError,
    NoProfileError,
    RequestState,
    WrongStateError,
)
from startlijn.domain.guidance.models import Employment

OWN, ARRANGE, PROPOSE = (
    Permission.DOSSIER_OWN,
    Permission.ASSESSMENTS_ARRANGE,
    Permission.ASSESSMENTS_PROPOSE,
)


def _made(
    at: datetime, work: Employment, aim: Aim, profile: str, state: RequestState, **given: object
) -> AssessmentRequest:
    person_id = work.trajectory.person_id
    must_be_free(person_id)
    if AssessmentRequest.objects.filter(person=person_id, state__in=OPEN_REQUESTS).exists():
        raise AlreadyRunningError
    return AssessmentRequest.objects.create(
        partnership_id=work.partnership_id,
        person_id=person_id,
        employment=work,
        board_id=work.board_id,
        school_id=work.school_id,
        aim=aim,
        profile=profile,
        state=state,
        asked_at=at,
        **given,
    )


@transaction.atomic
def propose(
    *, by: Actor, at: datetime, employment_id: UUID, aim: Aim, profile: str, reason: str = ""
) -> AssessmentRequest:
    """Propose a starter of the own school, or of the partnership, to be assessed; the starter says yes or no.

    Raises `AlreadyRunningError`, `NoProfileError`, `NotVisibleError`.
    """
    must(by, PROPOSE)
    work = work_to_propose_for(by, employment_id, day_of(at))
    if profile not in {pk for pk, _title in profiles(by)}:
        raise NoProfileError
    given = {"reason": reason.strip(), "proposed_by_id": by.person_id}
    made = _made(at, work, aim, profile, RequestState.PROPOSED, **given)
    record(by=by, at=at, action="assessment.propose", on=made, details={"aim": aim.value})
    tell(
        by=by,
        at=at,
        person=work.trajectory.person,
        template="assessment_proposed",
        link="/assessments/proposals/",
    )
    return made


@transaction.atomic
def ask_without_board(
    *, by: Actor, at: datetime, aim: Aim, profile: str, employment_id: UUID
) -> AssessmentRequest:
    """Ask to be assessed as a starter without a board: the coordinator names who decides (seed 002 line 26).

    Raises `NoEmployerError` for work that is not one's own, `NoProfileError`, `AlreadyRunningError`.
    """
    found = {work.employment_id for work in own_work(by, day_of(at)) if not work.board}
    if employment_id not in found:
        raise NoEmployerError
    if profile not in {pk for pk, _title in profiles(by)}:
        raise NoProfileError
    work = Employment.objects.select_related("trajectory").get(pk=employment_id)
    made = _made(at, work, aim, profile, RequestState.TO_NAME)
    record(by=by, at=at, action="assessment.ask_without_board", on=made, details={"aim": aim.value})
    return made


def _open(request_id: UUID, *states: RequestState) -> AssessmentRequest:
    """Return a proposal, locked; refuse one that was answered."""
    rows = AssessmentRequest.objects.select_for_update(of=("self",))
    row = rows.select_related("employment__trajectory").get(pk=request_id)
    if row.state not in states:
        raise WrongStateError(state=RequestState(row.state).label)
    return row


@transaction.atomic
def answer_proposal(*, by: Actor, at: datetime, request_id: UUID, accepts: bool) -> AssessmentRequest:
    """Let the starter accept a proposal, say "not now", or take the own question back.

    Accepted, it becomes an assessment; without a board the coordinator names first who decides. Raises
    `AlreadyRunningError`, `WrongStateError`, `NotVisibleError`.
    """
    get_visible(by, OWN, AssessmentRequest, request_id)
    row = _open(request_id, RequestState.PROPOSED, *(() if accepts else (RequestState.TO_NAME,)))
    if row.person_id != by.person_id:
        raise NotVisibleError("AssessmentRequest")
    row.answered_at = at
    if not accepts:
        row.state = RequestState.DECLINED
    elif row.board_id is None:
        row.state = RequestState.TO_NAME
    else:
        row.made = begin(at, row.employment, Aim(row.aim), row.profile)
        row.state = RequestState.MADE
    row.save(update_fields=["state", "answered_at", "made"])
    record(
        by=by,
        at=at,
        action="assessment.accept_proposal" if accepts else "assessment.decline_proposal",
        on=row,
    )
    return row


@transaction.atomic
def name_decider(
    *, by: Actor, at: datetime, request_id: UUID, board_id: UUID, school_id: UUID | None = None
) -> Assessment:
    """Name the board, or the school of it, that decides about a starter without a board; it begins then.

    Who decides there follows from the settings of that board or of the partnership; nobody there follows it
    as an employer would. Raises `AlreadyRunningError`, `WrongStateError`, `NotVisibleError`.
    """
    get_visible(by, ARRANGE, AssessmentRequest, request_id)
    board = get_visible(by, Permission.ORGANISATIONS_READ, Board, board_id)
    school = get_visible(by, Permission.ORGANISATIONS_READ, School, school_id) if school_id else None
    if school is not None and school.board_id != board.pk:
        raise NotVisibleError("School")
    row = _open(request_id, RequestState.TO_NAME)
    made = begin(at, row.employment, Aim(row.aim), row.profile, named=(board, school))
    row.made, row.state = made, RequestState.MADE
    row.save(update_fields=["state", "made"])
    record(by=by, at=at, action="assessment.name_decider", on=made, details={"board": str(board.pk)})
    return made
