"""Workbooks made by hand, good and bad, for these tests."""

import io
import zipfile

ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_ODS_CONTENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content office:version="1.3"
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:body><office:spreadsheet><table:table table:name="Scholen">{rows}</table:table>
</office:spreadsheet></office:body></office:document-content>"""


def archive(parts: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip file of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return out.getvalue()


def parts_of(workbook: bytes) -> dict[str, str | bytes]:
    """Return the parts of a zip file."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as source:
        return {name: source.read(name) for name in source.namelist()}


def ods(rows: list[list[str]], repeat: int = 1) -> bytes:
    """Return an ODS workbook with these texts; `repeat` claims that each row occurs so often."""
    lines = "".join(
        f'<table:table-row table:number-rows-repeated="{repeat}">'
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
            for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS_TYPE}"/>'
        "</manifest:manifest>"
    )
    return archive(
        {
            "mimetype": ODS_TYPE,
            "META-INF/manifest.xml": manifest,
            "content.xml": _ODS_CONTENT.format(rows=lines),
        }
    )
