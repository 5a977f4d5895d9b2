"""One case for each action of reviews."""

from collections.abc import Callable
from datetime import date

from startlijn.domain.review import actions
from startlijn.domain.review.actions import NewPoint
from startlijn.domain.review.models import ImprovementPoint
from startlijn.domain.review.queries.reviews import Says
from startlijn.domain.review.terms import Met, Question, SafeguardItem
from tests.conftest import AT, World
from tests.domain.review.conftest import Circle

Act = Callable[[], object]


def _do(circle: Circle, verb: Callable[..., object], **given: object) -> Act:
    def act() -> object:
        with circle.world.here():
            return verb(**({"by": circle.educator, "at": AT} | given))

    return act


def _in_circle(prepare: Callable[[Circle], Act]) -> Callable[[World], Act]:
    return lambda world: prepare(Circle(world))


def _open(circle: Circle) -> Act:
    return _do(circle, actions.open_review, version_id=circle.version.pk, participants=[circle.coach.pk])


def _answer(circle: Circle) -> Act:
    review = circle.open()
    given = {Question.STRENGTHS: Says("Talks", 3), Question.TOGETHER: Says("More", 2)}
    return _do(
        circle,
        actions.answer,
        by=circle.actor_of(circle.coach),
        review_id=review.pk,
        answers=given,
    )


def _show_differences(circle: Circle) -> Act:
    review = circle.open()
    circle.answer(review, circle.coach, "Talks", 3)
    return _do(circle, actions.show_differences, review_id=review.pk)


def _choose_points(circle: Circle) -> Act:
    review = circle.compared()
    points = [NewPoint("One", circle.coach.pk, date(2027, 2, 1))]
    return _do(
        circle, actions.choose_points, review_id=review.pk, expected_version=review.version, points=points
    )


def _close(circle: Circle) -> Act:
    review = circle.compared()
    return _do(circle, actions.close_review, review_id=review.pk)


def _finish_point(circle: Circle) -> Act:
    _choose_points(circle)()
    with circle.world.here():
        point = ImprovementPoint.objects.get()
    return _do(circle, actions.finish_point, point_id=point.pk)


def _scan(circle: Circle) -> Act:
    answers = dict.fromkeys(SafeguardItem, (Met.YES, ""))
    return _do(circle, actions.scan, version_id=circle.version.pk, answers=answers)


CASES: dict[str, Callable[[World], Act]] = {
    "review.answer": _in_circle(_answer),
    "review.choose_points": _in_circle(_choose_points),
    "review.close_review": _in_circle(_close),
    "review.finish_point": _in_circle(_finish_point),
    "review.open_review": _in_circle(_open),
    "review.scan": _in_circle(_scan),
    "review.show_differences": _in_circle(_show_differences),
}
