"""Verbs of the calendar: bring in the government's file, put a holiday right, keep a school's own days."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from startlijn.base.access.queries import get_visible
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.journal.actions import record
from startlijn.base.organisations.models import Partnership, School
from startlijn.content.holidays import BreakName
from startlijn.domain.calendar.models import OwnDays, RegionHoliday
from startlijn.domain.calendar.queries import must_change_regions
from startlijn.domain.calendar.rules.government import announced
from startlijn.domain.calendar.rules.laying import counts, must_be_days, must_fit
from startlijn.domain.calendar.terms import Announced, Imported, Source
from startlijn.engines.schoolyear import SchoolYear


@transaction.atomic
def import_holidays(*, by: Actor, at: datetime, data: bytes) -> Imported:
    """Bring in the government's file with school holidays; what it says stands in place of what was known.

    Raises `NotTheFileError`, `UnknownInFileError`, `OddDaysError`: then nothing is kept; `NotVisibleError`.
    """
    must_change_regions(by)
    new = announced(data)
    partnership = _partnership(by)
    rows = {
        (row.region, row.year, row.name): row
        for row in RegionHoliday.objects.select_for_update(of=("self",)).filter(
            year__in={one.year.label for one in new}
        )
    }
    found = counts({key: (row.first_on, row.last_on) for key, row in rows.items()}, new)
    for one in new:
        _keep(rows.get((one.region, one.year.label, one.name.value)), partnership, one, Source.FILE)
    added, changed, same = found
    details = {"added": added, "changed": changed, "same": same}
    record(by=by, at=at, action="holidays.bring_in", on=partnership, details=details)
    return Imported(added, changed, same)


@transaction.atomic
def keep_holiday(
    *,
    by: Actor,
    at: datetime,
    region: str,
    year: SchoolYear,
    name: BreakName,
    first: date,
    last: date,
    expected_version: int,
) -> RegionHoliday:
    """Type in a break of a region; it stands in place of what was known. Version 0: nothing was typed in yet.

    Raises `OddDaysError`, `VersionConflictError`, `NotVisibleError`.
    """
    must_change_regions(by)
    one = Announced(region, year, name, first, last)
    must_fit(one)
    row = _holiday(region, year, name)
    (row or RegionHoliday(version=0)).expect(expected_version)
    kept = _keep(row, _partnership(by), one, Source.HAND)
    record(by=by, at=at, action="holidays.keep", on=kept)
    return kept


@transaction.atomic
def drop_holiday(*, by: Actor, at: datetime, region: str, year: SchoolYear, name: BreakName) -> None:
    """Take away what stands in place of a shipped holiday. Raises `NotVisibleError`."""
    must_change_regions(by)
    row = _holiday(region, year, name)
    if row is None:
        raise NotVisibleError("RegionHoliday")
    record(by=by, at=at, action="holidays.drop", on=row)
    row.delete()


@transaction.atomic
def add_own_days(
    *, by: Actor, at: datetime, school_id: UUID, first: date, last: date, name: str, opened: bool
) -> OwnDays:
    """Keep days on which a school is closed besides the holidays, or open although the region is not.

    The same days once more change their name. Raises `OwnDaysError`, `NotVisibleError`.
    """
    school = get_visible(by, Permission.HOLIDAYS_MANAGE, School, school_id)
    must_be_days(first, last)
    row, _made = OwnDays.objects.update_or_create(
        school=school,
        first_on=first,
        last_on=last,
        opened=opened,
        defaults={"partnership_id": school.partnership_id, "name": name},
    )
    record(by=by, at=at, action="own_days.add", on=row)
    return row


@transaction.atomic
def remove_own_days(*, by: Actor, at: datetime, days_id: UUID) -> None:
    """Take own days of a school away. Raises `NotVisibleError`."""
    row = get_visible(by, Permission.HOLIDAYS_MANAGE, OwnDays, days_id)
    record(by=by, at=at, action="own_days.remove", on=row)
    row.delete()


def _partnership(by: Actor) -> Partnership:
    if by.partnership_id is None:
        raise NotVisibleError("Partnership")
    return Partnership.objects.get(pk=by.partnership_id)


def _holiday(region: str, year: SchoolYear, name: BreakName) -> RegionHoliday | None:
    rows = RegionHoliday.objects.select_for_update(of=("self",))
    return rows.filter(region=region, year=year.label, name=name.value).first()


def _keep(
    row: RegionHoliday | None, partnership: Partnership, one: Announced, source: Source
) -> RegionHoliday:
    """Write one break; what says the same already is left alone."""
    kept = row or RegionHoliday(
        partnership=partnership, region=one.region, year=one.year.label, name=one.name.value, version=0
    )
    if (kept.first_on, kept.last_on, kept.source) == (one.first, one.last, source):
        return kept
    kept.first_on, kept.last_on, kept.source = one.first, one.last, source
    kept.version += 1
    kept.save()
    return kept
