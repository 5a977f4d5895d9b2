"""Which series somebody may plan, and for which places somebody may make one."""

from uuid import UUID

from startlijn.base.access.queries import get_visible, visible
from startlijn.base.access.rules import places, whole_partnership
from startlijn.base.access.terms import Actor, NotVisibleError, Permission, Place
from startlijn.base.organisations.models import School, SubRegion
from startlijn.base.people.models import Person
from startlijn.domain.meetings.models import Meeting, Series, SeriesMember


def series_to_plan(actor: Actor, series_id: UUID) -> Series:
    """Return a series that the actor plans. Raises `NotVisibleError`."""
    return get_visible(actor, Permission.MEETINGS_PLAN, Series, series_id)


def series_to_change(actor: Actor, series_id: UUID) -> Series:
    """Return a series that the actor plans, locked. Raises `NotVisibleError`."""
    series_to_plan(actor, series_id)
    return Series.objects.select_for_update(of=("self",)).get(pk=series_id)


def meeting_to_change(actor: Actor, meeting_id: UUID) -> Meeting:
    """Return a meeting that the actor plans, locked after its series. Raises `NotVisibleError`."""
    found = get_visible(actor, Permission.MEETINGS_PLAN, Meeting, meeting_id)
    series_to_change(actor, found.series_id)
    return Meeting.objects.select_for_update(of=("self",)).select_related("series").get(pk=meeting_id)


def must_plan_at(actor: Actor, *, sub_region_id: UUID | None, school_id: UUID | None) -> None:
    """Raise `NotVisibleError` unless the actor may make a series for this place; none is the partnership."""
    if whole_partnership(actor, Permission.MEETINGS_PLAN):
        return
    held = places(actor, Permission.MEETINGS_PLAN)
    at_school = school_id is not None and school_id in held.get(Place.SCHOOL, frozenset())
    in_region = sub_region_id is not None and sub_region_id in held.get(Place.SUB_REGION, frozenset())
    if not (at_school or in_region):
        raise NotVisibleError("Series")


def places_to_plan(actor: Actor) -> tuple[list[tuple[UUID, str]], list[tuple[UUID, str]], bool]:
    """Return the sub-regions and schools (id, name) to plan for, and whether the partnership is possible."""
    held = places(actor, Permission.MEETINGS_PLAN)
    whole = whole_partnership(actor, Permission.MEETINGS_PLAN)
    regions = SubRegion.objects.order_by("name")
    if not whole:
        regions = regions.filter(pk__in=held.get(Place.SUB_REGION, frozenset()))
    schools = School.objects.filter(pk__in=held.get(Place.SCHOOL, frozenset()), closed_on=None)
    return (
        list(regions.values_list("pk", "name")),
        list(schools.order_by("name").values_list("pk", "name")),
        whole,
    )


def known_people(actor: Actor, person_ids: set[UUID]) -> set[UUID]:
    """Return which of these people the actor may invite: they know them, or plan a series with them."""
    if actor.operator:
        return person_ids
    known = visible(actor, Permission.PEOPLE_READ, Person).filter(pk__in=person_ids)
    beside = visible(actor, Permission.MEETINGS_PLAN, SeriesMember).filter(person__in=person_ids)
    found = {*known.values_list("pk", flat=True), *beside.values_list("person", flat=True)}
    return {pk for pk in (*found, actor.person_id) if pk is not None and pk in person_ids}
