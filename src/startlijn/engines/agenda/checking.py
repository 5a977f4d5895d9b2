"""Refuses input that cannot be an agenda, with a code and a place that doors can translate."""

import math
from collections.abc import Iterable

from startlijn.engines.agenda.terms import BadProblem, Hosting, Person, Problem, Slot

MOST_SLOTS = 500
MOST_PERSONS = 2_000
MOST_DATES = 40
MOST_DAYS = 3_660  # ten years


def check(problem: Problem) -> None:
    """Raise BadProblem when the input is not usable; say nothing about whether a set of dates exists."""
    if not problem.slots:
        raise BadProblem("no_slots")
    if len(problem.slots) > MOST_SLOTS:
        raise BadProblem("too_many_slots", str(len(problem.slots)))
    if len(problem.persons) > MOST_PERSONS:
        raise BadProblem("too_many_persons", str(len(problem.persons)))
    if problem.count < 1:
        raise BadProblem("count_below_one", str(problem.count))
    if problem.count > MOST_DATES:
        raise BadProblem("too_many_dates", str(problem.count))
    if problem.min_days_between < 0:
        raise BadProblem("days_negative", str(problem.min_days_between))
    if problem.min_days_between > MOST_DAYS:
        raise BadProblem("too_many_days", str(problem.min_days_between))
    slots = _unique(slot.id for slot in problem.slots)
    persons = _unique(person.id for person in problem.persons)
    _check_moments(problem.slots)
    _check_references(problem, slots, persons)
    _check_hosting(problem.hosting, slots)


def _unique(ids: Iterable[str]) -> frozenset[str]:
    seen: set[str] = set()
    for each in ids:
        if not each:
            raise BadProblem("empty_id")
        if each in seen:
            raise BadProblem("duplicate_id", each)
        seen.add(each)
    return frozenset(seen)


def _check_moments(slots: tuple[Slot, ...]) -> None:
    for slot in slots:
        if slot.start.utcoffset() is None or slot.end.utcoffset() is None:
            raise BadProblem("no_time_zone", slot.id)
        if slot.end.timestamp() < slot.start.timestamp():
            raise BadProblem("ends_before_start", slot.id)


def _check_references(problem: Problem, slots: frozenset[str], persons: frozenset[str]) -> None:
    named = [*problem.pinned, *(slot for _person, slot in problem.allowed_overrides)]
    for person in problem.persons:
        named += _answered(person)
    for slot in named:
        if slot not in slots:
            raise BadProblem("unknown_slot", slot)
    for person_id, _slot in problem.allowed_overrides:
        if person_id not in persons:
            raise BadProblem("unknown_person", person_id)


def _answered(person: Person) -> Iterable[str]:
    return person.answers.keys()


def _check_hosting(hosting: Hosting, slots: frozenset[str]) -> None:
    schools = _unique(hosting.schools)
    for school, closed in hosting.closed.items():
        if school not in schools:
            raise BadProblem("unknown_school", school)
        for slot in closed:
            if slot not in slots:
                raise BadProblem("unknown_slot", slot)
    for school, times in hosting.hosted.items():
        if school not in schools:
            raise BadProblem("unknown_school", school)
        if times < 0:
            raise BadProblem("turns_negative", school)
    for (start, end), minutes in hosting.minutes.items():
        if not math.isfinite(minutes) or not 0 <= minutes <= 100_000:
            raise BadProblem("minutes_not_usable", f"{start} → {end}")
