"""From where somebody looks at a line: as its starter, as coach, or from the desk that arranges it."""

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from startlijn.base.access.terms import Permission
from startlijn.domain.guidance.queries.line_views import LineView
from startlijn.domain.guidance.terms import Side


@dataclass(frozen=True, slots=True)
class Space:
    """One way to a line: the permission, the side that ticks (none at the desk), names of addresses."""

    permission: Permission
    side: Side | None
    page: str
    step: str
    move: str
    cancel: str
    add: str

    def back(self, line: LineView) -> str:
        """Return the address of the line as seen from here."""
        return reverse(self.page) if self.side == Side.STARTER else reverse(self.page, args=[line.id])

    def to_add(self, line_id: UUID) -> str:
        """Return the address for adding a step."""
        return reverse(self.add) if self.side == Side.STARTER else reverse(self.add, args=[line_id])


OWN = Space(
    Permission.LINE_OWN,
    Side.STARTER,
    "guidance:own",
    "guidance:own_step",
    "guidance:own_move",
    "guidance:own_cancel",
    "guidance:own_add",
)
COACH = Space(
    Permission.LINE_GUIDE,
    Side.COACH,
    "guidance:starter",
    "guidance:coach_step",
    "guidance:coach_move",
    "guidance:coach_cancel",
    "guidance:coach_add",
)
DESK = Space(
    Permission.LINE_ARRANGE,
    None,
    "guidance:line",
    "",
    "guidance:desk_move",
    "guidance:desk_cancel",
    "guidance:desk_add",
)
