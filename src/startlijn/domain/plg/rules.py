"""Judgements about a learning group, on values only: the sum of an agenda, and even teams."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from startlijn.domain.plg.terms import DEFAULT_MINUTES, TEAM_MOST, AgendaSumError, Phase


@dataclass(frozen=True, slots=True)
class Somebody:
    """A member to put into a team, with the school they come from (empty: none known)."""

    id: UUID
    school: str


def default_agenda(minutes: int) -> dict[Phase, int]:
    """Return the usual phases for a meeting of so many minutes; more or less than 120 goes to making."""
    usual = dict(DEFAULT_MINUTES)
    spare = minutes - sum(usual.values())
    if usual[Phase.MAKE] + spare >= 1:
        return usual | {Phase.MAKE: usual[Phase.MAKE] + spare}
    # A very short meeting: every phase in proportion, at least a minute, and making takes the rest.
    whole = sum(usual.values())
    short = {phase: max(1, length * minutes // whole) for phase, length in usual.items()}
    return short | {Phase.MAKE: max(1, short[Phase.MAKE] + minutes - sum(short.values()))}


def must_fill(agenda: Mapping[Phase, int], minutes: int) -> None:
    """Raise `AgendaSumError` unless the phases together take as long as the meeting."""
    total = sum(agenda.values())
    if total != minutes:
        raise AgendaSumError(sum=total, minutes=minutes, apart=abs(total - minutes))


def how_many_teams(people: int) -> int:
    """Return into how many teams of at most twelve people go: 1 up to twelve."""
    return max(1, -(-people // TEAM_MOST))


def even_teams(people: Sequence[Somebody]) -> dict[UUID, int]:
    """Return a team for each, from 1: teams differ by one at most, colleagues of a school are spread."""
    teams = how_many_teams(len(people))
    order = sorted(people, key=lambda each: (each.school, each.id))
    return {each.id: number % teams + 1 for number, each in enumerate(order)}
