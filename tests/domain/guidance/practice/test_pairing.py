"""Giving a starter a coach: who may not, and who suits best."""

from datetime import date, timedelta

import pytest

from startlijn.base.access.rules import may
from startlijn.base.access.terms import NotVisibleError, Permission
from startlijn.base.tenancy import VersionConflictError
from startlijn.domain.guidance import actions
from startlijn.domain.guidance.models import CoachPairing, CoachProfile
from startlijn.domain.guidance.queries import pairing
from startlijn.domain.guidance.queries.lines import line_page
from startlijn.domain.guidance.rules.coaches import Reason
from startlijn.domain.guidance.terms import (
    BackwardsError,
    CoachFullError,
    ManagerAsCoachError,
    NotACoachError,
    OverlapError,
    OwnCoachError,
)
from tests.domain.guidance.practice.conftest import AT, FIRST, TODAY, at

PROFILE = {
    "training": "trained",
    "trained_until": date(2028, 8, 1),
    "most_starters": 2,
    "hours_per_year": 40,
    "subjects": "rekenen, groep 3",
    "days": ["mon", "tue"],
}


def keep(guidance, person=None, school=None, version=0, **changes):
    return guidance.do(
        actions.keep_coach,
        person_id=(person or guidance.coach_person).pk,
        school_id=(school or guidance.school).pk,
        expected_version=version,
        **(PROFILE | changes),
    )


def test_a_coach_sees_the_line_from_the_first_day_on_and_not_after_the_last(guidance):
    trajectory = guidance.starter()
    guidance.pair(trajectory, started_on=date(2026, 9, 1))
    with guidance.day(), pytest.raises(NotVisibleError):
        line_page(guidance.world.actor("coach", "school", guidance.school.pk), trajectory.pk, TODAY)
    with guidance.day(date(2026, 9, 1)):
        assert line_page(guidance.coach, trajectory.pk, TODAY).guides is True
    with guidance.day(date(2026, 8, 31)), pytest.raises(NotVisibleError):
        line_page(guidance.coach, trajectory.pk, TODAY)
    with guidance.world.here():
        pk = CoachPairing.objects.get().pk
    guidance.do(actions.end_pairing, pairing_id=pk, finished_on=TODAY)
    with guidance.day(), pytest.raises(NotVisibleError):
        line_page(guidance.coach, trajectory.pk, TODAY)


def test_one_coach_at_a_time(guidance):
    trajectory = guidance.starter()
    guidance.pair(trajectory)
    other = guidance.world.person("coach", "school", guidance.school.pk)
    with pytest.raises(OverlapError) as refused:
        guidance.pair(trajectory, other.pk, started_on=TODAY)
    assert refused.value.figures == {"from": TODAY}


def test_another_coach_takes_over_on_a_day(guidance):
    trajectory = guidance.starter()
    guidance.pair(trajectory)
    other = guidance.world.person("coach", "school", guidance.school.pk)
    guidance.do(actions.hand_over, trajectory_id=trajectory.pk, coach_id=other.pk, started_on=TODAY)
    with guidance.world.here():
        rows = list(CoachPairing.objects.order_by("started_on").values_list("coach", "finished_on"))
    assert rows == [(guidance.coach_person.pk, TODAY), (other.pk, None)]


def test_nobody_is_the_own_coach(guidance):
    trajectory = guidance.starter()
    with pytest.raises(OwnCoachError):
        guidance.pair(trajectory, trajectory.person_id)


@pytest.mark.parametrize("role", ["school_leader", "team_leader"])
def test_a_leader_of_the_school_is_never_the_coach(guidance, role):
    trajectory = guidance.starter()
    person = guidance.world.person(role, "school", guidance.school.pk)
    give_coach(guidance, person)
    with pytest.raises(ManagerAsCoachError):
        guidance.pair(trajectory, person.pk)


def give_coach(guidance, person, school=None):
    from startlijn.base.access.terms import Place, Role
    from startlijn.base.people import actions as people

    with guidance.world.here():
        people.give_role(
            by=guidance.world.operator,
            at=AT,
            person_id=person.pk,
            role=Role.COACH,
            place=Place.SCHOOL,
            place_id=(school or guidance.school).pk,
            started_on=FIRST,
        )


def test_a_leader_of_another_school_may_be_the_coach(guidance):
    elsewhere = guidance.world.add_school("Elders", board=guidance.world.add_board("Ander bestuur"))
    person = guidance.world.person("school_leader", "school", elsewhere.pk)
    give_coach(guidance, person, elsewhere)
    trajectory = guidance.starter()
    assert guidance.pair(trajectory, person.pk).coach_id == person.pk


def test_who_has_no_role_of_coach_is_refused(guidance):
    person = guidance.world.person("auditor", "school", guidance.school.pk)
    with pytest.raises(NotACoachError):
        guidance.pair(guidance.starter(), person.pk)


def test_a_coach_has_no_more_starters_than_agreed(guidance):
    keep(guidance, most_starters=1)
    guidance.pair(guidance.starter())
    with pytest.raises(CoachFullError) as refused:
        guidance.pair(guidance.starter())
    assert refused.value.figures["count"] == 1


