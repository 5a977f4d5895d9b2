"""One's own intervision groups: who is in them, whose turn it is, and the meetings that were held."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, Max, OuterRef, Q

from startlijn.base.access.queries import get_visible, visible
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.content.intervision import Method, method
from startlijn.domain.intervision.models import (
    IntervisionGroup,
    IntervisionMember,
    IntervisionSession,
    IntervisionWish,
    SessionPresence,
    SessionSatisfaction,
    SessionTakeaway,
)
from startlijn.domain.intervision.rules.rotation import Past, Roles, next_roles
from startlijn.domain.intervision.rules.satisfaction import spread
from startlijn.domain.intervision.terms import PupilAge, Satisfaction, Theme

_OWN = Permission.INTERVISION_OWN


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group in a list."""

    id: UUID
    name: str
    members: int
    held: int
    last_on: date | None
    closed_on: date | None


@dataclass(frozen=True, slots=True)
class MemberView:
    """Somebody in a group."""

    id: UUID
    person_id: UUID
    name: str
    own: bool


@dataclass(frozen=True, slots=True)
class GroupPage:
    """A group as its members see it. `held` counts its meetings; `roles`: whose turn it is next time."""

    id: UUID
    name: str
    members: tuple[MemberView, ...]
    held: int
    roles: Roles
    last_method: str
    series_id: UUID | None
    closed_on: date | None
    version: int

    def name_of(self, member_id: UUID | None) -> str:
        """Return the name of a member; empty for nobody, or who left."""
        return next((each.name for each in self.members if each.id == member_id), "")


@dataclass(frozen=True, slots=True)
class SessionView:
    """A meeting that was held, as a member sees it: `own_score` and `takeaway` are the reader's own.

    `bringer` is empty when the group would rather not say. `spread` is None below five answers.
    """

    id: UUID
    group_id: UUID
    group: str
    held_on: date
    method_id: str
    method: str
    chair_id: UUID | None
    chair: str
    bringer_id: UUID | None
    bringer: str
    present: tuple[str, ...]
    present_ids: frozenset[UUID]
    was_there: bool
    own_score: Satisfaction | None
    spread: dict[Satisfaction, int] | None
    answered: int
    takeaway: str
    takeaway_version: int
    version: int


@dataclass(frozen=True, slots=True)
class WishView:
    """The own wish for a group."""

    theme: Theme
    pupil_age: PupilAge
    placed: bool


def method_named(id: str) -> Method | None:  # noqa: A002 - the name of the field
    """Return a method by its id; None for one that is no longer there."""
    try:
        return method(id)
    except KeyError:
        return None


def _title(id: str) -> str:  # noqa: A002 - the name of the field
    found = method_named(id)
    return str(found.title) if found else id


def own_groups(actor: Actor) -> tuple[GroupLine, ...]:
    """Return the groups one is in, those that go on first. Two queries."""
    return group_lines(list(visible(actor, _OWN, IntervisionGroup).values_list("pk", flat=True)))


def group_lines(ids: Sequence[UUID]) -> tuple[GroupLine, ...]:
    """Return groups as lines, those that go on first, then by name. One query; the ids were asked for."""
    rows = IntervisionGroup.objects.filter(pk__in=ids).annotate(
        people=Count("members", filter=Q(members__finished_on=None), distinct=True),
        meetings=Count("sessions", distinct=True),
        last_on=Max("sessions__held_on"),
    )
    lines = [
        GroupLine(row.pk, row.name, row.people, row.meetings, row.last_on, row.closed_on)
        for row in rows.order_by("name", "pk")
    ]
    return tuple(sorted(lines, key=lambda line: line.closed_on is not None))


def members_of(group_id: UUID, person_id: UUID | None) -> tuple[MemberView, ...]:
    """Return who is in a group now, in the order in which they came. One query."""
    rows = IntervisionMember.objects.filter(group=group_id, finished_on=None).select_related("person")
    return tuple(
        MemberView(row.pk, row.person_id, str(row.person), row.person_id == person_id)
        for row in rows.order_by("started_on", "person__given_name", "person__family_name", "pk")
    )


