"""Appointments, pauses, extension, leaving and staying: what each leaves behind."""

from datetime import date
from decimal import Decimal

import pytest

from startlijn.base.access.queries import visible
from startlijn.base.access.terms import NotVisibleError, Permission
from startlijn.base.seams import fixed
from startlijn.base.tenancy import VersionConflictError
from startlijn.domain.guidance import actions
from startlijn.domain.guidance.models import CoachPairing, ContactNote, Employment, Move, Pause, Trajectory
from startlijn.domain.guidance.terms import (
    BackwardsError,
    ContractType,
    Ending,
    ExtensionError,
    FinishedError,
    MoveStage,
    NotLeavingError,
    OverlapError,
)
from tests.domain.guidance.starters.conftest import FIRST, at
from tests.domain.guidance.starters.test_registering import roles

DAY = date(2027, 2, 1)


def work_of(office, made):
    """The appointments: school, fte, from, until."""
    with office.world.here():
        rows = Employment.objects.filter(trajectory=made).order_by("started_on", "pk")
        return [(r.school_id, r.fte, r.started_on, r.finished_on) for r in rows]


def pairing(office, made, started_on=FIRST, finished_on=None):
    coach = office.world.person("coach", "school", office.school.pk)
    with office.world.here():
        return CoachPairing.objects.create(
            partnership=office.world.partnership,
            trajectory=made,
            coach=coach,
            started_on=started_on,
            finished_on=finished_on,
        )


def sees(office, actor, made, on):
    with office.world.here(), fixed(at=at(on)):
        return visible(actor, Permission.LINE_REGISTER, Trajectory).filter(pk=made.pk).exists()


CHANGE = {"contract_type": ContractType.PERMANENT, "fte": Decimal("0.8")}


def test_change_from_a_day_on_keeps_what_was(office):
    made = office.register()
    with office.world.here():
        row = Employment.objects.get(trajectory=made)
    office.do(actions.change_employment, employment_id=row.pk, expected_version=1, from_on=DAY, **CHANGE)
    assert work_of(office, made) == [
        (office.school.pk, Decimal(1), FIRST, DAY),
        (office.school.pk, Decimal("0.8"), DAY, None),
    ]
    with office.world.here():
        assert Employment.objects.get(started_on=DAY).fte_agreed == Decimal(1)


def test_change_on_the_first_day_corrects(office):
    made = office.register()
    with office.world.here():
        row = Employment.objects.get(trajectory=made)
    office.do(
        actions.change_employment,
        employment_id=row.pk,
        expected_version=1,
        from_on=FIRST,
        fte_agreed=Decimal("0.8"),
        **CHANGE,
    )
    assert work_of(office, made) == [(office.school.pk, Decimal("0.8"), FIRST, None)]


def test_change_by_two_at_once_is_noticed(office):
    made = office.register()
    with office.world.here():
        row = Employment.objects.get(trajectory=made)
    with pytest.raises(VersionConflictError):
        office.do(actions.change_employment, employment_id=row.pk, expected_version=7, from_on=DAY, **CHANGE)


def test_change_after_the_end_is_backwards(office):
    made = office.register(office.work(finished_on=DAY))
    with office.world.here():
        row = Employment.objects.get(trajectory=made)
    with pytest.raises(BackwardsError):
        office.do(actions.change_employment, employment_id=row.pk, expected_version=1, from_on=DAY, **CHANGE)


def test_second_school_at_the_same_time_is_a_second_appointment(office):
    made = office.register(by=office.pool)
    office.do(
        actions.add_employment,
        by=office.pool,
        trajectory_id=made.pk,
        employment=office.work(office.other_school, started_on=DAY, fte=Decimal("0.4")),
    )
    assert [school for school, *_rest in work_of(office, made)] == [office.school.pk, office.other_school.pk]
    assert sees(office, office.other_educator, made, FIRST)
    assert roles(office, made) == [("school", FIRST, None), ("school", DAY, None)]


def test_appointment_out_of_reach_cannot_be_added(office):
    made = office.register()
    with pytest.raises(NotVisibleError):
        office.do(actions.add_employment, trajectory_id=made.pk, employment=office.work(office.other_school))


def test_appointment_of_another_board_cannot_be_changed(office):
    made = office.register(office.work(), office.work(office.other_school), by=office.pool)
    with office.world.here():
        row = Employment.objects.get(trajectory=made, school=office.other_school)
    with pytest.raises(NotVisibleError):
        office.do(actions.end_employment, employment_id=row.pk, finished_on=DAY)


def test_ended_appointment_closes_the_line_to_that_school_on_that_day(office):
    made = office.register()
    with office.world.here():
        row = Employment.objects.get(trajectory=made)
    office.do(actions.end_employment, employment_id=row.pk, finished_on=DAY)
    assert [sees(office, office.educator, made, day) for day in (date(2027, 1, 31), DAY)] == [True, False]
    assert roles(office, made) == [("school", FIRST, DAY), ("partnership", DAY, None)]


