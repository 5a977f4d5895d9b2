"""Courses, what they cost, and their editions: made, changed, opened, closed by who coordinates them."""

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from startlijn.base.access.queries import get_visible
from startlijn.base.access.rules import must, whole_partnership
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.journal.actions import record
from startlijn.base.people.models import Person, RoleAssignment
from startlijn.base.people.queries import holding
from startlijn.base.seams import day_of
from startlijn.domain.courses.actions.seating import admit, locked
from startlijn.domain.courses.models import Course, Edition, Tariff
from startlijn.domain.courses.queries.seats import limits_of
from startlijn.domain.courses.rules.states import must_be_limits, must_lead_to
from startlijn.domain.courses.terms import (
    MAX_PARTICIPANTS,
    MAX_PER_SCHOOL,
    MAX_SCHOOLS,
    MEETING_COUNT,
    MEETING_MINUTES,
    MIN_HOURS,
    CodeTakenError,
    CourseKind,
    EditionState,
    EditionTakenError,
    PlaceRule,
)


@dataclass(frozen=True, slots=True)
class CourseFacts:
    """What a course is. `valid_months`: how long what it qualifies for holds; None: as long as one likes."""

    code: str
    kind: CourseKind
    provider: str
    title: str
    sector: str = ""
    title_en: str = ""
    goals: str = ""
    coordinator_id: UUID | None = None
    min_hours: int = MIN_HOURS
    meeting_count: int = MEETING_COUNT
    meeting_minutes: int = MEETING_MINUTES
    valid_months: int | None = None


@dataclass(frozen=True, slots=True)
class EditionFacts:
    """What an edition is: when, where, the three limits, the day that counts for the tariff."""

    reference_on: date
    name: str = ""
    introduction: str = ""
    weekdays: tuple[str, ...] = ()
    begins_at: time | None = None
    ends_at: time | None = None
    place_rule: PlaceRule = PlaceRule.SCHOOLS
    place: str = ""
    max_schools: int = MAX_SCHOOLS
    max_per_school: int = MAX_PER_SCHOOL
    max_participants: int = MAX_PARTICIPANTS
    enrol_until: date | None = None


def _fill(row: Course | Edition, facts: CourseFacts | EditionFacts) -> None:
    for name in facts.__dataclass_fields__:
        value = getattr(facts, name)
        setattr(row, name, list(value) if isinstance(value, tuple) else value)


def _must_be_free(by: Actor, at: datetime, facts: CourseFacts, but: UUID | None) -> None:
    """Raise when the code is taken, or the coordinator is nobody of the partnership."""
    same = Course.objects.filter(code=facts.code)
    if (same if but is None else same.exclude(pk=but)).exists():
        raise CodeTakenError(code=facts.code)
    if facts.coordinator_id is not None:
        held = RoleAssignment.objects.filter(holding(day_of(at)), person=facts.coordinator_id)
        if not held.exists():
            raise NotVisibleError(Person.__name__)


@transaction.atomic
def create_course(*, by: Actor, at: datetime, facts: CourseFacts) -> Course:
    """Make a course of the partnership. Raises `CodeTakenError`, `NotVisibleError`."""
    must(by, Permission.COURSES_MANAGE)
    if by.partnership_id is None or not whole_partnership(by, Permission.COURSES_MANAGE):
        raise NotVisibleError("Partnership")
    _must_be_free(by, at, facts, None)
    row = Course(partnership_id=by.partnership_id, created_at=at)
    _fill(row, facts)
    row.save()
    record(by=by, at=at, action="course.create", on=row, details={"kind": row.kind})
    return row


@transaction.atomic
def edit_course(
    *, by: Actor, at: datetime, course_id: UUID, expected_version: int, facts: CourseFacts
) -> Course:
    """Change a course. Raises `VersionConflictError`, `CodeTakenError`, `NotVisibleError`."""
    get_visible(by, Permission.COURSES_MANAGE, Course, course_id)
    row = Course.objects.select_for_update(of=("self",)).get(pk=course_id).expect(expected_version)
    _must_be_free(by, at, facts, row.pk)
    _fill(row, facts)
    row.version += 1
    row.save()
    record(by=by, at=at, action="course.edit", on=row)
    return row


@transaction.atomic
def set_tariff(
    *,
    by: Actor,
    at: datetime,
    course_id: UUID,
    school_year: int,
    training_school: Decimal,
    full: Decimal,
) -> Tariff:
    """Say what a participant costs in a school year (2026 is 2026-2027). Raises `NotVisibleError`."""
    course = get_visible(by, Permission.COURSES_MANAGE, Course, course_id)
    row, _made = Tariff.objects.update_or_create(
        course=course,
        school_year=school_year,
        defaults={
            "partnership_id": course.partnership_id,
            "training_school": training_school,
            "full": full,
        },
    )
    record(by=by, at=at, action="course.tariff", on=course, details={"school_year": school_year})
    return row


def _must_be_only(course_id: UUID, school_year: int, name: str, but: UUID | None) -> None:
    same = Edition.objects.filter(course=course_id, school_year=school_year, name=name)
    if (same if but is None else same.exclude(pk=but)).exists():
        raise EditionTakenError(name=name)


@transaction.atomic
def create_edition(
    *, by: Actor, at: datetime, course_id: UUID, school_year: int, facts: EditionFacts
) -> Edition:
    """Make an edition in preparation. Raises `EditionTakenError`, `BadLimitsError`, `NotVisibleError`."""
    course = get_visible(by, Permission.COURSES_MANAGE, Course, course_id)
    row = Edition(partnership_id=course.partnership_id, course=course, school_year=school_year, created_at=at)
    _fill(row, facts)
    must_be_limits(limits_of(row))
    _must_be_only(course.pk, school_year, row.name, None)
    row.save()
    record(by=by, at=at, action="edition.create", on=row, details={"school_year": school_year})
    return row


@transaction.atomic
def edit_edition(
    *, by: Actor, at: datetime, edition_id: UUID, expected_version: int, facts: EditionFacts
) -> Edition:
    """Change an edition. More room lets in who waits; whoever is in stays in when there is less.

    Raises `VersionConflictError`, `BadLimitsError`, `EditionTakenError`, `NotVisibleError`.
    """
    get_visible(by, Permission.COURSES_MANAGE, Edition, edition_id)
    row = locked(edition_id).expect(expected_version)
    _fill(row, facts)
    must_be_limits(limits_of(row))
    _must_be_only(row.course_id, row.school_year, row.name, row.pk)
    row.version += 1
    row.save()
    promoted = admit(by, at, row)
    record(by=by, at=at, action="edition.edit", on=row, details={"admitted": len(promoted)})
    return row


@transaction.atomic
def move_edition(*, by: Actor, at: datetime, edition_id: UUID, state: EditionState) -> Edition:
    """Open an edition, let it begin, or close it. Raises `EditionStateError`, `NotVisibleError`."""
    get_visible(by, Permission.COURSES_MANAGE, Edition, edition_id)
    row = locked(edition_id)
    must_lead_to(row.state, state)
    row.state = state
    row.version += 1
    row.save(update_fields=["state", "version"])
    promoted = admit(by, at, row)
    record(by=by, at=at, action="edition.move", on=row, details={"state": state, "admitted": len(promoted)})
    return row
