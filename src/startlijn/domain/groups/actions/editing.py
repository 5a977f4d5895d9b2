"""Changing groups by hand: pins, moves, groups typed in, the least bad way out."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from startlijn.base.access.terms import Actor, NotVisibleError
from startlijn.base.journal.actions import record
from startlijn.domain.groups.actions.keeping import keep_groups
from startlijn.domain.groups.models import Proposal, ProposalPlace, Publication, Round, SignUp
from startlijn.domain.groups.queries.forming import (
    entrants_of,
    next_number,
    participants,
    places_of,
    setup_of,
    who_came_or_went,
)
from startlijn.domain.groups.queries.proposals import desk_of, moved, proposal_to_manage
from startlijn.domain.groups.queries.rounds import round_to_change
from startlijn.domain.groups.rules.problem import Standing, problem_of
from startlijn.domain.groups.rules.stages import FORMING, must_be_in
from startlijn.domain.groups.terms import (
    BadGroupsError,
    Outcome,
    ProposalNotReadyError,
    ProposalOutdatedError,
    ProposalState,
)
from startlijn.engines.grouping import evaluate


def _set_pins(
    by: Actor, at: datetime, proposal_id: UUID, school_ids: Collection[UUID], *, pinned: bool
) -> Proposal:
    proposal = proposal_to_manage(by, proposal_id)
    must_be_in(round_to_change(by, proposal.round_id).stage, FORMING)
    places = ProposalPlace.objects.filter(proposal=proposal, sign_up__school__in=school_ids)
    if places.count() != len(set(school_ids)):
        raise NotVisibleError("School")
    places.update(pinned=pinned)
    return proposal


@transaction.atomic
def pin_schools(*, by: Actor, at: datetime, proposal_id: UUID, school_ids: Collection[UUID]) -> Proposal:
    """Keep schools in their group when a new proposal is based on this one.

    Schools pinned in one group stay together; a school pinned alone stays with the host of its group.
    Raises `WrongStageError`, `NotVisibleError`.
    """
    proposal = _set_pins(by, at, proposal_id, school_ids, pinned=True)
    record(by=by, at=at, action="proposal.pin", on=proposal, details={"schools": len(school_ids)})
    return proposal


@transaction.atomic
def unpin_schools(*, by: Actor, at: datetime, proposal_id: UUID, school_ids: Collection[UUID]) -> Proposal:
    """Let schools free again. Raises `WrongStageError`, `NotVisibleError`."""
    proposal = _set_pins(by, at, proposal_id, school_ids, pinned=False)
    record(by=by, at=at, action="proposal.unpin", on=proposal, details={"schools": len(school_ids)})
    return proposal


@transaction.atomic
def move_school(*, by: Actor, at: datetime, proposal_id: UUID, school_id: UUID, group: int) -> Proposal:
    """Move a school to another group (number; one above the last makes a new group), and pin it there.

    A computed or published proposal stays as it is: the change is kept as a new one, which is changed further
    after that. Raises `ProposalOutdatedError`, `ProposalNotReadyError`, `WrongStageError`, `NotVisibleError`.
    """
    proposal = proposal_to_manage(by, proposal_id)
    found = round_to_change(by, proposal.round_id)
    must_be_in(found.stage, FORMING)
    places = places_of(proposal)
    own = next((place for place in places if place.sign_up.school_id == school_id), None)
    numbers = sorted({place.group for place in places})
    if own is None or not 1 <= group <= len(numbers) + 1:
        raise NotVisibleError("School")
    differing = who_came_or_went(found, places)
    if differing:
        raise ProposalOutdatedError(schools=", ".join(differing))
    desk = desk_of(proposal, places)
    groups = tuple(part for part in moved(desk.standing, str(school_id), group - 1) if part)
    target = proposal if _is_draft(proposal) else _draft(by, at, found, proposal)
    _keep_by_hand(target, groups, {*desk.standing.pinned, str(school_id)})
    record(by=by, at=at, action="proposal.move", on=target, details={"from": own.group, "to": group})
    return target


@transaction.atomic
def enter_groups(*, by: Actor, at: datetime, round_id: UUID, groups: Sequence[Collection[UUID]]) -> Proposal:
    """Keep groups that were made elsewhere (school ids) as a proposal; each school that takes part once.

    Raises `BadGroupsError`, `SchoolsWithoutPlaceError`, `WrongStageError`, `NotVisibleError`.
    """
    found = round_to_change(by, round_id)
    must_be_in(found.stage, FORMING)
    proposal = _draft(by, at, found, None)
    _keep_by_hand(proposal, tuple(tuple(sorted(map(str, group))) for group in groups if group), ())
    record(by=by, at=at, action="proposal.enter", on=proposal, details={"groups": len(groups)})
    return proposal


@transaction.atomic
def accept_way_out(*, by: Actor, at: datetime, proposal_id: UUID) -> Proposal:
    """Take the least bad groups of a proposal that was not possible, as a proposal to work on.

    Raises `ProposalNotReadyError` when there is none, `BadGroupsError` when schools came or went since,
    `WrongStageError`, `NotVisibleError`.
    """
    base = proposal_to_manage(by, proposal_id)
    found = round_to_change(by, base.round_id)
    must_be_in(found.stage, FORMING)
    kept = base.report.get("relaxation")
    if not kept:
        raise ProposalNotReadyError
    proposal = _draft(by, at, found, base)
    _keep_by_hand(proposal, tuple(tuple(group) for group in kept["groups"]), ())
    record(by=by, at=at, action="proposal.accept_way_out", on=proposal)
    return proposal


def _is_draft(proposal: Proposal) -> bool:
    """Only groups made by hand that were never published are changed in place."""
    return proposal.outcome == Outcome.EDITED and not Publication.objects.filter(proposal=proposal).exists()


def _draft(by: Actor, at: datetime, found: Round, base: Proposal | None) -> Proposal:
    like = base or found
    return Proposal(
        partnership_id=found.partnership_id,
        round=found,
        number=next_number(found),
        state=ProposalState.DONE,
        based_on=base,
        requested_by_id=by.person_id,
        requested_at=at,
        finished_at=at,
        smallest=like.smallest,
        largest=like.largest,
        goal=like.goal,
        outcome=Outcome.EDITED,
        bound=base.bound if base else None,
    )


def _keep_by_hand(proposal: Proposal, groups: tuple[tuple[str, ...], ...], pinned: Collection[str]) -> None:
    """Save groups with their value and the rules they break. A bound proven before still holds below them."""
    sign_ups = participants(proposal.round)
    _must_be_whole(groups, sign_ups)
    setup = setup_of(proposal.round, smallest=proposal.smallest, largest=proposal.largest, goal=proposal.goal)
    before = places_of(proposal.based_on) if proposal.based_on else []
    start = _groups_of(before)
    answer = evaluate(problem_of(entrants_of(sign_ups), setup, Standing(start, _first(start))), groups)
    proposal.value, proposal.total = answer.value, answer.total
    proposal.gap = _gap(answer.value, proposal.bound)
    proposal.save()
    keep_groups(proposal, answer, sign_ups, pinned)
    proposal.save(update_fields=["report"])


def _must_be_whole(groups: tuple[tuple[str, ...], ...], sign_ups: Sequence[SignUp]) -> None:
    names = {str(row.school_id): row.school.name for row in sign_ups}
    placed = [school for group in groups for school in group]
    wrong = {school for school in placed if placed.count(school) > 1} | (set(placed) ^ set(names))
    if wrong:
        raise BadGroupsError(schools=", ".join(sorted(names.get(school, "?") for school in wrong)))


def _groups_of(places: Sequence[ProposalPlace]) -> tuple[tuple[str, ...], ...]:
    numbers = sorted({place.group for place in places})
    return tuple(
        tuple(str(place.sign_up.school_id) for place in places if place.group == number) for number in numbers
    )


def _first(groups: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    return tuple(group[0] for group in groups)


def _gap(value: float, bound: float | None) -> float | None:
    if bound is None:
        return None
    return max(0.0, (value - bound) / value) if value > 0 else 0.0
