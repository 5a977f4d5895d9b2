"""From a poll to a problem for the engine, and the next best date for each of its plan."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import permutations

from startlijn.engines.agenda import Answer, Hosting, Person, Plan, PlannedDate, Problem, Slot, plan
from startlijn.engines.grouping import travel_minutes


@dataclass(frozen=True, slots=True)
class Host:
    """A school that can host: where it is, and how often it hosted this series before."""

    id: str
    latitude: float | None
    longitude: float | None
    hosted: int = 0


@dataclass(frozen=True, slots=True)
class Poll:
    """A poll as plain data. `pinned`: slots to keep, each with the school that is to host, or ""."""

    slots: Sequence[Slot]
    persons: Sequence[Person]
    count: int
    min_days_between: int
    hosts: Sequence[Host] = ()
    pinned: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Instead:
    """The best other slot for one date of a plan, and what that costs or wins."""

    slot: Slot
    refusals: int
    schools: int
    answers: int


def problem_of(poll: Poll) -> Problem:
    """Return the problem for the engine."""
    pinned = poll.pinned or {}
    schools = tuple(host.id for host in poll.hosts)
    closed = {
        school: frozenset(slot for slot, host in pinned.items() if host and host != school)
        for school in schools
    }
    return Problem(
        slots=tuple(poll.slots),
        persons=tuple(poll.persons),
        count=max(poll.count, len(pinned)),
        min_days_between=poll.min_days_between,
        pinned=frozenset(pinned),
        hosting=Hosting(
            schools=schools,
            closed=closed,
            hosted={host.id: host.hosted for host in poll.hosts},
            minutes=_minutes(poll.hosts),
        ),
    )


def _minutes(hosts: Sequence[Host]) -> dict[tuple[str, str], float]:
    found: dict[tuple[str, str], float] = {}
    known = [(host.id, host.latitude, host.longitude) for host in hosts]
    for (one, lat1, lon1), (other, lat2, lon2) in permutations(known, 2):
        if lat1 is not None and lon1 is not None and lat2 is not None and lon2 is not None:
            found[one, other] = travel_minutes(lat1, lon1, lat2, lon2)
    return found


def instead_of(problem: Problem, found: Plan, date: PlannedDate) -> Instead | None:
    """Return the best slot for one date when the others stay; None when it is pinned or none is left."""
    if date.slot.id in problem.pinned or found.value is None:
        return None
    others = frozenset(each.slot.id for each in found.dates if each.slot.id != date.slot.id)
    rest = replace(
        problem,
        slots=tuple(slot for slot in problem.slots if slot.id != date.slot.id),
        pinned=others,
        persons=tuple(_without(person, date.slot.id) for person in problem.persons),
        hosting=replace(
            problem.hosting,
            closed={school: ids - {date.slot.id} for school, ids in problem.hosting.closed.items()},
        ),
    )
    if len(rest.slots) < rest.count:
        return None
    other = plan(rest)
    if other.value is None:
        return None
    (slot,) = [each.slot for each in other.dates if each.slot.id not in others]
    return Instead(
        slot,
        other.value.refusals - found.value.refusals,
        other.value.schools - found.value.schools,
        other.value.answers - found.value.answers,
    )


def _without(person: Person, slot: str) -> Person:
    return replace(person, answers={key: value for key, value in person.answers.items() if key != slot})


def answer_named(value: str) -> Answer:
    """Return the engine's word for an answer of a member."""
    return Answer(value)
