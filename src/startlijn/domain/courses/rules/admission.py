"""Who is in, who waits and why: a team whole or not at all, by three independent limits (domain.md C1).

Plain values without Django, so that the command `courses simulate` uses the same rules as the pages.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Limit(StrEnum):
    """The three limits of an edition, in the order in which they are looked at."""

    SCHOOLS = "schools"
    PER_SCHOOL = "per_school"
    PARTICIPANTS = "participants"


@dataclass(frozen=True, slots=True)
class Limits:
    """How many schools, participants of one school, and participants take part at most; each at least 1."""

    schools: int
    per_school: int
    participants: int


@dataclass(frozen=True, slots=True)
class Team:
    """People of one school who enrolled together. `beyond`: may be over the limit per school."""

    key: str
    school: str
    size: int
    beyond: bool = False


@dataclass(frozen=True, slots=True)
class Waits:
    """A team in the waiting list: the first has position 1. `reason` is the limit that keeps it out."""

    team: Team
    position: int
    reason: Limit


class Seats:
    """What is taken of the limits, team by team; remembers which limit was reached first."""

    def __init__(self, limits: Limits, confirmed: Iterable[Team] = ()) -> None:
        self._limits = limits
        self._of: Counter[str] = Counter()
        self.participants = 0
        self.full_because: Limit | None = None
        for team in confirmed:
            self.take(team)

    @property
    def schools(self) -> int:
        """The number of schools that are in."""
        return len(self._of)

    @property
    def free_participants(self) -> int:
        """How many seats are free; none when lower limits were set later."""
        return max(0, self._limits.participants - self.participants)

    @property
    def free_schools(self) -> int:
        """How many schools can still join."""
        return max(0, self._limits.schools - self.schools)

    def take(self, team: Team) -> None:
        """Seat a team, whether it fits or not: whoever is in stays in when limits are lowered."""
        self._of[team.school] += team.size
        self.participants += team.size
        if self.full_because is None:
            self.full_because = self._reached()

    def _reached(self) -> Limit | None:
        if self.schools >= self._limits.schools:
            return Limit.SCHOOLS
        return Limit.PARTICIPANTS if self.participants >= self._limits.participants else None

    def of_school(self, school: str) -> int:
        """Return how many of a school are in."""
        return self._of.get(school, 0)

    def blocks(self, team: Team) -> Limit | None:
        """Return the limit that keeps a team out; None when it fits.

        When two do, it is the one that was reached first, so that everybody hears the same.
        """
        if not team.beyond and self.of_school(team.school) + team.size > self._limits.per_school:
            return Limit.PER_SCHOOL
        no_school = team.school not in self._of and self.schools >= self._limits.schools
        no_seat = self.participants + team.size > self._limits.participants
        if no_school and no_seat:
            return self.full_because or Limit.SCHOOLS
        if no_school:
            return Limit.SCHOOLS
        return Limit.PARTICIPANTS if no_seat else None


def admitted(confirmed: Iterable[Team], waiting: Iterable[Team], limits: Limits) -> tuple[Team, ...]:
    """Walk the waiting list in order; return each team that fits by then.

    Once is enough: a team that gets in takes from the limits, and opens none for who stands before it.
    """
    seats, found = Seats(limits, confirmed), []
    for team in waiting:
        if not seats.free_participants:
            break
        if seats.blocks(team) is None:
            seats.take(team)
            found.append(team)
    return tuple(found)


def waiting_list(confirmed: Iterable[Team], waiting: Iterable[Team], limits: Limits) -> tuple[Waits, ...]:
    """Return who waits with position and reason. Those who fit are not in it: admit them first."""
    seats = Seats(limits, confirmed)
    blocked = ((team, seats.blocks(team)) for team in waiting)
    stuck = ((team, reason) for team, reason in blocked if reason is not None)
    return tuple(Waits(team, place, reason) for place, (team, reason) in enumerate(stuck, start=1))


def full_because(confirmed: Iterable[Team], limits: Limits) -> Limit | None:
    """Return the first limit reached when teams are seated in this order.

    None while one more person of a school that is not in yet would fit.
    """
    return Seats(limits, confirmed).full_because
