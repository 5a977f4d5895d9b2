"""Reading published groups: by who runs the round, by the schools in them, by boards."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from startlijn.base.access.queries import visible
from startlijn.base.access.rules import must, places
from startlijn.base.access.terms import Actor, NotVisibleError, Permission, Place, Role
from startlijn.base.people.models import RoleAssignment
from startlijn.base.people.queries import holding
from startlijn.base.seams import today
from startlijn.domain.groups.models import Group, GroupMember
from startlijn.domain.groups.queries.proposal_views import Near
from startlijn.domain.groups.queries.round_views import RoundFacts
from startlijn.domain.groups.queries.rounds import facts_of, round_to_manage
from startlijn.domain.groups.rules.report import rule_label


@dataclass(frozen=True, slots=True)
class Member:
    """A school in a published group; `journey` in minutes to the host.

    The contact is empty for who is neither in the group nor runs the round. `near` says which schools are
    near but in another group, and why: only for the own school and for who runs the round.
    """

    school_id: UUID
    school: str
    place: str
    board: str
    latitude: float | None
    longitude: float | None
    journey: float
    is_host: bool
    is_own: bool
    contact_name: str
    contact_email: str
    near: tuple[Near, ...]


@dataclass(frozen=True, slots=True)
class GroupView:
    """A published group: who meets, where, who guides them."""

    id: UUID
    number: int
    round: RoundFacts
    published_at: datetime
    host: str
    facilitator_id: UUID | None
    facilitator: str
    members: tuple[Member, ...]
    version: int

    @property
    def longest(self) -> float:
        """The longest journey to the host, in minutes."""
        return max(member.journey for member in self.members)


@dataclass(frozen=True, slots=True)
class Facilitator:
    """Somebody of the project team who can guide groups."""

    id: UUID
    name: str


def published_groups(actor: Actor, round_id: UUID) -> tuple[GroupView, ...]:
    """Return the published groups of a round for who runs it; none before publication. `NotVisibleError`."""
    found = round_to_manage(actor, round_id)
    return _views(actor, visible(actor, Permission.ROUNDS_MANAGE, Group).filter(publication__round=found))


def own_groups(actor: Actor, round_id: UUID | None = None) -> tuple[GroupView, ...]:
    """Return the published groups that the actor's own schools are in, of one round or of all."""
    rows = _through(actor, Place.SCHOOL)
    return _views(actor, rows if round_id is None else rows.filter(publication__round=round_id))


def board_groups(actor: Actor, round_id: UUID | None = None) -> tuple[GroupView, ...]:
    """Return the published groups that schools of the actor's boards are in, of one round or of all."""
    rows = _through(actor, Place.BOARD)
    return _views(actor, rows if round_id is None else rows.filter(publication__round=round_id))


def group_page(actor: Actor, group_id: UUID) -> GroupView:
    """Return one published group to whom it concerns. Raises `NotVisibleError`."""
    found = _views(actor, visible(actor, Permission.GROUPS_READ, Group).filter(pk=group_id))
    if not found:
        raise NotVisibleError("Group")
    return found[0]


def facilitators(actor: Actor) -> tuple[Facilitator, ...]:
    """Return the project workers and coordinators of today, by name, for who runs rounds."""
    must(actor, Permission.ROUNDS_MANAGE)
    rows = RoleAssignment.objects.filter(
        holding(today()), role__in=[Role.PROJECT_WORKER, Role.COORDINATOR]
    ).select_related("person")
    people = {row.person_id: str(row.person) for row in rows}
    return tuple(Facilitator(pk, name) for pk, name in sorted(people.items(), key=lambda item: item[1]))


def _through(actor: Actor, place: Place) -> QuerySet[Group]:
    ids = places(actor, Permission.GROUPS_READ).get(place, frozenset())
    path = "school__in" if place is Place.SCHOOL else "school__board__in"
    members = GroupMember.objects.filter(**{path: ids})
    return visible(actor, Permission.GROUPS_READ, Group).filter(pk__in=members.values("group"))


def _views(actor: Actor, rows: QuerySet[Group]) -> tuple[GroupView, ...]:
    """Return groups as this actor may see them. Three queries for any number."""
    members = GroupMember.objects.select_related("school__board", "sign_up").order_by("school__name", "pk")
    found = (
        rows.select_related("publication__round__sub_region", "facilitator", "host")
        .prefetch_related(Prefetch("members", queryset=members))
        .order_by("-publication__published_at", "number")
    )
    managed = set(visible(actor, Permission.ROUNDS_MANAGE, Group).values_list("pk", flat=True))
    own = places(actor, Permission.GROUPS_READ).get(Place.SCHOOL, frozenset())
    meets = places(actor, Permission.SIGN_UP).get(Place.SCHOOL, frozenset())
    return tuple(_view(group, own=own, meets=meets, managed=group.pk in managed) for group in found)


def _view(group: Group, *, own: Collection[UUID], meets: Collection[UUID], managed: bool) -> GroupView:
    members = list(group.members.all())
    contacts = managed or any(member.school_id in meets for member in members)
    return GroupView(
        id=group.pk,
        number=group.number,
        round=facts_of(group.publication.round),
        published_at=group.publication.published_at,
        host=group.host.name,
        facilitator_id=group.facilitator_id,
        facilitator=str(group.facilitator) if group.facilitator else "",
        members=tuple(
            Member(
                school_id=member.school_id,
                school=member.school.name,
                place=member.school.place,
                board=member.school.board.name,
                latitude=member.school.latitude,
                longitude=member.school.longitude,
                journey=member.journey,
                is_host=member.school_id == group.host_id,
                is_own=member.school_id in own,
                contact_name=member.sign_up.contact_name if contacts and member.sign_up else "",
                contact_email=member.sign_up.contact_email if contacts and member.sign_up else "",
                near=_near(member) if managed or member.school_id in own else (),
            )
            for member in members
        ),
        version=group.version,
    )


def _near(member: GroupMember) -> tuple[Near, ...]:
    return tuple(
        Near(near["school"], near["minutes"], rule_label(near["rule"], near["column"]))
        for near in member.near
    )
