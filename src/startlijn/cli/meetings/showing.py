"""The answer in words: each date with its host, who comes and why; then the proof and the runner-up."""

from collections.abc import Iterator
from datetime import datetime

from startlijn.cli.language import ngettext
from startlijn.cli.language import translate as _
from startlijn.cli.meetings.reading import Agenda
from startlijn.domain.meetings.rules.sentences import CRITERIA, clash_sentence, reason_sentence
from startlijn.engines.agenda import AMSTERDAM, Criterion, Plan, PlannedDate, Value


def described(found: Plan, agenda: Agenda) -> str:
    """Return the whole answer as text in the language of the terminal."""
    lines = [*_clashes(found, agenda)] if not found.dates else []
    for date in found.dates:
        lines += [*_date(date, agenda), ""]
    if found.value is not None:
        lines += [*_value(found.value), _("Proven: no other set of dates is better.")]
    if found.runner_up is not None:
        dates = ", ".join(moment(slot.start) for slot in found.runner_up.slots)
        lines.append(_("The next best set: %(dates)s.") % {"dates": dates})
    return "\n".join(lines)


def moment(start: datetime) -> str:
    """Write a moment with its weekday, in Dutch time: "Tue 2026-10-06 15:00"."""
    local = start.astimezone(AMSTERDAM)
    weekdays = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
    return f"{weekdays[local.weekday()]} {local:%Y-%m-%d %H:%M}"


def _date(date: PlannedDate, agenda: Agenda) -> Iterator[str]:
    present = date.attendance
    coming = len(present.yes) + len(present.maybe)
    figures = {
        "moment": moment(date.slot.start),
        "host": date.host,
        "yes": len(present.yes),
        "maybe": len(present.maybe),
        "all": len(agenda.problem.persons),
        "schools": len(present.schools),
    }
    yield (_("%(moment)s, at %(host)s") if date.host else _("%(moment)s, no host yet")) % figures
    yield "  " + (
        ngettext(
            "%(yes)s yes and %(maybe)s maybe, of %(all)s people; from %(schools)s school",
            "%(yes)s yes and %(maybe)s maybe, of %(all)s people; from %(schools)s schools",
            len(present.schools),
        )
        % figures
    )
    if coming < len(agenda.problem.persons):
        names = ", ".join(agenda.names[each] for each in (*present.no, *present.silent))
        yield "  " + _("Not there: %(names)s") % {"names": names}
    for reason in date.reasons:
        sentence = reason_sentence(reason, agenda.names)
        yield "  · " + _(sentence.message) % sentence.figures


def _value(value: Value) -> Iterator[str]:
    figures = {
        Criterion.REFUSALS: value.refusals,
        Criterion.SCHOOLS: value.schools,
        Criterion.ANSWERS: value.answers,
        Criterion.LAST_DATE: moment(value.last_date),
    }
    for criterion, message in CRITERIA.items():
        yield _("%(what)s: %(value)s") % {"what": _(message), "value": figures[criterion]}


def _clashes(found: Plan, agenda: Agenda) -> Iterator[str]:
    yield _("No set of dates is possible.")
    for clash in found.clashes:
        sentence = clash_sentence(clash, {}, days=agenda.problem.min_days_between)
        yield "  · " + _(sentence.message) % sentence.figures
