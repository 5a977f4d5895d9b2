"""Lets starters and coaches say what took place, what weighs on them, and what they talked about.

Confirmations of four years are too many to make one by one: they are written at once, with one line in the
journal that says how many. What the personas do goes through the actions.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from startlijn.base.access.terms import Role
from startlijn.base.journal.actions import record
from startlijn.base.organisations.models import Partnership
from startlijn.demo.dice import Dice
from startlijn.demo.stage import Stage
from startlijn.demo.terms import Case, DemoStarter
from startlijn.domain.guidance import actions
from startlijn.domain.guidance.models import CoachPairing, RegistrationMoment, Step, Tick
from startlijn.domain.guidance.rules.practice import coach_is_asked
from startlijn.domain.guidance.terms import MOST_CONCERN, Concern, Outcome, Side, Source
from startlijn.domain.induction.terms import ElementKind

# What is the first to go when a school is busy (seed 000 line 19: paper and practice).
_FADES = frozenset(
    {
        ElementKind.LESSON_OBSERVATION,
        ElementKind.PEER_OBSERVATION,
        ElementKind.INTERVISION,
        ElementKind.TRAINING,
        ElementKind.VIDEO_COACHING,
    }
)
_TAKES_PLACE = {1: 0.93, 2: 0.75, 3: 0.75}
_TAKES_PLACE_FADING = {1: 0.88, 2: 0.25, 3: 0.45}
_IN_A_POOL = 0.65  # of what others get (seed 004 line 446)
_STARTER_SAYS, _COACH_SAYS, _SAYS_NOT = 0.9, 0.86, 0.55
_DISAGREE = 0.05
_MINUTES = (-15, -5, 0, 0, 0, 0, 5, 10, 15, 20)
_RESTS = 7  # the last days still wait for somebody's word
_ANSWERS_NEEDS = 0.6
_SECONDS_A_TICK = 11


@dataclass(frozen=True, slots=True)
class _Line:
    """A line with who is on it, its coaches and how it goes there."""

    starter: DemoStarter
    person: UUID
    lives: bool
    pairings: tuple[CoachPairing, ...]

    def coach_on(self, day: date) -> UUID | None:
        for row in self.pairings:
            if row.started_on <= day and (row.finished_on is None or day < row.finished_on):
                return row.coach_id
        return None


def confirm(stage: Stage, *, since: datetime | None, until: datetime) -> int:
    """Write the confirmations of both sides between two moments; return how many."""
    lines = _lines(stage)
    rows = Step.objects.filter(trajectory__in=lines, planned_on__lte=until.date(), cancelled_at=None)
    ticks = [
        tick
        for step in rows.order_by("planned_on", "pk")
        for tick in _ticks(stage, lines[step.trajectory_id], step)
        if tick.ticked_at <= until and (since is None or tick.ticked_at > since)
    ]
    Tick.objects.bulk_create(ticks, batch_size=500)
    _measure(stage, ticks)
    partnership = Partnership.objects.get(pk=stage.partnership_id)
    details = {"ticks": len(ticks)}
    record(by=stage.operator(), at=until, action="tick.make", on=partnership, details=details)
    return len(ticks)


def _lines(stage: Stage) -> dict[UUID, _Line]:
    pairings: dict[UUID, list[CoachPairing]] = {}
    for row in CoachPairing.objects.order_by("started_on"):
        pairings.setdefault(row.trajectory_id, []).append(row)
    found = {}
    for starter in stage.described.starters:
        line = stage.lines.get(starter.person)
        if line is not None:
            lives = bool(starter.school) and stage.school(starter.school).maturity.lives_in_school
            lives = lives and starter.school != stage.described.example_school
            found[line.pk] = _Line(starter, line.person_id, lives, tuple(pairings.get(line.pk, ())))
    return found


def _takes_place(line: _Line, step: Step) -> float:
    """Return the chance that a step takes place."""
    fades = step.kind in _FADES and not line.lives
    chance = (_TAKES_PLACE_FADING if fades else _TAKES_PLACE).get(step.year, 0.7)
    if line.starter.case is Case.YEAR_TWO_GAP and step.year == 2:
        return 0.0
    return chance if line.starter.school else chance * _IN_A_POOL


def _ticks(stage: Stage, line: _Line, step: Step) -> Iterator[Tick]:
    """Yield what both sides say about one step; the same whenever it is asked."""
    dice = Dice(stage.year, f"tick {line.starter.person} {step.year} {step.title_nl} {step.number}")
    happened = dice.chance(_takes_place(line, step))
    disagree = dice.chance(_DISAGREE)
    coach = line.coach_on(step.planned_on)
    asked = coach_is_asked(with_coach=step.with_coach, coach_minutes=step.coach_minutes)
    sides: list[tuple[Side, UUID | None, float, int]] = [
        (Side.STARTER, line.person, _STARTER_SAYS, step.starter_minutes)
    ]
    if asked:
        planned = step.coach_minutes or step.starter_minutes
        sides.append((Side.COACH, coach, _COACH_SAYS, planned))
    gap = line.starter.case is Case.YEAR_TWO_GAP and step.year == 2
    for side, person, says, planned in sides:
        speaks = dice.chance(says if happened else _SAYS_NOT)
        done = happened and not (disagree and side is Side.STARTER and asked)
        minutes = max(5, planned + dice.pick(_MINUTES)) if done else 0
        waits = dice.between(0, _RESTS)
        source = Source.MAIL if dice.chance(0.3) else Source.PAGE
        if speaks and person is not None and not gap and _was_asked(line, side, person):
            yield Tick(
                partnership_id=step.partnership_id,
                step=step,
                side=side,
                outcome=Outcome.DONE if done else Outcome.NOT_DONE,
                minutes=minutes,
                source=source,
                by_id=person,
                ticked_at=datetime.combine(step.planned_on, time(15, 40), UTC) + timedelta(days=waits),
            )


def _was_asked(line: _Line, side: Side, person: UUID) -> bool:
    """Tell whether somebody was there to say anything: nobody guides themselves."""
    return side is Side.STARTER or person != line.person


def _measure(stage: Stage, ticks: list[Tick]) -> None:
    """Remember how long registering took those who can log in."""
    personas = {stage.people.get(persona.person) for persona in stage.described.personas}
    spent: dict[tuple[UUID, date], int] = {}
    for tick in ticks:
        if tick.by_id is not None and tick.by_id in personas:
            place = (tick.by_id, tick.ticked_at.date())
            spent[place] = spent.get(place, 0) + _SECONDS_A_TICK
    known = set(RegistrationMoment.objects.values_list("person", "on"))
    RegistrationMoment.objects.bulk_create(
        RegistrationMoment(partnership_id=stage.partnership_id, person_id=person, on=on, seconds=seconds)
        for (person, on), seconds in spent.items()
        if (person, on) not in known
    )


def tell_needs(stage: Stage) -> None:
    """Let more than half of the starters say what weighs, some weeks after they began."""
    words: list[Any] = stage.story["own_words"]  # type: ignore[assignment]
    for starter in stage.described.starters:
        dice = Dice(stage.year, f"needs {starter.person}")
        on = date(starter.cohort, 9, 7) + timedelta(days=dice.between(0, 20))
        personal = starter.person in {persona.person for persona in stage.described.personas}
        if not (dice.chance(_ANSWERS_NEEDS) or personal) or not stage.has_come(on):
            continue
        concerns = {concern.value: dice.between(0, MOST_CONCERN) for concern in Concern}
        text = dice.pick(words) if personal or dice.chance(0.4) else ""
        with stage.on(on) as at:
            actions.answer_needs(
                by=stage.actor(starter.person, at),
                at=at,
                trajectory_id=stage.lines[starter.person].pk,
                concerns=concerns,
                own_words=text,
                seconds=dice.between(90, 240),
            )


def write_notes(stage: Stage) -> None:
    """Let the coaches of the personas write what they talked about."""
    written: list[dict[str, Any]] = stage.story["notes"]  # type: ignore[assignment]
    for each in written:
        starter = _of_persona(stage, each["persona"])
        for talk in each["talks"]:
            on = stage.day(*talk["day"])
            if not stage.has_come(on):
                continue
            with stage.on(on) as at:
                actions.write_note(
                    by=stage.actor(starter.coach, at),
                    at=at,
                    trajectory_id=stage.lines[starter.person].pk,
                    on=on,
                    worked=talk["worked"],
                    goal=talk["goal"],
                    next_on=on + timedelta(days=28),
                    seconds=45,
                )


def _of_persona(stage: Stage, key: str) -> DemoStarter:
    """Return the starter who is a persona; for the coach, her other starter."""
    person = stage.persona(key)
    told = next(persona for persona in stage.described.personas if persona.key == key)
    if told.role is not Role.COACH:
        return next(starter for starter in stage.described.starters if starter.person == person)
    mine = [starter for starter in stage.described.starters if starter.coach == person]
    return mine[-1]
