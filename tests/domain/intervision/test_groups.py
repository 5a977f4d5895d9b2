"""Groups, their meetings, and what nobody else sees."""

from datetime import date, timedelta

import pytest

from startlijn.base.access.queries import visible
from startlijn.base.access.terms import NotVisibleError, Permission
from startlijn.base.post.models import Mail
from startlijn.base.tenancy import VersionConflictError
from startlijn.domain.intervision import actions
from startlijn.domain.intervision.models import (
    IntervisionSession,
    SessionPresence,
    SessionSatisfaction,
    SessionTakeaway,
)
from startlijn.domain.intervision.queries import arranged, own
from startlijn.domain.intervision.terms import (
    AlreadyMemberError,
    ClosedGroupError,
    FullGroupError,
    Held,
    HierarchyError,
    NotHeldYetError,
    NotPresentError,
    SameRoleError,
    Satisfaction,
    UnknownMethodError,
    WasNotThereError,
    Where,
)
from startlijn.domain.meetings.models import SeriesMember
from startlijn.domain.meetings.terms import NoMembersError
from tests.conftest import AT
from tests.domain.intervision.conftest import DAY

pytestmark = pytest.mark.django_db


def test_members_see_each_other_and_are_told(ring):
    ring.meet("Ann", "Bo")
    assert [member.name.split()[0] for member in ring.page().members] == ["Ann", "Bo"]
    with ring.world.here():
        assert list(Mail.objects.values_list("template", flat=True)) == ["intervision_group"] * 2


def test_roles_go_round(ring):
    ring.meet("Ann", "Bo", "Cem")
    first = ring.page().roles
    assert (
        ring.page().name_of(first.bringer.member_id)[:3],
        ring.page().name_of(first.chair.member_id)[:2],
    ) == (
        "Ann",
        "Bo",
    )
    ring.record(bringer=0, chair=1)
    after = ring.page()
    assert (
        after.name_of(after.roles.bringer.member_id)[:2],
        after.name_of(after.roles.chair.member_id)[:3],
    ) == (
        "Bo",
        "Ann",
    )


def test_group_may_leave_unsaid_who_brought_the_case(ring):
    ring.meet()
    assert ring.view(ring.record(bringer=None)).bringer == ""


def test_meeting_is_recorded_without_a_case(ring):
    ring.meet()
    view = ring.view(ring.record())
    assert (view.held_on, view.method_id, view.chair[:3], view.bringer[:2], len(view.present)) == (
        DAY,
        "incident.2026-1",
        "Ann",
        "Bo",
        5,
    )


@pytest.mark.parametrize("on", [DAY + timedelta(days=1), DAY - timedelta(days=400)])
def test_meeting_of_tomorrow_or_long_ago_is_refused(ring, on):
    ring.meet()
    with pytest.raises(NotHeldYetError):
        ring.record(on=on)


def test_one_person_has_one_role(ring):
    ring.meet()
    with pytest.raises(SameRoleError):
        ring.record(chair=1, bringer=1)


def test_who_had_a_role_was_there(ring):
    ring.meet()
    with pytest.raises(NotPresentError):
        ring.record(chair=0, bringer=1, present=[0, 2])


def test_strange_method_is_refused(ring):
    ring.meet()
    held = ring.held()
    strange = Held(held.on, "what happened in my class", held.chair_id, held.bringer_id, held.present)
    with pytest.raises(UnknownMethodError):
        ring.do(actions.record_session, ring.actor(ring.people[0]), group_id=ring.group.pk, held=strange)


def test_member_of_another_group_cannot_be_there(ring):
    ring.meet()
    held = ring.held()
    ring.meet("Far")
    strange = Held(held.on, held.method, held.chair_id, held.bringer_id, held.present)
    with pytest.raises(NotVisibleError):
        ring.do(actions.record_session, ring.actor(ring.people[-1]), group_id=ring.group.pk, held=strange)


def test_putting_right_takes_away_what_the_absent_said(ring):
    ring.meet()
    session = ring.record()
    ring.say(session, 4)
    ring.do(
        actions.change_session,
        ring.actor(ring.people[0]),
        session_id=session.pk,
        expected_version=1,
        held=ring.held(present=[0, 1, 2, 3]),
    )
    with ring.world.here():
        assert (SessionPresence.objects.count(), SessionSatisfaction.objects.count()) == (4, 0)


