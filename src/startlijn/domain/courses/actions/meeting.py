"""The meetings of an edition: a series of its own, with the people who take part now."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from startlijn.base.access.queries import get_visible
from startlijn.base.access.terms import Actor, Permission
from startlijn.base.journal.actions import record
from startlijn.base.seams import day_of
from startlijn.domain.courses.actions.seating import taking_part
from startlijn.domain.courses.models import Edition
from startlijn.domain.courses.rules.states import TEACHING, must_be
from startlijn.domain.courses.terms import SeriesThereError, Weekday
from startlijn.domain.meetings.actions.series import open_series
from startlijn.domain.meetings.terms import (
    DEFAULT_TIME,
    DEFAULT_WEEKDAYS,
    MOST_MEETINGS,
    SeriesKind,
    Wish,
)
from startlijn.engines.schoolyear import SchoolYear

_NOTICE = timedelta(days=14)


@transaction.atomic
def plan_meetings(*, by: Actor, at: datetime, edition_id: UUID) -> Edition:
    """Make the series of meetings of an edition, on its days and hours, two weeks from now at the earliest.

    For who runs the course. Raises `SeriesThereError`, `EditionStateError`, what `open_series` raises when no
    moment is left in the school year (`BadWindowError`, `NoSlotsError`), `NotVisibleError`.
    """
    get_visible(by, Permission.COURSES_MANAGE, Edition, edition_id)
    edition = Edition.objects.select_for_update(of=("self",)).select_related("course").get(pk=edition_id)
    must_be(edition.state, TEACHING)
    if edition.series_id is not None:
        raise SeriesThereError
    year, course = SchoolYear(edition.school_year), edition.course
    days = [number for number, day in enumerate(Weekday) if day in edition.weekdays]
    edition.series = open_series(
        by=by,
        at=at,
        kind=SeriesKind.COURSE,
        title=course.title,
        members=list(taking_part(edition).values()),
        minutes=course.meeting_minutes,
        wish=Wish(
            first_on=max(year.begins_on, day_of(at) + _NOTICE),
            last_on=year.ends_on,
            meetings=min(course.meeting_count, MOST_MEETINGS),
            weekdays=days or DEFAULT_WEEKDAYS,
            times=[edition.begins_at or DEFAULT_TIME],
        ),
    )
    edition.version += 1
    edition.save(update_fields=["series", "version"])
    record(by=by, at=at, action="edition.plan_meetings", on=edition)
    return edition
