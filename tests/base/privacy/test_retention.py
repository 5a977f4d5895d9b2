"""Kept no longer than was said: all that is due goes, and nothing else (trust.md P18)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from startlijn.base.access.rules import operator
from startlijn.base.access.terms import NotVisibleError
from startlijn.base.journal.models import JournalLine
from startlijn.base.people.models import Person, RoleAssignment
from startlijn.base.post.actions.clock import start_due
from startlijn.base.post.models import Job
from startlijn.base.privacy import actions, queries
from startlijn.base.privacy.queries.retention import due, rules_in_order
from startlijn.base.privacy.rules import ended_before, first_id_of, terms_in_words
from startlijn.base.seams import fixed, new_id
from startlijn.base.tenancy import Kept, everywhere
from tests.base.privacy.filling import FIRST, Filler
from tests.conftest import AT

pytestmark = pytest.mark.django_db
BOSS = operator()


def test_term_ends_on_the_same_day_of_an_earlier_month():
    at = datetime(2028, 2, 29, 12, tzinfo=UTC)
    assert ended_before(Kept(months=24), at) == datetime(2026, 2, 28, 12, tzinfo=UTC)


def test_term_of_days_and_hours():
    at = datetime(2026, 11, 2, 9, tzinfo=UTC)
    assert ended_before(Kept(days=30, hours=2), at) == datetime(2026, 10, 3, 6, tzinfo=UTC)


def test_identifiers_know_when_a_row_was_made():
    moment = datetime(2026, 11, 2, 9, tzinfo=UTC)
    with fixed(at=moment - timedelta(milliseconds=1)):
        before = new_id()
    with fixed(at=moment):
        after = new_id()
    assert before < first_id_of(moment) <= after


def test_term_can_be_written_as_a_word():
    assert terms_in_words(Kept(months=24)) == [
        *("24 months", "2 years", "2 school years", "two years", "two school years")
    ]


@pytest.fixture
def filled(world):
    """Two people with a row in every table: of one everything has ended, of the other nothing has."""
    bystanders = [world.person(name=name) for name in ("Cora", "Dirk", "Eva")]
    people = [world.person(name=name) for name in ("QGONE", "QSTAYING")]
    with fixed(at=FIRST):
        rows = [Filler(world, person, person.given_name, bystanders).fill() for person in people]
    return world, people, rows


def _overdue(at) -> list[str]:
    with everywhere("a test looks at every table"):
        return [model._meta.label for model, _, kept in rules_in_order() if due(model, kept, at).exists()]


def test_everything_due_goes_and_a_second_run_finds_nothing(filled):
    _world, _people, _rows = filled
    at = FIRST.replace(year=FIRST.year + 4)
    with everywhere("a test ends every role"):
        RoleAssignment.objects.update(finished_on=date(2025, 9, 30))
    assert "base.Person" in _overdue(at)
    actions.keep_no_longer(by=BOSS, at=at)
    assert (_overdue(at), actions.keep_no_longer(by=BOSS, at=at)) == ([], {})


def test_nothing_goes_before_its_time(filled):
    """Every night for four years: what is there the night before its day is gone the night after."""
    _world, _people, rows = filled
    terms = []
    for model, declared, kept in rules_in_order():
        row = rows[0].get(model)
        if (
            row is None
            or kept.ended
            or kept.clear
            or len(declared.kept) > 1
            # People are erased; lines of the journal go from the oldest end: tests/base/journal.
            or model._meta.label in {"base.Person", "base.JournalLine"}
        ):
            continue
        with everywhere("a test looks for the day on which a term ends"):
            last = _last_day_kept(model, kept, row)
        if last is not None:
            terms.append((last, model, row))
    assert len(terms) > 20
    for last, model, row in sorted(terms, key=lambda each: each[0]):
        with everywhere("a test looks at every table"):
            there = model._default_manager.filter(pk=row.pk).exists()
        if there:
            actions.keep_no_longer(by=BOSS, at=last)
            with everywhere("a test looks at every table"):
                assert model._default_manager.filter(pk=row.pk).exists(), (model, last)
            actions.keep_no_longer(by=BOSS, at=last + timedelta(days=1))
        with everywhere("a test looks at every table"):
            assert not model._default_manager.filter(pk=row.pk).exists(), (model, last)


def test_contact_person_goes_before_the_sign_up(filled):
    _world, _people, rows = filled
    sign_up = next(row for model, row in rows[0].items() if model.__name__ == "SignUp")
    actions.keep_no_longer(by=BOSS, at=sign_up.signed_up_at.replace(year=sign_up.signed_up_at.year + 2))
    with everywhere("a test looks at one row"):
        now = type(sign_up).objects.get(pk=sign_up.pk)
    assert (now.contact_name, now.contact_email, now.note, now.school_id) == ("", "", "", sign_up.school_id)


def _ended(world, *, finished_on, seen=None) -> Person:
    person = world.person("coach", "school", world.school.pk, name="QENDED")
    with world.here():
        RoleAssignment.objects.filter(person=person).update(finished_on=finished_on)
    person.account.last_login = seen
    person.account.save()
    return person


def _erased(person: Person) -> bool:
    return Person.objects.get(pk=person.pk).given_name == ""


def test_person_is_erased_when_no_role_lasted_for_24_months(world):
    with fixed(at=datetime(2024, 1, 1, tzinfo=UTC)):
        gone = _ended(world, finished_on=date(2024, 11, 2))
        other = _ended(world, finished_on=date(2024, 11, 3))
        seen = _ended(world, finished_on=date(2024, 11, 2), seen=AT - timedelta(days=100))
        working = world.person("coach", "school", world.school.pk)
    actions.keep_no_longer(by=BOSS, at=AT)
    assert [_erased(each) for each in (gone, other, seen, working)] == [True, False, False, False]


def test_journal_tells_how_much_went(world):
    with fixed(at=datetime(2024, 1, 1, tzinfo=UTC)):
        _ended(world, finished_on=date(2024, 11, 2))
    told = actions.keep_no_longer(by=BOSS, at=AT)
    lines = JournalLine.objects.filter(action="privacy.retention").order_by("number")
    assert (told, [line.details for line in lines]) == ({"base.Person": 1}, [])
    erased = JournalLine.objects.get(action="privacy.erase")
    assert erased.details["base.RoleAssignment"] == 1


def test_preview_says_what_the_night_will_take(world):
    with fixed(at=datetime(2024, 1, 1, tzinfo=UTC)):
        _ended(world, finished_on=date(2024, 11, 2))
    officer = world.actor("privacy_officer")
    told = {
        table.label: (table.deleted, table.emptied, table.erased) for table in queries.preview(officer, AT)
    }
    assert told == {"base.Person": (0, 0, 1), "base.RoleAssignment": (1, 0, 0)}


def test_preview_is_for_who_guards_privacy(world):
    for role, place, pk in (
        ("school_leader", "school", world.school.pk),
        ("privacy_officer", "board", world.board.pk),
    ):
        with pytest.raises(NotVisibleError):
            queries.preview(world.actor(role, place, pk), AT)


def test_only_the_operator_runs_it(world):
    with pytest.raises(NotVisibleError):
        actions.keep_no_longer(by=world.actor("privacy_officer"), at=AT)


def test_clock_runs_it_every_night(world):
    start_due(by=BOSS, at=datetime(2026, 11, 2, 3, 0, tzinfo=UTC))
    with everywhere("a test looks at the queue"):
        assert Job.objects.filter(kind="privacy.retention").count() == 1


def _later(moment: datetime, months: int) -> datetime:
    year, month = divmod(moment.year * 12 + moment.month - 1 + months, 12)
    return moment.replace(year=year, month=month + 1)


def _last_day_kept(model, kept, row) -> datetime | None:
    """Return the last night on which a row is not due, counted from its own dates; None when it never is."""
    moments = []
    for path in kept.after:
        value = row
        for part in path.split("__"):
            value = getattr(value, part)
        if value is None or path == "pk":
            return None
        moment = (
            value if isinstance(value, datetime) else datetime(value.year, value.month, value.day, tzinfo=UTC)
        )
        moments.append(moment)
    if not moments or any(getattr(row, name, None) != value for name, value in kept.only.items()):
        return None
    ends = _later(max(moments), kept.months) + timedelta(days=kept.days, hours=kept.hours)
    return ends - timedelta(hours=12)
