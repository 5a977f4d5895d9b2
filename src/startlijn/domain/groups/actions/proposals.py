"""Asking for a proposal, computing it in the background, stopping it."""

import time
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from startlijn.base.access.terms import Actor
from startlijn.base.journal.actions import record
from startlijn.base.post.actions import cancel_job, enqueue
from startlijn.base.post.terms import GaveUp, JobCancelledError, Kind, PermanentError, Task
from startlijn.domain.groups.actions.keeping import keep_groups
from startlijn.domain.groups.models import Proposal
from startlijn.domain.groups.queries.forming import (
    entrants_of,
    next_number,
    participants,
    places_of,
    problem_for,
    standing_of,
)
from startlijn.domain.groups.queries.proposals import proposal_to_manage
from startlijn.domain.groups.queries.rounds import round_to_change
from startlijn.domain.groups.rules.problem import Standing
from startlijn.domain.groups.rules.report import kept_clash, kept_report
from startlijn.domain.groups.rules.stages import FORMING, must_be_in
from startlijn.domain.groups.terms import (
    Outcome,
    ProposalRunningError,
    ProposalState,
    TooFewSchoolsError,
)
from startlijn.engines.grouping import BadProblem, Progress, Result, Status, solve

JOB = "groups.propose"
_GOING_ON = (ProposalState.QUEUED, ProposalState.RUNNING)
_PAUSE = 0.5  # seconds between two looks at the database while searching


@transaction.atomic
def request_proposal(
    *, by: Actor, at: datetime, round_id: UUID, based_on_id: UUID | None = None, seed: int = 0
) -> Proposal:
    """Ask for groups with the rules as they are now; a job computes them and the page follows it.

    `based_on_id`: start from these groups and keep who is pinned in them. Raises `WrongStageError`,
    `ProposalRunningError`, `TooFewSchoolsError`, `SchoolsWithoutPlaceError`, `NotVisibleError`, and
    `QueueFullError` of the post.
    """
    found = round_to_change(by, round_id)
    must_be_in(found.stage, FORMING)
    base = None if based_on_id is None else proposal_to_manage(by, based_on_id)
    if Proposal.objects.filter(round=found, state__in=_GOING_ON).exists():
        raise ProposalRunningError
    count = len(entrants_of(participants(found)))
    if count < found.smallest:
        raise TooFewSchoolsError(count=count, smallest=found.smallest)
    proposal = Proposal.objects.create(
        partnership_id=found.partnership_id,
        round=found,
        number=next_number(found),
        based_on=base if base and base.round_id == found.pk else None,
        requested_by_id=by.person_id,
        requested_at=at,
        smallest=found.smallest,
        largest=found.largest,
        goal=found.goal,
        seed=seed,
    )
    proposal.job = enqueue(by=by, at=at, kind=JOB, payload={"proposal": str(proposal.pk)})
    proposal.save(update_fields=["job"])
    record(by=by, at=at, action="proposal.request", on=proposal, details={"schools": count})
    return proposal


@transaction.atomic
def cancel_proposal(*, by: Actor, at: datetime, proposal_id: UUID) -> None:
    """Stop the search; what it found so far is kept. Raises `NotVisibleError`; done already is fine."""
    proposal = proposal_to_manage(by, proposal_id)
    if proposal.job is not None and proposal.state in _GOING_ON:
        cancel_job(by=by, at=at, job_id=proposal.job)
        record(by=by, at=at, action="proposal.cancel", on=proposal)


class _Follower:
    """Between the search and its job: passes progress on, and looks now and then whether to stop."""

    def __init__(self, task: Task) -> None:
        self._task = task
        self._looked = 0.0
        self._cancelled = False

    def _is_due(self) -> bool:
        moment = time.monotonic()
        if moment - self._looked < _PAUSE:
            return False
        self._looked = moment
        return True

    def tell(self, progress: Progress) -> None:
        """Pass on value, bound, gap and seconds."""
        if self._is_due():
            figures = {"value": progress.value, "bound": progress.bound, "gap": progress.gap}
            self._task.report_progress({**figures, "seconds": round(progress.seconds, 1)})

    def stopped(self) -> bool:
        """Tell whether somebody asked to stop."""
        if not self._cancelled and self._is_due():
            self._cancelled = self._task.is_cancelled()
        return self._cancelled


def _propose(task: Task) -> None:
    """Compute a proposal. Its groups and the end of the job are written in one transaction."""
    proposal = proposal_to_manage(task.by, UUID(task.payload["proposal"]))
    if proposal.state not in _GOING_ON:
        return
    Proposal.objects.filter(pk=proposal.pk).update(state=ProposalState.RUNNING)
    sign_ups = participants(proposal.round)
    standing = standing_of(places_of(proposal.based_on)) if proposal.based_on else Standing()
    follower = _Follower(task)
    try:
        result = solve(
            problem_for(proposal, sign_ups, standing),
            seconds=float(proposal.round.seconds),
            seed=proposal.seed,
            progress=follower.tell,
            cancelled=follower.stopped,
        )
    except BadProblem as error:
        raise PermanentError(error.code) from error
    if not result.groups and follower.stopped():
        raise JobCancelledError
    ended = task.at + timedelta(seconds=result.seconds)
    with task.complete():
        _keep_result(proposal, result, ended)
        if result.groups:
            keep_groups(proposal, result, sign_ups, standing.pinned)
        proposal.save()
        details = {"outcome": proposal.outcome, "groups": len(result.groups)}
        record(by=task.by, at=ended, action="proposal.finish", on=proposal, details=details)


def _keep_result(proposal: Proposal, result: Result, ended: datetime) -> None:
    proposal.state, proposal.finished_at = ProposalState.DONE, ended
    proposal.outcome = Outcome(result.status.value)
    proposal.value, proposal.bound, proposal.gap = result.value, result.bound, result.gap
    proposal.total, proposal.seconds = result.total, round(result.seconds, 2)
    proposal.clash = kept_clash(result.clash)
    proposal.report = kept_report(result)
    assert result.groups or result.status in {Status.INFEASIBLE, Status.UNKNOWN}


def _gave_up(given: GaveUp) -> None:
    """Mark the proposal stopped or failed, in the transaction that does so with its job."""
    proposal = Proposal.objects.filter(pk=given.payload["proposal"], state__in=_GOING_ON).first()
    if proposal is None:
        return
    cancelled = given.code == "cancelled"
    proposal.state = ProposalState.CANCELLED if cancelled else ProposalState.FAILED
    proposal.code, proposal.finished_at = given.code, given.at
    proposal.save(update_fields=["state", "code", "finished_at"])
    record(by=given.by, at=given.at, action="proposal.give_up", on=proposal, details={"code": given.code})


PROPOSING = Kind(
    JOB, run=_propose, gave_up=_gave_up, attempts=2, seconds=90, heavy=True, alone=True, waiting=3
)
