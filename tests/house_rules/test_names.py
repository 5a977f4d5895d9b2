"""A file is named after what it handles, and says in a docstring what it gives."""

import ast
from pathlib import PurePath

import pytest

from tests.house_rules.sources import Function, Module, modules

DRAWERS = {"util", "utils", "helper", "helpers", "misc", "common"}


def junk_drawers(module: Module) -> list[str]:
    parts = {PurePath(part).stem for part in PurePath(module.path).parts}
    return [f"{module.path}: name it after what it handles"] if parts & DRAWERS else []


def undocumented(module: Module) -> list[str]:
    """Name each public class and function, and each public method, without a docstring."""
    found = [] if ast.get_docstring(module.tree) or not module.tree.body else [f"{module.path}: the file"]
    for node in module.tree.body:
        members = node.body if isinstance(node, ast.ClassDef) and node.name[0] != "_" else []
        for item in (node, *members):
            named = isinstance(item, Function | ast.ClassDef) and not item.name.startswith("_")
            if named and item.name != "Meta" and not ast.get_docstring(item):
                found.append(f"{module.path}:{item.lineno} {item.name}")
    return found


def late_imports(module: Module) -> list[str]:
    """Name each import inside a function without a reason beside or above it (the command line is free)."""
    if module.floor == "cli":
        return []
    found = []
    for function in (node for node in ast.walk(module.tree) if isinstance(node, Function)):
        for node in ast.walk(function):
            if isinstance(node, ast.Import | ast.ImportFrom):
                around = module.lines[node.lineno - 2 : node.lineno]
                if not any("#" in line for line in around):
                    found.append(f"{module.path}:{node.lineno} imports late without a reason")
    return found


def test_there_are_no_junk_drawers():
    assert [fault for module in modules() for fault in junk_drawers(module)] == []


@pytest.mark.parametrize("path", ["web/utils.py", "base/helpers/dates.py", "common/__init__.py"])
def test_junk_drawer_is_noticed(path):
    assert junk_drawers(Module(path, "")) == [f"{path}: name it after what it handles"]


def test_everything_public_is_documented():
    assert [fault for module in modules() for fault in undocumented(module)] == []


def test_missing_docstring_is_noticed():
    module = Module(
        "web/silent.py", '"""File."""\nclass Silent:\n    """Class."""\n    def verb(self): ...\n'
    )
    assert undocumented(module) == ["web/silent.py:4 verb"]


def test_late_imports_have_a_reason():
    assert [fault for module in modules() for fault in late_imports(module)] == []


def test_late_import_without_reason_is_noticed():
    module = Module("web/late.py", "def verb():\n\n    import json\n    import csv  # slow\n")
    assert late_imports(module) == ["web/late.py:3 imports late without a reason"]
