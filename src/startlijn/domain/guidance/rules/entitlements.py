"""What a starter is entitled to: per appointment, added up, with what is odd about the job size or lessons.

The figures come from dated rules (`content.sector_rules`), each with its source and how certain it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from django.utils.translation import gettext_noop

from startlijn.content.sector_rules import Rule, RuleKind, RuleSet
from startlijn.domain.guidance.rules.line import Stop, anniversary, year_of
from startlijn.domain.guidance.terms import ContractType
from startlijn.engines.periods import Period, union

_REGULAR = frozenset({ContractType.PERMANENT, ContractType.TEMPORARY})
_HUNDRED = Decimal(100)
_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Appointment:
    """An appointment as rules know it. `employer` tells which ones follow each other at one board."""

    id: UUID
    employer: UUID | None
    place: str
    contract_type: ContractType
    holds: Period
    fte: Decimal
    fte_agreed: Decimal | None = None
    lesson_hours: int | None = None
    salary_scale: str = ""
    salary_step: int | None = None


class Odd(StrEnum):
    """What is odd about an appointment, or cannot be told."""

    JOB_SIZE_ONLY = "job_size_only"
    LESSONS_ABOVE = "lessons_above"
    LESSONS_UNKNOWN = "lessons_unknown"
    SMALL_JOB = "small_job"
    STEP_UNKNOWN = "step_unknown"
    STEP_PASSED = "step_passed"
    SCALE_UNKNOWN = "scale_unknown"
    NO_RULES = "no_rules"


# What each says; the figures of the warning are filled in.
SENTENCES: dict[Odd, str] = {
    Odd.JOB_SIZE_ONLY: gettext_noop(
        "Only the job size was lowered, from %(agreed)s to %(fte)s; the lessons were not. The reduction is "
        "taken from the lessons: at most %(allowed)s clock hours a year in a job of %(agreed)s, with the "
        "same pay. There are %(lessons)s now, for less pay."
    ),
    Odd.LESSONS_ABOVE: gettext_noop(
        "There are %(lessons)s clock hours of lessons in the timetable. At most %(allowed)s fit."
    ),
    Odd.LESSONS_UNKNOWN: gettext_noop(
        "Fill in the hours of lessons a year: then you see whether the reduction is in the timetable."
    ),
    Odd.SMALL_JOB: gettext_noop(
        "A job of %(fte)s is small for a starter: %(smallest)s or more works better."
    ),
    Odd.STEP_UNKNOWN: gettext_noop("The salary step is not filled in. The hours end at step %(ends_at)s."),
    Odd.STEP_PASSED: gettext_noop("Step %(step)s: the extra hours of a starter ended at step %(ends_at)s."),
    Odd.SCALE_UNKNOWN: gettext_noop("%(scale)s is not a scale for starters on this day: %(scales)s are."),
    Odd.NO_RULES: gettext_noop(
        "For this sector no rules are known here. What the programme of the school promises holds."
    ),
}


@dataclass(frozen=True, slots=True)
class Warned:
    """Something odd, at which place, with the figures of its sentence."""

    odd: Odd
    place: str = ""
    figures: dict[str, Decimal | int | str] = field(default_factory=dict)

    @property
    def is_wrong(self) -> bool:
        """Tell whether somebody should mend it, instead of only knowing it."""
        return self.odd in {Odd.JOB_SIZE_ONLY, Odd.LESSONS_ABOVE}


@dataclass(frozen=True, slots=True)
class Entitled:
    """Hours a year by one appointment, by which rule; `advice` when the rule advises instead of binds."""

    place: str
    hours: Decimal
    rule: Rule
    sentence: str
    figures: dict[str, Decimal]
    advice: bool = False

    def says(self, language: str) -> str:
        """Return the sentence in Dutch (nl) or English (en)."""
        return self.rule.sentence(language, self.sentence, **self.figures)


@dataclass(frozen=True, slots=True)
class Entitlements:
    """All that counts on a day: hours per appointment, what is odd, and the rules themselves."""

    lines: tuple[Entitled, ...] = ()
    warnings: tuple[Warned, ...] = ()
    rules: tuple[Rule, ...] = ()

    @property
    def hours(self) -> Decimal:
        """The hours a year that are a right, over all appointments."""
        return sum((line.hours for line in self.lines if not line.advice), Decimal(0))

    @property
    def advised_hours(self) -> Decimal:
        """The hours a year that are advised, over all appointments."""
        return sum((line.hours for line in self.lines if line.advice), Decimal(0))


def since(one: Appointment, work: Sequence[Appointment]) -> date:
    """Return the first day with this employer without a break: a change of job size starts no new year."""
    same = [each.holds for each in work if each.employer == one.employer]
    return next(stretch.start for stretch in union(same) if stretch.contains(one.holds.start))


def entitlements(
    rules: RuleSet, work: Sequence[Appointment], *, on: date, pauses: Sequence[Period] = ()
) -> Entitlements:
    """Return what somebody is entitled to on a day by the appointments that hold then.

    `work` are all appointments of the person, also past and coming ones. The year counts from the first day
    with an employer; pauses do not count (CAO VO art. 8.3; PO-Raad on the 40 hours of a starter).
    """
    now = [each for each in work if each.holds.contains(on) and each.contract_type != ContractType.NONE]
    lines: list[Entitled] = []
    warnings: list[Warned] = []
    if now and rules.find(RuleKind.LESSON_REDUCTION) is None and rules.find(RuleKind.STARTER_HOURS) is None:
        warnings.append(Warned(Odd.NO_RULES))
    for each in now:
        counted = _Counted(each, since(each, work), on, tuple(pauses))
        _lessons(rules, counted, lines, warnings)
        _starter_hours(rules, counted, lines, warnings)
    return Entitlements(tuple(lines), tuple(warnings), rules.rules)


@dataclass(frozen=True, slots=True)
class _Counted:
    """An appointment on a day."""

    work: Appointment
    since: date
    on: date
    pauses: tuple[Period, ...]

    @property
    def year(self) -> int:
        stops = [Stop(pause.start, pause.end) for pause in self.pauses]
        return year_of(self.on, self.since, stops)

    @property
    def regular(self) -> bool:
        return self.work.contract_type in _REGULAR

    @property
    def share(self) -> Decimal:
        """The part of this year of the appointment that a passing appointment covers; 1 for a regular one."""
        if self.regular:
            return Decimal(1)
        years = 0
        while anniversary(self.since, years + 1) <= self.on:
            years += 1
        year = Period(anniversary(self.since, years), anniversary(self.since, years + 1))
        worked = self.work.holds.intersect(year)
        return Decimal(worked.days() if worked else 0) / year.days()


def _rounded(hours: Decimal) -> Decimal:
    return hours.quantize(_TENTH)


def _lessons(rules: RuleSet, counted: _Counted, lines: list[Entitled], warnings: list[Warned]) -> None:
    """Work out the lesson reduction, on the lesson task and not on the job size (R-VO-1, R-VO-3, R-VO-4)."""
    reduction, full = rules.find(RuleKind.LESSON_REDUCTION), rules.find(RuleKind.FULL_LESSON_TASK)
    if reduction is None or full is None:
        return
    work = counted.work
    percent = reduction.number(f"year_{counted.year}") if counted.year <= 2 else Decimal(0)
    kept = (_HUNDRED - percent) / _HUNDRED
    full_task = full.number("hours")
    agreed = work.fte if work.fte_agreed is None else work.fte_agreed
    above = work.lesson_hours is not None and work.lesson_hours > full_task * work.fte * kept
    size = agreed if above and work.fte < agreed else work.fte
    task = full_task * size
    if percent:
        _add_reduction(rules, counted, percent, task, lines)
    figures: dict[str, Decimal | int | str] = {
        "agreed": agreed.normalize(),
        "fte": work.fte.normalize(),
        "allowed": _rounded(task * kept),
        "lessons": work.lesson_hours or 0,
    }
    if above:
        odd = Odd.JOB_SIZE_ONLY if percent and work.fte < agreed else Odd.LESSONS_ABOVE
        warnings.append(Warned(odd, work.place, figures))
    elif work.lesson_hours is None and percent:
        warnings.append(Warned(Odd.LESSONS_UNKNOWN, work.place))
    smallest = rules.find(RuleKind.SMALLEST_JOB)
    if smallest is not None and agreed < smallest.number("fte"):
        said: dict[str, Decimal | int | str] = {"fte": agreed.normalize(), "smallest": smallest.number("fte")}
        warnings.append(Warned(Odd.SMALL_JOB, work.place, said))


def _add_reduction(
    rules: RuleSet, counted: _Counted, percent: Decimal, task: Decimal, lines: list[Entitled]
) -> None:
    figures = {
        "hours": _rounded(task * percent / _HUNDRED * counted.share),
        "percent": percent,
        "task": _rounded(task),
        "year": Decimal(counted.year),
    }
    kind = RuleKind.LESSON_REDUCTION if counted.regular else RuleKind.REPLACEMENT_ADVICE
    rule = rules.find(kind)
    if rule is not None:
        place, advice = counted.work.place, not counted.regular
        lines.append(Entitled(place, figures["hours"], rule, "yours", figures, advice=advice))


def _starter_hours(rules: RuleSet, counted: _Counted, lines: list[Entitled], warnings: list[Warned]) -> None:
    """Work out the extra hours in proportion to the job size, until step 4 (R-PO-1, R-PO-2)."""
    rule, steps = rules.find(RuleKind.STARTER_HOURS), rules.find(RuleKind.STARTER_STEPS)
    if rule is None or steps is None:
        return
    work = counted.work
    ends_at = rule.number("ends_at")
    if work.salary_scale and work.salary_scale.upper() not in steps.words("scales"):
        said: dict[str, Decimal | int | str] = {
            "scale": work.salary_scale,
            "scales": ", ".join(steps.words("scales")),
        }
        warnings.append(Warned(Odd.SCALE_UNKNOWN, work.place, said))
    if work.salary_step is not None and work.salary_step >= ends_at:
        warnings.append(Warned(Odd.STEP_PASSED, work.place, {"step": work.salary_step, "ends_at": ends_at}))
        return
    if work.salary_step is None:
        warnings.append(Warned(Odd.STEP_UNKNOWN, work.place, {"ends_at": ends_at}))
    hours = _rounded(rule.number("hours") * work.fte * counted.share)
    figures = {"hours": hours, "fte": work.fte}
    sentence = "yours" if counted.regular else "advice"
    lines.append(Entitled(work.place, hours, rule, sentence, figures, advice=not counted.regular))
