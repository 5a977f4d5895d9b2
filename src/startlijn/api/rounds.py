"""Rounds: the list, one as staff or as a school sees it, a new one, opening it."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from ninja import Query, Router
from pydantic import Field

from startlijn.api.doors import Request, operation
from startlijn.api.shapes import Input, Output, Page, Paging, Text, page_of
from startlijn.base.access.terms import NotVisibleError, Permission
from startlijn.base.seams import now
from startlijn.domain.groups import actions
from startlijn.domain.groups.queries import rounds
from startlijn.domain.groups.queries.round_views import ProposalLine, RoundFacts, RoundLine
from startlijn.domain.groups.terms import (
    LARGEST_GROUP,
    TARGET_MEETINGS,
    Goal,
    Outcome,
    ProposalState,
    RoundKind,
    RoundStage,
    RuleKind,
    Season,
)

router = Router(tags=["Rounds"])

RoundName = Annotated[
    str, Field(min_length=1, max_length=120, pattern=r"^[^\s\x00-\x1f\x7f][^\x00-\x1f\x7f]*$")
]
SchoolYear = Annotated[int, Field(ge=2000, le=2100, description="2026 is 2026-2027")]
GroupSize = Annotated[int, Field(ge=2, le=LARGEST_GROUP)]


class Round(Output):
    """A round as everybody in it may know it."""

    id: UUID
    name: str
    kind: RoundKind
    school_year: int
    season: Season
    sub_region: str | None
    stage: RoundStage
    introduction: str
    smallest: int
    largest: int
    goal: Goal
    target_meetings: int
    sign_up_ends_on: date | None
    version: int


class ListedRound(Round):
    """A round in the list; `sign_ups` and `groups` are null for who does not run it."""

    managed: bool
    sign_ups: int | None
    groups: int | None


class RuleOfRound(Output):
    """A rule of a round; `pair` holds the names of two schools, `minutes` what a wish weighs."""

    id: UUID
    kind: RuleKind
    pair: tuple[str, str] | None
    minutes: int
    reason: str


class ListedProposal(Output):
    """A proposal in a list; `value` in minutes, `gap` the part that could still be saved at most."""

    id: UUID
    number: int
    state: ProposalState
    outcome: Outcome | None
    value: float | None
    gap: float | None
    groups: int
    requested_at: datetime
    based_on: int | None
    published: bool


class RoundForStaff(Round):
    """A round for who runs it: with its rules and proposals."""

    seen_as: Literal["staff"] = "staff"
    seconds: int
    above_limit: int | None
    rules: list[RuleOfRound]
    proposals: list[ListedProposal]
    published_at: datetime | None


class SchoolToSignUp(Output):
    """A school of your own that may take part; `sign_up` is its sign-up when there is one."""

    id: UUID
    name: str
    sign_up: UUID | None


class RoundForSchool(Round):
    """A round as a school sees it: never who else signed up."""

    seen_as: Literal["school"] = "school"
    schools: list[SchoolToSignUp]


AnyRound = Annotated[RoundForStaff | RoundForSchool, Field(discriminator="seen_as")]


class RoundSearch(Paging):
    """Only rounds in one stage, of one kind or of one school year."""

    stage: RoundStage | None = None
    kind: RoundKind | None = None
    school_year: SchoolYear | None = None


class NewRound(Input):
    """A round to make. Without sizes and goal it gets those of its kind; without sub-region it is for all."""

    name: RoundName
    kind: RoundKind
    school_year: SchoolYear
    season: Season
    sub_region: UUID | None = None
    introduction: Text = ""
    smallest: GroupSize | None = None
    largest: GroupSize | None = None
    goal: Goal | None = None
    sign_up_ends_on: date | None = None
    target_meetings: int = Field(default=TARGET_MEETINGS, ge=1, le=20)


def facts(found: RoundFacts) -> dict[str, Any]:
    """Return the fields of `Round`."""
    known = {name: getattr(found, name) for name in Round.model_fields}
    return known | {"sub_region": found.sub_region or None}


def listed_proposal(line: ProposalLine) -> ListedProposal:
    """Return a proposal in a list."""
    return ListedProposal(**{name: getattr(line, name) for name in ListedProposal.model_fields})


def _listed(line: RoundLine) -> ListedRound:
    known = facts(line.facts)
    return ListedRound(**known, managed=line.managed, sign_ups=line.sign_ups, groups=line.groups)


def _for_staff(request: Request, round_id: UUID) -> RoundForStaff:
    page = rounds.round_page(request.actor, round_id)
    return RoundForStaff(
        **facts(page.facts),
        seconds=page.facts.seconds,
        above_limit=page.facts.above_limit,
        rules=[
            RuleOfRound(id=row.id, kind=row.kind, pair=row.pair, minutes=row.minutes, reason=row.reason)
            for row in page.rules
        ],
        proposals=[listed_proposal(line) for line in page.proposals],
        published_at=page.published_at,
    )


def _for_school(request: Request, round_id: UUID) -> RoundForSchool:
    page = rounds.school_round_page(request.actor, round_id)
    return RoundForSchool(
        **facts(page.facts),
        schools=[
            SchoolToSignUp(id=row.id, name=row.name, sign_up=row.sign_up.id if row.sign_up else None)
            for row in page.schools
        ],
    )


@operation(router.get, "/rounds", Permission.ROUNDS_READ, gives=Page[ListedRound])
def list_rounds(request: Request, given: Query[RoundSearch]) -> Page[ListedRound]:
    """List the rounds that you run or may join, the newest school year first."""
    wanted = given.model_dump(include={"stage", "kind", "school_year"}, exclude_none=True)
    lines = [
        line
        for line in rounds.rounds_for(request.actor)
        if all(getattr(line.facts, name) == value for name, value in wanted.items())
    ]
    return page_of(lines, given, _listed)


@operation(router.get, "/rounds/{uuid:round_id}", Permission.ROUNDS_READ, gives=AnyRound)
def get_round(request: Request, round_id: UUID) -> RoundForStaff | RoundForSchool:
    """Give one round: to who runs it with rules and proposals, to a school with its own sign-up."""
    try:
        return _for_staff(request, round_id)
    except NotVisibleError:
        return _for_school(request, round_id)


@operation(router.post, "/rounds", Permission.ROUNDS_MANAGE, gives=RoundForStaff, status=201)
def create_round(request: Request, given: NewRound, response: HttpResponse) -> RoundForStaff:
    """Make a round, in preparation: nobody is told anything yet."""
    wanted = given.model_dump()
    made = actions.create_round(by=request.actor, at=now(), sub_region_id=wanted.pop("sub_region"), **wanted)
    response.headers["Location"] = reverse("api:get_round", args=[made.pk])
    return _for_staff(request, made.pk)


@operation(router.post, "/rounds/{uuid:round_id}/open", Permission.ROUNDS_MANAGE, gives=RoundForStaff)
def open_round(request: Request, round_id: UUID) -> RoundForStaff:
    """Let schools sign up, for the first time or again."""
    actions.open_round(by=request.actor, at=now(), round_id=round_id)
    return _for_staff(request, round_id)
