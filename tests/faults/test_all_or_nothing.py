"""Every action, broken off at every query, leaves nothing; and a careless one is noticed."""

from functools import partial
from importlib import import_module
from pathlib import Path

import pytest
from django.db import transaction

from startlijn.base.organisations.actions import create_sub_region
from tests import faults
from tests.conftest import AT
from tests.faults.sweep import sweep
from tests.house_rules.sources import modules

# The cases of every file `cases_….py` in this folder.
CASES = {
    name: case
    for file in sorted(Path(faults.__file__).parent.glob("cases_*.py"))
    for name, case in import_module(f"tests.faults.{file.stem}").CASES.items()
}
# Actions without a case, each with its reason.
NO_CASE = {
    "journal.record": "is part of every case",
    "accounts.note_login": "writes one line",
    "people.note_token_use": "writes one moment",
    "people.sweep_tokens": "deletes with one statement, nothing in between",
    "accounts.sweep_accounts": "deletes what has ended; a second time deletes the rest",
    "post.once": "opens the transaction around another action; see tests/scale",
    "files.sweep_files": "deletes contents one by one; a second time deletes the rest",
    "groups.accept_way_out": "takes a proposal that is not possible, and then the way of `enter_groups`",
    "guidance.appoint": "is a part of the actions on appointments, not called by itself",
    "guidance.must_suit": "locks and looks, writes nothing",
    "guidance.end_coaching": "is a part of leaving and moving, not called by itself",
    "guidance.end_work": "is a part of leaving and moving, not called by itself",
    "guidance.follow_work": "is a part of the actions on appointments, not called by itself",
    "guidance.add_seconds": "is a part of the actions that measure, not called by itself",
    "guidance.sweep_links": "deletes what has ended; a second time deletes the rest",
    "meetings.open_series": "is the part of `make_series` that others call, not called by itself",
    "post.deliver": "writes one job, as a part of sending and of the letter of the day",
    "groups.keep_groups": "is a part of the actions on proposals, not called by itself",
}
PARTS = {
    "base/post/actions/running.py": "the queue: raced and killed in tests/scale",
    "domain/assessment/actions/keeping.py": "parts of the verbs beside it, not called by themselves",
    "domain/courses/actions/seating.py": "parts of the verbs beside it, not called by themselves",
    "domain/dossier/actions/keeping.py": "parts of the verbs beside it, not called by themselves",
    "domain/meetings/actions/keeping.py": "parts of the verbs beside it, not called by themselves",
    "domain/meetings/actions/telling.py": "parts of the verbs beside it, not called by themselves",
    "domain/intervision/actions/keeping.py": "parts of the verbs beside it, not called by themselves",
    "domain/induction/actions/keeping.py": "parts of the verbs beside it, not called by themselves",
}


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.mark.parametrize("name", sorted(CASES))
def test_action_leaves_nothing_when_it_is_broken_off(name, world, record_property):
    traces = sweep(CASES[name](world), partial(record_property, "times broken off"))
    record_property("actions", 1)
    record_property("actions that left a trace", int(traces != []))
    assert traces == []


def test_action_without_a_transaction_is_noticed(world):
    def careless() -> None:
        with world.here():
            create_sub_region(by=world.operator, at=AT, name="Veghel")
            create_sub_region(by=world.operator, at=AT, name="Tilburg")

    assert sweep(careless) != []
    assert sweep(transaction.atomic(careless)) == []


def test_action_that_hides_a_failure_is_noticed(world):
    @transaction.atomic
    def careless() -> None:
        with world.here():
            for name in ("Veghel", "Tilburg"):
                try:
                    create_sub_region(by=world.operator, at=AT, name=name)
                except Exception:
                    continue

    assert sweep(careless) != []


def test_action_that_writes_nothing_needs_no_sweep(world):
    with pytest.raises(AssertionError, match="writes nothing"):
        sweep(partial(str, "nothing"))


def test_every_action_has_a_case():
    names = {
        f"{module.path.split('/')[1]}.{function.name}"
        for module in modules()
        if module.is_room("actions") and module.path not in PARTS
        for function in module.public_functions()
    }
    assert sorted(names - CASES.keys() - NO_CASE.keys()) == []
