"""One of two: what making one person, or one school, of two does; what it shows first; what is refused."""

from datetime import date

import pytest

from startlijn.base.access.terms import NotVisibleError, Place, Role
from startlijn.base.organisations.models import Membership, School
from startlijn.base.organisations.terms import SchoolClosedError
from startlijn.base.people.actions import give_role
from startlijn.base.people.models import Person
from startlijn.base.people.terms import MergeConflictError, PersonElsewhereError
from startlijn.base.seams import fixed
from startlijn.domain.guidance import actions
from startlijn.domain.guidance.models import CoachPairing, CoachProfile, Move, Trajectory
from startlijn.domain.guidance.queries import mergers
from startlijn.domain.guidance.terms import ManagerAsCoachError, MoveStage, OwnCoachError
from tests.conftest import AT
from tests.domain.guidance.starters.conftest import FIRST, TODAY
from tests.domain.guidance.starters.test_changes import pairing
from tests.domain.guidance.starters.test_moves import ask


@pytest.fixture
def coordinator(office):
    return office.world.actor("coordinator")


@pytest.fixture
def merge(office, coordinator):
    def make(keep_id, gone_id, by=None):
        return office.do(actions.merge_people, by=by or coordinator, keep_id=keep_id, gone_id=gone_id)

    return make


@pytest.fixture
def shown(office, coordinator):
    def show(keep_id, gone_id, by=None):
        with office.world.here(), fixed(at=AT):
            return mergers.people_merger(by or coordinator, keep_id, gone_id)

    return show


def leads(office, person_id, coordinator):
    office.do(
        give_role,
        by=coordinator,
        person_id=person_id,
        role=Role.SCHOOL_LEADER,
        place=Place.SCHOOL,
        place_id=office.school.pk,
        started_on=FIRST,
    )


def test_line_and_starters_guided_go_along_as_was_shown(office, merge, shown):
    made, other = office.register(), office.register(email="b@example.org")
    coach = pairing(office, other)
    keep = office.world.person()
    found = shown(keep.pk, made.person_id)
    assert (found.lines, found.guided, found.refusal, found.elsewhere) == (1, 0, None, False)
    assert (found.email, found.closes) == (keep.account.email, "sanne@example.org")
    assert shown(keep.pk, coach.coach_id).guided == 1
    merge(keep.pk, made.person_id)
    with office.world.here():
        assert Trajectory.objects.get(pk=made.pk).person_id == keep.pk
    merge(keep.pk, coach.coach_id)
    with office.world.here():
        assert CoachPairing.objects.get(pk=coach.pk).coach_id == keep.pk


@pytest.mark.parametrize("finished_on", [None, date(2026, 10, 1)])
@pytest.mark.parametrize("coach_stays", [True, False])
def test_nobody_becomes_the_own_coach(office, merge, shown, finished_on, coach_stays):
    made = office.register()
    coach_id = pairing(office, made, finished_on=finished_on).coach_id
    pair = (coach_id, made.person_id) if coach_stays else (made.person_id, coach_id)
    assert isinstance(shown(*pair).refusal, OwnCoachError)
    with pytest.raises(OwnCoachError):
        merge(*pair)
    with office.world.here():
        assert Trajectory.objects.get(pk=made.pk).person_id == made.person_id
        assert Person.objects.get(pk=pair[1]).merged_into_id is None


def test_nobody_becomes_coach_where_they_lead(office, merge, coordinator):
    made = office.register()
    coach_id, leader = pairing(office, made).coach_id, office.world.person()
    leads(office, leader.pk, coordinator)
    with pytest.raises(ManagerAsCoachError):
        merge(coach_id, leader.pk)


def test_two_lines_that_go_on_are_refused_before_anything_moves(office, merge, shown):
    made, other = office.register(), office.register(email="b@example.org")
    assert isinstance(shown(made.person_id, other.person_id).refusal, MergeConflictError)
    with pytest.raises(MergeConflictError):
        merge(made.person_id, other.person_id)


def test_who_also_works_elsewhere_is_shown_and_refused(office, merge, shown, another_world):
    keep, gone = office.world.person("coach", "school", office.school.pk), office.world.person("starter")
    with another_world.here():
        give_role(
            by=another_world.operator,
            at=AT,
            person_id=gone.pk,
            role=Role.COACH,
            place=Place.SCHOOL,
            place_id=another_world.school.pk,
            started_on=FIRST,
        )
    assert shown(keep.pk, gone.pk).elsewhere
    with pytest.raises(PersonElsewhereError):
        merge(keep.pk, gone.pk)


