"""What pages show of rounds and sign-ups: frozen, without a way back to the tables."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from startlijn.domain.groups.rules.intake import Advice
from startlijn.domain.groups.terms import (
    Goal,
    Outcome,
    Preference,
    ProposalState,
    RoundKind,
    RoundStage,
    RuleKind,
    Season,
    SignUpSource,
)


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """A round as everybody in it may know it. `above_limit`: the usual limit, when the round is above it."""

    id: UUID
    name: str
    kind: RoundKind
    school_year: int
    season: Season
    sub_region: str
    stage: RoundStage
    introduction: str
    smallest: int
    largest: int
    goal: Goal
    seconds: int
    target_meetings: int
    sign_up_ends_on: date | None
    above_limit: int | None
    version: int

    @property
    def years(self) -> str:
        """The school year as people write it: 2026-2027."""
        return f"{self.school_year}-{self.school_year + 1}"


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A round in a list; the counts are None for who does not run it."""

    facts: RoundFacts
    managed: bool
    sign_ups: int | None
    groups: int | None


@dataclass(frozen=True, slots=True)
class SignUpRow:
    """A sign-up with its school. `located`: the place of the school is known. `advice` needs all answers."""

    id: UUID
    school_id: UUID
    school: str
    place: str
    board: str
    sub_region: str
    sector: str
    located: bool
    source: SignUpSource
    contact_name: str
    contact_email: str
    preference: Preference
    advice: Advice | None
    answers: tuple[bool | None, bool | None, bool | None]
    learning_question: str
    themes: tuple[str, ...]
    free_moments: tuple[str, ...]
    note: str
    signed_up_at: datetime
    withdrawn_at: datetime | None
    takes_part: bool
    version: int


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule of a round; `pair` holds the names of two schools."""

    id: UUID
    kind: RuleKind
    pair: tuple[str, str] | None
    minutes: int
    reason: str


@dataclass(frozen=True, slots=True)
class ProposalLine:
    """A proposal in a list; `value` in minutes, `gap` a fraction."""

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


@dataclass(frozen=True, slots=True)
class RoundPage:
    """Everything of a round for who runs it. `placed` take part, `others` rather want another kind."""

    facts: RoundFacts
    placed: tuple[SignUpRow, ...]
    others: tuple[SignUpRow, ...]
    withdrawn: tuple[SignUpRow, ...]
    rules: tuple[RuleRow, ...]
    proposals: tuple[ProposalLine, ...]
    published_at: datetime | None

    @property
    def without_place(self) -> tuple[SignUpRow, ...]:
        """Schools that take part and of which it is not known where they are."""
        return tuple(row for row in self.placed if not row.located)


@dataclass(frozen=True, slots=True)
class OwnSchool:
    """A school for which somebody may sign up, with the sign-up when there is one."""

    id: UUID
    name: str
    sign_up: SignUpRow | None


@dataclass(frozen=True, slots=True)
class SchoolRoundPage:
    """A round as a school sees it: the facts and the own sign-ups, never those of others."""

    facts: RoundFacts
    schools: tuple[OwnSchool, ...]
