"""A starter with a coach, colleagues, a leader and an assessor; the clock stands on 2 November 2026."""

from datetime import date, timedelta

import pytest

from startlijn.base.access.terms import Actor
from startlijn.domain.instruments.terms import Answers
from startlijn.domain.observations import actions
from startlijn.domain.observations.models import Observation
from startlijn.domain.observations.terms import LessonPurpose, Moment
from tests.conftest import World
from tests.domain.guidance.practice.conftest import TODAY, Guidance

FORM = "lesson-observation.2026-1"
SEEN = Answers({"climate-welcome": 3, "climate-tone": "not_seen"}, {"climate-welcome": "Bij de deur"})


class Lessons(Guidance):
    """The school of guidance, with verbs to plan, watch and talk over a lesson."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self.line = self.starter()
        self.pair(self.line)
        self.peer_person = world.person("starter", "school", self.school.pk, name="Bram")
        self.leader_person = world.person("school_leader", "school", self.school.pk, name="Lot")
        self.assessor_person = world.person("assessor", "board", world.board.pk, name="Ank")

    @property
    def me(self) -> Actor:
        return self.as_starter(self.line)

    @property
    def peer(self) -> Actor:
        return self.actor(self.peer_person.pk)

    @property
    def leader(self) -> Actor:
        return self.actor(self.leader_person.pk)

    def plan(
        self,
        purpose: LessonPurpose = LessonPurpose.COACHING,
        colleague=None,
        on: date = TODAY,
        *,
        today: date = TODAY,
        **given,
    ) -> Observation:
        who = colleague or {
            LessonPurpose.COACHING: self.coach_person,
            LessonPurpose.PEER: self.peer_person,
            LessonPurpose.DETERMINATION: self.leader_person,
        }.get(purpose)
        return self.do(
            actions.plan_lesson,
            by=self.as_starter(self.line, today),
            on=today,
            purpose=purpose,
            colleague_id=who.pk,
            instrument_id=given.pop("instrument_id", FORM),
            moment=Moment("Groep 5", on, "3e uur"),
            **given,
        )

    def fill(self, lesson: Observation, by: Actor, given: Answers = SEEN, *, on: date = TODAY, **more):
        return self.do(actions.save_view, by=by, on=on, observation_id=lesson.pk, given=given, **more)

    def watched(self, purpose: LessonPurpose = LessonPurpose.COACHING) -> Observation:
        """A lesson of today that was watched."""
        lesson = self.plan(purpose)
        self.fill(lesson, self.coach if purpose is LessonPurpose.COACHING else self.peer)
        return lesson

    def talk(self, lesson: Observation, by: Actor, **given):
        given.setdefault("worked", "Iedereen deed mee")
        return self.do(actions.write_talk, by=by, observation_id=lesson.pk, **given)


@pytest.fixture
def lessons(world: World) -> Lessons:
    return Lessons(world)


def days(number: int) -> date:
    return TODAY + timedelta(days=number)
