"""The description of the API: every operation says who may, and everything it names is there."""

import json
import re

import pytest

from startlijn.api.contract import description
from startlijn.base.access.terms import Permission

OPERATIONS = {
    found["operationId"]: (verb, path, found)
    for path, verbs in description()["paths"].items()
    for verb, found in verbs.items()
}


def test_everything_that_is_named_is_described() -> None:
    told = description()
    for name in set(re.findall(r'"\$ref": "(#/[^"]+)"', json.dumps(told))):
        place = told
        for part in name.removeprefix("#/").split("/"):
            place = place[part]


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_operation_names_one_scope_and_its_problems(name: str) -> None:
    verb, _path, found = OPERATIONS[name]
    ((scope,),) = [need["token"] for need in found["security"]]
    assert scope in set(Permission)
    assert {"401", "403", "404", "422", "429"} <= set(found["responses"])
    assert ("409" in found["responses"]) == (verb != "get")
    assert found["summary"]


@pytest.mark.parametrize("name", sorted(name for name, (verb, *_) in OPERATIONS.items() if verb != "get"))
def test_change_asks_for_a_key(name: str) -> None:
    parameters = {each["name"]: each for each in OPERATIONS[name][2]["parameters"]}
    assert parameters["Idempotency-Key"]["required"]
