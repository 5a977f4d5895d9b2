"""Assessments as lines of a list: what, where it stands, when it is due; never what anybody judged."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext

from startlijn.base.access.queries import visible
from startlijn.base.access.rules import may
from startlijn.base.access.terms import Actor, Permission
from startlijn.domain.assessment.models import Assessment, PanelMember
from startlijn.domain.assessment.rules.deadlines import is_late
from startlijn.domain.assessment.terms import ENDED, Aim, Conflict, State


@dataclass(frozen=True, slots=True)
class Facts:
    """Where an assessment stands."""

    id: UUID
    starter_id: UUID
    starter: str
    first_name: str
    aim: Aim
    state: State
    board_id: UUID
    board: str
    school_id: UUID | None
    school: str
    profile: str
    state_since: date
    due_on: date | None
    late: bool
    interview_at: datetime | None
    submitted_on: date | None
    asked_at: datetime
    version: int
    employed: bool

    @property
    def until(self) -> date | None:
        """Return the last day of the present step; None when it passed and nobody has to do anything more."""
        over = self.late and self.state is State.DECIDED
        return None if over or self.state in ENDED else self.due_on

    @property
    def place(self) -> str:
        """Return school and board in one line; for who works without, who decides."""
        if not self.employed:
            who = {"name": self.school or self.board}
            return gettext("without a board; %(name)s decides") % who
        return " · ".join(part for part in (self.school, self.board) if part)


@dataclass(frozen=True, slots=True)
class ArrangeLine:
    """A line for who arranges: how many assessors sit in the panel, and how many declared no conflict."""

    facts: Facts
    members: int
    declared: int


def facts_of(row: Assessment, on: date) -> Facts:
    """Return the facts of a row that comes with person, board and school."""
    return Facts(
        id=row.pk,
        starter_id=row.person_id,
        starter=str(row.person),
        first_name=row.person.given_name,
        aim=Aim(row.aim),
        state=State(row.state),
        board_id=row.board_id,
        board=row.board.name,
        school_id=row.school_id,
        school=row.school.name if row.school else "",
        profile=row.profile,
        state_since=row.state_since,
        due_on=row.due_on,
        late=is_late(row.due_on, on),
        interview_at=row.interview_at,
        submitted_on=row.submitted_on,
        asked_at=row.asked_at,
        version=row.version,
        employed=row.employer_id is not None,
    )


def with_names(rows: QuerySet[Assessment]) -> QuerySet[Assessment]:
    """Add what `facts_of` needs."""
    return rows.select_related("person", "board", "school")


def assessments_for(actor: Actor, permission: Permission) -> QuerySet[Assessment]:
    """Return the assessments the actor reaches with a permission; those that run first, then newest.

    Page it, then `facts_of` each row.
    """
    rows = with_names(visible(actor, permission, Assessment))
    ended = Q(state__in=sorted(ENDED))
    return rows.annotate(ended=Count("pk", filter=ended, distinct=True)).order_by("ended", "-asked_at", "pk")


def arrange_lines(rows: Sequence[Assessment], on: date) -> tuple[ArrangeLine, ...]:
    """Return rows as lines for who arranges. One query for any number."""
    counted = {
        row["assessment"]: (row["members"], row["clear"])
        for row in PanelMember.objects.filter(assessment__in=[row.pk for row in rows], left=False)
        .order_by()
        .values("assessment")
        .annotate(members=Count("pk"), clear=Count("pk", filter=Q(conflict=Conflict.NONE)))
    }
    return tuple(ArrangeLine(facts_of(row, on), *counted.get(row.pk, (0, 0))) for row in rows)


def own_running(actor: Actor, on: date) -> Facts | None:
    """Return the starter's own assessment that runs; None when there is none."""
    if not may(actor, Permission.DOSSIER_OWN):
        return None
    rows = with_names(visible(actor, Permission.DOSSIER_OWN, Assessment))
    row = rows.exclude(state__in=sorted(ENDED)).first()
    return facts_of(row, on) if row else None
