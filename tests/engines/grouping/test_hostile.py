"""Problems made to hurt end with a clear answer, in little time and memory, and claim nothing untrue."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.engines.grouping.hostile import SECONDS

ROOT = Path(__file__).resolve().parents[3]
MEGABYTES = 512
ANSWERED = {"optimal", "feasible"}

EXPECTED: list[tuple[str, set[str], list[str]]] = [
    ("all_forbidden", {"infeasible"}, ["apart", "size"]),
    ("all_forbidden_pair_by_pair", {"infeasible"}, ["history", "size"]),
    ("chained_together", {"infeasible"}, ["size", "together"]),
    ("many_wishes", {"too_many_rules"}, []),
    ("one_place", ANSWERED, []),
    ("no_minutes", ANSWERED, []),
    ("large_groups", ANSWERED, []),
    ("asymmetric", ANSWERED, []),
    ("small_beside_great", ANSWERED, []),
]


@pytest.mark.parametrize(("name", "statuses", "clash"), EXPECTED)
def test_hostile_problem_ends_well(name: str, statuses: set[str], clash: list[str]) -> None:
    """The process itself ends after 30 seconds of CPU (see `hostile.main`)."""
    command = [sys.executable, "-m", "tests.engines.grouping.hostile", name]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    told = json.loads(done.stdout)
    assert told["status"] in statuses
    assert told.get("clash", []) == clash
    assert told["megabytes"] <= MEGABYTES
    if told["status"] in ANSWERED:
        assert told["bound"] <= told["value"]
        assert told["status"] == "optimal" or told["seconds"] <= 2 * SECONDS
