"""`python -m tools.soak [P5 P6 …]`: run the promises at full width; print one table with what was reached.

Each leg is a run of tests, most of them those of `make test` with larger numbers. What a test counts it hands
to `record_property`; the table adds that up. A number can be set: see `tests/soak/sizes.py`.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from defusedxml.ElementTree import parse

SETTINGS = {"STARTLIJN_SOAK": "25", "STARTLIJN_FUZZ": "1", "STARTLIJN_TESTING": "1"}
ON_POSTGRES = [sys.executable, "-m", "tests.postgres", "run", "--"]
CONTROLS = "noticed or careless or without_a_key or do_read_them or do_read"
# Names of figures that say where something was, not how much.
_PLACES = {"address"}
_LARGEST = ("slowest", "memory", "second", "writers")


@dataclass
class Leg:
    """A promise, and the tests that show it; `postgres`: run them on PostgreSQL."""

    promise: str
    what: str
    tests: list[str]
    postgres: bool = False
    only: str = ""


@dataclass
class Outcome:
    """What a leg came to: how many tests passed, failed and were skipped, what they counted, and how long."""

    leg: Leg
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    seconds: float = 0
    figures: dict[str, float] = field(default_factory=dict)

    def line(self) -> str:
        """Return one row of the table."""
        told = (
            "; ".join(f"{name} {_number(value)}" for name, value in self.figures.items()) or "(counts tests)"
        )
        where = "PostgreSQL" if self.leg.postgres else "SQLite"
        tests = f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"
        return f"| {self.leg.promise} | {self.leg.what} ({where}) | {tests} | {told} | {self.seconds:.0f} s |"


def _both(promise: str, what: str, *tests: str) -> list[Leg]:
    return [Leg(promise, what, list(tests)), Leg(promise, what, list(tests), postgres=True)]


LEGS: list[Leg] = [
    *_both("P4", "every action broken off at every query", "tests/faults"),
    Leg("P5", "retries over a line that drops answers", ["tests/soak/test_lossy_line.py"]),
    Leg("P6", "thirty writers on one row", ["tests/soak/test_writers.py"], postgres=True),
    Leg("P6", "orders of queries by seed", ["tests/soak/test_schedules.py"], postgres=True),
    Leg("P7", "201 enrolments at once for 17 seats, on both databases", ["tests/scale/test_seats.py"]),
    *_both("P10, P14", "every door, everybody", "tests/matrix/test_doors.py", "tests/matrix/test_gate.py"),
    Leg("P11", "changes of the policy", ["tests/matrix/test_mutants.py"]),
    Leg("P12", "canaries of coaching", ["tests/matrix/test_canaries.py"]),
    Leg(
        "P13",
        "rights end at once",
        ["tests/web/people", "tests/web/accounts", "tests/base/people", "tests/base/access", "tests/domain"],
        only="ends or end_at or stops or stopping or lost_the_role or taken_back or revoked or logged_out or "
        "logs_out or expired or withdrawn",
    ),
    *_both(
        "P15",
        "the journal tampered with",
        "tests/base/journal",
        "tests/cli/test_journal.py",
        "tests/cli/test_journal_anchor.py",
        "tests/web/journal",
        "tests/base/walls",
    ),
    *_both("P16–P18", "own data, erasure, terms", "tests/base/privacy", "tests/web/rights"),
    Leg(
        "P20",
        "broken files to the readers",
        [
            *("tests/engines/tables/test_fuzz.py", "tests/engines/duo/test_fuzz.py"),
            *("tests/engines/media/test_fuzz.py", "tests/content/instruments/test_fuzz.py"),
            *("tests/domain/instruments/test_fuzz.py", "tests/web/dossier/test_fuzz.py"),
        ],
    ),
    Leg("P20", "broken files to all pages and the API", ["tests/soak/test_broken_uploads.py"]),
    Leg("P21", "harmful texts in every field", ["tests/soak/test_payloads.py", "tests/engines/tables"]),
    Leg(
        "P35",
        "guards left out",
        [
            "tests/faults",
            "tests/house_rules",
            "tests/matrix",
            "tests/scale",
            "tests/soak",
            "tests/web/test_once.py",
        ],
        only=CONTROLS,
    ),
    Leg(
        "P36",
        "why somebody sees a row",
        ["tests/matrix/test_why.py", "tests/base/privacy", "tests/cli/test_access.py"],
    ),
    Leg("engines", "grouping against trying everything, hostile input", ["tests/engines"]),
]


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"


def run(leg: Leg) -> Outcome:
    """Run one leg; return what it came to."""
    with tempfile.TemporaryDirectory(prefix="soak-") as folder:
        report = Path(folder) / "report.xml"
        command = [sys.executable, "-m", "pytest", "-q", "--show-capture=no", "-m", "not browser"]
        command += ["-o", "junit_family=xunit1", f"--junitxml={report}"]
        command += (["-k", leg.only] if leg.only else []) + leg.tests
        environment = {
            **os.environ,
            **{name: os.environ.get(name, value) for name, value in SETTINGS.items()},
        }
        began = time.monotonic()
        subprocess.run((ON_POSTGRES if leg.postgres else []) + command, env=environment, check=False)
        outcome = Outcome(leg, seconds=time.monotonic() - began)
        if not report.exists():
            outcome.failed = 1
            return outcome
        _read(report, outcome)
    return outcome


def _read(report: Path, outcome: Outcome) -> None:
    for case in parse(report).getroot().iter("testcase"):
        ends = {child.tag for child in case}
        outcome.failed += bool(ends & {"failure", "error"})
        outcome.skipped += "skipped" in ends
        outcome.passed += not ends & {"failure", "error", "skipped"}
        for each in case.iter("property"):
            _count(outcome, str(each.get("name")), str(each.get("value")))


def _count(outcome: Outcome, name: str, value: str) -> None:
    if name in _PLACES:
        outcome.figures["addresses"] = outcome.figures.get("addresses", 0) + 1
        return
    try:
        number = float(value)
    except ValueError:
        return
    known = outcome.figures.get(name, 0)
    outcome.figures[name] = max(known, number) if any(each in name for each in _LARGEST) else known + number


def chosen(words: Iterable[str]) -> list[Leg]:
    """Return the legs that were asked for by promise; all of them when none was."""
    wanted = set(words)
    return [leg for leg in LEGS if not wanted or wanted & set(leg.promise.replace("–", ", ").split(", "))]


def main() -> int:
    """Run, print the table, and return 1 when something failed."""
    outcomes = []
    for leg in chosen(sys.argv[1:]):
        print(f"== {leg.promise}: {leg.what}", flush=True)
        outcomes.append(run(leg))
        print(outcomes[-1].line(), flush=True)
    print("\n| Promise | What | Tests | Figures | Time |\n|---|---|---|---|---|")
    for outcome in outcomes:
        print(outcome.line())
    return int(any(outcome.failed for outcome in outcomes))


if __name__ == "__main__":
    sys.exit(main())
