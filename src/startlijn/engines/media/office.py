"""Documents that are zip files: which one it is, after a look inside that unpacks nothing to disk."""

import zipfile

from startlijn.engines.media.terms import BadFile, FileFault, Limits, MediaType
from startlijn.engines.tables.archive import look_inside
from startlijn.engines.tables.terms import BadTable, Fault

_MAIN = {
    "word/document.xml": MediaType.DOCX,
    "xl/workbook.xml": MediaType.XLSX,
    "ppt/presentation.xml": MediaType.PPTX,
}
_OPEN_DOCUMENT = (MediaType.ODT, MediaType.ODS, MediaType.ODP)
_PROGRAMS = ("vbaproject.bin", "macrosheets/", "basic/script", "scripts/python")
_LONGEST = 100
_SAYS = {Fault.LOCKED: FileFault.LOCKED, Fault.MACROS: FileFault.MACROS, Fault.DAMAGED: FileFault.DAMAGED}


def office_type(data: bytes, limits: Limits) -> MediaType:
    """Return which document a zip file is. Raises `BadFile`: too large inside, a path out, programs, none."""
    found: list[MediaType | FileFault] = []
    try:
        look_inside(data, limits.archive, lambda archive: found.append(_kind(archive)))
    except BadTable as bad:
        if bad.code is Fault.UNSAFE_ARCHIVE:
            raise BadFile(FileFault.UNSAFE_ARCHIVE, **bad.details) from bad
        raise BadFile(_SAYS.get(bad.code, FileFault.UNKNOWN_KIND)) from bad
    kind = found[0]
    if isinstance(kind, FileFault):
        raise BadFile(kind)
    return kind


def _kind(archive: zipfile.ZipFile) -> MediaType | FileFault:
    names = set(archive.namelist())
    if any(mark in name.casefold() for name in names for mark in _PROGRAMS):
        return FileFault.MACROS
    for main, media_type in _MAIN.items():
        if main in names and "[Content_Types].xml" in names:
            return media_type
    if "content.xml" not in names or "mimetype" not in names:
        return FileFault.UNKNOWN_KIND
    with archive.open("mimetype") as part:
        said = part.read(_LONGEST).strip().decode("ascii", "replace")
    return next((each for each in _OPEN_DOCUMENT if each == said), FileFault.UNKNOWN_KIND)
