"""The fourth part of the addresses: see `doors.py`."""

from tests.matrix.doors import (
    pytestmark,
    test_door_answers_as_agreed,
    test_other_verbs_are_refused,
    test_search_finds_no_names_of_strangers,
)

__all__ = [
    "pytestmark",
    "test_door_answers_as_agreed",
    "test_other_verbs_are_refused",
    "test_search_finds_no_names_of_strangers",
]
PART = 3