def test_ended_appointment_cannot_run_into_the_next(office):
    made = office.register(office.work(finished_on=DAY), office.work(started_on=DAY))
    with office.world.here():
        row = Employment.objects.get(trajectory=made, started_on=FIRST)
    with pytest.raises(OverlapError):
        office.do(actions.end_employment, employment_id=row.pk, finished_on=date(2027, 3, 1))


@pytest.mark.parametrize(
    ("pauses", "extension", "ends"),
    [
        ([], 0, date(2029, 8, 1)),
        ([], 30, date(2029, 8, 31)),
        ([(date(2027, 1, 1), date(2027, 3, 1))], 0, date(2029, 9, 29)),  # 59 days
        ([(date(2027, 1, 1), date(2027, 3, 1)), (date(2027, 3, 1), date(2027, 3, 11))], 0, date(2029, 10, 9)),
        ([(date(2027, 1, 1), date(2027, 3, 1))], 10, date(2029, 10, 9)),
        ([(date(2029, 7, 31), date(2029, 8, 10))], 0, date(2029, 8, 11)),  # from the last day on: 10 days
        ([(date(2029, 8, 1), date(2029, 8, 10))], 0, date(2029, 8, 1)),  # after the last day: nothing
        ([(date(2026, 7, 1), date(2026, 8, 11))], 0, date(2029, 8, 11)),  # 10 of its days lie in the line
        ([(date(2026, 10, 3), None)], 0, date(2029, 8, 31)),  # open: 30 days until 2 November
    ],
)
def test_planned_end_moves_with_pauses_and_extension(office, pauses, extension, ends):
    made = office.register()
    for started_on, finished_on in pauses:
        office.do(actions.pause, trajectory_id=made.pk, started_on=started_on, finished_on=finished_on)
    if extension:
        office.do(actions.extend, trajectory_id=made.pk, days=extension)
    with office.world.here():
        assert Trajectory.objects.get(pk=made.pk).ends_on == ends


def test_return_closes_the_pause_and_counts_its_days(office):
    made = office.register()
    stop = office.do(actions.pause, trajectory_id=made.pk, started_on=date(2026, 10, 3))
    office.do(actions.end_pause, pause_id=stop.pk, finished_on=date(2026, 12, 2))
    with office.world.here():
        assert Pause.objects.get().finished_on == date(2026, 12, 2)
        assert Trajectory.objects.get(pk=made.pk).ends_on == date(2029, 9, 30)  # 60 days


def test_pause_that_ends_before_it_began_never_was(office):
    made = office.register()
    stop = office.do(actions.pause, trajectory_id=made.pk, started_on=DAY)
    office.do(actions.end_pause, pause_id=stop.pk, finished_on=DAY)
    with office.world.here():
        assert not Pause.objects.exists()
        assert Trajectory.objects.get(pk=made.pk).ends_on == date(2029, 8, 1)


@pytest.mark.parametrize(
    ("started_on", "finished_on", "free"),
    [
        (date(2026, 12, 1), date(2027, 1, 1), True),
        (date(2026, 12, 1), date(2027, 1, 2), False),
        (date(2027, 2, 28), None, False),
        (date(2027, 3, 1), None, True),
        (date(2027, 1, 10), date(2027, 1, 11), False),
        (date(2026, 12, 1), None, False),
    ],
)
def test_pauses_do_not_overlap(office, started_on, finished_on, free):
    made = office.register()
    office.do(actions.pause, trajectory_id=made.pk, started_on=date(2027, 1, 1), finished_on=date(2027, 3, 1))
    given = {"trajectory_id": made.pk, "started_on": started_on, "finished_on": finished_on}
    if free:
        assert office.do(actions.pause, **given).pk
    else:
        with pytest.raises(OverlapError) as refused:
            office.do(actions.pause, **given)
        assert refused.value.figures == {"from": date(2027, 1, 1)}


def test_who_registers_and_does_not_arrange_cannot_pause(office):
    made = office.register()
    with pytest.raises(NotVisibleError):
        office.do(actions.pause, by=office.hr, trajectory_id=made.pk, started_on=DAY)


@pytest.mark.parametrize("days", [-1, 731])
def test_extension_has_bounds(office, days):
    made = office.register()
    with pytest.raises(ExtensionError):
        office.do(actions.extend, trajectory_id=made.pk, days=days)


def test_leaving_is_known_beforehand_and_ends_everything_that_day(office):
    made = office.register()
    coaching = pairing(office, made)
    office.do(actions.pause, trajectory_id=made.pk, started_on=date(2027, 1, 20))
    office.do(actions.leave, trajectory_id=made.pk, finished_on=DAY)
    with office.world.here():
        row = Trajectory.objects.get(pk=made.pk)
        assert (row.finished_on, row.ending) == (DAY, Ending.LEFT)
        assert CoachPairing.objects.get(pk=coaching.pk).finished_on == DAY
        assert Pause.objects.get().finished_on == DAY
    assert work_of(office, made) == [(office.school.pk, Decimal(1), FIRST, DAY)]
    assert roles(office, made) == [("school", FIRST, DAY), ("partnership", DAY, date(2029, 2, 1))]


