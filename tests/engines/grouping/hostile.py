"""Problems made to hurt, by name; run as a program, one is solved in a process with little time and memory.

`python -m tests.engines.grouping.hostile NAME` prints status, value, bound, rules of the clash and memory.
"""

import json
import random
import resource
import sys
import time
from collections.abc import Callable
from itertools import combinations, pairwise
from pathlib import Path

from startlijn.engines.grouping import (
    BadProblem,
    Member,
    Objective,
    Problem,
    Rules,
    Wish,
    WishKind,
    solve,
)

CPU_SECONDS = 30
SECONDS = 4.0


def _members(count: int, **attributes: str) -> tuple[Member, ...]:
    return tuple(Member(f"m{n}", 52.0, 5.0, attributes) for n in range(count))


def _matrix(count: int, cell: Callable[[], float]) -> tuple[tuple[float, ...], ...]:
    return tuple(tuple(0.0 if i == j else cell() for j in range(count)) for i in range(count))


def all_forbidden() -> Problem:
    members = _members(200)
    return Problem(members, 3, 4, rules=Rules(apart=(tuple(member.id for member in members),)))


def all_forbidden_pair_by_pair() -> Problem:
    members = _members(200)
    pairs = tuple(combinations([member.id for member in members], 2))
    return Problem(members, 3, 4, rules=Rules(history=pairs))


def one_place() -> Problem:
    return Problem(_members(400), 3, 4)


def no_minutes() -> Problem:
    return Problem(_members(100), 3, 5, Objective.HOST, minutes=_matrix(100, lambda: 0.0))


def large_groups() -> Problem:
    chance = random.Random(1)
    return Problem(_members(200), 2, 50, minutes=_matrix(200, lambda: chance.randint(1, 99)))


def asymmetric() -> Problem:
    chance = random.Random(2)
    return Problem(_members(120), 3, 4, Objective.HOST, minutes=_matrix(120, lambda: chance.randint(1, 999)))


def small_beside_great() -> Problem:
    chance = random.Random(3)
    return Problem(_members(60), 3, 4, minutes=_matrix(60, lambda: chance.choice([1e-300, 1e-9, 1.0, 1e5])))


def many_wishes() -> Problem:
    wish = Wish(WishKind.MIX, "board", 5)
    return Problem(_members(40, board="x"), 3, 4, rules=Rules(wishes=(wish,) * 100_000))


def chained_together() -> Problem:
    members = _members(300)
    links = tuple((first.id, second.id) for first, second in pairwise(members))
    return Problem(members, 3, 4, rules=Rules(together=links))


CASES = {
    case.__name__: case
    for case in (
        all_forbidden,
        all_forbidden_pair_by_pair,
        one_place,
        no_minutes,
        large_groups,
        asymmetric,
        small_beside_great,
        many_wishes,
        chained_together,
    )
}


def _most_memory() -> float:
    """Return the most memory this program held, in MB. (`ru_maxrss` also counts what started it.)"""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024


def main(name: str) -> None:
    """Solve one; beyond its CPU seconds the process is ended by the system."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    try:
        result = solve(CASES[name](), seconds=SECONDS, clock=time.process_time)
        told = {"status": result.status, "value": result.value, "bound": result.bound}
        told["clash"] = sorted({clash.rule for clash in result.clash})
        told["seconds"] = result.seconds
    except BadProblem as error:
        told = {"status": error.code}
    told["megabytes"] = _most_memory()
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1])
