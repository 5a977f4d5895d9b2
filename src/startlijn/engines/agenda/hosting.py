"""Shares the hosting of chosen dates between schools.

In this order: a school hosts only when it can and somebody of it is present; the turns are shared so that
they differ by at most one where that is possible (least sum of squares of the turns, those before this plan
included); then the least travel of all who are present; then the order of the schools. Found as a cheapest
flow from dates to schools, so exactly.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from startlijn.engines.agenda.terms import Hosting

Weight: TypeAlias = tuple[int, int, int]


@dataclass(frozen=True)
class HostedDate:
    """One date for the sharing: the slot, and the school of everybody who is present (one entry each)."""

    slot: str
    present: tuple[str, ...]


def able_hosts(date: HostedDate, hosting: Hosting) -> tuple[str, ...]:
    """Return the schools that can host a date, in their order."""
    present = set(date.present)
    return tuple(
        school
        for school in hosting.schools
        if school in present and date.slot not in hosting.closed.get(school, frozenset())
    )


def travel(date: HostedDate, host: str, minutes: Mapping[tuple[str, str], float]) -> int:
    """Return what all who are present travel to a host together, in whole minutes."""
    return round(sum(minutes.get((school, host), 0.0) for school in date.present if school != host))


def shared(dates: Sequence[HostedDate], hosting: Hosting) -> tuple[str | None, ...]:
    """Return the host of each date; None where no school can host."""
    turns = {school: hosting.hosted.get(school, 0) for school in hosting.schools}
    order = {school: number for number, school in enumerate(hosting.schools)}
    costs = [
        {
            school: (0, travel(date, school, hosting.minutes), order[school])
            for school in able_hosts(date, hosting)
        }
        for date in dates
    ]
    hosts: list[str | None] = [None] * len(dates)
    for number in range(len(dates)):
        if costs[number]:
            _place(number, costs, hosts, turns)
    return tuple(hosts)


def _place(
    number: int, costs: list[dict[str, Weight]], hosts: list[str | None], turns: dict[str, int]
) -> None:
    """Give one more date its host along the cheapest chain: a date that is moved makes room for the next."""
    reach: dict[str, Weight] = dict(costs[number])
    came: dict[str, tuple[int, str | None]] = dict.fromkeys(reach, (number, None))
    changed = True
    while changed:
        changed = False
        for moved, host in enumerate(hosts):
            if host is None or host not in reach:
                continue
            for school, cost in costs[moved].items():
                there = _sum(reach[host], cost, _minus(costs[moved][host]))
                if school != host and (school not in reach or there < reach[school]):
                    reach[school], came[school] = there, (moved, host)
                    changed = True
    end = min(reach, key=lambda school: (_sum(reach[school], (2 * turns[school] + 1, 0, 0)), school))
    turns[end] += 1
    place: str | None = end
    while place is not None:
        moved, before = came[place]
        hosts[moved] = place
        place = before


def _sum(*weights: Weight) -> Weight:
    return (
        sum(each[0] for each in weights),
        sum(each[1] for each in weights),
        sum(each[2] for each in weights),
    )


def _minus(weight: Weight) -> Weight:
    return (-weight[0], -weight[1], -weight[2])
