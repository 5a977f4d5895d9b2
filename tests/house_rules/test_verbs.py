"""Doors merge people and schools with the verbs that know the lines, not with those of the floor below."""

import ast

import pytest

from tests.house_rules.sources import Module, modules

VERBS = {"merge_people", "merge_school"}
DOORS = ("web", "api", "cli")


def taken_from_below(module: Module) -> list[str]:
    """Return the verbs of merging that a door takes from `base`, by name or through a module."""
    found: list[str] = []
    below: set[str] = set()
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("startlijn.base."):
            found += [alias.name for alias in node.names if alias.name in VERBS]
            below |= {alias.asname or alias.name for alias in node.names}
        if isinstance(node, ast.Attribute) and node.attr in VERBS and isinstance(node.value, ast.Name):
            found += [node.attr] if node.value.id in below else []
    return found


def test_doors_merge_with_the_verbs_that_know_the_lines():
    doors = [module for module in modules() if module.floor in DOORS]
    assert {door.path: found for door in doors if (found := taken_from_below(door))} == {}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("from startlijn.base.people.actions import merge_people", ["merge_people"]),
        ("from startlijn.base.organisations import actions\nactions.merge_school()", ["merge_school"]),
        ("from startlijn.domain.guidance import actions\nactions.merge_school()", []),
    ],
)
def test_verb_from_below_is_noticed(text, found):
    assert taken_from_below(Module("web/schools.py", text)) == found