@pytest.mark.parametrize("finished_on", [date(2026, 11, 2), date(2026, 10, 1)])
def test_leaving_can_be_noted_on_the_day_itself_or_late(office, finished_on):
    made = office.register()
    office.do(actions.leave, trajectory_id=made.pk, finished_on=finished_on)
    assert not sees(office, office.educator, made, date(2026, 11, 2))
    with office.world.here():
        assert Trajectory.objects.get(pk=made.pk).finished_on == finished_on


def test_leaving_before_the_first_day_is_backwards(office):
    made = office.register()
    with pytest.raises(BackwardsError):
        office.do(actions.leave, trajectory_id=made.pk, finished_on=FIRST)


def test_leaving_one_of_two_schools_leaves_the_line_at_the_other(office):
    made = office.register(office.work(), office.work(office.other_school), by=office.pool)
    office.do(actions.leave, trajectory_id=made.pk, finished_on=DAY)
    with office.world.here():
        assert Trajectory.objects.get(pk=made.pk).finished_on is None
    assert {school: until for school, _fte, _from, until in work_of(office, made)} == {
        office.school.pk: DAY,
        office.other_school.pk: None,
    }


def test_staying_after_all_opens_what_would_have_ended(office):
    made = office.register()
    coaching = pairing(office, made)
    office.do(actions.leave, trajectory_id=made.pk, finished_on=DAY)
    office.do(actions.stay, trajectory_id=made.pk)
    with office.world.here():
        row = Trajectory.objects.get(pk=made.pk)
        assert (row.finished_on, row.ending) == (None, "")
        assert CoachPairing.objects.get(pk=coaching.pk).finished_on is None
    assert work_of(office, made) == [(office.school.pk, Decimal(1), FIRST, None)]
    assert roles(office, made) == [("school", FIRST, None)]


def test_day_of_leaving_can_be_moved(office):
    made = office.register()
    office.do(actions.leave, trajectory_id=made.pk, finished_on=DAY)
    office.do(actions.leave, trajectory_id=made.pk, finished_on=date(2027, 6, 1))
    assert work_of(office, made) == [(office.school.pk, Decimal(1), FIRST, date(2027, 6, 1))]


def test_who_does_not_leave_cannot_stay(office):
    made = office.register()
    with pytest.raises(NotLeavingError):
        office.do(actions.stay, trajectory_id=made.pk)


def test_who_has_left_is_gone_for_the_school(office):
    made = office.register()
    office.do(actions.leave, trajectory_id=made.pk, finished_on=DAY)
    with pytest.raises(NotVisibleError):
        office.do(actions.stay, trajectory_id=made.pk, on=DAY)


def test_finished_line_in_a_pool_takes_no_pause(office):
    made = office.register(office.work(nowhere=True), by=office.pool)
    office.do(actions.leave, by=office.pool, trajectory_id=made.pk, finished_on=DAY)
    with pytest.raises(FinishedError):
        office.do(actions.pause, by=office.pool, trajectory_id=made.pk, started_on=DAY, on=DAY)


def test_completed_line_ends_and_the_work_goes_on(office):
    made = office.register()
    coaching = pairing(office, made)
    office.do(actions.complete, trajectory_id=made.pk, finished_on=DAY)
    with office.world.here():
        row = Trajectory.objects.get(pk=made.pk)
        assert (row.finished_on, row.ending) == (DAY, Ending.COMPLETED)
        assert CoachPairing.objects.get(pk=coaching.pk).finished_on == DAY
    assert work_of(office, made) == [(office.school.pk, Decimal(1), FIRST, None)]


def test_pairing_that_had_to_begin_goes_unless_something_was_noted(office):
    made = office.register()
    empty = pairing(office, made, date(2027, 3, 1), date(2027, 4, 1))
    noted = pairing(office, made, date(2027, 5, 1))
    with office.world.here():
        ContactNote.objects.create(
            partnership=office.world.partnership, pairing=noted, on=DAY, goal="Rust", written_at=at(DAY)
        )
    office.do(actions.leave, trajectory_id=made.pk, finished_on=DAY)
    with office.world.here():
        assert not CoachPairing.objects.filter(pk=empty.pk).exists()
        assert CoachPairing.objects.get(pk=noted.pk).finished_on == date(2027, 5, 2)


def test_open_question_of_another_school_is_withdrawn_when_somebody_leaves(office):
    made = office.register()
    office.do(
        actions.ask_to_move,
        by=office.other_educator,
        email="sanne@example.org",
        school_id=office.other_school.pk,
        starts_on=DAY,
    )
    office.do(actions.leave, trajectory_id=made.pk, finished_on=date(2026, 12, 1))
    with office.world.here():
        assert Move.objects.get().stage == MoveStage.WITHDRAWN


def test_role_given_by_hand_gives_way_to_the_work(office):
    known = office.world.person("starter", "school", office.other_school.pk)
    made = office.register(email=known.account.email)
    assert roles(office, made) == [("school", date(2024, 8, 1), FIRST), ("school", FIRST, None)]
