"""Files broken at random: every one is read or refused, and nothing else happens (trust.md P20).

Two hundred files per kind, and 2,000 when `STARTLIJN_FUZZ` is set (`make fuzz`).
"""

import os
import random

import pytest

from startlijn.engines.tables import BadTable, Fault, Table, read_table, write_csv, write_xlsx
from tests.engines.tables.workbooks import archive, ods, parts_of

COUNT = 2_000 if os.environ.get("STARTLIJN_FUZZ") else 200
HEADERS = ["code", "naam", "plaats"]
ROWS = [[f"{number:02}AB00", '\'s-Gravendreef; College "Noord"', "Súdwest"] for number in range(20)]
PIECES = [b"\x00", b'"', b";", b"\r", b"\n", b"\xff\xfe", b"PK\x03\x04", b"=", b"<!DOCTYPE a>", b"\xe9", b"'"]


def broken(data: bytes, rng: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.randint(1, 6)):
        at = rng.randrange(len(changed) + 1)
        match rng.randrange(4):
            case 0:
                changed[at : at + 1] = bytes([rng.randrange(256)])
            case 1:
                changed[at:at] = rng.choice(PIECES)
            case 2:
                del changed[at : at + rng.randint(1, 40)]
            case _:
                del changed[at:]
        if not changed:
            break
    return bytes(changed)


def outcome(data: bytes) -> Table | Fault:
    try:
        return read_table(data)
    except BadTable as refusal:
        return refusal.code


CSV = write_csv(HEADERS, ROWS)
XLSX = write_xlsx(HEADERS, ROWS, title="Scholen")
ODS = ods([HEADERS, *[[cell.replace('"', "") for cell in row] for row in ROWS]])


@pytest.mark.parametrize(
    ("kind", "original"),
    [
        ("csv", CSV),
        ("csv in UTF-16", CSV.decode("utf-8-sig").encode("utf-16")),
        ("xlsx", XLSX),
        ("ods", ODS),
    ],
)
def test_read_table_reads_or_refuses_broken_files(kind, original):
    rng = random.Random(f"tables {kind}")
    outcomes = {type(outcome(broken(original, rng))) for _ in range(COUNT)}
    assert outcomes == {Table, Fault}


@pytest.mark.parametrize(("kind", "original"), [("xlsx", XLSX), ("ods", ODS)])
def test_read_table_reads_or_refuses_sound_zips_with_broken_parts(kind, original):
    rng = random.Random(f"parts {kind}")
    parts = parts_of(original)
    outcomes = set()
    for _ in range(COUNT // 4):
        name = rng.choice(sorted(parts))
        content = parts[name]
        assert isinstance(content, bytes)
        outcomes.add(type(outcome(archive({**parts, name: broken(content, rng)}))))
    assert outcomes == {Table, Fault}
