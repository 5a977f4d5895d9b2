"""Planned versus delivered, per element and year: of the own starters, of a school, of a board or all.

Figures about people who are not one's own are never about so few that one can tell who (`small_numbers`).
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Sum

from startlijn.base.access.queries import get_visible, visible
from startlijn.base.access.rules import places, whole_partnership
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.access.terms import Place as RolePlace
from startlijn.base.organisations.models import Board, School
from startlijn.domain.guidance.models import Step, Tick
from startlijn.domain.guidance.queries.asking import asks_coach, titled
from startlijn.domain.guidance.rules.practice import Sums, later_years_first
from startlijn.domain.guidance.rules.small_numbers import enough, shown
from startlijn.domain.guidance.terms import Outcome, Side
from startlijn.domain.induction.terms import ElementKind

Place = tuple[UUID | None, int]  # the lineage of an element (None: added by hand), and the year


@dataclass(frozen=True, slots=True)
class ElementPractice:
    """One element over several starters; `people` and `sums` are empty when it is about too few."""

    key: UUID | None
    title: str
    kind: ElementKind | None
    people: int | None
    sums: Sums | None


@dataclass(frozen=True, slots=True)
class YearPractice:
    """One year over several starters, with the names of the elements that evaporate."""

    year: int
    people: int | None
    sums: Sums | None
    elements: tuple[ElementPractice, ...]

    @property
    def evaporating(self) -> list[str]:
        """Return the names of the elements that evaporate."""
        return [each.title for each in self.elements if each.sums is not None and each.sums.evaporates]


def _while_there() -> Q:
    """Return the condition that a step is planned while the appointment lasts: what came before a move or
    comes after it is somebody else's.
    """
    job = "trajectory__employments"
    return Q(planned_on__gte=F(f"{job}__started_on")) & (
        Q(**{f"{job}__finished_on": None}) | Q(planned_on__lt=F(f"{job}__finished_on"))
    )


def practice_of_own_starters(actor: Actor, on: date) -> list[YearPractice]:
    """Return planned versus delivered over the starters this coach guides now. Four queries."""
    return _practice(visible(actor, Permission.LINE_GUIDE, Step), on, least=1, in_school=True)


def practice_of_school(actor: Actor, school_id: UUID, on: date) -> list[YearPractice]:
    """Return the school's own figures without names, from five starters on. Raises `NotVisibleError`."""
    school = get_visible(actor, Permission.PRACTICE_READ, School, school_id)
    steps = Step.objects.filter(_while_there(), trajectory__employments__school=school)
    return _practice(steps, on, least=None, in_school=True)


def practice_of_board(actor: Actor, board_id: UUID, on: date) -> list[YearPractice]:
    """Return the figures of a board's schools, from eight starters on. Raises `NotVisibleError`."""
    board = get_visible(actor, Permission.PRACTICE_READ, Board, board_id)
    steps = Step.objects.filter(_while_there(), trajectory__employments__board=board)
    return _practice(steps, on, least=None, in_school=False)


def boards_with_practice(actor: Actor) -> QuerySet[Board]:
    """Return the boards whose schools together the actor reads figures of, by name."""
    held = places(actor, Permission.PRACTICE_READ).get(RolePlace.BOARD, frozenset())
    return Board.objects.filter(pk__in=held).order_by("name", "pk")


def practice_of_partnership(actor: Actor, on: date) -> list[YearPractice]:
    """Return the figures of the whole partnership, from eight starters on. Raises `NotVisibleError`."""
    if not whole_partnership(actor, Permission.PRACTICE_READ):
        raise NotVisibleError("Partnership")
    return _practice(Step.objects.all(), on, least=None, in_school=False)


def schools_with_practice(actor: Actor) -> QuerySet[School]:
    """Return the schools of which the actor reads figures and that have starters, by name."""
    found = visible(actor, Permission.PRACTICE_READ, School).filter(employments__isnull=False)
    return found.distinct().order_by("name", "place", "pk")


