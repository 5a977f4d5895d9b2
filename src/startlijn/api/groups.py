"""Published groups: telling schools, taking that back, and the groups as their members see them."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from ninja import Query, Router
from pydantic import Field

from startlijn.api.doors import Request, operation
from startlijn.api.proposals import Near, near
from startlijn.api.shapes import Input, Output, Page, Paging, page_of
from startlijn.api.sign_ups import Contact
from startlijn.base.access.terms import NotVisibleError, Permission
from startlijn.base.seams import now
from startlijn.domain.groups import actions
from startlijn.domain.groups.queries import published
from startlijn.domain.groups.queries.published import GroupView, Member
from startlijn.domain.groups.terms import RoundKind

router = Router(tags=["Groups"])


class GroupMember(Output):
    """A school in a group; `journey` in minutes to the host.

    `contact` is null for who is neither in the group nor runs the round. `near` are schools that are near
    but in another group: only for the own school and for who runs the round.
    """

    school_id: UUID
    school: str
    place: str
    board: str
    journey: float
    is_host: bool
    is_own: bool
    contact: Contact | None
    near: list[Near]


class Group(Output):
    """A published group: who meets, where, who guides them."""

    id: UUID
    number: int
    round_id: UUID
    round: str
    kind: RoundKind
    school_year: int
    published_at: datetime
    host: str
    facilitator: str | None
    longest: float
    members: list[GroupMember]
    version: int


class Publication(Output):
    """What was published of a round, and when."""

    round_id: UUID
    published_at: datetime
    groups: list[Group]


class Undone(Output):
    """That the groups of a round were taken back, when and why."""

    round_id: UUID
    undone_at: datetime
    reason: str


class Publishing(Input):
    """`accept_broken`: publish although a rule does not hold."""

    accept_broken: bool = False


class Undoing(Input):
    """Why the groups are taken back; others can read it later."""

    reason: Annotated[str, Field(max_length=500, pattern=r"^[^\s\x00][^\x00]*$")]


class GroupSearch(Paging):
    """Only groups of one round."""

    round: UUID | None = None


def _member(row: Member) -> GroupMember:
    return GroupMember(
        school_id=row.school_id,
        school=row.school,
        place=row.place,
        board=row.board,
        journey=row.journey,
        is_host=row.is_host,
        is_own=row.is_own,
        contact=Contact(name=row.contact_name, email=row.contact_email) if row.contact_email else None,
        near=near(row.near),
    )


def _group(view: GroupView) -> Group:
    return Group(
        id=view.id,
        number=view.number,
        round_id=view.round.id,
        round=view.round.name,
        kind=view.round.kind,
        school_year=view.round.school_year,
        published_at=view.published_at,
        host=view.host,
        facilitator=view.facilitator or None,
        longest=view.longest,
        members=[_member(row) for row in view.members],
        version=view.version,
    )


def _publication(request: Request, round_id: UUID) -> Publication:
    found = published.published_groups(request.actor, round_id)
    if not found:
        raise NotVisibleError("Publication")
    groups = [_group(view) for view in found]
    return Publication(round_id=round_id, published_at=found[0].published_at, groups=groups)


@operation(
    router.post,
    "/proposals/{uuid:proposal_id}/publish",
    Permission.ROUNDS_MANAGE,
    gives=Publication,
    status=201,
)
def publish_proposal(
    request: Request, proposal_id: UUID, given: Publishing, response: HttpResponse
) -> Publication:
    """Publish a proposal: its groups become visible to their schools, whose contacts get a message."""
    made = actions.publish(
        by=request.actor, at=now(), proposal_id=proposal_id, accept_broken=given.accept_broken
    )
    response.headers["Location"] = reverse("api:get_publication", args=[made.round_id])
    return _publication(request, made.round_id)


@operation(router.get, "/rounds/{uuid:round_id}/publication", Permission.ROUNDS_MANAGE, gives=Publication)
def get_publication(request: Request, round_id: UUID) -> Publication:
    """Give the published groups of a round to who runs it; 404 when nothing is published."""
    return _publication(request, round_id)


@operation(router.post, "/rounds/{uuid:round_id}/publication/undo", Permission.ROUNDS_MANAGE, gives=Undone)
def undo_publication(request: Request, round_id: UUID, given: Undoing) -> Undone:
    """Take published groups back: schools no longer see them and are told so."""
    at = now()
    actions.undo_publication(by=request.actor, at=at, round_id=round_id, reason=given.reason)
    return Undone(round_id=round_id, undone_at=at, reason=given.reason.strip())


@operation(router.get, "/groups", Permission.GROUPS_READ, gives=Page[Group])
def list_groups(request: Request, given: Query[GroupSearch]) -> Page[Group]:
    """List the published groups that your own schools, or schools of your board, are in."""
    own = published.own_groups(request.actor, given.round)
    found = {view.id: view for view in (*own, *published.board_groups(request.actor, given.round))}
    return page_of(list(found.values()), given, _group)


@operation(router.get, "/groups/{uuid:group_id}", Permission.GROUPS_READ, gives=Group)
def get_group(request: Request, group_id: UUID) -> Group:
    """Give one published group to whom it concerns."""
    return _group(published.group_page(request.actor, group_id))
