"""Courses in every position: an open edition and a draft; teams of three schools, in, waiting and asking.

The coordinator of the course is nobody: a name would stand on the page of the course, for everybody.
"""

from datetime import date, timedelta
from decimal import Decimal

from startlijn.base.access.terms import Permission, Place, Role
from startlijn.base.people.models import Person
from startlijn.base.seams import today
from startlijn.domain.courses.models import Course, Edition, Enrolment, Participant, Tariff
from tests.conftest import AT
from tests.matrix.things import MARK, Half, Thing, Way, stands


def add_courses(half: Half) -> None:
    """Add everything of courses to half of the scene."""
    common = {"partnership": half.world.partnership}
    managed = stands(partnership=half.whole)
    with half.world.here():
        course = Course.objects.create(
            **common, code="20222310", kind="plg", provider="ICLON", title="Inductie", created_at=AT
        )
        tariff = Tariff.objects.create(
            **common,
            course=course,
            school_year=2026,
            training_school=Decimal(1075),
            full=Decimal(1325),
        )
        half.things += [Thing(row, half.whole, managed) for row in (course, tariff)]
        opened = _edition(half, course, "A", "open")
        _edition(half, course, "B", "draft")
        coach = half.persona(Role.COACH, Place.SCHOOL).person
        former = half.persona(Role.TEAM_LEADER, Place.SCHOOL).person
        _team(half, opened, "own", "confirmed", [coach], former)
        _team(half, opened, "strange", "waiting", [half.people["away"]], wish_state="asked")
        _team(half, opened, "sister", "asked", [], wish_state="asked")


def _edition(half: Half, course: Course, name: str, state: str) -> Edition:
    row = Edition.objects.create(
        partnership=half.world.partnership,
        course=course,
        name=name,
        school_year=2026,
        state=state,
        reference_on=date(2026, 10, 1),
        created_at=AT,
    )
    managed = Way(stands(partnership=half.whole))
    # What was opened is no secret inside the partnership; each school may enrol.
    everywhere = Way({place: frozenset({half.places[place]}) for place in Place})
    read, enrol, manage = Permission.COURSES_READ, Permission.ENROL, Permission.COURSES_MANAGE
    pages = (
        {read: ((read, everywhere),), enrol: ((enrol, everywhere),)}
        if state == "open"
        else {read: ((manage, managed),)}
    )
    half.things.append(Thing(row, half.whole, managed.stands, pages=pages))
    return row


def _team(
    half: Half,
    edition: Edition,
    name: str,
    state: str,
    people: list[Person],
    former: Person | None = None,
    wish_state: str = "none",
) -> None:
    common = {"partnership": half.world.partnership}
    school, slug = half.schools[name], half.world.partnership.slug
    row = Enrolment.objects.create(
        **common,
        edition=edition,
        school=school,
        state=state,
        intake="exception" if wish_state == "asked" else "enrolment",
        source="mail",
        contact_name=f"{MARK} contact of team {name} {slug}",
        contact_email="contact@example.org",
        wish=f"{MARK} wish of {name} {slug}" if wish_state == "asked" else "",
        wish_state=wish_state,
        status_on=date(2026, 10, 1),
        enrolled_at=AT,
        confirmed_at=AT if state == "confirmed" else None,
    )
    ways = {
        "courses_manage": Way(stands(partnership=half.whole)),
        "courses_enrol": Way(stands(school=school.pk)),
    }
    own = frozenset(person.pk for person in people)
    soon = [half.persona(Role.HR_ADVISOR, Place.BOARD).person] if former else []
    own |= frozenset(person.pk for person in soon)
    enrols = [half.persona(role, Place.SCHOOL).person for role in (Role.SCHOOL_EDUCATOR, Role.SCHOOL_LEADER)]
    for person in (*enrols, *people, *soon):
        half.told.setdefault(person.pk, set()).update(own)
    half.add(row, row.contact_name, **ways, courses_own=Way(people=own))
    for person in (*people, *soon, former):
        if person is None:
            continue
        begun = today() + timedelta(days=9 if person in soon else -9)
        made = Participant.objects.create(
            **common,
            enrolment=row,
            person=person,
            name=f"{MARK} participant {person}",
            started_on=begun,
            finished_on=today() if person is former else None,
        )
        half.add(made, made.name, **ways, courses_own=Way(people=frozenset({person.pk})))
