"""`startlijn journal`: proves the chains, or names the first line that does not fit."""

import json

import pytest
from django.db import OperationalError

from startlijn.base.journal.models import JournalLine
from startlijn.base.journal.queries import chain_of
from startlijn.cli.main import main
from tests.base.journal.test_chain import _unguarded


@pytest.mark.parametrize("verb", ["verify", "check"])
def test_whole_chain_is_proved(world, verb, capsys):
    assert main(["journal", verb]) == 0
    assert tuple(capsys.readouterr()) == ("Whole. Chains: 2, lines: 4.\n", "")


def test_database_without_tables_is_told_apart(monkeypatch, capsys):
    from startlijn.base.journal import queries

    def asked() -> list[str]:
        raise OperationalError("no such table: base_journalhead")

    monkeypatch.setattr(queries, "chains", asked)
    monkeypatch.setenv("LANGUAGE", "en")
    assert main(["journal", "verify"]) == 2
    assert capsys.readouterr().err == "startlijn: The database is not ready. Run “startlijn migrate” first.\n"


def test_other_error_of_the_database_is_not_hidden(monkeypatch):
    from startlijn.base.journal import queries

    def asked() -> list[str]:
        raise OperationalError("disk I/O error")

    monkeypatch.setattr(queries, "chains", asked)
    with pytest.raises(OperationalError):
        main(["journal", "verify"])


def test_first_broken_line_is_named(world, capsys):
    chain = chain_of(world.partnership.pk)
    _unguarded(
        "UPDATE base_journalline SET about = %s WHERE chain = %s AND number = 2", [world.board.pk.hex, chain]
    )
    assert main(["journal", "verify"]) == 1
    assert f"chain {chain}: line 2 was changed" in capsys.readouterr().err


def test_cut_tail_is_found_with_an_anchor(world, tmp_path, capsys):
    main(["journal", "anchor"])
    anchor = tmp_path / "anchor.json"
    anchor.write_text(capsys.readouterr().out)
    assert json.loads(anchor.read_text())[chain_of(world.partnership.pk)]["lines"] == 3
    last = JournalLine.objects.get(chain=chain_of(world.partnership.pk), number=3)
    _unguarded("DELETE FROM base_journalline WHERE id = %s", [last.pk.hex])
    assert main(["journal", "verify", "--anchor", str(anchor)]) == 1
    assert "lines that the anchor names are gone" in capsys.readouterr().err
