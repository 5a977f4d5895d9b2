"""The induction line of one school on one page: programme, practice, criteria, checks and safeguarding.

About fewer than five starters there are no figures (`guidance/rules/small_numbers.py`): these are None then.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from startlijn.base.access.terms import Actor
from startlijn.domain.guidance.queries.places import version_for
from startlijn.domain.guidance.queries.practice import ElementPractice, practice_of_school
from startlijn.domain.induction.queries import version_page
from startlijn.domain.induction.queries.importing import school_called
from startlijn.domain.induction.queries.views import VersionPage
from startlijn.domain.induction.rules.checks import Cell
from startlijn.domain.induction.rules.elements import Element
from startlijn.domain.induction.terms import YEARS, Criterion, StarterType
from startlijn.domain.review.queries.scans import ScanPage, scan_page
from startlijn.engines.schoolyear import SchoolYear


@dataclass(frozen=True, slots=True)
class ProgrammeTold:
    """The programme that holds. `own` is False where the school follows the template of the partnership."""

    title: str
    version: int
    own: bool
    holds_from: str
    elements: int
    starter_hours: float
    coach_hours: float


@dataclass(frozen=True, slots=True)
class ElementTold:
    """One element over all starters of the school, in hours.

    Planned in three years, due by now, given as coaches say, received as starters say. `coach_asked` tells
    whether coaches are asked about it; `in_programme` is False for what only older versions hold.
    """

    year: int
    title: str
    kind: str
    in_programme: bool
    starters: int | None
    planned_hours: float | None
    due_hours: float | None
    given_hours: float | None
    received_hours: float | None
    coach_asked: bool | None
    evaporates: bool | None


@dataclass(frozen=True, slots=True)
class CriterionTold:
    """One of the five criteria in one year: what serves it, and which kinds of starters get nothing."""

    criterion: str
    label: str
    year: int
    met: bool
    elements: tuple[str, ...]
    nothing_for: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CheckTold:
    """One check of the design, with its reasons and the elements that satisfy or break it."""

    code: str
    title: str
    group: str
    verdict: str
    reasons: tuple[str, ...]
    satisfied_by: tuple[str, ...]
    broken_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SafeguardTold:
    """One item: what people said in the last scan, and what Startlijn knows itself, with the reason."""

    item: str
    label: str
    met: str | None
    evidence: str
    known: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class ScanTold:
    """One scan of the past: its points out of the most there are."""

    scanned_on: date
    version: int
    points: int
    most: int


@dataclass(frozen=True, slots=True)
class SafeguardingTold:
    """How firmly the programme is anchored: the items, and the scans, the newest first."""

    items: tuple[SafeguardTold, ...]
    scans: tuple[ScanTold, ...]


@dataclass(frozen=True, slots=True)
class SchoolReport:
    """Everything about one school on one day; without a programme there is none of it but practice."""

    school: str
    place: str
    on: date
    programme: ProgrammeTold | None
    elements: tuple[ElementTold, ...]
    criteria: tuple[CriterionTold, ...]
    checks: tuple[CheckTold, ...]
    safeguarding: SafeguardingTold


def report_of_school(actor: Actor, school: str, on: date) -> SchoolReport:
    """Return the report of a school by name, site code (BRIN) or id, in the active language.

    Raises `NotVisibleError` when the actor does not read the figures of such a school, or there are several.
    """
    found = school_called(actor, school)
    years = practice_of_school(actor, found.pk, on)
    practice = {(each.key, year.year): each for year in years for each in year.elements}
    version = version_for(
        partnership_id=found.partnership_id, school_id=found.pk, sector=found.sector, started_on=on, on=on
    )
    page = version_page(actor, version.pk) if version else None
    own = page is not None and page.programme.school_id == found.pk
    return SchoolReport(
        school=found.name,
        place=found.place,
        on=on,
        programme=_programme(page, own=own) if page else None,
        elements=_elements(page.elements if page else (), practice),
        criteria=_criteria(page.cells) if page else (),
        checks=_checks(page) if page else (),
        safeguarding=_safeguarding(scan_page(actor, page.facts.id, on) if page and own else None),
    )


def _programme(page: VersionPage, *, own: bool) -> ProgrammeTold:
    starter, coach = page.totals
    begins = page.facts.in_force_from
    return ProgrammeTold(
        title=page.programme.title,
        version=page.facts.number,
        own=own,
        holds_from=SchoolYear(begins).label if begins else "",
        elements=len(page.elements),
        starter_hours=float(starter),
        coach_hours=float(coach),
    )


def _hours(minutes: int | None) -> float | None:
    return None if minutes is None else round(minutes / 60, 2)


def _elements(
    elements: Sequence[Element], practice: dict[tuple[UUID | None, int], ElementPractice]
) -> tuple[ElementTold, ...]:
    """Return the elements of the programme in order, then what else stands on lines, by year and title."""
    left = dict(practice)
    told = [
        _element(each.year, each.title, each.kind, left.pop((each.key, each.year), None), in_programme=True)
        for each in elements
    ]
    others = [
        _element(year, each.title or _("Added by hand"), each.kind or "", each, in_programme=False)
        for (_key, year), each in left.items()
    ]
    return (*told, *sorted(others, key=lambda each: (each.year, each.title)))


def _element(
    year: int, title: str, kind: str, practice: ElementPractice | None, *, in_programme: bool
) -> ElementTold:
    sums = practice.sums if practice else None
    return ElementTold(
        year=year,
        title=title,
        kind=str(kind),
        in_programme=in_programme,
        starters=practice.people if practice else None,
        planned_hours=_hours(sums.planned_minutes if sums else None),
        due_hours=_hours(sums.due_minutes if sums else None),
        given_hours=_hours(sums.given_minutes if sums else None),
        received_hours=_hours(sums.received_minutes if sums else None),
        coach_asked=bool(sums.asked) if sums else None,
        evaporates=sums.evaporates if sums else None,
    )


def _criteria(cells: Sequence[Cell]) -> tuple[CriterionTold, ...]:
    found = []
    for criterion in Criterion:
        for year in YEARS:
            mine = [cell for cell in cells if (cell.criterion, cell.year) == (criterion, year)]
            titles = dict.fromkeys(each.title for cell in mine for each in cell.elements)
            nothing = tuple(StarterType(cell.starter_type).value for cell in mine if not cell.elements)
            found.append(
                CriterionTold(
                    criterion=criterion.value,
                    label=str(criterion.label),
                    year=year,
                    met=not nothing,
                    elements=tuple(titles),
                    nothing_for=nothing,
                )
            )
    return tuple(found)


def _checks(page: VersionPage) -> tuple[CheckTold, ...]:
    return tuple(
        CheckTold(
            code=check.code.value,
            title=str(check.code.label),
            group=check.group.value,
            verdict=check.verdict.value,
            reasons=tuple(map(str, check.reasons)),
            satisfied_by=tuple(each.title for each in check.satisfied_by),
            broken_by=tuple(each.title for each in check.broken_by),
        )
        for check in page.checks
    )


def _safeguarding(page: ScanPage | None) -> SafeguardingTold:
    if page is None:
        return SafeguardingTold((), ())
    last = {answer.item: answer for answer in page.last.answers} if page.last else {}
    return SafeguardingTold(
        items=tuple(
            SafeguardTold(
                item=finding.item.value,
                label=str(finding.item.label),
                met=last[finding.item].met.value if finding.item in last else None,
                evidence=last[finding.item].evidence if finding.item in last else "",
                known=finding.met.value if finding.met else None,
                reason=str(finding.reason),
            )
            for finding in page.found
        ),
        scans=tuple(ScanTold(each.scanned_on, each.number, each.points, each.most) for each in page.scans),
    )
