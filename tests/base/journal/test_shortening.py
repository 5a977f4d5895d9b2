"""Lines go after 24 months, from the oldest end, and the chain still proves itself (trust.md P15, P18)."""

import json
from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from startlijn.base.access.rules import operator
from startlijn.base.access.terms import NotVisibleError
from startlijn.base.journal.actions import record, redact, shorten
from startlijn.base.journal.models import JournalLine
from startlijn.base.journal.queries import anchor, chain_of, chains, check_anchor, check_chain
from startlijn.base.privacy.actions import keep_no_longer
from startlijn.base.privacy.queries import preview
from startlijn.base.privacy.terms import DueTable
from startlijn.cli.main import main
from tests.base.journal.test_chain import _unguarded
from tests.conftest import AT

BOSS = operator()
LATER = AT.replace(year=AT.year + 2)


@pytest.fixture
def chain(world) -> str:
    """A chain with three lines of AT, and two of a year later: of a person, and of another."""
    for who in (world.actor("coach", "school", world.school.pk), world.actor("coordinator")):
        record(by=who, at=AT + timedelta(days=365), action="test.do", on=world.board)
    return chain_of(world.partnership.pk)


def actions_in(chain: str) -> list[tuple[int, str]]:
    lines = JournalLine.objects.filter(chain=chain).order_by("number")
    return list(lines.values_list("number", "action"))


def whole() -> dict[str, bool]:
    return {chain: check_chain(chain).whole for chain in chains()}


def test_lines_go_the_night_their_term_is_over_and_not_before(chain):
    before = actions_in(chain)
    keep_no_longer(by=BOSS, at=LATER - timedelta(days=1))
    assert actions_in(chain)[: len(before)] == before
    told = keep_no_longer(by=BOSS, at=LATER)
    young = [number for number, action in actions_in(chain) if action == "test.do"]
    assert (told["base.JournalLine"] > 0, min(number for number, _ in actions_in(chain))) == (True, young[0])
    assert set(whole().values()) == {True}


def test_every_month_for_four_years_the_chain_is_whole_and_nothing_older_is_there(chain):
    begin = JournalLine.objects.filter(chain=chain).count()
    for month in range(1, 49):
        at = AT + timedelta(days=31 * month)
        keep_no_longer(by=BOSS, at=at)
        assert set(whole().values()) == {True}, month
        assert not JournalLine.objects.filter(at__lte=at - timedelta(days=732)).exists()
    assert JournalLine.objects.filter(chain=chain).count() < begin + 48


def test_dry_run_says_how_many(chain, capsys):
    (told,) = [each for each in preview(BOSS, LATER) if each.label == "base.JournalLine"]
    assert isinstance(told, DueTable)
    assert told.deleted == JournalLine.objects.filter(at__lte=AT).count()
    assert main(["privacy", "retention", "--dry-run", "--json", "--on", LATER.date().isoformat()]) == 0
    assert "base.JournalLine" in {each["label"] for each in json.loads(capsys.readouterr().out)}


def test_a_second_night_removes_nothing_more(chain):
    shorten(by=BOSS, at=LATER, until=AT)
    lines = actions_in(chain)
    assert (shorten(by=BOSS, at=LATER, until=AT), actions_in(chain)) == (0, lines)


def test_line_that_is_younger_cannot_be_removed_from_the_database(chain):
    with pytest.raises(DatabaseError), transaction.atomic():
        shorten(by=BOSS, at=LATER, until=LATER)


def test_prefix_that_is_cut_by_hand_is_found(chain):
    _unguarded("DELETE FROM base_journalline WHERE chain = %s AND number <= 2", [chain])
    assert check_chain(chain).broken_at == 1


def test_more_than_was_vouched_for_is_found(chain):
    shorten(by=BOSS, at=LATER, until=AT)
    first = actions_in(chain)[0][0]
    _unguarded("DELETE FROM base_journalline WHERE chain = %s AND number = %s", [chain, first])
    assert check_chain(chain).broken_at == first


def test_changed_line_that_vouches_is_found(chain):
    shorten(by=BOSS, at=LATER, until=AT)
    (number,) = [number for number, action in actions_in(chain) if action == "journal.shorten"]
    _unguarded(
        "UPDATE base_journalline SET action = 'test.do' WHERE chain = %s AND number = %s", [chain, number]
    )
    assert not check_chain(chain).whole


def test_chain_that_is_broken_stays_as_it_is(chain):
    _unguarded("UPDATE base_journalline SET actor_name = 'x' WHERE chain = %s AND number = 2", [chain])
    lines = actions_in(chain)
    shorten(by=BOSS, at=LATER, until=AT)
    assert actions_in(chain) == lines


def _write(world, who, at: datetime) -> None:
    record(by=who, at=at, action="test.do", on=world.board)


def test_names_taken_out_are_still_vouched_for_while_their_lines_go(world):
    """Of one who was erased all lines go at once, of another in parts."""
    chain = chain_of(world.partnership.pk)
    both, early = world.actor("project_worker"), world.actor("project_worker")
    for who, day in ((both, 0), (early, 1), (both, 2), (both, 400)):
        _write(world, who, AT + timedelta(days=day))
    redact(by=world.operator, at=AT + timedelta(days=500), person_ids=[both.person_id, early.person_id])
    for day in (732, 734, 1000, 1300):
        shorten(by=BOSS, at=AT + timedelta(days=day), until=AT + timedelta(days=day - 731))
        assert check_chain(chain).whole, day
    left = JournalLine.objects.filter(chain=chain, actor_id=str(both.person_id)).count()
    assert left == 0


def test_changed_line_without_a_name_is_found_after_older_ones_went(world):
    chain = chain_of(world.partnership.pk)
    both = world.actor("project_worker")
    for day in (0, 400):
        _write(world, both, AT + timedelta(days=day))
    redact(by=world.operator, at=AT + timedelta(days=500), person_ids=[both.person_id])
    shorten(by=BOSS, at=AT + timedelta(days=732), until=AT + timedelta(days=1))
    left = JournalLine.objects.get(chain=chain, actor_id=str(both.person_id))
    _unguarded("UPDATE base_journalline SET action = 'x' WHERE id = %s", [left.pk.hex])
    assert check_chain(chain).broken_at == left.number


def test_earlier_anchor_of_lines_that_are_gone_is_no_cut(chain):
    kept = anchor()
    cut = {chain: {"lines": 4, "last_hash": "0" * 64}}
    shorten(by=BOSS, at=LATER, until=AT)
    assert (check_anchor(kept), check_anchor(cut)) == ([], [])


def test_only_the_operator_removes_lines(world):
    with pytest.raises(NotVisibleError):
        shorten(by=world.actor("privacy_officer"), at=LATER, until=AT)
