"""Reading the ledger of own work: only who takes part reads it; a coordinator sees totals."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet, Sum

from startlijn.base.access.queries import get_visible, visible
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.seams import day_of
from startlijn.domain.courses.models import LedgerEntry, OpinionGiven, Participant
from startlijn.domain.courses.rules.ledger import Hours
from startlijn.domain.courses.terms import WorkKind
from startlijn.domain.meetings.models import Attendance, Meeting
from startlijn.domain.meetings.terms import MeetingState, Presence

_ALONG = ("enrolment__edition__course", "enrolment__school", "completion")


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
    return rows.select_related(*_ALONG).order_by("-started_on", "pk")


def own_courses(actor: Actor) -> tuple[OwnCourse, ...]:
    """Return the courses in which the actor takes or took part, the newest first."""
    rows = list(_own(actor))
    done = hours_of_all(rows)
    return tuple(_own_course(row, done[row.pk]) for row in rows)


def ledger_page(actor: Actor, participant_id: UUID, *, on: date) -> LedgerPage:
    """Return the ledger of the own part in an edition, as it is on a day. Raises `NotVisibleError`."""
    row = own_participation(actor, participant_id)
    sums = LedgerEntry.objects.filter(participant=row).order_by().values("kind")
    found = {each["kind"]: each["minutes"] for each in sums.annotate(minutes=Sum("minutes"))}
    return LedgerPage(
        own=_own_course(row, hours_of(row)),
        by_kind=tuple((kind, found[kind.value]) for kind in WorkKind if kind.value in found),
        meetings=tuple(_attended([row.enrolment.edition.series_id]).get(_key(row), ())),
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
    """Return the hours of a participant; the caller checked the right."""
    return hours_of_all([row])[row.pk]


def hours_of_all(rows: Sequence[Participant]) -> dict[UUID, Hours]:
    """Return the hours of participants; the caller checked the right. Two queries for any number.

    Edition and course must be fetched along. Who is not known here is found in the series by the e-mail
    address that was typed in.
    """
    own = LedgerEntry.objects.filter(participant__in=rows).order_by().values("participant")
    worked = {each["participant"]: each["total"] for each in own.annotate(total=Sum("minutes"))}
    attended = _attended([row.enrolment.edition.series_id for row in rows])
    return {
        row.pk: Hours(
            contact=sum(minutes for _on, minutes in attended.get(_key(row), ())),
            own=worked.get(row.pk, 0),
            planned=row.enrolment.edition.course.meeting_count * row.enrolment.edition.course.meeting_minutes,
            wanted=row.enrolment.edition.course.min_hours * 60,
        )
        for row in rows
    }


def may_say(row: Participant, *, on: date) -> bool:
    """Tell whether the questions are open: the last meeting was on this day or before, and no answer yet."""
    series = row.enrolment.edition.series_id
    if series is None or OpinionGiven.objects.filter(participant=row).exists():
        return False
    planned = Meeting.objects.filter(series=series).exclude(state=MeetingState.CANCELLED)
    last = planned.order_by("-starts_at").first()
    return last is not None and day_of(last.starts_at) <= on


def _own_course(row: Participant, done: Hours) -> OwnCourse:
    edition = row.enrolment.edition
    return OwnCourse(
        participant_id=row.pk,
        course=edition.course.title,
        course_en=edition.course.title_en,
        school=row.enrolment.school.name,
        school_year=edition.school_year,
        hours=done,
        has_statement=hasattr(row, "completion"),
    )


Key = tuple[UUID | None, UUID | str]


def _key(row: Participant) -> Key:
    return row.enrolment.edition.series_id, row.person_id or row.email.casefold()


def _attended(series_ids: Sequence[UUID | None]) -> dict[Key, list[tuple[date, int]]]:
    """Return day and minutes of the meetings that members were at, per series and person or address."""
    found: dict[Key, list[tuple[date, int]]] = {}
    rows = (
        Attendance.objects.filter(member__series__in=series_ids, presence=Presence.PRESENT)
        .exclude(meeting__state=MeetingState.CANCELLED)
        .select_related("meeting", "member")
        .order_by("meeting__starts_at")
    )
    for row in rows:
        length = row.meeting.ends_at - row.meeting.starts_at
        key = (row.member.series_id, row.member.person_id or row.member.email.casefold())
        found.setdefault(key, []).append((day_of(row.meeting.starts_at), int(length.total_seconds() // 60)))
    return found
