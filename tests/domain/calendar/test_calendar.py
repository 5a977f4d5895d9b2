"""When schools are closed: shipped holidays, what the partnership knows better, and own days of schools."""

from datetime import date

import pytest

from startlijn.base.access.terms import NotVisibleError
from startlijn.base.journal.models import JournalLine
from startlijn.base.organisations.models import School
from startlijn.base.tenancy import VersionConflictError
from startlijn.content.holidays import BreakName
from startlijn.content.sector_rules import Certainty
from startlijn.domain.calendar import actions, queries
from startlijn.domain.calendar.models import RegionHoliday
from startlijn.domain.calendar.terms import Break, Imported, OddDaysError, OwnDaysError, Source
from startlijn.engines.schoolyear import SchoolYear
from tests.conftest import AT
from tests.domain.calendar.files import as_bytes, government

YEAR = SchoolYear(2026)
AUTUMN = (date(2026, 10, 1), date(2026, 10, 31))


@pytest.fixture
def calendar(world):
    """A school in the north, and who runs the partnership."""
    world.north = in_region(world, "De Noord", "noord")
    world.coordinator = world.actor("coordinator")
    world.educator = world.actor("school_educator", "school", world.north.pk)
    return world


def in_region(world, name, region):
    school = world.add_school(name)
    with world.here():
        School.objects.filter(pk=school.pk).update(holiday_region=region)
    return school


def closed(world, actor=None, window=AUTUMN, school=None):
    school = school or world.north
    with world.here():
        found = queries.closed_days(actor or world.educator, [school.pk], *window)[school.pk]
    return [(each.name, each.first, each.last) for each in found]


def keep(world, first, last, *, by=None, version=0, region="noord"):
    with world.here():
        return actions.keep_holiday(
            by=by or world.coordinator,
            at=AT,
            region=region,
            year=YEAR,
            name=BreakName.AUTUMN,
            first=first,
            last=last,
            expected_version=version,
        )


def add(world, first, last, name="Carnival", *, opened=False, by=None, school=None):
    with world.here():
        return actions.add_own_days(
            by=by or world.educator,
            at=AT,
            school_id=(school or world.north).pk,
            first=first,
            last=last,
            name=name,
            opened=opened,
        )


def bring_in(world, document, by=None):
    with world.here():
        return actions.import_holidays(by=by or world.coordinator, at=AT, data=as_bytes(document))


def test_a_school_is_closed_in_the_holidays_of_its_region(calendar):
    assert closed(calendar) == [("autumn", date(2026, 10, 10), date(2026, 10, 18))]


def test_a_school_of_an_unknown_region_is_closed_when_any_region_is(calendar):
    assert closed(calendar, school=calendar.school) == [
        ("autumn", date(2026, 10, 10), date(2026, 10, 18)),
        ("autumn", date(2026, 10, 17), date(2026, 10, 25)),
    ]


def test_a_coach_may_know_the_closed_days_of_another_school(calendar):
    coach = calendar.actor("coach", "school", calendar.school.pk)
    assert closed(calendar, coach) == closed(calendar)


def test_own_days_come_besides_and_open_days_take_away(calendar):
    add(calendar, date(2026, 10, 30), date(2026, 10, 30), "Study day")
    add(calendar, date(2026, 10, 12), date(2026, 10, 13), "Open", opened=True)
    assert closed(calendar) == [
        ("autumn", date(2026, 10, 10), date(2026, 10, 11)),
        ("autumn", date(2026, 10, 14), date(2026, 10, 18)),
        ("Study day", date(2026, 10, 30), date(2026, 10, 30)),
    ]


def test_only_what_touches_the_window_counts(calendar):
    add(calendar, date(2026, 10, 30), date(2026, 11, 2), "Study days")
    assert closed(calendar, window=(date(2026, 11, 2), date(2026, 11, 30))) == [
        ("Study days", date(2026, 10, 30), date(2026, 11, 2))
    ]
    assert closed(calendar, window=(date(2026, 11, 3), date(2026, 11, 30))) == []


def test_what_is_typed_in_stands_in_place_of_what_is_shipped(calendar):
    row = keep(calendar, date(2026, 10, 17), date(2026, 10, 25))
    assert closed(calendar) == [("autumn", date(2026, 10, 17), date(2026, 10, 25))]
    with calendar.here():
        line = queries.holiday_line(calendar.coordinator, "noord", YEAR, "autumn")
        assert (line.source, line.version, line.certainty) == (Source.HAND, row.version, Certainty.SEEN)
        actions.drop_holiday(by=calendar.coordinator, at=AT, region="noord", year=YEAR, name=BreakName.AUTUMN)
    assert closed(calendar) == [("autumn", date(2026, 10, 10), date(2026, 10, 18))]


