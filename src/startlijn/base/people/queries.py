"""Reading people, and turning an account into an actor."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from startlijn.base.access.queries import get_visible, visible
from startlijn.base.access.rules import must
from startlijn.base.access.terms import Actor, Grant, NotVisibleError, Permission, Place, Role
from startlijn.base.accounts.queries import usable_invitations, ways_in
from startlijn.base.accounts.rules import token_hash
from startlijn.base.journal.models import JournalLine
from startlijn.base.journal.queries import lines_about
from startlijn.base.journal.terms import Looking
from startlijn.base.organisations.models import Board, Institute, Partnership, School, SubRegion
from startlijn.base.people.models import ApiToken, Person, RoleAssignment
from startlijn.base.people.terms import Access, PersonElsewhereError, TokenLine
from startlijn.base.seams import now, today
from startlijn.base.tenancy import everywhere

_PERMISSIONS = frozenset(permission.value for permission in Permission)
_WITH_PLACE = ("school", "board", "sub_region", "institute", "partnership")


def holding(on: date) -> Q:
    """Return the condition that a role holds on a day (half-open: not on `finished_on`)."""
    return Q(started_on__lte=on) & (Q(finished_on=None) | Q(finished_on__gt=on))


def _grant(role: RoleAssignment, place_name: str = "") -> Grant:
    for place, place_id in (
        (Place.SCHOOL, role.school_id),
        (Place.BOARD, role.board_id),
        (Place.SUB_REGION, role.sub_region_id),
        (Place.INSTITUTE, role.institute_id),
    ):
        if place_id is not None:
            return Grant(Role(role.role), place, place_id, place_name)
    return Grant(Role(role.role), Place.PARTNERSHIP, role.partnership_id, place_name)


def actor_for(account_id: UUID, *, partnership_id: UUID | None, at: datetime) -> Actor:
    """Return the actor behind an account: the roles that hold today in one partnership. One query.

    `partnership_id` is the one chosen before, if any; without it, or when no role holds there any more,
    the partnership of the first role counts. An account without a valid role gets an actor without grants.
    """
    on = today()
    with everywhere("which partnership applies follows from the roles themselves"):
        held = list(
            RoleAssignment.objects.filter(holding(on), person__account=account_id)
            .select_related("person", *_WITH_PLACE)
            .order_by("started_on", "id")
        )
    if not held:
        person = Person.objects.filter(account=account_id).first()
        return Actor(person.pk if person else None, account_id, str(person or ""), None, at=at)
    partnerships = [role.partnership_id for role in held]
    chosen = partnership_id if partnership_id in partnerships else partnerships[0]
    grants = tuple(_grant(role, _place(role)[1]) for role in held if role.partnership_id == chosen)
    person = held[0].person
    return Actor(person.pk, account_id, str(person), chosen, grants, at=at)


def actor_of_person(person_id: UUID, *, partnership_id: UUID, at: datetime) -> Actor:
    """Return the actor of a person, also without account: jobs act with the rights of who started them."""
    on = today()
    with everywhere("a job names its partnership itself"):
        held = list(
            RoleAssignment.objects.filter(
                holding(on), person=person_id, partnership=partnership_id
            ).select_related("person")
        )
    person = held[0].person if held else Person.objects.get(pk=person_id)
    return Actor(person.pk, person.account_id, str(person), partnership_id, tuple(map(_grant, held)), at=at)


def partnerships_of(account_id: UUID) -> QuerySet[Partnership]:
    """Return the partnerships in which the account's person holds a role today, by name."""
    with everywhere("a person may work in several partnerships"):
        held = RoleAssignment.objects.filter(holding(today()), person__account=account_id).values(
            "partnership"
        )
    return Partnership.objects.filter(pk__in=held).order_by("name")


