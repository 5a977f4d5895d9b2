"""XLSX and ODS, read in a process of their own: whatever a workbook does, it does it there (trust.md §8)."""

import json
import subprocess
import sys
from pathlib import Path

from startlijn.engines.tables.archive import check_archive
from startlijn.engines.tables.shape import shape
from startlijn.engines.tables.terms import BadTable, Fault, Limits, Table

_READER = Path(__file__).with_name("reader_process.py")


def read_workbook(data: bytes, limits: Limits, sheet: str | None) -> Table:
    """Return one sheet of a workbook as a table: the named one, else the first visible one that holds text.

    Formulas are never computed; the value that was saved with them is read. Raises BadTable.
    """
    check_archive(data, limits)
    answer = _answer(data, limits, sheet)
    if "code" in answer:
        raise BadTable(Fault(answer["code"]), **answer.get("details", {}))
    records = enumerate(answer["rows"], start=answer["first"])
    shaped = shape(records, limits, pad=True)
    return Table(headers=shaped.headers, rows=shaped.rows, numbers=shaped.numbers, sheet=answer["sheet"])


def _answer(data: bytes, limits: Limits, sheet: str | None) -> dict:  # type: ignore[type-arg]
    """Return what the reader process says. Its own death by memory or time is an answer too."""
    request = json.dumps(
        {
            "sheet": sheet,
            "memory": limits.memory,
            "seconds": limits.seconds,
            "cells": limits.cells,
            "rows": limits.rows,
            "columns": limits.columns,
            "cell": limits.cell,
            "characters": 2 * limits.size,
        }
    )
    # The command is our own interpreter and our own file; the bytes of the stranger go in as standard input.
    command = [sys.executable, "-I", str(_READER), request]
    try:
        done = subprocess.run(  # noqa: S603
            command, input=data, capture_output=True, timeout=limits.seconds + 1, check=False, env={}
        )
    except subprocess.TimeoutExpired as error:
        raise BadTable(Fault.TOO_SLOW) from error
    if done.returncode != 0:
        raise BadTable(Fault.DAMAGED)
    try:
        answer: dict[str, object] = json.loads(done.stdout)
    except ValueError as error:
        raise BadTable(Fault.DAMAGED) from error
    return answer