def test_a_starter_who_left_makes_room(guidance):
    keep(guidance, most_starters=1)
    gone = guidance.starter()
    guidance.pair(gone)
    with guidance.world.here():
        gone.finished_on, gone.ending = TODAY, "left"
        gone.save()
    guidance.pair(guidance.starter(), started_on=TODAY)


def test_a_pairing_does_not_end_before_it_begins(guidance):
    trajectory = guidance.starter()
    made = guidance.pair(trajectory)
    with pytest.raises(BackwardsError):
        guidance.do(actions.end_pairing, pairing_id=made.pk, finished_on=FIRST)


def test_only_who_arranges_the_line_pairs(guidance):
    trajectory = guidance.starter()
    leader = guidance.world.actor("school_leader", "school", guidance.school.pk)
    for actor in (leader, guidance.as_starter(trajectory), guidance.coach):
        with pytest.raises(NotVisibleError):
            guidance.pair(trajectory, by=actor)


def test_a_pool_arranges_who_has_no_school(guidance):
    from startlijn.domain.guidance.terms import NewEmployment, StarterType

    pool = guidance.world.actor("pool_coordinator")
    with guidance.day(FIRST):
        trajectory = actions.register_starter(
            by=pool,
            at=at(FIRST),
            given_name="Femke",
            family_name="Los",
            email="femke@example.org",
            language="nl",
            sector="po",
            starter_type=StarterType.SUBSTITUTE,
            started_on=FIRST,
            employments=[NewEmployment(started_on=FIRST, contract_type="none")],
            pool=True,
        )
    guidance.pair(trajectory, by=pool)
    with pytest.raises(NotVisibleError):
        guidance.pair(trajectory, started_on=TODAY)


def test_suggestions_stand_best_first_with_their_reasons(guidance):
    trajectory = guidance.starter(subjects="Rekenen", days=("tue", "thu"))
    keep(guidance)
    elsewhere = guidance.world.add_school("Elders", board=guidance.world.add_board("Ander bestuur"))
    guidance.world.person("coach", "school", elsewhere.pk, name="Anna")
    leader = guidance.world.person("school_leader", "school", guidance.school.pk, name="Directeur")
    give_coach(guidance, leader)
    with guidance.day():
        page = pairing.pairing_page(guidance.educator, trajectory.pk, TODAY)
    names = [each.fit.coach.name.split()[0] for each in page.suggestions]
    assert names == ["Karim", "Anna"]
    assert page.suggestions[0].fit.reasons == (
        Reason.SAME_SCHOOL,
        Reason.SUBJECTS,
        Reason.DAYS,
        Reason.ROOM,
    )
    assert page.suggestions[1].fit.reasons == (Reason.OTHER_SCHOOL, Reason.ROOM, Reason.UNTRAINED)


def test_the_coach_page_offers_starters_without_a_coach(guidance):
    first, second = guidance.starter(), guidance.starter()
    guidance.pair(first)
    with guidance.day():
        page = pairing.coach_page(guidance.educator, guidance.coach_person.pk, TODAY)
    assert [pk for pk, _name, _since in page.starters] == [first.pk]
    assert [pk for pk, _name, _fit in page.suggestions] == [second.pk]


def test_a_coach_of_another_school_has_no_page_here(guidance):
    elsewhere = guidance.world.add_school("Elders", board=guidance.world.add_board("Ander bestuur"))
    person = guidance.world.person("coach", "school", elsewhere.pk)
    with guidance.day(), pytest.raises(NotVisibleError):
        pairing.coach_page(guidance.educator, person.pk, TODAY)
    with pytest.raises(NotVisibleError):
        keep(guidance, person)


def test_two_people_who_keep_one_coach_notice_each_other(guidance):
    keep(guidance)
    with pytest.raises(VersionConflictError):
        keep(guidance)
    assert keep(guidance, version=1, most_starters=5).most_starters == 5


def test_a_coach_keeps_the_own_subjects_and_nothing_else(guidance):
    keep(guidance)
    guidance.do(
        actions.change_own_coach_details,
        by=guidance.coach,
        subjects="taal",
        days=["fri"],
        expected_version=1,
    )
    with guidance.world.here():
        row = CoachProfile.objects.get()
    assert (row.subjects, row.days, row.most_starters) == ("taal", ["fri"], 2)


def test_the_educator_makes_a_coach_of_the_own_school_only(guidance):
    from startlijn.base.people import actions as people

    person = guidance.world.person("auditor", "school", guidance.school.pk)
    guidance.do(people.make_coach, person_id=person.pk, school_id=guidance.school.pk, started_on=TODAY)
    assert may(guidance.actor(person.pk), Permission.LINE_GUIDE)
    elsewhere = guidance.world.add_school("Elders", board=guidance.world.add_board("Ander bestuur"))
    with pytest.raises(NotVisibleError):
        guidance.do(people.make_coach, person_id=person.pk, school_id=elsewhere.pk, started_on=TODAY)


def test_a_coach_in_days_to_come_is_no_coach_yet(guidance):
    trajectory = guidance.starter()
    guidance.pair(trajectory, started_on=TODAY + timedelta(days=7))
    with guidance.day(), pytest.raises(NotVisibleError):
        line_page(guidance.coach, trajectory.pk, TODAY)
