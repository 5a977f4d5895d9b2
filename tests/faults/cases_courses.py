"""One case for each action of courses."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from startlijn.base.access.rules import operator
from startlijn.base.access.terms import Role
from startlijn.domain.courses import actions
from startlijn.domain.courses.actions import Contact, CourseFacts, EditionFacts, Named
from startlijn.domain.courses.models import Edition, Enrolment
from startlijn.domain.courses.terms import CourseKind, EditionState, Source
from startlijn.domain.guidance.actions.training import renew_training
from tests.conftest import AT, World
from tests.domain.courses.conftest import CONTACT, Offer

Act = Callable[[], object]
_TEAM = [Named("Dee"), Named("Els")]
_FACTS = CourseFacts("C2", CourseKind.DEEPENING, "ICLON", "Verdiepen")
_EDITION = EditionFacts(reference_on=date(2026, 10, 1), name="B")


def _small(world: World) -> Offer:
    """Full: somebody waits who gets in when somebody withdraws, and a pair that is told why not."""
    offer = Offer(world, max_schools=2, max_per_school=2, max_participants=2)
    offer.enrol(offer.school("Berg"), "Ann", "Bob")
    return offer


def _first(offer: Offer) -> Enrolment:
    with offer.world.here():
        return Enrolment.objects.order_by("enrolled_at", "pk")[0]


def _do(offer: Offer, verb: Callable[..., object], **given: object) -> Act:
    return lambda: offer.do(verb, **given)


def _in_offer(prepare: Callable[[Offer], Act]) -> Callable[[World], Act]:
    return lambda world: prepare(_small(world))


def _enrol(offer: Offer) -> Act:
    school = offer.school("Dal")
    given = {"edition_id": offer.edition.pk, "school_id": school.pk, "wish": "Kan het online?"}
    return _do(offer, actions.enrol, **given, team=_TEAM, contact=CONTACT)


def _enquire(offer: Offer) -> Act:
    given = {"edition_id": offer.edition.pk, "school_id": offer.school("Dal").pk, "source": Source.PHONE}
    return _do(offer, actions.take_enquiry, **given, contact=CONTACT, wish="Wat kan er?")


def _seat(offer: Offer) -> Act:
    row = _enquire(offer)()
    assert isinstance(row, Enrolment)
    return _do(offer, actions.seat_enquiry, enrolment_id=row.pk, team=_TEAM)


def _ask(offer: Offer) -> Act:
    return _do(offer, actions.ask_for_more, enrolment_id=_first(offer).pk, wish="Met drie?")


def _answer(offer: Offer) -> Act:
    row = offer.enrol(offer.school("Dal"), "Cor", "Dee", "Els", wish="Met drie?")
    facts = EditionFacts(reference_on=date(2026, 10, 1), max_participants=9)
    offer.do(actions.edit_edition, edition_id=offer.edition.pk, expected_version=2, facts=facts)
    given = {"enrolment_id": row.pk, "expected_version": row.version}
    return _do(offer, actions.answer_wish, **given, granted=True, answer="Ja")


def _contact(offer: Offer) -> Act:
    row = _first(offer)
    given = {"enrolment_id": row.pk, "expected_version": row.version}
    return _do(offer, actions.change_contact, **given, contact=Contact("Dee Vos", "dee@example.org"))


def _withdraw(offer: Offer) -> Act:
    offer.enrol(offer.school("Dal"), "Cor")
    offer.enrol(offer.school("Meer"), "Fem", "Gijs")
    return _do(offer, actions.withdraw, enrolment_id=_first(offer).pk)


def _substitute(offer: Offer) -> Act:
    with offer.world.here():
        leaving = _first(offer).participants.order_by("pk")[0]
    return _do(offer, actions.substitute, participant_id=leaving.pk, named=Named("Cor"))


def _create_course(offer: Offer) -> Act:
    return _do(offer, actions.create_course, facts=_FACTS)


def _edit_course(offer: Offer) -> Act:
    return _do(offer, actions.edit_course, course_id=offer.course.pk, expected_version=1, facts=_FACTS)


def _tariff(offer: Offer) -> Act:
    given = {"course_id": offer.course.pk, "school_year": 2027}
    return _do(offer, actions.set_tariff, **given, training_school=Decimal(1), full=Decimal(2))


def _create_edition(offer: Offer) -> Act:
    return _do(offer, actions.create_edition, course_id=offer.course.pk, school_year=2026, facts=_EDITION)


def _edit_edition(offer: Offer) -> Act:
    offer.enrol(offer.school("Dal"), "Cor")
    return _do(offer, actions.edit_edition, edition_id=offer.edition.pk, expected_version=2, facts=_EDITION)


def _move(offer: Offer) -> Act:
    return _do(offer, actions.move_edition, edition_id=offer.edition.pk, state=EditionState.RUNNING)


def _plan(offer: Offer) -> Act:
    return _do(offer, actions.plan_meetings, edition_id=offer.edition.pk)


def _follow(offer: Offer) -> Act:
    row = _first(offer)
    with offer.world.here():
        Edition.objects.update(reference_on=date(2026, 12, 1))
        type(row.school).objects.filter(pk=row.school_id).update(training_school=True)
    by = operator(offer.world.partnership.pk)

    def act() -> object:
        with offer.world.here():
            return actions.follow_schools(by=by, at=AT + timedelta(days=1))

    return act


def _coach_training(world: World) -> Act:
    offer = Offer(world, CourseFacts("C1", CourseKind.COACH_TRAINING, "ICLON", "Coachen", valid_months=36))
    school = offer.school("Berg")
    coach = world.person(Role.COACH, "school", school.pk)
    given = {"edition_id": offer.edition.pk, "school_id": school.pk, "contact": CONTACT}
    row = offer.do(actions.enrol, **given, team=[Named("Noor", coach.account.email)])
    with world.here():
        participant = row.participants.get()
    return _do(offer, actions.qualify, participant_id=participant.pk)


def _renew(world: World) -> Act:
    offer = Offer(world)
    school = offer.school("Berg")
    coach = world.person(Role.COACH, "school", school.pk)
    given = {"person_id": coach.pk, "school_id": school.pk, "trained_until": None}
    return _do(offer, renew_training, **given)


CASES: dict[str, Callable[[World], Act]] = {
    "courses.enrol": _in_offer(_enrol),
    "courses.take_enquiry": _in_offer(_enquire),
    "courses.seat_enquiry": _in_offer(_seat),
    "courses.ask_for_more": _in_offer(_ask),
    "courses.answer_wish": _in_offer(_answer),
    "courses.change_contact": _in_offer(_contact),
    "courses.withdraw": _in_offer(_withdraw),
    "courses.substitute": _in_offer(_substitute),
    "courses.create_course": _in_offer(_create_course),
    "courses.edit_course": _in_offer(_edit_course),
    "courses.set_tariff": _in_offer(_tariff),
    "courses.create_edition": _in_offer(_create_edition),
    "courses.edit_edition": _in_offer(_edit_edition),
    "courses.move_edition": _in_offer(_move),
    "courses.plan_meetings": _in_offer(_plan),
    "courses.follow_schools": _in_offer(_follow),
    "courses.qualify": _coach_training,
    "guidance.renew_training": _renew,
}
