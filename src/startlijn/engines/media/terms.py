"""The words of files: what is taken, how large, and what may be wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from startlijn.engines.tables.terms import MEBIBYTE
from startlijn.engines.tables.terms import Limits as ArchiveLimits


class MediaType(StrEnum):
    """The kinds of files that are taken."""

    PDF = "application/pdf"
    PNG = "image/png"
    JPEG = "image/jpeg"
    TEXT = "text/plain"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    ODT = "application/vnd.oasis.opendocument.text"
    ODS = "application/vnd.oasis.opendocument.spreadsheet"
    ODP = "application/vnd.oasis.opendocument.presentation"

    @property
    def extension(self) -> str:
        """Return how the name of such a file ends, such as "pdf"."""
        return "jpg" if self is MediaType.JPEG else "txt" if self is MediaType.TEXT else self.name.lower()


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a file may be (bytes), and how many points (pixels) a picture may have."""

    size: int = 10 * MEBIBYTE
    pixels: int = 50_000_000
    archive: ArchiveLimits = field(default_factory=lambda: ArchiveLimits(size=10 * MEBIBYTE, entries=2_000))


LIMITS = Limits()


class FileFault(StrEnum):
    """What may be wrong with a file. Every door has a sentence for each of these."""

    TOO_LARGE = "too_large"  # details: limit (bytes)
    EMPTY = "empty"
    UNKNOWN_KIND = "unknown_kind"  # none of `MediaType`
    DAMAGED = "damaged"  # begins as one of them, and is not whole
    TOO_MANY_PIXELS = "too_many_pixels"  # a picture that would fill the memory of who opens it
    UNSAFE_ARCHIVE = "unsafe_archive"  # details: reason (see `tables/archive.py`)
    MACROS = "macros"  # carries programs
    LOCKED = "locked"  # has a password


class BadFile(ValueError):
    """A file that is refused, as a code with details, so that a door can say it in the reader's language."""

    def __init__(self, code: FileFault, **details: str | int) -> None:
        super().__init__(code, details)
        self.code = code
        self.details: Mapping[str, str | int] = details


@dataclass(frozen=True, slots=True)
class Examined:
    """A file that may be kept: what it is, and the bytes to keep (a picture without its added data)."""

    media_type: MediaType
    data: bytes
