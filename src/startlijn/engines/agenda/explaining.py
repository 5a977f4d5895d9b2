"""Says why: per date from the best set without it, and for no set at all from what is in the way."""

from collections.abc import Sequence
from itertools import pairwise

from startlijn.engines.agenda.choosing import Choice, Line, best, most_dates
from startlijn.engines.agenda.hosting import HostedDate, able_hosts, travel
from startlijn.engines.agenda.terms import (
    Answer,
    Attendance,
    Clash,
    ClashCode,
    Criterion,
    Hosting,
    Person,
    Problem,
    Reason,
    ReasonCode,
    Slot,
)


def attendance(slot: Slot, persons: Sequence[Person]) -> Attendance:
    """Return who said what of a slot."""
    said: dict[Answer | None, list[str]] = {None: [], **{answer: [] for answer in Answer}}
    schools: dict[str, None] = {}
    for person in persons:
        answer = person.answers.get(slot.id)
        said[answer].append(person.id)
        if answer in {Answer.YES, Answer.MAYBE} and person.school:
            schools[person.school] = None
    return Attendance(
        yes=tuple(said[Answer.YES]),
        maybe=tuple(said[Answer.MAYBE]),
        no=tuple(said[Answer.NO]),
        silent=tuple(said[None]),
        schools=tuple(schools),
    )


def date_reasons(
    line: Line, chosen: Choice, place: int, problem: Problem, present: Attendance
) -> tuple[Reason, ...]:
    """Return why a date is in the set, and who misses it."""
    return (_why(line, chosen, place), *_missing(problem, present))


def host_reasons(date: HostedDate, host: str | None, hosting: Hosting) -> tuple[Reason, ...]:
    """Return why a school hosts a date; nothing when hosting is not asked for."""
    if not hosting.schools:
        return ()
    if host is None:
        return (Reason(ReasonCode.NO_HOST),)
    journeys = {school: travel(date, school, hosting.minutes) for school in able_hosts(date, hosting)}
    least = min(journeys.values())
    if len(journeys) == 1:
        return (Reason(ReasonCode.ONLY_HOST),)
    if journeys[host] == least < max(journeys.values()):
        return (Reason(ReasonCode.LEAST_TRAVEL),)
    return (Reason(ReasonCode.HOST_TURN, amount=journeys[host] - least),)


def clashes(line: Line, problem: Problem) -> tuple[Clash, ...]:
    """Return what is in the way when no set of dates is possible, the most telling first."""
    count, pins = problem.count, line.pinned
    if len(line.slots) < count:
        return (Clash(ClashCode.TOO_FEW_SLOTS, needed=count, available=len(line.slots)),)
    close = [(one, other) for one, other in pairwise(pins) if other < line.follows[one]]
    if close:
        return tuple(
            Clash(ClashCode.PINS_CLASH, slots=(line.slots[one].id, line.slots[other].id))
            for one, other in close
        )
    if len(pins) > count:
        ids = tuple(line.slots[place].id for place in pins)
        return (Clash(ClashCode.TOO_MANY_PINS, needed=count, available=len(pins), slots=ids),)
    free = Line(line.slots, line.costs, line.follows, ())
    fits = most_dates(free)
    if fits < count:
        return (Clash(ClashCode.TOO_CLOSE, needed=count, available=fits),)
    ids = tuple(line.slots[place].id for place in pins)
    return (Clash(ClashCode.PINS_IN_THE_WAY, needed=count, available=most_dates(line), slots=ids),)


def _why(line: Line, chosen: Choice, place: int) -> Reason:
    """Compare with the best set that does without the date."""
    if place in line.pinned:
        return Reason(ReasonCode.PINNED)
    others = best(line, len(chosen.places), without=place)
    if not others:
        return Reason(ReasonCode.ONLY_WAY)
    mine, other = line.value(chosen), line.value(others[0])
    for criterion, loss in (
        (Criterion.REFUSALS, other.refusals - mine.refusals),
        (Criterion.SCHOOLS, mine.schools - other.schools),
        (Criterion.ANSWERS, mine.answers - other.answers),
        (Criterion.LAST_DATE, (other.last_date.date() - mine.last_date.date()).days),
    ):
        if loss:
            return Reason(ReasonCode.WORSE_WITHOUT, criterion=criterion, amount=loss)
    return Reason(ReasonCode.EQUAL_WITHOUT)


def _missing(problem: Problem, present: Attendance) -> tuple[Reason, ...]:
    required = {person.id for person in problem.persons if person.required}
    schools = dict.fromkeys(person.school for person in problem.persons if person.school)
    parts = (
        (ReasonCode.REQUIRED_REFUSED, tuple(each for each in present.no if each in required)),
        (ReasonCode.REQUIRED_SILENT, tuple(each for each in present.silent if each in required)),
        (ReasonCode.SCHOOLS_ABSENT, tuple(each for each in schools if each not in present.schools)),
    )
    return tuple(Reason(code, ids) for code, ids in parts if ids)
