"""Five conditions and five features of good guidance (SPIL 2015; seed 004 lines 455 to 509), scored with why.

How a condition shows in a programme is our own reading; each function says it.
"""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext_noop as _

from startlijn.domain.induction.rules.checks import (
    Check,
    Elements,
    Picked,
    Surroundings,
    gaps,
    guidance_hours,
    judged,
    missing_for,
)
from startlijn.domain.induction.rules.elements import Element, in_order
from startlijn.domain.induction.rules.reasons import Reason
from startlijn.domain.induction.terms import (
    LEAST_GUIDANCE_HOURS,
    YEARS,
    CheckCode,
    CheckGroup,
    Criterion,
    ElementKind,
    StarterType,
    Verdict,
)

_THEORY = frozenset({ElementKind.TRAINING, ElementKind.NETWORK_MEETING})
_IN_CLASS = frozenset(
    {ElementKind.LESSON_OBSERVATION, ElementKind.PEER_OBSERVATION, ElementKind.VIDEO_COACHING}
)


def spil_checks(
    elements: Iterable[Element], around: Surroundings, design: Iterable[Check]
) -> tuple[Check, ...]:
    """Return the ten checks; `design` are the design checks of the same elements, on which two rest."""
    ordered = in_order(elements)
    known = {check.code: check for check in design}
    return (
        _coherence(around),
        _time(ordered),
        _yearly(ordered, CheckCode.SPIL_THEORY, CheckGroup.SPIL_CONDITIONS, lambda e: e.kind in _THEORY),
        _career(ordered),
        _coaches(ordered, around),
        _intensity(ordered, around),
        _content(ordered),
        _mix(known),
        _room(known),
        _relevant(ordered),
    )


def _coherence(around: Surroundings) -> Check:
    """Condition 1: it fits the school's other policy. Seen from the board's policy and the staff council."""
    holds = {
        _("The board has a policy of its own for induction."): around.policy_formulated,
        _("The staff council agreed with this version."): around.agreed,
    }
    missing = {
        _("The board has not yet written down its own policy."): around.policy_formulated,
        _("The staff council has not yet agreed with this version."): around.agreed,
    }
    said = [Reason(text) for text, met in holds.items() if met]
    said += [Reason(text) for text, met in missing.items() if not met]
    return Check(
        CheckCode.SPIL_COHERENCE, CheckGroup.SPIL_CONDITIONS, judged(list(holds.values())), tuple(said)
    )


def _yearly(elements: Elements, code: CheckCode, group: CheckGroup, wanted: Picked) -> Check:
    missing = {year: missing_for(elements, year, wanted) for year in YEARS}
    holds = [kind not in missing[year] for year in YEARS for kind in StarterType]
    return Check(code, group, judged(holds), gaps(missing), tuple(each for each in elements if wanted(each)))


def _time(elements: Elements) -> Check:
    """Condition 2: starter and coach get time. Each year holds something with hours for both."""
    return _yearly(
        elements,
        CheckCode.SPIL_TIME,
        CheckGroup.SPIL_CONDITIONS,
        lambda each: each.is_guidance and each.starter_hours > 0 and each.coach_hours > 0,
    )


def _career(elements: Elements) -> Check:
    """Condition 4: part of a wider career. People look back every year, and the last year looks ahead."""

    def looks_back(each: Element) -> bool:
        return each.kind == ElementKind.EVALUATION_TALK

    def looks_ahead(each: Element) -> bool:
        return each.year == YEARS[-1] and Criterion.PROFESSIONAL_DEVELOPMENT in each.criteria

    missing = {year: missing_for(elements, year, looks_back) for year in YEARS}
    ahead = any(looks_ahead(each) for each in elements)
    told = gaps(missing)
    if not ahead:
        told = (*told, Reason(_("The last year does not look ahead at what comes after.")))
    return Check(
        CheckCode.SPIL_CAREER,
        CheckGroup.SPIL_CONDITIONS,
        judged([*(not kinds for kinds in missing.values()), ahead]),
        told,
        tuple(each for each in elements if looks_back(each) or looks_ahead(each)),
    )


def _coaches(elements: Elements, around: Surroundings) -> Check:
    """Condition 5: coaches know how to guide. Seen from how many are trained, where that is known."""
    if around.coaches is None or around.trained is None:
        return Check(
            CheckCode.SPIL_COACHES,
            CheckGroup.SPIL_CONDITIONS,
            Verdict.PARTLY if any(each.fixed_coach for each in elements) else Verdict.NOT_MET,
            (Reason(_("A programme does not show it. Look at which coaches are trained.")),),
        )
    figures = {"trained": around.trained, "coaches": around.coaches}
    return Check(
        CheckCode.SPIL_COACHES,
        CheckGroup.SPIL_CONDITIONS,
        judged([around.coaches > 0 and around.trained >= around.coaches, around.trained > 0]),
        (Reason(_("%(trained)s of %(coaches)s coaches are trained."), figures),),
    )