def test_somebody_else_typing_in_meanwhile_is_noticed(calendar):
    keep(calendar, date(2026, 10, 17), date(2026, 10, 25))
    with pytest.raises(VersionConflictError):
        keep(calendar, date(2026, 10, 24), date(2026, 11, 1))


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2026, 10, 16), date(2026, 10, 25)),  # from a Friday
        (date(2026, 10, 17), date(2026, 10, 24)),  # until a Saturday
        (date(2027, 10, 16), date(2027, 10, 24)),  # in another school year
    ],
)
def test_odd_days_are_refused(calendar, first, last):
    with pytest.raises(OddDaysError):
        keep(calendar, first, last)


def test_a_file_says_what_is_new_changed_and_the_same(calendar):
    keep(calendar, date(2026, 10, 17), date(2026, 10, 25))
    assert bring_in(calendar, government()) == Imported(added=4, changed=1, same=0)
    assert bring_in(calendar, government()) == Imported(added=0, changed=0, same=5)
    with calendar.here():
        assert set(RegionHoliday.objects.values_list("source", flat=True)) == {Source.FILE}
        assert JournalLine.objects.filter(action="holidays.bring_in").count() == 2


def test_nothing_of_a_file_with_an_odd_break_is_kept(calendar):
    odd = government(
        ("Meivakantie", "zuid", "2027-04-24", "2027-05-02"),
        ("Meivakantie", "noord", "2027-04-23", "2027-05-02"),
    )
    with pytest.raises(OddDaysError):
        bring_in(calendar, odd)
    with calendar.here():
        assert RegionHoliday.objects.count() == 0


def test_a_school_year_that_is_not_shipped_can_be_brought_in(calendar):
    bring_in(calendar, government(("Herfstvakantie", "noord", "2028-10-21", "2028-10-29"), year="2028-2029"))
    with calendar.here():
        assert queries.years(calendar.educator)[-1] == SchoolYear(2028)
        (line,) = queries.holiday_lines(calendar.educator, SchoolYear(2028))
    assert (line.region, line.name, line.first) == ("noord", Break.AUTUMN, date(2028, 10, 21))


@pytest.mark.parametrize(
    ("first", "last"), [(date(2026, 10, 2), date(2026, 10, 1)), (date(2026, 10, 1), date(2026, 12, 15))]
)
def test_own_days_are_days_of_a_school_year(calendar, first, last):
    with pytest.raises(OwnDaysError):
        add(calendar, first, last)


def test_the_same_own_days_once_more_change_their_name(calendar):
    rows = [add(calendar, date(2026, 10, 30), date(2026, 10, 30), name) for name in ("Study", "Team day")]
    assert rows[0].pk == rows[1].pk
    assert closed(calendar)[-1][0] == "Team day"


def test_own_days_can_be_taken_away(calendar):
    row = add(calendar, date(2026, 10, 30), date(2026, 10, 30))
    with calendar.here():
        actions.remove_own_days(by=calendar.educator, at=AT, days_id=row.pk)
    assert len(closed(calendar)) == 1


def test_a_school_keeps_its_own_days_only(calendar):
    stranger = calendar.actor("school_leader", "school", calendar.school.pk)
    row = add(calendar, date(2026, 10, 30), date(2026, 10, 30))
    with pytest.raises(NotVisibleError):
        add(calendar, date(2026, 10, 30), date(2026, 10, 30), by=stranger)
    with pytest.raises(NotVisibleError), calendar.here():
        actions.remove_own_days(by=stranger, at=AT, days_id=row.pk)
    with calendar.here():
        assert queries.own_days(stranger) == []
        assert [line.id for line in queries.own_days(calendar.educator)] == [row.pk]


def test_a_school_does_not_change_the_holidays_of_a_region(calendar):
    with pytest.raises(NotVisibleError):
        keep(calendar, date(2026, 10, 17), date(2026, 10, 25), by=calendar.educator)
    with pytest.raises(NotVisibleError):
        bring_in(calendar, government(), by=calendar.educator)


def test_another_partnership_has_its_own_calendar(calendar, another_world):
    keep(calendar, date(2026, 10, 17), date(2026, 10, 25))
    north = in_region(another_world, "Ook Noord", "noord")
    educator = another_world.actor("school_educator", "school", north.pk)
    assert closed(another_world, educator, school=north) == [
        ("autumn", date(2026, 10, 10), date(2026, 10, 18))
    ]
    with another_world.here():
        assert queries.closed_days(educator, [calendar.north.pk], *AUTUMN) == {}
