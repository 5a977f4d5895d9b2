"""Parts of the verbs beside it: equals in a group, a new group with its members, telling who came in."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from startlijn.base.access.terms import Actor
from startlijn.base.people.models import Person
from startlijn.base.post.actions import tell
from startlijn.base.seams import day_of
from startlijn.domain.intervision.models import IntervisionGroup, IntervisionMember
from startlijn.domain.intervision.queries.people import leader_pairs
from startlijn.domain.intervision.terms import HierarchyError, Where


def must_be_equals(people: Collection[Person]) -> None:
    """Raise `HierarchyError` when one of the people leads another (domain.md §4.5)."""
    names = {str(person.pk): str(person) for person in people}
    for leader, other in sorted(leader_pairs([person.pk for person in people])):
        raise HierarchyError(leader=names[leader], other=names[other])


def new_group(
    *, partnership_id: UUID, at: datetime, name: str, where: Where, people: Sequence[Person]
) -> IntervisionGroup:
    """Write a group with its members; the verb that calls has checked everything."""
    group = IntervisionGroup.objects.create(
        partnership_id=partnership_id,
        name=name,
        school_id=where.school_id,
        sub_region_id=where.sub_region_id,
        made_at=at,
    )
    IntervisionMember.objects.bulk_create(
        IntervisionMember(partnership_id=partnership_id, group=group, person=person, started_on=day_of(at))
        for person in people
    )
    return group


def tell_members(*, by: Actor, at: datetime, group: IntervisionGroup, people: Sequence[Person]) -> None:
    """Mail who came into a group, in their own language, with a link and no details."""
    for person in people:
        tell(by=by, at=at, person=person, template="intervision_group", link=f"/intervision/{group.pk}/")