def _intensity(elements: Elements, around: Surroundings) -> Check:
    """Feature 1: enough hours each year, and teaching adjusted to it in the first two.

    Enough is what the board chose, or else our own estimate. Time off: CAO VO art. 8.3 gives it two years.
    """
    wanted = {
        (kind, year): around.intensities.get((kind, year), (LEAST_GUIDANCE_HOURS[year], 0))[0]
        for kind in StarterType
        for year in YEARS
    }
    short = [pair for pair, hours in wanted.items() if guidance_hours(elements, pair[1], pair[0]) < hours]
    relief = {year: missing_for(elements, year, lambda each: not each.is_guidance) for year in YEARS[:2]}
    told = [
        Reason(
            _("Year %(year)s has too few hours for: %(kinds)s."),
            {"year": year, "kinds": tuple(kind.label for kind, at in short if at == year)},
        )
        for year in YEARS
        if any(at == year for _kind, at in short)
    ]
    told += [
        Reason(
            _("Year %(year)s gives no time off from teaching for: %(kinds)s."),
            {"year": year, "kinds": tuple(kind.label for kind in kinds)},
        )
        for year, kinds in relief.items()
        if kinds
    ]
    return Check(
        CheckCode.SPIL_INTENSITY,
        CheckGroup.SPIL_FEATURES,
        judged([*(pair not in short for pair in wanted), *(not kinds for kinds in relief.values())]),
        tuple(told) or (Reason(_("Every year has enough hours, and teaching is adjusted to it.")),),
        tuple(each for each in elements if not each.is_guidance),
    )


def _content(elements: Elements) -> Check:
    """Feature 2: content of a good level, by trained people. Each year teaches and looks in classrooms."""
    taught = {year: missing_for(elements, year, lambda each: each.kind in _THEORY) for year in YEARS}
    seen = {year: missing_for(elements, year, lambda each: each.kind in _IN_CLASS) for year in YEARS}
    told = [
        Reason(_("Year %(year)s has no training or network for everybody."), {"year": year})
        for year, kinds in taught.items()
        if kinds
    ]
    told += [
        Reason(_("In year %(year)s nobody looks in the classroom with everybody."), {"year": year})
        for year, kinds in seen.items()
        if kinds
    ]
    return Check(
        CheckCode.SPIL_CONTENT,
        CheckGroup.SPIL_FEATURES,
        judged([not kinds for kinds in (*taught.values(), *seen.values())]),
        tuple(told)
        or (Reason(_("Every year has training or a network, and somebody looks in the classroom.")),),
        tuple(each for each in elements if each.kind in _THEORY | _IN_CLASS),
    )


def _mix(known: Mapping[CheckCode, Check]) -> Check:
    """Feature 3: individual with a fixed coach and in a group: both of the design checks."""
    coach, group = known[CheckCode.FIXED_COACH], known[CheckCode.COLLECTIVE]
    verdicts = (coach.verdict, group.verdict)
    verdict = verdicts[0] if verdicts[0] == verdicts[1] else Verdict.PARTLY
    told = [
        Reason("%(check)s: %(why)s", {"check": check.code.label, "why": tuple(check.reasons)})
        for check in (coach, group)
    ]
    return Check(
        CheckCode.SPIL_MIX,
        CheckGroup.SPIL_FEATURES,
        verdict,
        tuple(told),
        (*coach.satisfied_by, *group.satisfied_by),
        coach.broken_by,
    )


def _room(known: Mapping[CheckCode, Check]) -> Check:
    """Feature 4: fits the room a starter has: the design check of the fullest four weeks."""
    full = known[CheckCode.NOT_OVERWHELMED]
    return Check(
        CheckCode.SPIL_ROOM, CheckGroup.SPIL_FEATURES, full.verdict, full.reasons, (), full.broken_by
    )


def _relevant(elements: Elements) -> Check:
    """Feature 5: of use in daily work at once: most guidance says what one can use next morning."""
    guidance = [each for each in elements if each.is_guidance]
    useful = [each for each in guidance if each.next_morning_nl or each.next_morning_en]
    enough = len(useful) * 4 >= len(guidance) * 3 and bool(useful)
    return Check(
        CheckCode.SPIL_RELEVANT,
        CheckGroup.SPIL_FEATURES,
        judged([enough, bool(useful)]),
        (
            Reason(
                _("%(count)s of %(all)s elements say what you can use the next morning."),
                {"count": len(useful), "all": len(guidance)},
            ),
        ),
        tuple(useful),
        tuple(each for each in guidance if each not in useful),
    )
