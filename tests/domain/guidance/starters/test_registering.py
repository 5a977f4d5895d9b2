"""Registering a starter: person, appointments, role and line; linked by e-mail without telling."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from startlijn.base.access.queries import visible
from startlijn.base.access.terms import NotVisibleError, Permission
from startlijn.base.people.models import Person, RoleAssignment
from startlijn.base.seams import fixed
from startlijn.base.tenancy import VersionConflictError
from startlijn.domain.guidance import actions
from startlijn.domain.guidance.models import Employment, Step, Tick, Trajectory
from startlijn.domain.guidance.terms import (
    AlreadyAStarterError,
    BackwardsError,
    ContractType,
    Day,
    Ending,
    HasTicksError,
    JobSizeError,
    LineElsewhereError,
    NoAppointmentError,
    OverlapError,
    StarterType,
)
from tests.conftest import AT
from tests.domain.guidance.starters.conftest import FIRST, at


def roles(office, trajectory):
    """The roles of starter: kind of place, from, until."""
    with office.world.here():
        rows = RoleAssignment.objects.filter(person=trajectory.person_id, role="starter").order_by(
            "started_on", "pk"
        )
        return [
            (
                "school" if r.school_id else "board" if r.board_id else "partnership",
                r.started_on,
                r.finished_on,
            )
            for r in rows
        ]


def test_starter_gets_person_appointment_role_and_three_years(office):
    made = office.register(days=[Day.TUESDAY, Day.MONDAY], subjects="Groep 5")
    with office.world.here():
        work = Employment.objects.get(trajectory=made)
        assert (work.school_id, work.board_id, work.fte_agreed) == (
            office.school.pk,
            office.world.board.pk,
            Decimal(1),
        )
        assert (made.days, made.subjects) == (["mon", "tue"], "Groep 5")
    assert (made.started_on, made.ends_on) == (FIRST, date(2029, 8, 1))
    assert str(made.person) == "Sanne de Wit"
    assert made.person.account.email == "sanne@example.org"
    assert roles(office, made) == [("school", FIRST, None)]


def test_starter_looks_around_before_the_first_day(office):
    made = office.register(when=date(2026, 6, 20))
    assert roles(office, made) == [("school", date(2026, 6, 20), None)]


def test_who_registered_sees_the_starter_and_a_stranger_does_not(office):
    made = office.register()
    with office.world.here(), fixed(at=AT):
        seen = [
            visible(actor, Permission.LINE_REGISTER, Trajectory).filter(pk=made.pk).exists()
            for actor in (office.educator, office.hr, office.board_pool, office.other_educator, office.pool)
        ]
    assert seen == [True, True, False, False, False]


def test_pool_of_a_board_sees_whom_it_registered_at_a_school_and_the_pay_of_nobody_else(office):
    of_school = office.register(office.work(salary_scale="L10", salary_step=3))
    own = office.register(office.work(), by=office.board_pool, email="inval@example.org")
    with office.world.here(), fixed(at=AT):
        lines = set(visible(office.board_pool, Permission.LINE_REGISTER, Trajectory))
        work = visible(office.board_pool, Permission.LINE_REGISTER, Employment)
        at_hr = visible(office.hr, Permission.LINE_REGISTER, Employment)
        assert lines == {own}
        assert {row.trajectory for row in work} == {own}
        assert {row.trajectory for row in at_hr} == {own, of_school}
    assert own.pool_board_id == office.world.board.pk


def test_hr_who_runs_the_pool_too_registers_for_the_school(office):
    both = replace(office.hr, grants=(*office.hr.grants, *office.board_pool.grants))
    made = office.register(office.work(), by=both)
    assert (made.pool_id, made.pool_board_id) == (None, None)


def test_known_address_is_the_same_person_and_keeps_the_own_name(office):
    known = office.world.person(name="Karin")
    made = office.register(email=known.account.email.upper(), given_name="K.", family_name="J.")
    assert made.person_id == known.pk
    assert str(Person.objects.get(pk=known.pk)) == str(known)


def test_person_of_another_partnership_is_linked_without_a_word(office, another_world):
    stranger = another_world.person("coach", "school", another_world.school.pk)
    made = office.register(email=stranger.account.email)
    assert made.person_id == stranger.pk


def test_without_address_somebody_is_registered_without_account(office):
    assert office.register(email="").person.account is None


def test_second_line_beside_one_within_reach_is_named(office):
    office.register()
    with pytest.raises(AlreadyAStarterError) as refused:
        office.register()
    assert refused.value.figures == {"name": "Sanne de Wit"}


def test_second_line_beside_one_out_of_reach_says_nothing_of_it(office):
    office.register(office.work(office.other_school), by=office.other_educator)
    with pytest.raises(LineElsewhereError) as refused:
        office.register()
    assert refused.value.figures == {}


@pytest.mark.parametrize(
    ("employment", "refusal"),
    [
        ({"finished_on": FIRST}, BackwardsError),
        ({"fte": Decimal("1.201")}, JobSizeError),
        ({"fte": Decimal("-0.1")}, JobSizeError),
        ({"fte_agreed": Decimal(2)}, JobSizeError),
    ],
)
def test_impossible_appointment_is_refused_and_nobody_is_registered(office, employment, refusal):
    with pytest.raises(refusal):
        office.register(office.work(**employment))
    assert not Person.objects.filter(given_name="Sanne").exists()


def test_two_appointments_at_one_school_at_once_are_refused(office):
    with pytest.raises(OverlapError) as refused:
        office.register(office.work(), office.work(started_on=date(2027, 1, 1)))
    assert refused.value.figures == {"from": FIRST}


def test_no_appointment_at_all_is_refused(office):
    with pytest.raises(NoAppointmentError):
        office.do(
            actions.register_starter,
            given_name="S",
            family_name="",
            email="",
            language="nl",
            sector="po",
            starter_type=StarterType.RETURNER,
            started_on=FIRST,
            employments=[],
        )


@pytest.mark.parametrize(
    ("by", "where", "allowed"),
    [
        ("educator", "other_school", False),
        ("educator", "board", False),
        ("educator", "nowhere", False),
        ("hr", "school", True),
        ("hr", "other_school", False),
        ("hr", "board", True),
        ("hr", "other_board", False),
        ("hr", "nowhere", False),
        ("board_pool", "board", True),
        ("board_pool", "nowhere", False),
        ("pool", "nowhere", True),
        ("pool", "other_school", True),
        ("pool", "other_board", True),
    ],
)
def test_one_registers_within_reach_only(office, by, where, allowed):
    places = {
        "school": {"school": office.school},
        "other_school": {"school": office.other_school},
        "board": {"board_id": office.world.board.pk},
        "other_board": {"board_id": office.other_board.pk},
        "nowhere": {"nowhere": True},
    }
    work = office.work(**places[where])
    if allowed:
        assert office.register(work, by=getattr(office, by)).pk
    else:
        with pytest.raises(NotVisibleError):
            office.register(work, by=getattr(office, by))


@pytest.mark.parametrize("role", ["school_leader", "team_leader", "coach"])
def test_who_may_not_register_cannot(office, role):
    somebody = office.world.actor(role, "school", office.school.pk)
    with pytest.raises(NotVisibleError):
        office.register(by=somebody)


def test_without_a_school_a_pool_arranges(office):
    nowhere = office.register(office.work(nowhere=True), by=office.pool, email="a@example.org")
    at_board = office.register(
        office.work(board_id=office.world.board.pk), by=office.hr, email="b@example.org"
    )
    at_school = office.register(email="c@example.org")
    both = office.register(by=office.pool, email="d@example.org", pool=True)
    tenant = office.world.partnership.pk
    assert [(row.pool_id, row.pool_board_id) for row in (nowhere, at_board, at_school, both)] == [
        (tenant, None),
        (None, office.world.board.pk),
        (None, None),
        (tenant, None),
    ]
    with office.world.here():
        assert Employment.objects.get(trajectory=nowhere).contract_type == ContractType.NONE
    assert roles(office, nowhere) == [("partnership", FIRST, None)]
    assert roles(office, at_board) == [("board", FIRST, None)]


def test_between_two_appointments_somebody_is_a_starter_of_the_partnership(office):
    made = office.register(
        office.work(finished_on=date(2027, 2, 1)), office.work(started_on=date(2027, 5, 1))
    )
    assert roles(office, made) == [
        ("school", FIRST, date(2027, 2, 1)),
        ("partnership", date(2027, 2, 1), date(2027, 5, 1)),
        ("school", date(2027, 5, 1), None),
    ]


def test_change_keeps_what_others_did_first(office):
    made = office.register()
    given = {"starter_type": StarterType.CAREER_SWITCHER, "subjects": "Wiskunde", "days": [Day.FRIDAY]}
    changed = office.do(actions.change_starter, trajectory_id=made.pk, expected_version=1, **given)
    assert (changed.starter_type, changed.subjects, changed.days) == ("career_switcher", "Wiskunde", ["fri"])
    with pytest.raises(VersionConflictError):
        office.do(actions.change_starter, trajectory_id=made.pk, expected_version=1, **given)


def test_undone_registration_leaves_an_empty_line_and_no_role(office):
    made = office.register(when=date(2026, 7, 1))
    office.do(actions.undo_registration, trajectory_id=made.pk, on=date(2026, 8, 20))
    with office.world.here():
        made.refresh_from_db()
        assert (made.ending, made.finished_on) == (Ending.UNDONE, FIRST)
        assert (made.employments.count(), made.steps.count()) == (0, 0)
    assert roles(office, made) == []
    assert office.register().pk != made.pk


def test_something_confirmed_cannot_be_undone(office):
    made = office.register()
    with office.world.here():
        step = Step.objects.create(
            partnership=office.world.partnership,
            trajectory=made,
            year=1,
            kind="coaching_talk",
            form="individual",
            title_nl="Gesprek",
            planned_on=date(2026, 9, 1),
            starter_minutes=60,
        )
        Tick.objects.create(
            partnership=office.world.partnership,
            step=step,
            side="coach",
            outcome="done",
            minutes=60,
            ticked_at=at(date(2026, 9, 1)),
        )
    with pytest.raises(HasTicksError):
        office.do(actions.undo_registration, trajectory_id=made.pk)


def test_one_board_cannot_undo_what_another_registered_as_well(office):
    made = office.register(office.work(), office.work(office.other_school), by=office.pool)
    with pytest.raises(NotVisibleError):
        office.do(actions.undo_registration, trajectory_id=made.pk)
