"""A review: everybody answers alone, then the differences, then at most three points, then a new version."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from startlijn.base.access.terms import NotVisibleError
from startlijn.base.tenancy import VersionConflictError
from startlijn.domain.induction.models import ProgrammeVersion
from startlijn.domain.induction.terms import DraftExistsError, VersionStage
from startlijn.domain.review import actions
from startlijn.domain.review.actions import NewPoint
from startlijn.domain.review.models import ImprovementPoint, ProgrammeReview, ReviewAnswer
from startlijn.domain.review.queries import reviews
from startlijn.domain.review.terms import (
    BadScoreError,
    NobodyAnsweredError,
    Question,
    ReviewRunningError,
    ReviewStage,
    TooManyPrioritiesError,
    WrongStageError,
)
from tests.conftest import AT
from tests.domain.induction.conftest import new

DUE = date(2027, 2, 1)


def points(circle, *titles: str) -> list[NewPoint]:
    return [NewPoint(title, circle.coach.pk, DUE) for title in titles]


def choose(circle, review, *titles: str, version: int | None = None):
    given = {"expected_version": version or review.version, "points": points(circle, *titles)}
    return circle.do(actions.choose_points, review_id=review.pk, **given)


def test_review_asks_who_was_chosen_and_whoever_opened_it(circle):
    review = circle.open(circle.coach)
    with circle.world.here():
        asked = set(review.participants.values_list("person", flat=True))
    assert asked == {circle.coach.pk, circle.person.pk}


def test_people_to_ask_are_those_of_the_school(circle):
    elsewhere = circle.world.add_school("Elders")
    circle.world.person("coach", "school", elsewhere.pk, name="Vera")
    found = circle.ask(reviews.people_to_ask, circle.version.pk)
    assert [person.id for person in found] == [circle.person.pk, circle.coach.pk, circle.starter.pk]


def test_somebody_of_another_school_cannot_be_asked(circle):
    elsewhere = circle.world.add_school("Elders")
    stranger = circle.world.person("coach", "school", elsewhere.pk)
    with pytest.raises(NotVisibleError):
        circle.open(stranger)


def test_one_review_of_a_programme_runs_at_a_time(circle):
    circle.open()
    with pytest.raises(ReviewRunningError):
        circle.open()


def test_database_refuses_a_second_open_review(circle):
    first = circle.open()
    again = ProgrammeReview(
        partnership_id=first.partnership_id, version_reviewed=circle.version, opened_at=AT
    )
    with circle.world.here(), pytest.raises(IntegrityError), transaction.atomic():
        again.save()


def test_draft_cannot_be_reviewed(circle):
    from startlijn.domain.induction.actions import new_version

    draft = circle.do(new_version, programme_id=circle.version.programme_id)
    with pytest.raises(NotVisibleError):
        circle.do(actions.open_review, version_id=draft.pk, participants=[])


def test_nobody_sees_an_answer_before_the_differences(circle):
    review = circle.open()
    circle.answer(review, circle.coach, "Coaches are close by", 4)
    assert circle.page(review).questions == ()


def test_own_answers_come_back_to_who_gave_them(circle):
    review = circle.open()
    circle.answer(review, circle.coach, "Coaches are close by", 4)
    own = circle.page(review, circle.coach).own
    assert (own["strengths"].text, own["strengths"].score) == ("Coaches are close by", 4)


def test_answers_are_shown_without_names(circle):
    page = circle.page(circle.compared())
    first = next(item for item in page.questions if item.question == Question.STRENGTHS)
    assert (first.texts, first.spread.counts) == (("Coaches are close by",), (0, 0, 0, 1))


def test_what_people_see_differently_comes_first(circle):
    review = circle.open()
    circle.answer(review, circle.coach, score=4, question=Question.TOGETHER)
    circle.answer(review, circle.starter, score=1, question=Question.TOGETHER)
    circle.do(actions.show_differences, review_id=review.pk)
    assert circle.page(review).questions[0].question == Question.TOGETHER


def test_answer_can_be_changed_until_the_differences(circle):
    review = circle.open()
    circle.answer(review, circle.coach, "First", 1)
    circle.answer(review, circle.coach, "Second", 2)
    with circle.world.here():
        assert list(ReviewAnswer.objects.values_list("text", "score")) == [("Second", 2)]


def test_answer_after_the_differences_is_refused(circle):
    review = circle.compared()
    with pytest.raises(WrongStageError):
        circle.answer(review, circle.starter, "Too late")


def test_score_outside_the_scale_is_refused(circle):
    review = circle.open()
    with pytest.raises(BadScoreError):
        circle.answer(review, circle.coach, score=5)


def test_whoever_was_not_asked_cannot_answer(circle):
    review = circle.open(circle.coach)
    with pytest.raises(NotVisibleError):
        circle.answer(review, circle.starter, "Let me in")


def test_participant_cannot_run_the_review(circle):
    review = circle.open()
    with pytest.raises(NotVisibleError):
        circle.do(actions.show_differences, circle.actor_of(circle.coach), review_id=review.pk)


def test_differences_need_an_answer(circle):
    review = circle.open()
    with pytest.raises(NobodyAnsweredError):
        circle.do(actions.show_differences, review_id=review.pk)


def test_four_points_are_refused(circle):
    review = circle.compared()
    with pytest.raises(TooManyPrioritiesError):
        choose(circle, review, "One", "Two", "Three", "Four")


def test_database_refuses_a_fourth_point(circle):
    review = circle.compared()
    choose(circle, review, "One", "Two", "Three")
    fourth = ImprovementPoint(
        partnership_id=review.partnership_id, review=review, position=4, title="Four", due_on=DUE
    )
    with circle.world.here(), pytest.raises(IntegrityError), transaction.atomic():
        fourth.save()


def test_points_chosen_again_replace_the_earlier_ones(circle):
    review = circle.compared()
    choose(circle, review, "One", "Two")
    choose(circle, review, "Better", version=review.version + 1)
    assert [point.title for point in circle.page(review).points] == ["Better"]


def test_points_notice_that_somebody_was_first(circle):
    review = circle.compared()
    choose(circle, review, "One")
    with pytest.raises(VersionConflictError):
        choose(circle, review, "Two")


def test_owner_of_a_point_takes_part(circle):
    stranger = circle.world.person("coach", "school", circle.world.school.pk)
    review = circle.compared()
    given = [NewPoint("One", stranger.pk, DUE)]
    with pytest.raises(NotVisibleError):
        circle.do(actions.choose_points, review_id=review.pk, expected_version=review.version, points=given)


def test_closed_review_ends_in_a_draft_with_the_points_as_its_reason(circle):
    review = circle.compared()
    choose(circle, review, "Year two gets talks", "HR joins")
    made = circle.do(actions.close_review, review_id=review.pk)
    assert (made.stage, made.number, made.changes) == (
        VersionStage.DRAFT,
        2,
        "1. Year two gets talks\n2. HR joins",
    )


def test_review_can_close_without_a_version(circle):
    review = circle.compared()
    circle.do(actions.close_review, review_id=review.pk, make_version=False)
    with circle.world.here():
        assert ProgrammeVersion.objects.filter(stage=VersionStage.DRAFT).count() == 0


def test_review_stays_open_when_there_is_a_draft_already(circle):
    from startlijn.domain.induction.actions import new_version

    review = circle.compared()
    circle.do(new_version, programme_id=circle.version.programme_id)
    with pytest.raises(DraftExistsError):
        circle.do(actions.close_review, review_id=review.pk)
    with circle.world.here():
        review.refresh_from_db()
    assert review.stage == ReviewStage.COMPARING


def test_point_is_finished_once(circle):
    review = circle.compared()
    choose(circle, review, "One")
    with circle.world.here():
        point = ImprovementPoint.objects.get()
    circle.do(actions.finish_point, point_id=point.pk)
    again = circle.do(actions.finish_point, point_id=point.pk)
    assert (again.done_at, again.version) == (AT, 2)


def test_review_waits_for_who_has_not_answered(circle):
    review = circle.open()
    before = [facts.id for facts in circle.ask(reviews.waiting_reviews, by=circle.actor_of(circle.coach))]
    circle.answer(review, circle.coach, "Done")
    after = circle.ask(reviews.waiting_reviews, by=circle.actor_of(circle.coach))
    assert (before, after) == ([review.pk], [])


def test_figures_about_few_starters_are_not_written_down(circle):
    review = circle.open()
    assert [year["people"] for year in review.practice["years"]] == []


def test_design_checks_are_written_down(circle):
    review = circle.open()
    assert "years_filled" in review.practice["to_sharpen"]


def test_version_made_later_does_not_change_what_was_written_down(circle):
    from startlijn.domain.induction.actions import new_version

    review = circle.open()
    with circle.world.here():
        before = ProgrammeReview.objects.get(pk=review.pk).practice
    draft = circle.do(new_version, programme_id=circle.version.programme_id)
    circle.add(draft, new("Something for year two", year=2))
    with circle.world.here():
        assert ProgrammeReview.objects.get(pk=review.pk).practice == before
