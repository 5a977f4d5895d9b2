"""Three people at the same row in ten thousand orders, one seed each: no text is lost (P6), nothing is done
twice (P5); and a careless change does lose a text, so that looking means something (P35)."""

import time
from collections import Counter

import pytest
from django.db import connection, transaction

from startlijn.base.organisations.actions import create_sub_region, rename_school
from startlijn.base.organisations.models import School, SubRegion
from startlijn.base.post.actions.once import once
from startlijn.base.post.terms import Answer
from startlijn.base.tenancy import VersionConflictError, within
from tests.conftest import AT, World
from tests.soak.schedule import Stage
from tests.soak.sizes import size

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
SEEDS = size("SEEDS", 10_000)
PEOPLE = 3


@pytest.fixture
def stage():
    if connection.vendor != "postgresql":
        pytest.skip("locks of rows are PostgreSQL's")
    made = Stage(PEOPLE)
    yield made
    made.close()


@pytest.fixture
def partnership(transactional_db):
    return World()


def _renames(world: World, school: School, number: int, seed: int):
    """Somebody opens the form, and saves it: two requests, and whatever others do in between."""
    name = f"{seed} by {number}"

    def act() -> str:
        with within(world.partnership.pk):
            version = School.objects.get(pk=school.pk).version
            rename_school(by=world.operator, at=AT, school_id=school.pk, name=name, expected_version=version)
        return name

    return act


def _carelessly(world: World, school: School, number: int, seed: int):
    """Save without looking whether somebody was first."""
    name = f"{seed} by {number}"

    def act() -> str:
        with within(world.partnership.pk):
            found = School.objects.get(pk=school.pk)
            with transaction.atomic():
                found.name, found.version = name, found.version + 1
                found.save(update_fields=["name", "version"])
        return name

    return act


def _lost(world: World, school: School, stage: Stage, seed: int, acts) -> tuple[int, Counter[str]]:
    """Return how many texts were written over unseen in one schedule, and what came of each."""
    with within(world.partnership.pk):
        before = School.objects.get(pk=school.pk).version
        results, _ = stage.play(seed, acts)
        after = School.objects.get(pk=school.pk)
    written = [result for result in results if isinstance(result, str)]
    others = [result for result in results if not isinstance(result, str)]
    assert all(isinstance(error, VersionConflictError) for error in others), others
    # Who is told of a conflict gets what stands there: a text of somebody who was first.
    assert all(error.current.name in written for error in others)
    assert after.name in written
    ends = Counter(type(result).__name__ for result in results)
    return len(written) - (after.version - before), ends


def test_no_order_loses_a_text(partnership, stage, record_property):
    world, began, ends, lost = partnership, time.monotonic(), Counter(), 0
    for seed in range(SEEDS):
        acts = [_renames(world, world.school, number, seed) for number in range(PEOPLE)]
        missing, told = _lost(world, world.school, stage, seed, acts)
        lost += missing
        ends += told
    record_property("orders (seeds)", SEEDS)
    record_property("texts saved", ends["str"])
    record_property("conflicts shown", ends["VersionConflictError"])
    record_property("texts lost", lost)
    record_property("waits for a lock", stage.waits)
    record_property("orders a second", round(SEEDS / (time.monotonic() - began), 1))
    assert (lost, ends["str"] > 0, ends["VersionConflictError"] > 0) == (0, True, True)


def test_careless_change_loses_a_text_in_some_order(partnership, stage, record_property):
    world = partnership
    lost = 0
    for seed in range(60):
        acts = [_carelessly(world, world.school, number, seed) for number in range(PEOPLE)]
        lost += _lost(world, world.school, stage, seed, acts)[0]
    record_property("texts lost by a careless change (60 orders)", lost)
    assert lost > 0


def test_one_seed_is_one_order(partnership, stage):
    world = partnership
    for seed in range(10):
        orders = [
            stage.play(seed, [_renames(world, world.school, number, seed) for number in range(PEOPLE)])[1]
            for _ in range(3)
        ]
        assert orders[1:] == [orders[0]] * 2


def test_no_order_does_a_request_twice(partnership, stage, record_property):
    world, seeds, replayed = partnership, max(1, SEEDS // 10), 0
    for seed in range(seeds):

        def act(seed: int = seed) -> bool:
            def effect() -> Answer:
                with within(world.partnership.pk):
                    create_sub_region(by=world.operator, at=AT, name=f"seed {seed}")
                return Answer(204)

            return once(
                by=world.operator,
                at=AT,
                key=f"seed {seed}",
                fingerprint="same",
                effect=effect,
                keep=lambda answer: True,
            ).replayed

        results, _ = stage.play(seed, [act] * PEOPLE)
        assert sorted(map(str, results)) == ["False", "True", "True"], results
        replayed += 2
    with within(world.partnership.pk):
        rows = SubRegion.objects.filter(name__startswith="seed ").count()
    record_property("requests sent by three at once (seeds)", seeds)
    record_property("rows of them", rows)
    assert (rows, replayed) == (seeds, 2 * seeds)
