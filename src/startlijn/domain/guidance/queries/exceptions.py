"""The exceptions list: which lines need somebody now, and what the next action is."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery

from startlijn.base.access.queries import visible
from startlijn.base.access.rules import may
from startlijn.base.access.terms import Actor, Permission
from startlijn.domain.guidance.models import (
    CoachPairing,
    CoachProfile,
    Employment,
    Pause,
    Step,
    Tick,
    Trajectory,
)
from startlijn.domain.guidance.queries.relations import holding
from startlijn.domain.guidance.rules.exceptions import Lack, LineFacts, hours_lack, lacks, most_lesson_hours
from startlijn.domain.guidance.rules.line import Stop, year_of
from startlijn.domain.guidance.terms import Outcome, Training

Row = TypeVar("Row")
_IN_ONE_GO = 2000  # lines of one educator or pool; more are looked at when these are solved


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing to put right: for whom, what lacks, since when, and with which coach."""

    lack: Lack
    trajectory_id: UUID
    name: str
    school: str
    coach_id: UUID | None
    coach: str
    since: date | None


def missing(actor: Actor, on: date) -> list[Missing]:
    """Return what lacks on the lines that the actor arranges, most pressing first. Six queries at most.

    Only for who arranges lines: the school educator, and a pool for its own. Contents of coaching are not
    read: contact is what the coach or the starter confirmed.
    """
    if not may(actor, Permission.LINE_ARRANGE):
        return []
    rows = list(
        visible(actor, Permission.LINE_ARRANGE, Trajectory)
        .filter(finished_on=None, started_on__lte=on)
        .select_related("person")
        .order_by("started_on", "pk")[:_IN_ONE_GO]
    )
    if not rows:
        return []
    desk = _Desk(rows, on)
    found = [_missing(desk, row, lack) for row in rows for lack in desk.lacks(row)]
    order = list(Lack)
    return sorted(found, key=lambda each: (order.index(each.lack), each.since or date.min, each.name))


class _Desk:
    """Everything the judgement needs of many lines at once: one query per table, however many lines."""

    def __init__(self, rows: Sequence[Trajectory], on: date) -> None:
        self.on = on
        ids = [row.pk for row in rows]
        self.stops = _grouped(
            (row.trajectory_id, Stop(row.started_on, row.finished_on))
            for row in Pause.objects.filter(trajectory__in=ids)
        )
        profile = CoachProfile.objects.filter(person=OuterRef("coach"))
        pairings = (
            CoachPairing.objects.filter(holding(on), trajectory__in=ids)
            .select_related("coach")
            .annotate(
                training=Subquery(profile.values("training")[:1]),
                trained_until=Subquery(profile.values("trained_until")[:1]),
            )
        )
        self.pairings = {row.trajectory_id: row for row in pairings}
        jobs = Employment.objects.filter(holding(on), trajectory__in=ids).select_related("school")
        self.jobs = _grouped((row.trajectory_id, row) for row in jobs)
        self.planned = _by_year(Step.objects.filter(trajectory__in=ids, cancelled_at=None))
        self.contact: dict[UUID, date] = {}
        self.done: dict[UUID, list[tuple[int, int]]] = {}
        for row in _done(ids):
            trajectory_id, last = row["step__trajectory"], row["last"]
            self.done.setdefault(trajectory_id, []).append((row["step__year"], row["count"]))
            if last is not None:
                self.contact[trajectory_id] = max(last, self.contact.get(trajectory_id, last))

    def year(self, row: Trajectory) -> int:
        return year_of(self.on, row.started_on, self.stops.get(row.pk, []))

    def facts(self, row: Trajectory) -> LineFacts:
        pairing = self.pairings.get(row.pk)
        training = getattr(pairing, "training", None)
        planned = self.planned.get(row.pk, [])
        return LineFacts(
            id=row.pk,
            started_on=row.started_on,
            stops=tuple(self.stops.get(row.pk, [])),
            steps=sum(count for _year, count in planned),
            coached_since=pairing.started_on if pairing else None,
            training=Training(training) if training else Training.NONE,
            trained_until=getattr(pairing, "trained_until", None),
            last_contact=self.contact.get(row.pk),
            planned_by_year=tuple(planned),
            done_by_year=tuple(self.done.get(row.pk, [])),
            hours=hours_lack(self._hours(row)),
        )

    def _hours(self, row: Trajectory) -> list[tuple[int | None, int | None]]:
        return [
            (job.lesson_hours, most_lesson_hours(row.sector, job.fte, self.year(row)))
            for job in self.jobs.get(row.pk, [])
            if job.school_id is not None
        ]

    def lacks(self, row: Trajectory) -> list[Lack]:
        return lacks(self.facts(row), self.on, self.year(row))


def _grouped(pairs: Iterable[tuple[UUID, Row]]) -> dict[UUID, list[Row]]:
    found: dict[UUID, list[Row]] = {}
    for key, row in pairs:
        found.setdefault(key, []).append(row)
    return found


def _done(ids: Sequence[UUID]) -> list[dict[str, Any]]:
    """Count per line and year what took place, with the last day of contact with the coach. One query."""
    rows = Tick.objects.filter(step__trajectory__in=ids, outcome=Outcome.DONE).order_by()
    contact = Q(step__with_coach=True) | Q(step__coach_minutes__gt=0)
    counted = rows.values("step__trajectory", "step__year")
    found = counted.annotate(count=Count("step", distinct=True), last=Max("step__planned_on", filter=contact))
    return [dict(row) for row in found]


def _by_year(steps: QuerySet[Step]) -> dict[UUID, list[tuple[int, int]]]:
    counted = steps.order_by().values("trajectory", "year").annotate(count=Count("pk"))
    rows = counted.values_list("trajectory", "year", "count")
    return _grouped((trajectory, (year, count)) for trajectory, year, count in rows)


def _missing(desk: _Desk, row: Trajectory, lack: Lack) -> Missing:
    pairing = desk.pairings.get(row.pk)
    schools = [job.school.name for job in desk.jobs.get(row.pk, []) if job.school]
    since = row.started_on
    if pairing is not None and lack in {Lack.NO_CONTACT, Lack.COACH_UNTRAINED, Lack.COACH_EXPIRED}:
        since = max(desk.contact.get(row.pk) or pairing.started_on, pairing.started_on)
    return Missing(
        lack,
        row.pk,
        str(row.person),
        ", ".join(dict.fromkeys(schools)),
        pairing.coach_id if pairing else None,
        str(pairing.coach) if pairing else "",
        since,
    )


def counted(found: Iterable[Missing]) -> dict[Lack, int]:
    """Return how often each thing lacks, most pressing first."""
    counts = Counter(each.lack for each in found)
    return {lack: counts[lack] for lack in Lack if counts[lack]}
