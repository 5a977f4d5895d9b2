"""Coach and assessor exclude each other, now and a year back, but for an exception (trust.md §7 rule 3)."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from startlijn.base.access.queries import visible
from startlijn.base.access.terms import NotVisibleError, Permission
from startlijn.base.journal.models import JournalLine
from startlijn.base.people.actions import give_role
from startlijn.base.post.models import Mail
from startlijn.base.seams import fixed
from startlijn.domain.assessment import actions
from startlijn.domain.assessment.models import PanelMember
from startlijn.domain.assessment.queries import pages
from startlijn.domain.assessment.queries.judges import assessed_since
from startlijn.domain.assessment.terms import UnfitMemberError
from startlijn.domain.guidance import actions as guidance
from startlijn.domain.guidance.models import BothRoles, CoachPairing
from startlijn.domain.guidance.queries.mergers import why_not_one
from startlijn.domain.guidance.terms import (
    BothRolesError,
    BothRolesState,
    JudgedLatelyError,
    NoGroundsError,
    OwnAssessorError,
)
from tests.conftest import AT, START
from tests.domain.assessment.conftest import later

LAST = AT.date() + timedelta(days=200)


def role(house, person, name: str) -> None:
    with house.world.here():
        give_role(
            by=house.world.operator,
            at=AT,
            person_id=person.pk,
            role=name,
            place="school",
            place_id=house.world.school.pk,
            started_on=START,
        )


def asked(house, holder=None, **given) -> BothRoles:
    wanted = {"reason": "Nobody else knows this type of school", "last_day": LAST} | given
    return house.do(
        guidance.ask_both_roles,
        house.coordinator,
        starter_id=house.starter.pk,
        holder_id=(holder or house.coach).pk,
        **wanted,
    )


def answered(house, row, accepts: bool, person=None) -> BothRoles:
    return house.do(guidance.answer_both_roles, person or house.starter, exception_id=row.pk, accepts=accepts)


def ask_coach(house, made, at=AT):
    return house.do(
        actions.add_member, house.coordinator, at, assessment_id=made.pk, person_id=house.coach.pk
    )


def coached_by(house, person) -> CoachPairing:
    """Let somebody take over as the coach."""
    with house.world.here():
        house.pairing.finished_on = AT.date()
        house.pairing.save()
    return house.do(
        guidance.pair,
        house.educator,
        trajectory_id=house.trajectory.pk,
        coach_id=person.pk,
        started_on=AT.date(),
    )


def why_not(house, one, other):
    with house.world.here():
        found = why_not_one(one.pk, other.pk, AT.date())
    return type(found) if found else None


def test_coach_assesses_when_the_starter_accepted(house):
    role(house, house.coach, "assessor")
    made = house.asked()
    answered(house, asked(house), True)
    assert ask_coach(house, made).person_id == house.coach.pk


@pytest.mark.parametrize("accepts", [None, False], ids=["not answered", "refused"])
def test_coach_does_not_assess_without_the_starters_yes(house, accepts):
    role(house, house.coach, "assessor")
    made = house.asked()
    row = asked(house)
    if accepts is not None:
        answered(house, row, accepts)
    with pytest.raises(UnfitMemberError):
        ask_coach(house, made)


def test_exception_ends_on_its_day(house):
    role(house, house.coach, "assessor")
    made = house.asked()
    answered(house, asked(house), True)
    with pytest.raises(UnfitMemberError):
        ask_coach(house, made, later(201))


def test_exception_is_for_one_person(house):
    role(house, house.coach, "assessor")
    role(house, house.near, "coach")
    made = house.asked()
    answered(house, asked(house, house.near), True)
    with pytest.raises(UnfitMemberError):
        ask_coach(house, made)


def test_assessor_coaches_when_the_starter_accepted(house):
    role(house, house.near, "coach")
    house.panel(house.asked())
    with pytest.raises(JudgedLatelyError):
        coached_by(house, house.near)
    answered(house, asked(house, house.near), True)
    assert coached_by(house, house.near).coach_id == house.near.pk


def test_database_wants_the_exception_too(house):
    made = house.asked()
    row = PanelMember(partnership=house.world.partnership, assessment=made, person=house.coach)
    with house.world.here(), pytest.raises(IntegrityError), transaction.atomic():
        row.save()
    answered(house, asked(house), True)
    with house.world.here():
        row.save()
        assert PanelMember.objects.filter(person=house.coach).count() == 1


@pytest.mark.parametrize(
    "given",
    [{"reason": " "}, {"last_day": date(2026, 1, 1)}, {"last_day": AT.date() + timedelta(days=367)}],
    ids=["no reason", "past", "too long"],
)
def test_exception_has_grounds(house, given):
    with pytest.raises(NoGroundsError):
        asked(house, **given)


def test_exception_is_asked_once_at_a_time(house):
    asked(house)
    with pytest.raises(NoGroundsError):
        asked(house)


@pytest.mark.parametrize("who", ["educator", "leader", "coach", "starter", "hr"])
def test_only_the_coordinator_asks(house, who):
    with pytest.raises(NotVisibleError):
        house.do(
            guidance.ask_both_roles,
            getattr(house, who),
            starter_id=house.starter.pk,
            holder_id=house.coach.pk,
            reason="Words",
            last_day=LAST,
        )


def test_exception_is_for_who_coaches_or_assesses(house):
    with pytest.raises(NotVisibleError):
        asked(house, house.hr)


@pytest.mark.parametrize("who", ["coordinator", "coach", "leader", "near"])
def test_nobody_answers_for_the_starter(house, who):
    row = asked(house)
    with pytest.raises(NotVisibleError):
        answered(house, row, True, getattr(house, who))


def test_answer_stays(house):
    row = asked(house)
    answered(house, row, False)
    with pytest.raises(NotVisibleError):
        answered(house, row, True)


def test_question_is_taken_back(house):
    row = asked(house)
    taken = house.do(guidance.withdraw_both_roles, house.coordinator, exception_id=row.pk)
    assert taken.state == BothRolesState.WITHDRAWN
    with pytest.raises(NotVisibleError):
        answered(house, row, True)


def seeing(house) -> set[str]:
    names = ("starter", "near", "far", "coach", "leader", "executive", "hr", "coordinator", "stranger")
    found = set()
    for name in names:
        actor = house.actor(getattr(house, name))
        with house.world.here(), fixed(at=AT):
            ways = (Permission.ASSESSMENTS_ARRANGE, Permission.LINE_OWN, Permission.ASSESS)
            if any(visible(actor, way, BothRoles).exists() for way in ways):
                found.add(name)
    return found


def test_panel_sees_what_was_accepted_and_nothing_before(house):
    house.panel(house.asked())
    row = asked(house)
    before = seeing(house)
    answered(house, row, True)
    assert (before, seeing(house)) == ({"starter", "coordinator"}, {"starter", "coordinator", "near", "far"})


def test_exception_stands_on_the_pages_of_starter_and_panel(house):
    made = house.judging()
    answered(house, asked(house), True)
    own = house.query(pages.starter_page, house.starter, made.pk, AT.date()).exceptions
    panel = house.query(pages.assessor_page, house.near, made.pk, AT.date()).exceptions
    assert [each.holder for each in (*own, *panel)] == [str(house.coach)] * 2


def test_journal_tells_of_it(house):
    answered(house, asked(house), True)
    with house.world.here():
        lines = JournalLine.objects.filter(action__startswith="both_roles", about=house.starter.pk)
        assert [line.action for line in lines.order_by("number")] == ["both_roles.ask", "both_roles.accept"]


def test_starter_is_told(house):
    asked(house)
    with house.world.here():
        mails = Mail.objects.filter(template="both_roles_asked", to=house.starter.account.email)
        assert mails.count() == 1


# --- who left a panel ---------------------------------------------------------------------------------


def leave(house, made, person, at=AT) -> None:
    member = house.member(made, person)
    house.do(actions.remove_member, house.coordinator, at, assessment_id=made.pk, member_id=member.pk)


def test_who_left_after_reading_assessed(house):
    made = house.judging(house.near, house.far, house.third)
    house.do(actions.open_submission, house.near, assessment_id=made.pk)
    leave(house, made, house.near)
    leave(house, made, house.third)
    with house.world.here():
        found = set(assessed_since(house.starter.pk, date(2025, 11, 2)))
    assert (house.near.pk in found, house.third.pk in found) == (True, False)


def test_who_left_after_reading_coaches_a_year_later(house):
    made = house.judging(house.near, house.far, house.third)
    house.do(actions.open_as_assessor, house.near, assessment_id=made.pk)
    leave(house, made, house.near)
    with house.world.here():
        found = [
            house.near.pk in assessed_since(house.starter.pk, AT.date() + timedelta(days=days))
            for days in (-1, 0)
        ]
    assert found == [True, False]


def test_first_reading_is_kept(house):
    made = house.judging()
    house.do(actions.open_submission, house.near, assessment_id=made.pk)
    house.do(actions.open_submission, house.near, later(3), assessment_id=made.pk)
    assert house.member(made, house.near).read_at == AT


# --- merging ------------------------------------------------------------------------------------------


def test_coach_and_assessor_do_not_become_one(house):
    house.panel(house.asked())
    assert why_not(house, house.coach, house.near) is BothRolesError


def test_coach_and_assessor_become_one_with_an_exception(house):
    house.panel(house.asked())
    answered(house, asked(house), True)
    assert why_not(house, house.coach, house.near) is None


def test_starter_and_assessor_do_not_become_one(house):
    house.panel(house.asked())
    with house.world.here():
        house.pairing.delete()
    assert why_not(house, house.starter, house.near) is OwnAssessorError


def test_starters_of_whom_one_is_coached_by_who_assesses_the_other_do_not_become_one(house):
    role(house, house.coach, "assessor")
    other = house.world.person("starter", "school", house.world.school.pk)
    made = house.asked()
    with house.world.here():
        house.trajectory.person = other
        house.trajectory.save()
        PanelMember.objects.create(
            partnership=house.world.partnership, assessment=made, person=house.coach, organisation=None
        )
    assert why_not(house, house.starter, other) is BothRolesError


def test_colleagues_become_one(house):
    house.panel(house.asked())
    assert why_not(house, house.hr, house.near) is None
