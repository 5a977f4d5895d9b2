"""A look into a zip file before anything unpacks it: names, sizes and markup (trust.md P20, ASVS 5.2.3)."""

import io
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from startlijn.engines.tables.terms import MEBIBYTE, BadTable, Fault, Limits

_PIECE = 65_536
_READABLE = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_MACROS = ("vbaproject.bin", "xl/macrosheets/sheet1.xml")  # they would never run here; nobody needs them
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_FOREIGN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    UnicodeError,
    ValueError,
)


def check_archive(data: bytes, limits: Limits) -> None:
    """Pass when these bytes are an XLSX or ODS workbook that unpacks to a modest size. Raises BadTable.

    Sizes are counted twice: as the zip directory declares them, and as they really come out. An unsafe
    archive has a reason: path, double, method, entries, ratio, expanded or markup.
    """
    look_inside(data, limits, _check_kind)


def look_inside(data: bytes, limits: Limits, check_kind: Callable[[zipfile.ZipFile], object]) -> None:
    """Pass when these bytes are a zip file that unpacks to a modest size and `check_kind` lets it pass.

    `check_kind` sees the archive after its directory was found safe, and raises what it likes to refuse it.
    Raises BadTable as `check_archive` does.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _check_directory(entries, limits)
            check_kind(archive)
            _check_contents(archive, entries, limits)
    except BadTable:
        raise
    except _FOREIGN as error:
        raise BadTable(Fault.DAMAGED) from error


def _check_directory(entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(entries) > limits.entries:
        raise BadTable(Fault.UNSAFE_ARCHIVE, reason="entries")
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise BadTable(Fault.LOCKED)
    if any(not _is_plain(entry) for entry in entries):
        raise BadTable(Fault.UNSAFE_ARCHIVE, reason="path")
    if any(times > 1 for times in Counter(entry.filename.casefold() for entry in entries).values()):
        raise BadTable(Fault.UNSAFE_ARCHIVE, reason="double")
    if any(entry.compress_type not in _READABLE for entry in entries):
        raise BadTable(Fault.UNSAFE_ARCHIVE, reason="method")
    _check_size(
        sum(entry.file_size for entry in entries), sum(entry.compress_size for entry in entries), limits
    )


def _is_plain(entry: zipfile.ZipInfo) -> bool:
    """Tell whether a name stays inside its folder. Links are refused with the rest."""
    name = entry.orig_filename
    is_link = (entry.external_attr >> 28) == 0xA
    steps = name.replace("\\", "/").split("/")
    return not is_link and name[:1] not in {"/", "\\"} and ".." not in steps and not {":", "\0"} & set(name)


def _check_size(expanded: int, packed: int, limits: Limits) -> None:
    if expanded > limits.expanded:
        raise BadTable(Fault.UNSAFE_ARCHIVE, reason="expanded")
    if expanded > MEBIBYTE and expanded > packed * limits.ratio:
        raise BadTable(Fault.UNSAFE_ARCHIVE, reason="ratio")


def _check_kind(archive: zipfile.ZipFile) -> None:
    names = set(archive.namelist())
    if any(name.casefold().endswith(_MACROS) for name in names):
        raise BadTable(Fault.MACROS)
    if "xl/workbook.xml" in names:
        return
    if "content.xml" in names and "mimetype" in names:
        with archive.open("mimetype") as part:
            if part.read(len(_ODS) + 1).strip() == _ODS:
                return
    raise BadTable(Fault.NOT_A_WORKBOOK)


def _check_contents(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    packed = sum(entry.compress_size for entry in entries)
    expanded = 0
    for entry in entries:
        with archive.open(entry) as part:
            piece = part.read(_PIECE)
            if entry.filename.casefold().endswith((".xml", ".rels")):
                _check_markup(piece)
            while piece:
                expanded += len(piece)
                _check_size(expanded, packed, limits)
                piece = part.read(_PIECE)


def _check_markup(start: bytes) -> None:
    """Refuse a document type. It stands before the first element, so the start of a part is enough."""
    try:
        next(iter(ElementTree.iterparse(io.BytesIO(start), events=("start",), forbid_dtd=True)), None)
    except DefusedXmlException as error:
        raise BadTable(Fault.UNSAFE_ARCHIVE, reason="markup") from error
    except ElementTree.ParseError as error:
        raise BadTable(Fault.DAMAGED) from error
