"""The one way in: size first, then the first bytes, then what the kind asks (ASVS 5.2.1, 5.2.2, 5.2.6)."""

from startlijn.engines.media.office import office_type
from startlijn.engines.media.pictures import plain_jpeg, plain_png
from startlijn.engines.media.terms import LIMITS, BadFile, Examined, FileFault, Limits, MediaType

_ZIP = b"PK\x03\x04"
_PDF = b"%PDF-"
_PDF_END = b"%%EOF"
_NEAR = 1024  # how far from the end the end mark of a PDF may stand
_CONTROLS = bytes(set(range(32)) - {9, 10, 12, 13}) + b"\x7f"
_WEB_PAGE = (b"<!doctype html", b"<html", b"<svg", b"<?xml", b"<script")


def examine(data: bytes, *, limits: Limits = LIMITS) -> Examined:
    """Tell what a file is by its content, whatever its name; return it as it may be kept.

    Raises `BadFile`, and nothing else, for anything wrong with it.
    """
    if len(data) > limits.size:
        raise BadFile(FileFault.TOO_LARGE, limit=limits.size)
    if not data.strip():
        raise BadFile(FileFault.EMPTY)
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return Examined(MediaType.PNG, plain_png(data, limits))
    if data.startswith(b"\xff\xd8\xff"):
        return Examined(MediaType.JPEG, plain_jpeg(data, limits))
    if data.startswith(_PDF):
        return Examined(MediaType.PDF, _whole_pdf(data))
    if data.startswith(_ZIP):
        return Examined(office_type(data, limits), data)
    return Examined(MediaType.TEXT, _plain_text(data))


def _whole_pdf(data: bytes) -> bytes:
    if _PDF_END not in data[-_NEAR:]:
        raise BadFile(FileFault.DAMAGED)
    return data


def _plain_text(data: bytes) -> bytes:
    """Return text in UTF-8 without control characters; a web page or a drawing is no plain text."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadFile(FileFault.UNKNOWN_KIND) from error
    start = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if data.translate(None, _CONTROLS) != data or start.startswith(_WEB_PAGE):
        raise BadFile(FileFault.UNKNOWN_KIND)
    return data
