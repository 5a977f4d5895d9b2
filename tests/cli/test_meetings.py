"""`startlijn meetings plan`: a table of availability in, dates and hosts out; a clear sentence otherwise."""

import json
import os
import random
from pathlib import Path

import pytest

from startlijn.cli.main import main
from startlijn.engines.tables import write_xlsx
from tests.engines.tables.workbooks import ods

HEADERS = [
    "person",
    "school",
    "required",
    "2026-10-06T15:00",
    "2026-10-13T15:00",
    "2026-10-27T15:00",
    "2026-11-10T15:00",
]
ROWS = [
    ["An", "A", "ja", "yes", "no", "Maybe", ""],
    ["Bo", "B", "nee", "ja", "nee", "misschien", "yes"],
    ["Cé", "C", "0", "", "yes", "yes", "yes"],
]
KEYS = ["dates", "hosts", "attendance", "status", "value", "bound", "reasons", "runner_up", "clash"]
FUZZ = 2_000 if os.environ.get("STARTLIJN_FUZZ") else 200


@pytest.fixture(autouse=True)
def terminal_in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")


def written(path: Path, headers: list[str] = HEADERS, rows: list[list[str]] = ROWS) -> Path:
    lines = [",".join(row) for row in [headers, *rows]]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def planned(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, dict, str]:
    """Run the command with --json; return exit code, the JSON (or nothing) and standard error."""
    code = main(["meetings", "plan", *map(str, arguments), "--json"])
    out, err = capsys.readouterr()
    return code, json.loads(out) if out else {}, err


def test_plan_chooses_dates_and_hosts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, answer, _err = planned(capsys, written(tmp_path / "a.csv"), "--series", 2)
    assert code == 0
    assert list(answer) == KEYS
    assert answer["dates"] == ["2026-10-06T15:00", "2026-10-27T15:00"]
    assert answer["hosts"] == ["A", "B"]
    assert answer["status"] == "optimal"
    assert answer["value"] == answer["bound"] == [0, 5, 8, "2026-10-27T15:00"]
    assert answer["attendance"][0] == {
        "date": "2026-10-06T15:00",
        "present": 2,
        "yes": 2,
        "maybe": 0,
        "no": 0,
        "no_answer": 1,
        "schools": ["A", "B"],
        "absent": ["Cé"],
        "required_absent": [],
    }
    assert answer["runner_up"] == {
        "dates": ["2026-10-27T15:00", "2026-11-10T15:00"],
        "value": [1, 5, 8, "2026-11-10T15:00"],
    }


def test_plan_reads_spreadsheets_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.xlsx").write_bytes(write_xlsx(HEADERS, ROWS, title="poll"))
    (tmp_path / "a.ods").write_bytes(ods([HEADERS, *ROWS]))
    answers = [
        planned(capsys, path, "--series", 2)[1]
        for path in (written(tmp_path / "a.csv"), tmp_path / "a.xlsx", tmp_path / "a.ods")
    ]
    assert answers[0] == answers[1] == answers[2]


def test_days_between_are_two_weeks_unless_said_otherwise(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path / "a.csv")
    code, answer, _err = planned(capsys, path, "--series", 4)
    assert (code, answer["status"], answer["value"]) == (3, "infeasible", None)
    assert answer["clash"] == [
        {
            "code": "too_close",
            "needed": 4,
            "available": 3,
            "text": (
                "The moments lie too close together: at most 3 of the 4 dates fit with 14 days between them. "
                "Add moments, or ask for fewer days between."
            ),
        }
    ]
    assert planned(capsys, path, "--series", 4, "--min-days-between", 7)[1]["dates"] == HEADERS[3:]


def test_plan_lets_people_travel_little(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path / "a.csv", HEADERS[:4], [["An", "A", "", "yes"], ["Bo", "B", "", "yes"]])
    (tmp_path / "m.csv").write_text(",A,B\nA,0,10\nB,30,0\n")
    answer = planned(capsys, path, "--series", 1, "--matrix", tmp_path / "m.csv")[1]
    assert answer["hosts"] == ["B"]


def test_plan_tells_it_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["meetings", "plan", str(written(tmp_path / "a.csv")), "--series", "2"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:3] == [
        "Tue 2026-10-06 15:00, at A",
        "  2 yes and 0 maybe, of 3 people; from 2 schools",
        "  Not there: Cé",
    ]
    assert lines[-2:] == [
        "Proven: no other set of dates is better.",
        "The next best set: Tue 2026-10-27 15:00, Tue 2026-11-10 15:00.",
    ]


def test_plan_speaks_dutch(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "nl_NL.UTF-8")
    assert main(["meetings", "plan", str(written(tmp_path / "a.csv")), "--series", "5"]) == 3
    assert capsys.readouterr().out.splitlines() == [
        "Geen reeks datums is mogelijk.",
        "  · Er zijn te weinig momenten: 4 voor 5 datums. Voeg er een paar toe.",
    ]


