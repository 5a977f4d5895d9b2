"""The scene, built once for all tests of a file and taken down after them."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.utils import translation

from tests.matrix.scene import Scene


class Printed:
    """Stands in for the printer: gives the page as it would be printed, so that its names can be read."""

    def __init__(self, *, string: str, **_given: object) -> None:
        self.text = string

    def write_pdf(self, **_given: object) -> bytes:
        return self.text.encode()


@pytest.fixture(autouse=True)
def printer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Documents are read as text: a PDF hides its names, and takes a second."""
    monkeypatch.setattr("weasyprint.HTML", Printed)


@pytest.fixture(scope="module")
def scene(django_db_setup, django_db_blocker) -> Iterator[Scene]:
    """Two partnerships and everybody in them; nothing a test changes outlives its request."""
    with django_db_blocker.unblock(), transaction.atomic(), translation.override("en"):
        yield Scene()
        transaction.set_rollback(True)
