"""`startlijn schools import`: one's own schools and regions, everything or nothing."""

import json

import pytest

from startlijn.base.organisations.models import Board, Membership, School, SubRegion
from startlijn.base.people.models import RoleAssignment
from startlijn.cli.main import main
from startlijn.engines.tables import write_xlsx

HEADERS = [
    "naam",
    "bestuur",
    "deelregio",
    "plaats",
    "sector",
    "breedtegraad",
    "lengtegraad",
    "opleidingsschool",
    "contactpersoon",
    "e-mail",
]
VLIEGER = ["De Vlieger", "Bestuur Wind", "Veghel", "Veghel", "po", "51,61", "5,54", "ja", "", ""]
PIJL = ["De Pijl", "Bestuur Wind", "Oss", "Oss", "vo", "", "", "", "Noor Smit", "noor@pijl.example"]


@pytest.fixture(autouse=True)
def terminal_in_english(monkeypatch):
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")


@pytest.fixture
def bring_in(tmp_path, capsys):
    """Run the command on a workbook with these rows; return exit code and JSON."""

    def command(*rows, headers=HEADERS, options=()):
        path = tmp_path / "schools.xlsx"
        path.write_bytes(write_xlsx(headers, rows, title="Schools"))
        code = main(["schools", "import", str(path), *options, "--json"])
        return code, json.loads(capsys.readouterr().out)

    return command


def test_import_makes_schools_boards_sub_regions_and_educators(world, bring_in):
    code, answer = bring_in(VLIEGER, PIJL)
    assert (code, answer["errors"]) == (0, [])
    assert [answer[key] for key in ("schools", "new", "boards", "sub_regions", "contacts")] == [2, 2, 1, 2, 1]
    with world.here():
        school = School.objects.get(name="De Vlieger")
        assert (school.latitude, school.longitude, school.precision, school.training_school) == (
            51.61,
            5.54,
            "manual",
            True,
        )
        role = RoleAssignment.objects.get(school__name="De Pijl")
    assert (role.role, str(role.person)) == ("school_educator", "Noor Smit")


def test_import_twice_changes_nothing(world, bring_in):
    bring_in(VLIEGER, PIJL)
    _code, answer = bring_in(VLIEGER, PIJL)
    assert [answer[key] for key in ("new", "changed", "unchanged", "contacts")] == [0, 0, 2, 0]


def test_import_changes_what_is_different_and_keeps_the_rest(world, bring_in):
    bring_in(VLIEGER, options=("--from", "2026-08-01"))
    changed = list(VLIEGER)
    changed[1:3], changed[5] = ["Bestuur Zee", "Oss"], "51,62"
    _code, answer = bring_in(changed, options=("--from", "2027-01-01"))
    with world.here():
        school = School.objects.get(name="De Vlieger")
        memberships = Membership.objects.filter(school=school).order_by("started_on")
        periods = [(row.sub_region.name, row.finished_on is None) for row in memberships]
    assert (answer["changed"], school.latitude, school.board.name) == (1, 51.62, "Bestuur Zee")
    assert periods == [("Veghel", False), ("Oss", True)]


@pytest.mark.parametrize(
    ("place", "value", "sentence"),
    [
        (0, "", "Row 3, column “naam”: This cell is empty, and it may not be."),
        (4, "xx", "Row 3, column “sector”: “xx” is not possible here. Choose from: po, vo, so, mbo."),
        (5, "95", "Row 3, column “breedtegraad”: “95” is not possible here. Choose from: 50–54."),
        (6, "", "Row 3, column “lengtegraad”: This cell is empty, and it may not be."),
        (7, "soms", "Row 3, column “opleidingsschool”: “soms” is not possible here."),
        (9, "noor@", "Row 3, column “e-mail”: “noor@” is not possible here."),
    ],
)
def test_import_refuses_the_whole_file_with_row_and_column(world, bring_in, place, value, sentence):
    wrong = ["De Pijl", *VLIEGER[1:]]
    wrong[place] = value
    code, answer = bring_in(VLIEGER, wrong)
    assert (code, answer["errors"][0][: len(sentence)]) == (2, sentence)
    with world.here():
        assert (School.objects.count(), Board.objects.count(), SubRegion.objects.count()) == (1, 1, 1)


def test_import_refuses_the_same_school_twice(world, bring_in):
    code, answer = bring_in(VLIEGER, VLIEGER)
    assert (code, answer["errors"]) == (
        2,
        ["Row 3, column “naam”: De Vlieger stands in row 2 too, with other data."],
    )


def test_import_names_the_missing_columns(world, bring_in):
    code, answer = bring_in(["De Pijl"], headers=["naam"])
    assert (code, len(answer["errors"])) == (2, 4)


def test_import_asks_which_partnership_when_there_are_two(worlds, bring_in):
    code, answer = bring_in(VLIEGER)
    assert (code, answer["errors"]) == (2, ["Say which partnership, with --partnership and its short name."])
    code, answer = bring_in(VLIEGER, options=("--partnership", "noord"))
    assert (code, answer["new"]) == (0, 1)
    with worlds[1].here():
        assert School.objects.filter(name="De Vlieger").exists()
