"""How a line is shown: frozen, complete, without a query of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from startlijn.domain.guidance.rules.practice import Happened, Said, Sums, add_up, later_years_first
from startlijn.domain.guidance.terms import StepState
from startlijn.domain.induction.terms import ElementForm, ElementKind, StarterType


@dataclass(frozen=True, slots=True)
class StepView:
    """One step of a line with what both sides say. `element` is empty when it was added by hand."""

    id: UUID
    title: str
    kind: ElementKind
    form: ElementForm
    year: int
    planned_on: date
    starter_minutes: int
    coach_minutes: int
    with_coach: bool
    coach_asked: bool
    given: Said | None
    received: Said | None
    state: StepState
    element: UUID | None
    swapped: bool
    version: int

    @property
    def settled(self) -> bool:
        """Tell whether one side said something final: then it can no longer be moved or cancelled."""
        return any(said is not None and said.settles for said in (self.given, self.received))

    @property
    def minutes_for_coach(self) -> int:
        """Return how many minutes the coach confirms: the own where these were planned."""
        return self.coach_minutes or self.starter_minutes

    @property
    def happened(self) -> Happened:
        """Return it as the rules of practice know it."""
        return Happened(
            self.planned_on,
            self.starter_minutes,
            self.coach_minutes,
            self.coach_asked,
            self.given,
            self.received,
            cancelled=self.state == StepState.CANCELLED,
        )


@dataclass(frozen=True, slots=True)
class YearView:
    """One year of a trajectory: half-open."""

    number: int
    begins_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class ElementSums:
    """Planned and received of one element: its name, and the sums."""

    title: str
    kind: ElementKind
    sums: Sums


@dataclass(frozen=True, slots=True)
class YearSums:
    """Planned and received of one year: the whole, per element, and what evaporates."""

    year: int
    sums: Sums
    elements: tuple[ElementSums, ...]

    @property
    def evaporating(self) -> list[str]:
        """Return the names of the elements that evaporate."""
        return [element.title for element in self.elements if element.sums.evaporates]


@dataclass(frozen=True)
class LineView:
    """A starter's line: who, since when, with which coach, which steps. What the reader may do with it."""

    id: UUID
    person_id: UUID
    name: str
    given_name: str
    starter_type: StarterType
    started_on: date
    ends_on: date
    finished_on: date | None
    paused: bool
    schools: tuple[str, ...]
    coach_id: UUID | None
    coach: str
    coached_since: date | None
    programme: str
    version_number: int | None
    years: tuple[YearView, ...]
    steps: tuple[StepView, ...]
    today: date
    owns: bool
    guides: bool
    arranges: bool
    reads: bool

    @property
    def plans(self) -> bool:
        """Tell whether the reader may plan steps: not on a line that ended."""
        return self.finished_on is None and (self.owns or self.guides or self.arranges)

    @cached_property
    def year(self) -> int:
        """Return in which year of the trajectory today falls."""
        begun = [each.number for each in self.years if each.begins_on <= self.today]
        return max(begun, default=1)

    @cached_property
    def coming(self) -> StepView | None:
        """Return the first step still to come."""
        return next(
            (s for s in self.steps if s.planned_on >= self.today and s.state == StepState.PLANNED), None
        )

    @cached_property
    def practice(self) -> tuple[YearSums, ...]:
        """Return planned beside received, years two and three first."""
        return practice_of(self.steps, self.today)

    def step(self, pk: UUID) -> StepView | None:
        """Return one step of this line."""
        return next((step for step in self.steps if step.id == pk), None)


def practice_of(steps: Sequence[StepView], on: date) -> tuple[YearSums, ...]:
    """Add up steps per year and element, in the order to look at them."""
    found = []
    for year in later_years_first(sorted({step.year for step in steps})):
        inside = [step for step in steps if step.year == year]
        groups: dict[object, list[StepView]] = {}
        for step in inside:
            groups.setdefault(step.element or step.id, []).append(step)
        elements = tuple(
            ElementSums(group[0].title, group[0].kind, add_up([step.happened for step in group], on))
            for group in groups.values()
        )
        found.append(YearSums(year, add_up([step.happened for step in inside], on), elements))
    return tuple(found)
