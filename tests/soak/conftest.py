"""Long tests: `make soak` runs them, `make test` does not."""

from pathlib import Path

import pytest

from tests.scale.conftest import on_postgres, server

__all__ = ["on_postgres", "server"]
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything in this folder as long."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.soak)