def test_putting_right_notices_somebody_who_was_first(ring):
    ring.meet()
    session = ring.record()
    with pytest.raises(VersionConflictError):
        ring.do(
            actions.change_session,
            ring.actor(ring.people[0]),
            session_id=session.pk,
            expected_version=7,
            held=ring.held(),
        )


def test_removed_meeting_takes_everything_along(ring):
    ring.meet()
    session = ring.record()
    ring.say(session, 0)
    ring.do(actions.remove_session, ring.actor(ring.people[1]), session_id=session.pk)
    with ring.world.here():
        assert (IntervisionSession.objects.count(), SessionPresence.objects.count()) == (0, 0)


def test_satisfaction_is_a_spread_from_five_answers(ring):
    ring.meet()
    session = ring.record()
    for number in range(4):
        ring.say(session, number)
    assert ring.view(session).spread is None
    ring.say(session, 4, Satisfaction.NOTHING)
    found = ring.view(session).spread
    assert found is not None
    assert (found[Satisfaction.MUCH], found[Satisfaction.NOTHING]) == (4, 1)


def test_second_tap_changes_the_first(ring):
    ring.meet()
    session = ring.record()
    ring.say(session, 0)
    ring.say(session, 0, Satisfaction.NOTHING)
    assert (ring.view(session).own_score, ring.view(session).answered) == (Satisfaction.NOTHING, 1)


def test_who_was_not_there_says_nothing(ring):
    ring.meet()
    session = ring.record(present=[0, 1])
    with pytest.raises(WasNotThereError):
        ring.say(session, 4)


def test_takeaway_is_read_by_its_writer_alone(ring):
    ring.meet()
    session = ring.record()
    mine = ring.actor(ring.people[0])
    ring.do(actions.keep_takeaway, mine, session_id=session.pk, text=" Ask first ")
    assert (ring.view(session, 0).takeaway, ring.view(session, 1).takeaway) == ("Ask first", "")
    others = [ring.actor(ring.people[1]), ring.worker, ring.world.actor("coordinator")]
    with ring.world.here():
        seen = [visible(each, Permission.INTERVISION_OWN, SessionTakeaway).count() for each in others]
    assert seen == [0, 0, 0]


def test_takeaway_is_changed_and_removed(ring):
    ring.meet()
    session = ring.record()
    mine = ring.actor(ring.people[0])
    ring.do(actions.keep_takeaway, mine, session_id=session.pk, text="Ask first")
    with pytest.raises(VersionConflictError):
        ring.do(actions.keep_takeaway, mine, session_id=session.pk, text="Later", expected_version=3)
    ring.do(actions.keep_takeaway, mine, session_id=session.pk, text="Wait", expected_version=1)
    assert ring.view(session).takeaway == "Wait"
    ring.do(actions.remove_takeaway, mine, session_id=session.pk)
    assert ring.view(session).takeaway == ""
    with pytest.raises(NotVisibleError):
        ring.do(actions.remove_takeaway, mine, session_id=session.pk)


def test_who_arranges_sees_that_a_group_met_and_nothing_more(ring):
    ring.meet()
    session = ring.record()
    group = ring.ask(arranged.arranged_group, ring.group.pk)
    assert (group.held, group.last_on, len(group.members)) == (1, DAY, 5)
    with pytest.raises(NotVisibleError):
        ring.ask(own.session_view, session.pk)
    with pytest.raises(NotVisibleError):
        ring.ask(own.group_page, ring.group.pk)


def test_stranger_sees_nothing(ring, another_world):
    ring.meet()
    session = ring.record()
    colleague = ring.world.actor("coach", "school", ring.world.school.pk)
    for stranger in (colleague, another_world.actor("coordinator")):
        for query, about in ((own.group_page, ring.group.pk), (own.session_view, session.pk)):
            with pytest.raises(NotVisibleError):
                ring.ask(query, about, by=stranger)


