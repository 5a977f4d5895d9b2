"""A key, what was done under it and the answer belong together."""

import pytest
from django.db import OperationalError

from startlijn.base.organisations.actions import create_sub_region
from startlijn.base.organisations.models import SubRegion
from startlijn.base.post.actions.once import once
from startlijn.base.post.models import IdempotencyKey
from startlijn.base.post.terms import Answer, KeyReusedError
from startlijn.base.tenancy import everywhere
from tests.base.post.kinds import AT


def ask(world, answer: Answer, *, key="k", fingerprint="same", by=None, keep=True):
    """Make a sub-region under a key."""

    def effect() -> Answer:
        with world.here():
            create_sub_region(by=world.operator, at=AT, name="Veghel")
        return answer

    return once(
        by=by or world.operator,
        at=AT,
        key=key,
        fingerprint=fingerprint,
        effect=effect,
        keep=lambda given: keep,
    )


def left() -> tuple[int, int]:
    with everywhere("test"):
        return SubRegion.objects.filter(name="Veghel").count(), IdempotencyKey.objects.count()


def test_second_time_gives_the_first_answer_and_does_nothing(world):
    made = Answer(201, "/x/", "application/json", b"{}")
    assert ask(world, made) == made
    assert ask(world, Answer(500)) == Answer(201, "/x/", "application/json", b"{}", replayed=True)
    assert left() == (1, 1)


def test_same_key_for_another_request_is_refused(world):
    ask(world, Answer(201))
    with pytest.raises(KeyReusedError):
        ask(world, Answer(201), fingerprint="other")


def test_answer_that_is_not_kept_leaves_nothing(world):
    assert ask(world, Answer(201), keep=False).status == 201
    assert left() == (0, 0)


def test_refusal_is_kept_but_what_it_wrote_is_not(world):
    assert ask(world, Answer(422)).status == 422
    assert left() == (0, 1)
    assert ask(world, Answer(201)).status == 422


def test_failure_leaves_nothing(world):
    def effect() -> Answer:
        with world.here():
            create_sub_region(by=world.operator, at=AT, name="Veghel")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        once(by=world.operator, at=AT, key="k", fingerprint="same", effect=effect, keep=lambda given: True)
    assert left() == (0, 0)


def test_key_of_another_partnership_is_another_key(world, another_world):
    ask(world, Answer(201))
    assert not ask(another_world, Answer(201), by=another_world.operator).replayed


class BrokenOff(Exception):
    """What the driver of PostgreSQL says when two transactions wait for each other."""

    sqlstate = "40P01"


def ask_in_trouble(world, times: int, why: Exception | None) -> tuple[Answer | None, int]:
    """Ask what the database breaks off so many times; return the answer, and how often it was done."""
    done = []

    def effect() -> Answer:
        done.append(1)
        with world.here():
            create_sub_region(by=world.operator, at=AT, name="Veghel")
        if len(done) <= times:
            raise OperationalError from why
        return Answer(201)

    try:
        answer = once(
            by=world.operator, at=AT, key="k", fingerprint="same", effect=effect, keep=lambda given: True
        )
    except OperationalError:
        return None, len(done)
    return answer, len(done)


def test_what_was_broken_off_because_two_waited_for_each_other_is_done_once_more(world):
    assert ask_in_trouble(world, 1, BrokenOff()) == (Answer(201), 2)
    assert left() == (1, 1)


@pytest.mark.parametrize(("why", "times"), [(BrokenOff(), 2), (None, 1)])
def test_nothing_is_tried_a_third_time_nor_after_other_trouble(world, why, times):
    assert ask_in_trouble(world, times, why) == (None, times)
    assert left() == (0, 0)
