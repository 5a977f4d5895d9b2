"""Keeping and removing files, as a part of what somebody does with what they belong to."""

import hashlib
import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Sum

from startlijn.base.access.terms import Actor
from startlijn.base.files.models import StoredFile
from startlijn.base.files.rules import clean_name, made_at, must_fit, new_key
from startlijn.base.files.terms import LEFT_BEHIND, BadFileError, Upload
from startlijn.base.journal.actions import record
from startlijn.base.tenancy import everywhere
from startlijn.engines.media import BadFile, examine


@transaction.atomic
def keep_file(*, by: Actor, at: datetime, owner_id: UUID, partnership_id: UUID, upload: Upload) -> StoredFile:
    """Check a file and keep it for its owner; the contents are safe before the row commits.

    The caller checked the right on what it will belong to, and locks that against two uploads at once.
    Raises `BadFileError`, `QuotaError`.
    """
    try:
        examined = examine(upload.data)
    except BadFile as bad:
        raise BadFileError(bad.code, **bad.details) from bad
    kept = StoredFile.objects.filter(owner=owner_id).aggregate(sizes=Sum("size"))["sizes"] or 0
    must_fit(kept, len(examined.data), settings.FILES_PER_PERSON_MIB)
    key = new_key(at)
    _write(key, examined.data)
    row = StoredFile.objects.create(
        partnership_id=partnership_id,
        owner_id=owner_id,
        name=clean_name(upload.name, examined.media_type),
        media_type=examined.media_type,
        size=len(examined.data),
        sha256=hashlib.sha256(examined.data).hexdigest(),
        key=key,
        stored_at=at,
    )
    record(by=by, at=at, action="file.keep", on=row, details={"size": row.size, "type": row.media_type})
    return row


@transaction.atomic
def remove_file(*, by: Actor, at: datetime, file_id: UUID) -> None:
    """Remove a file; its contents go when the transaction commits. The caller checked the right."""
    row = StoredFile.objects.get(pk=file_id)
    key = row.key
    record(by=by, at=at, action="file.remove", on=row)
    row.delete()
    transaction.on_commit(lambda: default_storage.delete(key), robust=True)


@transaction.atomic
def sweep_files(*, at: datetime) -> int:
    """Remove contents that no row points at (any more) and that are older than a day; return how many.

    They are left by a transaction that was undone, a crash, or an erasure.
    """
    with everywhere("contents are found by their key, whoever they were of"):
        kept = set(StoredFile.objects.values_list("key", flat=True))
    removed = 0
    for key in _keys():
        since = made_at(key)
        if since is not None and since < at - LEFT_BEHIND and key not in kept:
            default_storage.delete(key)
            removed += 1
    return removed


def _keys() -> list[str]:
    found = []
    with suppress(FileNotFoundError):
        folders, _files = default_storage.listdir("")
        for folder in folders:
            found += [f"{folder}/{name}" for name in default_storage.listdir(folder)[1]]
    return found


def _write(key: str, data: bytes) -> None:
    """Write contents under a key that is new, and wait until the disk has them."""
    saved = default_storage.save(key, ContentFile(data))
    assert saved == key, "a key is used once"
    with suppress(NotImplementedError):  # object storage keeps what it has accepted
        path = Path(default_storage.path(key))
        for each, flags in ((path, os.O_RDONLY), (path.parent, os.O_RDONLY | os.O_DIRECTORY)):
            opened = os.open(each, flags)
            try:
                os.fsync(opened)
            finally:
                os.close(opened)
