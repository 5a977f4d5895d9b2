"""Groups: made by hand or from a published group of schools, members who come and go, and the end."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from startlijn.base.access.queries import get_visible, visible
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.journal.actions import record
from startlijn.base.people.models import Person
from startlijn.base.seams import day_of
from startlijn.domain.intervision.actions.keeping import must_be_equals, new_group, tell_members
from startlijn.domain.intervision.models import IntervisionGroup, IntervisionMember
from startlijn.domain.intervision.queries.arranged import contacts_of, group_to_arrange, source_of
from startlijn.domain.intervision.queries.people import must_arrange
from startlijn.domain.intervision.terms import (
    MOST_PEOPLE,
    AlreadyMemberError,
    ClosedGroupError,
    FullGroupError,
    Where,
)
from startlijn.domain.meetings.actions import adjust_members, open_series
from startlijn.domain.meetings.models import SeriesMember
from startlijn.domain.meetings.terms import NewMember, NoMembersError, SeriesKind


@transaction.atomic
def make_group(
    *, by: Actor, at: datetime, name: str, where: Where, source_id: UUID | None = None
) -> IntervisionGroup:
    """Make a group: empty, or with the contacts of a published group of schools, who are told by mail.

    Raises `NotVisibleError` for another place or group, `HierarchyError`, `FullGroupError`.
    """
    must_arrange(by, where)
    assert by.partnership_id is not None
    people: list[Person] = []
    if source_id is not None:
        source_of(by, source_id)
        people = list(Person.objects.filter(pk__in=contacts_of(source_id)).select_related("account"))
    if len(people) > MOST_PEOPLE:
        raise FullGroupError(most=MOST_PEOPLE)
    must_be_equals(people)
    group = new_group(partnership_id=by.partnership_id, at=at, name=name.strip(), where=where, people=people)
    if source_id is not None:
        group.source_id = source_id
        group.save(update_fields=["source"])
    tell_members(by=by, at=at, group=group, people=people)
    record(by=by, at=at, action="intervision.make", on=group, details={"members": len(people)})
    return group


def _locked(by: Actor, group_id: UUID) -> IntervisionGroup:
    group_to_arrange(by, group_id)
    group = IntervisionGroup.objects.select_for_update(of=("self",)).get(pk=group_id)
    if group.closed_on is not None:
        raise ClosedGroupError
    return group


@transaction.atomic
def add_member(*, by: Actor, at: datetime, group_id: UUID, person_id: UUID) -> IntervisionMember:
    """Put somebody into a group, and tell them by mail.

    Raises `HierarchyError` when somebody there leads them or they lead somebody, `FullGroupError`,
    `AlreadyMemberError`, `ClosedGroupError`, `NotVisibleError`.
    """
    group = _locked(by, group_id)
    person = get_visible(by, Permission.INTERVISION_ARRANGE, Person, person_id)
    present = IntervisionMember.objects.filter(group=group, finished_on=None).select_related("person")
    people = [each.person for each in present]
    if person in people:
        raise AlreadyMemberError(name=str(person))
    if len(people) >= MOST_PEOPLE:
        raise FullGroupError(most=MOST_PEOPLE)
    must_be_equals([*people, person])
    member = IntervisionMember.objects.create(
        partnership_id=group.partnership_id, group=group, person=person, started_on=day_of(at)
    )
    tell_members(by=by, at=at, group=group, people=[person])
    if group.series is not None:
        adjust_members(by=by, at=at, series=group.series, add=[NewMember(person_id=person.pk)])
    record(by=by, at=at, action="intervision.add_member", on=group)
    return member


@transaction.atomic
def remove_member(*, by: Actor, at: datetime, member_id: UUID) -> IntervisionMember:
    """Let somebody leave a group from today on: by who arranges it, or by themselves.

    Raises `NotVisibleError`, `ClosedGroupError`.
    """
    own = IntervisionMember.objects.filter(pk=member_id, person=by.person_id, finished_on=None)
    arranged = visible(by, Permission.INTERVISION_ARRANGE, IntervisionMember).filter(
        pk=member_id, finished_on=None
    )
    found = own.select_related("group").first() or arranged.select_related("group").first()
    if found is None:
        raise NotVisibleError("IntervisionMember")
    group = IntervisionGroup.objects.select_for_update(of=("self",)).get(pk=found.group_id)
    if group.closed_on is not None:
        raise ClosedGroupError
    found.finished_on = _end(found.started_on, day_of(at))
    found.save(update_fields=["finished_on"])
    if group.series is not None:
        gone = SeriesMember.objects.filter(series=group.series, person=found.person_id, finished_on=None)
        adjust_members(by=by, at=at, series=group.series, remove=list(gone.values_list("pk", flat=True)))
    record(by=by, at=at, action="intervision.remove_member", on=group)
    return found


def _end(started_on: date, today: date) -> date:
    return max(started_on, today)


@transaction.atomic
def plan_dates(*, by: Actor, at: datetime, group_id: UUID) -> IntervisionGroup:
    """Give a group its series of meetings, to ask who can when; the one that is there already is kept.

    Raises `NoMembersError` for an empty group, `ClosedGroupError`, `NotVisibleError`.
    """
    group = _locked(by, group_id)
    if group.series is not None:
        return group
    members = IntervisionMember.objects.filter(group=group, finished_on=None).order_by("pk")
    people = [NewMember(person_id=member.person_id) for member in members]
    if not people:
        raise NoMembersError
    group.series = open_series(
        by=by,
        at=at,
        kind=SeriesKind.INTERVISION,
        title=group.name,
        members=people,
        sub_region_id=group.sub_region_id,
        school_id=group.school_id,
    )
    group.save(update_fields=["series"])
    record(by=by, at=at, action="intervision.plan_dates", on=group)
    return group


@transaction.atomic
def close_group(*, by: Actor, at: datetime, group_id: UUID, expected_version: int) -> IntervisionGroup:
    """End a group: its members keep what they have, and nothing is added any more.

    Raises `NotVisibleError`, `ClosedGroupError`, `VersionConflictError`.
    """
    group = _locked(by, group_id).expect(expected_version)
    group.closed_on = day_of(at)
    group.version += 1
    group.save(update_fields=["closed_on", "version"])
    record(by=by, at=at, action="intervision.close", on=group)
    return group
