"""The first part of the addresses: see `doors.py`. Run this file by name, and it takes them all.

And what holds for the addresses together.
"""

import pytest
from tools.addresses import addresses

from tests.matrix.doors import (
    ALL,
    LISTS,
    PARTS,
    part,
    test_door_answers_as_agreed,
    test_other_verbs_are_refused,
    test_search_finds_no_names_of_strangers,
)

__all__ = [
    "test_door_answers_as_agreed",
    "test_other_verbs_are_refused",
    "test_search_finds_no_names_of_strangers",
]
pytestmark = pytest.mark.django_db
PART = 0


def test_parts_together_are_all_addresses():
    for found in (ALL, LISTS):
        parts = [address.path for number in range(PARTS) for address in part(found, number)]
        assert sorted(parts) == sorted(address.path for address in found)


def test_every_part_has_a_file(request):
    files = sorted(path.name for path in request.path.parent.glob("test_doors*.py"))
    assert files == ["test_doors.py", *(f"test_doors_{number}.py" for number in range(2, PARTS + 1))]


def test_matrix_has_every_address():
    assert (len(ALL) > 200, [a.path for a in ALL]) == (True, [a.path for a in addresses()])


def test_every_address_declares_its_door():
    assert [address.path for address in addresses() if not address.doors] == []


def test_every_address_has_a_name():
    assert [address.path for address in addresses() if not address.name.rpartition(":")[2]] == []


def test_every_door_has_verbs_and_a_permission_or_a_reason():
    doors = [(address.name, door) for address in ALL for door in address.doors]
    careless = [n for n, d in doors if not d.methods or bool(d.permission) == bool(d.open_because)]
    assert careless == []
