"""Proposals: asking for one, following it, its groups with bound, gap and clash."""

import math
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from ninja import Query, Router
from pydantic import Field

from startlijn.api.doors import Request, operation
from startlijn.api.rounds import ListedProposal, listed_proposal
from startlijn.api.shapes import Input, Output, Page, Paging, page_of
from startlijn.base.access.terms import Permission
from startlijn.base.seams import now
from startlijn.domain.groups import actions
from startlijn.domain.groups.queries import proposals, rounds
from startlijn.domain.groups.queries.proposal_views import Near as NearView
from startlijn.domain.groups.queries.proposal_views import Placed, ProposalView, ProposedGroup
from startlijn.domain.groups.terms import Goal, Outcome, ProposalState

router = Router(tags=["Proposals"])


class Asked(Output):
    """A proposal that was asked for; follow it at the address in the header Location."""

    id: UUID
    round_id: UUID
    number: int
    state: ProposalState


class Progress(Output):
    """How far a search is: the best value so far in minutes, the proven bound, the gap, seconds spent."""

    value: float | None = None
    bound: float | None = None
    gap: float | None = None
    seconds: float | None = None


class Near(Output):
    """A school that is near but in another group, and the rule (or travel) that decides it."""

    school: str
    minutes: float
    because: str


class ProposedMember(Output):
    """A school in a proposed group; `journey` in minutes to the host, `precision` of its location."""

    school_id: UUID
    school: str
    place: str
    board: str
    precision: str
    journey: float
    is_host: bool
    pinned: bool
    near: list[Near]


class GroupOfProposal(Output):
    """A proposed group; `minutes` is its share of the value, `broken` are rules it does not keep."""

    number: int
    host: str
    minutes: float
    longest: float
    members: list[ProposedMember]
    broken: list[str]


class RuleReport(Output):
    """How a rule fared: kept or not, in which groups not, and where it decides."""

    label: str
    met: bool
    is_wish: bool
    broken_in: list[int]
    binding: list[str]


class WayOut(Output):
    """When no groups are possible: the pairs that would have to break a rule, and the minutes that gives."""

    pairs: list[tuple[str, str]]
    minutes: float
    proven: bool


class Proposal(Output):
    """One way to form the groups. `value`, `bound` and `total` are minutes, `gap` a fraction of the value.

    `bound` is proven: no division has less. `clash` names the rules that cannot hold together, as sentences.
    `came` and `gone` are schools that signed up or withdrew since: a proposal with either is outdated.
    """

    id: UUID
    round_id: UUID
    number: int
    state: ProposalState
    progress: Progress
    outcome: Outcome | None
    code: str
    goal: Goal
    value: float | None
    bound: float | None
    gap: float | None
    total: float | None
    seconds: float | None
    requested_at: datetime
    finished_at: datetime | None
    based_on: int | None
    groups: list[GroupOfProposal]
    rules: list[RuleReport]
    keeps_the_rules: bool
    clash: list[str]
    way_out: WayOut | None
    came: list[str]
    gone: list[str]
    published: bool


class NewProposal(Input):
    """What to ask: `based_on` starts from the groups of another proposal and keeps who is pinned in them.

    The same `seed` on the same sign-ups gives the same groups.
    """

    based_on: UUID | None = None
    seed: int = Field(default=0, ge=0, le=2_147_483_647)


def near(rows: tuple[NearView, ...]) -> list[Near]:
    """Return neighbours that are in another group."""
    return [Near(school=row.school, minutes=row.minutes, because=row.because) for row in rows]


def _progress(told: Mapping[str, Any]) -> Progress:
    known = {name: told.get(name) for name in Progress.model_fields}
    return Progress(**{name: value for name, value in known.items() if value and math.isfinite(value)})


def _member(row: Placed) -> ProposedMember:
    return ProposedMember(
        school_id=row.school_id,
        school=row.school,
        place=row.place,
        board=row.board,
        precision=row.precision,
        journey=row.journey,
        is_host=row.is_host,
        pinned=row.pinned,
        near=near(row.near),
    )


def _group(group: ProposedGroup) -> GroupOfProposal:
    return GroupOfProposal(
        number=group.number,
        host=group.host,
        minutes=group.minutes,
        longest=group.longest,
        members=[_member(row) for row in group.members],
        broken=list(group.broken),
    )


def _proposal(view: ProposalView) -> Proposal:
    same = ("id", "number", "state", "outcome", "code", "goal", "value", "bound", "gap", "total", "seconds")
    more = ("requested_at", "finished_at", "based_on", "keeps_the_rules", "published")
    way_out = view.way_out
    return Proposal(
        **{name: getattr(view, name) for name in (*same, *more)},
        round_id=view.round.id,
        progress=_progress(view.progress),
        groups=[_group(group) for group in view.groups],
        rules=[
            RuleReport(
                label=rule.label,
                met=rule.met,
                is_wish=rule.is_wish,
                broken_in=list(rule.broken_in),
                binding=list(rule.binding),
            )
            for rule in view.rules
        ],
        clash=list(view.clash),
        way_out=WayOut(pairs=list(way_out.pairs), minutes=way_out.minutes, proven=way_out.proven)
        if way_out
        else None,
        came=list(view.came),
        gone=list(view.gone),
    )


@operation(
    router.get, "/rounds/{uuid:round_id}/proposals", Permission.ROUNDS_MANAGE, gives=Page[ListedProposal]
)
def list_proposals(request: Request, round_id: UUID, given: Query[Paging]) -> Page[ListedProposal]:
    """List the proposals of a round, the newest first."""
    return page_of(rounds.round_page(request.actor, round_id).proposals, given, listed_proposal)


@operation(
    router.post, "/rounds/{uuid:round_id}/proposals", Permission.ROUNDS_MANAGE, gives=Asked, status=202
)
def request_proposal(request: Request, round_id: UUID, given: NewProposal, response: HttpResponse) -> Asked:
    """Ask for groups with the rules as they are now.

    They are computed in the background: follow the address in the header Location until `state` is done.
    """
    asked = actions.request_proposal(
        by=request.actor, at=now(), round_id=round_id, based_on_id=given.based_on, seed=given.seed
    )
    response.headers["Location"] = reverse("api:get_proposal", args=[asked.pk])
    return Asked(id=asked.pk, round_id=round_id, number=asked.number, state=ProposalState(asked.state))


@operation(router.get, "/proposals/{uuid:proposal_id}", Permission.ROUNDS_MANAGE, gives=Proposal)
def get_proposal(request: Request, proposal_id: UUID) -> Proposal:
    """Give one proposal: how far it is, or its groups, how good they are proven to be, and why."""
    return _proposal(proposals.proposal_view(request.actor, proposal_id))
