"""Offers the course of seed 000 with its own numbers, full with a waiting list, and a coach training."""

from datetime import date, time, timedelta
from decimal import Decimal
from uuid import UUID

from startlijn.base.access.terms import Actor, Place, Role
from startlijn.demo.stage import Stage
from startlijn.demo.terms import DemoSchool
from startlijn.domain.courses import actions
from startlijn.domain.courses.actions import Contact, CourseFacts, EditionFacts, Named
from startlijn.domain.courses.models import Edition
from startlijn.domain.courses.terms import (
    TARIFF_FULL,
    TARIFF_TRAINING_SCHOOL,
    CourseKind,
    EditionState,
    Weekday,
)

_OPENED, _REFERENCE = (9, 1), (10, 1)
_SIZES = (2, 2, 2, 2, 1, 2, 2, 1, 2, 1)  # ten schools, seventeen people
_WAITING = (2, 1)
_GOALS = """Een nieuw of aangescherpt inductietraject voor je school.
Meer zicht op wat starters nodig hebben, en wat er al is.
Een netwerk in je eigen regio."""
_LEADERS = (Role.SCHOOL_EDUCATOR, Role.SCHOOL_LEADER)


def load_courses(stage: Stage) -> None:
    """Open both courses on 1 September, and let schools enrol in the weeks after."""
    schools = _schools(stage)
    plg = _open(
        stage,
        CourseFacts(
            "20222310",
            CourseKind.PLG,
            "Regionaal expertisecentrum",
            "Zorgen voor een goed inductietraject op school",
            title_en="Good induction at your school",
            goals=_GOALS,
        ),
        EditionFacts(
            reference_on=stage.day(0, *_REFERENCE),
            weekdays=(Weekday.TUESDAY, Weekday.THURSDAY),
            begins_at=time(15),
            ends_at=time(17),
        ),
        (TARIFF_TRAINING_SCHOOL, TARIFF_FULL),
    )
    for number, size in enumerate((*_SIZES, *_WAITING)):
        wish = "Kan een van ons online meedoen?" if number == len(_SIZES) else ""
        _enrol(stage, plg, schools[number], size, number, wish)
    coaching = _open(
        stage,
        CourseFacts(
            "COACH-1",
            CourseKind.COACH_TRAINING,
            "Regionaal expertisecentrum",
            "Starters coachen: de basis",
            title_en="Coaching starters: the basics",
            min_hours=16,
            meeting_count=3,
            valid_months=36,
        ),
        EditionFacts(reference_on=stage.day(0, *_REFERENCE), max_schools=8, max_participants=12),
        (Decimal(450), Decimal(550)),
    )
    for number, school in enumerate(schools[1:4]):
        _enrol(stage, coaching, school, 1, number)


def _schools(stage: Stage) -> list[DemoSchool]:
    """Return the example school, and then others that have somebody to send, secondary schools first."""
    on = stage.now.date()
    sending = [each for each in stage.described.schools if len(_people(stage, each, on)) == len(_LEADERS)]
    key = stage.described.example_school
    return sorted(sending, key=lambda each: (each.key != key, each.sector != "vo", each.key))


def _people(stage: Stage, school: DemoSchool, on: date) -> list[str]:
    found = (stage.holder(role, school.key, on) for role in _LEADERS)
    return [person for person in found if person]


def _open(
    stage: Stage, facts: CourseFacts, edition: EditionFacts, tariff: tuple[Decimal, Decimal]
) -> Edition:
    coordinator = stage.persona("coordinator")
    with stage.on(stage.day(0, *_OPENED)) as at:
        by: Actor = stage.actor(coordinator, at)
        given = {name: getattr(facts, name) for name in facts.__dataclass_fields__}
        facts = CourseFacts(**given | {"coordinator_id": stage.people[coordinator]})
        course = actions.create_course(by=by, at=at, facts=facts)
        training, full = tariff
        actions.set_tariff(
            by=by, at=at, course_id=course.pk, school_year=stage.year, training_school=training, full=full
        )
        made = actions.create_edition(
            by=by, at=at, course_id=course.pk, school_year=stage.year, facts=edition
        )
        return actions.move_edition(by=by, at=at, edition_id=made.pk, state=EditionState.OPEN)


def _enrol(
    stage: Stage, edition: Edition, school: DemoSchool, size: int, number: int, wish: str = ""
) -> None:
    """Enrol a team; each school a day later than the one before."""
    with stage.on(stage.day(0, *_OPENED) + timedelta(days=3 + number)) as at:
        people = [stage.person(key) for key in _people(stage, school, stage.now.date())][:size]
        school_id: UUID = stage.places[Place.SCHOOL, school.key]
        actions.enrol(
            by=stage.actor(stage.persona("coordinator"), at),
            at=at,
            edition_id=edition.pk,
            school_id=school_id,
            team=[Named(f"{person.given_name} {person.family_name}", person.email) for person in people],
            contact=Contact(f"{people[0].given_name} {people[0].family_name}", people[0].email),
            wish=wish,
        )
