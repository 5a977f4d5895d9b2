"""Files broken at random: every one is taken or refused, and nothing else happens (trust.md P20).

Sixty files per kind, and 5,000 when `STARTLIJN_FUZZ` is set (`make fuzz`): 40,000 together.
"""

import os
import random

import pytest

from startlijn.engines.media import BadFile, Examined, FileFault, examine
from tests.engines.media import samples

COUNT = 5_000 if os.environ.get("STARTLIJN_FUZZ") else 60
PIECES = [
    b"\0",
    b"\xff",
    b"\xff\xd8",
    b"\xff\xd9",
    b"\xff\xda",
    b"IDAT",
    b"PK\x03\x04",
    b"%%EOF",
    b"\x7f\xff\xff\xff",
]
ORIGINALS = {
    "pdf": samples.PDF,
    "png": samples.png(extra=samples.png_piece(b"tEXt", samples.SECRET)),
    "jpeg": samples.jpeg(extra=samples.exif()),
    "text": samples.TEXT,
    "docx": samples.DOCX,
    "xlsx": samples.XLSX,
    "pptx": samples.PPTX,
    "odt": samples.ODT,
}


def broken(data: bytes, rng: random.Random) -> bytes:
    """Return the data with up to six changes: a byte, a piece in, a piece out, the end off."""
    changed = bytearray(data)
    for _ in range(rng.randint(1, 6)):
        at = rng.randrange(len(changed) + 1)
        match rng.randrange(8):
            case 0 | 1 | 2:
                changed[at : at + 1] = bytes([rng.randrange(256)])
            case 3 | 4:
                changed[at:at] = rng.choice(PIECES)
            case 5 | 6:
                del changed[at : at + rng.randint(1, 40)]
            case _:
                del changed[at:]
    return bytes(changed)


def outcome(data: bytes) -> Examined | FileFault:
    try:
        return examine(data)
    except BadFile as refused:
        return refused.code


@pytest.mark.parametrize("kind", ORIGINALS)
def test_every_broken_file_is_taken_or_refused(kind):
    rng = random.Random(f"files {kind}")
    found = [outcome(broken(ORIGINALS[kind], rng)) for _ in range(COUNT)]
    assert [each for each in found if not isinstance(each, Examined | FileFault)] == []


@pytest.mark.parametrize("kind", ["png", "jpeg"])
def test_no_broken_picture_keeps_what_a_camera_added_twice(kind):
    rng = random.Random(f"pictures {kind}")
    taken = [outcome(broken(ORIGINALS[kind], rng)) for _ in range(COUNT)]
    changed = [each for each in taken if isinstance(each, Examined) and outcome(each.data) != each]
    assert changed == []