def _practice(steps: QuerySet[Step], on: date, *, least: int | None, in_school: bool) -> list[YearPractice]:
    """Add up in the database, whatever the number of steps: four queries."""
    rows = Step.objects.filter(pk__in=steps.order_by().values("pk"), cancelled_at=None).order_by()
    elements = _elements(rows, on)
    people = dict(
        rows.values("year").annotate(people=Count("trajectory", distinct=True)).values_list("year", "people")
    )
    found = []
    for year in later_years_first(sorted({year for _key, year in elements})):
        inside = [each for (_key, of_year), each in elements.items() if of_year == year]
        enough_people = people[year] >= least if least else enough(people[year], in_school=in_school)
        shown_elements = [_shown(each, least, in_school) for each in inside] if enough_people else []
        number = people[year] if least else shown(people[year], in_school=in_school)
        sums = _together([each.sums for each in shown_elements if each.sums]) if enough_people else None
        order = sorted(shown_elements, key=lambda each: (each.kind is None, each.title))
        found.append(YearPractice(year, number, sums, tuple(order)))
    return found


def _shown(each: ElementPractice, least: int | None, in_school: bool) -> ElementPractice:
    assert each.people is not None
    if least is not None and each.people >= least:
        return each
    number = shown(each.people, in_school=in_school)
    sums = None if number is None else each.sums
    return ElementPractice(each.key, each.title, each.kind, number, sums)


def _elements(rows: QuerySet[Step], on: date) -> dict[Place, ElementPractice]:
    said = Tick.objects.filter(outcome=Outcome.DONE)
    done = Exists(said.filter(step=OuterRef("pk")))
    due = Q(planned_on__lte=on) | Q(done)
    planned = rows.annotate(done=done).values("element__key", "year")
    counted = planned.annotate(
        steps=Count("pk"),
        planned_minutes=Sum("starter_minutes"),
        due=Count("pk", filter=due),
        due_minutes=Sum("starter_minutes", filter=due, default=0),
        asked=Count("pk", filter=asks_coach()),
        happened=Count("pk", filter=Q(done=True)),
        people=Count("trajectory", distinct=True),
        title_nl=Max("title_nl"),
        title_en=Max("title_en"),
        of_kind=Max("kind"),
    )
    sides = _sides(said.filter(step__in=rows.values("pk")))
    return {
        (row["element__key"], row["year"]): _element(
            dict(row), sides.get((row["element__key"], row["year"]), {})
        )
        for row in counted
    }


def _sides(said: QuerySet[Tick]) -> dict[Place, dict[str, tuple[int, int]]]:
    found: dict[Place, dict[str, tuple[int, int]]] = {}
    rows = said.order_by().values("step__element__key", "step__year", "side")
    for row in rows.annotate(number=Count("pk"), total=Sum("minutes")):
        place = (row["step__element__key"], row["step__year"])
        found.setdefault(place, {})[row["side"]] = (row["number"], row["total"] or 0)
    return found


def _element(row: dict[str, object], sides: dict[str, tuple[int, int]]) -> ElementPractice:
    names = ("steps", "planned_minutes", "due", "due_minutes", "asked", "happened")
    given, received = sides.get(Side.COACH, (0, 0)), sides.get(Side.STARTER, (0, 0))
    sums = Sums(
        **{name: row[name] or 0 for name in names},  # type: ignore[arg-type]
        given=given[0],
        given_minutes=given[1],
        received=received[0],
        received_minutes=received[1],
    )
    own = row["element__key"] is None
    title = "" if own else titled(str(row["title_nl"]), str(row["title_en"]))
    kind = None if own else ElementKind(str(row["of_kind"]))
    return ElementPractice(row["element__key"], title, kind, row["people"], sums)  # type: ignore[arg-type]


def _together(all_sums: list[Sums]) -> Sums:
    names = Sums.__dataclass_fields__
    return Sums(**{name: sum(getattr(each, name) for each in all_sums) for name in names})


def school_page(actor: Actor, school_id: UUID, on: date) -> tuple[str, list[YearPractice]]:
    """Return the name of a school with its figures. Raises `NotVisibleError`."""
    school = get_visible(actor, Permission.PRACTICE_READ, School, school_id)
    return school.name, practice_of_school(actor, school_id, on)
