"""A change is done once, however often it is sent."""

import pytest

from startlijn.base.access.terms import Permission
from startlijn.base.organisations.models import School
from startlijn.base.tenancy import everywhere
from tests.api.conftest import caller_of

NEW_NAME = {"name": "De Boog", "version": 1}


def path_of(world) -> str:
    return f"/schools/{world.school.pk}"


def version(world) -> int:
    with everywhere("a test"):
        return School.objects.get(pk=world.school.pk).version


def test_change_sent_again_gets_the_same_answer(world, coordinator):
    first, again = (coordinator.ask("PATCH", path_of(world), NEW_NAME, key="k") for _ in range(2))
    assert (first.status_code, again.status_code, first.content) == (200, 200, again.content)
    assert ("Idempotency-Replayed" in first.headers, again.headers["Idempotency-Replayed"]) == (False, "true")
    assert version(world) == 2


def test_refusal_sent_again_gets_the_same_answer(world, coordinator):
    first, again = (coordinator.ask("PATCH", path_of(world), {}, key="k") for _ in range(2))
    assert (first.status_code, again.status_code, first.content) == (422, 422, again.content)


def test_conflict_may_be_tried_again(world, coordinator):
    stale = NEW_NAME | {"version": 2}
    assert coordinator.send("PATCH", path_of(world), stale, 409, key="k")["code"] == "changed_meanwhile"
    coordinator.send("PATCH", path_of(world), NEW_NAME)
    assert coordinator.send("PATCH", path_of(world), stale, key="k")["version"] == 3


def test_key_with_another_call_is_refused(world, coordinator):
    coordinator.send("PATCH", path_of(world), NEW_NAME, key="k")
    other = NEW_NAME | {"version": 2}
    assert coordinator.send("PATCH", path_of(world), other, 422, key="k")["code"] == "once.key_reused"
    assert version(world) == 2


def test_key_of_somebody_else_is_another_key(world, coordinator):
    coordinator.send("PATCH", path_of(world), NEW_NAME, key="k")
    other = caller_of(
        world, world.actor("coordinator"), Permission.ORGANISATIONS_MANAGE, Permission.ORGANISATIONS_READ
    )
    assert other.send("PATCH", path_of(world), NEW_NAME | {"version": 2}, key="k")["version"] == 3


@pytest.mark.parametrize("key", [None, "", "with space", "k" * 201, "é"])
def test_change_without_a_key_that_can_be_used_is_refused(world, coordinator, key):
    headers = {} if key is None else {"Idempotency-Key": key}
    answer = coordinator.client.patch(f"/api{path_of(world)}", NEW_NAME, "application/json", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (400, "once.key_missing")
    assert version(world) == 1


def test_repeated_creation_keeps_its_address(coordinator):
    body = {"name": "Audits", "kind": "audit", "school_year": 2026, "season": "spring"}
    first, again = (coordinator.ask("POST", "/rounds", body, key="k") for _ in range(2))
    assert first.status_code == 201
    assert again.headers["Location"] == first.headers["Location"] == f"/api/rounds/{first.json()['id']}"
