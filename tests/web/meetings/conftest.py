"""The company of the domain tests, with browsers for the people in it."""

import pytest

from tests.domain.meetings.conftest import Company


@pytest.fixture
def company(world):
    """Three teachers of three schools, and a coordinator who plans."""
    return Company(world)
