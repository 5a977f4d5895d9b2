"""A dossier to take along: a ZIP file with a PDF, plain data, the files and a signed list."""

import json
from typing import Any

from django.utils.translation import get_language, gettext

from startlijn import __version__
from startlijn.base.files import queries as files
from startlijn.domain.dossier.queries.copies import signing_seed
from startlijn.domain.dossier.queries.own import profile_in_force
from startlijn.domain.dossier.rules.copies import CONTENT_ENTRY, FORMAT, FORMAT_VERSION, canonical, path_of
from startlijn.domain.dossier.rules.telling import paragraphs
from startlijn.domain.dossier.terms import DossierCopy, EvidenceKind, Stage
from startlijn.engines.sealed import seal
from startlijn.reports.documents.printing import pdf

READ_ME = """\
Dossier. Open dossier.pdf om te lezen. De map "files" heeft je bestanden.
In dossier.json staat hetzelfde voor computers; history.json vertelt aan wie je iets gaf en wat je inleverde.
manifest.json noemt van elk onderdeel de SHA-256; manifest.sig is de handtekening (Ed25519) daaronder.

Dossier. Open dossier.pdf to read. The folder "files" has your files.
dossier.json holds the same for computers; history.json tells what you gave to whom and what you handed in.
manifest.json names the SHA-256 of each part; manifest.sig is the signature (Ed25519) of that list.
"""


def sealed_copy(copy: DossierCopy) -> bytes:
    """Return a copy as a ZIP file, in the reader's language, signed with the key of this installation.

    Raises `FileGoneError` when a file is lost: half a dossier is not given away.
    """
    entries: dict[str, bytes] = {
        "README.txt": READ_ME.encode(),
        "dossier.pdf": _pdf(copy),
        CONTENT_ENTRY: canonical(copy.content).encode(),
        "history.json": json.dumps(copy.history, indent=1, sort_keys=True).encode(),
    }
    for each in copy.files:
        entries[each.path] = files.content(each.file_id).data
    about = {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "content_sha256": copy.content_sha256,
        "made_at": copy.made_at.isoformat(),
        "program": f"Startlijn {__version__}",
    }
    return seal(entries, about, signing_seed())


def _pdf(copy: DossierCopy) -> bytes:
    names = {item.key: item.text.told() for item in profile_in_force().items}
    items = [_shown(item, names) for item in copy.content["items"]]
    context: dict[str, object] = {
        "copy": copy,
        "stage": Stage(copy.content["stage"]).label,
        "items": sorted(items, key=lambda item: str(item["day"]), reverse=True),
        "title": gettext("Dossier of %(name)s") % {"name": copy.owner},
        "language": get_language() or "nl",
    }
    return pdf("documents/dossier.html", context)


def _shown(item: dict[str, Any], names: dict[str, str]) -> dict[str, object]:
    file = item["file"]
    return {
        "title": item["title"],
        "kind": EvidenceKind(item["kind"]).label,
        "day": item["happened_on"] or item["added_at"][:10],
        "text": item["text"],
        "link": item["link"],
        "file": path_of(file["sha256"], file["name"]) if file else "",
        "indicators": [names.get(key, key) for key in item["indicators"]],
        "paragraphs": paragraphs(item["content"]),
    }
