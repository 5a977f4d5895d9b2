"""`startlijn groups form`: files in, groups out, and a clear sentence when something is wrong."""

import argparse
import io
import json
import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from startlijn.cli.groups import command, options
from startlijn.cli.groups.progress import Bar, Stop, bar_line
from startlijn.cli.language import language, number
from startlijn.cli.main import main
from startlijn.engines.grouping import Objective, Progress, WishKind
from startlijn.engines.tables import read_table, write_xlsx

PLACES = [(51.69, 5.30), (51.70, 5.32), (51.62, 5.53), (51.61, 5.54), (51.44, 5.47), (51.45, 5.48)]
KEYS = ["groups", "objective", "value", "bound", "gap", "status", "clash", "seconds", "rules", "members"]


@pytest.fixture(autouse=True)
def terminal_in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")


@pytest.fixture
def six(tmp_path: Path) -> Path:
    """Six schools: two close together in each of three towns."""
    lines = ["id,name,lat,lon,town,free"]
    for place, (lat, lon) in enumerate(PLACES):
        free = "tue;thu" if place % 2 else "thu"
        lines.append(f"0{place}AA,School {place},{lat},{lon},{'xyz'[place // 2]},{free}")
    return written(tmp_path / "schools.csv", "\n".join(lines) + "\n")


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def form(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, dict, str]:
    """Run the command with --json; return exit code, the JSON (or nothing) and standard error."""
    code = main(["groups", "form", *map(str, arguments), "--json"])
    out, err = capsys.readouterr()
    return code, json.loads(out) if out else {}, err


def pairs(answer: dict) -> list[set[str]]:
    return sorted((set(group) for group in answer["groups"]), key=min)


