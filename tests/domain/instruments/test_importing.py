"""Bringing instruments in: into one partnership, once, whole or not at all, and never changed afterwards."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from startlijn.base.access.rules import operator
from startlijn.base.access.terms import Actor, NotVisibleError
from startlijn.base.journal.models import JournalLine
from startlijn.base.seams import new_id
from startlijn.base.tenancy import everywhere
from startlijn.content.instruments import (
    BadInstrumentError,
    Certainty,
    Kind,
    Purpose,
    instrument,
    packaged_instruments,
    read_instrument,
)
from startlijn.domain.instruments import actions, queries, terms
from startlijn.domain.instruments.models import OwnInstrument
from startlijn.domain.instruments.rules.keeping import as_kept, from_kept
from startlijn.domain.instruments.terms import (
    InstrumentKind,
    InstrumentPurpose,
    TooManyInstrumentsError,
    VersionStandsError,
)
from tests.conftest import AT, World
from tests.content.instruments.samples import GOOD, changed

pytestmark = pytest.mark.django_db
NEWER = changed("version: 2026-1", "version: 2026-2").replace(b"2026-08-01", b"2026-12-01")


def bring(world: World, content: bytes = GOOD.encode()):
    with world.here():
        return actions.import_instrument(by=world.operator, at=AT, file="mine.yaml", content=content)


def count() -> int:
    with everywhere("a test counts"):
        return OwnInstrument.objects.count()


def ids(world: World, **which) -> list[str]:
    actor = world.actor("coach", "school", world.school.pk)
    with world.here():
        return [each.id for each in queries.instruments(actor, **which)]


@pytest.mark.parametrize("each", packaged_instruments(), ids=lambda each: each.id)
def test_instrument_is_kept_as_plain_data_and_read_back(each):
    assert from_kept(as_kept(each)) == each


def test_everybody_in_the_partnership_reads_what_was_imported(world):
    row, new = bring(world)
    coach = world.actor("coach", "school", world.school.pk)
    with world.here():
        found = queries.instrument_by_id(coach, "team-talk.2026-1")
    assert (str(row), new, found) == ("team-talk.2026-1", True, read_instrument("a", GOOD.encode()))


def test_another_partnership_does_not_know_it(world, another_world):
    bring(world)
    stranger = another_world.actor("coordinator")
    with another_world.here():
        assert "team-talk.2026-1" not in [each.id for each in queries.instruments(stranger)]
        with pytest.raises(NotVisibleError):
            queries.instrument_by_id(stranger, "team-talk.2026-1")


def test_who_is_nobody_reads_none(world):
    nobody = Actor(None, None, "", world.partnership.pk)
    with world.here():
        for read in (queries.instruments, lambda actor: queries.instrument_by_id(actor, "flow.2026-1")):
            with pytest.raises(NotVisibleError):
                read(nobody)


def test_packaged_instrument_is_found_by_its_id(world):
    coach = world.actor("coach", "school", world.school.pk)
    with world.here():
        assert queries.instrument_by_id(coach, "flow.2026-1") == instrument("flow.2026-1")


@pytest.mark.parametrize("name", ["flow", "flow.", ".2026-1", "flow.2026-1.x", "", "x" * 300])
def test_name_that_is_no_instrument_is_not_there(world, name):
    coach = world.actor("coach", "school", world.school.pk)
    with world.here(), pytest.raises(NotVisibleError):
        queries.instrument_by_id(coach, name)


def test_own_and_packaged_are_listed_by_key_newest_first(world):
    bring(world)
    bring(world, NEWER)
    packaged = [each.id for each in packaged_instruments()]
    assert ids(world) == [*packaged, "team-talk.2026-2", "team-talk.2026-1"]
    assert ids(world, newest_only=True) == [*packaged, "team-talk.2026-2"]


def test_instruments_are_found_by_kind_and_purpose(world):
    bring(world)
    assert ids(world, kind="scan") == ["culture-scan.2026-1", "induction-scan.2026-1", "team-talk.2026-1"]
    assert ids(world, kind="observation", purpose="determination") == ["lesson-observation.2026-1"]


def test_same_file_twice_is_one_instrument(world):
    bring(world)
    _row, new = bring(world)
    assert (new, count()) == (False, 1)


def test_version_that_stands_is_not_replaced(world):
    bring(world)
    with pytest.raises(VersionStandsError) as refused:
        bring(world, changed("en: We listen.", "en: We hear."))
    assert (refused.value.figures, count()) == ({"instrument": "team-talk.2026-1"}, 1)


def test_version_of_a_packaged_instrument_is_not_replaced(world):
    with pytest.raises(VersionStandsError):
        bring(world, changed("key: team-talk", "key: flow"))
    assert count() == 0


def test_bad_file_leaves_nothing(world):
    with pytest.raises(BadInstrumentError):
        bring(world, changed("kind: scan", "kind: test"))
    assert count() == 0


def test_import_leaves_a_line_in_the_journal(world):
    row, _new = bring(world)
    line = JournalLine.objects.get(object_id=str(row.pk))
    assert (line.action, line.details) == ("instruments.import", {"instrument": "team-talk.2026-1"})


def test_file_may_fill_the_form_of_icalt(world):
    form = instrument("icalt-format.2026-1")
    text = GOOD.split("scale:")[0].replace("kind: scan", "kind: observation")
    text += "follows: icalt-format.2026-1\ntrained_only: true\nscoring: {method: mean}\nscale:\n"
    text += "".join(f"  - {{value: {value}, nl: '{value}', en: '{value}'}}\n" for value in (1, 2, 3, 4))
    text += "parts:\n"
    for part in form.parts:
        text += f"  - key: {part.key}\n    title: {{nl: Deel, en: Part}}\n    items:\n"
        text += "".join(
            f"      - {{key: {part.key}-{number}, nl: Tekst, en: Text}}\n" for number in range(part.size)
        )
    bring(world, text.encode())
    coach = world.actor("coach", "school", world.school.pk)
    with world.here():
        found = queries.instrument_by_id(coach, "team-talk.2026-1")
    assert (found.size, found.follows, found.format_only) == (35, form.id, False)


def test_only_the_operator_brings_files_in(world):
    with world.here(), pytest.raises(NotVisibleError):
        actions.import_instrument(
            by=world.actor("coordinator"), at=AT, file="mine.yaml", content=GOOD.encode()
        )
    with pytest.raises(NotVisibleError):
        actions.import_instrument(by=operator(), at=AT, file="mine.yaml", content=GOOD.encode())


def test_partnership_keeps_a_limited_number(world, monkeypatch):
    monkeypatch.setattr(actions, "MOST_OWN", 1)
    bring(world)
    with pytest.raises(TooManyInstrumentsError):
        bring(world, NEWER)
    assert bring(world)[1] is False


def test_database_refuses_to_change_a_version(world):
    row, _new = bring(world)
    for change in ({"content": {}}, {"edition": "2026-3"}, {"kind": "pulse"}, {"key": "other"}):
        with pytest.raises(DatabaseError), transaction.atomic(), world.here():
            OwnInstrument.objects.filter(pk=row.pk).update(**change)


def test_database_refuses_a_version_twice(world):
    row, _new = bring(world)
    row.pk = new_id()
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_words_are_those_of_the_files():
    assert InstrumentKind.values == [kind.value for kind in Kind]
    assert InstrumentPurpose.values == [purpose.value for purpose in Purpose]
    assert terms.CertaintyOf.values == [certainty.value for certainty in Certainty]
