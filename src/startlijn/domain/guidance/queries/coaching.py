"""What a coach reads: the own starters, whose turn it is, notes, what a starter needs."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Least

from startlijn.base.access.queries import get_visible, visible
from startlijn.base.access.rules import may
from startlijn.base.access.terms import Actor, Permission
from startlijn.content import sector_rules
from startlijn.domain.guidance.models import (
    CalendarFeed,
    CoachProfile,
    ContactNote,
    Employment,
    NeedsIntake,
    Pause,
    RegistrationMoment,
    Step,
    Tick,
    Trajectory,
)
from startlijn.domain.guidance.queries.asking import asks_coach, unsettled
from startlijn.domain.guidance.queries.handover import Handover, handover_to
from startlijn.domain.guidance.queries.starter_page import appointments_of
from startlijn.domain.guidance.rules.entitlements import Entitlements, entitlements
from startlijn.domain.guidance.rules.needs import helpful
from startlijn.domain.guidance.rules.practice import may_correct
from startlijn.domain.guidance.rules.standing import period
from startlijn.domain.guidance.terms import Concern, Outcome, Side
from startlijn.domain.induction.terms import ElementKind, StarterType
from startlijn.engines.schoolyear import school_year_of


@dataclass(frozen=True, slots=True)
class StarterLine:
    """One starter in a coach's list: when the next talk is due, when the last was, where they work."""

    trajectory_id: UUID
    name: str
    starter_type: StarterType
    school: str
    next_on: date | None
    last_on: date | None
    late: bool


@dataclass(frozen=True, slots=True)
class NoteView:
    """A note of a talk; `changeable`: the reader is the coach who wrote it, and a day has not passed.

    `passed_on`: it is of a former coach, and the starter passed it on to the coach who reads.
    """

    id: UUID
    on: date
    worked: str
    goal: str
    next_on: date | None
    coach: str
    changeable: bool
    passed_on: bool = False


@dataclass(frozen=True, slots=True)
class NeedsView:
    """What a starter said to need, with what helps: from the kinds of elements on the menu."""

    id: UUID
    answered_at: datetime
    concerns: tuple[tuple[Concern, int], ...]
    own_words: str
    helpful: tuple[tuple[Concern, tuple[ElementKind, ...]], ...]


@dataclass(frozen=True, slots=True)
class Coaching:
    """What starter and coach read together, newest first."""

    needs: list[NeedsView]
    notes: list[NoteView]


def _contacts(side: Q) -> QuerySet[Step]:
    return Step.objects.filter(side, trajectory=OuterRef("pk"), cancelled_at=None).order_by()


def own_starters(actor: Actor, on: date) -> QuerySet[Trajectory]:
    """Return the starters this coach guides now, whose turn it is first: page it, then `starter_lines`."""
    due = _contacts(asks_coach()).filter(unsettled(Side.COACH)).values("trajectory")
    noted = ContactNote.objects.filter(
        pairing__trajectory=OuterRef("pk"), pairing__coach=actor.person_id, next_on__gte=on
    ).order_by()
    done = Tick.objects.filter(
        step__trajectory=OuterRef("pk"), side=Side.COACH, outcome=Outcome.DONE
    ).order_by()
    planned = Subquery(due.annotate(first=Min("planned_on")).values("first"))
    agreed = Subquery(noted.values("pairing__trajectory").annotate(first=Min("next_on")).values("first"))
    last = Subquery(done.values("step__trajectory").annotate(last=Max("step__planned_on")).values("last"))
    far = date.max
    return (
        visible(actor, Permission.LINE_GUIDE, Trajectory)
        .filter(finished_on=None)
        .annotate(planned=planned, agreed=agreed, last_on=last)
        .annotate(turn=Least(Coalesce("planned", far), Coalesce("agreed", far)))
        .select_related("person")
        .prefetch_related("employments__school")
        .order_by("turn", "person__given_name", "pk")
    )


def starter_lines(rows: list[Trajectory], on: date) -> list[StarterLine]:
    """Return a page of `own_starters` ready to show. No query."""
    return [_starter_line(row, on) for row in rows]


def _starter_line(row: Trajectory, on: date) -> StarterLine:
    known = [day for day in (row.planned, row.agreed) if day is not None]  # type: ignore[attr-defined]
    schools = [job.school.name for job in row.employments.all() if job.school and _runs(job, on)]
    return StarterLine(
        row.pk,
        str(row.person),
        StarterType(row.starter_type),
        ", ".join(dict.fromkeys(schools)),
        min(known, default=None),
        row.last_on,  # type: ignore[attr-defined]
        late=bool(known) and min(known) < on,
    )


def _runs(period: object, on: date) -> bool:
    finished_on: date | None = period.finished_on  # type: ignore[attr-defined]
    return finished_on is None or finished_on > on


