"""What is offered, to everybody in the partnership; and courses for who runs them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from startlijn.base.access.queries import get_visible, visible
from startlijn.base.access.rules import must
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.people.models import Person as People
from startlijn.base.people.models import RoleAssignment
from startlijn.base.people.queries import holding
from startlijn.base.seams import today
from startlijn.domain.courses.models import Course, Edition, Enrolment, Tariff
from startlijn.domain.courses.queries.seats import in_order, limits_of, sized, team_of
from startlijn.domain.courses.queries.views import CoursePage, CourseView, EditionView, Taken, TariffView
from startlijn.domain.courses.rules.admission import Seats
from startlijn.domain.courses.rules.tariffs import Amounts
from startlijn.domain.courses.terms import SEATED, CourseKind, EditionState, EnrolmentState, PlaceRule


def known_editions(actor: Actor) -> QuerySet[Edition]:
    """Editions that exist for the actor: all that were opened, in the partnership; drafts for who runs them.

    Open editions are no secret inside the partnership: everybody with a role in it may see what is offered.
    """
    must(actor, Permission.COURSES_READ)
    managed = visible(actor, Permission.COURSES_MANAGE, Edition)
    here = Edition.objects.filter(partnership=actor.partnership_id).exclude(state=EditionState.DRAFT)
    return Edition.objects.filter(Q(pk__in=here.values("pk")) | Q(pk__in=managed.values("pk")))


def edition_views(actor: Actor, rows: QuerySet[Edition]) -> tuple[EditionView, ...]:
    """Return editions as they are shown, in the order of the rows. Four queries."""
    found = list(
        rows.select_related("course__coordinator").prefetch_related(
            Prefetch("course__tariffs", queryset=Tariff.objects.order_by("pk"))
        )
    )
    managed = set(
        visible(actor, Permission.COURSES_MANAGE, Edition)
        .filter(pk__in=[row.pk for row in found])
        .values_list("pk", flat=True)
    )
    teams: dict[UUID, list[Enrolment]] = defaultdict(list)
    for team in sized(Enrolment.objects.filter(edition__in=found, state__in=SEATED)):
        teams[team.edition_id].append(team)
    return tuple(_edition(row, teams[row.pk], managed=row.pk in managed) for row in found)


def course_view(row: Course) -> CourseView:
    """Return a course as it is shown; `coordinator` fetched along."""
    return CourseView(
        id=row.pk,
        code=row.code,
        kind=CourseKind(row.kind),
        provider=row.provider,
        sector=row.sector,
        title=row.title,
        title_en=row.title_en,
        goals=row.goals,
        coordinator_id=row.coordinator_id,
        coordinator=str(row.coordinator or ""),
        min_hours=row.min_hours,
        meeting_count=row.meeting_count,
        meeting_minutes=row.meeting_minutes,
        valid_months=row.valid_months,
        version=row.version,
    )


def taken_of(row: Edition, teams: Iterable[Enrolment]) -> Taken:
    """Return what teams (of `sized`) take of the limits of an edition."""
    here = in_order(teams)
    seats = Seats(limits_of(row), [team_of(t) for t in here if t.state == EnrolmentState.CONFIRMED])
    return Taken(
        schools=seats.schools,
        participants=seats.participants,
        free_schools=seats.free_schools,
        free_participants=seats.free_participants,
        waiting=sum(team.state == EnrolmentState.WAITING for team in here),
        full_because=seats.full_because,
    )


def _edition(row: Edition, teams: Sequence[Enrolment], *, managed: bool) -> EditionView:
    tariff = next((t for t in row.course.tariffs.all() if t.school_year == row.school_year), None)
    return EditionView(
        id=row.pk,
        course=course_view(row.course),
        name=row.name,
        school_year=row.school_year,
        state=EditionState(row.state),
        introduction=row.introduction,
        weekdays=tuple(row.weekdays),
        begins_at=row.begins_at,
        ends_at=row.ends_at,
        place_rule=PlaceRule(row.place_rule),
        place=row.place,
        limits=limits_of(row),
        reference_on=row.reference_on,
        enrol_until=row.enrol_until,
        amounts=Amounts(tariff.training_school, tariff.full) if tariff else None,
        taken=taken_of(row, teams),
        series_id=row.series_id,
        managed=managed,
        version=row.version,
    )


def offer(actor: Actor) -> QuerySet[Edition]:
    """Return the editions that exist for the actor and are not closed, to page through: the newest first."""
    return (
        known_editions(actor).exclude(state=EditionState.CLOSED).order_by("-school_year", "created_at", "pk")
    )


def edition_view(actor: Actor, edition_id: UUID) -> EditionView:
    """Return an edition that exists for the actor. Raises `NotVisibleError`."""
    found = edition_views(actor, known_editions(actor).filter(pk=edition_id))
    if not found:
        raise NotVisibleError("Edition")
    return found[0]


def courses(actor: Actor) -> QuerySet[Course]:
    """Return the courses that the actor runs, to page through, by title."""
    must(actor, Permission.COURSES_MANAGE)
    return visible(actor, Permission.COURSES_MANAGE, Course).order_by("title", "code", "pk")


def course_page(actor: Actor, course_id: UUID) -> CoursePage:
    """Return a course that the actor runs, with tariffs and editions. Raises `NotVisibleError`."""
    found = get_visible(actor, Permission.COURSES_MANAGE, Course, course_id)
    row = Course.objects.select_related("coordinator").get(pk=found.pk)
    rows = Edition.objects.filter(course=row).order_by("-school_year", "-created_at", "pk")
    return CoursePage(
        course_view(row),
        tuple(TariffView(t.school_year, t.training_school, t.full) for t in row.tariffs.all()),
        edition_views(actor, rows),
    )


def coordinators(actor: Actor) -> tuple[tuple[UUID, str], ...]:
    """Return who can coordinate a course: people with a role on the whole partnership (id and name)."""
    must(actor, Permission.COURSES_MANAGE)
    held = RoleAssignment.objects.filter(
        holding(today()), school=None, board=None, institute=None, partnership=actor.partnership_id
    )
    people = People.objects.filter(pk__in=held.values("person")).order_by("given_name", "family_name", "pk")
    return tuple((person.pk, str(person)) for person in people)
