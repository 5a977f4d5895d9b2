"""The line of one starter as a picture: three years with the own steps."""

from django.utils.translation import gettext as _

from startlijn.domain.guidance.queries.line_views import LineView, StepView
from startlijn.domain.guidance.terms import StepState
from startlijn.web.design.line import Line, Moment, State, Year

_DONE = frozenset({StepState.DONE, StepState.NOT_DONE, StepState.HALF, StepState.DIFFERENT})


def _state(line: LineView, step: StepView) -> State:
    if step.state in _DONE:
        return "done"
    if step.state == StepState.OPEN:
        return "open"
    return "next" if line.coming is not None and step.id == line.coming.id else "planned"


def line_of(line: LineView, address: str = "") -> Line:
    """Return the line to draw. `address` is that of a step, with 0 for its id; empty: no links."""
    years = tuple(
        Year(_("Year %(number)s") % {"number": year.number}, year.begins_on, year.ends_on)
        for year in line.years
    )
    moments = tuple(
        Moment(
            step.planned_on,
            step.title,
            _state(line, step),
            address.replace(_ZERO, str(step.id)) if address else "",
        )
        for step in line.steps
        if step.state != StepState.CANCELLED
    )
    return Line(years, moments, line.today)


_ZERO = "00000000-0000-0000-0000-000000000000"
