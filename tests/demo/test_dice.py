"""Chance that falls the same way everywhere."""

from startlijn.demo.dice import Dice
from startlijn.engines.gazetteer.gazetteer import kilometres


def test_draws_are_known_for_a_seed() -> None:
    dice = Dice(1, "test")
    assert [dice.between(1, 6) for _ in range(8)] == [5, 2, 2, 2, 6, 3, 4, 3]


def test_purposes_draw_apart() -> None:
    assert Dice(1, "one").shuffled(range(20)) != Dice(1, "other").shuffled(range(20))


def test_shuffled_keeps_everything() -> None:
    assert sorted(Dice(1, "test").shuffled("abcabc")) == sorted("abcabc")


def test_between_reaches_both_ends() -> None:
    dice = Dice(1, "test")
    assert {dice.between(1, 3) for _ in range(100)} == {1, 2, 3}


def test_near_stays_within_the_radius() -> None:
    dice = Dice(1, "test")
    points = [dice.near(51.7, 5.3, 1.0) for _ in range(200)]
    assert max(kilometres(51.7, 5.3, lat, lon) for lat, lon in points) < 1.02