def lines_about_me(actor: Actor, kind: Looking | None = None) -> QuerySet[JournalLine]:
    """Return what others did with or about the person who asks, also under a registration that was merged.

    In all partnerships, newest first; `kind` as in `journal.queries.lines_about`. None without a person.
    """
    if actor.person_id is None:
        return JournalLine.objects.none()
    merged = Person.objects.filter(merged_into=actor.person_id).values_list("pk", flat=True)
    return lines_about([actor.person_id, *merged], kind)


def people_visible_to(actor: Actor) -> QuerySet[Person]:
    """Return the people this actor may know about, by name."""
    return visible(actor, Permission.PEOPLE_READ, Person).order_by("given_name", "family_name", "pk")


def holders(*, roles: Iterable[Role], school_ids: Iterable[UUID]) -> QuerySet[RoleAssignment]:
    """Return who holds one of the roles at the schools today, with person and school, by name."""
    held = RoleAssignment.objects.filter(
        holding(today()), role__in=list(roles), school__in=list(school_ids)
    ).select_related("person", "school")
    return held.order_by("person__given_name", "person__family_name", "pk")


@dataclass(frozen=True, slots=True)
class RoleLine:
    """A role as a page shows it: which role, where, since when, until (not including) when."""

    id: UUID
    role: Role
    place: Place
    place_name: str
    started_on: date
    finished_on: date | None
    holds: bool


def _place(role: RoleAssignment) -> tuple[Place, str]:
    for place, row in (
        (Place.SCHOOL, role.school),
        (Place.BOARD, role.board),
        (Place.SUB_REGION, role.sub_region),
        (Place.INSTITUTE, role.institute),
    ):
        if row is not None:
            return place, row.name
    return Place.PARTNERSHIP, role.partnership.name


def role_lines(roles: Iterable[RoleAssignment]) -> list[RoleLine]:
    """Return roles ready to show; the rows must come with their place (`_WITH_PLACE`)."""
    on = today()
    lines = []
    for role in roles:
        place, name = _place(role)
        holds = role.started_on <= on and (role.finished_on is None or role.finished_on > on)
        lines.append(
            RoleLine(role.pk, Role(role.role), place, name, role.started_on, role.finished_on, holds)
        )
    return sorted(lines, key=lambda line: (not line.holds, line.started_on))


def own_roles(actor: Actor) -> list[RoleLine]:
    """Return the actor's own roles in the present partnership, those that hold first."""
    roles = RoleAssignment.objects.filter(person=actor.person_id).select_related(*_WITH_PLACE)
    return role_lines(roles)


def person_page(actor: Actor, person_id: UUID) -> tuple[Person, list[RoleLine]]:
    """Return a person and the roles the actor may know about; `NotVisibleError` when there is none."""
    person = get_visible(actor, Permission.PEOPLE_READ, Person, person_id)
    roles = visible(actor, Permission.PEOPLE_READ, RoleAssignment).filter(person=person)
    return person, role_lines(roles.select_related(*_WITH_PLACE))


def search_people(actor: Actor, text: str) -> QuerySet[Person]:
    """Return the visible people whose name or e-mail address holds every word of `text`, by name."""
    found = people_visible_to(actor)
    for word in text.split():
        found = found.filter(
            Q(given_name__icontains=word) | Q(family_name__icontains=word) | Q(account__email__icontains=word)
        )
    roles = visible(actor, Permission.PEOPLE_READ, RoleAssignment).filter(holding(today()))
    return found.select_related("account").prefetch_related(
        Prefetch("roles", roles.select_related(*_WITH_PLACE), "held")
    )


def places_to_grant(actor: Actor) -> dict[Place, list[tuple[UUID, str]]]:
    """Return where the actor may give roles: id and name per kind of place, by name."""
    models: tuple[tuple[Place, type[Partnership | SubRegion | Board | School | Institute]], ...] = (
        (Place.PARTNERSHIP, Partnership),
        (Place.SUB_REGION, SubRegion),
        (Place.BOARD, Board),
        (Place.SCHOOL, School),
        (Place.INSTITUTE, Institute),
    )
    return {
        place: [(row.pk, row.name) for row in visible(actor, Permission.ROLES_GRANT, model).order_by("name")]
        for place, model in models
    }


