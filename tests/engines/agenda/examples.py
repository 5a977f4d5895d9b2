"""Small agendas to test with."""

from datetime import datetime, timedelta

from startlijn.engines.agenda import AMSTERDAM, Answer, Person, Plan, Slot

ANSWERS = {"y": Answer.YES, "m": Answer.MAYBE, "n": Answer.NO}


def slots(*days: str, hour: int = 15, hours: int = 2) -> tuple[Slot, ...]:
    """One slot per day ("2026-10-06"), with the day as its id."""
    return tuple(_slot(day, hour, hours) for day in days)


def _slot(day: str, hour: int, hours: int) -> Slot:
    start = datetime.fromisoformat(day).replace(hour=hour, tzinfo=AMSTERDAM)
    return Slot(day, start, start + timedelta(hours=hours))


def person(
    name: str, said: str, over: tuple[Slot, ...], *, school: str = "", required: bool = False
) -> Person:
    """A person whose answers are letters: y, m, n, and a dot for no answer."""
    answers = {slot.id: ANSWERS[letter] for slot, letter in zip(over, said, strict=True) if letter != "."}
    return Person(name, school, required, answers)


def days(plan: Plan) -> list[str]:
    """The ids of the dates of a plan."""
    return [date.slot.id for date in plan.dates]
