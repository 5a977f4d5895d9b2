"""Pictures, piece by piece and without drawing them: how large they are, and what a camera added taken out.

Nothing is compressed again: the points stay exactly as they were, and a picture that is clean already comes
out byte for byte the same. What goes: place, time, camera, owner, thumbnails, comments, whatever stands
behind the picture. What stays: colours, and which side is up.
"""

import struct
import zlib
from collections.abc import Iterator

from startlijn.engines.media.terms import BadFile, FileFault, Limits

_PNG_SIGNATURE = 8
_PNG_CRITICAL = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND"})
_PNG_COLOURS = frozenset({b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"pHYs", b"sBIT", b"bKGD"})
_PNG_KEPT = _PNG_CRITICAL | _PNG_COLOURS
_FRAMES = {0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}
_SCAN, _END, _COMMENT, _EXIF = 0xDA, 0xD9, 0xFE, 0xE1
_RESTARTS = range(0xD0, 0xD8)
_ORIENTATION = 0x0112
_UPRIGHT = 1


def _must_be_few(width: int, height: int, limits: Limits) -> None:
    if not width or not height:
        raise BadFile(FileFault.DAMAGED)
    if width * height > limits.pixels:
        raise BadFile(FileFault.TOO_MANY_PIXELS, limit=limits.pixels)


def plain_png(data: bytes, limits: Limits) -> bytes:
    """Return a PNG with only the pieces that make the picture. Raises `BadFile`."""
    kept = [data[:_PNG_SIGNATURE]]
    seen: list[bytes] = []
    for name, body, whole in _png_pieces(data):
        if not seen:
            if name != b"IHDR" or len(body) != 13:
                raise BadFile(FileFault.DAMAGED)
            width, height = struct.unpack(">II", body[:8])
            _must_be_few(width, height, limits)
        seen.append(name)
        if name in _PNG_KEPT:
            kept.append(whole)
        if name == b"IEND":
            break
    if b"IDAT" not in seen or seen[-1] != b"IEND":
        raise BadFile(FileFault.DAMAGED)
    return b"".join(kept)


def _png_pieces(data: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
    """Yield name, body and all bytes of each piece."""
    at = _PNG_SIGNATURE
    while at + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, at)
        end = at + 12 + length
        name, body = data[at + 4 : at + 8], data[at + 8 : end - 4]
        if end > len(data) or zlib.crc32(name + body) != struct.unpack_from(">I", data, end - 4)[0]:
            raise BadFile(FileFault.DAMAGED)
        yield name, body, data[at:end]
        at = end


def plain_jpeg(data: bytes, limits: Limits) -> bytes:
    """Return a JPEG with only the pieces that make the picture, and which side is up. Raises `BadFile`."""
    kept = [data[:2]]
    orientation, framed, scanned = _UPRIGHT, False, False
    for marker, whole in _jpeg_pieces(data):
        if marker == _END:
            if not (framed and scanned):
                break
            upright = [] if orientation == _UPRIGHT else [_orientation_piece(orientation)]
            return b"".join([kept[0], *upright, *kept[1:], whole])
        if marker in _FRAMES:
            if len(whole) < 9:
                break
            height, width = struct.unpack_from(">HH", whole, 5)
            _must_be_few(width, height, limits)
            framed = True
        scanned |= marker == _SCAN
        if marker == _EXIF and whole[4:10] == b"Exif\0\0" and orientation == _UPRIGHT:
            orientation = _orientation_in(whole[10:])
        if _makes_the_picture(marker, whole):
            kept.append(whole)
    raise BadFile(FileFault.DAMAGED)


def _makes_the_picture(marker: int, whole: bytes) -> bool:
    body = whole[4:]
    if marker == 0xE0:
        return body.startswith(b"JFIF\0") and len(whole) == 18  # without a thumbnail
    if marker == 0xE2:
        return body.startswith(b"ICC_PROFILE\0")
    if marker == 0xEE:
        return body.startswith(b"Adobe")
    return not (0xE1 <= marker <= 0xEF or marker == _COMMENT)


def _jpeg_pieces(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield marker and bytes of each piece after the start; a scan comes with its data."""
    at = 2
    while at + 2 <= len(data):
        if data[at] != 0xFF:
            raise BadFile(FileFault.DAMAGED)
        marker = data[at + 1]
        if marker == 0xFF:  # filling
            at += 1
            continue
        if marker == _END:
            yield marker, data[at : at + 2]
            return
        if at + 4 > len(data) or marker in _RESTARTS or marker in {0x00, 0x01, 0xD8}:
            raise BadFile(FileFault.DAMAGED)
        (length,) = struct.unpack_from(">H", data, at + 2)
        end = at + 2 + length
        if length < 2 or end > len(data):
            raise BadFile(FileFault.DAMAGED)
        if marker == _SCAN:
            end = _end_of_scan(data, end)
        yield marker, data[at:end]
        at = end


def _end_of_scan(data: bytes, at: int) -> int:
    """Return where the compressed points end: at the first marker that is not part of them."""
    while (at := data.find(b"\xff", at)) >= 0 and at + 1 < len(data):
        if data[at + 1] not in {0x00, 0xFF} and data[at + 1] not in _RESTARTS:
            return at
        at += 1 if data[at + 1] == 0xFF else 2
    raise BadFile(FileFault.DAMAGED)


def _orientation_in(tiff: bytes) -> int:
    """Return which side is up (1 to 8) by the first folder of an EXIF block; upright when it does not say."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None or len(tiff) < 8:
        return _UPRIGHT
    (folder,) = struct.unpack_from(f"{order}I", tiff, 4)
    if folder + 2 > len(tiff):
        return _UPRIGHT
    (count,) = struct.unpack_from(f"{order}H", tiff, folder)
    for number in range(min(count, 200)):
        at = folder + 2 + 12 * number
        if at + 12 > len(tiff):
            break
        tag, _kind, _size, value = struct.unpack_from(f"{order}HHIH", tiff, at)
        if tag == _ORIENTATION:
            return value if 1 <= value <= 8 else _UPRIGHT
    return _UPRIGHT


def _orientation_piece(value: int) -> bytes:
    """Return an EXIF block that says which side is up, and nothing else."""
    tiff = struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, _ORIENTATION, 3, 1, value, 0, 0)
    body = b"Exif\0\0" + tiff
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body
