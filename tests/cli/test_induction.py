"""`startlijn induction import-programme`: look first; with --apply everything or nothing."""

import json

import pytest

from startlijn.cli.main import main
from startlijn.domain.induction.models import ProgrammeElement, ProgrammeVersion
from startlijn.engines.tables import write_xlsx

NAMES = ["title_nl", "year", "form", "kind", "starter_hours"]
ROW = ["Gesprek", 1, "individual", "coaching_talk", 4]


@pytest.fixture(autouse=True)
def terminal_in_english(monkeypatch):
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")


@pytest.fixture
def bring_in(tmp_path, capsys):
    """Run the command on a workbook with these rows; return exit code and JSON."""

    def command(*rows, names=NAMES, school="De Regenboog", options=("--apply",)):
        path = tmp_path / "programme.xlsx"
        path.write_bytes(write_xlsx(names, rows, title="Programme"))
        code = main(["induction", "import-programme", str(path), "--school", school, *options, "--json"])
        return code, json.loads(capsys.readouterr().out)

    return command


def written(world) -> tuple[int, int]:
    with world.here():
        return ProgrammeVersion.objects.count(), ProgrammeElement.objects.count()


def test_import_without_apply_only_looks(world, bring_in):
    code, answer = bring_in(ROW, options=())
    assert (code, answer) == (
        0,
        {
            "school": "De Regenboog",
            "version": None,
            "elements": 1,
            "added": 1,
            "changed": 0,
            "removed": 0,
            "same": 0,
            "applied": False,
            "errors": [],
        },
    )
    assert written(world) == (0, 0)


def test_import_makes_the_programme_of_the_school_and_then_changes_it(world, bring_in):
    code, answer = bring_in(ROW)
    assert (code, answer["version"], answer["applied"], written(world)) == (0, 1, True, (1, 1))
    _code, answer = bring_in([*ROW[:4], 6], ["Bezoek", *ROW[1:]])
    assert [answer[key] for key in ("added", "changed", "removed", "same")] == [1, 1, 0, 0]
    assert written(world) == (1, 2)


def test_import_finds_the_school_by_its_id(world, bring_in):
    assert bring_in(ROW, school=str(world.school.pk))[0] == 0


@pytest.mark.parametrize("school", ["Nowhere", "0190e0a4-0000-7000-8000-000000000000"])
def test_import_says_when_there_is_no_such_school(world, bring_in, school):
    code, answer = bring_in(ROW, school=school)
    assert (code, answer["errors"]) == (
        2,
        ["There is no school of that name, or more than one. Give its site code or id."],
    )


def test_import_does_not_choose_between_schools(world, bring_in):
    world.add_school("De Regenboog", place="Vught")
    assert bring_in(ROW)[0] == 2


def test_import_refuses_the_whole_file_with_row_and_column(world, bring_in):
    code, answer = bring_in(ROW, ["", *ROW[1:]])
    assert (code, answer["errors"], written(world)) == (
        2,
        ["Row 3, column “title_nl”: This cell is empty, and it may not be."],
        (0, 0),
    )


def test_import_asks_which_partnership_when_there_are_two(worlds, bring_in):
    code, answer = bring_in(ROW)
    assert (code, answer["errors"]) == (2, ["Say which partnership, with --partnership and its short name."])
    assert bring_in(ROW, options=("--partnership", "noord", "--apply"))[0] == 0
    assert (written(worlds[0]), written(worlds[1])) == ((0, 0), (1, 1))


def test_import_says_when_there_is_no_file(world, capsys):
    code = main(["induction", "import-programme", "/nowhere/a.xlsx", "--school", "De Regenboog"])
    told = capsys.readouterr()
    assert (code, "This file cannot be opened" in told.err) == (2, True)


def test_import_tells_people_what_it_did(world, tmp_path, capsys):
    path = tmp_path / "programme.csv"
    path.write_text("title_nl;year;form;kind;starter_hours\nGesprek;1;individueel;training;1,5\n", "utf-8")
    given = ["induction", "import-programme", str(path), "--school", "De Regenboog"]
    assert main(given) == 0
    told = capsys.readouterr()
    assert (told.out, told.err) == (
        "Elements: 1. New 1, changed 0, the same 0, removed 0.\n",
        "Nothing was written.\n",
    )
    assert main([*given, "--apply"]) == 0
    assert "Written as version 1 of De Regenboog, a draft.\n" in capsys.readouterr().out


def report_of(capsys, *options, school="De Regenboog") -> tuple[int, str, str]:
    code = main(["induction", "report", "--school", school, *options])
    told = capsys.readouterr()
    return code, told.out, told.err


def test_report_of_a_school_without_starters_shows_the_programme_and_no_figures(world, bring_in, capsys):
    bring_in(ROW)
    with world.here():
        ProgrammeVersion.objects.update(stage="in_force", in_force_from=2020)
    code, out, _error = report_of(capsys, "--json")
    told = json.loads(out)
    keys = {"school", "place", "on", "programme", "elements", "criteria", "checks", "safeguarding"}
    assert (code, set(told)) == (0, keys)
    assert [(each["title"], each["planned_hours"]) for each in told["elements"]] == [("Gesprek", None)]


def test_report_is_a_table_for_people(world, bring_in, capsys):
    bring_in(ROW)
    with world.here():
        ProgrammeVersion.objects.update(stage="in_force", in_force_from=2020)
    code, out, _error = report_of(capsys)
    assert code == 0
    assert out.splitlines()[0] == "De Regenboog, Den Bosch"
    assert "version 1, from 2020-2021" in out
    assert "fewer than five starters" in out


def test_report_without_a_programme_says_so(world, capsys):
    code, out, _error = report_of(capsys)
    assert (code, "There is no programme in force." in out) == (0, True)


def test_report_of_an_unknown_school_says_what_to_give(world, capsys):
    code, out, error = report_of(capsys, school="Nergens")
    assert (code, out) == (2, "")
    assert "Give its site code or id." in error
