"""`startlijn people import`: look first, then write; what is left out comes back as a file."""

import io
import json

import pytest

from startlijn.cli.main import main
from startlijn.domain.guidance.models import Trajectory
from startlijn.engines.tables import read_table
from tests.domain.guidance.starters.test_import import HEAD, ROW

OTHER = ROW.replace("Sanne", "Noor").replace("sanne", "noor").replace("De Regenboog", "Nergens")


@pytest.fixture(autouse=True)
def terminal_in_english(monkeypatch):
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")


@pytest.fixture
def bring_in(tmp_path, capsys):
    """Run the command on a file with this text; return exit code and JSON."""

    def command(text, *options):
        path = tmp_path / "starters.csv"
        path.write_text(text, encoding="utf-8")
        code = main(["people", "import", str(path), *options, "--json"])
        return code, json.loads(capsys.readouterr().out)

    return command


def lines(world):
    with world.here():
        return Trajectory.objects.count()


def test_without_apply_nothing_is_written(world, bring_in):
    code, answer = bring_in(HEAD + ROW)
    assert (code, answer["applied"], answer["register"]) == (0, False, 1)
    assert lines(world) == 0


def test_applied_file_is_written_once(world, bring_in):
    text = (HEAD + ROW).replace("2026-08-01", "2030-08-01")
    assert bring_in(text, "--apply")[1]["register"] == 1
    code, answer = bring_in(text, "--apply")
    assert (code, answer["register"], answer["same"]) == (0, 0, 1)
    assert lines(world) == 1


def test_rows_left_out_come_back_as_a_file(world, bring_in, tmp_path):
    errors = tmp_path / "left-out.csv"
    code, answer = bring_in(HEAD + ROW + OTHER, "--errors", str(errors))
    assert (code, answer["register"], answer["refuse"]) == (1, 1, 1)
    assert answer["left_out"][0]["row"] == 3
    table = read_table(io.BytesIO(errors.read_bytes()))
    assert table.headers == ("Row", "Name", "Why")
    assert table.rows[0][:2] == ("3", "Noor de Wit")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (HEAD + ROW.replace("2026-08-01", "x"), "Row 2, column “vanaf”: “x” is not a date."),
        (HEAD + ROW * 5001, "There are more than 5000 rows."),
        ("bsn\n1\n", "Column “bsn”: This column is not known."),
    ],
)
def test_wrong_input_is_named_and_nothing_is_written(world, bring_in, text, sentence):
    code, answer = bring_in(text, "--apply")
    assert code == 2
    assert answer["errors"][0].startswith(sentence)
    assert lines(world) == 0


def test_partnership_has_to_be_said_when_there_are_two(worlds, bring_in):
    code, answer = bring_in(HEAD + ROW)
    assert (code, answer["errors"]) == (2, ["Say which partnership, with --partnership and its short name."])
    assert bring_in(HEAD + ROW, "--partnership", "zuid")[1]["register"] == 1


def test_missing_file_is_named(world, capsys):
    assert main(["people", "import", "nowhere.csv"]) == 2
    assert "cannot be opened" in capsys.readouterr().err


def test_result_is_said_in_words(world, tmp_path, capsys):
    path = tmp_path / "starters.csv"
    path.write_text(HEAD + ROW + OTHER, encoding="utf-8")
    assert main(["people", "import", str(path)]) == 1
    said = capsys.readouterr()
    assert "New 1, another appointment 0, changed 0, the same 0, left out 1." in said.out
    assert "Nothing was written. Add --apply to do so." in said.out
    assert "Row 3, Noor de Wit" in said.err
