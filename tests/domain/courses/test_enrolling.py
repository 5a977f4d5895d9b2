"""Schools enrol as a team, staff types in what comes by e-mail, places that come free go down the list."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from startlijn.base.access.rules import operator
from startlijn.base.access.terms import NotVisibleError, Role
from startlijn.base.people.queries import actor_of_person
from startlijn.base.tenancy import VersionConflictError
from startlijn.domain.courses import actions, queries
from startlijn.domain.courses.actions import Contact, CourseFacts, EditionFacts, Named
from startlijn.domain.courses.models import Edition, Enrolment, Participant
from startlijn.domain.courses.terms import (
    CourseKind,
    EditionState,
    EditionStateError,
    EnrolmentEndedError,
    EnrolmentStateError,
    NamedTwiceError,
    NobodyNamedError,
    NoContactError,
    NoQualificationError,
    NotAParticipantError,
    NoWishError,
    SeriesThereError,
    Source,
    WishState,
)
from startlijn.domain.guidance.models import CoachProfile
from startlijn.domain.meetings.models import SeriesMember
from startlijn.domain.observations.queries.choices import is_trained
from tests.conftest import AT
from tests.domain.courses.conftest import CONTACT, Offer


def people(offer, row) -> list[str]:
    with offer.world.here():
        here = Participant.objects.filter(enrolment=row, finished_on=None)
        return list(here.order_by("pk").values_list("name", flat=True))


def desk(offer):
    with offer.world.here():
        return queries.desk(offer.coordinator, offer.edition.pk)


def waiting(offer) -> list[tuple[int, str, str]]:
    return [(team.position, team.school, str(team.reason)) for team in desk(offer).waiting]


def test_school_enrols_its_team_with_who_does_it_as_contact(open_course):
    school = open_course.school("Berg")
    educator = open_course.educator(school)
    row = open_course.enrol(school, "Ann", " Bob  de Wit ", by=educator)
    assert (row.state, row.source, row.contact_id) == ("confirmed", "form", educator.person_id)
    assert people(open_course, row) == ["Ann", "Bob de Wit"]
    assert open_course.letters() == ["course_confirmed"]


def test_participant_with_an_account_here_is_known_by_the_address(open_course):
    school = open_course.school("Berg")
    person = open_course.world.person(Role.COACH, "school", school.pk)
    team = [Named("Noor", person.account.email.upper()), Named("Ann", "ann@example.org")]
    row = open_course.do(
        actions.enrol, edition_id=open_course.edition.pk, school_id=school.pk, team=team, contact=CONTACT
    )
    with open_course.world.here():
        assert [each.person_id for each in row.participants.order_by("pk")] == [person.pk, None]
        actor = actor_of_person(person.pk, partnership_id=open_course.world.partnership.pk, at=AT)
        (own,) = queries.own_participations(actor)
    assert (own.edition.id, own.state, own.school) == (open_course.edition.pk, "confirmed", str(school))


def test_team_that_does_not_fit_waits_whole_with_position_and_reason(small):
    small.enrol(small.school("Berg"), "Ann", "Bob")
    row = small.enrol(small.school("Dal"), "Cor", "Dee")
    assert (row.state, waiting(small)) == ("waiting", [(1, "Dal", "participants")])
    single = small.enrol(small.school("Meer"), "Els")
    assert (single.state, waiting(small)) == ("confirmed", [(1, "Dal", "schools")])
    assert small.letters() == ["course_confirmed", "course_waiting", "course_confirmed"]


def test_withdrawal_promotes_the_right_team_and_tells_the_others(small):
    first = small.enrol(small.school("Berg"), "Ann")
    small.enrol(small.school("Dal"), "Cor", "Dee")
    pair = small.enrol(small.school("Meer"), "Els", "Fem")
    single = small.enrol(small.school("Veld"), "Gijs")
    small.do(actions.withdraw, enrolment_id=first.pk)
    # One seat and one school came free: the pair does not fit, the single behind it does.
    assert (small.state(pair), small.state(single)) == ("waiting", "confirmed")
    assert waiting(small) == [(1, "Meer", "schools")]
    assert small.letters()[4:] == ["course_withdrawn", "course_promoted", "course_still_waiting"]


def test_some_people_withdraw_and_the_others_keep_their_seats(small):
    row = small.enrol(small.school("Berg"), "Ann", "Bob")
    other = small.enrol(small.school("Dal"), "Cor", "Dee")
    with small.world.here():
        leaving = row.participants.get(name="Ann")
    small.do(actions.withdraw, enrolment_id=row.pk, participant_ids=[leaving.pk])
    assert (small.state(row), people(small, row), small.state(other)) == ("confirmed", ["Bob"], "confirmed")
    with pytest.raises(NotAParticipantError):
        small.do(actions.withdraw, enrolment_id=row.pk, participant_ids=[leaving.pk])
    with small.world.here():
        rest = [each.pk for each in row.participants.filter(finished_on=None)]
    assert small.do(actions.withdraw, enrolment_id=row.pk, participant_ids=rest).state == "withdrawn"
    assert small.do(actions.withdraw, enrolment_id=row.pk).version == 4


def test_second_team_of_a_school_stays_within_the_limit_per_school(open_course):
    school = open_course.school("Berg")
    open_course.enrol(school, "Ann")
    assert open_course.enrol(school, "Bob").state == "confirmed"
    assert open_course.enrol(school, "Cor").state == "waiting"
    assert waiting(open_course) == [(1, "Berg", "per_school")]
    with pytest.raises(NamedTwiceError):
        open_course.enrol(school, "ann")


def test_substitute_takes_the_seat_and_the_seat_stays_taken(small):
    row = small.enrol(small.school("Berg"), "Ann", "Bob")
    small.move(EditionState.RUNNING)
    with small.world.here():
        leaving = row.participants.get(name="Ann")
    new = small.do(actions.substitute, participant_id=leaving.pk, named=Named("Cor"))
    assert (people(small, row), new.replaces_id) == (["Bob", "Cor"], leaving.pk)
    with pytest.raises(NotAParticipantError):
        small.do(actions.substitute, participant_id=leaving.pk, named=Named("Dee"))
    with pytest.raises(NamedTwiceError):
        small.do(actions.substitute, participant_id=new.pk, named=Named("bob"))


def test_wish_goes_to_the_coordinator_and_lets_a_larger_team_in(world):
    coordinator = world.person(Role.COORDINATOR)
    facts = CourseFacts("1", CourseKind.PLG, "ICLON", "Cursus", coordinator_id=coordinator.pk)
    offer = Offer(world, facts)
    row = offer.enrol(offer.school("Berg"), "Ann", "Bob", "Cor", wish="Mogen wij met drie?")
    assert (row.state, row.intake, row.wish_state) == ("waiting", "exception", "asked")
    assert offer.letters() == ["course_waiting", "course_wish_asked"]
    with pytest.raises(VersionConflictError):
        offer.do(actions.answer_wish, enrolment_id=row.pk, expected_version=9, granted=True, answer="")
    offer.do(actions.answer_wish, enrolment_id=row.pk, expected_version=1, granted=True, answer="Ja hoor")
    assert offer.state(row) == "confirmed"
    assert offer.letters()[2:] == ["course_wish_answered", "course_promoted"]
    with pytest.raises(NoWishError):
        offer.do(actions.answer_wish, enrolment_id=row.pk, expected_version=3, granted=False, answer="")


def test_refused_wish_changes_no_seat(open_course):
    row = open_course.enrol(open_course.school("Berg"), "Ann", "Bob", "Cor", wish="Met drie?")
    open_course.do(actions.answer_wish, enrolment_id=row.pk, expected_version=1, granted=False, answer="Nee")
    assert waiting(open_course) == [(1, "Berg", "per_school")]
    again = open_course.do(actions.ask_for_more, enrolment_id=row.pk, wish="En online?")
    assert (again.wish, again.wish_state, again.wish_answer) == ("En online?", WishState.ASKED, "")


def test_question_takes_no_seat_until_people_are_named(small):
    row = small.do(
        actions.take_enquiry,
        edition_id=small.edition.pk,
        school_id=small.school("Berg").pk,
        source=Source.PHONE,
        contact=CONTACT,
        wish="Wat kan er?",
    )
    assert (row.state, desk(small).edition.taken.participants) == ("asked", 0)
    small.enrol(small.school("Dal"), "Ann", "Bob")
    seated = small.do(actions.seat_enquiry, enrolment_id=row.pk, team=[Named("Cor"), Named("Dee")])
    assert (seated.state, waiting(small)) == ("waiting", [(1, "Berg", "participants")])
    with pytest.raises(EnrolmentStateError):
        small.do(actions.seat_enquiry, enrolment_id=row.pk, team=[Named("Els")])


def test_more_room_lets_in_who_waits_and_less_puts_nobody_out(small):
    small.enrol(small.school("Berg"), "Ann", "Bob")
    row = small.enrol(small.school("Dal"), "Cor", "Dee")
    wide = EditionFacts(reference_on=date(2026, 10, 1), max_schools=2, max_participants=4)
    small.do(actions.edit_edition, edition_id=small.edition.pk, expected_version=2, facts=wide)
    assert small.state(row) == "confirmed"
    narrow = EditionFacts(reference_on=date(2026, 10, 1), max_schools=1, max_participants=1)
    small.do(actions.edit_edition, edition_id=small.edition.pk, expected_version=3, facts=narrow)
    page = desk(small)
    assert (len(page.confirmed), page.edition.taken.free_participants) == (2, 0)


def test_school_enrols_only_while_it_is_open_and_in_time(open_course):
    school = open_course.school("Berg")
    educator = open_course.educator(school)
    with open_course.world.here():
        Edition.objects.update(enrol_until=date(2026, 11, 1))
    with pytest.raises(EnrolmentEndedError):
        open_course.enrol(school, "Ann", by=educator)
    assert open_course.enrol(school, "Ann").state == "confirmed"
    open_course.move(EditionState.RUNNING)
    with pytest.raises(EditionStateError):
        open_course.enrol(school, "Bob", by=educator)
    open_course.move(EditionState.CLOSED)
    with pytest.raises(EditionStateError):
        open_course.enrol(school, "Bob")


@pytest.mark.parametrize(
    ("names", "error"), [([], NobodyNamedError), ([" "], NobodyNamedError), (["A", "a"], NamedTwiceError)]
)
def test_team_is_named_and_named_once(open_course, names, error):
    with pytest.raises(error):
        open_course.enrol(open_course.school("Berg"), *names)


def test_staff_must_say_whom_to_tell(open_course):
    with pytest.raises(NoContactError):
        open_course.enrol(open_course.school("Berg"), "Ann", contact=Contact())


def test_other_school_and_stranger_can_do_nothing(open_course, another_world):
    school, other = open_course.school("Berg"), open_course.school("Dal")
    row = open_course.enrol(school, "Ann")
    strangers = [
        open_course.educator(other),
        open_course.world.actor(Role.COACH, "school", school.pk),
        another_world.actor(Role.COORDINATOR),
    ]
    for stranger in strangers:
        with pytest.raises(NotVisibleError):
            open_course.enrol(school, "Bob", by=stranger)
        with pytest.raises(NotVisibleError):
            open_course.do(actions.withdraw, stranger, enrolment_id=row.pk)
        with pytest.raises(NotVisibleError), open_course.world.here():
            queries.enrolment_page(stranger, row.pk)
        with pytest.raises(NotVisibleError), open_course.world.here():
            queries.desk(stranger, open_course.edition.pk)
    with pytest.raises(NotVisibleError):
        open_course.do(
            actions.answer_wish,
            open_course.educator(school),
            enrolment_id=row.pk,
            expected_version=1,
            granted=True,
            answer="",
        )


def test_draft_exists_only_for_who_runs_it(open_course):
    educator = open_course.educator(open_course.school("Berg"))
    with open_course.world.here():
        Edition.objects.update(state=EditionState.DRAFT)
        assert list(queries.offer(educator)) == []
        with pytest.raises(NotVisibleError):
            queries.edition_page(educator, open_course.edition.pk)
        assert queries.edition_page(open_course.coordinator, open_course.edition.pk).edition.managed
    with pytest.raises(NotVisibleError):
        open_course.enrol(open_course.school("Dal"), "Ann", by=educator)


def test_tariff_follows_the_school_until_the_reference_date_and_not_after(open_course):
    with open_course.world.here():
        Edition.objects.update(reference_on=date(2026, 11, 4))
    row = open_course.enrol(open_course.school("Berg", training_school=True), "Ann", "Bob")
    schools = type(row.school).objects

    def follow(days: int, status: bool) -> bool:
        with open_course.world.here():
            schools.filter(pk=row.school_id).update(training_school=status)
            by = operator(open_course.world.partnership.pk)
            actions.follow_schools(by=by, at=AT + timedelta(days=days))
            return Enrolment.objects.get(pk=row.pk).training_school

    assert (follow(1, False), follow(2, True), follow(3, False)) == (False, True, True)
    with pytest.raises(NotVisibleError):
        open_course.do(actions.follow_schools)


def test_income_and_invoices_count_who_is_in(open_course):
    open_course.enrol(open_course.school("Berg", training_school=True), "Ann", "Bob")
    open_course.enrol(open_course.school("Dal"), "Cor")
    open_course.enrol(open_course.school("Meer"), "Dee", "Els", "Fem")
    page = desk(open_course)
    assert [(line.training_school, line.participants, line.total) for line in page.income] == [
        (True, 2, Decimal("2150.00")),
        (False, 1, Decimal("1325.00")),
    ]
    assert page.total == Decimal("3475.00")
    with open_course.world.here():
        _edition, lines = queries.invoice_lines(open_course.coordinator, open_course.edition.pk)
    assert [(line.school, line.participants, line.total) for line in lines] == [
        ("Berg", ("Ann", "Bob"), Decimal("2150.00")),
        ("Dal", ("Cor",), Decimal("1325.00")),
    ]


def test_coach_training_renews_what_a_coach_is_trained_for(world):
    offer = Offer(world, CourseFacts("1", CourseKind.COACH_TRAINING, "ICLON", "Coachen", valid_months=36))
    school = offer.school("Berg")
    coach = world.person(Role.COACH, "school", school.pk)
    team = [Named("Noor", coach.account.email), Named("Ann")]
    row = offer.do(
        actions.enrol, edition_id=offer.edition.pk, school_id=school.pk, team=team, contact=CONTACT
    )
    with world.here():
        known, unknown = row.participants.order_by("pk")
    assert offer.do(actions.qualify, participant_id=known.pk) == date(2029, 11, 2)
    with world.here():
        profile = CoachProfile.objects.get(person=coach)
        assert (profile.training, profile.school_id) == ("trained", school.pk)
        assert [is_trained(coach.pk, date(2029, 11, day)) for day in (2, 3)] == [True, False]
    with pytest.raises(NoQualificationError):
        offer.do(actions.qualify, participant_id=unknown.pk)


def test_only_a_coach_training_qualifies(open_course):
    school = open_course.school("Berg")
    row = open_course.enrol(school, "Ann")
    with open_course.world.here():
        participant = row.participants.get()
    with pytest.raises(NoQualificationError):
        open_course.do(actions.qualify, participant_id=participant.pk)


def members(offer) -> set[str]:
    with offer.world.here():
        rows = SeriesMember.objects.filter(series__kind="course", finished_on=None)
        return set(rows.values_list("email", flat=True))


def test_series_of_meetings_follows_who_takes_part(small):
    with small.world.here():
        Edition.objects.update(weekdays=["thu"])
    berg = small.school("Berg")
    team = [Named("Ann", "ann@example.org"), Named("Bob")]
    given = {"edition_id": small.edition.pk, "school_id": berg.pk, "contact": CONTACT}
    row = small.do(actions.enrol, **given, team=team)
    small.do(actions.plan_meetings, edition_id=small.edition.pk)
    assert members(small) == {"ann@example.org"}
    with small.world.here():
        found = Edition.objects.select_related("series").get().series
        assert (found.wanted, found.minutes, list(found.weekdays)) == (4, 120, [3])
        ann = row.participants.get(name="Ann")
    with pytest.raises(SeriesThereError):
        small.do(actions.plan_meetings, edition_id=small.edition.pk)
    small.do(actions.substitute, participant_id=ann.pk, named=Named("Cor", "cor@example.org"))
    assert members(small) == {"cor@example.org"}
    given["school_id"] = small.school("Dal").pk
    pair = [Named("Dee", "dee@example.org"), Named("Els", "els@example.org")]
    small.do(actions.enrol, **given, team=pair)
    assert members(small) == {"cor@example.org"}
    small.do(actions.withdraw, enrolment_id=row.pk)
    assert members(small) == {"dee@example.org", "els@example.org"}
