"""Draws which schools signed up for groups: ready schools for audits, others for intervision."""

from dataclasses import replace
from datetime import date, timedelta

from startlijn.base.access.terms import Role
from startlijn.demo.dice import Dice
from startlijn.demo.people import Cast
from startlijn.demo.script import Script
from startlijn.demo.terms import DemoSchool, DemoSignUp, RoundKind

# By the number of criteria met (seed 001 line 23): the chance that a school wants its programme audited.
_WANTS_AUDIT = {3: 0.95, 2: 0.6, 1: 0.2, 0: 0.0}
_WANTS_INTERVISION = 0.9
_BY_STAFF = 0.2
# The chance that a programme lived less in the school a year earlier.
_WAS_YOUNGER = 0.4
_ALWAYS_FREE = ("tue_pm", "thu_pm")
_OFTEN_FREE = ("mon_pm", "wed_pm")
_OPENED = (9, 14)
_OPEN_FOR_DAYS = 45


def sign_ups(
    cast: Cast, script: Script, *, seed: int, schools: tuple[DemoSchool, ...], school_year: int
) -> tuple[DemoSignUp, ...]:
    """Return at most one sign-up per school for a school year, by the day of signing up."""
    dice = Dice(seed, f"sign-ups {cast.school_year - school_year} years ago")
    drawn = []
    for present in schools:
        school = present if school_year == cast.school_year else _earlier(dice, present)
        kind = _wanted(dice, school)
        if kind:
            drawn.append(_sign_up(cast, script, dice, school, kind, opened_on=date(school_year, *_OPENED)))
    return tuple(sorted(drawn, key=lambda each: (each.signed_up_on, each.school)))


def _earlier(dice: Dice, school: DemoSchool) -> DemoSchool:
    """Return the school as it was before its programme came alive, or as it is."""
    if dice.chance(_WAS_YOUNGER):
        return replace(school, maturity=replace(school.maturity, lives_in_school=False))
    return school


def _wanted(dice: Dice, school: DemoSchool) -> RoundKind | None:
    if dice.chance(_WANTS_AUDIT[school.maturity.met]):
        return RoundKind.AUDIT
    return RoundKind.INTERVISION if dice.chance(_WANTS_INTERVISION) else None


def _sign_up(
    cast: Cast, script: Script, dice: Dice, school: DemoSchool, kind: RoundKind, *, opened_on: date
) -> DemoSignUp:
    # Part-timers miss one of the two usual afternoons (seed 000 line 60), never both.
    missed = dice.pick(_ALWAYS_FREE) if dice.chance(0.25) else ""
    free = [moment for moment in _ALWAYS_FREE if moment != missed]
    free += [moment for moment in _OFTEN_FREE if dice.chance(0.5)]
    return DemoSignUp(
        round=kind,
        school=school.key,
        contact=cast.holders(Role.SCHOOL_EDUCATOR, school.key)[0],
        maturity=school.maturity,
        learning_question=dice.pick(script.learning_questions),
        free_moments=tuple(sorted(free)),
        by_staff=dice.chance(_BY_STAFF),
        signed_up_on=opened_on + timedelta(days=dice.between(0, _OPEN_FOR_DAYS)),
    )
