"""From a round to a problem for the engine: schools become members, rules become the engine's rules."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from startlijn.domain.groups.terms import Goal, RuleKind
from startlijn.engines.grouping import Member, Objective, Problem, Rules, Wish, WishKind

BOARD, SUB_REGION, SECTOR, THEMES, EXPERIENCE = "board", "sub_region", "sector", "themes", "experience"
_WISHES = {
    RuleKind.WISH_SECTOR: (WishKind.ALIKE, SECTOR),
    RuleKind.WISH_THEMES_ALIKE: (WishKind.SHARE, THEMES),
    RuleKind.WISH_THEMES_MIXED: (WishKind.DIFFER, THEMES),
    RuleKind.WISH_EXPERIENCE: (WishKind.MIX, EXPERIENCE),
}


@dataclass(frozen=True, slots=True)
class Entrant:
    """A school that takes part. `id` is the school's; names of board and sub-region make clashes readable."""

    id: str
    latitude: float
    longitude: float
    board: str
    sub_region: str
    sector: str
    moments: frozenset[str]
    themes: frozenset[str]
    experience: str


@dataclass(frozen=True, slots=True)
class RuleSpec:
    """A rule of a round: two school ids for a pair, minutes for a wish."""

    kind: RuleKind
    pair: tuple[str, str] | None = None
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class Setup:
    """How the groups of a round are formed; `last_time` are the groups of the round before, by school id."""

    smallest: int
    largest: int
    goal: Goal
    rules: tuple[RuleSpec, ...] = ()
    last_time: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """The groups as they stand: school ids per group, the host of each, and who is pinned."""

    groups: tuple[tuple[str, ...], ...] = ()
    hosts: tuple[str, ...] = ()
    pinned: frozenset[str] = frozenset()


def problem_of(entrants: Sequence[Entrant], setup: Setup, standing: Standing = Standing()) -> Problem:
    """Return the problem; the engine starts from the standing groups and keeps who is pinned."""
    present = {entrant.id for entrant in entrants}
    return Problem(
        members=tuple(_member(entrant) for entrant in entrants),
        smallest=setup.smallest,
        largest=setup.largest,
        objective=Objective(setup.goal),
        rules=_rules(setup, present, pins(standing, present)),
        start=tuple(kept for group in standing.groups if (kept := _kept(group, present))),
    )


def pins(standing: Standing, present: Iterable[str]) -> dict[str, str]:
    """Return a label per pinned school: pinned schools of one group stay together, of two groups apart.

    A school that is pinned alone is held to the host of its group: it stays because of that place.
    """
    here = set(present)
    labels: dict[str, str] = {}
    for number, (group, host) in enumerate(zip(standing.groups, standing.hosts, strict=True)):
        held = [school for school in group if school in standing.pinned and school in here]
        if len(held) == 1 and host in here:
            held.append(host)
        labels |= dict.fromkeys(held, str(number))
    return labels


def _member(entrant: Entrant) -> Member:
    return Member(
        id=entrant.id,
        lat=entrant.latitude,
        lon=entrant.longitude,
        attributes={
            BOARD: entrant.board,
            SUB_REGION: entrant.sub_region,
            SECTOR: entrant.sector,
            THEMES: ";".join(sorted(entrant.themes)),
            EXPERIENCE: entrant.experience,
        },
        slots=entrant.moments or None,
    )


def _rules(setup: Setup, present: set[str], pinned: Mapping[str, str]) -> Rules:
    kinds = {rule.kind for rule in setup.rules}
    pairs: dict[RuleKind, list[tuple[str, ...]]] = defaultdict(list)
    for rule in setup.rules:
        if rule.pair is not None and present.issuperset(rule.pair):
            pairs[rule.kind].append(rule.pair)
    last_time = [_kept(group, present) for group in setup.last_time if RuleKind.NOT_LAST_TIME in kinds]
    same = {RuleKind.SAME_SUB_REGION: SUB_REGION, RuleKind.SAME_SECTOR: SECTOR}
    return Rules(
        apart_by=(BOARD,) if RuleKind.OTHER_BOARDS in kinds else (),
        same=tuple(column for kind, column in same.items() if kind in kinds),
        apart=tuple(pairs[RuleKind.APART]),
        together=tuple(pairs[RuleKind.TOGETHER]),
        history=tuple(group for group in last_time if len(group) > 1),
        pinned=pinned,
        common_slot=RuleKind.COMMON_MOMENT in kinds,
        wishes=tuple(Wish(*_WISHES[rule.kind], rule.minutes) for rule in setup.rules if rule.kind in _WISHES),
    )


def _kept(group: Iterable[str], present: set[str]) -> tuple[str, ...]:
    return tuple(school for school in group if school in present)
