"""Reading files. Nothing here asks who reads.

The caller has checked its right on what the file belongs to.
"""

import hashlib
from uuid import UUID

from django.core.files.storage import default_storage

from startlijn.base.files.models import StoredFile
from startlijn.base.files.terms import FileContent, FileFacts, FileGoneError


def facts_of(row: StoredFile) -> FileFacts:
    """Return what is known of a file."""
    return FileFacts(row.pk, row.name, row.media_type, row.size, row.sha256)


def content(file_id: UUID) -> FileContent:
    """Return a file with its bytes, in the current partnership.

    The caller has checked the right on what it belongs to. Raises `FileGoneError` when the contents are not
    there or are not what was written down, `StoredFile.DoesNotExist` when there is no such row.
    """
    row = StoredFile.objects.get(pk=file_id)
    try:
        with default_storage.open(row.key) as kept:
            data: bytes = kept.read()
    except FileNotFoundError as error:
        raise FileGoneError(row.pk) from error
    if hashlib.sha256(data).hexdigest() != row.sha256:
        raise FileGoneError(row.pk)
    return FileContent(facts_of(row), data)
