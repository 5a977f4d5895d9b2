"""An edition that is open, and the people around it; everything goes through the actions."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from startlijn.base.access.terms import Actor, Role
from startlijn.base.post.models import Mail
from startlijn.domain.courses import actions
from startlijn.domain.courses.actions import Contact, CourseFacts, EditionFacts, Named
from startlijn.domain.courses.models import Edition, Enrolment
from startlijn.domain.courses.terms import CourseKind, EditionState
from tests.conftest import AT, World

COURSE = CourseFacts("20222310", CourseKind.PLG, "ICLON", "Zorgen voor een goed inductietraject op school")
CONTACT = Contact("Sanne de Wit", "sanne@example.org")


class Offer:
    """A partnership with a coordinator and an open edition of a course, with the limits of the seed."""

    def __init__(self, world: World, facts: CourseFacts = COURSE, **limits: int) -> None:
        self.world = world
        self.coordinator: Actor = world.actor(Role.COORDINATOR)
        self.minutes = 0
        with world.here():
            self.course = actions.create_course(by=self.coordinator, at=AT, facts=facts)
            actions.set_tariff(
                by=self.coordinator,
                at=AT,
                course_id=self.course.pk,
                school_year=2026,
                training_school=Decimal("1075.00"),
                full=Decimal("1325.00"),
            )
            self.edition: Edition = actions.create_edition(
                by=self.coordinator,
                at=AT,
                course_id=self.course.pk,
                school_year=2026,
                facts=EditionFacts(reference_on=date(2026, 10, 1), **limits),  # type: ignore[arg-type]
            )
        self.move(EditionState.OPEN)

    def move(self, state: EditionState) -> None:
        with self.world.here():
            actions.move_edition(by=self.coordinator, at=AT, edition_id=self.edition.pk, state=state)

    def later(self) -> datetime:
        """Each time a minute later."""
        self.minutes += 1
        return AT + timedelta(minutes=self.minutes)

    def do(self, verb, by: Actor | None = None, **given):
        """Let an action happen, by the coordinator unless somebody else is named."""
        with self.world.here():
            return verb(by=by or self.coordinator, at=self.later(), **given)

    def school(self, name: str, **fields):
        return self.world.add_school(name, **fields)

    def educator(self, school) -> Actor:
        return self.world.actor(Role.SCHOOL_EDUCATOR, "school", school.pk)

    def enrol(self, school, *names: str, by: Actor | None = None, **more) -> Enrolment:
        """Enrol a team: typed in by the coordinator from an e-mail, unless somebody of the school does it."""
        given = {"contact": CONTACT, "source": "mail"} if by is None else {}
        return self.do(
            actions.enrol,
            by,
            edition_id=self.edition.pk,
            school_id=school.pk,
            team=[Named(name) for name in names],
            **(given | more),
        )

    def state(self, row: Enrolment) -> str:
        with self.world.here():
            return Enrolment.objects.get(pk=row.pk).state

    def letters(self) -> list[str]:
        """The letters in the outbox, in the order in which they were written."""
        with self.world.here():
            return list(Mail.objects.order_by("created_at", "pk").values_list("template", flat=True))


@pytest.fixture
def open_course(world: World) -> Offer:
    return Offer(world)


@pytest.fixture
def small(world: World) -> Offer:
    """Two schools, two of a school, three people."""
    return Offer(world, max_schools=2, max_per_school=2, max_participants=3)
