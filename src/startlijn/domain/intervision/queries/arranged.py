"""Groups that somebody arranges: who is in them and that they met, never who said or brought what."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from startlijn.base.access.queries import get_visible, visible
from startlijn.base.access.terms import Actor, Permission
from startlijn.domain.groups.models import Group, GroupMember
from startlijn.domain.groups.queries.published import group_page as schools_together
from startlijn.domain.intervision.models import IntervisionGroup
from startlijn.domain.intervision.queries.own import GroupLine, MemberView, group_lines, members_of
from startlijn.domain.intervision.terms import Where

_ARRANGE = Permission.INTERVISION_ARRANGE


@dataclass(frozen=True, slots=True)
class ArrangedGroup:
    """A group as who arranges it sees it: `held` counts meetings, `last_on` is the last day it met."""

    id: UUID
    name: str
    members: tuple[MemberView, ...]
    held: int
    last_on: date | None
    series_id: UUID | None
    closed_on: date | None
    version: int


@dataclass(frozen=True, slots=True)
class Source:
    """A published group of schools from which an intervision group can be made."""

    id: UUID
    round: str
    number: int
    schools: tuple[str, ...]


def arranged_groups(actor: Actor) -> tuple[GroupLine, ...]:
    """Return the groups that somebody arranges, those that go on first. Two queries."""
    return group_lines(list(visible(actor, _ARRANGE, IntervisionGroup).values_list("pk", flat=True)))


def group_to_arrange(actor: Actor, group_id: UUID) -> IntervisionGroup:
    """Return a group that somebody arranges. Raises `NotVisibleError`."""
    return get_visible(actor, _ARRANGE, IntervisionGroup, group_id)


def arranged_group(actor: Actor, group_id: UUID) -> ArrangedGroup:
    """Return one group to who arranges it. Raises `NotVisibleError`. Three queries."""
    found = group_to_arrange(actor, group_id)
    line = group_lines([found.pk])[0]
    return ArrangedGroup(
        id=found.pk,
        name=found.name,
        members=members_of(found.pk, actor.person_id),
        held=line.held,
        last_on=line.last_on,
        series_id=found.series_id,
        closed_on=found.closed_on,
        version=found.version,
    )


def where_of(group: IntervisionGroup) -> Where:
    """Return for which place a group is."""
    return Where(group.school_id, group.sub_region_id)


def source_of(actor: Actor, published_id: UUID) -> Source:
    """Return a published group of schools to make an intervision group of. Raises `NotVisibleError`."""
    get_visible(actor, Permission.ROUNDS_MANAGE, Group, published_id)
    found = schools_together(actor, published_id)
    return Source(found.id, found.round.name, found.number, tuple(member.school for member in found.members))


def contacts_of(published_id: UUID) -> list[UUID]:
    """Return the contacts of a published group of schools who are known as a person, by school."""
    rows = GroupMember.objects.filter(group=published_id, sign_up__contact__isnull=False)
    found = rows.order_by("school__name", "pk").values_list("sign_up__contact", flat=True)
    return list(dict.fromkeys(person for person in found if person is not None))
