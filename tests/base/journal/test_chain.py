"""The journal's chain: every tampering shows, and the database refuses it in the first place."""

import pytest
from django.db import DatabaseError, connection, transaction

from startlijn.base.journal.models import JournalLine
from startlijn.base.journal.queries import chain_of, check_chain


def _unguarded(statement: str, parameters: list[object]) -> None:
    """Tamper as somebody with the database in hands would: with the triggers off."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER IF EXISTS journal_line_no_update")
            cursor.execute("DROP TRIGGER IF EXISTS journal_line_no_delete")
        else:
            cursor.execute("ALTER TABLE base_journalline DISABLE TRIGGER ALL")
        cursor.execute(statement, parameters)


def test_chain_of_real_actions_is_whole(world):
    report = check_chain(chain_of(world.partnership.pk))
    assert (report.lines, report.whole) == (3, True)


def test_update_is_refused_by_the_database(world):
    with pytest.raises(DatabaseError), transaction.atomic():
        JournalLine.objects.update(action="nothing")


def test_delete_is_refused_by_the_database(world):
    with pytest.raises(DatabaseError), transaction.atomic():
        JournalLine.objects.all().delete()


def test_edited_line_is_found(world):
    chain = chain_of(world.partnership.pk)
    _unguarded("UPDATE base_journalline SET actor_name = %s WHERE chain = %s AND number = 2", ["x", chain])
    assert check_chain(chain).broken_at == 2


def test_removed_line_is_found(world):
    chain = chain_of(world.partnership.pk)
    _unguarded("DELETE FROM base_journalline WHERE chain = %s AND number = 1", [chain])
    assert check_chain(chain).broken_at == 1
