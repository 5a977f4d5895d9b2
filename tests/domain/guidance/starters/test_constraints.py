"""What the database itself refuses, whatever an action forgets: on SQLite and on PostgreSQL."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from startlijn.domain.guidance.models import CoachPairing, Employment, Move, Pause, Trajectory
from startlijn.domain.guidance.terms import ContractType
from tests.conftest import AT
from tests.domain.guidance.starters.conftest import FIRST

END = date(2027, 2, 1)
# a period beside 1 August 2026 until 1 February 2027, and whether the database lets it stand
PERIODS = [
    (date(2026, 2, 1), FIRST, True),
    (date(2026, 2, 1), date(2026, 8, 2), False),
    (date(2026, 9, 1), date(2026, 9, 2), False),
    (date(2027, 1, 31), None, False),
    (END, None, True),
    (END, date(2027, 3, 1), True),
    (date(2026, 2, 1), None, False),
    (FIRST, END, False),
]


@pytest.fixture
def tenant(office):
    with office.world.here():
        yield {"partnership": office.world.partnership}


@pytest.fixture
def made(office):
    return office.register(office.work(finished_on=END))


def stands(make) -> bool:
    """Try it, and tell whether the database let it."""
    try:
        with transaction.atomic():
            make()
    except IntegrityError:
        return False
    return True


def work(tenant, made, started_on, finished_on, **given):
    details = {"contract_type": ContractType.TEMPORARY, "fte": 1, **given}
    return lambda: Employment.objects.create(
        **tenant, trajectory=made, started_on=started_on, finished_on=finished_on, **details
    )


@pytest.mark.parametrize(("started_on", "finished_on", "allowed"), PERIODS)
def test_appointments_at_one_school_do_not_overlap(office, tenant, made, started_on, finished_on, allowed):
    place = {"school": office.school, "board": office.world.board}
    assert stands(work(tenant, made, started_on, finished_on, **place)) is allowed


@pytest.mark.parametrize(("started_on", "finished_on", "_allowed"), PERIODS)
def test_appointments_at_two_schools_may(office, tenant, made, started_on, finished_on, _allowed):
    place = {"school": office.other_school, "board": office.other_board}
    assert stands(work(tenant, made, started_on, finished_on, **place))


@pytest.mark.parametrize(("started_on", "finished_on", "allowed"), PERIODS)
def test_times_without_a_place_do_not_overlap(tenant, made, started_on, finished_on, allowed):
    assert stands(work(tenant, made, FIRST, END))
    assert stands(work(tenant, made, started_on, finished_on)) is allowed


@pytest.mark.parametrize(("started_on", "finished_on", "allowed"), PERIODS)
def test_pauses_do_not_overlap(tenant, made, started_on, finished_on, allowed):
    Pause.objects.create(**tenant, trajectory=made, started_on=FIRST, finished_on=END)

    def make():
        Pause.objects.create(**tenant, trajectory=made, started_on=started_on, finished_on=finished_on)

    assert stands(make) is allowed


@pytest.mark.parametrize(("started_on", "finished_on", "allowed"), PERIODS)
def test_pairings_do_not_overlap(office, tenant, made, started_on, finished_on, allowed):
    first, second = office.world.person(), office.world.person()
    CoachPairing.objects.create(**tenant, trajectory=made, coach=first, started_on=FIRST, finished_on=END)

    def make():
        CoachPairing.objects.create(
            **tenant, trajectory=made, coach=second, started_on=started_on, finished_on=finished_on
        )

    assert stands(make) is allowed


@pytest.mark.parametrize("finished_on", [FIRST, date(2026, 7, 1)])
def test_period_runs_forward(tenant, made, finished_on):
    assert not stands(work(tenant, made, FIRST, finished_on))
    assert not stands(
        lambda: Pause.objects.create(**tenant, trajectory=made, started_on=FIRST, finished_on=finished_on)
    )


def test_moved_period_may_not_run_into_another_either(office, tenant, made):
    later = work(tenant, made, END, None, school=office.school, board=office.world.board)()
    later.started_on = date(2027, 1, 1)
    assert not stands(later.save)


@pytest.mark.parametrize("fte", ["-0.001", "1.201"])
def test_job_size_has_bounds(office, tenant, made, fte):
    place = {"school": office.other_school, "board": office.other_board, "fte": Decimal(fte)}
    assert not stands(work(tenant, made, FIRST, None, **place))


def test_school_without_its_board_is_refused(office, tenant, made):
    assert not stands(work(tenant, made, FIRST, None, school=office.other_school))


def line(tenant, made, **given):
    details = {
        "person": made.person,
        "sector": "po",
        "starter_type": "returner",
        "started_on": FIRST,
        "ends_on": date(2029, 8, 1),
        "registered_at": AT,
        **given,
    }
    return lambda: Trajectory.objects.create(**tenant, **details)


def test_person_has_one_open_line_in_a_partnership(tenant, made, another_world):
    assert not stands(line(tenant, made))
    assert stands(line(tenant, made, finished_on=END, ending="left"))
    with another_world.here():
        assert stands(line({"partnership": another_world.partnership}, made))


def test_line_ends_after_it_began_and_has_one_pool(office, tenant, made):
    over = {"finished_on": date(2026, 7, 31), "ending": "left"}
    assert not stands(line(tenant, made, **over))
    assert not stands(line(tenant, made, finished_on=END, ends_on=FIRST))
    pools = {"pool": office.world.partnership, "pool_board": office.world.board}
    assert not stands(line(tenant, made, finished_on=END, **pools))


def test_school_asks_once_at_a_time_and_two_schools_may(office, tenant, made):
    def ask(school, **given):
        return lambda: Move.objects.create(
            **tenant, trajectory=made, to_school=school, starts_on=END, asked_at=AT, **given
        )

    assert stands(ask(office.other_school))
    assert not stands(ask(office.other_school))
    assert stands(ask(office.school))
    assert stands(ask(office.other_school, stage="refused"))
