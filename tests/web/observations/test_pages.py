"""Pages about lessons: who opens them, what they show, what forms do."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from startlijn.content.instruments import instrument
from startlijn.domain.instruments.terms import Answers
from startlijn.domain.observations import actions
from startlijn.domain.observations.models import (
    FollowUpTalk,
    LearningQuestion,
    Observation,
    ObservationView,
)
from startlijn.domain.observations.terms import LessonPurpose, ViewKind
from tests.domain.guidance.practice.conftest import TODAY
from tests.domain.observations.conftest import FORM, days

COACHING, PEER, DETERMINATION = LessonPurpose
OWN_PAGES = ("lessons", "choose_purpose", "growth", "questions")
ABOUT_ONE = ("lesson", "paper", "fill", "pupils", "talk", "moment", "remove")


def text(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def url(name, *args):
    return reverse(f"observations:{name}", args=args)


@pytest.mark.parametrize("name", OWN_PAGES)
def test_a_starter_opens_the_own_pages_without_any_lesson(pages, name):
    assert pages.browser_of(pages.me).get(url(name)).status_code == 200


@pytest.mark.parametrize("way", ["coaching", "peer", "watch", "determination"])
def test_a_starter_plans_for_each_purpose(pages, way):
    who = {"determination": pages.leader_person, "coaching": pages.coach_person}.get(way, pages.peer_person)
    answer = pages.browser_of(pages.me).post(
        url("plan", way),
        {
            "colleague_id": who.pk,
            "instrument_id": FORM,
            "class_label": "Groep 5",
            "on": days(6),
            "lesson": "10:15",
        },
    )
    assert (answer.status_code, answer.url) == (302, url("lessons"))
    made = _only(pages)
    assert (made.purpose, made.starter_watches, made.class_label) == (
        "peer" if way == "watch" else way,
        way == "watch",
        "Groep 5",
    )


def _only(pages, model=Observation):
    with pages.world.here():
        return model.objects.get()


def test_an_unknown_purpose_is_no_page(pages):
    assert pages.browser_of(pages.me).get(url("plan", "other")).status_code == 404


def test_what_was_typed_stays_when_it_is_refused(pages):
    answer = pages.browser_of(pages.me).post(
        url("plan", "determination"),
        {
            "colleague_id": pages.leader_person.pk,
            "instrument_id": FORM,
            "class_label": "Groep 5",
            "on": days(1),
        },
    )
    assert answer.status_code == 200
    assert "Choose 7 November 2026 or later" in text(answer)
    assert 'value="Groep 5"' in text(answer)


@pytest.mark.parametrize("purpose", list(LessonPurpose))
@pytest.mark.parametrize("name", [*ABOUT_ONE, "call_off"])
def test_the_purpose_stands_on_every_page_and_print(pages, purpose, name):
    lesson = pages.plan(purpose, on=days(5))
    shown = text(pages.browser_of(pages.me).get(url(name, lesson.pk)))
    means = {
        COACHING: "For coaching.",
        PEER: "To learn from each other.",
        DETERMINATION: "To determine a stage.",
    }
    assert [each for each in LessonPurpose if means[each] in shown] == [purpose]
    assert ("lesson-purpose is-determining" in shown) is (purpose is DETERMINATION)


def test_the_form_that_a_device_keeps_names_nobody(pages):
    lesson = pages.plan()
    shown = text(pages.browser_of(pages.coach).get(url("fill", lesson.pk)))
    main = shown[shown.index("<main") : shown.index("</main>")]
    assert "Sanne" not in main
    assert "Groep 5" in main


def fill(pages, who, lesson, **given):
    given = {
        "expected_version": 0,
        "item-climate-welcome": "3",
        "note-climate-welcome": "Bij de deur",
    } | given
    return pages.browser_of(who).post(url("fill", lesson.pk), given)


def test_who_watched_fills_in_and_both_see_it(pages):
    lesson = pages.plan()
    answer = fill(pages, pages.coach, lesson, remark="Rustig begin")
    assert (answer.status_code, answer.url) == (302, url("lesson", lesson.pk))
    for who in (pages.me, pages.coach):
        shown = text(pages.browser_of(who).get(url("lesson", lesson.pk)))
        assert all(each in shown for each in ("Clearly there", "Bij de deur", "Rustig begin"))


def test_a_form_sent_twice_is_one_view(pages):
    lesson = pages.plan()
    for _ in range(2):
        assert fill(pages, pages.coach, lesson, form_token="t" * 40).status_code == 302
    view = _only(pages, ObservationView)
    assert (view.version, view.kind) == (1, ViewKind.OBSERVER)


def test_a_wrong_answer_keeps_the_rest(pages):
    lesson = pages.plan()
    answer = fill(pages, pages.coach, lesson, **{"item-climate-tone": "9"})
    shown = text(answer)
    assert answer.status_code == 200
    assert "This answer does not belong to" in shown
    assert "Bij de deur</textarea>" in shown
    assert re.search(r'name="item-climate-welcome" id="[^"]*" value="3" checked', shown)


def test_a_conflict_shows_both_and_overwrites_nothing(pages):
    lesson = pages.plan()
    pages.fill(lesson, pages.coach, Answers({"climate-welcome": 1}, {"climate-welcome": "Van hen"}))
    answer = fill(pages, pages.coach, lesson, remark="Van mij")
    shown = text(answer)
    assert answer.status_code == 409
    both = re.sub(r"<[^>]*>", "", shown)
    assert all(
        each in both
        for each in ("Just beginning · Van hen", "Clearly there · Bij de deur", "Van mij", "(empty)")
    )
    assert _only(pages, ObservationView).notes == {"climate-welcome": "Van hen"}
    assert re.search(r'name="expected_version" value="1"', shown)
    assert 'name="note-climate-welcome" value="Bij de deur"' in shown
    assert fill(pages, pages.coach, lesson, expected_version=1).status_code == 302
    assert _only(pages, ObservationView).notes == {"climate-welcome": "Bij de deur"}


def test_what_was_typed_too_late_still_stands_on_the_page(pages):
    lesson = pages.watched()
    pages.talk(lesson, pages.coach)
    shown = text(fill(pages, pages.coach, lesson, expected_version=1))
    assert "Bij de deur</textarea>" in shown
    assert "stays as it is" in shown


def test_before_the_lesson_there_is_nothing_to_fill_in(pages):
    lesson = pages.plan(on=days(1))
    shown = text(pages.browser_of(pages.coach).get(url("fill", lesson.pk)))
    assert "from the day of the lesson on" in shown
    assert 'data-draft="' not in shown


def test_pupils_are_counted(pages):
    lesson = pages.plan()
    sent = {"expected_version": 0, "count-climate-welcome-3": 4, "count-climate-welcome-1": 1}
    browser = pages.browser_of(pages.me)
    assert browser.post(url("pupils", lesson.pk), sent).status_code == 302
    assert _only(pages, ObservationView).answers == {"climate-welcome": {"1": 1, "3": 4}}
    assert "2.6, of 5 pupils" in text(browser.get(url("lesson", lesson.pk)))
    again = text(browser.get(url("pupils", lesson.pk)))
    assert re.search(r'name="count-climate-welcome-3" value="4"', again)
    few = text(browser.post(url("pupils", lesson.pk), {"expected_version": 1, "count-climate-tone-1": 2}))
    assert "Count at least 5" in few
    assert pages.browser_of(pages.coach).get(url("pupils", lesson.pk)).status_code == 404


def test_after_the_talk(pages):
    lesson = pages.watched()
    sent = {"expected_version": 0, "worked": "Rust", "goal": "Namen", "next_on": days(30)}
    assert pages.browser_of(pages.coach).post(url("talk", lesson.pk), sent).status_code == 302
    assert _only(pages, FollowUpTalk).goal == "Namen"
    shown = text(pages.browser_of(pages.me).get(url("lesson", lesson.pk)))
    assert all(each in shown for each in ("Rust", "Namen", "2 December 2026"))


def test_two_who_write_the_talk_get_a_page_with_both(pages):
    lesson = pages.watched()
    pages.talk(lesson, pages.coach, worked="Van de coach")
    answer = pages.browser_of(pages.me).post(
        url("talk", lesson.pk), {"expected_version": 0, "worked": "Van de starter"}
    )
    assert answer.status_code == 409
    assert re.search(r"Van de.*starter.*Van de.*coach", text(answer))


def test_a_leader_asks_and_the_starter_chooses(pages):
    browser = pages.browser_of(pages.leader)
    sent = {"trajectory_id": pages.line.pk, "instrument_id": FORM}
    assert browser.post(url("ask"), sent).status_code == 302
    asked = _only(pages)
    mine = pages.browser_of(pages.me)
    assert "waits for class and moment" in text(mine.get(reverse("home")))
    chosen = {"class_label": "6", "on": days(5), "expected_version": 1}
    assert mine.post(url("moment", asked.pk), chosen).status_code == 302
    assert _only(pages).on == days(5)


def test_who_can_ask_nobody_reads_why(pages):
    assert "There is nobody to ask now" in text(pages.browser_of(pages.peer).get(url("ask")))


def test_calling_off_and_removing(pages):
    browser = pages.browser_of(pages.me)
    planned, watched = pages.plan(on=days(2)), pages.watched()
    assert browser.post(url("call_off", planned.pk)).status_code == 302
    assert _only(pages).pk == watched.pk
    assert browser.post(url("remove", watched.pk)).status_code == 302
    with pages.world.here():
        assert not Observation.objects.exists()


def test_growth_shows_a_table_behind_the_picture(pages):
    lesson = pages.plan()
    keys = [item.key for item in instrument(FORM).parts[0].items]
    pages.fill(lesson, pages.coach, Answers(dict.fromkeys(keys, 3)))
    shown = text(pages.browser_of(pages.me).get(url("growth")))
    assert "Climate and safety" in shown
    assert re.search(r"2 November 2026</td><td>For coaching</td><td class=\"number\">3.0", shown)
    assert pages.browser_of(pages.coach).get(url("growth")).status_code == 404


def test_questions_are_added_changed_shared_and_removed(pages):
    browser, coach = pages.browser_of(pages.me), pages.browser_of(pages.coach)
    sent = {"question": "Hoe begin ik rustig?", "goal": "Rust", "theme": "climate"}
    assert browser.post(url("questions"), sent).status_code == 302
    row = _only(pages, LearningQuestion)
    shared = url("shared_questions", pages.line.pk)
    assert "Hoe begin ik rustig?" not in text(coach.get(shared))
    browser.post(url("share", row.pk))
    assert "Hoe begin ik rustig?" in text(coach.get(shared))
    changed = sent | {"question": "Hoe eindig ik rustig?", "answered": "on", "expected_version": 1}
    assert browser.post(url("question", row.pk), changed).status_code == 302
    assert "known enough" in text(browser.get(url("questions")))
    browser.post(url("stop_sharing", row.pk))
    assert "Nothing is shared with you" in text(coach.get(shared))
    browser.post(url("remove_question", row.pk))
    with pages.world.here():
        assert not LearningQuestion.objects.exists()


@pytest.mark.parametrize("name", [*ABOUT_ONE, "call_off"])
def test_strangers_find_no_page(pages, name, another_world):
    lesson = pages.watched()
    strangers = (
        pages.peer,
        pages.leader,
        pages.educator,
        pages.actor(pages.assessor_person.pk),
        another_world.actor("coach", "school", another_world.school.pk),
    )
    for who in strangers:
        assert pages.browser_of(who).get(url(name, lesson.pk)).status_code == 404


def test_a_leader_cannot_tell_that_there_is_an_observation(pages):
    pages.watched()
    browser = pages.browser_of(pages.leader)
    for address in (url("lessons"), reverse("home"), reverse("starters:facts")):
        assert "Groep 5" not in text(browser.get(address))
    assert "No lessons yet" in text(browser.get(url("lessons")))


def test_an_empty_form_can_be_printed_for_the_classroom(pages):
    lesson = pages.plan()
    shown = text(pages.browser_of(pages.coach).get(url("paper", lesson.pk)))
    assert "by-hand-box" in shown
    assert "Shows that every pupil belongs" in shown


def test_the_worker_is_served_at_the_root_and_holds_no_data(client, db):
    answer = client.get("/lessons-worker.js")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/javascript; charset=utf-8")
    assert answer.headers["Cache-Control"] == "no-cache"
    assert b"startlijn-lesson-pages" in answer.content


def test_logging_out_clears_what_the_device_kept(pages):
    browser = pages.browser_of(pages.coach)
    assert "Clear-Site-Data" not in browser.get(url("lessons")).headers
    assert browser.post(reverse("account_logout")).headers["Clear-Site-Data"] == '"storage"'
    assert "Clear-Site-Data" not in browser.get(url("lessons")).headers


def test_a_lesson_of_this_week_stands_on_the_first_page(pages):
    pages.plan(on=TODAY)
    for who in (pages.me, pages.coach):
        assert "Lessons to look at together" in text(pages.browser_of(who).get(reverse("home")))


def test_a_page_of_many_lessons_asks_as_often_as_of_few(pages):
    browser = pages.browser_of(pages.me)
    counts = []
    for _ in range(2):
        for _ in range(4):
            pages.watched()
            pages.do(actions.add_question, by=pages.me, question="Hoe?")
        found = {}
        last = _newest(pages)
        for name, args in (
            ("lessons", ()),
            ("lesson", (last,)),
            ("paper", (last,)),
            ("fill", (last,)),
            ("growth", ()),
            ("questions", ()),
            ("ask", ()),
            ("plan", ("coaching",)),
        ):
            browser.get(url(name, *args))
            with CaptureQueriesContext(connection) as queries:
                assert browser.get(url(name, *args)).status_code == 200
            found[name] = len(queries)
        counts.append(found)
    assert counts[0] == counts[1]
    assert {name: count for name, count in counts[1].items() if count > 15} == {}


def _newest(pages):
    with pages.world.here():
        return Observation.objects.first().pk
