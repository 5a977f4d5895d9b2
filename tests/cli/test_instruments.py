"""`startlijn instruments`: list what there is, check a file, bring one in whole or not at all."""

import json

import pytest

from startlijn.base.tenancy import everywhere
from startlijn.cli.main import main
from startlijn.content.instruments import packaged_instruments
from startlijn.domain.instruments.models import OwnInstrument
from tests.content.instruments.samples import GOOD, changed


@pytest.fixture(autouse=True)
def terminal_in_english(monkeypatch):
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")


@pytest.fixture
def command(tmp_path, capsys):
    """Run a verb on a file with this content; return exit code, JSON and what went to the errors."""

    def run(verb: str, content: bytes, *options: str):
        path = tmp_path / "mine.yaml"
        path.write_bytes(content)
        code = main(["instruments", verb, str(path), *options, "--json"])
        out, err = capsys.readouterr()
        return code, json.loads(out), err

    return run


def count() -> int:
    with everywhere("a test counts"):
        return OwnInstrument.objects.count()


def test_list_shows_the_packaged_instruments(capsys):
    assert main(["instruments", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == [each.id for each in packaged_instruments()]
    assert lines[2] == "flow.2026-1                Did this suit you?"


def test_list_of_a_partnership_shows_its_own_too(world, command, capsys):
    command("import", GOOD.encode(), "--partnership", "zuid")
    assert main(["instruments", "list", "--partnership", "zuid", "--json"]) == 0
    own = json.loads(capsys.readouterr().out)["instruments"][-1]
    assert (own["id"], own["kind"], own["items"]) == ("team-talk.2026-1", "scan", 2)
    assert own["title"] == {"nl": "Teamgesprek", "en": "Team talk"}


@pytest.mark.django_db
def test_list_of_an_unknown_partnership_is_refused(capsys):
    assert main(["instruments", "list", "--partnership", "nowhere"]) == 2
    assert capsys.readouterr().err == (
        "startlijn: Say which partnership, with --partnership and its short name.\n"
    )


def test_check_says_that_a_file_is_right(command):
    assert command("check", GOOD.encode()) == (
        0,
        {"file": "mine.yaml", "instrument": "team-talk.2026-1", "items": 2, "errors": []},
        "",
    )


def test_check_names_file_line_item_and_field(command):
    code, answer, errors = command("check", changed("en: We listen.", "en: ''"))
    assert (code, answer["instrument"]) == (2, None)
    assert answer["errors"] == [
        {
            "line": 22,
            "item": "listen",
            "field": "en",
            "code": "blank",
            "message": "Line 22, item “listen”, en: Nothing is filled in here.",
        }
    ]
    assert errors == "startlijn: mine.yaml: Line 22, item “listen”, en: Nothing is filled in here.\n"


def test_check_names_everything_at_once(command):
    content = GOOD.replace("kind: scan", "kind: test").replace("en: We listen.", "en: ''").encode()
    _code, answer, _errors = command("check", content)
    assert [each["line"] for each in answer["errors"]] == [3, 22]


def test_check_says_when_there_is_no_such_file(tmp_path, capsys):
    assert main(["instruments", "check", str(tmp_path / "no.yaml")]) == 2
    assert capsys.readouterr().err == (
        "startlijn: no.yaml: This file cannot be opened: No such file or directory.\n"
    )


def test_import_brings_an_instrument_in_once(world, command):
    first = {"file": "mine.yaml", "instrument": "team-talk.2026-1", "new": True, "errors": []}
    assert command("import", GOOD.encode()) == (0, first, "")
    assert command("import", GOOD.encode()) == (0, first | {"new": False}, "")
    assert count() == 1


def test_import_of_a_bad_file_writes_nothing(world, command):
    code, answer, _errors = command("import", changed("kind: scan", "kind: test"))
    assert (code, answer["errors"][0]["line"], count()) == (2, 3, 0)


def test_import_does_not_replace_a_version(world, command):
    command("import", GOOD.encode())
    code, answer, errors = command("import", changed("en: We listen.", "en: We hear."))
    assert (code, answer["errors"][0]["code"]) == (2, "version_stands")
    assert errors == (
        "startlijn: mine.yaml: team-talk.2026-1 already exists and never changes. "
        "Give your file a new version.\n"
    )


def test_import_does_not_choose_between_partnerships(worlds, command):
    code, answer, _errors = command("import", GOOD.encode())
    assert (code, answer["errors"][0]["code"], count()) == (2, "which_partnership", 0)


def test_import_speaks_dutch_in_a_dutch_terminal(world, command, monkeypatch):
    monkeypatch.setenv("LANG", "nl_NL.UTF-8")
    _code, answer, _errors = command("import", changed("en: We listen.", "en: ''"))
    assert answer["errors"][0]["message"] == "Regel 22, onderdeel “listen”, en: Hier is niets ingevuld."
