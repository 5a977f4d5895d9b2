"""Instrument files broken at random: every one is read or refused by name, and nothing else happens (P20).

A thousand files, and 20,000 when `STARTLIJN_FUZZ` is set (`make fuzz`).
"""

import os
import random
from importlib.resources import files

import pytest

from startlijn.content.instruments import (
    BadInstrumentError,
    FaultCode,
    Instrument,
    packaged_instruments,
    read_instrument,
)
from tests.content.instruments.samples import GOOD

COUNT = 20_000 if os.environ.get("STARTLIJN_FUZZ") else 1_000
FORMS = [each for each in packaged_instruments() if each.format_only]
ORIGINALS = [
    GOOD.encode(),
    *(
        files("startlijn.content.instruments").joinpath(f"{name}.2026-1.yaml").read_bytes()
        for name in ("flow", "motivation-pulse", "icalt-format", "research-criteria")
    ),
]
PIECES = [
    *(
        b"\x00",
        b"\xff\xfe",
        b"\xe9",
        b"\xc2\x85",
        b"\t",
        b"\r",
        b"\n",
        b"\n\n---\n",
        b"\n...\n",
        b"%YAML 9.9\n",
    ),
    *(
        b"[",
        b"]",
        b"{",
        b"}",
        b": ",
        b"- ",
        b"? ",
        b"| ",
        b">-\n",
        b"&a ",
        b"*a",
        b"!!python/object:os.system ",
        b"!!int ",
    ),
    *(
        b'"\\UFFFFFFFF"',
        b'"\\ud800"',
        b'"\\0"',
        b"'",
        b'"',
        b"#",
        b",",
        b"@",
        b"`",
        b"\xe2\x80\xae",
        b"\xf0\x9f\x90\xa6",
    ),
    *(
        b"null",
        b"true",
        b"-1",
        b"1e999",
        b".inf",
        b"0x1F",
        b"9" * 400,
        b"NaN",
        b"2026-02-30",
        b"[" * 200,
        b"{a: " * 60,
    ),
    *(
        b"follows: icalt-format.2026-1\n",
        b"format_only: true\n",
        b"scale: []\n",
        b"parts:\n",
        b"key: x\n",
        b"  size: 3\n",
    ),
]


def broken(data: bytes, rng: random.Random) -> bytes:
    """Return the file with some of it changed, put in, left out, moved, doubled or cut off."""
    changed = bytearray(data)
    for _ in range(rng.randint(1, 8)):
        at = rng.randrange(len(changed) + 1)
        match rng.randrange(7):
            case 0:
                changed[at : at + 1] = bytes([rng.randrange(256)])
            case 1:
                changed[at:at] = rng.choice(PIECES)
            case 2:
                del changed[at : at + rng.randint(1, 40)]
            case 3:
                changed = _lines_moved(changed, rng)
            case 4:
                changed[at:at] = changed[at : at + rng.randint(1, 200)]
            case 5:
                changed[at : at + rng.randint(1, 8)] = rng.choice(PIECES)
            case _:
                if rng.random() < 0.2:
                    del changed[at:]
    return bytes(changed)


def _lines_moved(data: bytearray, rng: random.Random) -> bytearray:
    lines = data.split(b"\n")
    one, two = rng.randrange(len(lines)), rng.randrange(len(lines))
    lines[one], lines[two] = lines[two], lines[one]
    return bytearray(b"\n".join(lines))


def outcome(data: bytes) -> Instrument | BadInstrumentError:
    try:
        return read_instrument("mine.yaml", data, FORMS)
    except BadInstrumentError as refusal:
        return refusal


def test_broken_file_is_read_or_refused_with_named_faults():
    rng = random.Random("instruments")
    found, codes = set(), set()
    for number in range(COUNT):
        data = broken(ORIGINALS[number % len(ORIGINALS)], rng)
        told = outcome(data)
        found.add(type(told))
        if isinstance(told, BadInstrumentError):
            lines = data.count(b"\n") + data.count(b"\r") + data.count(b"\xc2\x85") + 1
            assert 1 <= len(told.faults) <= 100
            assert all(0 <= each.line <= lines + 1 for each in told.faults)
            codes |= {each.code for each in told.faults}
        else:
            assert all(sign.isprintable() or sign == "\n" for text in _texts(told) for sign in text)
    assert found == {Instrument, BadInstrumentError}
    assert codes >= {FaultCode.NOT_YAML, FaultCode.MISSING, FaultCode.UNKNOWN_FIELD, FaultCode.NOT_UTF8}


def _texts(told: Instrument) -> list[str]:
    pairs = [told.title, told.introduction, *(item.text for item in told.items)]
    return [text for pair in pairs for text in (pair.nl, pair.en)]


@pytest.mark.parametrize("length", [1, 3, 20, 300])
def test_noise_is_refused(length):
    rng = random.Random(f"noise {length}")
    told = {type(outcome(rng.randbytes(rng.randint(0, length)))) for _ in range(COUNT // 20)}
    assert told == {BadInstrumentError}
