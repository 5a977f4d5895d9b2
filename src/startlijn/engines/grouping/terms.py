"""The words of the grouping engine: what goes in and what comes out.

Minutes are travel minutes, seconds are wall-clock seconds, ids are the caller's own.
Every class is frozen; nothing here computes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Objective(StrEnum):
    """What is minimised, always over all groups together.

    * ``pairs``: the sum of the minutes between every two members of a group
      (with an asymmetric matrix: the mean of both directions);
    * ``host``: the sum of the journeys of all members to the best host of their group;
    * ``longest``: first the longest journey to a host, then the sum of the journeys.
    """

    PAIRS = "pairs"
    HOST = "host"
    LONGEST = "longest"


class Status(StrEnum):
    """How sure the answer is. ``unknown``: no valid grouping found and none excluded in the time given."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    UNKNOWN = "unknown"


class WishKind(StrEnum):
    """When a pair inside one group breaks a wish.

    * ``mix``: the two have the same value;
    * ``alike``: the two have different values;
    * ``share``: for the part in which their ``;``-separated sets differ (1 - Jaccard);
    * ``differ``: for the part in which their ``;``-separated sets agree (Jaccard).
    """

    MIX = "mix"
    ALIKE = "alike"
    SHARE = "share"
    DIFFER = "differ"


@dataclass(frozen=True, slots=True)
class Member:
    """A school or person to place. `lat`, `lon` in degrees; `slots`: free moments, None: always free."""

    id: str
    lat: float | None = None
    lon: float | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)
    slots: frozenset[str] | None = None


@dataclass(frozen=True)
class AtMost:
    """At most `most` members of a group have the same value in `column`; empty values do not count."""

    column: str
    most: int


@dataclass(frozen=True)
class NotAlone:
    """A group has none, or at least two members whose `column` is `value`."""

    column: str
    value: str


@dataclass(frozen=True)
class Wish:
    """A soft wish: `minutes` are added to the cost for each pair in one group that breaks it."""

    kind: WishKind
    column: str
    minutes: int


@dataclass(frozen=True)
class Rules:
    """The hard rules and the wishes.

    * `apart_by`: two members with the same (non-empty) value are never together, such as the own board;
    * `same`: a group has one value in the column, such as the sub-region (empty counts as a value);
    * `apart`, `history`: of each set of ids no two are together (named pairs; last time's groups);
    * `together`: the ids of each set are in one group;
    * `pinned`: id to label; same label together, different labels apart;
    * `common_slot`: the members of a group share at least one free moment.
    """

    apart_by: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    apart: tuple[tuple[str, ...], ...] = ()
    together: tuple[tuple[str, ...], ...] = ()
    history: tuple[tuple[str, ...], ...] = ()
    pinned: Mapping[str, str] = field(default_factory=dict)
    at_most: tuple[AtMost, ...] = ()
    not_alone: tuple[NotAlone, ...] = ()
    common_slot: bool = False
    wishes: tuple[Wish, ...] = ()


@dataclass(frozen=True)
class Problem:
    """Put `members` into groups of `smallest` to `largest`.

    `minutes[i][j]` is the journey from member i to member j, in member order; without it the built-in
    estimate from the coordinates is used. `groups` fixes their number. `start` are the present groups.
    """

    members: tuple[Member, ...]
    smallest: int
    largest: int
    objective: Objective = Objective.PAIRS
    rules: Rules = field(default_factory=Rules)
    minutes: tuple[tuple[float, ...], ...] | None = None
    groups: int | None = None
    start: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Progress:
    """A moment during the search: the best value, the proven bound (None: not yet), the gap between them."""

    value: float | None
    bound: float | None
    gap: float | None
    seconds: float
    phase: str


@dataclass(frozen=True)
class Group:
    """Members in the order of the problem; the best host; this group's share of the cost; longest journey."""

    members: tuple[str, ...]
    host: str
    minutes: float
    longest: float


@dataclass(frozen=True)
class Neighbour:
    """Somebody near who is in another group, and the rule that keeps them apart ("cost": no rule does)."""

    id: str
    minutes: float
    rule: str
    column: str | None = None


@dataclass(frozen=True)
class MemberReport:
    """Where a member went: index of the group, minutes to its host, the nearest who are elsewhere and why."""

    id: str
    group: int
    journey: float
    nearest: tuple[Neighbour, ...]


@dataclass(frozen=True)
class RuleReport:
    """Whether a rule holds; `broken` are the groups where it does not; `binding` says where it decides.

    `binding` holds the values (or ids) that the rule keeps apart or together although they are near.
    """

    rule: str
    column: str | None
    met: bool
    broken: tuple[int, ...] = ()
    binding: tuple[str, ...] = ()


@dataclass(frozen=True)
class Clash:
    """One rule of a set that cannot hold together.

    `code` is for translation, with `needed` and `available` as its figures; `text` says it in English.
    """

    rule: str
    code: str
    text: str
    column: str | None = None
    value: str | None = None
    members: tuple[str, ...] = ()
    needed: int = 0
    available: int = 0


@dataclass(frozen=True)
class Relaxation:
    """The least bad way out: fewest broken pairs first, then the value of the objective.

    `proven` says that fewer broken pairs are impossible and that the value is the lowest.
    """

    groups: tuple[Group, ...]
    broken: tuple[tuple[str, str], ...]
    rules: tuple[RuleReport, ...]
    value: float
    proven: bool


@dataclass(frozen=True)
class Result:
    """The answer. `value` and `bound` are in minutes; `gap` = (value - bound) / value.

    For ``longest`` these concern the longest journey, and `total` is the sum of the journeys with
    `total_bound` below it; otherwise `total` equals `value`. ``optimal`` holds for both.
    `changed` are the ids whose group mates differ from `Problem.start`.
    """

    status: Status
    groups: tuple[Group, ...]
    objective: Objective
    value: float | None
    bound: float | None
    gap: float | None
    seconds: float
    total: float | None = None
    total_bound: float | None = None
    clash: tuple[Clash, ...] = ()
    relaxation: Relaxation | None = None
    rules: tuple[RuleReport, ...] = ()
    members: tuple[MemberReport, ...] = ()
    changed: tuple[str, ...] = ()
    seed: int = 0


@dataclass(frozen=True)
class Evaluation:
    """The value of given groups, without search. `valid`: every hard rule and the sizes hold."""

    value: float
    total: float
    valid: bool
    groups: tuple[Group, ...]
    rules: tuple[RuleReport, ...]
    members: tuple[MemberReport, ...]
    changed: tuple[str, ...]


@dataclass(frozen=True)
class WhatIf:
    """The best solution that puts two members together; `extra` minutes more than the compared result.

    With `status` ``infeasible`` the `clash` says what forbids it; `extra_bound`: the proven least extra cost.
    """

    status: Status
    value: float | None
    extra: float | None
    extra_bound: float | None
    groups: tuple[Group, ...]
    clash: tuple[Clash, ...]


class BadProblem(ValueError):
    """The input cannot be a grouping problem. `code` is for translation, `where` points at the culprit."""

    def __init__(self, code: str, where: str = "", **details: object) -> None:
        self.code = code
        self.where = where
        self.details = details
        figures = ", ".join(f"{name}={value}" for name, value in details.items())
        super().__init__(": ".join(part for part in (code, where, figures) if part))
