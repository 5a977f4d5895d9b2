"""Lines of starters for who arranges them, what needs somebody now, and the figures of a school."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from ninja import Query, Router

from startlijn.api.doors import Request, operation
from startlijn.api.shapes import Moment, Named, Output, Page, Paging, page_of, page_of_rows
from startlijn.base.access.terms import Permission
from startlijn.base.organisations.terms import Sector
from startlijn.base.seams import today
from startlijn.domain.guidance.queries.arranged import ArrangedLine, arranged_lines, lines_to_arrange
from startlijn.domain.guidance.queries.exceptions import Missing, missing
from startlijn.domain.guidance.queries.line_views import StepView
from startlijn.domain.guidance.queries.lines import line_page
from startlijn.domain.guidance.queries.practice import ElementPractice, practice_of_school
from startlijn.domain.guidance.rules.exceptions import Lack
from startlijn.domain.guidance.rules.practice import Said, Sums
from startlijn.domain.guidance.terms import Day, Outcome, Standing, StarterType, StepState
from startlijn.domain.induction.terms import ElementForm, ElementKind

router = Router(tags=["Lines"])


class ListedLine(Output):
    """A starter's line: three years, until not including `ends_on` as planned.

    `schools` are those where you arrange lines; `year` is the year of the line in which it is now.
    """

    id: UUID
    name: str
    starter_type: StarterType
    sector: Sector
    subjects: str
    days: list[Day]
    schools: list[Named]
    coach: Named | None
    version_followed: UUID | None
    started_on: date
    ends_on: date
    finished_on: date | None
    standing: Standing
    year: int
    registered_at: datetime
    version: int


class SaidOfStep(Output):
    """What one side says of a step; minutes count when it took place."""

    outcome: Outcome
    minutes: int


class LineStep(Output):
    """A step with what both sides say. They can differ: nothing is averaged."""

    id: UUID
    year: int
    title: str
    kind: ElementKind
    form: ElementForm
    planned_on: date
    starter_minutes: int
    coach_minutes: int
    with_coach: bool
    state: StepState
    given: SaidOfStep | None
    received: SaidOfStep | None
    version: int


class Line(ListedLine):
    """A line with its steps, by day."""

    steps: list[LineStep]


class LineSearch(Paging):
    """Only lines of one of your schools, or registered at or after a moment."""

    school: UUID | None = None
    registered_since: Moment | None = None


class ToPutRight(Output):
    """Something that is missing on a line: `since` tells from when."""

    lack: Lack
    line_id: UUID
    name: str
    school: str
    coach: str
    since: date | None


class Figures(Output):
    """Minutes and numbers of steps: planned, due by now, given as coaches say, received as starters say."""

    steps: int
    planned_minutes: int
    due: int
    due_minutes: int
    given: int
    given_minutes: int
    received: int
    received_minutes: int
    happened: int


class ElementFigures(Output):
    """One element over several starters; without figures when these are fewer than five."""

    key: UUID | None
    title: str
    kind: ElementKind | None
    starters: int | None
    figures: Figures | None
    evaporates: bool | None


class YearFigures(Output):
    """One year of the programme over several starters; `figures` of the elements shown together."""

    year: int
    starters: int | None
    figures: Figures | None
    elements: list[ElementFigures]


class Practice(Output):
    """Planned versus delivered at one school, without names; years two and three first."""

    school_id: UUID
    on: date
    years: list[YearFigures]


def _line(found: ArrangedLine) -> dict[str, Any]:
    known = {name: getattr(found, name) for name in ListedLine.model_fields}
    coach = Named(id=found.coach[0], name=found.coach[1]) if found.coach else None
    return known | {"coach": coach, "schools": [Named(id=pk, name=name) for pk, name in found.schools]}


def _said(said: Said | None) -> SaidOfStep | None:
    return SaidOfStep(outcome=said.outcome, minutes=said.minutes) if said else None


def line_step(found: StepView) -> LineStep:
    """Return a step with what both sides say."""
    known = {name: getattr(found, name) for name in LineStep.model_fields}
    return LineStep(**known | {"given": _said(found.given), "received": _said(found.received)})


def _figures(sums: Sums | None) -> Figures | None:
    return Figures(**{name: getattr(sums, name) for name in Figures.model_fields}) if sums else None


def _element(found: ElementPractice) -> ElementFigures:
    return ElementFigures(
        key=found.key,
        title=found.title,
        kind=found.kind,
        starters=found.people,
        figures=_figures(found.sums),
        evaporates=found.sums.evaporates if found.sums else None,
    )


@operation(router.get, "/lines", Permission.LINE_ARRANGE, gives=Page[ListedLine])
def list_lines(request: Request, given: Query[LineSearch]) -> Page[ListedLine]:
    """List the lines that you arrange, those registered last first."""
    rows = lines_to_arrange(request.actor, registered_since=given.registered_since, school_id=given.school)
    start = (given.page - 1) * given.page_size
    here = list(rows[start : start + given.page_size])
    lines = {line.id: line for line in arranged_lines(request.actor, here, today())}
    return page_of_rows(rows, given, lambda row: ListedLine(**_line(lines[row.pk])))


@operation(router.get, "/lines/{uuid:trajectory_id}", Permission.LINE_ARRANGE, gives=Line)
def get_line(request: Request, trajectory_id: UUID) -> Line:
    """Give one line that you arrange, with its steps. Never what coach and starter talked about."""
    on = today()
    page = line_page(request.actor, trajectory_id, on, through=Permission.LINE_ARRANGE)
    rows = list(lines_to_arrange(request.actor).filter(pk=trajectory_id))
    (found,) = arranged_lines(request.actor, rows, on)
    return Line(**_line(found), steps=[line_step(step) for step in page.steps])


@operation(router.get, "/exceptions", Permission.LINE_ARRANGE, gives=Page[ToPutRight])
def list_exceptions(request: Request, given: Query[Paging]) -> Page[ToPutRight]:
    """List what is missing on the lines that you arrange, most pressing first."""

    def make(found: Missing) -> ToPutRight:
        return ToPutRight(
            lack=found.lack,
            line_id=found.trajectory_id,
            name=found.name,
            school=found.school,
            coach=found.coach,
            since=found.since,
        )

    return page_of(missing(request.actor, today()), given, make)


@operation(router.get, "/schools/{uuid:school_id}/practice", Permission.PRACTICE_READ, gives=Practice)
def get_practice(request: Request, school_id: UUID) -> Practice:
    """Give what a school planned and what took place, from five starters on."""
    on = today()
    years = [
        YearFigures(
            year=year.year,
            starters=year.people,
            figures=_figures(year.sums),
            elements=[_element(each) for each in year.elements],
        )
        for year in practice_of_school(request.actor, school_id, on)
    ]
    return Practice(school_id=school_id, on=on, years=years)
