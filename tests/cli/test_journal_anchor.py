"""`startlijn journal`: an anchor kept elsewhere betrays a tail that was cut off or rewritten."""

import json

import pytest
from django.db import connection

from startlijn.base.journal.models import JournalHead, JournalLine
from startlijn.base.organisations.actions import create_sub_region
from startlijn.cli.main import main
from tests.conftest import AT

GUARDS = {
    "sqlite": "DROP TRIGGER journal_line_no_delete",
    "postgresql": "ALTER TABLE base_journalline DISABLE TRIGGER journal_line_append_only",
}


@pytest.fixture
def anchor(world, tmp_path, capsys):
    """An anchor as the command prints it, in a file."""
    with world.here():
        create_sub_region(by=world.operator, at=AT, name="Veghel")
    assert main(["journal", "anchor"]) == 0
    path = tmp_path / "anchor.json"
    path.write_text(capsys.readouterr().out, encoding="utf-8")
    return path


def test_anchor_names_length_and_last_hash_of_every_chain(anchor):
    told = json.loads(anchor.read_text(encoding="utf-8"))
    heads = {head.chain: (head.lines, head.last_hash) for head in JournalHead.objects.all()}
    assert {chain: (end["lines"], end["last_hash"]) for chain, end in told.items()} == heads
    assert sum(end["lines"] for end in told.values()) == JournalLine.objects.count() > 0


def test_journal_that_grew_since_is_whole(world, anchor):
    with world.here():
        create_sub_region(by=world.operator, at=AT, name="Uden")
    assert main(["journal", "check", "--anchor", str(anchor)]) == 0


def test_tail_that_was_cut_off_is_betrayed_by_the_anchor_alone(world, anchor, capsys):
    with connection.cursor() as cursor:
        cursor.execute(GUARDS[connection.vendor])
    last = JournalLine.objects.filter(action="sub_region.create").order_by("-number").first()
    before = JournalLine.objects.filter(chain=last.chain, number=last.number - 1).first()
    JournalLine.objects.filter(pk=last.pk)._raw_delete("default")
    JournalHead.objects.filter(chain=last.chain).update(
        lines=last.number - 1, last_hash=before.hash if before else ""
    )
    assert main(["journal", "check"]) == 0
    assert main(["journal", "check", "--anchor", str(anchor)]) == 1
    assert f"chain {last.chain}: " in capsys.readouterr().err


@pytest.mark.parametrize("text", ["no json", None])
def test_anchor_that_cannot_be_read_is_said(world, tmp_path, capsys, text):
    path = tmp_path / "anchor.json"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    assert main(["journal", "check", "--anchor", str(path)]) == 2
    assert "anchor.json" in capsys.readouterr().err
