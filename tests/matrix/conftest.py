"""The scene, built once for all tests of a file and taken down after them."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.utils import translation

pytest.register_assert_rewrite("tests.matrix.doors")

from tests.matrix.agreed import knows  # noqa: E402
from tests.matrix.asking import representatives  # noqa: E402
from tests.matrix.doors import ALL, LISTS, Kept, part  # noqa: E402
from tests.matrix.scene import Scene, names_kept_from  # noqa: E402


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


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give the tests of doors the addresses of their part; all to a file that was asked for by name."""
    for argument, found in (("address", ALL), ("listing", LISTS)):
        if argument in metafunc.fixturenames:
            alone = any("test_doors.py" in each for each in metafunc.config.args)
            here = part(found, None if alone else metafunc.module.PART)
            metafunc.parametrize(argument, here, ids=lambda address: address.name)


@pytest.fixture(scope="module")
def kept(scene: Scene) -> Kept:
    """Return, for each persona, the names that may not be on any page."""
    everybody = [*representatives(scene), None]
    return {persona: names_kept_from(scene, persona, knows(scene, persona)) for persona in everybody}


@pytest.fixture(scope="module")
def scene(django_db_setup, django_db_blocker) -> Iterator[Scene]:
    """Two partnerships and everybody in them; nothing a test changes outlives its request."""
    with django_db_blocker.unblock(), transaction.atomic(), translation.override("en"):
        yield Scene()
        transaction.set_rollback(True)
