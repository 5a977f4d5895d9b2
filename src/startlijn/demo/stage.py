"""Where the story is played: who is who, where each key ended up, and what moment it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from functools import cache
from uuid import UUID

from startlijn import content
from startlijn.base.access.rules import operator
from startlijn.base.access.terms import Actor, Place, Role
from startlijn.base.people.queries import actor_of_person
from startlijn.base.seams import fixed
from startlijn.demo.load_organisations import PlaceIds
from startlijn.demo.load_people import PersonIds
from startlijn.demo.terms import DemoPartnership, DemoPerson, DemoSchool, DemoStarter
from startlijn.domain.guidance.models import Trajectory


@dataclass(frozen=True, slots=True)
class Stage:
    """The description, where its keys ended up, and the moment of loading; `lines` fills while it plays."""

    described: DemoPartnership
    places: PlaceIds
    people: PersonIds
    now: datetime
    lines: dict[str, Trajectory] = field(default_factory=dict)

    @property
    def year(self) -> int:
        """The year in which the running school year began."""
        return self.described.school_year

    @property
    def story(self) -> dict[str, object]:
        """What is written down about what happened (content/demo_story.yaml)."""
        return _story()

    @property
    def partnership_id(self) -> UUID:
        """The partnership of the demo."""
        return self.places[Place.PARTNERSHIP, ""]

    def day(self, years_ago: int, month: int, day: int) -> date:
        """Return a day in the school year of so many years ago."""
        begins = self.year - years_ago
        return date(begins if month >= 8 else begins + 1, month, day)

    def has_come(self, day: date) -> bool:
        """Tell whether a day has come, at ten o'clock."""
        return _at_ten(day) <= self.now

    def at(self, day: date) -> datetime:
        """Return ten o'clock UTC on a day, but never later than now."""
        return min(_at_ten(day), self.now)

    @contextmanager
    def on(self, day: date) -> Iterator[datetime]:
        """Let it be a day, at ten o'clock, but never later than now."""
        moment = self.at(day)
        with fixed(at=moment):
            yield moment

    def actor(self, person: str, at: datetime) -> Actor:
        """Return somebody as an actor; inside `on`, with the roles of that day."""
        return actor_of_person(self.people[person], partnership_id=self.partnership_id, at=at)

    def operator(self) -> Actor:
        """Return whoever runs commands on the machine: brings in what was before Startlijn."""
        return operator(self.partnership_id)

    def holder(self, role: Role, at: str, on: date) -> str:
        """Return who held a role at a place on a day, by key; empty when nobody did yet."""
        for person in self.described.people:
            for held in person.roles:
                if (held.role, held.at) == (role, at) and held.started_on <= on:
                    return person.key
        return ""

    def acting(self, role: Role, at: str, moment: datetime) -> Actor:
        """Return who held a role at a place, as an actor; the operator when nobody did yet."""
        person = self.holder(role, at, moment.date())
        return self.actor(person, moment) if person else self.operator()

    def persona(self, key: str) -> str:
        """Return the key of the person who plays a persona."""
        return next(persona.person for persona in self.described.personas if persona.key == key)

    def school(self, key: str) -> DemoSchool:
        """Return the description of a school."""
        return next(school for school in self.described.schools if school.key == key)

    def person(self, key: str) -> DemoPerson:
        """Return the description of a person."""
        return next(person for person in self.described.people if person.key == key)

    def starters(self, *cohorts: int) -> list[DemoStarter]:
        """Return the starters of these cohorts."""
        return [starter for starter in self.described.starters if starter.cohort in cohorts]


@cache
def _story() -> dict[str, object]:
    found: dict[str, object] = content.document("demo_story.yaml")
    return found


def _at_ten(day: date) -> datetime:
    return datetime.combine(day, time(10), UTC)
