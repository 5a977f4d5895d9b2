"""Broken files through the import: refused by name, or whole in the database; never half (trust.md P20).

Two hundred files, and 20,000 when `STARTLIJN_FUZZ` is set (`make fuzz`).
"""

import os
import random

import pytest
from django.db import transaction

from startlijn.base.journal.models import JournalLine
from startlijn.base.refusals import RefusedError
from startlijn.content.instruments import BadInstrumentError
from startlijn.domain.instruments import actions, queries
from startlijn.domain.instruments.models import OwnInstrument
from tests.conftest import AT
from tests.content.instruments.test_fuzz import ORIGINALS, broken

COUNT = 20_000 if os.environ.get("STARTLIJN_FUZZ") else 200


def written() -> tuple[int, int]:
    return OwnInstrument.objects.count(), JournalLine.objects.filter(action="instruments.import").count()


@pytest.mark.django_db
def test_broken_file_is_refused_or_kept_whole(world):
    rng = random.Random("imports")
    ends = set()
    with world.here():
        before = written()
        for number in range(COUNT):
            # Under a name of its own: the versions that are there already would refuse it.
            data = broken(ORIGINALS[number % len(ORIGINALS)], rng).replace(b"version: 2026", b"version: t")
            try:
                with transaction.atomic():
                    row, new = actions.import_instrument(
                        by=world.operator, at=AT, file="mine.yaml", content=data
                    )
            except (BadInstrumentError, RefusedError) as refusal:
                ends.add(type(refusal))
                new = False
            else:
                assert queries.instrument_by_id(world.operator, str(row)).id == str(row)
                ends.add(OwnInstrument)
            expected = (before[0] + new, before[1] + new)
            if new or number % 50 == 0:
                assert written() == expected
                before = expected
    assert ends >= {BadInstrumentError, OwnInstrument}
