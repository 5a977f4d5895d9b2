"""A sub-region with starters who want a group, somebody who forms groups, and a group that meets."""

from datetime import date, timedelta

import pytest

from startlijn.base.access.terms import Actor
from startlijn.base.people.queries import actor_of_person
from startlijn.base.post.actions.running import work_off
from startlijn.domain.intervision import actions
from startlijn.domain.intervision.models import IntervisionMember
from startlijn.domain.intervision.queries import composing, own
from startlijn.domain.intervision.terms import Held, PupilAge, Satisfaction, Theme, ThemeWay, Where
from tests.conftest import AT, World

METHOD = "incident.2026-1"
DAY = date(2026, 11, 2)


def compute() -> None:
    """Let the job do its work."""
    work_off(clock=lambda: AT + timedelta(minutes=1))


class Ring:
    """People around intervision in one partnership; everything goes through the actions."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.worker: Actor = world.actor("project_worker")
        self.people = []
        self.group = None

    def actor(self, person) -> Actor:
        return actor_of_person(person.pk, partnership_id=self.world.partnership.pk, at=AT)

    def do(self, verb, by=None, **given):
        with self.world.here():
            return verb(**({"by": by or self.worker, "at": AT} | given))

    def ask(self, query, *given, by=None):
        with self.world.here():
            return query(by or self.worker, *given)

    def starter(self, name: str, school=None, theme: Theme = Theme.CLIMATE, age: PupilAge = PupilAge.EIGHT):
        """A starter who asked for a group."""
        person = self.world.person("starter", "school", (school or self.world.school).pk, name=name)
        self.do(actions.ask_for_group, self.actor(person), theme=theme, pupil_age=age)
        return person

    def meet(self, *names: str):
        """A group with these members; return it."""
        self.group = self.do(actions.make_group, name="Tuesday", where=Where())
        for name in names or ("Ann", "Bo", "Cem", "Dee", "Eva"):
            person = self.world.person("starter", "school", self.world.school.pk, name=name)
            self.people.append(person)
            self.do(actions.add_member, group_id=self.group.pk, person_id=person.pk)
        return self.group

    def member(self, number: int) -> IntervisionMember:
        with self.world.here():
            return IntervisionMember.objects.get(group=self.group, person=self.people[number])

    def held(self, chair: int = 0, bringer: int | None = 1, on: date = DAY, present=None) -> Held:
        there = range(len(self.people)) if present is None else present
        return Held(
            on,
            METHOD,
            self.member(chair).pk,
            None if bringer is None else self.member(bringer).pk,
            frozenset(self.member(number).pk for number in there),
        )

    def record(self, **given):
        return self.do(
            actions.record_session,
            self.actor(self.people[0]),
            group_id=self.group.pk,
            held=self.held(**given),
        )

    def say(self, session, number: int, score: Satisfaction = Satisfaction.MUCH):
        by = self.actor(self.people[number])
        return self.do(actions.say_how_it_was, by, session_id=session.pk, score=score)

    def view(self, session, number: int = 0):
        return self.ask(own.session_view, session.pk, by=self.actor(self.people[number]))

    def page(self, number: int = 0):
        return self.ask(own.group_page, self.group.pk, by=self.actor(self.people[number]))

    def compose(self, way: ThemeWay = ThemeWay.ALIKE, smallest=5, largest=8, wanted=6, **given):
        """A proposal, computed."""
        asked = {"title": "Starters", "where": Where(), "theme_way": way}
        sizes = {"smallest": smallest, "largest": largest, "wanted": wanted}
        made = self.do(actions.compose, **(asked | sizes | given))
        compute()
        return made

    def proposal(self, made):
        return self.ask(composing.composition_page, made.pk)


@pytest.fixture
def ring(world: World) -> Ring:
    return Ring(world)