def test_form_puts_neighbours_together(six: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, answer, _err = form(capsys, six, "--size", "2")
    assert code == 0
    assert list(answer) == KEYS
    assert pairs(answer) == [{"00AA", "01AA"}, {"02AA", "03AA"}, {"04AA", "05AA"}]
    assert (answer["status"], answer["objective"], answer["gap"]) == ("optimal", "pairs", 0)
    assert answer["value"] == answer["bound"] == 37  # 13 + 12 + 12, by the formula


def test_form_reports_each_member_in_file_order(six: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _code, answer, _err = form(capsys, six, "--size", "2")
    assert [member["id"] for member in answer["members"]] == [f"0{place}AA" for place in range(6)]
    first = answer["members"][0]
    assert sorted(first) == ["group", "host", "id", "journey", "nearest"]
    assert answer["groups"][first["group"]] == ["00AA", "01AA"]
    assert first["nearest"][0]["rule"] == "cost"


def test_form_keeps_a_town_apart(six: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, answer, _err = form(capsys, six, "--size", "2", "--apart-by", "town")
    assert code == 0
    assert not {frozenset(group) for group in answer["groups"]} & {
        frozenset({"00AA", "01AA"}),
        frozenset({"02AA", "03AA"}),
        frozenset({"04AA", "05AA"}),
    }
    rules = [(rule["rule"], rule["column"], rule["met"]) for rule in answer["rules"]]
    assert rules == [("size", None, True), ("apart_by", "town", True)]


def test_form_gives_the_same_answer_for_the_same_seed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dice = random.Random(5)
    lines = [f"{i},{51 + dice.random()},{5 + dice.random()}" for i in range(30)]
    path = written(tmp_path / "many.csv", "id,lat,lon\n" + "\n".join(lines) + "\n")
    answers = [form(capsys, path, "--size", "3-4", "--objective", "host", "--seed", 7)[1] for _ in range(2)]
    assert answers[0] | {"seconds": 0} == answers[1] | {"seconds": 0}


def test_form_names_the_board_that_is_too_large(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [f"{i},51.{i + 10},5.3,{'41391' if i < 4 else i}" for i in range(9)]
    path = written(tmp_path / "boards.csv", "id,lat,lon,board\n" + "\n".join(lines) + "\n")
    code, answer, _err = form(capsys, path, "--size", "3", "--apart-by", "board", "--relax")
    assert code == 3
    assert list(answer) == [*KEYS, "relaxation"]
    clash = answer["clash"][0]
    assert (clash["rule"], clash["column"], clash["value"]) == ("apart_by", "board", "41391")
    assert (clash["needed"], clash["available"]) == (4, 3)
    assert clash["text"] == (
        "“41391” (board) has 4 members; the groups have room for 3 of them. "
        "For at least 1 there is no group of their own."
    )
    assert answer["groups"] == []
    assert len(answer["relaxation"]["broken"]) == 1


def test_form_explains_a_clash_to_people(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path / "boards.csv", "id,lat,lon,board\na,51,5,x\nb,51,5.1,x\n")
    assert main(["groups", "form", str(path), "--size", "2", "--apart-by", "board"]) == 3
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "No groups are possible: these rules cannot hold together."
    assert "The least bad way out breaks a rule for 1 pair; 22 minutes." in lines


def test_form_shows_a_table_and_the_proof(six: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["groups", "form", str(six), "--size", "2", "--apart-by", "name"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("Group 1 · ")
    assert lines[1] == "  00AA  School 0     0"
    assert "3 groups; 37 minutes. Proven: with these rules it cannot be less." in lines
    assert "✓ Never together with the same “name”: kept" in lines


@pytest.mark.parametrize("objective", list(Objective))
def test_form_takes_every_objective(six: Path, objective: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, answer, _err = form(capsys, six, "--size", "2-3", "--objective", objective)
    assert (code, answer["objective"], answer["status"]) == (0, objective, "optimal")


def test_options_are_those_of_the_engine() -> None:
    assert set(options.OBJECTIVES) == {objective.value for objective in Objective}
    assert set(options.WISHES) == {kind.value for kind in WishKind}


# --- Rules from files and columns -----------------------------------------------------------------------


def test_together_keeps_a_set_in_one_group(
    six: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path / "together.csv", "00AA;05AA\n")
    _code, answer, _err = form(capsys, six, "--size", "2", "--together", path)
    assert {"00AA", "05AA"} in pairs(answer)


def test_apart_reads_sets_of_any_length_under_a_header(
    six: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path / "apart.csv", "first,second\n00AA,01AA\n02AA,03AA,04AA\n")
    _code, answer, _err = form(capsys, six, "--size", "2", "--apart", path)
    assert not any({"00AA", "01AA"} <= group for group in pairs(answer))
    assert not any(len(group & {"02AA", "03AA", "04AA"}) > 1 for group in pairs(answer))


@pytest.mark.parametrize("name", ["groups.csv", "groups.xlsx"])
def test_out_can_be_the_history_of_the_next_time(
    six: Path, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / name
    _code, first, _err = form(capsys, six, "--size", "2", "--out", out)
    table = read_table(out.read_bytes())
    assert table.headers == ("group", "id", "host", "minutes", "name", "lat", "lon", "town", "free")
    _code, second, _err = form(capsys, six, "--size", "2", "--history", out)
    assert not [group for group in pairs(second) if group in pairs(first)]


def test_out_is_not_written_without_groups(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path / "boards.csv", "id,lat,lon,board\na,51,5,x\nb,51,5.1,x\n")
    code, _answer, err = form(
        capsys, path, "--size", "2", "--apart-by", "board", "--out", tmp_path / "groups.csv"
    )
    assert code == 3
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["boards.csv"]
    assert "was not written" in err


def test_history_leaves_out_who_is_gone(
    six: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path / "history.csv", "group,id\n1,00AA\n1,01AA\n1,99ZZ\n")
    _code, answer, _err = form(capsys, six, "--size", "2", "--history", path)
    assert {"00AA", "01AA"} not in pairs(answer)


def test_common_slot_needs_a_shared_moment(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = "a,51,5,mon;tue\nb,51,5.01,thu\nc,51,5.5,thu\nd,51,5.51,tue\n"
    path = written(tmp_path / "free.csv", f"id,lat,lon,free\n{rows}")
    _code, answer, _err = form(capsys, path, "--size", "2", "--common-slot", "free")
    assert pairs(answer) == [{"a", "d"}, {"b", "c"}]


def test_pin_keeps_labels_together_and_apart(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = "a,51,5,1\nb,51,5.01,2\nc,51,5.5,1\nd,51,5.51,\n"
    path = written(tmp_path / "pins.csv", f"id,lat,lon,fixed\n{rows}")
    _code, answer, _err = form(capsys, path, "--size", "2", "--pin", "fixed")
    assert pairs(answer) == [{"a", "c"}, {"b", "d"}]


def test_wish_limit_and_kind_reach_the_engine(six: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rules = ["--at-most", "town=1", "--not-alone", "free=thu", "--wish", "mix:name:5"]
    code, answer, _err = form(capsys, six, "--size", "6", *rules[2:])
    assert (code, answer["status"]) == (0, "optimal")
    code, answer, _err = form(capsys, six, "--size", "6", *rules[:2])
    assert code == 3
    assert answer["clash"][0]["rule"] == "at_most"


# --- A matrix of minutes --------------------------------------------------------------------------------


@pytest.fixture
def four(tmp_path: Path) -> Path:
    return written(tmp_path / "four.csv", "id\na\nb\nc\nd\n")


def test_matrix_needs_no_places_and_any_order(
    four: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = ";d;c;b;a;z\na;5;40;40;0;1\nb;40;5;0;40;1\nd;0;30;30;7;1\nc;30;0;7;30;1\nz;1;1;1;1;0\n"
    _code, answer, _err = form(
        capsys, four, "--size", "2", "--matrix", written(tmp_path / "minutes.csv", text)
    )
    assert pairs(answer) == [{"a", "d"}, {"b", "c"}]
    assert answer["value"] == 12


@pytest.mark.parametrize(
    ("text", "where"),
    [
        (",a,b,c\na,0,1,2\nb,1,0,2\nc,1,2,0\n", "There is no column for d."),
        (",a,b,c,d\na,0,1,2,3\nb,1,0,2,3\nc,1,2,0,3\n", "There is no row for d."),
        (",a,b,c,d\na,0,1,2,3\nb,1,0,-2,3\nc,1,2,0,3\nd,1,2,3,0\n", "row 3, column “c”: “-2”"),
        (",a,b,c,d\na,0,1,2,3\nb,1,0,nan,3\nc,1,2,0,3\nd,1,2,3,0\n", "row 3, column “c”: “nan”"),
        (",a,b,c,d\na,0,1,2,3\nb,1,0\nc,1,2,0,3\nd,1,2,3,0\n", "row 3, column “c”: “”"),
        (",a,b,c,d\na,0,1,2,1e308\nb,1,0,2,3\nc,1,2,0,3\nd,1,2,3,0\n", "row 2, column “d”: “1e308”"),
        (",a,b,a,d\na,0,1,2,3\n", "An id stands twice in the first row."),
        (",a,b,c,d\na,0,1,2,3\na,1,0,2,3\nb,1,1,1,1\nc,1,2,0,3\nd,1,2,3,0\n", "twice in the first column"),
        ("", "There is nothing in this file."),
    ],
)
def test_matrix_that_is_wrong_is_refused(
    four: Path, tmp_path: Path, text: str, where: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, answer, err = form(capsys, four, "--size", "2", "--matrix", written(tmp_path / "minutes.csv", text))
    assert (code, answer) == (2, {})
    assert err.startswith("startlijn: minutes.csv")
    assert where in err


# --- Files as people have them --------------------------------------------------------------------------


def test_file_may_have_semicolons_commas_and_dutch_headers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "ID;Breedtegraad;Lengtegraad\r\n001;51,69;5,30\r\n002;51,70;5,31\r\n"
    path = tmp_path / "export.csv"
    path.write_bytes(text.encode("utf-16"))
    _code, answer, _err = form(capsys, path, "--size", "2")
    assert answer["groups"] == [["001", "002"]]


def test_file_may_be_a_workbook(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "schools.xlsx"
    rows = [["001", 51.69, 5.3], ["002", 51.7, 5.31]]
    path.write_bytes(write_xlsx(["id", "lat", "lon"], rows, title="schools"))
    _code, answer, _err = form(capsys, path, "--size", "2")
    assert answer["groups"] == [["001", "002"]]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "schools.csv: There is nothing in this file."),
        ("id,lat,lon\n", "schools.csv: There are no rows under the header."),
        ("lat,lon\n51,5\n", "schools.csv: There is no column “id”. Found: lat, lon."),
        ("id,lat\na,51\n", "schools.csv: The columns “lat” and “lon” are needed"),
        ("id,lat,lon\na,51,5\nb,abc,5\n", "schools.csv, row 3, column “lat”: “abc” is not a place."),
        ("id,lat,lon\na,51,5\nb,nan,5\n", "schools.csv, row 3, column “lat”: “nan” is not a place."),
        ("id,lat,lon\na,51,5\nb,51,inf\n", "schools.csv, row 3, column “lon”: “inf” is not a place."),
        ("id,lat,lon\na,51,5\nb,5_1,5\n", "schools.csv, row 3, column “lat”: “5_1” is not a place."),
        ("id,lat,lon\na,51,5\nb,91,5\n", "schools.csv, row 3, column “lat”: “91” is not a place."),
        ("id,lat,lon\na,51,5\nb,,5\n", "schools.csv, row 3, column “lat”: The place is missing."),
        ("id,lat,lon\na,51,5\n ,51,5\n", "schools.csv, row 3, column “id”: The id is missing."),
        ("id,lat,lon\na,51,5\na,52,5\n", "schools.csv, row 3, column “id”: The id a also stands in row 2."),
        ("id,lat,lon\na,51,5\nb,51\n", "schools.csv, row 3: This row has 2 cells, the header has 3."),
        ("id,lat,lat,lon\na,51,5,5\n", "schools.csv, row 1, column “lat”: Two columns have this name."),
        ("id,lat,latitude,lon\na,51,5,5\n", "These columns mean the same: lat, latitude."),
        ("%PDF-1.7\n", "schools.csv: This is not a table. Save it as CSV or XLSX."),
        ("<!doctype html><html></html>", "schools.csv: This is a web page, not a table."),
        ("id,lat,lon\na,51,5\n", "schools.csv: There are 1 members; one group already needs 2."),
    ],
)
def test_file_that_is_wrong_is_refused(
    tmp_path: Path, text: str, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, answer, err = form(capsys, written(tmp_path / "schools.csv", text), "--size", "2")
    assert (code, answer) == (2, {})
    assert sentence in err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--size", "4-3"], "The smallest size is 4, the largest 3. Turn them around."),
        (["--size", "0-3"], "A group needs at least one member."),
        (["--size", "3-99"], "Groups of 99 are too large"),
        (["--size", "7"], "There are 6 members; one group already needs 7."),
        (["--size", "2", "--groups", "0"], "At least one group is needed."),
        (
            ["--size", "2", "--apart-by", "bord"],
            "There is no column “bord”. Found: id, name, lat, lon, town",
        ),
        (["--size", "2", "--same", "bord"], "There is no column “bord”."),
        (["--size", "2", "--pin", "town", "--pin", "name"], "Give --pin once."),
        (["--size", "2", "--at-most", "town=0"], "The limit for “town” is 0; it must be at least 1."),
    ],
)
def test_option_that_is_wrong_is_refused(
    six: Path, arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, answer, err = form(capsys, six, *arguments)
    assert (code, answer) == (2, {})
    assert sentence in err


@pytest.mark.parametrize("option", ["--together", "--apart"])
def test_unknown_id_in_a_rule_is_refused(
    six: Path, tmp_path: Path, option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path / "rule.csv", "00AA,01AA\n02AA,99ZZ\n")
    code, _answer, err = form(capsys, six, "--size", "2", option, path)
    assert code == 2
    assert "rule.csv, row 2: The id 99ZZ is not in the file of members." in err


def test_missing_file_and_folder_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _answer, err = form(capsys, tmp_path / "none.csv", "--size", "2")
    assert (code, "There is no such file." in err) == (2, True)
    code, _answer, err = form(capsys, tmp_path, "--size", "2")
    assert (code, "This is a folder." in err) == (2, True)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--size", "three"],
        ["--size", "2", "--seconds", "0"],
        ["--size", "2", "--seconds", "nan"],
        ["--size", "2", "--wish", "love:board:3"],
        ["--size", "2", "--at-most", "board"],
        ["--size", "2", "--not-alone", "board"],
        ["--size", "2", "--out", "groups.pdf"],
        ["--size", "2", "--out", "nowhere/groups.csv"],
        ["--size", "2", "--objective", "nearest"],
        [],
    ],
)
def test_usage_that_is_wrong_exits_with_two(
    six: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        form(capsys, six, *arguments)
    assert stopped.value.code == 2


def test_size_may_be_a_range_or_a_number() -> None:
    assert [options.size("3-4"), options.size(" 3–4 "), options.size("4")] == [(3, 4), (3, 4), (4, 4)]


# --- While it works -------------------------------------------------------------------------------------


def test_ctrl_c_gives_the_best_so_far(
    six: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from startlijn.engines import grouping

    solve = grouping.solve

    def interrupted(problem, *, cancelled, **more):
        os.kill(os.getpid(), signal.SIGINT)
        assert cancelled()
        return solve(problem, **more)

    monkeypatch.setattr(grouping, "solve", interrupted)
    code, answer, err = form(capsys, six, "--size", "2")
    assert code == command.CANCELLED
    assert len(answer["groups"]) == 3
    assert err == "Stopped. This is the best answer so far.\n"


def test_second_ctrl_c_ends_at_once(request: pytest.FixtureRequest) -> None:
    # Started in the background, the tests themselves may have been told to ignore Ctrl-C.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    request.addfinalizer(lambda: signal.signal(signal.SIGINT, before))
    stop = Stop()
    with stop.listening():
        os.kill(os.getpid(), signal.SIGINT)
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_bar_says_how_far_it_is() -> None:
    empty, half = "░" * 24, "█" * 12 + "░" * 12
    assert (
        bar_line(Progress(None, None, None, 0.0, "start"), 30) == f"{empty} 0 s · looking for a first answer"
    )
    assert bar_line(Progress(1272.0, None, None, 15.0, "search"), 30) == f"{half} 15 s · 1,272 minutes"
    assert bar_line(Progress(1272.0, 1262.0, 0.0079, 15.0, "prove"), 30) == (
        f"{half} 15 s · 1,272 minutes · at most 0.8 % less is possible"
    )


def test_bound_of_zero_is_not_shown_as_a_proof() -> None:
    assert bar_line(Progress(1272.0, 0.0, 1.0, 15.0, "bound"), 30).endswith(" 15 s · 1,272 minutes")


def test_bar_is_silent_when_nobody_looks() -> None:
    stream = io.StringIO()
    bar = Bar(30, stream)
    bar(Progress(1.0, 1.0, 0.0, 1.0, "done"))
    bar.clear()
    assert stream.getvalue() == ""


def test_language_follows_the_terminal() -> None:
    assert language({"LANG": "nl_NL.UTF-8"}) == "nl"
    assert language({"LANG": "nl_NL.UTF-8", "LC_ALL": "en_GB.UTF-8"}) == "en"
    assert language({"LANG": "C.UTF-8"}) == language({}) == "en"


def test_numbers_are_written_as_the_language_does(monkeypatch: pytest.MonkeyPatch) -> None:
    assert number(1271.6, 1) == "1,271.6"
    monkeypatch.setenv("LANG", "nl_NL.UTF-8")
    assert number(1271.6, 1) == "1.271,6"


def test_command_starts_without_django(six: Path) -> None:
    program = (
        "import sys; from startlijn.cli.main import main; "
        f"code = main(['groups', 'form', {str(six)!r}, '--size', '2', '--json']); "
        "sys.exit(code or 'django' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert done.returncode == 0


def test_parser_help_needs_no_solver() -> None:
    program = (
        "import argparse, sys; from startlijn.cli.groups import add_parser; "
        "add_parser(argparse.ArgumentParser().add_subparsers()); "
        "sys.exit(bool({'numpy', 'highspy', 'django'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert done.returncode == 0


def test_parser_carries_run() -> None:
    parser = argparse.ArgumentParser()
    command.add_parser(parser.add_subparsers())
    parsed = parser.parse_args(["groups", "form", "schools.csv", "--size", "3-4"])
    assert parsed.run is command.run


# --- Real schools ---------------------------------------------------------------------------------------


def test_real_sites_of_one_board_are_named(
    tmp_path: Path, shared_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Limburg: board 41391 has 34 of 72 sites, and groups of 3 and 4 have room for 24 of them."""
    path = _province(shared_data, "Limburg", tmp_path / "limburg.csv")
    code, answer, _err = form(capsys, path, "--size", "3-4", "--apart-by", "board", "--seconds", "20")
    assert code == 3
    clash = answer["clash"][0]
    assert (clash["value"], clash["needed"], clash["available"]) == ("41391", 34, 24)


def _province(shared_data: Path, province: str, target: Path) -> Path:
    sites = read_table((shared_data / "02.-alle-vestigingen-vo.csv").read_bytes())
    places = read_table((shared_data / "onderwijslocaties.csv").read_bytes())
    where = {
        (
            cells["POSTCODE"].replace(" ", ""),
            cells["HUISNUMMER"],
        ): f"{cells['GPS_LATITUDE']},{cells['GPS_LONGITUDE']}"
        for _number, cells in places.records()
    }
    lines = ["id,lat,lon,board"]
    for _number, site in sites.records():
        address = (site["POSTCODE"].replace(" ", ""), site["HUISNUMMER-TOEVOEGING"].strip())
        if site["PROVINCIE"].strip() == province and address in where:
            lines.append(
                f"{site['VESTIGINGSCODE'].strip()},{where[address]},{site['BEVOEGD GEZAG NUMMER'].strip()}"
            )
    return written(target, "\n".join(lines) + "\n")
