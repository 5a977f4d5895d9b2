"""Writing down what was seen, side by side, and the walls around it."""

from decimal import Decimal

import pytest

from startlijn.base.access.terms import NotVisibleError
from startlijn.base.journal.models import JournalLine
from startlijn.base.tenancy import VersionConflictError
from startlijn.domain.instruments.terms import Answers, InvalidAnswersError, UnknownItemError
from startlijn.domain.observations import actions
from startlijn.domain.observations.models import FollowUpTalk, Observation, ObservationView
from startlijn.domain.observations.queries.contents import content_of, own_watched
from startlijn.domain.observations.queries.growing import own_growth
from startlijn.domain.observations.queries.lessons import coming_lessons, lesson_page
from startlijn.domain.observations.queries.reach import seen
from startlijn.domain.observations.terms import (
    DeterminingStaysError,
    EmptyTalkError,
    EmptyViewError,
    FewPupilsError,
    LessonPurpose,
    LessonState,
    ManyPupilsError,
    NotWatchedError,
    NotYetError,
    TalkedOverError,
    ViewKind,
)
from tests.domain.guidance.practice.conftest import TODAY
from tests.domain.observations.conftest import SEEN, days

COACHING, PEER, DETERMINATION = LessonPurpose


def page(lessons, lesson, by, on=TODAY):
    with lessons.day(on):
        return lesson_page(by, lesson.pk)


def sees(lessons, lesson, by, on=TODAY):
    with lessons.day(on):
        return seen(by).filter(pk=lesson.pk).exists()


def test_who_watches_fills_in_and_the_lesson_is_watched(lessons):
    lesson = lessons.plan()
    lessons.fill(lesson, lessons.coach, remark=" Rustig begin ")
    shown = page(lessons, lesson, lessons.me)
    assert (shown.facts.state, shown.facts.open_until) == (LessonState.DONE, days(30))
    view = shown.view(ViewKind.OBSERVER)
    assert (view.values, view.notes) == (dict(SEEN.values), dict(SEEN.notes))
    assert (view.remark, view.by.split()[0]) == ("Rustig begin", "Karim")


def test_each_fills_in_the_own_view(lessons):
    lesson = lessons.plan()
    lessons.fill(lesson, lessons.me, Answers({"climate-welcome": 2}))
    lessons.fill(lesson, lessons.coach)
    shown = page(lessons, lesson, lessons.coach)
    assert {kind: view.values["climate-welcome"] for kind, view in shown.views.items()} == {
        ViewKind.OWN: 2,
        ViewKind.OBSERVER: 3,
    }


def test_when_the_starter_watches_the_colleague_taught(lessons):
    lesson = lessons.plan(PEER, starter_watches=True)
    lessons.fill(lesson, lessons.me)
    lessons.fill(lesson, lessons.peer, Answers({"climate-welcome": 4}))
    shown = page(lessons, lesson, lessons.me)
    assert shown.facts.watches
    assert shown.view(ViewKind.OBSERVER).values["climate-welcome"] == 3
    assert shown.view(ViewKind.OWN).values["climate-welcome"] == 4


def test_three_views_are_laid_beside_each_other(lessons):
    lesson = lessons.plan()
    lessons.fill(lesson, lessons.coach)
    lessons.fill(lesson, lessons.me, Answers({"climate-welcome": 2}, {"climate-welcome": "Te druk"}))
    lessons.do(
        actions.save_pupils,
        by=lessons.me,
        observation_id=lesson.pk,
        counts={"climate-welcome": {1: 1, 3: 4}, "climate-tone": {}},
    )
    (part,) = page(lessons, lesson, lessons.me).beside
    welcome, tone = part.items
    assert (welcome.observer, welcome.own, welcome.pupils, welcome.pupils_counted) == (
        3,
        2,
        Decimal("2.6"),
        5,
    )
    assert (welcome.observer_note, welcome.own_note) == ("Bij de deur", "Te druk")
    assert (tone.observer, tone.own, tone.pupils) == ("not_seen", None, None)


@pytest.mark.parametrize(
    ("counts", "error"),
    [
        ({"climate-welcome": {1: 4}}, FewPupilsError),
        ({"climate-welcome": {1: 61}}, ManyPupilsError),
        ({"climate-welcome": {9: 10}}, FewPupilsError),
        ({"climate-welcome": {1: -1, 2: 9}}, FewPupilsError),
        ({"nothing": {1: 9}}, UnknownItemError),
        ({"climate-welcome": {}}, EmptyViewError),
    ],
)
def test_pupils_are_counted_together_or_not_at_all(lessons, counts, error):
    lesson = lessons.plan()
    with pytest.raises(error):
        lessons.do(actions.save_pupils, by=lessons.me, observation_id=lesson.pk, counts=counts)


