"""Reading who completed a course, and what participants thought: for themselves, and for the provider."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from startlijn.base.access.queries import get_visible, visible
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.domain.courses.models import Completion, Edition, OpinionCount, Participant
from startlijn.domain.courses.queries.ledger import hours_of, hours_of_all
from startlijn.domain.courses.rules.ledger import Average, Hours, averages
from startlijn.domain.courses.terms import EnrolmentState
from startlijn.domain.meetings.models import Attendance, Meeting
from startlijn.domain.meetings.terms import MeetingState, Presence

_ALONG = ("enrolment__school", "enrolment__edition__course", "person", "completion")


@dataclass(frozen=True, slots=True)
class Statement:
    """What a statement of participation says. A credential can be made of the same: it needs nothing more."""

    participant_id: UUID
    name: str
    course: str
    course_en: str
    course_code: str
    provider: str
    school: str
    school_year: int
    contact_minutes: int
    own_minutes: int
    completed_on: date
    decided_otherwise: bool
    partnership: str


@dataclass(frozen=True, slots=True)
class ParticipantHours:
    """How far a participant is, for who decides about statements: totals and nothing of what was done."""

    participant_id: UUID
    name: str
    school: str
    hours: Hours
    completed_on: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class EditionFigures:
    """Figures of an edition for its provider.

    `attendance`: the part of all marks that say "present", from 0 to 1; None before the first. `answers` and
    `opinions`: what participants thought, empty until five of them answered. `completed`: with a statement.
    """

    participants: int
    meetings: int
    attendance: float | None
    completed: int
    answers: int
    opinions: tuple[Average, ...]


def own_statement(actor: Actor, participant_id: UUID) -> Statement:
    """Return the own statement. Raises `NotVisibleError` when there is none."""
    row = (
        visible(actor, Permission.COURSES_OWN, Completion)
        .select_related(
            "partnership",
            "participant__person",
            "participant__enrolment__school",
            "participant__enrolment__edition__course",
        )
        .filter(participant=participant_id)
        .first()
    )
    if row is None:
        raise NotVisibleError("Completion")
    taking_part = row.participant
    edition = taking_part.enrolment.edition
    return Statement(
        participant_id=taking_part.pk,
        name=str(taking_part.person) if taking_part.person else taking_part.name,
        course=edition.course.title,
        course_en=edition.course.title_en,
        course_code=edition.course.code,
        provider=edition.course.provider,
        school=taking_part.enrolment.school.name,
        school_year=edition.school_year,
        contact_minutes=row.contact_minutes,
        own_minutes=row.own_minutes,
        completed_on=row.completed_on,
        decided_otherwise=bool(row.reason),
        partnership=row.partnership.name,
    )


def participant_hours(actor: Actor, edition_id: UUID) -> tuple[ParticipantHours, ...]:
    """Return how far the participants of an edition are, by school and name, for who runs it.

    Raises `NotVisibleError`.
    """
    get_visible(actor, Permission.COURSES_MANAGE, Edition, edition_id)
    rows = list(_taking_part(edition_id).order_by("enrolment__school__name", "name", "pk"))
    done = hours_of_all(rows)
    return tuple(_hours(row, done[row.pk]) for row in rows)


def participant_to_decide(actor: Actor, participant_id: UUID) -> tuple[UUID, ParticipantHours]:
    """Return the edition and the hours of one participant, for who runs it. Raises `NotVisibleError`."""
    found = get_visible(actor, Permission.COURSES_MANAGE, Participant, participant_id)
    row = Participant.objects.select_related(*_ALONG).get(pk=found.pk)
    return row.enrolment.edition_id, _hours(row, hours_of(row))


def _hours(row: Participant, done: Hours) -> ParticipantHours:
    completed: Completion | None = getattr(row, "completion", None)
    return ParticipantHours(
        row.pk,
        str(row.person) if row.person else row.name,
        row.enrolment.school.name,
        done,
        completed.completed_on if completed else None,
        completed.reason if completed else "",
    )


def edition_figures(actor: Actor, edition_id: UUID) -> EditionFigures:
    """Return attendance, statements and opinions of an edition for its provider. Raises `NotVisibleError`."""
    edition = get_visible(actor, Permission.COURSES_MANAGE, Edition, edition_id)
    people = _taking_part(edition_id)
    held = Meeting.objects.filter(series=edition.series_id, attendance__isnull=False)
    marks = Attendance.objects.filter(member__series=edition.series_id).exclude(
        meeting__state=MeetingState.CANCELLED
    )
    number, present = marks.count(), marks.filter(presence=Presence.PRESENT).count()
    counts = OpinionCount.objects.filter(edition=edition).values_list("opinion", "score", "count")
    answers, opinions = averages(counts)
    return EditionFigures(
        participants=people.count(),
        meetings=held.exclude(state=MeetingState.CANCELLED).distinct().count(),
        attendance=present / number if number else None,
        completed=Completion.objects.filter(participant__enrolment__edition=edition).count(),
        answers=answers,
        opinions=opinions,
    )


def _taking_part(edition_id: UUID) -> QuerySet[Participant]:
    rows = Participant.objects.select_related(*_ALONG)
    return rows.filter(
        enrolment__edition=edition_id, enrolment__state=EnrolmentState.CONFIRMED, finished_on=None
    )
