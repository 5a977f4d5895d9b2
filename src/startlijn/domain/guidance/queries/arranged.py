"""The lines that somebody arranges, as a list for other programs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from startlijn.base.access.queries import visible
from startlijn.base.access.rules import places
from startlijn.base.access.terms import Actor, Permission, Place
from startlijn.domain.guidance.models import CoachPairing, Employment, Pause, Trajectory
from startlijn.domain.guidance.queries.relations import holding, on_or_after
from startlijn.domain.guidance.rules.line import Stop, year_of
from startlijn.domain.guidance.rules.standing import period, standing_on
from startlijn.domain.guidance.terms import Day, Standing, StarterType
from startlijn.domain.induction.terms import PROGRAMME_YEARS

_ARRANGES = Permission.LINE_ARRANGE


@dataclass(frozen=True, slots=True)
class ArrangedLine:
    """A line in a list. Schools are those where the actor arranges lines; never another one."""

    id: UUID
    name: str
    starter_type: StarterType
    sector: str
    subjects: str
    days: tuple[Day, ...]
    schools: tuple[tuple[UUID, str], ...]
    coach: tuple[UUID, str] | None
    version_followed: UUID | None
    started_on: date
    ends_on: date
    finished_on: date | None
    standing: Standing
    year: int
    registered_at: datetime
    version: int


def lines_to_arrange(
    actor: Actor, *, registered_since: datetime | None = None, school_id: UUID | None = None
) -> QuerySet[Trajectory]:
    """Return the lines that the actor arranges, the newest first: page it, then `arranged_lines`."""
    found = visible(actor, _ARRANGES, Trajectory)
    if registered_since is not None:
        found = found.filter(registered_at__gte=registered_since)
    if school_id is not None:
        found = found.filter(pk__in=_work(actor).filter(school=school_id).values("trajectory"))
    return found.order_by("-registered_at", "pk")


def _work(actor: Actor) -> QuerySet[Employment]:
    """Return the appointments where the actor arranges lines."""
    if actor.operator:
        return Employment.objects.all()
    held = places(actor, _ARRANGES)
    schools, boards = held.get(Place.SCHOOL, ()), held.get(Place.BOARD, ())
    here = Q(school__in=schools) | Q(board__in=boards)
    if Place.PARTNERSHIP in held:
        here |= Q(trajectory__pool__in=held[Place.PARTNERSHIP])
    return Employment.objects.filter(here)


def arranged_lines(actor: Actor, rows: Sequence[Trajectory], on: date) -> tuple[ArrangedLine, ...]:
    """Return these lines ready to show, in their order. Five queries for any number."""
    ids = [row.pk for row in rows]
    pairings = visible(actor, _ARRANGES, CoachPairing).filter(holding(on)).select_related("coach")
    work = _work(actor).filter(on_or_after(on), school__isnull=False).select_related("school")
    found = (
        Trajectory.objects.filter(pk__in=ids)
        .select_related("person")
        .prefetch_related(
            Prefetch("employments", work, "work_here"),
            Prefetch("pairings", pairings, "coached"),
            Prefetch("pauses", visible(actor, _ARRANGES, Pause), "pauses_here"),
        )
    )
    by_id = {row.pk: _line(row, on) for row in found}
    return tuple(by_id[pk] for pk in ids)


def _line(row: Trajectory, on: date) -> ArrangedLine:
    pauses: list[Pause] = row.pauses_here  # type: ignore[attr-defined]
    coached: list[CoachPairing] = row.coached  # type: ignore[attr-defined]
    work: list[Employment] = row.work_here  # type: ignore[attr-defined]
    schools = dict.fromkeys((each.school.pk, each.school.name) for each in work if each.school)
    stops = [Stop(each.started_on, each.finished_on) for each in pauses]
    return ArrangedLine(
        id=row.pk,
        name=str(row.person),
        starter_type=StarterType(row.starter_type),
        sector=row.sector,
        subjects=row.subjects,
        days=tuple(Day(day) for day in row.days),
        schools=tuple(schools),
        coach=(coached[0].coach_id, str(coached[0].coach)) if coached else None,
        version_followed=row.version_followed_id,
        started_on=row.started_on,
        ends_on=row.ends_on,
        finished_on=row.finished_on,
        standing=standing_on(
            on,
            started_on=row.started_on,
            finished_on=row.finished_on,
            ending=row.ending,
            pauses=[period(each.started_on, each.finished_on) for each in pauses],
        ),
        year=min(PROGRAMME_YEARS, year_of(on, row.started_on, stops)),
        registered_at=row.registered_at,
        version=row.version,
    )
