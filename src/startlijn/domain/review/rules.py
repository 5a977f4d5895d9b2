"""Judgements on answers and on anchoring: how far people differ, what Startlijn knows itself, the score."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext_noop as _

from startlijn.domain.induction.rules.reasons import Reason
from startlijn.domain.induction.terms import Verdict
from startlijn.domain.review.terms import MOST_PRIORITIES, Met, SafeguardItem, TooManyPrioritiesError

SCORES = (1, 2, 3, 4)
_APART = 2  # scores that differ so much are worth a talk
_POINTS = {Met.YES: 2, Met.PARTLY: 1, Met.NO: 0}
_A_YEAR = timedelta(days=366)
_FROM_VERDICT = {Verdict.MET: Met.YES, Verdict.PARTLY: Met.PARTLY, Verdict.NOT_MET: Met.NO}


@dataclass(frozen=True, slots=True)
class Spread:
    """How often each score was given, from 1 to 4."""

    counts: tuple[int, int, int, int]

    @property
    def given(self) -> int:
        """How many people gave a score."""
        return sum(self.counts)

    @property
    def apart(self) -> bool:
        """Tell whether people see it so differently that it is worth a talk."""
        scores = [score for score, count in zip(SCORES, self.counts, strict=True) if count]
        return bool(scores) and scores[-1] - scores[0] >= _APART


def spread_of(scores: Iterable[int | None]) -> Spread:
    """Count scores; who left it open is not counted."""
    given = [score for score in scores if score is not None]
    one, two, three, four = (given.count(score) for score in SCORES)
    return Spread((one, two, three, four))


def most_apart_first(spreads: Mapping[str, Spread]) -> list[str]:
    """Return the questions, those that people see most differently first, else in their own order."""
    return sorted(spreads, key=lambda question: not spreads[question].apart)


def must_be_few(points: Sequence[object]) -> None:
    """Raise `TooManyPrioritiesError` for more than three: choosing is the point (seed 000 line 18)."""
    if len(points) > MOST_PRIORITIES:
        raise TooManyPrioritiesError(most=MOST_PRIORITIES)


@dataclass(frozen=True, slots=True)
class Known:
    """What Startlijn knows of a version and its surroundings, for the scan.

    `coach_hours` are asked per starter over three years, `coach_hours_agreed` stand in the profiles of the
    school's coaches; None when nobody wrote one. `reviewed_on` is when a review was last closed.
    """

    number: int
    in_force_from: int | None
    consulted_on: date | None
    consent_on: date | None
    two_people: Verdict
    hr_elements: int
    structural_hours: Decimal
    all_hours: Decimal
    coach_hours_asked: int
    coach_hours_agreed: int | None
    reviewed_on: date | None
    points_open: int


@dataclass(frozen=True, slots=True)
class Finding:
    """What Startlijn says about one item; `met` is None where only people know."""

    item: SafeguardItem
    met: Met | None
    reason: Reason


def findings(known: Known, on: date) -> tuple[Finding, ...]:
    """Return what Startlijn knows about each item of the scan on a day, in order (domain.md Q8)."""
    return (
        _written(known),
        _staffing(known),
        Finding(
            SafeguardItem.QUALITY_CYCLE, None, Reason(_("Say where it stands in the school's quality cycle."))
        ),
        _hr(known),
        Finding(
            SafeguardItem.TWO_PEOPLE,
            _FROM_VERDICT[known.two_people],
            Reason(_("Of the elements on which many depend, look at who takes over.")),
        ),
        _consent(known),
        _reviewed(known, on),
        _budget(known),
    )


def _written(known: Known) -> Finding:
    if known.in_force_from is None:
        text = Reason(_("Version %(number)s is not in force yet."), {"number": known.number})
        return Finding(SafeguardItem.WRITTEN, Met.PARTLY, text)
    year = f"{known.in_force_from}-{known.in_force_from + 1}"
    text = Reason(
        _("Version %(number)s is written down and holds from %(year)s."),
        {"number": known.number, "year": year},
    )
    return Finding(SafeguardItem.WRITTEN, Met.YES, text)


def _staffing(known: Known) -> Finding:
    if known.coach_hours_agreed is None:
        text = Reason(_("No hours were agreed with coaches yet."))
        return Finding(SafeguardItem.STAFFING, None, text)
    figures = {"agreed": known.coach_hours_agreed, "asked": known.coach_hours_asked}
    text = Reason(_("Coaches have %(agreed)s hours a year; the present starters ask for %(asked)s."), figures)
    enough = known.coach_hours_agreed >= known.coach_hours_asked
    met = Met.YES if enough else Met.PARTLY if known.coach_hours_agreed else Met.NO
    return Finding(SafeguardItem.STAFFING, met, text)


def _hr(known: Known) -> Finding:
    if not known.hr_elements:
        return Finding(SafeguardItem.HR, None, Reason(_("No element has HR as its owner.")))
    text = Reason(_("HR sees to %(count)s elements."), {"count": known.hr_elements})
    return Finding(SafeguardItem.HR, Met.YES, text)


def _consent(known: Known) -> Finding:
    if known.consent_on is not None:
        return Finding(
            SafeguardItem.CONSENT, Met.YES, Reason(_("The staff council agreed with this version."))
        )
    if known.consulted_on is not None:
        text = Reason(_("The staff council has this version and has not agreed yet."))
        return Finding(SafeguardItem.CONSENT, Met.PARTLY, text)
    return Finding(SafeguardItem.CONSENT, Met.NO, Reason(_("This version did not go to the staff council.")))


def _reviewed(known: Known, on: date) -> Finding:
    item = SafeguardItem.YEARLY_REVIEW
    if known.reviewed_on is None:
        return Finding(item, Met.NO, Reason(_("No review was finished yet.")))
    if on - known.reviewed_on > 2 * _A_YEAR:
        return Finding(item, Met.NO, Reason(_("The last review is more than two years ago.")))
    if on - known.reviewed_on > _A_YEAR:
        return Finding(item, Met.PARTLY, Reason(_("The last review is more than a year ago.")))
    figures = {"count": known.points_open}
    text = Reason(_("A review was finished in the past year; %(count)s points are still open."), figures)
    return Finding(item, Met.YES, text)


def _budget(known: Known) -> Finding:
    item = SafeguardItem.BUDGET
    if not known.all_hours:
        return Finding(item, None, Reason(_("The programme has no hours yet.")))
    share = round(100 * known.structural_hours / known.all_hours)
    met = Met.YES if share == 100 else Met.PARTLY if share >= 50 else Met.NO
    text = Reason(_("%(share)s%% of the hours come from the school's own budget."), {"share": share})
    return Finding(item, met, text)


def score(answers: Mapping[SafeguardItem, Met]) -> tuple[int, int]:
    """Return the points of a scan and the most there are: two for what holds, one for partly.

    >>> score({SafeguardItem.HR: Met.YES, SafeguardItem.BUDGET: Met.PARTLY})
    (3, 16)
    """
    return sum(_POINTS[met] for met in answers.values()), 2 * len(SafeguardItem)
