"""Free text about a person reminds of what does not belong in it (AVG article 9, domain.md §6 rule 7)."""

import ast
from functools import cache

from django.apps import apps
from django.db import models

from startlijn.base.tenancy import DataClass
from tests.house_rules.sources import Module, modules

# Files with a text box without the reminder, each with the reason.
WITHOUT = {
    "web/free_text.py": "is the field with the reminder itself",
    "web/gallery/forms.py": "shows components; nothing is kept",
    "web/groups/forms.py": "about a round or what a school wants to learn, not about a person",
    "web/intervision/forms.py": "only the writer reads it; says itself: no names, not what others brought",
    "web/induction/forms.py": "about a programme, which is public in the school",
    "web/meetings/forms.py": "lines of names and addresses, and days; nothing about a person",
    "web/networks/forms.py": "about a network or what a board realised; says itself: no names",
    "web/knowledge/forms.py": "about a product; a check looks for personal data before others read it",
    "web/assessment/forms.py": "has a reminder of its own, once for each form, beside its shorter fields",
    "web/assessment/forms_apart.py": "says itself that nothing about health belongs in it",
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


# One-line fields that are called as a text of class P3 or P4, in a form without the reminder, and why.
_SAID = "Says itself, once for the form, what does not belong in it."
_NAME = "Is the name of a thing, not a text about a person."
LINES_WITHOUT = {
    "web/dossier/forms.py:EvidenceForm": "A name for a piece of one's own; the text beside it reminds.",
    "web/dossier/forms.py:KeepForm": "A name for a piece of one's own, which was written before.",
    "web/guidance/forms.py:StepForm": "What is planned, which who leads the school reads too.",
    "web/induction/forms.py:StartForm": _NAME,
    "web/induction/forms.py:ProgrammeForm": _NAME,
    "web/intervision/forms.py:ComposeForm": _NAME,
    "web/intervision/forms.py:TakeawayForm": _SAID,
    "web/knowledge/forms.py:VersionForm": _NAME,
    "web/meetings/forms.py:WishForm": _NAME,
    "web/networks/forms.py:ExampleForm": "An example of one's own school, checked before others read it.",
    "web/assessment/forms.py:LeaveForm": "Who judges says why not any more: about the judge alone.",
    "web/assessment/forms_apart.py:BothRolesForm": _SAID,
    "web/emergency/forms.py:AskForm": _SAID,
    "web/ledger/forms.py:DecideForm": _SAID,
    "web/groups/forms.py:ReasonForm": "Why a school is moved to another group.",
    "web/groups/forms.py:RuleForm": "Why schools are together or apart.",
    "web/knowledge/forms.py:TakeBackForm": "Why a product is not published.",
    "web/gallery/forms.py:SampleForm": "Shows components; nothing is kept.",
    "web/plg/forms.py:NoteForm": "A note of a group for the group; its page says what does not belong in it.",
}


# How things and people are called, and what programs read: no texts about somebody.
_NAMES = {"name", "label", "key", "profile", "area", "indicator", "instrument", "sha256", "media_type"}


@cache
def _texts_about_people() -> frozenset[str]:
    """Return how texts of class P3 and P4 are called in their tables."""
    return frozenset(
        field.name
        for model in apps.get_models()
        if getattr(model, "declared", None) is not None
        and model.declared.data_class in {DataClass.PERSONNEL, DataClass.COACHING}
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and not field.choices
        and field.name not in {*model.declared.plain, *_NAMES}
    )


def forms_without(module: Module) -> list[str]:
    """Name each form with a text that is called like one about people, and without the reminder."""
    if module.floor != "web" or "forms" not in module.path:
        return []
    return [
        f"{module.path}:{node.name}"
        for node in module.tree.body
        if isinstance(node, ast.ClassDef) and _asks_text(node) and not _reminds(node)
    ]


def _asks_text(form: ast.ClassDef) -> bool:
    return any(
        isinstance(each, ast.Assign)
        and isinstance(each.value, ast.Call)
        and ast.unparse(each.value.func) == "forms.CharField"
        and "HiddenInput" not in ast.unparse(each.value)
        and ast.unparse(each.targets[0]) in _texts_about_people()
        for each in form.body
    )


def _reminds(form: ast.ClassDef) -> bool:
    return bool(
        {"TextAboutPeople", "LineAboutPeople"} & {n.id for n in ast.walk(form) if isinstance(n, ast.Name)}
    )


def test_form_with_one_line_about_people_reminds_once_or_has_a_reason():
    found = {name for module in modules() for name in forms_without(module)}
    assert found - LINES_WITHOUT.keys() == set()


def test_reasons_for_lines_are_of_forms_that_have_one():
    found = {name for module in modules() for name in forms_without(module)}
    assert LINES_WITHOUT.keys() - found == set()


def test_line_without_a_reminder_is_noticed():
    careless = Module("web/x/forms.py", "class NoteForm:\n    goal = forms.CharField(max_length=200)")
    careful = Module("web/x/forms.py", "class NoteForm:\n    goal = LineAboutPeople(max_length=200)")
    assert (forms_without(careless), forms_without(careful)) == (["web/x/forms.py:NoteForm"], [])
