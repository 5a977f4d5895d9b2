"""A school whose programme is looked at again."""

import pytest

from startlijn.base.access.terms import Actor
from startlijn.domain.review import actions
from startlijn.domain.review.models import ProgrammeReview
from startlijn.domain.review.queries import reviews
from startlijn.domain.review.queries.reviews import Says
from startlijn.domain.review.terms import Question
from tests.conftest import World
from tests.domain.induction.conftest import Office


class Circle(Office):
    """A school educator with a version in force, a coach and a starter."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self.version = self.start()
        self.add(self.version)
        self.publish(self.version)
        self.coach = world.person("coach", "school", world.school.pk, name="Cas")
        self.starter = world.person("starter", "school", world.school.pk, name="Sil")

    def actor_of(self, person) -> Actor:
        return self._actor(person)

    def open(self, *people) -> ProgrammeReview:
        asked = [person.pk for person in people or (self.coach, self.starter)]
        return self.do(actions.open_review, version_id=self.version.pk, participants=asked)

    def answer(self, review, person, text: str = "", score: int | None = None, question=Question.STRENGTHS):
        given = {question: Says(text, score)}
        return self.do(actions.answer, self.actor_of(person), review_id=review.pk, answers=given)

    def compared(self) -> ProgrammeReview:
        """A review that somebody answered, at the differences."""
        review = self.open()
        self.answer(review, self.coach, "Coaches are close by", 4)
        return self.do(actions.show_differences, review_id=review.pk)

    def page(self, review, person=None):
        return self.ask(reviews.review_page, review.pk, by=self.actor_of(person or self.person))


@pytest.fixture
def circle(world: World) -> Circle:
    return Circle(world)
