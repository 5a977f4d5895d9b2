"""Lessons over the API: the two who take part read them, each writes the own view, once."""

import pytest

from startlijn.base.journal.models import JournalLine
from startlijn.base.seams import fixed
from startlijn.domain.observations.models import ObservationView
from tests.api.conftest import caller_of
from tests.conftest import AT
from tests.domain.observations.conftest import Lessons

SEEN = {"answers": {"climate-welcome": 3}, "notes": {"climate-welcome": "Bij de deur"}}


@pytest.fixture(autouse=True)
def today():
    with fixed(at=AT):
        yield


@pytest.fixture
def lessons(world):
    return Lessons(world)


@pytest.fixture
def lesson(lessons):
    return lessons.plan()


@pytest.fixture
def own(world, lessons):
    return caller_of(world, lessons.me)


@pytest.fixture
def coach(world, lessons):
    return caller_of(world, lessons.coach)


def test_both_find_the_lesson_in_their_list(own, coach, lesson):
    (mine,), (theirs,) = own.get("/observations")["items"], coach.get("/observations")["items"]
    assert (mine["id"], mine["purpose"], mine["yours"]) == (str(lesson.pk), "coaching", "own")
    assert (theirs["id"], theirs["state"], theirs["yours"]) == (str(lesson.pk), "planned", "observer")


def test_who_watches_writes_the_own_view_and_the_starter_reads_it(own, coach, lesson):
    made = coach.send("POST", f"/observations/{lesson.pk}/view", SEEN)
    assert made == {"view": "observer", "counts": {}, "remark": "", "version": 1, **SEEN}
    read = own.get(f"/observations/{lesson.pk}")
    assert (read["state"], read["views"], read["talk"]) == ("done", [made], None)


def test_reading_is_seen_in_the_journal(coach, own, lesson, lessons):
    coach.send("POST", f"/observations/{lesson.pk}/view", SEEN)
    own.get(f"/observations/{lesson.pk}")
    coach.get(f"/observations/{lesson.pk}")
    looked = JournalLine.objects.filter(object_id=str(lesson.pk), details__result="shown")
    assert [line.actor_id for line in looked] == [str(lessons.coach_person.pk)]


def test_same_key_writes_once(world, coach, lesson):
    path = f"/observations/{lesson.pk}/view"
    first = coach.send("POST", path, SEEN, key="lesson-1")
    answer = coach.ask("POST", path, SEEN, key="lesson-1")
    assert (answer.json(), answer.headers["Idempotency-Replayed"]) == (first, "true")
    with world.here():
        assert ObservationView.objects.get().version == 1


def test_a_newer_view_comes_back_with_both(coach, lesson):
    path = f"/observations/{lesson.pk}/view"
    coach.send("POST", path, SEEN)
    told = coach.send("POST", path, {"answers": {"climate-welcome": 1}}, 409)
    assert told["code"] == "changed_meanwhile"
    assert told["yours"]["answers"] == {"climate-welcome": 1}
    assert told["current"]["answers"] == {"climate-welcome": 3}


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, "empty_view"),
        ({"answers": {"climate-welcome": 9}}, "invalid_answers"),
        ({"answers": {"other": 1}}, "unknown_item"),
    ],
)
def test_a_view_that_cannot_be_is_refused(coach, lesson, body, code):
    assert coach.send("POST", f"/observations/{lesson.pk}/view", body, 409)["code"] == code


def test_others_find_nothing(world, lessons, lesson, another_world):
    for who in (lessons.peer, lessons.leader, lessons.educator):
        caller = caller_of(world, who)
        assert caller.get("/observations")["count"] == 0
        caller.get(f"/observations/{lesson.pk}", 404)
        caller.send("POST", f"/observations/{lesson.pk}/view", SEEN, 404)


def test_a_long_list_asks_as_often_as_a_short_one(own, coach, lessons, lesson, counted):
    few = [counted(own, path) for path in ("/observations", f"/observations/{lesson.pk}")]
    for _ in range(8):
        lessons.watched()
    assert [counted(own, path) for path in ("/observations", f"/observations/{lesson.pk}")] == few
    assert max(few) <= 15
