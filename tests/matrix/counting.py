"""Counts what the matrix checked, also on several workers, and says so at the end of a run.

A test hands its figures to `record_property`; they travel with its report.
"""

from collections import Counter
from collections.abc import Iterator

CELLS, GATE, MUTANTS, KILLED, ADDRESS = "cells", "gate cells", "mutants", "mutants killed", "address"
SEARCHED = "answers searched for canaries"
_FIGURES = (CELLS, GATE, MUTANTS, KILLED, SEARCHED)

counted: Counter[str] = Counter()
visited: set[str] = set()


def pytest_runtest_logreport(report) -> None:
    """Add up what one test counted."""
    if report.when != "call":
        return
    for name, value in report.user_properties:
        if name in _FIGURES:
            counted[name] += value
        elif name == ADDRESS:
            visited.add(value)


def pytest_terminal_summary(terminalreporter) -> None:
    """Print the figures of the matrix, when it ran."""
    lines = list(_lines())
    if lines:
        terminalreporter.section("matrix of rights")
        for line in lines:
            terminalreporter.write_line(line)


def _lines() -> Iterator[str]:
    if counted[CELLS]:
        from tools.addresses import addresses  # reads the resolver: only when the matrix ran

        yield (
            f"{counted[CELLS]} cells (address x verb x role x position) checked, "
            f"at {len(visited)} of {len(addresses())} addresses"
        )
    if counted[GATE]:
        yield f"{counted[GATE]} cells (role x permission x row) checked at the gate"
    if counted[SEARCHED]:
        yield f"{counted[SEARCHED]} answers searched for canaries of coaching"
    if counted[MUTANTS]:
        yield f"{counted[KILLED]} of {counted[MUTANTS]} changes of the policy noticed"