def changed(row: int, column: int, text: str) -> tuple[list[str], list[list[str]]]:
    """The table with one cell changed; row 0 is the header."""
    table = [list(line) for line in [HEADERS, *ROWS]]
    table[row][column] = text
    return table[0], table[1:]


@pytest.mark.parametrize(
    ("row", "column", "text", "said"),
    [
        (
            2,
            4,
            "often",
            "a.csv, row 3, column “2026-10-13T15:00”: “often” is not an answer. "
            "Write yes, maybe or no, or leave it empty.",
        ),
        (
            1,
            2,
            "2",
            "a.csv, row 2, column “required”: “2” does not say whether this person is required. "
            "Write yes or no.",
        ),
        (3, 0, " ", "a.csv, row 4, column “person”: There is no name. Write one."),
        (
            0,
            3,
            "Tuesday",
            "a.csv, column “Tuesday”: This is not a moment. Write its start, such as 2026-10-06T15:00.",
        ),
        (
            0,
            3,
            "0026-10-06T15:00",
            "a.csv, column “0026-10-06T15:00”: This is not a moment. "
            "Write its start, such as 2026-10-06T15:00.",
        ),
        (
            0,
            3,
            "2027-03-28T02:30",
            "a.csv, column “2027-03-28T02:30”: This hour does not exist: the clock goes forward then. "
            "Write an hour later.",
        ),
        (
            0,
            4,
            "2026-10-06T13:00Z",
            "a.csv, column “2026-10-06T13:00Z”: This is the same moment as “2026-10-06T15:00”. Keep one.",
        ),
        (
            0,
            0,
            "who",
            "a.csv: There is no column “person”. Found: who, school, required, 2026-10-06T15:00, "
            "2026-10-13T15:00, 2026-10-27T15:00, 2026-11-10T15:00.",
        ),
        (
            0,
            4,
            "Persoon",
            "a.csv: Two columns are for the same: “person” and “Persoon”. Keep one.",
        ),
    ],
)
def test_what_is_wrong_is_named_with_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], row: int, column: int, text: str, said: str
) -> None:
    code, answer, err = planned(
        capsys, written(tmp_path / "a.csv", *changed(row, column, text)), "--series", 2
    )
    assert (code, answer, err) == (2, {}, f"startlijn: {said}\n")


def test_the_same_person_twice_at_one_school_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path / "a.csv", HEADERS, [*ROWS, ROWS[0]])
    _code, _answer, err = planned(capsys, path, "--series", 2)
    assert (
        err
        == "startlijn: a.csv, row 5, column “person”: An also stands in row 2. Keep one of the two rows.\n"
    )


@pytest.mark.parametrize(
    ("headers", "rows", "said"),
    [
        (
            HEADERS[:3],
            [["An", "A", ""]],
            "There are no columns with moments. Head one with its start, such as 2026-10-06T15:00.",
        ),
        (HEADERS, [], "There are no rows under the header."),
    ],
)
def test_a_table_without_moments_or_people_is_refused(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    headers: list[str],
    rows: list[list[str]],
    said: str,
) -> None:
    code, _answer, err = planned(capsys, written(tmp_path / "a.csv", headers, rows), "--series", 2)
    assert (code, err) == (2, f"startlijn: a.csv: {said}\n")


@pytest.mark.parametrize(
    ("series", "said"),
    [("0", "A series has at least one date."), ("41", "A series of 41 dates is too long; at most 40 fit.")],
)
def test_a_series_that_cannot_be_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], series: str, said: str
) -> None:
    code, _answer, err = planned(capsys, written(tmp_path / "a.csv"), "--series", series)
    assert (code, err) == (2, f"startlijn: a.csv: {said}\n")


def test_a_number_that_is_none_ends_with_the_usage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        main(["meetings", "plan", str(tmp_path / "a.csv"), "--series", "four"])
    assert end.value.code == 2
    assert "“four” is not a number. Write a whole number, such as 4." in capsys.readouterr().err


def test_a_file_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _answer, err = planned(capsys, tmp_path / "none.csv", "--series", 2)
    assert (code, err) == (
        2,
        "startlijn: none.csv: There is no such file. Check the name and the folder.\n",
    )


def test_broken_files_are_read_or_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dice = random.Random(20261006)
    whole = written(tmp_path / "a.csv").read_bytes()
    pieces = [
        b"\x00",
        b'"',
        b",",
        b"\n",
        b"\xff\xfe",
        b"9999-12-31T23:59",
        b"2026-W53-7",
        b"yes",
        b"+14:00",
        b"-0",
    ]
    for _number in range(FUZZ):
        data = bytearray(whole)
        for _change in range(dice.randint(1, 5)):
            at = dice.randrange(len(data) + 1)
            data[at : at + dice.choice((0, 0, 1, 30))] = dice.choice(pieces)
        (tmp_path / "b.csv").write_bytes(bytes(data))
        code = main(["meetings", "plan", str(tmp_path / "b.csv"), "--series", "2", "--json"])
        out, err = capsys.readouterr()
        assert code in {0, 2, 3}
        assert bool(err) == (code == 2)
        assert bool(out) == (code != 2)
