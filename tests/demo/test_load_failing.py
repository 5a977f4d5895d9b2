"""Loading the demo when something goes wrong half-way."""

from datetime import UTC, datetime

import pytest

from startlijn.base.journal.models import JournalLine
from startlijn.base.organisations.models import Board, Partnership
from startlijn.base.tenancy import everywhere
from startlijn.demo.load import load


@pytest.mark.django_db
def test_load_that_fails_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("no people today")

    monkeypatch.setattr("startlijn.demo.load.load_people", broken)
    with pytest.raises(RuntimeError):
        load(at=datetime(2026, 11, 2, 9, 0, tzinfo=UTC))
    with everywhere("counting in a test"):
        assert [model._default_manager.count() for model in (Partnership, Board, JournalLine)] == [0, 0, 0]
