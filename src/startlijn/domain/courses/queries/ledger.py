"""Reading the ledger of own work: only who takes part reads it; a coordinator sees totals."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import DurationField, ExpressionWrapper, F, QuerySet, Sum

from startlijn.base.access.queries import get_visible, visible
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.seams import day_of
from startlijn.domain.courses.models import Completion, LedgerEntry, OpinionGiven, Participant
from startlijn.domain.courses.rules.ledger import Hours
from startlijn.domain.courses.terms import WorkKind
from startlijn.domain.meetings.models import Attendance, Meeting
from startlijn.domain.meetings.terms import MeetingState, Presence


@dataclass(frozen=True, slots=True)
class OwnCourse:
    """A course in which the actor takes part, with the hours so far."""

    participant_id: UUID
    course: str
    course_en: str
    school: str
    school_year: int
    hours: Hours
    has_statement: bool


@dataclass(frozen=True, slots=True)
class WorkLine:
    """Own work on one day."""

    id: UUID
    on: date
    minutes: int
    kind: WorkKind
    words: str
    version: int


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """The ledger of one participant. `may_say`: the last meeting is over and the questions are open."""

    own: OwnCourse
    by_kind: tuple[tuple[WorkKind, int], ...]
    meetings: tuple[tuple[date, int], ...]
    may_say: bool


def own_participation(actor: Actor, participant_id: UUID) -> Participant:
    """Return the own part in an edition, with course and school. Raises `NotVisibleError`."""
    found = _own(actor).filter(pk=participant_id).first()
    if found is None:
        raise NotVisibleError("Participant")
    return found


def _own(actor: Actor) -> QuerySet[Participant]:
    rows = visible(actor, Permission.COURSES_OWN, Participant)
    return rows.select_related("enrolment__edition__course", "enrolment__school").order_by(
        "-started_on", "pk"
    )


def own_courses(actor: Actor) -> tuple[OwnCourse, ...]:
    """Return the courses in which the actor takes or took part, the newest first."""
    return tuple(_own_course(row) for row in _own(actor))


def ledger_page(actor: Actor, participant_id: UUID, *, on: date) -> LedgerPage:
    """Return the ledger of the own part in an edition, as it is on a day. Raises `NotVisibleError`."""
    row = own_participation(actor, participant_id)
    sums = LedgerEntry.objects.filter(participant=row).order_by().values("kind")
    found = {each["kind"]: each["minutes"] for each in sums.annotate(minutes=Sum("minutes"))}
    attended = _attended(row).select_related("meeting").order_by("meeting__starts_at")
    return LedgerPage(
        own=_own_course(row),
        by_kind=tuple((kind, found[kind.value]) for kind in WorkKind if kind.value in found),
        meetings=tuple((day_of(each.meeting.starts_at), _minutes(each.meeting)) for each in attended),
        may_say=may_say(row, on=on),
    )


def work_lines(actor: Actor, participant_id: UUID) -> QuerySet[LedgerEntry]:
    """Return the entries of an own ledger, the newest first. Raises `NotVisibleError`."""
    row = own_participation(actor, participant_id)
    return visible(actor, Permission.COURSES_OWN, LedgerEntry).filter(participant=row)


def work_line(row: LedgerEntry) -> WorkLine:
    """Return an entry as a page shows it."""
    return WorkLine(row.pk, row.on, row.minutes, WorkKind(row.kind), row.words, row.version)


def own_entry(actor: Actor, entry_id: UUID) -> LedgerEntry:
    """Return an own entry. Raises `NotVisibleError`."""
    return get_visible(actor, Permission.COURSES_OWN, LedgerEntry, entry_id)


def hours_of(row: Participant) -> Hours:
    """Return the hours of a participant; the caller checked the right. Edition and course selected along."""
    course = row.enrolment.edition.course
    own = LedgerEntry.objects.filter(participant=row).aggregate(minutes=Sum("minutes"))["minutes"]
    length = ExpressionWrapper(F("meeting__ends_at") - F("meeting__starts_at"), output_field=DurationField())
    spans = _attended(row).annotate(length=length).values_list("length", flat=True)
    contact = sum(span.total_seconds() for span in spans) // 60
    return Hours(
        contact=int(contact),
        own=own or 0,
        planned=course.meeting_count * course.meeting_minutes,
        wanted=course.min_hours * 60,
    )


def may_say(row: Participant, *, on: date) -> bool:
    """Tell whether the questions are open: the last meeting was on this day or before, and no answer yet."""
    series = row.enrolment.edition.series_id
    if series is None or OpinionGiven.objects.filter(participant=row).exists():
        return False
    planned = Meeting.objects.filter(series=series).exclude(state=MeetingState.CANCELLED)
    last = planned.order_by("-starts_at").first()
    return last is not None and day_of(last.starts_at) <= on


def _own_course(row: Participant) -> OwnCourse:
    edition = row.enrolment.edition
    return OwnCourse(
        participant_id=row.pk,
        course=edition.course.title,
        course_en=edition.course.title_en,
        school=row.enrolment.school.name,
        school_year=edition.school_year,
        hours=hours_of(row),
        has_statement=Completion.objects.filter(participant=row).exists(),
    )


def _attended(row: Participant) -> QuerySet[Attendance]:
    """Return the meetings of the edition at which this participant was.

    Who is not known here is found by the e-mail address that was typed in.
    """
    series = row.enrolment.edition.series_id
    found = Attendance.objects.filter(
        member__series=series, presence=Presence.PRESENT, meeting__series=series
    ).exclude(meeting__state=MeetingState.CANCELLED)
    if series is None:
        return found.none()
    if row.person_id is not None:
        return found.filter(member__person=row.person_id)
    return found.filter(member__person=None, member__email__iexact=row.email) if row.email else found.none()


def _minutes(meeting: Meeting) -> int:
    return int((meeting.ends_at - meeting.starts_at).total_seconds() // 60)
