"""What a starter wrote beside the line or a step of it: shown to whoever reads the line."""

from startlijn.base.privacy.actions import read_statements
from startlijn.base.privacy.terms import Beside
from startlijn.base.seams import now
from startlijn.domain.guidance.queries.line_views import LineView
from startlijn.web.middleware import Request


def beside(request: Request, line: LineView) -> tuple[Beside, ...]:
    """Return the own words of the starter beside this line; that somebody else reads them is written down."""
    records = [line.id, *(step.id for step in line.steps)]
    return read_statements(by=request.actor, at=now(), object_ids=records)
