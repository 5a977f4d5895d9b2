"""What pages show of proposals: frozen, in the active language, without a way back to the tables."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from startlijn.domain.groups.queries.round_views import RoundFacts
from startlijn.domain.groups.terms import Goal, Outcome, ProposalState


@dataclass(frozen=True, slots=True)
class Near:
    """A school that is near but in another group, and the rule (or travel) that decides it."""

    school: str
    minutes: float
    because: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A school in a group of a proposal; `journey` in minutes to the host, `precision` of its location."""

    sign_up_id: UUID
    school_id: UUID
    school: str
    place: str
    board: str
    latitude: float | None
    longitude: float | None
    precision: str
    journey: float
    is_host: bool
    pinned: bool
    near: tuple[Near, ...]


@dataclass(frozen=True, slots=True)
class ProposedGroup:
    """A group of a proposal; `minutes` is its share of the whole, `broken` are rules it does not keep."""

    number: int
    host: str
    minutes: float
    longest: float
    members: tuple[Placed, ...]
    broken: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleLine:
    """How a rule fared: kept or not, in which groups not, and where it decides."""

    label: str
    met: bool
    is_wish: bool
    broken_in: tuple[int, ...]
    binding: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WayOut:
    """When no groups are possible: how many pairs must break a rule, and which."""

    pairs: tuple[tuple[str, str], ...]
    minutes: float
    proven: bool


@dataclass(frozen=True, slots=True)
class ProposalView:
    """A proposal with its groups. `value`, `bound`, `total` in minutes; `gap` a fraction.

    `came` and `gone` are schools that signed up or withdrew since: a proposal with either is outdated.
    """

    id: UUID
    number: int
    round: RoundFacts
    state: ProposalState
    progress: Mapping[str, Any]
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
    based_on_id: UUID | None
    groups: tuple[ProposedGroup, ...]
    rules: tuple[RuleLine, ...]
    changed: frozenset[UUID]
    clash: tuple[str, ...]
    way_out: WayOut | None
    came: tuple[str, ...]
    gone: tuple[str, ...]
    published: bool

    @property
    def outdated(self) -> bool:
        """Tell whether schools came or went since this proposal."""
        return bool(self.came or self.gone)

    @property
    def keeps_the_rules(self) -> bool:
        """Tell whether every hard rule holds."""
        return all(rule.met for rule in self.rules if not rule.is_wish)


@dataclass(frozen=True, slots=True)
class MoveCost:
    """What moving a school to a group would do: minutes more (or less), and rules that would break."""

    group: int
    host: str
    extra: float
    broken: tuple[str, ...]

    @property
    def saved(self) -> float:
        """The minutes less, when the move saves travel."""
        return -self.extra


@dataclass(frozen=True, slots=True)
class Togetherness:
    """What it costs to put two schools together: the best answer for all with that pair in one group.

    `possible` is None when nothing was found in the time given; `extra` and `at_least` are minutes.
    """

    possible: bool | None
    extra: float | None
    at_least: float | None
    proven: bool
    clash: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """A school whose group differs between two proposals: whom it left, whom it joined."""

    school: str
    before: int | None
    after: int | None
    left: tuple[str, ...]
    joined: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two proposals of one round side by side; `extra` minutes of the second above the first."""

    first: int
    second: int
    extra: float | None
    changed: tuple[Changed, ...]
    same: int

    @property
    def saved(self) -> float:
        """The minutes that the second saves; 0 when it is not known."""
        return -(self.extra or 0.0)
