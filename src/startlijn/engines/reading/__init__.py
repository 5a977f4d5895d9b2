"""The words inside a file, for a search for what should not be in it. Nothing is unpacked or executed.

Of plain text and of documents of Word, Excel, PowerPoint and LibreOffice; not of PDF and pictures.
"""

import re
import zipfile
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from startlijn.engines.media import MediaType

MOST_LETTERS = 200_000
_MOST_BYTES = 20 * 1024 * 1024  # of one part; what is longer is not whole, and cannot be read
_PARTS = {
    MediaType.DOCX: re.compile(r"word/(document|header\d*|footer\d*|comments|footnotes)\.xml"),
    MediaType.XLSX: re.compile(r"xl/(sharedStrings|comments\d*|worksheets/sheet\d+)\.xml"),
    MediaType.PPTX: re.compile(r"ppt/(slides/slide|notesSlides/notesSlide)\d+\.xml"),
    MediaType.ODT: re.compile(r"content\.xml"),
    MediaType.ODS: re.compile(r"content\.xml"),
    MediaType.ODP: re.compile(r"content\.xml"),
}
_LINES = frozenset({"p", "h", "si", "row", "table-row", "br", "tab"})  # where a line or a column ends


def text_of(data: bytes, media_type: str) -> str | None:
    """Return the text of a file that was examined before; None when it cannot be read here.

    At most `MOST_LETTERS` of it. What turns out to be damaged cannot be read either.
    """
    if media_type == MediaType.TEXT:
        return data.decode("utf-8-sig", "replace")[:MOST_LETTERS]
    parts = _PARTS.get(MediaType(media_type)) if media_type in list(MediaType) else None
    if parts is None:
        return None
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = [name for name in archive.namelist() if parts.fullmatch(name)]
            return "\n".join(_words(archive, name) for name in names)[:MOST_LETTERS]
    except (zipfile.BadZipFile, ParseError, DefusedXmlException, OSError, NotImplementedError, RuntimeError):
        return None


def _words(archive: zipfile.ZipFile, name: str) -> str:
    """Return the text between the tags of a part, with a line for each paragraph or row."""
    with archive.open(name) as part:
        root = fromstring(part.read(_MOST_BYTES))
    found: list[str] = []
    waiting: list[Element | str] = [root]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str):
            found.append(each)
            continue
        after = "\n" if each.tag.rpartition("}")[2] in _LINES else ""
        children: list[Element | str] = [each.text or ""]
        for child in each:
            children += [child, child.tail or ""]
        waiting += [after, *reversed(children)]
    return "".join(found)
