"""Enrolments and withdrawals in a row, and what came of them: by the rules of the pages, without tables."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from itertools import count

from startlijn.domain.courses.rules.admission import (
    Limit,
    Limits,
    Seats,
    Team,
    admitted,
    full_because,
    waiting_list,
)


class Action(StrEnum):
    """What can happen."""

    ENROL = "enrol"
    WITHDRAW = "withdraw"


class Wrong(StrEnum):
    """What can be wrong with an event."""

    NOBODY = "nobody"  # an enrolment without names
    TWICE = "twice"  # figures: name
    UNKNOWN_SCHOOL = "unknown_school"  # figures: school
    UNKNOWN_NAME = "unknown_name"  # figures: school, name


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened at a moment. Withdrawing without names withdraws the whole school."""

    at: datetime
    action: Action
    school: str
    names: tuple[str, ...]
    row: int = 0


class BadEventError(ValueError):
    """An event that cannot be: a code and its figures, and the row in which it stands."""

    def __init__(self, code: Wrong, event: Event, name: str = "") -> None:
        super().__init__(f"{code} in row {event.row}: {event.school} {name}")
        self.code, self.row = code, event.row
        self.figures = {"school": event.school, "name": name}


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A team that is in."""

    school: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A team that waits, with its place and the limit that keeps it out."""

    school: str
    names: tuple[str, ...]
    position: int
    reason: Limit


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: who is in, in the order in which they got in; who waits; which limit is reached."""

    confirmed: tuple[Confirmed, ...]
    waiting: tuple[Waiting, ...]
    full_because: Limit | None


def same(text: str) -> str:
    """Return how a name is compared: without capitals and extra spaces.

    >>> same("  De  Berg ") == same("de berg")
    True
    """
    return " ".join(text.split()).casefold()


class Replay:
    """An edition while events come in, one after the other."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._keys = count(1)
        self._school: dict[str, str] = {}
        self._names: dict[str, tuple[str, ...]] = {}
        self._enrolled: dict[str, set[str]] = {}
        self._confirmed: list[Team] = []
        self._waiting: list[Team] = []
        self._seats = Seats(limits)

    def step(self, event: Event) -> None:
        """Let one thing happen. Raises `BadEventError`, and then nothing has happened."""
        if event.action is Action.ENROL:
            self._enrol(event)
        else:
            self._withdraw(event)

    def _enrol(self, event: Event) -> None:
        if not event.names:
            raise BadEventError(Wrong.NOBODY, event)
        school = same(event.school)
        enrolled = self._enrolled.setdefault(school, set())
        taken = set(enrolled)
        for name in event.names:
            if same(name) in taken:
                raise BadEventError(Wrong.TWICE, event, name)
            taken.add(same(name))
        enrolled |= taken
        self._school.setdefault(school, event.school)
        team = Team(str(next(self._keys)), school, len(event.names))
        self._names[team.key] = event.names
        if self._seats.blocks(team) is None:
            self._confirmed.append(team)
            self._seats.take(team)
        else:
            self._waiting.append(team)

    def _withdraw(self, event: Event) -> None:
        school = same(event.school)
        enrolled = self._enrolled.get(school)
        if not enrolled:
            raise BadEventError(Wrong.UNKNOWN_SCHOOL, event)
        for name in event.names:
            if same(name) not in enrolled:
                raise BadEventError(Wrong.UNKNOWN_NAME, event, name)
        leaving = {same(name) for name in event.names} or set(enrolled)
        enrolled -= leaving
        self._confirmed = self._without(self._confirmed, school, leaving)
        self._waiting = self._without(self._waiting, school, leaving)
        self._admit()

    def _without(self, teams: Sequence[Team], school: str, leaving: set[str]) -> list[Team]:
        """Return the teams without who leaves; a team of which nobody is left is no team."""
        for team in teams:
            if team.school == school:
                left = self._names[team.key]
                self._names[team.key] = tuple(name for name in left if same(name) not in leaving)
        sized = (replace(team, size=len(self._names[team.key])) for team in teams)
        return [team for team in sized if team.size]

    def _admit(self) -> None:
        found = admitted(self._confirmed, self._waiting, self._limits)
        keys = {team.key for team in found}
        self._confirmed += found
        self._waiting = [team for team in self._waiting if team.key not in keys]
        self._seats = Seats(self._limits, self._confirmed)

    def outcome(self) -> Outcome:
        """Return how things stand now."""
        waits = waiting_list(self._confirmed, self._waiting, self._limits)
        return Outcome(
            tuple(Confirmed(self._school[t.school], self._names[t.key]) for t in self._confirmed),
            tuple(
                Waiting(self._school[w.team.school], self._names[w.team.key], w.position, w.reason)
                for w in waits
            ),
            full_because(self._confirmed, self._limits),
        )


def replay(events: Iterable[Event], limits: Limits) -> Outcome:
    """Let everything happen in order of time (what happened at the same moment: in the order given).

    Raises `BadEventError` at the first event that cannot be.
    """
    course = Replay(limits)
    for event in sorted(events, key=lambda each: each.at):
        course.step(event)
    return course.outcome()
