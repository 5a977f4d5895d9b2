"""Somebody's own data as one file: plain data for programs, a page to read, and the files themselves."""

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils.translation import get_language, gettext

from startlijn import __version__
from startlijn.base.files import queries as files
from startlijn.base.files.terms import FileGoneError
from startlijn.base.privacy.terms import OwnTable
from startlijn.base.tenancy import everywhere
from startlijn.domain.dossier.queries.copies import signing_seed
from startlijn.engines.sealed import seal

FORMAT = "startlijn own data 2"
CONTENT_ENTRY = "own-data.json"
PAGE_ENTRY = "own-data.html"
STYLE = """\
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 48rem; margin: 2rem auto; padding: 0 1rem; }
body { color: #1d2b36; }
h1, h2 { line-height: 1.2; }
h2 { margin-top: 2.5rem; }
dl { border-top: 1px solid #ccd5db; padding: .75rem 0; margin: 0; break-inside: avoid; }
dl div { display: grid; grid-template-columns: 12rem 1fr; gap: 1rem; }
dt, .quiet { color: #50606c; }
dd { margin: 0; overflow-wrap: anywhere; white-space: pre-line; }
@media (max-width: 40rem) { dl div { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .5rem; } }
"""
READ_ME = """\
Wat Startlijn over jou vastlegt. Open own-data.html om te lezen. own-data.json is hetzelfde voor computers.
De map "files" heeft je bestanden. manifest.json noemt van elk onderdeel de SHA-256.

What Startlijn records about you. Open own-data.html to read. own-data.json is the same for computers.
The folder "files" has your files. manifest.json names the SHA-256 of each part.
"""


def own_data_file(tables: Iterable[OwnTable], *, person: str, made_at: datetime) -> bytes:
    """Return everything about somebody as a ZIP file with a signed list, in the reader's language.

    The same data give the same content (`content_sha256`), whenever it is made. A file that is lost is told
    in the content, and leaves the rest as it is.
    """
    kept = list(tables)
    found, lost = _files(kept)
    content = {
        "format": FORMAT,
        "tables": [
            {
                "table": table.label,
                "purpose": table.purpose,
                "kept": table.retention,
                "withheld": list(table.withheld),
                "rows": list(table.rows),
            }
            for table in kept
        ],
        "lost_files": lost,
    }
    told = json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False, cls=DjangoJSONEncoder).encode()
    page = {PAGE_ENTRY: _page(kept, person, made_at), "own-data.css": STYLE.encode()}
    entries = {"README.txt": READ_ME.encode(), **page, CONTENT_ENTRY: told}
    about = {
        "format": FORMAT,
        "content_sha256": hashlib.sha256(told).hexdigest(),
        "made_at": made_at.isoformat(),
        "program": f"Startlijn {__version__}",
    }
    return seal(entries | found, about, signing_seed())


def _files(tables: list[OwnTable]) -> tuple[dict[str, bytes], list[str]]:
    """Return the contents of somebody's files by their name in the ZIP file, and what is lost."""
    found: dict[str, bytes] = {}
    lost: list[str] = []
    rows = [row for table in tables if table.label == "base.StoredFile" for row in table.rows]
    with everywhere("somebody's own files lie in every partnership"):
        for row in rows:
            file_id, name = row["id"], str(row["name"])
            assert isinstance(file_id, UUID)
            try:
                found[f"files/{str(file_id)[-12:]}-{name}"] = files.content(file_id).data
            except FileGoneError:
                lost.append(name)
    return found, lost


def _page(tables: list[OwnTable], person: str, made_at: datetime) -> bytes:
    told = [
        {
            "name": gettext(table.name),
            "purpose": gettext(table.purpose),
            "kept": gettext(table.retention),
            "rows": [_filled(row) for row in table.rows],
        }
        for table in tables
        if table.rows
    ]
    context: dict[str, object] = {
        "tables": told,
        "person": person,
        "made_at": made_at,
        "language": get_language() or "nl",
    }
    return render_to_string("documents/own_data.html", context).encode()


def _filled(row: "object") -> list[tuple[str, object]]:
    assert isinstance(row, dict)
    return [(name, value) for name, value in row.items() if value not in (None, "", [], {})]