def person_to_grant(actor: Actor, person_id: UUID) -> Person:
    """Return somebody to whom the actor may give a role: visible, or just added and without any role.

    Raises `NotVisibleError` otherwise: a person of another partnership does not exist here.
    """
    found = visible(actor, Permission.PEOPLE_READ, Person).filter(pk=person_id).first()
    if found is None:
        with everywhere("a person without any role belongs to nobody yet"):
            held = RoleAssignment.objects.filter(person=person_id).exists()
        found = None if held else Person.objects.filter(pk=person_id).first()
    if found is None:
        raise NotVisibleError("Person")
    return found


def people_with_account() -> QuerySet[Person]:
    """Return everybody who can log in, with the account, by name. For the demo's "log in as" page only."""
    return Person.objects.filter(account__is_active=True).select_related("account")


def own_tokens(actor: Actor) -> list[TokenLine]:
    """Return the actor's own API tokens in this partnership, newest first. One query."""
    at = actor.at or now()
    return [
        TokenLine(
            row.pk,
            row.purpose,
            tuple(Permission(value) for value in row.permissions if value in _PERMISSIONS),
            row.created_at,
            row.expires_at,
            row.last_used_at,
            works=row.revoked_at is None and row.expires_at > at,
        )
        for row in ApiToken.objects.filter(person=actor.person_id).order_by("-created_at")
    ]


def actor_for_token(token: str, at: datetime) -> Actor | None:
    """Return who a token acts for, limited to what the token may; None when it does not work (any more).

    It stops with its own end, with the account, and with the last role in its partnership (trust P13).
    Three queries at most.
    """
    with everywhere("the token itself tells its partnership"):
        row = ApiToken.objects.filter(
            token_hash=token_hash(token), revoked_at=None, expires_at__gt=at, person__account__is_active=True
        ).first()
    if row is None:
        return None
    owner = actor_of_person(row.person_id, partnership_id=row.partnership_id, at=at)
    if not owner.grants:
        return None
    allowed = frozenset(Permission(value) for value in row.permissions if value in _PERMISSIONS)
    return replace(owner, limited_to=allowed)


def own_token(actor: Actor, token_id: UUID) -> TokenLine:
    """Return one of the actor's own tokens; raise `NotVisibleError` for any other."""
    found = next((token for token in own_tokens(actor) if token.id == token_id), None)
    if found is None:
        raise NotVisibleError("ApiToken")
    return found


def own_person(actor: Actor) -> Person | None:
    """Return who the actor is; None for an account without a person."""
    return Person.objects.filter(pk=actor.person_id).first() if actor.person_id else None


def access_of(actor: Actor, person_id: UUID, *, at: datetime) -> Access:
    """Return how somebody gets in, for who may invite; raise `NotVisibleError` otherwise. Five queries."""
    must(actor, Permission.PEOPLE_MANAGE)
    person = person_to_grant(actor, person_id)
    if person.account is None:
        return Access(person.pk, str(person), person.language, None, False, False, None)
    ways = ways_in(person.account.pk)
    invited = usable_invitations(at).filter(account=person.account).first()
    return Access(
        person.pk,
        str(person),
        person.language,
        person.account.email,
        person.account.is_active,
        ways.password or ways.passkeys > 0 or bool(ways.identities),
        invited.expires_at if invited else None,
    )


def must_work_here_only(by: Actor, person: Person) -> None:
    """Raise `PersonElsewhereError` for who also works in another partnership, except to the operator."""
    with everywhere("an account serves all partnerships of its person"):
        elsewhere = RoleAssignment.objects.filter(person=person).exclude(partnership=by.partnership_id)
        if not by.operator and elsewhere.exists():
            raise PersonElsewhereError
