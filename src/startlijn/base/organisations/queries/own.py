"""Reading the partnership's own organisations. Everything goes through the gate (`visible`)."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from startlijn.base.access.queries import can, get_visible, visible
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.organisations.models import Board, Membership, Partnership, School, SubRegion
from startlijn.base.organisations.rules import search_text


@dataclass(frozen=True, slots=True)
class SchoolPage:
    """What the page of a school shows: the school, its dated memberships (newest first), what one may do."""

    school: School
    memberships: list[Membership]
    may_manage: bool
    may_read_people: bool


def search_schools(actor: Actor, text: str = "", *, with_closed: bool = False) -> QuerySet[School]:
    """Return the open schools the actor may see of which every word of `text` is found, by name.

    Words are looked for in name, place, site code (BRIN) and board at once. Each school comes with its
    board and, as `now_in`, its present membership. `with_closed`: closed schools too. Two queries.
    """
    schools = visible(actor, Permission.ORGANISATIONS_READ, School)
    schools = schools if with_closed else schools.filter(closed_on=None)
    for word in search_text(text).split():
        schools = schools.filter(search__contains=word)
    present = Membership.objects.filter(finished_on=None).select_related("sub_region")
    return (
        schools.select_related("board")
        .prefetch_related(Prefetch("memberships", present, "now_in"))
        .order_by("name", "place")
    )


def school_page(actor: Actor, school_id: UUID) -> SchoolPage:
    """Return one school; `NotVisibleError` when the actor may not see it."""
    school = get_visible(actor, Permission.ORGANISATIONS_READ, School, school_id)
    return SchoolPage(
        school=school,
        memberships=list(school.memberships.select_related("sub_region").order_by("-started_on")),
        may_manage=can(actor, Permission.ORGANISATIONS_MANAGE, school),
        may_read_people=can(actor, Permission.PEOPLE_READ, school),
    )


def school_to_change(actor: Actor, school_id: UUID) -> School:
    """Return one school that the actor may change; `NotVisibleError` otherwise."""
    return get_visible(actor, Permission.ORGANISATIONS_MANAGE, School, school_id)


def search_boards(actor: Actor, text: str = "") -> QuerySet[Board]:
    """Return the boards the actor may see, by name; `school_count` is how many open schools each has."""
    boards = visible(actor, Permission.ORGANISATIONS_READ, Board)
    for word in text.split():
        boards = boards.filter(Q(name__icontains=word) | Q(registry_board__number__startswith=word))
    count = Count("schools", filter=Q(schools__closed_on=None), distinct=True)
    return boards.annotate(school_count=count).order_by("name")


def board_page(actor: Actor, board_id: UUID) -> tuple[Board, QuerySet[School]]:
    """Return one board and its visible open schools, by name; `NotVisibleError` when there is none."""
    board = get_visible(actor, Permission.ORGANISATIONS_READ, Board, board_id)
    return board, search_schools(actor).filter(board=board)


def sub_regions(actor: Actor) -> QuerySet[SubRegion]:
    """Return the sub-regions the actor may see, by name; `school_count` is how many schools each has."""
    now_in = Q(memberships__finished_on=None, memberships__school__closed_on=None)
    count = Count("memberships", filter=now_in, distinct=True)
    return (
        visible(actor, Permission.ORGANISATIONS_READ, SubRegion).annotate(school_count=count).order_by("name")
    )


def boards_to_choose(actor: Actor) -> list[tuple[str, str]]:
    """Return the boards in which the actor may make a school: id and name, by name."""
    boards = visible(actor, Permission.ORGANISATIONS_MANAGE, Board).order_by("name")
    return [(str(pk), name) for pk, name in boards.values_list("pk", "name")]


def sub_regions_to_choose(actor: Actor) -> list[tuple[str, str]]:
    """Return the sub-regions to which the actor may move a school: id and name, by name."""
    rows = visible(actor, Permission.ORGANISATIONS_MANAGE, SubRegion).order_by("name")
    return [(str(pk), name) for pk, name in rows.values_list("pk", "name")]


def partnership_named(actor: Actor, slug: str | None) -> Partnership:
    """Return the partnership with this slug, or the only one there is. For the operator.

    Raises `NotVisibleError` when there is none, or more than one and no slug.
    """
    found = list(visible(actor, Permission.ORGANISATIONS_MANAGE, Partnership).filter(**_slug(slug))[:2])
    if len(found) != 1:
        raise NotVisibleError("Partnership")
    return found[0]


def _slug(slug: str | None) -> dict[str, str]:
    return {} if slug is None else {"slug": slug}


def partnership_called(name: str) -> UUID | None:
    """Return the id of the partnership with this name, whatever its capitals; None when there is none."""
    return Partnership.objects.filter(name__iexact=name.strip()).values_list("pk", flat=True).first()
