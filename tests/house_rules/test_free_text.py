"""Free text about a person reminds of what does not belong in it (AVG article 9, domain.md §6 rule 7)."""

import ast

from tests.house_rules.sources import Module, modules

# Files with a text box without the reminder, each with the reason.
WITHOUT = {
    "web/free_text.py": "is the field with the reminder itself",
    "web/gallery/forms.py": "shows components; nothing is kept",
    "web/groups/forms.py": "about a round or what a school wants to learn, not about a person",
    "web/intervision/forms.py": "only the writer reads it; says itself: no names, and not what others brought",
    "web/induction/forms.py": "about a programme, which is public in the school",
    "web/meetings/forms.py": "lines of names and addresses, and days; nothing about a person",
    "web/knowledge/forms.py": "about a product; a check looks for personal data before others read it",
    "web/assessment/forms.py": "has a reminder of its own, once for each form, beside its shorter fields",
    "web/emergency/forms.py": "says itself that no health data belong in a reason",
}


def plain_boxes(module: Module) -> list[str]:
    """Name each line that makes a text box by hand."""
    if module.floor != "web":
        return []
    return [
        f"{module.path}:{node.lineno}"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and node.attr == "Textarea"
    ]


def test_free_text_reminds_or_has_a_reason():
    found = {module.path: plain_boxes(module) for module in modules()}
    assert {path: lines for path, lines in found.items() if lines and path not in WITHOUT} == {}


def test_reasons_are_of_files_that_have_such_a_box():
    assert [path for path in WITHOUT if not any(m.path == path and plain_boxes(m) for m in modules())] == []


def test_box_without_a_reminder_is_noticed():
    careless = Module("web/x/forms.py", "from django import forms\nnote = forms.Textarea()")
    assert plain_boxes(careless) == ["web/x/forms.py:2"]
