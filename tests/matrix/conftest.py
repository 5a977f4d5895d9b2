"""The scene, built once for all tests of a file and taken down after them."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.utils import translation

from tests.matrix.scene import Scene


@pytest.fixture(scope="module")
def scene(django_db_setup, django_db_blocker) -> Iterator[Scene]:
    """Two partnerships and everybody in them; nothing a test changes outlives its request."""
    with django_db_blocker.unblock(), transaction.atomic(), translation.override("en"):
        yield Scene()
        transaction.set_rollback(True)
