"""Whose turn it is: roles go round, so that everybody brings a case and everybody chairs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Past:
    """Who had which role at an earlier meeting."""

    on: date
    chair_id: UUID | None
    bringer_id: UUID | None


@dataclass(frozen=True, slots=True)
class Turn:
    """A role proposed for somebody, and why: how often they had it, and when for the last time."""

    member_id: UUID
    times: int
    last_on: date | None


@dataclass(frozen=True, slots=True)
class Roles:
    """Who brings the case and who chairs next time; empty without members."""

    bringer: Turn | None
    chair: Turn | None


def next_roles(members: Sequence[UUID], past: Sequence[Past]) -> Roles:
    """Return whose turn it is: who had a role least often, then longest ago, then in order.

    The case bringer is chosen first; who brings the case does not chair, and who brought the last case only
    when there is nobody else.
    """
    bringer = _turn(members, [(each.on, each.bringer_id) for each in past])
    others = [member for member in members if bringer is None or member != bringer.member_id]
    return Roles(bringer, _turn(others, [(each.on, each.chair_id) for each in past]))


def _turn(members: Sequence[UUID], had: Sequence[tuple[date, UUID | None]]) -> Turn | None:
    turns = [_count(member, had) for member in members]
    if not turns:
        return None
    return min(turns, key=lambda turn: (turn.times, turn.last_on or date.min))


def _count(member: UUID, had: Sequence[tuple[date, UUID | None]]) -> Turn:
    days = [on for on, who in had if who == member]
    return Turn(member, len(days), max(days, default=None))
