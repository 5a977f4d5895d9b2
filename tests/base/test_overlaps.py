"""The database itself refuses periods that overlap, on both databases."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from startlijn.domain.guidance.models import CoachPairing, Employment, Pause, Trajectory
from tests.conftest import AT, World

pytestmark = pytest.mark.django_db

JUNE, JULY, AUGUST, SEPTEMBER = (date(2026, month, 1) for month in (6, 7, 8, 9))


def trajectory_in(world: World) -> Trajectory:
    return Trajectory.objects.create(
        partnership=world.partnership,
        person=world.person(),
        sector="po",
        starter_type="recent_graduate",
        started_on=JUNE,
        ends_on=date(2029, 6, 1),
        registered_at=AT,
    )


@pytest.fixture
def trajectory(world):
    with world.here():
        yield trajectory_in(world)


def pause(trajectory: Trajectory, started_on: date, finished_on: date | None) -> Pause:
    with transaction.atomic():
        return Pause.objects.create(
            partnership_id=trajectory.partnership_id,
            trajectory=trajectory,
            started_on=started_on,
            finished_on=finished_on,
        )


def employ(world: World, trajectory: Trajectory, board=None, school=None) -> Employment:
    with transaction.atomic():
        return Employment.objects.create(
            partnership=world.partnership,
            trajectory=trajectory,
            board=board,
            school=school,
            contract_type="none",
            fte="0.5",
            started_on=JULY,
        )


@pytest.mark.parametrize(
    ("started_on", "finished_on"),
    [
        (JULY, AUGUST),
        (JULY, None),
        (JUNE, date(2026, 7, 2)),
        (date(2026, 7, 31), SEPTEMBER),
        (date(2026, 7, 10), date(2026, 7, 11)),
        (JUNE, None),
    ],
    ids=["same", "same, open", "ends a day in", "begins on the last day", "inside", "around, open"],
)
def test_overlap_is_refused(trajectory, started_on, finished_on):
    pause(trajectory, JULY, AUGUST)
    with pytest.raises(IntegrityError, match="pause_no_overlap"):
        pause(trajectory, started_on, finished_on)


@pytest.mark.parametrize(("started_on", "finished_on"), [(JUNE, JULY), (AUGUST, SEPTEMBER), (AUGUST, None)])
def test_touching_is_allowed(trajectory, started_on, finished_on):
    pause(trajectory, JULY, AUGUST)
    pause(trajectory, started_on, finished_on)
    assert trajectory.pauses.count() == 2


def test_nothing_comes_after_an_open_end(trajectory):
    pause(trajectory, JULY, None)
    with pytest.raises(IntegrityError, match="pause_no_overlap"):
        pause(trajectory, date(2126, 7, 1), None)


def test_something_may_come_before_an_open_end(trajectory):
    pause(trajectory, JULY, None)
    pause(trajectory, JUNE, JULY)
    assert trajectory.pauses.count() == 2


def test_another_trajectory_is_another_key(world, trajectory):
    pause(trajectory, JULY, AUGUST)
    assert pause(trajectory_in(world), JULY, AUGUST).pk


def test_change_into_an_overlap_is_refused(trajectory):
    pause(trajectory, JUNE, JULY)
    later = pause(trajectory, JULY, AUGUST)
    with pytest.raises(IntegrityError, match="pause_no_overlap"), transaction.atomic():
        Pause.objects.filter(pk=later.pk).update(started_on=date(2026, 6, 30))


def test_change_of_key_into_an_overlap_is_refused(world, trajectory):
    pause(trajectory, JULY, AUGUST)
    elsewhere = pause(trajectory_in(world), JULY, AUGUST)
    with pytest.raises(IntegrityError, match="pause_no_overlap"), transaction.atomic():
        Pause.objects.filter(pk=elsewhere.pk).update(trajectory=trajectory)


def test_row_may_change_within_its_own_period(trajectory):
    row = pause(trajectory, JULY, AUGUST)
    Pause.objects.filter(pk=row.pk).update(finished_on=SEPTEMBER)
    assert trajectory.pauses.get().finished_on == SEPTEMBER


def test_removed_period_makes_room(trajectory):
    pause(trajectory, JULY, AUGUST).delete()
    assert pause(trajectory, JULY, AUGUST).pk


def test_one_coach_at_a_time(world, trajectory):
    common = {"partnership": world.partnership, "trajectory": trajectory, "started_on": JULY}
    CoachPairing.objects.create(**common, coach=world.person())
    with pytest.raises(IntegrityError, match="pairing_no_overlap"), transaction.atomic():
        CoachPairing.objects.create(**common, coach=world.person())


@pytest.mark.parametrize("place", ["school", "board", "neither"])
def test_one_appointment_at_a_place_at_a_time(world, trajectory, place):
    where = {
        "school": {"board": world.board, "school": world.school},
        "board": {"board": world.board},
        "neither": {},
    }[place]
    employ(world, trajectory, **where)
    with pytest.raises(IntegrityError, match="employment_no_overlap"):
        employ(world, trajectory, **where)


def test_appointments_at_several_places_stand_side_by_side(world, trajectory):
    employ(world, trajectory, board=world.board, school=world.school)
    employ(world, trajectory, board=world.board, school=world.add_school("De Vlinder"))
    employ(world, trajectory, board=world.board)
    employ(world, trajectory)
    assert trajectory.employments.count() == 4
