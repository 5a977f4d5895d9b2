"""The kinds of jobs that tests use, and a clock that stands still."""

import pytest

from tests.base.post import kinds


@pytest.fixture(autouse=True)
def test_kinds(settings):
    settings.JOBS = [*settings.JOBS, *kinds.PATHS]
    settings.CLOCK = ["tests.base.post.kinds.EVERY_QUARTER"]
    kinds.done.clear()
    kinds.places.clear()
    kinds.given_up.clear()


@pytest.fixture
def clock() -> kinds.Clock:
    return kinds.Clock()


@pytest.fixture
def mail_folder(settings, tmp_path):
    """A folder for templates of mail."""
    templates = [{**settings.TEMPLATES[0]}]
    templates[0]["DIRS"] = [tmp_path, *templates[0]["DIRS"]]
    settings.TEMPLATES = templates
    (tmp_path / "mail").mkdir()
    return tmp_path / "mail"
