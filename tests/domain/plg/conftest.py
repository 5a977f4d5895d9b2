"""A series with a room in which a learning group works."""

from datetime import UTC, datetime

import pytest

from startlijn.base.access.terms import Actor
from startlijn.base.people.queries import actor_of_person
from startlijn.domain.meetings import actions as meetings
from startlijn.domain.meetings.models import SeriesMember
from startlijn.domain.meetings.terms import NewMember, SeriesKind
from startlijn.domain.plg import actions, queries
from startlijn.domain.plg.terms import Card
from tests.conftest import AT, World

MOMENT = datetime(2026, 11, 10, 14, 0, tzinfo=UTC)


class Company:
    """Colleagues of two schools in one series; everything goes through the actions."""

    def __init__(self, world: World, people: int = 3) -> None:
        self.world = world
        self.planner: Actor = world.actor("coordinator")
        other = world.add_school("De Verte", board=world.add_board("Other"))
        self.people = []
        members = []
        for number in range(people):
            school = (world.school, other)[number % 2]
            person = world.person("school_educator", "school", school.pk, name=f"P{number:02}")
            self.people.append(person)
            members.append(NewMember(person_id=person.pk, school_id=school.pk))
        self.series = self.do(
            meetings.make_series,
            self.planner,
            kind=SeriesKind.COURSE,
            title="Induction",
            members=members,
            minutes=120,
        )
        self.room = self.do(actions.open_room, series_id=self.series.pk)

    def actor(self, number: int = 0) -> Actor:
        return actor_of_person(self.people[number].pk, partnership_id=self.world.partnership.pk, at=AT)

    def do(self, verb, by=None, **given):
        with self.world.here():
            return verb(**({"by": by or self.actor(), "at": AT} | given))

    def page(self, number: int = 0):
        with self.world.here():
            return queries.room_page(self.actor(number), self.room.pk)

    def member(self, number: int) -> SeriesMember:
        with self.world.here():
            return SeriesMember.objects.get(series=self.series, person=self.people[number])

    def card(self, what: str = "Write the plan", **more):
        return self.do(actions.add_card, room_id=self.room.pk, card=Card(what, **more))


@pytest.fixture
def company(world: World) -> Company:
    return Company(world)


@pytest.fixture
def crowd(world: World) -> Company:
    """Thirteen people: more than work well as one team."""
    return Company(world, 13)
