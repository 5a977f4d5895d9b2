"""What may happen in which room: rules judge, actions write, doors translate (architecture.md §4.3)."""

import ast
import re

import pytest

from tests.house_rules.sources import Function, Module, called, functions, modules

DOORS = {"web", "api", "cli"}
SIGNALS = {"receiver", "pre_save", "post_save", "pre_delete", "post_delete", "m2m_changed", "class_prepared"}
CLOCK = re.compile(r"(^|\.)(now|utcnow|today|localdate|localtime)$")
QUERY = re.compile(r"\.(save|filter|get_or_create|create|bulk_create|exclude)$")
WRITE = re.compile(r"\.(save|bulk_create|bulk_update|get_or_create|update_or_create)$")
# What only the clock does: it deletes what is past, and nobody did it.
SWEEP = "sweep_"
# Other verbs that are not the deed of somebody, each with its reason.
NO_DEED: dict[str, str] = {
    "base/journal/actions.py": "writes the journal itself",
    "base/post/actions/jobs.py enqueue": "the action that needs the job writes the line",
    "base/post/actions/once.py once": "opens the transaction in which the action and its line are written",
    "base/post/actions/running.py": "is the queue itself; what a job does is an action with its own line",
    "base/accounts/actions.py note_login": "is one line, which is atomic by itself",
    "domain/assessment/actions/keeping.py": "moves an assessment on for the verbs that leave the line",
    "domain/intervision/actions/keeping.py": "holds parts of the verbs beside it, which leave the line",
    "domain/induction/actions/keeping.py": "writes elements for the verbs beside it, which leave the line",
    "domain/courses/actions/seating.py": "holds parts of the verbs beside it, which leave the line",
    "domain/dossier/actions/keeping.py": "holds parts of the verbs beside it, which leave the line",
    "domain/groups/actions/keeping.py": "writes groups for the verbs beside it, which leave the line",
    "domain/meetings/actions/keeping.py": "holds parts of the verbs beside it, which leave the line",
    "domain/meetings/actions/telling.py": "writes the letters of the verbs beside it, which leave the line",
    "domain/guidance/actions/time_spent.py add_seconds": "is a part of the verbs beside it",
    "domain/guidance/actions/pairing.py must_suit": "looks and locks for the verbs beside it",
    "base/people/actions/tokens.py note_token_use": "remembers only when, to ten minutes",
}


def signals(module: Module) -> list[str]:
    found = []
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom):
            source, names = node.module or "", {item.name for item in node.names}
            if source.endswith("signals") or source == "django.dispatch" or names & SIGNALS:
                found.append(f"{module.path}:{node.lineno} uses signals")
    return found


def impure_rules(module: Module) -> list[str]:
    """Name each query and each look at the clock in a room of rules."""
    if not module.is_room("rules"):
        return []
    found = [
        f"{module.path}: {name}()"
        for name in called(module.tree)
        if QUERY.search(f".{name}") or CLOCK.search(name)
    ]
    managers = (node for node in ast.walk(module.tree) if isinstance(node, ast.Attribute))
    return found + [f"{module.path}:{node.lineno} .objects" for node in managers if node.attr == "objects"]


def clock_in_actions(module: Module) -> list[str]:
    if not module.is_room("actions"):
        return []
    return [f"{module.path}: {name}()" for name in called(module.tree) if CLOCK.search(name)]


def writing_doors(module: Module) -> list[str]:
    if module.floor not in DOORS:
        return []
    found = [f"{module.path}: {name}()" for name in called(module.tree) if WRITE.search(name)]
    managers = (node for node in ast.walk(module.tree) if isinstance(node, ast.Attribute))
    return found + [f"{module.path}:{node.lineno} .objects" for node in managers if node.attr == "objects"]


def _journaled(module: Module) -> set[str]:
    """Return the functions of a file that write a journal line: themselves, or through what they call."""
    imported = {
        item.asname or item.name: (node.module or "", item.name)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom)
        for item in node.names
    }
    verbs = {name for name, (source, own) in imported.items() if ".actions" in source or own == "actions"}
    calls = {function.name: {*called(function)} for function in functions(module)}
    known: set[str] = set()
    while True:
        grown = {
            name
            for name, inner in calls.items()
            if any(call in known or call.split(".")[0] in verbs for call in inner)
        }
        if grown == known:
            return known
        known = grown


def _verb_faults(function: Function, journaled: set[str]) -> list[str]:
    spec = function.args
    named = {item.arg for item in spec.kwonlyargs}
    atomic = any(ast.unparse(item).startswith("transaction.atomic") for item in function.decorator_list)
    swept = function.name.startswith(SWEEP)
    checks = {
        "takes arguments by place": bool(spec.args or spec.posonlyargs or spec.vararg),
        "does not take by=": "by" not in named and not swept,
        "does not take at=": "at" not in named,
        "is not atomic": not atomic,
        "writes no journal line": function.name not in journaled and not swept,
    }
    return [sentence for sentence, wrong in checks.items() if wrong]


def careless_verbs(module: Module) -> list[str]:
    if not module.is_room("actions") or module.path in NO_DEED:
        return []
    journaled = _journaled(module)
    return [
        f"{module.path} {function.name} {sentence}"
        for function in module.public_functions()
        if f"{module.path} {function.name}" not in NO_DEED
        for sentence in _verb_faults(function, journaled)
    ]


RULES = [signals, impure_rules, clock_in_actions, writing_doors, careless_verbs]
BAD = [
    (signals, "base/x/models.py", "from django.db.models.signals import post_save"),
    (signals, "base/x/models.py", "from django.dispatch import receiver"),
    (impure_rules, "base/x/rules.py", "def late(day): return day < timezone.now()"),
    (impure_rules, "base/x/rules.py", "def any_left(): return School.objects"),
    (impure_rules, "base/x/rules/seats.py", "def left(rows): return rows.filter(free=True)"),
    (clock_in_actions, "base/x/actions.py", "def verb(): return seams.now()"),
    (clock_in_actions, "base/x/actions.py", "def verb(): return date.today()"),
    (writing_doors, "web/x/views.py", "def page(form): form.save()"),
    (writing_doors, "api/x.py", "def page(): return School.objects"),
]
GOOD_VERB = """
from startlijn.base.journal.actions import record

@transaction.atomic
def verb(*, by, at):
    record(by=by, at=at, action="x", on=by)
"""


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_rule_holds_everywhere(rule):
    assert [fault for module in modules() for fault in rule(module)] == []


@pytest.mark.parametrize(("rule", "path", "text"), BAD)
def test_broken_rule_is_noticed(rule, path, text):
    assert len(rule(Module(path, text))) == 1


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ("*, by", "by", "takes arguments by place"),
        ("by, at)", "at)", "does not take by="),
        ("by, at)", "by)", "does not take at="),
        ("@transaction.atomic", "", "is not atomic"),
        (" record(", " print(", "writes no journal line"),
    ],
)
def test_careless_verb_is_noticed(before, after, sentence):
    careful = Module("base/x/actions.py", GOOD_VERB)
    careless = Module("base/x/actions.py", GOOD_VERB.replace(before, after, 1))
    assert careless_verbs(careful) == []
    assert f"base/x/actions.py verb {sentence}" in careless_verbs(careless)


def test_every_exception_still_exists():
    known = {f"{module.path} {item.name}" for module in modules() for item in module.public_functions()}
    files = {module.path for module in modules()}
    assert sorted(NO_DEED.keys() - known - files) == []
