"""The one function of the engine: from a problem to a plan."""

from startlijn.engines.agenda.checking import check
from startlijn.engines.agenda.choosing import Choice, Line, best, line_of
from startlijn.engines.agenda.explaining import attendance, clashes, date_reasons, host_reasons
from startlijn.engines.agenda.hosting import HostedDate, shared, travel
from startlijn.engines.agenda.terms import Attendance, Plan, PlannedDate, Problem, RunnerUp, Status


def plan(problem: Problem) -> Plan:
    """Choose the dates and their hosts.

    The dates are the best on the four criteria of `Value`, in their order, of all sets of `count` slots that
    lie `min_days_between` apart and hold every pin; among sets that are equal on all four, the one whose
    first date is earliest, then the second, and so on (slots at the same moment: by id). The hosts are chosen
    for these dates, as `hosting` says. There is no chance in it: the same problem gives the same plan.

    Raises `BadProblem` for input that cannot be an agenda. A problem without a solution is an answer.
    """
    check(problem)
    line = line_of(problem)
    found = best(line, problem.count)
    if not found:
        return Plan(Status.INFEASIBLE, clashes=clashes(line, problem))
    chosen, value = found[0], line.value(found[0])
    dates = _dates(line, chosen, problem)
    return Plan(
        Status.OPTIMAL,
        dates=dates,
        value=value,
        bound=value,
        runner_up=_runner_up(line, found[1]) if len(found) > 1 else None,
        overrides_needed=_overrides(dates, problem),
    )


def _dates(line: Line, chosen: Choice, problem: Problem) -> tuple[PlannedDate, ...]:
    slots = [line.slots[place] for place in chosen.places]
    presences = [attendance(slot, problem.persons) for slot in slots]
    hosted = [
        HostedDate(slot.id, _schools(problem, present))
        for slot, present in zip(slots, presences, strict=True)
    ]
    hosts = shared(hosted, problem.hosting)
    return tuple(
        PlannedDate(
            slot=slots[number],
            host=hosts[number],
            minutes=_travel(hosted[number], hosts[number], problem),
            attendance=presences[number],
            reasons=(
                *date_reasons(line, chosen, place, problem, presences[number]),
                *host_reasons(hosted[number], hosts[number], problem.hosting),
            ),
        )
        for number, place in enumerate(chosen.places)
    )


def _schools(problem: Problem, present: Attendance) -> tuple[str, ...]:
    coming = {*present.yes, *present.maybe}
    return tuple(person.school for person in problem.persons if person.id in coming and person.school)


def _travel(date: HostedDate, host: str | None, problem: Problem) -> int:
    return 0 if host is None else travel(date, host, problem.hosting.minutes)


def _runner_up(line: Line, choice: Choice) -> RunnerUp:
    return RunnerUp(tuple(line.slots[place] for place in choice.places), line.value(choice))


def _overrides(dates: tuple[PlannedDate, ...], problem: Problem) -> tuple[tuple[str, str], ...]:
    required = {person.id for person in problem.persons if person.required}
    refused = [
        (person, date.slot.id) for date in dates for person in date.attendance.no if person in required
    ]
    return tuple(each for each in refused if each not in problem.allowed_overrides)