def test_who_watches_does_not_count_pupils(lessons):
    lesson = lessons.plan()
    with pytest.raises(NotVisibleError):
        lessons.do(
            actions.save_pupils,
            by=lessons.coach,
            observation_id=lesson.pk,
            counts={"climate-welcome": {1: 9}},
        )


def test_nothing_is_filled_in_before_the_lesson(lessons):
    lesson = lessons.plan(on=days(2))
    with pytest.raises(NotYetError):
        lessons.fill(lesson, lessons.coach)
    assert lessons.fill(lesson, lessons.coach, on=days(2)).version == 1


@pytest.mark.parametrize(
    ("given", "error"),
    [
        (Answers(), EmptyViewError),
        (Answers({"climate-welcome": 9}), InvalidAnswersError),
        (Answers({"other": 1}), UnknownItemError),
    ],
)
def test_a_view_says_something_that_fits(lessons, given, error):
    lesson = lessons.plan()
    with pytest.raises(error):
        lessons.fill(lesson, lessons.coach, given, remark="  ")


@pytest.mark.parametrize("expected", [0, 2])
def test_a_newer_view_is_not_overwritten(lessons, expected):
    lesson = lessons.watched()
    with pytest.raises(VersionConflictError) as error:
        lessons.fill(lesson, lessons.coach, Answers({"climate-tone": 1}), expected_version=expected)
    assert error.value.current.answers == dict(SEEN.values)
    assert lessons.fill(lesson, lessons.coach, expected_version=1).version == 2


def test_talked_over_views_stay(lessons):
    lesson = lessons.watched()
    talk = lessons.talk(lesson, lessons.coach, goal="Namen noemen", next_on=days(30))
    assert (talk.worked, talk.goal, talk.next_on, talk.version) == (
        "Iedereen deed mee",
        "Namen noemen",
        days(30),
        1,
    )
    with pytest.raises(TalkedOverError):
        lessons.fill(lesson, lessons.coach, expected_version=1)
    assert page(lessons, lesson, lessons.me).facts.state == LessonState.TALKED


def test_a_talk_says_something_about_a_watched_lesson(lessons):
    with pytest.raises(NotWatchedError):
        lessons.talk(lessons.plan(), lessons.me)
    with pytest.raises(EmptyTalkError):
        lessons.talk(lessons.watched(), lessons.me, worked=" ", goal="")


def test_two_who_write_the_talk_do_not_overwrite(lessons):
    lesson = lessons.watched()
    lessons.talk(lesson, lessons.coach)
    with pytest.raises(VersionConflictError):
        lessons.talk(lesson, lessons.me, worked="Iets anders")
    assert lessons.talk(lesson, lessons.me, worked="Iets anders", expected_version=1).version == 2


# --- Walls ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("purpose", [COACHING, PEER])
def test_only_the_two_read_what_is_for_developing(lessons, purpose):
    lesson = lessons.watched(purpose)
    world = lessons.world
    readers = {
        "me": lessons.me,
        "coach": lessons.coach,
        "peer": lessons.peer,
        "leader": lessons.leader,
        "educator": lessons.educator,
        "assessor": lessons.actor(lessons.assessor_person.pk),
        "hr": world.actor("hr_advisor", "board", world.board.pk),
        "board": world.actor("board_executive", "board", world.board.pk),
        "coordinator": world.actor("coordinator"),
        "administrator": world.actor("administrator"),
        "privacy": world.actor("privacy_officer"),
    }
    found = {name for name, actor in readers.items() if sees(lessons, lesson, actor)}
    assert found == {"me", "coach" if purpose is COACHING else "peer"}


def test_a_colleague_reads_thirty_days_and_the_starter_longer(lessons):
    lesson = lessons.watched()
    reads = [
        (
            sees(lessons, lesson, lessons.actor(lessons.coach_person.pk, on), on),
            sees(lessons, lesson, lessons.me, on),
        )
        for on in (days(29), days(30))
    ]
    assert reads == [(True, True), (False, True)]
    with pytest.raises(NotVisibleError):
        page(lessons, lesson, lessons.coach, days(30))


