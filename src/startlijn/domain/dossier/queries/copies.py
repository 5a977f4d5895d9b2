"""A whole dossier as plain data: for taking along, and to recognise what somebody brings back."""

import json
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.crypto import salted_hmac

from startlijn.domain.dossier.models import Dossier, Evidence, Release, Submission
from startlijn.domain.dossier.queries.own import facts_of
from startlijn.domain.dossier.rules.copies import (
    CONTENT_ENTRY,
    FORMAT,
    checked_content,
    path_of,
    plain_dossier,
    plain_item,
    sha256_of,
)
from startlijn.domain.dossier.terms import BadCopyError, Brought, CopyFile, NotACopyError, Stage
from startlijn.engines.sealed import BrokenSeal, NotSealed, public_key, unseal


def signing_seed() -> bytes:
    """Return the secret half of this installation's signing key: as set, or else from the secret key."""
    if settings.SIGNING_KEY:
        return bytes.fromhex(settings.SIGNING_KEY)
    return salted_hmac("startlijn.dossier.copies", "ed25519", algorithm="sha256").digest()


def own_signer() -> str:
    """Return the public half (hex) of this installation's key: who signs what is made here."""
    return public_key(signing_seed())


def rows_of(dossier: Dossier) -> list[Evidence]:
    """Return all pieces of a dossier with files and indicators. Two queries."""
    rows = Evidence.objects.filter(dossier=dossier).select_related("file").prefetch_related("shows")
    return list(rows.order_by("added_at", "pk"))


def plain_of(dossier: Dossier, rows: list[Evidence]) -> dict[str, Any]:
    """Return a dossier as plain data that is the same in every installation."""
    return plain_dossier(
        profile=dossier.profile,
        stage=Stage(dossier.stage),
        started_in_training=dossier.started_in_training,
        items=[plain_item(facts_of(row, ())) for row in rows],
    )


def files_of(rows: list[Evidence]) -> tuple[CopyFile, ...]:
    """Return where the files of a dossier lie in a copy, each once."""
    found: dict[str, UUID] = {}
    for row in rows:
        if row.file is not None:
            found.setdefault(path_of(row.file.sha256, row.file.name), row.file.pk)
    return tuple(CopyFile(path, file_id) for path, file_id in sorted(found.items()))


def history_of(dossier: Dossier) -> dict[str, Any]:
    """Return what happened here with a dossier: what was given to which role, and what was handed in."""
    releases = Release.objects.filter(evidence__dossier=dossier).select_related("evidence", "role")
    submissions = Submission.objects.filter(dossier=dossier)
    return {
        "releases": [
            {
                "title": row.evidence.title,
                "role": row.role.role,
                "purpose": row.purpose,
                "from": row.started_on.isoformat(),
                "until": row.finished_on.isoformat(),
            }
            for row in releases.order_by("released_at", "pk")
        ],
        "submissions": [
            {"at": row.submitted_at.isoformat(), "sha256": row.sha256, "content": row.content}
            for row in submissions.order_by("submitted_at", "pk")
        ],
    }


def opened(data: bytes, *, most: int) -> Brought:
    """Return what is in a copy that somebody brings: whole, and signed by the installation it names.

    Raises `BadCopyError` that names the part that is not as it was, `NotACopyError`. Asks no database.
    """
    try:
        sealed = unseal(data, most=most)
    except BrokenSeal as broken:
        raise BadCopyError(entry=broken.entry) from broken
    except NotSealed as wrong:
        raise NotACopyError from wrong
    if sealed.about.get("format") != FORMAT or CONTENT_ENTRY not in sealed.entries:
        raise NotACopyError
    try:
        told = json.loads(sealed.entries[CONTENT_ENTRY])
    except (ValueError, RecursionError) as error:
        raise BadCopyError(entry=CONTENT_ENTRY) from error
    content = checked_content(told)
    if sha256_of(content) != sealed.about.get("content_sha256"):
        raise BadCopyError(entry=CONTENT_ENTRY)
    files = {name: body for name, body in sealed.entries.items() if name.startswith("files/")}
    return Brought(content, files, sealed.signer, repacked=sealed.repacked)