def test_leader_does_not_sit_with_own_staff(ring):
    ring.meet("Ann")
    leader = ring.world.person("school_leader", "school", ring.world.school.pk, name="Lot")
    with pytest.raises(HierarchyError):
        ring.do(actions.add_member, group_id=ring.group.pk, person_id=leader.pk)


def test_executive_of_the_board_does_not_sit_with_its_staff(ring):
    ring.meet("Ann")
    executive = ring.world.person("board_executive", "board", ring.world.board.pk, name="Bas")
    with pytest.raises(HierarchyError):
        ring.do(actions.add_member, group_id=ring.group.pk, person_id=executive.pk)


def test_leader_of_another_school_is_welcome(ring):
    ring.meet("Ann")
    school = ring.world.add_school("De Verte", board=ring.world.add_board("Other"))
    leader = ring.world.person("school_leader", "school", school.pk, name="Lot")
    ring.do(actions.add_member, group_id=ring.group.pk, person_id=leader.pk)
    assert len(ring.page().members) == 2


def test_nobody_is_in_a_group_twice(ring):
    ring.meet("Ann")
    with pytest.raises(AlreadyMemberError):
        ring.do(actions.add_member, group_id=ring.group.pk, person_id=ring.people[0].pk)


def test_group_holds_twelve(ring):
    ring.meet(*(f"P{number}" for number in range(12)))
    person = ring.world.person("starter", "school", ring.world.school.pk)
    with pytest.raises(FullGroupError):
        ring.do(actions.add_member, group_id=ring.group.pk, person_id=person.pk)


def test_who_left_no_longer_sees_the_group(ring):
    ring.meet()
    ring.record()
    ring.do(actions.remove_member, ring.actor(ring.people[4]), member_id=ring.member(4).pk)
    assert len(ring.page().members) == 4
    with pytest.raises(NotVisibleError):
        ring.page(4)


def test_member_does_not_send_another_away(ring):
    ring.meet()
    with pytest.raises(NotVisibleError):
        ring.do(actions.remove_member, ring.actor(ring.people[0]), member_id=ring.member(1).pk)


def test_ended_group_takes_nothing_more(ring):
    ring.meet()
    ring.do(actions.close_group, group_id=ring.group.pk, expected_version=1)
    with pytest.raises(ClosedGroupError):
        ring.record()
    with pytest.raises(ClosedGroupError):
        ring.do(actions.remove_member, member_id=ring.member(0).pk)


def test_educator_makes_groups_for_the_own_school_alone(ring):
    educator = ring.world.actor("school_educator", "school", ring.world.school.pk)
    ring.do(actions.make_group, educator, name="Ours", where=Where(ring.world.school.pk))
    other = ring.world.add_school("De Verte")
    for where in (Where(), Where(other.pk), Where(None, ring.world.sub_region.pk)):
        with pytest.raises(NotVisibleError):
            ring.do(actions.make_group, educator, name="Theirs", where=where)


def test_meeting_of_last_year_counts(ring):
    ring.meet()
    assert ring.view(ring.record(on=date(2025, 11, 4))).held_on < AT.date()


def test_dates_are_planned_with_who_is_in_the_group(ring):
    ring.meet("Ann", "Bo")
    group = ring.do(actions.plan_dates, group_id=ring.group.pk)
    person = ring.world.person("starter", "school", ring.world.school.pk, name="Cem")
    ring.do(actions.add_member, group_id=ring.group.pk, person_id=person.pk)
    ring.do(actions.remove_member, member_id=ring.member(0).pk)
    with ring.world.here():
        people = SeriesMember.objects.filter(series=group.series_id, finished_on=None)
        assert sorted(str(each.person)[:2] for each in people) == ["Bo", "Ce"]


def test_dates_are_planned_once_and_not_for_nobody(ring):
    ring.meet("Ann")
    first = ring.do(actions.plan_dates, group_id=ring.group.pk).series_id
    assert ring.do(actions.plan_dates, group_id=ring.group.pk).series_id == first
    empty = ring.do(actions.make_group, name="Empty", where=Where())
    with pytest.raises(NoMembersError):
        ring.do(actions.plan_dates, group_id=empty.pk)
