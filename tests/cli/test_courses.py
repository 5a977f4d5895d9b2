"""`startlijn courses simulate`: events in, places and a waiting list out, and a clear word if it is wrong."""

import json
import subprocess
import sys

import pytest

from startlijn.cli.main import main
from startlijn.engines.tables import write_xlsx

HEADER = "at,action,school,names"


@pytest.fixture(autouse=True)
def terminal_in_english(monkeypatch):
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")


@pytest.fixture
def simulate(tmp_path, capsys):
    """Replay lines under the usual header; return exit code, standard output and standard error."""

    def simulated(*lines: str, options: tuple[str, ...] = ("--json",), header: str = HEADER):
        file = tmp_path / "events.csv"
        file.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
        code = main(["courses", "simulate", str(file), *options])
        out, err = capsys.readouterr()
        return code, out, err

    return simulated


def test_simulate_tells_who_is_in_who_waits_and_what_is_full(simulate):
    code, out, err = simulate(
        "2026-11-02T10:00,enrol,Berg,Ann|Bob",
        "2026-11-02T09:00,enrol,Dal,Cor",
        "2026-11-03T09:00,enrol,Meer,Dirk|Els|Fien",
        "2026-11-03T10:00,enrol,Veld,Gijs|Hans",
        "2026-11-04T10:00,withdraw,Dal,",
        options=("--participants", "3", "--json"),
    )
    assert (code, err) == (0, "")
    assert json.loads(out) == {
        "confirmed": [{"school": "Berg", "names": ["Ann", "Bob"]}],
        "waiting": [
            {"school": "Meer", "names": ["Dirk", "Els", "Fien"], "position": 1, "reason": "per_school"},
            {"school": "Veld", "names": ["Gijs", "Hans"], "position": 2, "reason": "participants"},
        ],
        "full_because": None,
    }


def test_limits_are_those_of_the_seed_unless_given(simulate):
    pairs = [f"2026-11-02T10:{n:02},enrol,School {n},a{n}|b{n}" for n in range(9)]
    assert len(json.loads(simulate(*pairs)[1])["confirmed"]) == 8
    given = ("--schools", "3", "--per-school", "1", "--participants", "99", "--json")
    answer = json.loads(simulate("2026-11-02,enrol,A,a|b", "2026-11-02,enrol,B,b", options=given)[1])
    assert [team["school"] for team in answer["confirmed"]] == ["B"]
    assert answer["waiting"][0]["reason"] == "per_school"


def test_moments_with_and_without_a_zone_are_compared_on_dutch_clocks(simulate):
    answer = json.loads(simulate("2026-07-01T10:00,enrol,Dutch,a", "2026-07-01T08:30:00Z,enrol,Utc,b")[1])
    assert [team["school"] for team in answer["confirmed"]] == ["Dutch", "Utc"]


def test_output_for_people_says_the_same(simulate):
    lines = ("2026-11-02T10:00,enrol,Berg,Ann", "2026-11-02T11:00,enrol,Dal,Cor|Dee")
    code, out, _err = simulate(*lines, options=("--participants", "1"))
    assert code == 0
    assert out.splitlines() == [
        "Confirmed (participants: 1, schools: 1):",
        "  Berg: Ann",
        "On the waiting list:",
        "  1. Dal: Cor, Dee (not enough seats)",
        "Full: not enough seats.",
    ]


def test_output_follows_the_language_of_the_terminal(simulate, monkeypatch):
    monkeypatch.setenv("LANG", "nl_NL.UTF-8")
    code, out, _err = simulate("2026-11-02T10:00,aanmelden,Berg,Ann", options=())
    assert (code, out.splitlines()[-1]) == (0, "Er is nog plaats voor een nieuwe school.")


def test_workbook_is_read_too(tmp_path, capsys):
    file = tmp_path / "events.xlsx"
    rows = [["2026-11-02T10:00", "enrol", "Berg", "Ann|Bob"]]
    file.write_bytes(write_xlsx(HEADER.split(","), rows, title="events"))
    assert main(["courses", "simulate", str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["confirmed"] == [{"school": "Berg", "names": ["Ann", "Bob"]}]


@pytest.mark.parametrize(
    ("line", "column", "told"),
    [
        ("yesterday,enrol,A,a", "at", "“yesterday” is not a moment. Write it as 2026-11-28T15:00."),
        ("2026-11-02,come,A,a", "action", "“come” is no action. Write enrol or withdraw."),
        ("2026-11-02,enrol,,a", "school", "The school is missing. Fill it in."),
        ("2026-11-02,enrol,A,", "names", "Nobody is named. Name who takes part; put a | between two names."),
        ("2026-11-02,enrol,A,a||b", "names", "A name is missing in “a||b”. Put one | between two names."),
        ("2026-11-02,enrol,A,Ann|ann", "names", "“ann” of “A” is named twice. Leave one out."),
        (
            "2026-11-02,withdraw,A,",
            "school",
            "“A” has nobody enrolled at this moment. Check the name and the time.",
        ),
        (
            "2026-11-02T10:00,withdraw,Berg,Zoe",
            "names",
            "“Zoe” of “Berg” is not enrolled at this moment. Check the name and the time.",
        ),
    ],
)
def test_what_is_wrong_is_said_with_row_and_column(simulate, line, column, told):
    code, out, err = simulate("2026-11-01T10:00,enrol,Berg,Ann", line)
    assert (code, out) == (2, "")
    assert err == f"startlijn: events.csv, row 3, column “{column}”: {told}\n"


def test_withdrawal_before_the_enrolment_is_refused_whatever_the_order_of_the_rows(simulate):
    code, _out, err = simulate("2026-11-02,enrol,A,a", "2026-11-01,withdraw,A,")
    assert (code, "row 3" in err) == (2, True)


@pytest.mark.parametrize(
    ("header", "lines", "told"),
    [
        (HEADER, [], "events.csv: There are no rows under the header."),
        ("at,action,school", [], "There is no column “names”. Found: at, action, school."),
        ("at,moment,action,school,names", [], "These columns mean the same: at, moment. Keep one."),
    ],
)
def test_file_without_what_is_needed_is_refused(simulate, header, lines, told):
    code, _out, err = simulate(*lines, header=header)
    assert (code, told in err) == (2, True)


def test_no_file_and_an_empty_file_are_refused(tmp_path, capsys):
    assert main(["courses", "simulate", str(tmp_path / "none.csv")]) == 2
    (tmp_path / "empty.csv").write_text("")
    assert main(["courses", "simulate", str(tmp_path / "empty.csv")]) == 2
    assert "There is nothing in this file." in capsys.readouterr().err


@pytest.mark.parametrize("most", ["0", "-1", "two"])
def test_limit_that_is_no_limit_is_refused(simulate, most):
    with pytest.raises(SystemExit) as refused:
        simulate("2026-11-02,enrol,A,a", options=(f"--schools={most}",))
    assert refused.value.code == 2


def test_reader_that_stops_reading_gets_no_stack_trace(tmp_path):
    file = tmp_path / "events.csv"
    file.write_text(f"{HEADER}\n2026-09-01T10:00,enrol,A,Ann\n", encoding="utf-8")
    command = [sys.executable, "-m", "startlijn.cli.main", "courses", "simulate", str(file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        told = running.stderr.read()
    assert (told, running.returncode) == (b"", 1)
