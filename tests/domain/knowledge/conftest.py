"""A team of two at one school in a course, a colleague, and people of another school."""

from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

import pytest

from startlijn.base.access.terms import Actor
from startlijn.base.people.queries import actor_of_person
from startlijn.base.seams import fixed
from startlijn.domain.courses.models import Course, Edition, Enrolment, Participant
from startlijn.domain.courses.terms import CourseKind, EditionState, EnrolmentState, Source
from startlijn.domain.knowledge import actions
from startlijn.domain.knowledge.queries import base, own
from startlijn.domain.knowledge.terms import Draft, ProductKind
from startlijn.domain.meetings.models import Attendance, Meeting, Series, SeriesMember
from startlijn.domain.meetings.terms import Presence, SeriesKind
from tests.conftest import AT, World

TODAY = AT.date()  # 2 November 2026


class Team:
    """The people around one course; verbs act as Sanne unless somebody else is named."""

    def __init__(self, world: World) -> None:
        self.world = world
        school = world.school.pk
        self.other_school = world.add_school("De Wilg", sector="vo", training_school=True)
        self.sanne = world.person("coach", "school", school, name="Sanne")
        self.karim = world.person("school_educator", "school", school, name="Karim")
        self.colleague = world.person("coach", "school", school, name="Ilse")
        self.stranger = world.person("coach", "school", self.other_school.pk, name="Vreemd")
        self.coordinator = world.person("coordinator", name="Coen")
        with world.here():
            self._course()

    def _course(self) -> None:
        common = {"partnership": self.world.partnership}
        course = Course.objects.create(
            **common,
            code="20222310",
            kind=CourseKind.PLG,
            provider="De Academie",
            title="Inductie maken",
            created_at=AT,
        )
        self.series = Series.objects.create(
            **common,
            kind=SeriesKind.COURSE,
            title="Inductie maken",
            minutes=120,
            wanted=4,
            first_on=date(2026, 9, 1),
            last_on=date(2027, 6, 30),
            min_days_between=14,
            made_at=AT,
        )
        self.edition = Edition.objects.create(
            **common,
            course=course,
            school_year=2026,
            state=EditionState.RUNNING,
            reference_on=date(2026, 10, 1),
            series=self.series,
            created_at=AT,
        )
        enrolment = Enrolment.objects.create(
            **common,
            edition=self.edition,
            school=self.world.school,
            state=EnrolmentState.CONFIRMED,
            source=Source.FORM,
            status_on=date(2026, 10, 1),
            enrolled_at=AT,
            confirmed_at=AT,
        )
        self.part, self.other_part = (
            Participant.objects.create(
                **common, enrolment=enrolment, person=person, name=str(person), started_on=date(2026, 9, 1)
            )
            for person in (self.sanne, self.karim)
        )
        self.members = {
            person.pk: SeriesMember.objects.create(**common, series=self.series, person=person)
            for person in (self.sanne, self.karim)
        }

    def meet(self, *people, on: date = date(2026, 10, 6), minutes: int = 120, state: str = "held") -> Meeting:
        """A meeting at which these people were."""
        begin = datetime(on.year, on.month, on.day, 13, 0, tzinfo=UTC)
        with self.world.here():
            meeting = Meeting.objects.create(
                partnership=self.world.partnership,
                series=self.series,
                starts_at=begin,
                ends_at=begin + timedelta(minutes=minutes),
                uid=f"{on.isoformat()}-{self.world.partnership.slug}@example.org",
                state=state,
            )
            for pk, member in self.members.items():
                here = pk in {person.pk for person in people}
                Attendance.objects.create(
                    partnership=self.world.partnership,
                    meeting=meeting,
                    member=member,
                    presence=Presence.PRESENT if here else Presence.ABSENT,
                )
        return meeting

    @contextmanager
    def day(self, on: date = TODAY):
        with self.world.here(), fixed(at=AT + (on - TODAY)):
            yield

    def actor(self, person, on: date = TODAY) -> Actor:
        with fixed(at=AT + (on - TODAY)):
            return actor_of_person(person.pk, partnership_id=self.world.partnership.pk, at=AT)

    def do(self, verb, *, by=None, when: date = TODAY, **given):
        with self.day(when):
            return verb(by=self.actor(by or self.sanne, when), at=AT + (when - TODAY), **given)

    def ask(self, query, *args, by=None, **given):
        with self.day():
            return query(self.actor(by or self.sanne), *args, **given)

    def begin(self, title: str = "Eerste weken", text: str = "Zo begeleiden wij starters.", **given):
        given = {"school_id": self.world.school.pk, "kind": ProductKind.FORMAT, **given}
        return self.do(actions.begin_product, draft=Draft(title, text, given.pop("upload", None)), **given)

    def publish(self, row=None, **given):
        row = row or self.begin()
        page = self.ask(own.product_page, row.pk, by=given.get("by"))
        given = {"confirmed": True, "expected_version": page.version, **given}
        return self.do(actions.publish_product, product_id=row.pk, **given)

    def find(self, text: str = "", *, by=None, **wanted) -> list[str]:
        """The titles that a search finds, best first."""
        rows, _stems = self.ask(base.looked_for, base.Wanted(text, **wanted), by=by or self.stranger)
        with self.world.here():
            return [row.title for row in rows]


@pytest.fixture
def team(world: World) -> Team:
    return Team(world)
