"""Five ways to change the past of the journal with the database in hands: each is found (trust.md P15).

Three break the chain. A tail that is cut, and a line that is edited after which everything is computed again,
leave a chain that fits: those are betrayed by an anchor that was kept elsewhere.
"""

import pytest
from django.db import connection

from startlijn.base.journal.models import JournalHead, JournalLine
from startlijn.base.journal.queries import anchor, chain_of, check_anchor, check_chain, content_of
from startlijn.base.journal.rules import line_hash
from startlijn.base.organisations.actions import create_sub_region
from tests.conftest import AT


def _guards_off() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER IF EXISTS journal_line_no_update")
            cursor.execute("DROP TRIGGER IF EXISTS journal_line_no_delete")
        else:
            cursor.execute("ALTER TABLE base_journalline DISABLE TRIGGER ALL")


def _line(chain: str, number: int):
    return JournalLine.objects.filter(chain=chain, number=number)


def _edit(chain: str) -> None:
    _line(chain, 3).update(actor_name="Somebody else")


def _remove(chain: str) -> None:
    _line(chain, 3)._raw_delete("default")


def _swap(chain: str) -> None:
    _line(chain, 3).update(number=99)
    _line(chain, 4).update(number=3)
    _line(chain, 99).update(number=4)


def _cut_tail(chain: str) -> None:
    last = JournalHead.objects.get(chain=chain).lines
    _line(chain, last)._raw_delete("default")
    JournalHead.objects.filter(chain=chain).update(
        lines=last - 1, last_hash=_line(chain, last - 1).get().hash
    )


def _edit_and_compute_again(chain: str) -> None:
    _edit(chain)
    previous = _line(chain, 2).get().hash
    for line in JournalLine.objects.filter(chain=chain, number__gte=3).order_by("number"):
        computed = line_hash(previous, content_of(line))
        _line(chain, line.number).update(previous_hash=previous, hash=computed)
        previous = computed
    JournalHead.objects.filter(chain=chain).update(last_hash=previous)


@pytest.mark.parametrize(
    ("tamper", "chain_fits"),
    [
        (_edit, False),
        (_remove, False),
        (_swap, False),
        (_cut_tail, True),
        (_edit_and_compute_again, True),
    ],
)
def test_tampering_is_found(world, tamper, chain_fits):
    with world.here():
        for name in ("Veghel", "Uden", "Oss"):
            create_sub_region(by=world.operator, at=AT, name=name)
    chain, kept = chain_of(world.partnership.pk), anchor()
    assert (check_chain(chain).whole, check_anchor(kept)) == (True, [])
    _guards_off()
    tamper(chain)
    fits, betrayed = check_chain(chain).whole, check_anchor(kept)
    assert fits is chain_fits
    assert (not fits) or betrayed == [chain]
