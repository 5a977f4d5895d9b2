"""Many enrol at the same moment: seats are never given twice, and nobody gets an error page (trust P7)."""

import pytest

from tests.scale.conftest import PROCESSES
from tests.scale.enrolling import PARTICIPANTS, SCHOOLS

SIXTY, TWO_HUNDRED = 60 // PROCESSES, 200 // PROCESSES + 1


def raced(place, schools: int, *, careless: bool = False) -> tuple[list[int], dict]:
    """Let all processes enrol a team of each of so many schools; return the answers and how it stands."""
    made = place.run("opened", place.partnership, schools)
    answers = place.race("enrol", place.session, made["edition"], made["schools"], careless=careless)
    said = [status for mine in answers for status in mine]
    return said, place.run("seated", made["edition"])


def people(teams: list[list[str]]) -> int:
    return sum(len(team) - 1 for team in teams)


def must_be_as_promised(said: list[int], found: dict, schools: int) -> None:
    assert set(said) == {302}
    assert len(found["confirmed"]) + len(found["waiting"]) == schools * PROCESSES
    assert found["confirmed"] == found["promised"]
    assert found["waiting"] == found["promised_waiting"]
    taken = (people(found["confirmed"]), len({team[0] for team in found["confirmed"]}))
    assert PARTICIPANTS in taken[:1] or taken[1] == SCHOOLS
    assert taken[0] <= PARTICIPANTS


def test_seats_are_given_as_promised_when_sixty_enrol_at_once(place):
    said, found = raced(place, SIXTY)
    must_be_as_promised(said, found, SIXTY)


@pytest.mark.soak
def test_seats_are_given_as_promised_when_two_hundred_enrol_at_once(place):
    said, found = raced(place, TWO_HUNDRED)
    must_be_as_promised(said, found, TWO_HUNDRED)


def test_without_the_lock_seats_are_given_twice(place):
    _said, found = raced(place, SCHOOLS, careless=True)
    assert people(found["confirmed"]) > PARTICIPANTS