def group_page(actor: Actor, group_id: UUID) -> GroupPage:
    """Return a group to who is in it. Raises `NotVisibleError`."""
    found = get_visible(actor, _OWN, IntervisionGroup, group_id)
    members = members_of(found.pk, actor.person_id)
    past = list(IntervisionSession.objects.filter(group=found).order_by("-held_on", "-pk"))
    roles = next_roles(
        [each.id for each in members],
        [Past(each.held_on, each.chair_id, each.bringer_id) for each in past],
    )
    return GroupPage(
        id=found.pk,
        name=found.name,
        members=members,
        held=len(past),
        roles=roles,
        last_method=past[0].method if past else "",
        series_id=found.series_id,
        closed_on=found.closed_on,
        version=found.version,
    )


def sessions_of(actor: Actor, group_id: UUID) -> tuple[SessionView, ...]:
    """Return the meetings of a group to who is in it, the newest first. Raises `NotVisibleError`."""
    get_visible(actor, _OWN, IntervisionGroup, group_id)
    rows = visible(actor, _OWN, IntervisionSession).filter(group=group_id)
    return _views(actor, list(rows.values_list("pk", flat=True)))


def session_view(actor: Actor, session_id: UUID) -> SessionView:
    """Return one meeting to who is in the group. Raises `NotVisibleError`."""
    return _views(actor, [get_visible(actor, _OWN, IntervisionSession, session_id).pk])[0]


def _views(actor: Actor, ids: Sequence[UUID]) -> tuple[SessionView, ...]:
    """Return meetings as this person sees them. Five queries for any number."""
    rows = IntervisionSession.objects.filter(pk__in=ids).select_related(
        "group", "chair__person", "bringer__person"
    )
    there: dict[UUID, list[SessionPresence]] = defaultdict(list)
    for row in SessionPresence.objects.filter(session__in=ids).select_related("member__person"):
        there[row.session_id].append(row)
    # Scores of others never leave this function but counted.
    scores: dict[UUID, list[int]] = defaultdict(list)
    for session_id, score in SessionSatisfaction.objects.filter(session__in=ids).values_list(
        "session", "score"
    ):
        scores[session_id].append(score)
    own = {
        row.session_id: row.score for row in visible(actor, _OWN, SessionSatisfaction).filter(session__in=ids)
    }
    kept = {row.session_id: row for row in visible(actor, _OWN, SessionTakeaway).filter(session__in=ids)}
    return tuple(
        _view(actor, row, there[row.pk], scores[row.pk], own.get(row.pk), kept.get(row.pk))
        for row in rows.order_by("-held_on", "-pk")
    )


def _view(
    actor: Actor,
    row: IntervisionSession,
    there: list[SessionPresence],
    scores: list[int],
    own: int | None,
    kept: SessionTakeaway | None,
) -> SessionView:
    return SessionView(
        id=row.pk,
        group_id=row.group_id,
        group=row.group.name,
        held_on=row.held_on,
        method_id=row.method,
        method=_title(row.method),
        chair_id=row.chair_id,
        chair=str(row.chair.person) if row.chair else "",
        bringer_id=row.bringer_id,
        bringer=str(row.bringer.person) if row.bringer else "",
        present=tuple(sorted(str(each.member.person) for each in there)),
        present_ids=frozenset(each.member_id for each in there),
        was_there=any(each.member.person_id == actor.person_id for each in there),
        own_score=Satisfaction(own) if own is not None else None,
        spread=spread(scores),
        answered=len(scores),
        takeaway=kept.text if kept else "",
        takeaway_version=kept.version if kept else 0,
        version=row.version,
    )


def own_wish(actor: Actor) -> WishView | None:
    """Return one's own wish for a group; None without one. One query."""
    row = visible(actor, _OWN, IntervisionWish).filter(person=actor.person_id).first()
    if row is None:
        return None
    return WishView(Theme(row.theme), PupilAge(row.pupil_age), row.placed_at is not None)


def own_membership(actor: Actor, group_id: UUID) -> IntervisionMember:
    """Return one's own place in a group. Raises `NotVisibleError`."""
    found = IntervisionMember.objects.filter(
        group=group_id, person=actor.person_id, finished_on=None, person__isnull=False
    ).first()
    if found is None:
        raise NotVisibleError("IntervisionGroup")
    return found


def has_own_groups(actor: Actor) -> bool:
    """Tell whether somebody is in a group that goes on. One query."""
    members = IntervisionMember.objects.filter(group=OuterRef("pk"), person=actor.person_id, finished_on=None)
    return IntervisionGroup.objects.filter(Exists(members), closed_on=None).exists()
