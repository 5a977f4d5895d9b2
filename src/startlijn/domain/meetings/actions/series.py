"""Making a series of meetings, and changing who takes part."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from startlijn.base.access.queries import get_visible
from startlijn.base.access.rules import must
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.journal.actions import record
from startlijn.base.organisations.models import School
from startlijn.base.people.models import Person
from startlijn.base.seams import day_of
from startlijn.domain.groups.models import Group
from startlijn.domain.meetings.actions.keeping import make_slots
from startlijn.domain.meetings.actions.telling import members_of, tell
from startlijn.domain.meetings.models import Meeting, Series, SeriesMember
from startlijn.domain.meetings.queries.checks import must_not_be_closed
from startlijn.domain.meetings.queries.people import working_days
from startlijn.domain.meetings.queries.places import known_people, must_plan_at, series_to_change
from startlijn.domain.meetings.rules.calendars import Method
from startlijn.domain.meetings.rules.slots import LONGEST_WINDOW
from startlijn.domain.meetings.terms import (
    DEFAULT_MINUTES,
    MOST_MEETINGS,
    MOST_MEMBERS,
    BadWindowError,
    MeetingState,
    MemberTwiceError,
    NewMember,
    NoAddressError,
    NoMembersError,
    SeriesKind,
    SeriesState,
    TooManyMembersError,
    Wish,
    WrongSeriesStateError,
)
from startlijn.engines.schoolyear import school_year_of


@transaction.atomic
def make_series(
    *,
    by: Actor,
    at: datetime,
    kind: SeriesKind,
    title: str,
    members: Sequence[NewMember],
    minutes: int = DEFAULT_MINUTES,
    wish: Wish | None = None,
    sub_region_id: UUID | None = None,
    school_id: UUID | None = None,
    group_id: UUID | None = None,
    answers_by: date | None = None,
) -> Series:
    """Make a series for people the actor knows; with a `wish` its possible moments are there too.

    A series of a published group is for the group's part of the region. Raises `NoMembersError`,
    `TooManyMembersError`, `MemberTwiceError`, `NoAddressError`, `BadWindowError`, `NoSlotsError`,
    `NotVisibleError`.
    """
    must(by, Permission.MEETINGS_PLAN)
    if group_id is not None:
        group = get_visible(by, Permission.GROUPS_READ, Group, group_id)
        sub_region_id = group.publication.round.sub_region_id if school_id is None else None
    must_plan_at(by, sub_region_id=sub_region_id, school_id=school_id)
    if not members:
        raise NoMembersError
    _must_know(by, members)
    return open_series(
        by=by,
        at=at,
        kind=kind,
        title=title,
        members=members,
        minutes=minutes,
        wish=wish,
        sub_region_id=sub_region_id,
        school_id=school_id,
        group_id=group_id,
        answers_by=answers_by,
    )


@transaction.atomic
def open_series(
    *,
    by: Actor,
    at: datetime,
    kind: SeriesKind,
    title: str,
    members: Sequence[NewMember],
    minutes: int = DEFAULT_MINUTES,
    wish: Wish | None = None,
    sub_region_id: UUID | None = None,
    school_id: UUID | None = None,
    group_id: UUID | None = None,
    answers_by: date | None = None,
) -> Series:
    """Make a series. Part of other verbs, which check the right to do so and that the people belong to it.

    Without a `wish` no moments are asked about; meetings are added by hand. Raises `TooManyMembersError`,
    `MemberTwiceError`, `NoAddressError`, `BadWindowError`, `NoSlotsError`.
    """
    if by.partnership_id is None:
        raise NotVisibleError("Series")
    year = school_year_of(day_of(at))
    asked = wish or Wish(year.begins_on, year.ends_on, meetings=0)
    _must_be_a_window(asked)
    series = Series.objects.create(
        partnership_id=by.partnership_id,
        kind=kind,
        title=title.strip(),
        sub_region_id=sub_region_id,
        school_id=school_id,
        group_id=group_id,
        minutes=minutes,
        answers_by=answers_by,
        made_at=at,
        **_columns(asked),
    )
    _add(series, members)
    if wish is not None:
        make_slots(by, series)
    record(by=by, at=at, action="series.make", on=series, details={"members": len(members)})
    return series


def _columns(wish: Wish) -> dict[str, object]:
    return {
        "wanted": wish.meetings,
        "first_on": wish.first_on,
        "last_on": wish.last_on,
        "weekdays": sorted(set(wish.weekdays)),
        "times": [f"{each:%H:%M}" for each in sorted(set(wish.times))],
        "closed": sorted({day.isoformat() for day in wish.closed}),
        "min_days_between": wish.min_days_between,
    }


def _must_be_a_window(wish: Wish) -> None:
    backwards = wish.last_on < wish.first_on or wish.last_on - wish.first_on > LONGEST_WINDOW
    if backwards or not 0 <= wish.meetings <= MOST_MEETINGS:
        raise BadWindowError


def _must_know(by: Actor, members: Sequence[NewMember]) -> None:
    people = {member.person_id for member in members if member.person_id is not None}
    if people - known_people(by, people):
        raise NotVisibleError("Person")
    schools = {member.school_id for member in members if member.school_id is not None}
    if School.objects.filter(pk__in=schools).count() != len(schools):
        raise NotVisibleError("School")


def _add(series: Series, members: Sequence[NewMember]) -> list[SeriesMember]:
    there = SeriesMember.objects.filter(series=series, finished_on=None)
    if there.count() + len(members) > MOST_MEMBERS:
        raise TooManyMembersError(most=MOST_MEMBERS)
    people = set(there.exclude(person=None).values_list("person", flat=True))
    emails = {email.casefold() for email in there.filter(person=None).values_list("email", flat=True)}
    days = working_days([member.person_id for member in members if member.person_id is not None])
    rows = []
    for member in members:
        if member.person_id is not None:
            if member.person_id in people:
                raise MemberTwiceError(name=str(Person.objects.get(pk=member.person_id)))
            people.add(member.person_id)
        else:
            if not (member.name.strip() and member.email.strip()):
                raise NoAddressError
            if member.email.strip().casefold() in emails:
                raise MemberTwiceError(name=member.name)
            emails.add(member.email.strip().casefold())
        rows.append(
            SeriesMember(
                partnership_id=series.partnership_id,
                series=series,
                person_id=member.person_id,
                name="" if member.person_id else member.name.strip(),
                email=member.email.strip(),
                language=member.language,
                school_id=member.school_id,
                required=member.required,
                days=sorted(set(member.days or days.get(member.person_id or series.pk, ()))),
            )
        )
    return SeriesMember.objects.bulk_create(rows)


@transaction.atomic
def change_members(
    *,
    by: Actor,
    at: datetime,
    series_id: UUID,
    add: Sequence[NewMember] = (),
    remove: Collection[UUID] = (),
    required: Collection[UUID] | None = None,
) -> Series:
    """Let people take part, or no longer; `required`: who must be there from now on, all others need not.

    Who comes gets the meetings ahead in their calendar, who goes gets them taken out; what somebody answered
    and attended stays. Raises `TooManyMembersError`, `MemberTwiceError`, `NoAddressError`,
    `WrongSeriesStateError`, `NotVisibleError`.
    """
    series = series_to_change(by, series_id)
    must_not_be_closed(series)
    _must_know(by, add)
    return adjust_members(by=by, at=at, series=series, add=add, remove=remove, required=required)


@transaction.atomic
def adjust_members(
    *,
    by: Actor,
    at: datetime,
    series: Series,
    add: Sequence[NewMember] = (),
    remove: Collection[UUID] = (),
    required: Collection[UUID] | None = None,
) -> Series:
    """Change who takes part. Part of other verbs, which check the right and that the people belong to it.

    Raises `TooManyMembersError`, `MemberTwiceError`, `NoAddressError`.
    """
    going = [member for member in members_of(series) if member.pk in set(remove)]
    SeriesMember.objects.filter(pk__in=[member.pk for member in going]).update(finished_on=day_of(at))
    came = _add(series, add)
    if required is not None:
        now = SeriesMember.objects.filter(series=series, finished_on=None)
        now.update(required=False)
        now.filter(pk__in=list(required)).update(required=True)
    new = [member for member in members_of(series) if member.pk in {each.pk for each in came}]
    ahead = Meeting.objects.filter(series=series, state=MeetingState.PLANNED, starts_at__gt=at)
    for meeting in ahead.select_related("series", "host_school"):
        tell(by, at, meeting, new, "meeting_planned")
        tell(by, at, meeting, going, "meeting_cancelled", Method.CANCEL)
    details = {"came": len(came), "went": len(going)}
    record(by=by, at=at, action="series.change_members", on=series, details=details)
    return series


@transaction.atomic
def change_wish(
    *, by: Actor, at: datetime, series_id: UUID, expected_version: int, title: str, minutes: int, wish: Wish
) -> Series:
    """Change what a series asks about, before it asks; its possible moments are made anew.

    Raises `WrongSeriesStateError` (asked already), `BadWindowError`, `NoSlotsError`, `VersionConflictError`,
    `NotVisibleError`.
    """
    series = series_to_change(by, series_id).expect(expected_version)
    if series.state != SeriesState.PLANNING:
        raise WrongSeriesStateError(state=SeriesState(series.state).label)
    _must_be_a_window(wish)
    for name, value in _columns(wish).items():
        setattr(series, name, value)
    series.title, series.minutes = title.strip(), minutes
    series.version += 1
    series.save()
    make_slots(by, series)
    record(by=by, at=at, action="series.change", on=series)
    return series


@transaction.atomic
def close_series(*, by: Actor, at: datetime, series_id: UUID, expected_version: int) -> Series:
    """Close a series: links no longer work and nothing is planned any more; what was planned stays.

    Raises `WrongSeriesStateError`, `VersionConflictError`, `NotVisibleError`.
    """
    series = series_to_change(by, series_id).expect(expected_version)
    must_not_be_closed(series)
    series.state = SeriesState.CLOSED
    series.version += 1
    series.save(update_fields=["state", "version"])
    record(by=by, at=at, action="series.close", on=series)
    return series
