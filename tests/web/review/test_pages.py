"""Pages of reviews: for who runs them, for who takes part, and nothing for a stranger."""

import pytest

from startlijn.domain.review import actions
from startlijn.domain.review.models import ImprovementPoint, ProgrammeReview
from startlijn.domain.review.terms import Question, SafeguardItem
from tests.domain.review.conftest import Circle, circle  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db


@pytest.fixture
def review(circle: Circle) -> ProgrammeReview:  # noqa: F811
    return circle.open()


def browser(circle, person=None):  # noqa: F811
    return circle.world.browser(person or circle.person)


def test_review_is_opened_from_a_version(circle):  # noqa: F811
    answer = browser(circle).post(
        f"/reviews/version/{circle.version.pk}/open/", {"participants": [str(circle.coach.pk)]}
    )
    with circle.world.here():
        made = ProgrammeReview.objects.get()
    assert (answer.status_code, answer.url) == (302, f"/reviews/{made.pk}/run/")


def test_nobody_chosen_opens_nothing(circle):  # noqa: F811
    answer = browser(circle).post(f"/reviews/version/{circle.version.pk}/open/", {})
    with circle.world.here():
        assert (answer.status_code, ProgrammeReview.objects.count()) == (200, 0)


def test_participant_answers(circle, review):  # noqa: F811
    given = {f"{Question.STRENGTHS}_text": "Good talks", f"{Question.STRENGTHS}_score": "3"}
    browser(circle, circle.starter).post(f"/reviews/{review.pk}/", given)
    own = circle.page(review, circle.starter).own["strengths"]
    assert (own.text, own.score) == ("Good talks", 3)


def test_differences_show_what_was_said_without_the_name(circle):  # noqa: F811
    review = circle.compared()
    text = browser(circle, circle.starter).get(f"/reviews/{review.pk}/").text
    assert ("Coaches are close by" in text, "Cas" in text) == (True, False)


def test_points_keep_what_was_typed_when_somebody_is_missing(circle):  # noqa: F811
    review = circle.compared()
    given = {"expected_version": review.version, "title_1": "Talks in year two"}
    answer = browser(circle).post(f"/reviews/{review.pk}/points/", given)
    assert ("Choose who sees to it." in answer.text, "Talks in year two" in answer.text) == (True, True)


def test_points_are_saved_and_the_review_ends_in_a_new_version(circle):  # noqa: F811
    review = circle.compared()
    given = {
        "expected_version": review.version,
        "title_1": "Talks in year two",
        "owner_1": str(circle.coach.pk),
        "due_1": "2027-02-01",
    }
    browser(circle).post(f"/reviews/{review.pk}/points/", given)
    answer = browser(circle).post(f"/reviews/{review.pk}/close/", {"version": "new"})
    assert answer.url.startswith("/programmes/version/")


def test_point_is_finished(circle):  # noqa: F811
    from tests.domain.review.test_reviews import choose

    review = circle.compared()
    choose(circle, review, "One")
    with circle.world.here():
        point = ImprovementPoint.objects.get()
    browser(circle).post(f"/reviews/point/{point.pk}/done/")
    with circle.world.here():
        point.refresh_from_db()
    assert point.done_at is not None


def test_scan_is_filled_in_with_what_is_known(circle):  # noqa: F811
    text = browser(circle).get(f"/reviews/version/{circle.version.pk}/scan/").text
    assert "Version 1 is written down and holds from 2026-2027." in text


def test_scan_is_kept(circle):  # noqa: F811
    given = {f"{item}_met": "yes" for item in SafeguardItem}
    answer = browser(circle).post(f"/reviews/version/{circle.version.pk}/scan/", given, follow=True)
    assert "16 of 16 points" in answer.text


def test_needs_of_the_school_are_shown(circle):  # noqa: F811
    text = browser(circle).get(f"/reviews/needs/{circle.world.school.pk}/").text
    assert "Fewer than 5 starters said what they need." in text


@pytest.mark.parametrize("page", ["", "run/", "points/"])
def test_stranger_sees_no_review(circle, review, page):  # noqa: F811
    elsewhere = circle.world.add_school("Elders")
    stranger = circle.world.person("school_educator", "school", elsewhere.pk)
    assert browser(circle, stranger).get(f"/reviews/{review.pk}/{page}").status_code == 404


def test_participant_cannot_look_behind_the_review(circle, review):  # noqa: F811
    assert browser(circle, circle.starter).get(f"/reviews/{review.pk}/run/").status_code == 404


def test_list_asks_the_same_of_the_database_for_one_and_many(circle, django_assert_max_num_queries):  # noqa: F811
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert browser(circle).get("/reviews/").status_code == 200
        return len(queries)

    review = circle.compared()
    circle.do(actions.close_review, review_id=review.pk, make_version=False)
    one = asked()
    for _ in range(6):
        review = circle.compared()
        circle.do(actions.close_review, review_id=review.pk, make_version=False)
    assert asked() == one
