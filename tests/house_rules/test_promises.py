"""The documents name no test that is not there, and tell of every promise how far it is."""

import ast
import re

import pytest

from tests.house_rules.sources import ROOT, Function
from tests.house_rules.test_links import documents

NAMED = re.compile(r"\b(tests/[\w/]+(?:\.py)?)(?:::(\w+))?")
PROMISE = re.compile(r"^(?:\| |- )\*{0,2}P(\d+)\b", re.MULTILINE)
PROMISES = range(1, 37)


def missing_tests(text: str) -> list[str]:
    """Return the files and tests that a text names and that do not exist."""
    found = []
    for path, name in NAMED.findall(text):
        file = ROOT / path
        if not file.exists() or (name and name not in names_in(file.read_text(encoding="utf-8"))):
            found.append(f"{path}::{name}" if name else path)
    return found


def names_in(source: str) -> set[str]:
    """Return the names of the tests in a file."""
    return {
        node.name
        for node in ast.walk(ast.parse(source))
        if isinstance(node, Function) and node.name.startswith("test_")
    }


def test_every_test_that_a_document_names_exists():
    missing = {
        document.relative_to(ROOT).as_posix(): missing_tests(document.read_text(encoding="utf-8"))
        for document in documents()
    }
    assert {document: names for document, names in missing.items() if names} == {}


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("`tests/gone/test_it.py`", ["tests/gone/test_it.py"]),
        ("see tests/gone", ["tests/gone"]),
        ("`tests/house_rules/test_sizes.py::test_gone`", ["tests/house_rules/test_sizes.py::test_gone"]),
        ("`tests/house_rules/test_sizes.py::faults`", ["tests/house_rules/test_sizes.py::faults"]),
        ("`tests/house_rules/test_sizes.py::test_long_file_is_noticed`, tests/scale.", []),
    ],
)
def test_missing_test_is_noticed(text, missing):
    assert missing_tests(text) == missing


def test_every_promise_is_told_once():
    page = (ROOT / "docs" / "trust.md").read_text(encoding="utf-8")
    assert sorted(map(int, PROMISE.findall(page))) == list(PROMISES)


def test_every_promise_that_holds_names_a_test():
    page = (ROOT / "docs" / "trust.md").read_text(encoding="utf-8")
    rows = [row for row in page.splitlines() if PROMISE.match(row) and row.startswith("|")]
    assert [row for row in rows if not any(name for _, name in NAMED.findall(row))] == []
