"""The exceptions list: which lines need somebody now, and what the next action is."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Count, Exists, Max, OuterRef, Q, Subquery, Value

from startlijn.base.access.queries import visible
from startlijn.base.access.rules import may
from startlijn.base.access.terms import Actor, Permission
from startlijn.content import sector_rules
from startlijn.domain.guidance.models import (
    CoachPairing,
    CoachProfile,
    Employment,
    Pause,
    Step,
    Tick,
    Trajectory,
)
from startlijn.domain.guidance.queries.asking import asks_coach
from startlijn.domain.guidance.queries.relations import holding
from startlijn.domain.guidance.queries.starter_page import appointments_of
from startlijn.domain.guidance.rules.entitlements import Odd, entitlements
from startlijn.domain.guidance.rules.exceptions import Lack, LineFacts, lacks
from startlijn.domain.guidance.rules.line import Stop, year_of
from startlijn.domain.guidance.rules.standing import period
from startlijn.domain.guidance.terms import Outcome, Training

Row = TypeVar("Row")
_IN_ONE_GO = 2000  # lines of one educator or pool; more are looked at when these are solved
_PLANNED = 0  # no year of a line
_LOOKS_BACK = timedelta(days=400)  # for planned contact; longer ago makes no difference


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
    """Return what lacks on the lines that the actor arranges, most pressing first. Five queries at most.

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
    desk = _Desk(actor, rows, on)
    found = [_missing(desk, row, lack) for row in rows for lack in desk.lacks(row)]
    order = list(Lack)
    return sorted(found, key=lambda each: (order.index(each.lack), each.since or date.min, each.name))


class _Desk:
    """Everything the judgement needs of many lines at once: one query per table, however many lines."""

    def __init__(self, actor: Actor, rows: Sequence[Trajectory], on: date) -> None:
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
        seen = visible(actor, Permission.LINE_REGISTER, Employment).filter(trajectory__in=ids)
        jobs = seen.select_related("school", "board").order_by("started_on", "pk")
        self.jobs = _grouped((row.trajectory_id, row) for row in jobs)
        self.contacts_planned: dict[UUID, list[date]] = {}
        self.contact: dict[UUID, date] = {}
        self.planned: dict[UUID, list[tuple[int, int]]] = {}
        self.done: dict[UUID, list[tuple[int, int]]] = {}
        for pk, year, planned, took_place, day in _counts(ids, on):
            if year == _PLANNED:
                self.contacts_planned.setdefault(pk, []).append(day)
                continue
            self.planned.setdefault(pk, []).append((year, planned))
            self.done.setdefault(pk, []).append((year, took_place))
            if day is not None:
                self.contact[pk] = max(day, self.contact.get(pk, day))

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
            contacts_planned=tuple(self.contacts_planned.get(row.pk, [])),
            planned_by_year=tuple(planned),
            done_by_year=tuple(self.done.get(row.pk, [])),
            hours=self._hours(row),
        )

    def _hours(self, row: Trajectory) -> Lack | None:
        """Judge what the actor may see of the work; pauses count as the rules of the sector say."""
        work = appointments_of(self.jobs.get(row.pk, []))
        stops = [period(stop.started_on, stop.finished_on) for stop in self.stops.get(row.pk, [])]
        rules = sector_rules().on(row.sector, self.on)
        odd = {found.odd for found in entitlements(rules, work, on=self.on, pauses=stops).warnings}
        if odd & {Odd.LESSONS_ABOVE, Odd.JOB_SIZE_ONLY}:
            return Lack.HOURS_NOT_REDUCED
        return Lack.HOURS_UNKNOWN if Odd.LESSONS_UNKNOWN in odd else None

    def schools(self, row: Trajectory) -> str:
        jobs = [
            job for job in self.jobs.get(row.pk, []) if job.finished_on is None or job.finished_on > self.on
        ]
        return ", ".join(dict.fromkeys(job.school.name for job in jobs if job.school))

    def lacks(self, row: Trajectory) -> list[Lack]:
        return lacks(self.facts(row), self.on, self.year(row))


def _grouped(pairs: Iterable[tuple[UUID, Row]]) -> dict[UUID, list[Row]]:
    found: dict[UUID, list[Row]] = {}
    for key, row in pairs:
        found.setdefault(key, []).append(row)
    return found


def _counts(ids: Sequence[UUID], on: date) -> Iterable[tuple[UUID, int, int, int, Any]]:
    """Count per line and year what is planned and took place, with the day of the last contact.

    Beside them, in the same query, the days of planned contact that nobody said took place: in the year
    `_PLANNED`, one row each.
    """
    said = Tick.objects.filter(step=OuterRef("pk"), outcome=Outcome.DONE)
    steps = Step.objects.filter(trajectory__in=ids, cancelled_at=None).order_by().annotate(done=Exists(said))
    counted_by_year = (
        steps.values("trajectory", "year")
        .annotate(
            planned=Count("pk"),
            took_place=Count("pk", filter=Q(done=True)),
            last=Max("planned_on", filter=Q(done=True) & asks_coach()),
        )
        .values_list("trajectory", "year", "planned", "took_place", "last")
    )
    contacts = (
        steps.filter(asks_coach(), done=False, planned_on__gt=on - _LOOKS_BACK)
        .annotate(no_year=Value(_PLANNED), no_count=Value(0), nor_this=Value(0))
        .values_list("trajectory", "no_year", "no_count", "nor_this", "planned_on")
    )
    found: Iterable[tuple[UUID, int, int, int, Any]] = counted_by_year.union(contacts, all=True)
    return found


def _missing(desk: _Desk, row: Trajectory, lack: Lack) -> Missing:
    pairing = desk.pairings.get(row.pk)
    since = row.started_on
    if pairing is not None and lack == Lack.NO_CONTACT:
        since = max(desk.contact.get(row.pk) or pairing.started_on, pairing.started_on, row.started_on)
    elif pairing is not None and lack == Lack.COACH_UNTRAINED:
        since = pairing.started_on
    elif lack == Lack.COACH_EXPIRED:
        since = getattr(pairing, "trained_until", None) or since
    return Missing(
        lack,
        row.pk,
        str(row.person),
        desk.schools(row),
        pairing.coach_id if pairing else None,
        str(pairing.coach) if pairing else "",
        since,
    )


def counted(found: Iterable[Missing]) -> dict[Lack, int]:
    """Return how often each thing lacks, most pressing first."""
    counts = Counter(each.lack for each in found)
    return {lack: counts[lack] for lack in Lack if counts[lack]}
