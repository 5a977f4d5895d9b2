"""`startlijn holidays`: a file in, and what counts out."""

import json

import pytest

from startlijn.cli.main import main
from tests.domain.calendar.files import ROWS_2026, as_bytes, government

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def terminal_in_english(monkeypatch):
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "holidays.json"
    path.write_bytes(as_bytes(government()))
    return path


def test_a_file_is_brought_in_and_counts_from_then_on(world, file, capsys):
    assert main(["holidays", "import", str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"added": 5, "changed": 0, "same": 0}
    assert main(["holidays", "show", "--year", "2026-2027", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["year"] == "2026-2027"
    assert shown["holidays"][0] == {
        "region": "noord",
        "name": "autumn",
        "first": "2026-10-10",
        "last": "2026-10-18",
        "certainty": "seen",
        "source": "file",
    }


def test_it_is_told_in_words(world, file, capsys):
    assert main(["holidays", "import", str(file)]) == 0
    assert capsys.readouterr().out == "Holidays: new here 5, changed 0, the same 0.\n"
    assert main(["holidays", "show", "--year", "2027-2028"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == ["2027-2028", "noord   autumn     2027-10-16 – 2027-10-24"]
    assert len(lines) == 16


def test_an_odd_file_is_refused_whole(world, tmp_path, capsys):
    path = tmp_path / "odd.json"
    path.write_bytes(as_bytes(government(ROWS_2026[0], ("Meivakantie", "zuid", "2027-04-23", "2027-05-02"))))
    assert main(["holidays", "import", str(path)]) == 2
    assert capsys.readouterr().err == (
        "startlijn: A holiday lasts from a Saturday up to and including a Sunday of its school year. "
        "Look at: 2026-2027, may, zuid: 2027-04-23 – 2027-05-02.\n"
    )


def test_what_is_not_a_school_year_or_a_file_is_named(world, tmp_path, capsys):
    assert main(["holidays", "show", "--year", "2026"]) == 2
    assert capsys.readouterr().err == "startlijn: “2026” is not a school year. Write 2026-2027.\n"
    assert main(["holidays", "import", str(tmp_path / "none.json")]) == 2
    assert capsys.readouterr().err == "startlijn: This file cannot be opened: No such file or directory.\n"


def test_with_two_partnerships_one_says_which(worlds, file, capsys):
    assert main(["holidays", "import", str(file)]) == 2
    assert "--partnership" in capsys.readouterr().err
    assert main(["holidays", "import", str(file), "--partnership", "noord"]) == 0
