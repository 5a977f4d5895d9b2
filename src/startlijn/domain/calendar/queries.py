"""Closed days of schools, and the holidays as they count here."""

from collections.abc import Collection
from datetime import date, timedelta
from uuid import UUID

from startlijn.base.access.queries import get_visible, visible
from startlijn.base.access.rules import may, must, whole_partnership
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.organisations.models import School
from startlijn.content import holidays
from startlijn.content.holidays import REGIONS, BreakName, Holidays
from startlijn.content.sector_rules import Certainty
from startlijn.domain.calendar.models import OwnDays, RegionHoliday
from startlijn.domain.calendar.rules.laying import closed_in, laid_over
from startlijn.domain.calendar.terms import (
    Announced,
    Break,
    Closed,
    HolidayLine,
    OwnDaysLine,
    Source,
)
from startlijn.engines.periods import Period
from startlijn.engines.schoolyear import SchoolYear, school_year_from


def known_holidays(actor: Actor) -> Holidays:
    """Return the holidays of every region as they count in this partnership. One query."""
    must(actor, Permission.HOLIDAYS_READ)
    return laid_over(holidays(), [_announced(row) for row in RegionHoliday.objects.all()])


def closed_days(
    actor: Actor, school_ids: Collection[UUID], first: date, last: date
) -> dict[UUID, tuple[Closed, ...]]:
    """Return when schools of the partnership are closed, in what touches `first` up to and including `last`.

    Per school in order of time: the holidays of its region (of every region when that is not known), without
    the days on which it is open all the same, and its own days. `Closed.period` are the days for whoever
    counts. Closed days are no secret: whoever works in the partnership may know them. Three queries.
    """
    known = known_holidays(actor)
    window = Period(first, last + timedelta(days=1))
    own: dict[UUID, list[OwnDays]] = {}
    for row in OwnDays.objects.filter(school__in=school_ids, first_on__lte=last, last_on__gte=first):
        own.setdefault(row.school_id, []).append(row)
    regions = School.objects.filter(pk__in=school_ids).values_list("pk", "holiday_region")
    return {pk: _closed(known, region, own.get(pk, []), window) for pk, region in regions}


def years(actor: Actor) -> tuple[SchoolYear, ...]:
    """Return the school years of which something is known, in order. One query."""
    known = known_holidays(actor)
    return tuple(sorted({year for region in known.regions.values() for year in region}))


def holiday_lines(actor: Actor, year: SchoolYear) -> tuple[HolidayLine, ...]:
    """Return the breaks of a school year, per region in order of time. One query."""
    must(actor, Permission.HOLIDAYS_READ)
    rows = {(row.region, row.name): row for row in RegionHoliday.objects.filter(year=year.label)}
    known = laid_over(holidays(), [_announced(row) for row in rows.values()])
    return tuple(
        HolidayLine(
            region=region,
            name=Break(each.name.value),
            first=each.first,
            last=each.last,
            certainty=each.certainty,
            note=each.note,
            source=Source(row.source) if (row := rows.get((region, each.name.value))) else None,
            version=row.version if row else 0,
        )
        for region in REGIONS
        for each in known.regions[region].get(year, ())
    )


def holiday_line(actor: Actor, region: str, year: SchoolYear, name: str) -> HolidayLine:
    """Return one break to whoever may change it. Raises `NotVisibleError`."""
    must_change_regions(actor)
    for line in holiday_lines(actor, year):
        if (line.region, line.name) == (region, name):
            return line
    raise NotVisibleError("RegionHoliday")


def may_change_regions(actor: Actor) -> bool:
    """Tell whether the actor may change the holidays of regions: who runs the partnership."""
    return may(actor, Permission.HOLIDAYS_MANAGE) and whole_partnership(actor, Permission.HOLIDAYS_MANAGE)


def must_change_regions(actor: Actor) -> None:
    """Raise `NotVisibleError` unless the actor may change the holidays of regions."""
    if not may_change_regions(actor):
        raise NotVisibleError("RegionHoliday")


def own_days(actor: Actor) -> list[OwnDaysLine]:
    """Return the own days of the schools whose calendar the actor keeps, the latest first. One query."""
    rows = visible(actor, Permission.HOLIDAYS_MANAGE, OwnDays).select_related("school")
    return [
        OwnDaysLine(row.pk, row.school.name, row.first_on, row.last_on, row.name, row.opened)
        for row in rows.order_by("-first_on", "school__name", "pk")
    ]


def own_days_line(actor: Actor, days_id: UUID) -> OwnDaysLine:
    """Return own days that the actor may take away. Raises `NotVisibleError`."""
    row = get_visible(actor, Permission.HOLIDAYS_MANAGE, OwnDays, days_id)
    return OwnDaysLine(row.pk, row.school.name, row.first_on, row.last_on, row.name, row.opened)


def schools_to_keep(actor: Actor) -> list[tuple[UUID, str]]:
    """Return the schools (id, name) whose own days the actor keeps. One query."""
    rows = visible(actor, Permission.HOLIDAYS_MANAGE, School).filter(closed_on=None)
    return list(rows.order_by("name").values_list("pk", "name"))


def _announced(row: RegionHoliday) -> Announced:
    return Announced(row.region, school_year_from(row.year), BreakName(row.name), row.first_on, row.last_on)


def _closed(known: Holidays, region: str, own: list[OwnDays], window: Period) -> tuple[Closed, ...]:
    closed = [
        Closed(row.first_on, row.last_on, row.name, Certainty.SEEN, own=True) for row in own if not row.opened
    ]
    opened = [Period(row.first_on, row.last_on + timedelta(days=1)) for row in own if row.opened]
    return closed_in(known, region, closed, opened, window)
