"""Loads the described demo into the database, through the actions that people use as well."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from startlijn.base.access.rules import operator
from startlijn.base.access.terms import Role
from startlijn.base.accounts.models import Account
from startlijn.base.organisations.models import Board, Partnership, School, SubRegion
from startlijn.base.people.models import RoleAssignment
from startlijn.base.post.models import Job, Mail
from startlijn.base.tenancy import within
from startlijn.demo.load_assessments import load_assessments
from startlijn.demo.load_courses import load_courses
from startlijn.demo.load_dossiers import load_dossiers
from startlijn.demo.load_induction import load_induction
from startlijn.demo.load_instruments import load_instruments
from startlijn.demo.load_intervision import load_board, load_intervision
from startlijn.demo.load_meetings import load_meetings
from startlijn.demo.load_networks import load_networks
from startlijn.demo.load_observations import load_observations
from startlijn.demo.load_organisations import load_organisations
from startlijn.demo.load_people import load_people
from startlijn.demo.load_post import load_post
from startlijn.demo.load_products import load_products
from startlijn.demo.load_rounds import load_rounds
from startlijn.demo.partnership import describe
from startlijn.demo.stage import Stage
from startlijn.demo.terms import DemoPartnership
from startlijn.domain.guidance.models import Tick, Trajectory
from startlijn.engines.schoolyear import school_year_of


@dataclass(frozen=True, slots=True)
class Summary:
    """What the database holds of the demo. `example_school` is the name of a school one can search for."""

    boards: int
    schools: int
    sub_regions: int
    personas: int
    starters: int
    example_school: str
    trajectories: int
    ticks: int


@transaction.atomic
def load(*, at: datetime) -> Summary:
    """Load the demo as it is in the school year of `at` (aware), unless it is there; all or nothing.

    A second call changes nothing and tells the same.
    """
    school_year = school_year_of(timezone.localdate(at))
    described = describe(school_year=school_year.begins_in)
    partnership = Partnership.objects.filter(slug=described.key).first()
    if partnership is None:
        partnership = _load(described, at)
        _count_rows()
    with within(partnership.pk):
        return _summary(described)


def _count_rows() -> None:
    """Let PostgreSQL know how much there is now, so that the first pages are quick as well."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _load(described: DemoPartnership, at: datetime) -> Partnership:
    partnership, places = load_organisations(described, at=at)
    with within(partnership.pk):
        people = load_people(described, places, by=operator(partnership.pk), at=at)
        load_rounds(described, places, people, at=at)
        stage = Stage(described, places, people, at)
        load_induction(stage)
        load_instruments(stage)
        load_observations(stage)
        load_dossiers(stage)
        load_assessments(stage)
        load_meetings(stage)
        load_courses(stage)
        load_products(stage)
        load_intervision(stage)
        load_board(stage)
        load_networks(stage)
        load_post(stage)
        # Letters about what happened went out when it happened.
        Mail.objects.all().delete()
        Job.objects.all().delete()
    return partnership


def _summary(described: DemoPartnership) -> Summary:
    person_of = {person.key: person for person in described.people}
    addresses = [person_of[persona.person].email for persona in described.personas]
    example = next(school for school in described.schools if school.key == described.example_school)
    return Summary(
        boards=Board.objects.count(),
        schools=School.objects.count(),
        sub_regions=SubRegion.objects.count(),
        personas=Account.objects.filter(email__in=addresses).count(),
        starters=RoleAssignment.objects.filter(role=Role.STARTER).values("person").distinct().count(),
        example_school=School.objects.get(name=example.name, place=example.place).name,
        trajectories=Trajectory.objects.count(),
        ticks=Tick.objects.count(),
    )
