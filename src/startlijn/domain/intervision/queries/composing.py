"""Starters who want a group, and proposals of groups, for who forms them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, QuerySet

from startlijn.base.access.queries import get_visible, visible
from startlijn.base.access.terms import Actor, Permission
from startlijn.base.seams import today
from startlijn.domain.guidance.models import Employment
from startlijn.domain.guidance.queries.relations import holding
from startlijn.domain.intervision.models import Composition, CompositionPlace, IntervisionWish
from startlijn.domain.intervision.queries.people import leader_pairs, must_arrange
from startlijn.domain.intervision.rules.composing import Entrant
from startlijn.domain.intervision.terms import CompositionState, PupilAge, Theme, ThemeWay, Where

_ARRANGE = Permission.INTERVISION_ARRANGE


@dataclass(frozen=True, slots=True)
class CompositionLine:
    """A proposal in a list."""

    id: UUID
    title: str
    place: str
    state: CompositionState
    groups: int
    people: int
    made_at: datetime


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A starter in a proposal: only the theme they agreed to share, never a learning question."""

    id: UUID
    name: str
    school: str
    theme: Theme
    pupil_age: PupilAge
    journey: float


@dataclass(frozen=True, slots=True)
class ProposedGroup:
    """One proposed group."""

    number: int
    places: tuple[PlaceView, ...]

    @property
    def longest(self) -> float:
        """Return the longest journey, in minutes."""
        return max((each.journey for each in self.places), default=0)


@dataclass(frozen=True, slots=True)
class CompositionPage:
    """A proposal with its groups. `gap`: how much less travel could be possible at most, as a fraction."""

    id: UUID
    title: str
    where: Where
    place: str
    state: CompositionState
    outcome: str
    gap: float | None
    theme_way: ThemeWay
    sizes: tuple[int, int, int]
    groups: tuple[ProposedGroup, ...]
    version: int


def waiting_wishes(actor: Actor, where: Where) -> QuerySet[IntervisionWish]:
    """Return the wishes of starters at a place who have no group yet. Raises `NotVisibleError`."""
    must_arrange(actor, where)
    rows = visible(actor, _ARRANGE, IntervisionWish).filter(placed_at=None)
    if where.school_id is not None:
        rows = rows.filter(school=where.school_id)
    if where.sub_region_id is not None:
        rows = rows.filter(
            school__memberships__sub_region=where.sub_region_id, school__memberships__finished_on=None
        )
    return rows


def waiting_count(actor: Actor) -> int:
    """Return how many starters wait for a group, in all places where one arranges. One query."""
    return visible(actor, _ARRANGE, IntervisionWish).filter(placed_at=None).count()


def entrants_of(wishes: Sequence[IntervisionWish]) -> list[Entrant]:
    """Return the starters as the engine takes them; who works where nobody knows the place of is left out.

    The kind of appointment is read for the engine alone: it is shown to nobody. One query.
    """
    people = [each.person_id for each in wishes]
    contracts = dict(
        Employment.objects.filter(holding(today()), trajectory__person__in=people)
        .order_by("started_on", "pk")
        .values_list("trajectory__person", "contract_type")
    )
    return [
        Entrant(
            str(wish.person_id),
            wish.school.latitude,
            wish.school.longitude,
            wish.theme,
            contracts.get(wish.person_id, ""),
            wish.pupil_age,
        )
        for wish in wishes
        if wish.school.latitude is not None and wish.school.longitude is not None
    ]


def apart_in(wishes: Sequence[IntervisionWish]) -> frozenset[tuple[str, str]]:
    """Return the pairs of which one leads the other."""
    return leader_pairs([each.person_id for each in wishes])


def composition_to_change(actor: Actor, composition_id: UUID) -> Composition:
    """Return a proposal, locked until the transaction ends. Raises `NotVisibleError`."""
    get_visible(actor, _ARRANGE, Composition, composition_id)
    return Composition.objects.select_for_update(of=("self",)).get(pk=composition_id)


def compositions(actor: Actor) -> tuple[CompositionLine, ...]:
    """Return the proposals that somebody works on or published, the newest first. One query."""
    rows = (
        visible(actor, _ARRANGE, Composition)
        .select_related("school", "sub_region")
        .annotate(people=Count("places", distinct=True), numbers=Count("places__group", distinct=True))
    )
    return tuple(
        CompositionLine(
            row.pk,
            row.title,
            _place(row),
            CompositionState(row.state),
            row.numbers,
            row.people,
            row.made_at,
        )
        for row in rows.order_by("-made_at", "pk")
    )


def _place(row: Composition) -> str:
    place = row.school or row.sub_region
    return place.name if place else ""


def composition_page(actor: Actor, composition_id: UUID) -> CompositionPage:
    """Return a proposal with its groups. Raises `NotVisibleError`. Three queries."""
    get_visible(actor, _ARRANGE, Composition, composition_id)
    row = Composition.objects.select_related("school", "sub_region").get(pk=composition_id)
    places = CompositionPlace.objects.filter(composition=row).select_related("wish__person", "wish__school")
    groups: dict[int, list[PlaceView]] = {}
    for each in places.order_by("group", "wish__person__given_name", "pk"):
        groups.setdefault(each.group, []).append(_place_view(each))
    return CompositionPage(
        id=row.pk,
        title=row.title,
        where=Where(row.school_id, row.sub_region_id),
        place=_place(row),
        state=CompositionState(row.state),
        outcome=row.outcome,
        gap=row.gap,
        theme_way=ThemeWay(row.theme_way),
        sizes=(row.smallest, row.largest, row.wanted),
        groups=tuple(ProposedGroup(number, tuple(found)) for number, found in groups.items()),
        version=row.version,
    )


def _place_view(row: CompositionPlace) -> PlaceView:
    wish = row.wish
    return PlaceView(
        row.pk,
        str(wish.person),
        wish.school.name,
        Theme(wish.theme),
        PupilAge(wish.pupil_age),
        row.journey,
    )


def composition_of(actor: Actor, place_id: UUID) -> UUID:
    """Return the proposal in which a place is. Raises `NotVisibleError`."""
    return get_visible(actor, _ARRANGE, CompositionPlace, place_id).composition_id
