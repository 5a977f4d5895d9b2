"""A company of people of three schools, and somebody who plans their meetings."""

from datetime import date, time

import pytest

from startlijn.base.access.terms import Actor
from startlijn.base.organisations.models import School
from startlijn.base.organisations.terms import HolidayRegion
from startlijn.base.people.queries import actor_of_person
from startlijn.base.post.models import Mail
from startlijn.domain.meetings import actions
from startlijn.domain.meetings.models import Series, SeriesMember, Slot
from startlijn.domain.meetings.queries.answering import behind_link
from startlijn.domain.meetings.rules.links import token_of
from startlijn.domain.meetings.terms import Answer, NewMember, SeriesKind, Wish
from tests.conftest import AT, World

WISH = Wish(date(2026, 11, 10), date(2027, 1, 28), meetings=2, weekdays=(1,), times=(time(15),))


class Company:
    """Three teachers of three schools and a coordinator who plans; everything goes through the actions."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.planner: Actor = world.actor("coordinator")
        self.schools = [
            world.add_school(f"School {letter}", latitude=51.6 + number / 20)
            for number, letter in enumerate("ABC")
        ]
        with world.here():
            School.objects.update(holiday_region=HolidayRegion.SOUTH)
        self.people = [
            world.person("coach", "school", school.pk, name=name)
            for school, name in zip(self.schools, ("Anna", "Bram", "Cees"), strict=True)
        ]

    def members(self, required: int = 1) -> list[NewMember]:
        return [
            NewMember(person_id=person.pk, school_id=school.pk, required=number < required)
            for number, (person, school) in enumerate(zip(self.people, self.schools, strict=True))
        ]

    def series(self, wish: Wish | None = WISH, **more) -> Series:
        more = {"title": "Learning together", "members": self.members(), "minutes": 120} | more
        with self.world.here():
            return actions.make_series(by=self.planner, at=AT, kind=SeriesKind.OTHER, wish=wish, **more)

    def polling(self, **more) -> Series:
        """A series whose poll is open."""
        series = self.series(**more)
        with self.world.here():
            actions.ask_members(by=self.planner, at=AT, series_id=series.pk, expected_version=series.version)
        series.refresh_from_db()
        return series

    def member(self, series: Series, number: int) -> SeriesMember:
        with self.world.here():
            return SeriesMember.objects.get(series=series, person=self.people[number])

    def slots(self, series: Series) -> list[Slot]:
        with self.world.here():
            return list(Slot.objects.filter(series=series).order_by("starts_at"))

    def token(self, series: Series, number: int) -> str:
        member = self.member(series, number)
        return token_of(member.pk, member.link_number)

    def answer(self, series: Series, number: int, *said: str) -> None:
        """Answer by link: one word for each moment, in order."""
        token = self.token(series, number)
        owner, _behind = behind_link(token, AT)
        given = {slot.pk: Answer(word) for slot, word in zip(self.slots(series), said, strict=False) if word}
        with self.world.here():
            actions.answer_by_link(by=owner, at=AT, token=token, answers=given)

    def actor(self, number: int) -> Actor:
        return actor_of_person(self.people[number].pk, partnership_id=self.world.partnership.pk, at=AT)

    def mails(self, template: str) -> list[Mail]:
        with self.world.here():
            return list(Mail.objects.filter(template=template).order_by("pk"))


@pytest.fixture
def company(world: World) -> Company:
    return Company(world)
