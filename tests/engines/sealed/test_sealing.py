"""A sealed file opens with any program, and every changed byte shows by name."""

import io
import zipfile

import pytest

from startlijn.engines.sealed import (
    AROUND,
    MANIFEST,
    SIGNATURE,
    BrokenSeal,
    NotSealed,
    public_key,
    seal,
    unseal,
)

SEED = bytes(range(32))
PARTS = {"dossier.json": b'{"a": 1}', "files/les.pdf": b"%PDF-1.7 %%EOF"}
WHOLE = seal(PARTS, {"format": "test"}, SEED)
MOST = 100_000


def repacked(change, *, leave=()):
    """Return the sealed file packed again, with `change` in place of some parts."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as old, zipfile.ZipFile(kept, "w") as new:
        parts = {info.filename: old.read(info) for info in old.infolist()} | change
        for name, body in parts.items():
            if name not in leave:
                new.writestr(name, body)
    return kept.getvalue()


def broken_part(data):
    with pytest.raises(BrokenSeal) as broken:
        unseal(data, most=MOST)
    return broken.value.entry


def test_what_was_sealed_comes_out():
    found = unseal(WHOLE, most=MOST)
    assert (found.entries, found.about, found.signer) == (PARTS, {"format": "test"}, public_key(SEED))
    assert found.repacked is False


def test_the_same_parts_give_the_same_bytes():
    assert seal(PARTS, {"format": "test"}, SEED) == WHOLE


def test_any_program_opens_it():
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [*PARTS, MANIFEST, SIGNATURE]


@pytest.mark.parametrize("part", [*PARTS, MANIFEST, SIGNATURE])
def test_every_changed_byte_of_a_part_is_named(part):
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as archive:
        body = archive.read(part)
    for at in range(len(body)):
        changed = body[:at] + bytes([body[at] ^ 1]) + body[at + 1 :]
        # The signature says so of the list it signs.
        expected = MANIFEST if part == SIGNATURE else part
        assert broken_part(repacked({part: changed})) == expected


def test_every_changed_byte_of_the_file_shows():
    for at in range(len(WHOLE)):
        data = WHOLE[:at] + bytes([WHOLE[at] ^ 0x55]) + WHOLE[at + 1 :]
        try:
            assert unseal(data, most=MOST).repacked, at
        except (BrokenSeal, NotSealed):
            continue


def test_every_cut_shows():
    for length in range(0, len(WHOLE), 7):
        with pytest.raises((BrokenSeal, NotSealed)):
            unseal(WHOLE[:length], most=MOST)


def test_a_part_too_many_and_one_too_few_are_named():
    assert broken_part(repacked({"extra.exe": b"x"})) == "extra.exe"
    assert broken_part(repacked({}, leave=["files/les.pdf"])) == "files/les.pdf"


def test_packed_again_is_whole_and_told():
    assert unseal(repacked({}), most=MOST).repacked is True


def test_a_list_signed_by_somebody_else_names_that_one():
    other = bytes(32)
    assert unseal(seal(PARTS, {}, other), most=MOST).signer == public_key(other)


@pytest.mark.parametrize("data", [b"", b"hello", b"PK", repacked({}, leave=[MANIFEST])])
def test_anything_else_is_no_sealed_file(data):
    with pytest.raises(NotSealed):
        unseal(data, most=MOST)


def test_a_bomb_is_not_unpacked():
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("big", b"\0" * 5_000_000)
    with pytest.raises(NotSealed):
        unseal(kept.getvalue(), most=MOST)


def test_the_same_name_twice_is_no_whole_file():
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("a", b"1")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a", b"2")
    assert broken_part(kept.getvalue()) == AROUND
