"""The design checks of a version. Each says why, with the elements that satisfy and break it; none blocks."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext_noop as _

from startlijn.domain.induction.rules.elements import Element, in_order
from startlijn.domain.induction.rules.reasons import Reason
from startlijn.domain.induction.rules.windows import fullest_window
from startlijn.domain.induction.terms import (
    USUAL_HOURS_AVAILABLE,
    YEARS,
    CheckCode,
    CheckGroup,
    Criterion,
    ElementForm,
    StarterType,
    Verdict,
)

Elements = Sequence[Element]
Picked = Callable[[Element], bool]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the elements themselves do not tell. `intensities` are the board's hours (starter, coach).

    `coaches` and `trained` count the coaches of the school; None when nobody looked.
    """

    hours_available: int = USUAL_HOURS_AVAILABLE
    policy_formulated: bool = False
    agreed: bool = False
    intensities: Mapping[tuple[StarterType, int], tuple[int, int]] = field(default_factory=dict)
    coaches: int | None = None
    trained: int | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """What one check says, why, and which elements satisfy or break it."""

    code: CheckCode
    group: CheckGroup
    verdict: Verdict
    reasons: tuple[Reason, ...]
    satisfied_by: tuple[Element, ...] = ()
    broken_by: tuple[Element, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One criterion in one year for one kind of starter, with the elements that serve it there."""

    criterion: Criterion
    year: int
    starter_type: StarterType
    elements: tuple[Element, ...]


def coverage(elements: Iterable[Element]) -> tuple[Cell, ...]:
    """Return all cells of five criteria, three years and every kind of starter (domain.md Q1)."""
    ordered = in_order(elements)
    return tuple(
        Cell(
            criterion,
            year,
            kind,
            tuple(
                each
                for each in ordered
                if each.year == year and criterion in each.criteria and each.is_for(kind)
            ),
        )
        for criterion in Criterion
        for year in YEARS
        for kind in StarterType
    )


def judged(checks: Sequence[bool]) -> Verdict:
    """Return met when all hold, not when none does, else partly."""
    return Verdict.MET if all(checks) else Verdict.PARTLY if any(checks) else Verdict.NOT_MET


def design_checks(elements: Iterable[Element], around: Surroundings) -> tuple[Check, ...]:
    """Return the checks of the five criteria and of the design (domain.md Q1 and Q3 to Q5, Q8)."""
    ordered = in_order(elements)
    return (
        *(_criterion(ordered, criterion) for criterion in Criterion),
        _every_year(
            ordered,
            CheckCode.FIXED_COACH,
            lambda each: each.form == ElementForm.INDIVIDUAL and each.fixed_coach,
            broken=lambda each: _is_with_a_coach(each) and not each.fixed_coach,
        ),
        _every_year(ordered, CheckCode.COLLECTIVE, lambda each: each.form == ElementForm.COLLECTIVE),
        _not_overwhelmed(ordered, around.hours_available),
        _years_filled(ordered),
        _declining(ordered),
        _owners(ordered),
        _two_people(ordered),
    )


def _is_with_a_coach(each: Element) -> bool:
    return each.form == ElementForm.INDIVIDUAL and each.is_guidance and each.coach_hours > 0


def missing_for(elements: Elements, year: int, wanted: Picked) -> tuple[StarterType, ...]:
    """Return the kinds of starters that get nothing of what is wanted in a year."""
    return tuple(
        kind
        for kind in StarterType
        if not any(each.year == year and each.is_for(kind) and wanted(each) for each in elements)
    )


def gaps(missing: Mapping[int, tuple[StarterType, ...]]) -> tuple[Reason, ...]:
    """Say for each year who gets nothing; that every year has something when nobody is missed."""
    found = [
        Reason(_("Year %(year)s has nothing for this."), {"year": year})
        if len(kinds) == len(StarterType)
        else Reason(
            _("Year %(year)s has nothing for this for: %(kinds)s."),
            {"year": year, "kinds": tuple(kind.label for kind in kinds)},
        )
        for year, kinds in missing.items()
        if kinds
    ]
    return tuple(found) or (Reason(_("Every year has something for this, for everybody.")),)


def _criterion(elements: Elements, criterion: Criterion) -> Check:
    """Tell whether one of the five criteria is served every year for everybody (CAO VO, domain.md Q1)."""
    missing = {year: missing_for(elements, year, lambda each: criterion in each.criteria) for year in YEARS}
    holds = [kind not in missing[year] for year in YEARS for kind in StarterType]
    return Check(
        CheckCode(f"criterion_{criterion}"),
        CheckGroup.CRITERIA,
        judged(holds),
        gaps(missing),
        tuple(each for each in elements if criterion in each.criteria),
    )


def _every_year(
    elements: Elements, code: CheckCode, wanted: Picked, broken: Picked = lambda each: False
) -> Check:
    """Tell whether every kind of starter gets something of a sort in every year (domain.md Q3)."""
    missing = {year: missing_for(elements, year, wanted) for year in YEARS}
    holds = [kind not in missing[year] for year in YEARS for kind in StarterType]
    return Check(
        code,
        CheckGroup.DESIGN,
        judged(holds),
        gaps(missing),
        tuple(each for each in elements if wanted(each)),
        tuple(each for each in elements if broken(each)),
    )


def _not_overwhelmed(elements: Elements, available: int) -> Check:
    """Tell whether any four weeks ask more of a starter than there is room for (domain.md Q4)."""
    fullest = {
        year: max((fullest_window(elements, year, kind) for kind in StarterType), key=lambda one: one.hours)
        for year in YEARS
    }
    full = [window for window in fullest.values() if window.hours > available]
    reasons = [
        Reason(
            _("Year %(year)s is fullest in the four weeks from week %(week)s: %(hours)s of %(most)s hours."),
            {"year": window.year, "week": window.week, "hours": window.hours, "most": available},
        )
        for window in (full or fullest.values())
        if window.hours
    ]
    return Check(
        CheckCode.NOT_OVERWHELMED,
        CheckGroup.DESIGN,
        judged([window.hours <= available for window in fullest.values()]),
        tuple(reasons) or (Reason(_("Nothing is planned yet.")),),
        broken_by=in_order({each for window in full for each in window.elements}),
    )


def _years_filled(elements: Elements) -> Check:
    """Tell whether years two and three hold guidance, not only time off (domain.md Q5)."""
    later = {
        year: [each for each in elements if each.year == year and each.is_guidance] for year in YEARS[1:]
    }
    return Check(
        CheckCode.YEARS_FILLED,
        CheckGroup.DESIGN,
        judged([bool(found) for found in later.values()]),
        tuple(
            Reason(
                _("Year %(year)s has %(count)s elements with %(hours)s hours of guidance."),
                {
                    "year": year,
                    "count": len(found),
                    "hours": sum((each.starter_hours for each in found), Decimal(0)),
                },
            )
            for year, found in later.items()
        ),
        tuple(each for found in later.values() for each in found),
    )


def guidance_hours(elements: Elements, year: int, kind: StarterType) -> Decimal:
    """Return the hours of guidance that a starter of this kind gets in a year; time off is left out."""
    found = (each for each in elements if each.year == year and each.is_guidance and each.is_for(kind))
    return sum((each.starter_hours for each in found), Decimal(0))


def _declining(elements: Elements) -> Check:
    """Tell whether guidance gets less each year, for everybody (domain.md Q5)."""
    hours = {kind: [guidance_hours(elements, year, kind) for year in YEARS] for kind in StarterType}
    holds = {kind: one > two > three for kind, (one, two, three) in hours.items()}
    shown = dict.fromkeys(
        tuple(each) for kind, each in hours.items() if not holds[kind] or all(holds.values())
    )
    reasons = tuple(
        Reason(
            _("%(kinds)s: %(first)s, %(second)s and %(third)s hours of guidance."),
            {
                "kinds": tuple(kind.label for kind in StarterType if hours[kind] == list(three)),
                **dict(zip(("first", "second", "third"), three, strict=True)),
            },
        )
        for three in shown
    )
    return Check(CheckCode.DECLINING, CheckGroup.DESIGN, judged(list(holds.values())), reasons)


def _owners(elements: Elements) -> Check:
    """Tell whether somebody sees to every element (issue: a line without an owner evaporates)."""
    without = tuple(each for each in elements if each.owner is None)
    reason = (
        Reason(
            _("Nobody sees to %(count)s of %(all)s elements."), {"count": len(without), "all": len(elements)}
        )
        if without or not elements
        else Reason(_("Somebody sees to each of the %(all)s elements."), {"all": len(elements)})
    )
    holds = [each.owner is not None for each in elements] or [False]
    owned = tuple(each for each in elements if each.owner is not None)
    return Check(CheckCode.OWNERS, CheckGroup.DESIGN, judged(holds), (reason,), owned, without)


def asks_two_people(each: Element) -> bool:
    """Tell whether safeguarding asks two people for an element (domain.md Q8).

    Our reading: what more starters depend on at once, so what is in a group, and time off from teaching. What
    a starter does with the own coach is kept by those two.
    """
    return each.form == ElementForm.COLLECTIVE or not each.is_guidance


def _two_people(elements: Elements) -> Check:
    """Tell whether somebody can take over what many depend on."""
    asked = [each for each in elements if asks_two_people(each)]
    alone = tuple(each for each in asked if each.second_owner is None)
    reason = (
        Reason(
            _("If one person falls out, %(count)s of %(all)s of these elements stop."),
            {"count": len(alone), "all": len(asked)},
        )
        if alone or not asked
        else Reason(_("Somebody can take over each of these %(all)s elements."), {"all": len(asked)})
    )
    holds = [each.second_owner is not None for each in asked] or [False]
    return Check(
        CheckCode.TWO_PEOPLE,
        CheckGroup.DESIGN,
        judged(holds),
        (reason,),
        tuple(each for each in asked if each not in alone),
        alone,
    )
