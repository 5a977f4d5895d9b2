"""The journal over the API."""

from datetime import timedelta

import pytest

from startlijn.base.access.terms import Permission
from startlijn.base.journal.queries import chain_of
from startlijn.base.journal.rules import line_hash
from startlijn.base.organisations.actions import rename_school
from tests.api.conftest import caller_of
from tests.conftest import AT

LATER = AT + timedelta(days=1)


def rename(world, name: str, version: int) -> None:
    with world.here():
        rename_school(
            by=world.operator, at=LATER, school_id=world.school.pk, name=name, expected_version=version
        )


@pytest.fixture
def officer(world):
    return caller_of(world, world.actor("privacy_officer"), Permission.JOURNAL_READ)


def test_newest_line_comes_first(world, officer):
    rename(world, "De Boog", 1)
    line = officer.get("/journal?page_size=1")["items"][0]
    assert (line["action"], line["object_type"], line["object_id"]) == (
        "school.rename",
        "School",
        str(world.school.pk),
    )
    assert (line["actor_name"], line["at"], line["details"]) == ("operator", "2026-11-03T09:00:00Z", {})


def test_lines_are_found_by_deed_thing_and_moment(world, officer):
    rename(world, "De Boog", 1)
    school = officer.get(f"/journal?object_id={world.school.pk}")["items"]
    assert [line["action"] for line in school] == ["school.rename", "school.create"]
    assert officer.get("/journal?action=school.create")["count"] == 1
    since = officer.get("/journal?action=school.rename&since=2026-11-03T09:00:00Z")
    assert since["count"] == 1
    assert officer.get("/journal?action=school.rename&since=2026-11-03T09:00:01Z")["count"] == 0


def test_lines_prove_that_none_was_changed(world, officer):
    lines = [line for line in reversed(officer.get("/journal?page_size=200")["items"]) if line["number"] <= 5]
    assert [line["previous_hash"] for line in lines[1:]] == [line["hash"] for line in lines[:-1]]
    first = {"chain": chain_of(world.partnership.pk), **lines[0]}
    content = {name: value for name, value in first.items() if name not in {"hash", "previous_hash"}}
    content["at"] = content["at"].replace("Z", "+00:00")
    assert line_hash(lines[0]["previous_hash"], content) == lines[0]["hash"]


def test_stranger_reads_no_line_of_this_partnership(world, another_world):
    stranger = caller_of(another_world, another_world.actor("privacy_officer"), Permission.JOURNAL_READ)
    assert stranger.get(f"/journal?object_id={world.school.pk}")["count"] == 0


def test_coordinator_finds_no_such_address(coordinator):
    assert coordinator.get("/journal", 404)["code"] == "not_found"


def test_list_asks_as_much_for_many_as_for_one(world, officer, counted):
    one = counted(officer, "/journal?action=school.rename")
    rename(world, "De Boog", 1)
    rename(world, "De Brug", 2)
    assert counted(officer, "/journal?action=school.rename") == one
