"""The plainest possible planner: tries every set of slots and every host, straight from their description."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import combinations, product

from startlijn.engines.agenda import AMSTERDAM, Problem, Slot

Key = tuple[int, int, int, float]


def best_sets(problem: Problem) -> list[tuple[Key, tuple[str, ...]]]:
    """Return every set that is allowed, the best first; equal keys: the set with the earliest dates first."""
    ordered = sorted(problem.slots, key=lambda slot: (moment(slot.start), moment(slot.end), slot.id))
    found = [
        (key(problem, slots), number, tuple(slot.id for slot in slots))
        for number, slots in enumerate(combinations(ordered, problem.count))
        if allowed(problem, slots)
    ]
    return [(value, ids) for value, _number, ids in sorted(found)]


def key(problem: Problem, slots: Sequence[Slot]) -> Key:
    """Return refusals, minus school × date pairs, minus the sum of answers, and the last start."""
    refusals = answers = 0
    pairs = set()
    for slot in slots:
        for person in problem.persons:
            said = person.answers.get(slot.id, "no")
            if said == "no":
                refusals += 1 if person.required else 0
            else:
                answers += 2 if said == "yes" else 1
                if person.school:
                    pairs.add((person.school, slot.id))
    return refusals, -len(pairs), -answers, max(moment(slot.start) for slot in slots)


def allowed(problem: Problem, slots: Sequence[Slot]) -> bool:
    """Tell whether every two slots are far enough apart and every pin is in."""
    if not problem.pinned <= {slot.id for slot in slots}:
        return False
    for one, other in combinations(slots, 2):
        days = (other.start.astimezone(AMSTERDAM).date() - one.start.astimezone(AMSTERDAM).date()).days
        if abs(days) < problem.min_days_between:
            return False
        first, second = sorted((one, other), key=lambda slot: moment(slot.start))
        if moment(first.start) == moment(second.start) or moment(first.end) > moment(second.start):
            return False
    return True


def host_key(problem: Problem, ids: Sequence[str], hosts: Sequence[str | None]) -> tuple[int, int, int]:
    """Return how unfair the hosts are (sum of squared turns), the travel in minutes, and their order."""
    hosting = problem.hosting
    turns = Counter({school: hosting.hosted.get(school, 0) for school in hosting.schools})
    turns.update(host for host in hosts if host)
    travel = sum(
        round(
            sum(
                hosting.minutes.get((person.school, host), 0)
                for person in problem.persons
                if person.answers.get(slot, "no") != "no" and person.school and person.school != host
            )
        )
        for slot, host in zip(ids, hosts, strict=True)
        if host
    )
    order = sum(hosting.schools.index(host) for host in hosts if host)
    return sum(times**2 for times in turns.values()), travel, order


def all_hosts(problem: Problem, ids: Sequence[str]) -> Iterator[tuple[str | None, ...]]:
    """Every way to give each date a host that can: open, with somebody of it present; else nobody."""
    able: list[list[str | None]] = []
    for slot in ids:
        present = {p.school for p in problem.persons if p.answers.get(slot, "no") != "no"}
        open_then = [s for s in problem.hosting.schools if slot not in problem.hosting.closed.get(s, ())]
        able.append([s for s in open_then if s in present] or [None])
    return product(*able)


def moment(when: datetime) -> float:
    """Return a moment as a number, whatever its time zone."""
    return when.timestamp()