def test_who_watched_to_determine_reads_a_year(lessons):
    lesson = lessons.plan(DETERMINATION, on=days(5))
    lessons.fill(lesson, lessons.leader, on=days(5))
    assert [sees(lessons, lesson, lessons.leader, on) for on in (days(369), days(370))] == [True, False]


def test_a_new_coach_does_not_read_what_was_before(lessons):
    from startlijn.domain.guidance import actions as guidance

    lesson = lessons.watched()
    other = lessons.world.person("coach", "school", lessons.school.pk, name="Nieuw")
    lessons.do(guidance.hand_over, trajectory_id=lessons.line.pk, coach_id=other.pk, started_on=TODAY)
    assert not sees(lessons, lesson, lessons.actor(other.pk))


def test_the_starter_sees_in_the_journal_who_looked(lessons):
    lesson = lessons.watched()
    for actor in (lessons.me, lessons.coach):
        lessons.do(actions.open_lesson, by=actor, observation_id=lesson.pk)
    lines = JournalLine.objects.filter(object_id=str(lesson.pk), details__result="shown")
    assert [(line.actor_id, line.about, line.details["why"]) for line in lines] == [
        (str(lessons.coach_person.pk), lessons.line.person_id, "coaching")
    ]


def test_the_starter_removes_what_is_for_developing(lessons):
    lesson = lessons.watched()
    lessons.talk(lesson, lessons.coach)
    with pytest.raises(NotVisibleError):
        lessons.do(actions.remove_observation, by=lessons.coach, observation_id=lesson.pk)
    lessons.do(actions.remove_observation, by=lessons.me, observation_id=lesson.pk)
    with lessons.world.here():
        assert [model.objects.count() for model in (Observation, ObservationView, FollowUpTalk)] == [0, 0, 0]


def test_what_is_for_determining_stays(lessons):
    lesson = lessons.plan(DETERMINATION, on=days(5))
    with pytest.raises(DeterminingStaysError):
        lessons.do(actions.remove_observation, by=lessons.me, observation_id=lesson.pk)


# --- What follows -----------------------------------------------------------------------------------------


def test_growth_is_the_starters_own(lessons):
    first = lessons.plan()
    keys = [item.key for item in page(lessons, first, lessons.me).instrument.parts[0].items]
    lessons.fill(first, lessons.coach, Answers(dict.fromkeys(keys, 2)))
    second = lessons.plan(on=days(7))
    lessons.fill(second, lessons.coach, Answers(dict.fromkeys(keys, 3)), on=days(7))
    lessons.fill(second, lessons.me, Answers(dict.fromkeys(keys, 1)), on=days(7))
    with lessons.day(days(8)):
        ((title, (part, *_rest)),) = own_growth(lessons.me)
        assert own_growth(lessons.coach) == []
    assert (title, part.title, part.least, part.most) == ("Watching a lesson", "Climate and safety", 1, 4)
    assert [(point.on, point.score) for point in part.points] == [
        (TODAY, Decimal("2.00")),
        (days(7), Decimal("3.00")),
    ]


def test_a_dossier_keeps_a_lesson_without_the_talk(lessons):
    lesson = lessons.watched()
    lessons.talk(lesson, lessons.coach, goal="Geheim doel")
    with lessons.day():
        kept = content_of(lessons.me, lesson.pk)
        with pytest.raises(NotVisibleError):
            content_of(lessons.coach, lesson.pk)
        assert [each.id for each in own_watched(lessons.me)] == [lesson.pk]
    assert "Geheim doel" not in str(kept)
    assert (kept["purpose"], kept["on"], kept["class_label"]) == ("coaching", "2026-11-02", "Groep 5")
    (view,) = kept["views"]
    item = view["items"][0]
    assert (item["key"], item["value"], item["label"]["nl"], item["note"]) == (
        "climate-welcome",
        3,
        "Goed te zien",
        "Bij de deur",
    )


def test_this_week_stands_on_the_first_page(lessons):
    lessons.plan(PEER, on=days(8))
    asked = lessons.do(
        actions.ask_to_watch,
        by=lessons.coach,
        trajectory_id=lessons.line.pk,
        instrument_id="lesson-observation.2026-1",
    )
    near = lessons.plan(on=days(7))
    with lessons.day():
        found = [[each.id for each in coming_lessons(who, TODAY)] for who in (lessons.me, lessons.coach)]
    assert sorted(found[0], key=str) == sorted([near.pk, asked.pk], key=str)
    assert found[1] == [near.pk]
