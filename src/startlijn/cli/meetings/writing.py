"""The answer for machines. The keys are documented in docs/howto/meetings-plan.md and do not change."""

import json

from startlijn.cli.language import translate as _
from startlijn.cli.meetings.reading import Agenda
from startlijn.domain.meetings.rules.sentences import clash_sentence
from startlijn.engines.agenda import Clash, Plan, PlannedDate, Reason, Slot, Value


def as_json(found: Plan, agenda: Agenda) -> str:
    """Return the answer as JSON; moments stand as they do in the head of their column."""
    slots = agenda.problem.slots
    second = found.runner_up
    answer: dict[str, object] = {
        "dates": [date.slot.id for date in found.dates],
        "hosts": [date.host for date in found.dates],
        "attendance": [_attendance(date, agenda) for date in found.dates],
        "status": found.status.value,
        "value": _value(found.value, slots),
        "bound": _value(found.bound, slots),
        "reasons": [[_reason(reason, agenda) for reason in date.reasons] for date in found.dates],
        "runner_up": second
        and {"dates": [slot.id for slot in second.slots], "value": _value(second.value, slots)},
        "clash": [_clash(clash, agenda) for clash in found.clashes],
    }
    return json.dumps(answer, ensure_ascii=False, allow_nan=False)


def _attendance(date: PlannedDate, agenda: Agenda) -> dict[str, object]:
    present = date.attendance
    away = [*present.no, *present.silent]
    required = {person.id for person in agenda.problem.persons if person.required}
    return {
        "date": date.slot.id,
        "present": len(present.yes) + len(present.maybe),
        "yes": len(present.yes),
        "maybe": len(present.maybe),
        "no": len(present.no),
        "no_answer": len(present.silent),
        "schools": list(present.schools),
        "absent": [agenda.names[each] for each in away],
        "required_absent": [agenda.names[each] for each in away if each in required],
    }


def _value(value: Value | None, slots: tuple[Slot, ...]) -> list[object] | None:
    """Write the four criteria in their order; the last date as it stands in the file."""
    if value is None:
        return None
    last = next(slot.id for slot in slots if slot.start.timestamp() == value.last_date.timestamp())
    return [value.refusals, value.schools, value.answers, last]


def _reason(reason: Reason, agenda: Agenda) -> dict[str, object]:
    return {
        "code": reason.code.value,
        "criterion": reason.criterion and reason.criterion.value,
        "amount": reason.amount,
        "who": [agenda.names.get(each, each) for each in reason.ids],
    }


def _clash(clash: Clash, agenda: Agenda) -> dict[str, object]:
    sentence = clash_sentence(clash, {}, days=agenda.problem.min_days_between)
    return {
        "code": clash.code.value,
        "needed": clash.needed,
        "available": clash.available,
        "text": _(sentence.message) % sentence.figures,
    }