def test_who_may_not_learns_nothing_not_even_why_not(office, merge, shown, another_world):
    made = office.register()
    coach_id = pairing(office, made).coach_id
    stranger = another_world.actor("coordinator")
    for actor in (office.educator, office.hr, office.as_starter(made), stranger):
        with pytest.raises(NotVisibleError):
            merge(coach_id, made.person_id, by=actor)
        with pytest.raises(NotVisibleError):
            shown(coach_id, made.person_id, by=actor)


def test_one_person_is_not_shown_as_two(office, merge, shown):
    keep, gone = office.world.person("starter"), office.world.person("starter")
    with pytest.raises(NotVisibleError):
        shown(keep.pk, keep.pk)
    merge(keep.pk, gone.pk)
    with pytest.raises(NotVisibleError):
        shown(keep.pk, gone.pk)


def test_who_shares_a_name_is_offered(office, coordinator):
    person = office.world.person("coach", "school", office.school.pk, name="Karim")
    same = office.world.person("starter", name="Karim")
    office.world.person("starter", name="Bram")
    with office.world.here(), fixed(at=AT):
        offered = set(mergers.likely_the_same(coordinator, person.pk))
        searched = {str(each) for each in mergers.likely_the_same(coordinator, person.pk, "bram")}
    assert same in offered
    assert person not in offered
    assert [name.split()[0] for name in searched] == ["Bram"]


# -- schools


def merge_school(office, by, into=None, school=None):
    pair = {"school_id": (school or office.school).pk, "into_id": (into or office.other_school).pk}
    with office.world.here(), fixed(at=AT):
        return actions.merge_school(by=by, at=AT, on=TODAY, **pair)


def test_preview_counts_what_goes_along_and_names_who_stays(office, coordinator):
    made = office.register()
    pairing(office, made)
    office.register(office.work(finished_on=date(2026, 11, 3)), email="b@example.org")
    with office.world.here(), fixed(at=AT):
        found = mergers.school_merger(coordinator, office.school.pk, office.other_school.pk, date(2027, 1, 1))
        offered = mergers.schools_to_go_on_in(coordinator, office.school.pk)
    assert (found.appointments, found.coaches) == (1, 1)
    assert sorted(role.role for role in found.stay) == ["coach", "school_educator"]
    assert [pk for pk, _name in offered] == [str(office.other_school.pk)]


def test_coaches_details_questions_and_membership_follow(office, coordinator):
    office.register(email="sanne@example.org")
    with office.world.here():
        coach = office.world.person("coach", "school", office.school.pk)
        CoachProfile.objects.create(partnership=office.world.partnership, person=coach, school=office.school)
    third = office.world.add_school("De Derde")
    with office.world.here():
        made = Trajectory.objects.get()
        details = {
            "partnership": office.world.partnership,
            "trajectory": made,
            "starts_on": TODAY,
            "asked_at": AT,
        }
        Move.objects.create(to_school=office.school, **details)
    merge_school(office, coordinator, third)
    with office.world.here():
        profile = CoachProfile.objects.get()
        assert (profile.school_id, profile.board_id) == (third.pk, third.board_id)
        assert Move.objects.get().to_school_id == third.pk
        open_ones = Membership.objects.filter(school=office.school, finished_on=None)
        assert not open_ones.exists()


def test_question_of_both_schools_is_asked_once(office, coordinator):
    office.register(office.work(office.world.add_school("De Eerste")), by=office.hr)
    ask(office)
    with office.world.here():
        first = Move.objects.get()
        Move.objects.create(
            partnership=first.partnership,
            trajectory=first.trajectory,
            to_school=office.school,
            starts_on=TODAY,
            asked_at=AT,
        )
    merge_school(office, coordinator)
    with office.world.here():
        assert sorted(Move.objects.values_list("stage", flat=True)) == [MoveStage.ASKED, MoveStage.WITHDRAWN]


def test_closed_school_and_the_school_itself_are_refused(office, coordinator):
    merge_school(office, coordinator)
    for school, into in ((office.school, office.other_school), (office.other_school, office.school)):
        with pytest.raises(SchoolClosedError):
            merge_school(office, coordinator, into, school)
    with pytest.raises(NotVisibleError):
        merge_school(office, coordinator, office.school)
    with office.world.here():
        assert School.objects.get(pk=office.other_school.pk).closed_on is None