def coaching_of(actor: Actor, trajectory_id: UUID, at: datetime) -> Coaching:
    """Return what a starter said to need and the notes of talks: for the starter, and the coach of now.

    The coach gets what is of the own time, and what the starter passed on. Doors read it through
    `actions.look_at_coaching`, which notes that a coach read it.
    """
    handover = handover_to(actor, trajectory_id)
    return Coaching(_needs(actor, trajectory_id, handover), _notes(actor, trajectory_id, at, handover))


def notes_of(actor: Actor, trajectory_id: UUID, at: datetime) -> list[NoteView]:
    """Return the notes of talks on a line, newest first: to the starter all, to a coach those of the pairing.

    The coach also gets, to read, what the starter passed on of former coaches. Nobody else gets any.
    """
    return _notes(actor, trajectory_id, at, handover_to(actor, trajectory_id))


def _notes(actor: Actor, trajectory_id: UUID, at: datetime, handover: Handover | None) -> list[NoteView]:
    own = visible(actor, Permission.LINE_OWN, ContactNote).values("pk")
    mine = visible(actor, Permission.LINE_GUIDE, ContactNote).values("pk")
    passed = handover.notes if handover else Q(pk__in=[])
    rows = ContactNote.objects.filter(
        Q(pk__in=own) | Q(pk__in=mine) | passed, pairing__trajectory=trajectory_id
    ).annotate(is_own=Exists(own.filter(pk=OuterRef("pk"))), is_mine=Exists(mine.filter(pk=OuterRef("pk"))))
    return [
        NoteView(
            row.pk,
            row.on,
            row.worked,
            row.goal,
            row.next_on,
            str(row.pairing.coach),
            changeable=row.is_mine and may_correct(row.written_at, at),
            passed_on=not (row.is_own or row.is_mine),
        )
        for row in rows.select_related("pairing__coach")
    ]


def needs_of(actor: Actor, trajectory_id: UUID) -> list[NeedsView]:
    """Return what a starter said to need, newest first: for the starter and the coach of now.

    A new coach sees what was said before the handover only when the starter passed it on.
    """
    return _needs(actor, trajectory_id, handover_to(actor, trajectory_id))


def _needs(actor: Actor, trajectory_id: UUID, handover: Handover | None) -> list[NeedsView]:
    own = visible(actor, Permission.LINE_OWN, NeedsIntake).values("pk")
    guided = visible(actor, Permission.LINE_GUIDE, NeedsIntake)
    mine = (guided.filter(handover.needs) if handover else guided.none()).values("pk")
    rows = NeedsIntake.objects.filter(Q(pk__in=own) | Q(pk__in=mine), trajectory=trajectory_id)
    return [
        NeedsView(
            row.pk,
            row.answered_at,
            tuple((c, row.concerns[c.value]) for c in Concern if c.value in row.concerns),
            row.own_words,
            tuple(helpful(row.concerns)),
        )
        for row in rows
    ]


def seconds_this_year(actor: Actor, on: date) -> int:
    """Return how many seconds the actor spent registering this school year."""
    year = school_year_of(on)
    found = RegistrationMoment.objects.filter(
        person=actor.person_id, on__gte=year.begins_on, on__lte=year.ends_on
    )
    return sum(found.values_list("seconds", flat=True))


def own_feed(actor: Actor) -> datetime | None:
    """Return since when the actor's calendar address works; None when there is none."""
    feed = CalendarFeed.objects.filter(person=actor.person_id, revoked_at=None).first()
    return feed.made_at if feed else None


def own_coach_profile(actor: Actor) -> CoachProfile | None:
    """Return what the actor has to give as a coach; None when nothing was written down yet."""
    if not may(actor, Permission.LINE_GUIDE):
        return None
    return visible(actor, Permission.LINE_GUIDE, CoachProfile).filter(person=actor.person_id).first()


def note_to_change(actor: Actor, note_id: UUID, at: datetime) -> tuple[NoteView, UUID]:
    """Return a note of the coach's own pairing, and the line it is about. Raises `NotVisibleError`."""
    row = get_visible(actor, Permission.LINE_GUIDE, ContactNote, note_id)
    trajectory_id = row.pairing.trajectory_id
    found = next((note for note in notes_of(actor, trajectory_id, at) if note.id == row.pk), None)
    assert found is not None
    return found, trajectory_id


def own_entitlements(actor: Actor, trajectory_id: UUID, on: date) -> Entitlements:
    """Return what the starter is entitled to on a day by all the own work; nothing for anybody else."""
    work = list(
        visible(actor, Permission.LINE_OWN, Employment)
        .filter(trajectory=trajectory_id)
        .select_related("school", "board", "trajectory")
        .order_by("started_on", "pk")
    )
    if not work:
        return Entitlements()
    pauses = visible(actor, Permission.LINE_OWN, Pause).filter(trajectory=trajectory_id)
    return entitlements(
        sector_rules().on(work[0].trajectory.sector, on),
        appointments_of(work),
        on=on,
        pauses=[period(row.started_on, row.finished_on) for row in pauses],
    )
