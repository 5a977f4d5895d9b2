"""Words of files."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext_noop

from startlijn.base.refusals import RefusedError
from startlijn.engines.media import FileFault

MEBIBYTE = 1024 * 1024
LONGEST_NAME = 120
LEFT_BEHIND = timedelta(days=1)  # contents without a row are younger while somebody is still writing it


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was sent: its name is not trusted."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What is known of a stored file."""

    id: UUID
    name: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class FileContent:
    """A stored file with its bytes."""

    facts: FileFacts
    data: bytes


class BadFileError(RefusedError):
    """The file is refused: `fault` says why."""

    code = "bad_file"
    message = gettext_noop("This file cannot be kept.")

    def __init__(self, fault: FileFault, **details: object) -> None:
        super().__init__(**details)
        self.fault = fault
        # The sentence depends on the fault; `code` and `message` stay readable on the class.
        self.message = SENTENCES[fault]  # type: ignore[misc]


class QuotaError(RefusedError):
    """The files of one person together would become too large."""

    code = "files_full"
    message = gettext_noop(
        "Your files together may hold %(limit)s MB, and this one does not fit. Remove a file first."
    )


class FileGoneError(Exception):
    """The contents of a file are not there, or not what was written down."""


SENTENCES: dict[FileFault, str] = {
    FileFault.TOO_LARGE: gettext_noop("This file is larger than 10 MB. Make it smaller, or add a link."),
    FileFault.EMPTY: gettext_noop("This file is empty."),
    FileFault.UNKNOWN_KIND: gettext_noop(
        "This kind of file cannot be kept. Choose a PDF, a picture (PNG or JPEG), plain text, or a document "
        "of Word, Excel, PowerPoint or LibreOffice."
    ),
    FileFault.DAMAGED: gettext_noop("This file is damaged. Save it again and choose it once more."),
    FileFault.TOO_MANY_PIXELS: gettext_noop("This picture is too large to open. Make it smaller first."),
    FileFault.UNSAFE_ARCHIVE: gettext_noop("This document is packed in an unsafe way. Save it again."),
    FileFault.MACROS: gettext_noop("This document holds programs (macros). Save it without them."),
    FileFault.LOCKED: gettext_noop("This document has a password. Save it without one."),
}
