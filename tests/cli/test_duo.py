"""`startlijn duo import`: figures out, sentences with row and column, nothing half-written."""

import json

import pytest

from startlijn.base.organisations.models import RegistryImport, RegistrySite
from startlijn.cli.main import main
from tests.engines.duo.files import SECOND, duo_file

KEYS = [
    "rows",
    "sites",
    "boards",
    "new",
    "changed",
    "moved",
    "closed",
    "without_coordinates",
    "errors",
    "warnings",
    "precision",
]
LOCATIONS = (
    "ONDERWIJSLOCATIECODE,STRAATNAAM,HUISNUMMER,POSTCODE,PLAATSNAAM,GPS_LATITUDE,GPS_LONGITUDE\n"
    "1,Lijnpad,4-A,5211AB,DEN BOSCH,51.69,5.3\n"
)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def terminal_in_english(monkeypatch):
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")


@pytest.fixture
def bring_in(tmp_path, capsys):
    """Run the command on files with these contents; return exit code, JSON and standard error."""

    def command(*contents, options=("--apply",)):
        paths = []
        for number, content in enumerate(contents):
            path = tmp_path / f"file{number}.csv"
            path.write_bytes(content)
            paths.append(str(path))
        code = main(["duo", "import", *paths, *options, "--json"])
        out, err = capsys.readouterr()
        return code, json.loads(out), err

    return command


def test_import_prints_its_figures(bring_in):
    code, answer, err = bring_in(duo_file({}, SECOND))
    assert (code, list(answer), err) == (0, KEYS, "")
    assert [answer[key] for key in KEYS[:8]] == [2, 2, 1, 2, 0, 0, 0, 2]


def test_import_takes_coordinates_from_a_file_of_locations(bring_in, tmp_path):
    path = tmp_path / "onderwijslocaties.csv"
    path.write_text(LOCATIONS)
    _code, answer, _err = bring_in(duo_file({}, SECOND), options=("--apply", "--locations", str(path)))
    assert (answer["without_coordinates"], answer["precision"]["address"]) == (1, 1)


def test_import_without_apply_waits_for_approval(bring_in):
    code, answer, _err = bring_in(duo_file({}), options=())
    assert (code, answer["new"], RegistrySite.objects.count()) == (3, 1, 0)
    assert RegistryImport.objects.get().state == "staged"


def test_import_twice_changes_nothing(bring_in):
    bring_in(duo_file({}, SECOND))
    code, answer, _err = bring_in(duo_file({}, SECOND))
    assert (code, answer["new"], answer["changed"], RegistryImport.objects.count()) == (0, 0, 0, 1)


def test_import_names_row_and_column_of_a_phone_number_and_uses_the_row(bring_in):
    _code, answer, _err = bring_in(duo_file({"INTERNETADRES": "0528266192"}))
    assert [each["message"] for each in answer["warnings"]] == [
        "Row 2, column “INTERNETADRES”: “0528266192” is a phone number, not a web address. It is left out."
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (duo_file({}, without=("POSTCODE",)), "Column “POSTCODE”: This column is missing."),
        (duo_file({}, SECOND)[:-80], "Row 3: The file stops halfway."),
        (duo_file({}, {**SECOND, "INSTELLINGSCODE": "X"}), "Row 3, column “INSTELLINGSCODE”: “X” is not"),
        (b"\x89PNG\r\n", "This is not a table."),
        (b"a;b\n1;2\n", "This is none of the DUO files that we know."),
        (LOCATIONS.encode(), "This file holds something else: locations with coordinates."),
    ],
)
def test_import_refuses_with_a_clear_sentence_and_writes_nothing(bring_in, content, message):
    code, answer, err = bring_in(duo_file({}), content)
    assert (code, RegistrySite.objects.count(), RegistryImport.objects.count()) == (2, 0, 0)
    assert answer["errors"][0]["message"].startswith(message)
    assert f"file1.csv: {message}" in err


def test_import_checks_the_kind_that_is_asked_for(bring_in):
    code, answer, _err = bring_in(duo_file({}), options=("--kind", "bo-sites"))
    assert (code, answer["errors"][0]["message"]) == (
        2,
        "This file holds something else: all sites of secondary schools. "
        "Expected: all sites of primary schools.",
    )


def test_import_refuses_thirty_percent_fewer_rows_unless_allowed(bring_in):
    bring_in(duo_file({}, SECOND))
    code, answer, _err = bring_in(duo_file({}))
    assert (code, answer["errors"][0]["message"][:32]) == (2, "This file has 50 % fewer rows th")
    code, answer, _err = bring_in(duo_file({}), options=("--apply", "--allow-fewer"))
    assert (code, answer["closed"]) == (0, 1)


def test_import_says_what_to_do_with_a_file_that_is_not_there(capsys):
    assert main(["duo", "import", "/nowhere/at-all.csv"]) == 2
    assert "at-all.csv: This file cannot be opened" in capsys.readouterr().err


def test_import_speaks_plainly_without_json(tmp_path, capsys):
    path = tmp_path / "vo.csv"
    path.write_bytes(duo_file({}, SECOND))
    assert main(["duo", "import", str(path), "--apply"]) == 0
    assert capsys.readouterr().out.splitlines()[:2] == [
        "Rows 2, sites 2, boards 1.",
        "New 2, changed 0 (moved 0), closed 0.",
    ]
