"""`startlijn privacy`: what is due, erasing, an old backup, the register."""

import json
from datetime import UTC, date, datetime

import pytest

from startlijn.base.people.models import Person, RoleAssignment
from startlijn.base.privacy import actions
from startlijn.base.seams import fixed
from startlijn.cli.main import main
from tests.conftest import AT

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def terminal_in_english(monkeypatch):
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")


@pytest.fixture
def gone(world) -> Person:
    with fixed(at=datetime(2024, 1, 1, tzinfo=UTC)):
        person = world.person("coach", "school", world.school.pk, name="QANNA")
    with world.here():
        RoleAssignment.objects.filter(person=person).update(finished_on=date(2024, 8, 2))
    return person


def test_dry_run_shows_what_is_due_and_leaves_it(gone, capsys):
    assert main(["privacy", "retention", "--dry-run", "--on", "2026-11-02", "--json"]) == 0
    told = {
        table["label"]: table["erased"] + table["deleted"] for table in json.loads(capsys.readouterr().out)
    }
    assert (told, Person.objects.get(pk=gone.pk).given_name[:5]) == (
        {"base.Person": 1, "base.RoleAssignment": 1},
        "QANNA",
    )


def test_run_removes_it_and_then_nothing_is_due(gone, capsys):
    with fixed(at=AT):
        assert main(["privacy", "retention"]) == 0
        assert "24 months after the role ended" in capsys.readouterr().out
        main(["privacy", "retention", "--dry-run"])
    assert (capsys.readouterr().out, Person.objects.get(pk=gone.pk).given_name) == ("Nothing is due.\n", "")


def test_day_to_come_can_only_be_shown(gone, capsys):
    with fixed(at=AT):
        assert main(["privacy", "retention", "--on", "2036-11-02"]) == 2
    assert "--dry-run" in capsys.readouterr().err


def test_erase_waits_until_somebody_asked(world, gone, capsys):
    assert main(["privacy", "erase", gone.account.email]) == 1
    assert "somebody asks first" in capsys.readouterr().err
    with world.here():
        actions.ask_erasure(by=world.actor("privacy_officer"), at=AT, person_id=gone.pk)
    assert main(["privacy", "erase", str(gone.pk), "--dry-run", "--json"]) == 0
    assert Person.objects.get(pk=gone.pk).given_name[:5] == "QANNA"
    assert main(["privacy", "erase", gone.account.email]) == 0
    assert Person.objects.get(pk=gone.pk).given_name == ""


def test_nobody_with_that_address(capsys):
    assert main(["privacy", "erase", "nobody@example.org"]) == 2


def test_list_is_replayed_after_an_old_backup(world, gone, capsys, tmp_path):
    with world.here():
        actions.ask_erasure(by=world.actor("privacy_officer"), at=AT, person_id=gone.pk)
    main(["privacy", "erase", str(gone.pk)])
    capsys.readouterr()
    assert main(["privacy", "erased"]) == 0
    kept = tmp_path / "erased.json"
    kept.write_text(capsys.readouterr().out, encoding="utf-8")
    Person.objects.filter(pk=gone.pk).update(given_name="QANNA")
    assert main(["privacy", "replay", str(kept), "--json"]) == 0
    assert (json.loads(capsys.readouterr().out), Person.objects.get(pk=gone.pk).given_name) == (
        {"erased": 1},
        "",
    )


@pytest.mark.parametrize("content", ["{", "[{}]", '[{"person": "x"}]', "3"])
def test_list_that_is_none_is_refused(content, tmp_path, capsys):
    kept = tmp_path / "erased.json"
    kept.write_text(content, encoding="utf-8")
    assert main(["privacy", "replay", str(kept)]) == 2


def test_register_tells_every_table_and_field(capsys):
    assert main(["privacy", "register", "--json"]) == 0
    told = {table["label"]: table for table in json.loads(capsys.readouterr().out)}
    classes = {field["name"]: field["field_class"] for field in told["base.Person"]["fields"]}
    assert (classes["given_name"], classes["id"], told["base.Person"]["data_class"]) == (
        "personal",
        "key",
        "P2",
    )
