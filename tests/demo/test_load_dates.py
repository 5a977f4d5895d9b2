"""Loading the demo in the first days of a school year, when hardly anything of this year has happened."""

from datetime import UTC, datetime

import pytest

from startlijn.base.journal.models import JournalLine
from startlijn.base.seams import fixed
from startlijn.base.tenancy import everywhere
from startlijn.demo.load import load
from startlijn.domain.guidance.models import ContactNote, Tick

AT = datetime(2026, 8, 3, 9, 0, tzinfo=UTC)


@pytest.mark.django_db
def test_story_stops_at_the_moment_of_loading() -> None:
    with fixed(at=AT):
        told = load(at=AT)
    assert (told.starters, told.trajectories) == (120, 120)
    with everywhere("counting in a test"):
        assert not Tick.objects.filter(ticked_at__gt=AT).exists()
        assert not ContactNote.objects.filter(written_at__gt=AT).exists()
        assert not JournalLine.objects.filter(at__gt=AT).exists()
