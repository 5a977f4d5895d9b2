"""The starters that somebody registers or arranges: as a list, with what one looks for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from startlijn.base.access.queries import visible
from startlijn.base.access.terms import Actor, Permission
from startlijn.base.seams import today
from startlijn.domain.guidance.models import CoachPairing, Employment, Pause, Trajectory
from startlijn.domain.guidance.queries.relations import holding, on_or_after
from startlijn.domain.guidance.rules.line import Stop, year_of
from startlijn.domain.guidance.rules.standing import period, standing_on
from startlijn.domain.guidance.terms import Standing
from startlijn.domain.induction.terms import StarterType
from startlijn.engines.periods import Period

OPEN = (Standing.COMING, Standing.RUNNING, Standing.PAUSED, Standing.LEAVING)


@dataclass(frozen=True, slots=True)
class StarterRow:
    """A starter in a list. `coach` is empty when there is one whose name the actor does not see."""

    id: UUID
    name: str
    schools: tuple[str, ...]
    starter_type: StarterType
    year: int
    standing: Standing
    started_on: date
    has_coach: bool
    coach: str
    has_line: bool


@dataclass(frozen=True, slots=True)
class Looking:
    """What one looks for: words of the name, a school, a year (1, 2, 3), a standing, who has no coach."""

    text: str = ""
    school_id: UUID | None = None
    year: int | None = None
    standing: Standing | None = None
    without_coach: bool = False


def pairings_seen(actor: Actor) -> QuerySet[CoachPairing]:
    """Return the pairings of which the actor may know that they exist."""
    known = Q(pk__in=visible(actor, Permission.LINE_ARRANGE, CoachPairing).values("pk"))
    known |= Q(pk__in=visible(actor, Permission.LINE_READ, CoachPairing).values("pk"))
    return CoachPairing.objects.filter(known)


def pauses_of(rows: Sequence[Pause]) -> list[Period]:
    """Return pauses as periods."""
    return [period(row.started_on, row.finished_on) for row in rows]


def year_on(trajectory: Trajectory, pauses: Sequence[Period], on: date) -> int:
    """Return the year of a trajectory on a day, at most the third."""
    stops = [Stop(pause.start, pause.end) for pause in pauses]
    return min(3, year_of(on, trajectory.started_on, stops))


def starters(actor: Actor, looking: Looking | None = None) -> tuple[StarterRow, ...]:
    """Return the starters that the actor registers or arranges, by name; who has left comes only when asked.

    Seven queries, whatever the number: the pages show a part of it.
    """
    asked, on = looking or Looking(), today()
    lines = visible(actor, Permission.LINE_REGISTER, Trajectory)
    for word in asked.text.split():
        lines = lines.filter(Q(person__given_name__icontains=word) | Q(person__family_name__icontains=word))
    if asked.school_id is not None:
        work = Employment.objects.filter(on_or_after(on), school=asked.school_id)
        lines = lines.filter(pk__in=work.values("trajectory"))
    arranged = visible(actor, Permission.LINE_ARRANGE, CoachPairing).filter(holding(on))
    own = visible(actor, Permission.LINE_REGISTER, Employment).filter(on_or_after(on))
    found = lines.select_related("person").prefetch_related(
        Prefetch("employments", own.select_related("school", "board"), "work_seen"),
        Prefetch("pairings", pairings_seen(actor).filter(holding(on)), "coached"),
        Prefetch("pairings", arranged.select_related("coach"), "arranged"),
        Prefetch("pauses", visible(actor, Permission.LINE_ARRANGE, Pause), "pauses_seen"),
    )
    rows = [_row(line, on) for line in found.order_by("person__given_name", "person__family_name", "pk")]
    return tuple(row for row in rows if _fits(row, asked))


def _row(line: Trajectory, on: date) -> StarterRow:
    pauses = pauses_of(line.pauses_seen)  # type: ignore[attr-defined]
    work: list[Employment] = line.work_seen  # type: ignore[attr-defined]
    arranged: list[CoachPairing] = line.arranged  # type: ignore[attr-defined]
    places = (each.school.name if each.school else each.board.name if each.board else "" for each in work)
    return StarterRow(
        id=line.pk,
        name=str(line.person),
        schools=tuple(dict.fromkeys(filter(None, places))),
        starter_type=StarterType(line.starter_type),
        year=year_on(line, pauses, on),
        standing=standing_on(
            on,
            started_on=line.started_on,
            finished_on=line.finished_on,
            ending=line.ending,
            pauses=pauses,
        ),
        started_on=line.started_on,
        has_coach=bool(line.coached),  # type: ignore[attr-defined]
        coach=str(arranged[0].coach) if arranged else "",
        has_line=line.version_followed_id is not None,
    )


def _fits(row: StarterRow, asked: Looking) -> bool:
    standing = row.standing == asked.standing if asked.standing else row.standing in OPEN
    year = asked.year is None or (row.year == asked.year and row.standing != Standing.COMING)
    return standing and year and not (asked.without_coach and row.has_coach)
