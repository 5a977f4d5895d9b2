"""Draws which schools signed up for groups this year: ready schools for audits, others for intervision."""

from datetime import date, timedelta

from startlijn.base.access.terms import Role
from startlijn.demo.dice import Dice
from startlijn.demo.people import Cast
from startlijn.demo.script import Script
from startlijn.demo.terms import DemoSchool, DemoSignUp, RoundKind

# By the number of criteria met (seed 001 line 23): the chance that a school wants its programme audited.
_WANTS_AUDIT = {3: 0.97, 2: 0.85, 1: 0.3, 0: 0.0}
_WANTS_INTERVISION = 0.85
_BY_STAFF = 0.2
_ALWAYS_FREE = ("tue_pm", "thu_pm")
_OFTEN_FREE = ("mon_pm", "wed_pm")
_OPENED = (9, 14)
_OPEN_FOR_DAYS = 45


def sign_ups(
    cast: Cast, script: Script, seed: int, schools: tuple[DemoSchool, ...]
) -> tuple[DemoSignUp, ...]:
    """Return at most one sign-up per school, by the day of signing up."""
    dice = Dice(seed, "sign-ups")
    drawn = []
    for school in schools:
        kind = _wanted(dice, school)
        if kind:
            drawn.append(_sign_up(cast, script, dice, school, kind))
    return tuple(sorted(drawn, key=lambda each: (each.signed_up_on, each.school)))


def _wanted(dice: Dice, school: DemoSchool) -> RoundKind | None:
    if dice.chance(_WANTS_AUDIT[school.maturity.met]):
        return RoundKind.AUDIT
    return RoundKind.INTERVISION if dice.chance(_WANTS_INTERVISION) else None


def _sign_up(cast: Cast, script: Script, dice: Dice, school: DemoSchool, kind: RoundKind) -> DemoSignUp:
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
        signed_up_on=date(cast.school_year, *_OPENED) + timedelta(days=dice.between(0, _OPEN_FOR_DAYS)),
    )
