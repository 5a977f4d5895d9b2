"""Confirming over the API: each side its own, once for each key."""

import pytest

from startlijn.base.access.terms import Permission
from startlijn.base.journal.models import JournalLine
from startlijn.base.seams import fixed
from startlijn.domain.guidance.models import Tick
from startlijn.domain.guidance.terms import Side
from tests.api.conftest import caller_of
from tests.conftest import AT
from tests.domain.guidance.practice.conftest import Guidance

DONE = {"outcome": "done", "minutes": 50}


@pytest.fixture(autouse=True)
def today():
    with fixed(at=AT):
        yield


@pytest.fixture
def guidance(world):
    return Guidance(world)


@pytest.fixture
def starter(guidance):
    made = guidance.starter()
    guidance.pair(made)
    return made


@pytest.fixture
def step(guidance, starter):
    return guidance.steps(starter, "coaching_talk")[0]


@pytest.fixture
def own(world, guidance, starter):
    return caller_of(world, guidance.as_starter(starter))


@pytest.fixture
def coach(world, guidance, starter):
    return caller_of(world, guidance.coach)


def ticks(world) -> list[tuple[str, str, int, str]]:
    with world.here():
        return sorted(Tick.objects.values_list("side", "outcome", "minutes", "source"))


def test_starter_finds_what_waits_and_confirms_it(world, own, step, starter):
    waiting = own.get("/line/waiting")["items"]
    assert waiting[0]["line_id"] == str(starter.pk)
    assert str(step.pk) in {each["step_id"] for each in waiting}
    made = own.send("POST", f"/line/steps/{step.pk}/tick", DONE)
    assert made == {
        "step_id": str(step.pk),
        "side": "starter",
        "outcome": "done",
        "minutes": 50,
        "source": "api",
        "ticked_at": "2026-11-02T09:00:00Z",
    }
    assert ticks(world) == [("starter", "done", 50, "api")]
    assert str(step.pk) not in {each["step_id"] for each in own.get("/line/waiting")["items"]}


def test_same_key_confirms_once(world, own, step):
    first = own.send("POST", f"/line/steps/{step.pk}/tick", DONE, key="talk-1")
    answer = own.ask("POST", f"/line/steps/{step.pk}/tick", DONE, key="talk-1")
    assert (answer.json(), answer.headers["Idempotency-Replayed"]) == (first, "true")
    assert len(ticks(world)) == 1


def test_coach_confirms_the_own_side(world, coach, own, step):
    assert str(step.pk) in {each["step_id"] for each in coach.get("/coaching/waiting")["items"]}
    coach.send("POST", f"/coaching/steps/{step.pk}/tick", {"outcome": "not_done"})
    own.send("POST", f"/line/steps/{step.pk}/tick", DONE)
    assert ticks(world) == [("coach", "not_done", 0, "api"), ("starter", "done", 50, "api")]


def test_nobody_confirms_for_the_other_side(world, coach, own, step):
    assert coach.send("POST", f"/line/steps/{step.pk}/tick", DONE, 404)["code"] == "not_found"
    assert own.send("POST", f"/coaching/steps/{step.pk}/tick", DONE, 404)["code"] == "not_found"
    assert ticks(world) == []


def test_another_starter_and_another_coach_find_nothing(world, guidance, step):
    other = caller_of(world, guidance.as_starter(guidance.starter()))
    person = world.person("coach", "school", guidance.school.pk, name="Noor")
    another = caller_of(world, guidance.actor(person.pk))
    assert other.send("POST", f"/line/steps/{step.pk}/tick", DONE, 404)["code"] == "not_found"
    assert another.send("POST", f"/coaching/steps/{step.pk}/tick", DONE, 404)["code"] == "not_found"


def test_educator_confirms_nothing(world, guidance, step):
    educator = caller_of(world, guidance.educator)
    assert educator.send("POST", f"/line/steps/{step.pk}/tick", DONE, 404)["code"] == "not_found"


def test_minutes_are_needed_when_it_took_place(own, step):
    refused = own.send("POST", f"/line/steps/{step.pk}/tick", {"outcome": "done"}, 409)
    assert refused["code"] == "bad_minutes"


def test_what_lies_too_far_ahead_waits(guidance, own, starter):
    last = guidance.steps(starter, "coaching_talk")[-1]
    assert own.send("POST", f"/line/steps/{last.pk}/tick", DONE, 409)["code"] == "too_early"


def test_unknown_words_are_refused(own, step):
    assert own.send("POST", f"/line/steps/{step.pk}/tick", {"outcome": "maybe"}, 422)["code"] == "invalid"
    given = DONE | {"side": Side.COACH}
    assert own.send("POST", f"/line/steps/{step.pk}/tick", given, 422)["errors"][0]["at"] == "body.side"


def test_token_without_the_scope_cannot_confirm(world, guidance, starter, step):
    caller = caller_of(world, guidance.as_starter(starter), Permission.PROGRAMMES_READ)
    refused = caller.send("POST", f"/line/steps/{step.pk}/tick", DONE, 403)
    assert refused["code"] == "scope_missing"


def test_token_that_asks_for_the_line_of_somebody_else_leaves_a_trace(world, guidance, step, starter):
    other = world.person("starter", "school", guidance.school.pk)
    caller = caller_of(world, guidance.actor(other.pk))
    caller.send("POST", f"/line/steps/{step.pk}/tick", DONE, 404)
    caller.send("POST", f"/line/steps/{guidance.school.pk}/tick", DONE, 404)
    tried = JournalLine.objects.filter(action="data.refused", about=starter.person_id)
    assert [(each.object_type, each.details["origin"].split()[0]) for each in tried] == [("Step", "api")]
