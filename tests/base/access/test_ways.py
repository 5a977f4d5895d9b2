"""Rights from relations with dates: the starter, the coach of today, the school of a running appointment."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import pytest

from startlijn.base.access.queries import can, visible
from startlijn.base.access.rules import operator
from startlijn.base.access.terms import ROLES, Actor, Permission, Role, UndeclaredWayError
from startlijn.base.people import actions as people
from startlijn.base.people.models import Person, RoleAssignment
from startlijn.base.people.queries import actor_of_person
from startlijn.base.seams import fixed
from startlijn.base.tenancy import TenantModel
from startlijn.domain.guidance.models import (
    CoachPairing,
    ContactNote,
    Employment,
    NeedsIntake,
    Step,
    Tick,
    TickLink,
    Trajectory,
)
from tests.conftest import AT, World

FIRST, LAST = date(2026, 9, 1), date(2026, 12, 18)
FINISHED = LAST + timedelta(days=1)
OWN, GUIDE, ARRANGE = Permission.LINE_OWN, Permission.LINE_GUIDE, Permission.LINE_ARRANGE
LINE = (Trajectory, CoachPairing, NeedsIntake, ContactNote, Step, Tick)


@dataclass
class Line:
    """A starter with a line, a coach from FIRST until FINISHED, and one row in every table of the line."""

    world: World
    starter: Person
    coach: Person
    rows: dict[type, TenantModel]

    def sees(self, person: Person, permission: Permission, on: date, **limits) -> set[type]:
        """Return of which tables of the line this person sees the row on a day."""
        with fixed(at=datetime(on.year, on.month, on.day, 9, tzinfo=UTC)), self.world.here():
            actor = actor_of_person(person.pk, partnership_id=self.world.partnership.pk, at=AT)
            return {table for table in LINE if self._can(replace(actor, **limits), permission, table)}

    def _can(self, actor: Actor, permission: Permission, table: type) -> bool:
        try:
            return can(actor, permission, self.rows[table])
        except UndeclaredWayError:
            return False


def trajectory_of(world: World, person: Person, **fields) -> Trajectory:
    return Trajectory.objects.create(
        partnership=world.partnership,
        person=person,
        sector="po",
        starter_type="recent_graduate",
        started_on=FIRST,
        ends_on=date(2029, 9, 1),
        registered_at=AT,
        **fields,
    )


def employ(world: World, trajectory: Trajectory, *, started_on: date = FIRST, **fields) -> Employment:
    return Employment.objects.create(
        partnership=world.partnership,
        trajectory=trajectory,
        board=fields.pop("board", world.board),
        school=fields.pop("school", world.school),
        contract_type="temporary",
        fte="0.8",
        started_on=started_on,
        **fields,
    )


@pytest.fixture
def line(world) -> Line:
    starter = world.person(Role.STARTER, "school", world.school.pk)
    coach = world.person(Role.COACH, "school", world.school.pk)
    common = {"partnership": world.partnership}
    with world.here():
        trajectory = trajectory_of(world, starter)
        pairing = CoachPairing.objects.create(
            **common, trajectory=trajectory, coach=coach, started_on=FIRST, finished_on=FINISHED
        )
        step = Step.objects.create(
            **common,
            trajectory=trajectory,
            year=1,
            kind="coaching_talk",
            form="individual",
            title_nl="Gesprek",
            planned_on=FIRST,
            starter_minutes=60,
        )
        rows = [
            trajectory,
            pairing,
            step,
            NeedsIntake.objects.create(**common, trajectory=trajectory, answered_at=AT),
            ContactNote.objects.create(**common, pairing=pairing, on=FIRST, written_at=AT),
            Tick.objects.create(**common, step=step, side="coach", outcome="not_done", ticked_at=AT),
        ]
    return Line(world, starter, coach, {type(row): row for row in rows})


@pytest.mark.parametrize(
    ("day", "seen"),
    [
        (FIRST - timedelta(days=1), set()),
        (FIRST, set(LINE)),
        (LAST, set(LINE)),
        (FINISHED, set()),
    ],
    ids=["day before", "first day", "last day", "day of finish"],
)
def test_coach_sees_a_starter_while_the_pairing_holds(line, day, seen):
    assert line.sees(line.coach, GUIDE, day) == seen


def test_coach_of_another_starter_sees_nothing(line):
    other = line.world.person(Role.COACH, "school", line.world.school.pk)
    assert line.sees(other, GUIDE, FIRST) == set()


def test_coach_from_another_board_sees_the_own_starter(line):
    elsewhere = line.world.add_school("De Vlinder", board=line.world.add_board("Ander bestuur"))
    coach = line.world.person(Role.COACH, "school", elsewhere.pk)
    with line.world.here():
        CoachPairing.objects.filter(pk=line.rows[CoachPairing].pk).update(coach=coach)
    assert line.sees(coach, GUIDE, FIRST) == set(LINE)


def test_new_coach_does_not_read_notes_of_the_coach_before(line):
    coach = line.world.person(Role.COACH, "school", line.world.school.pk)
    with line.world.here():
        CoachPairing.objects.create(
            partnership=line.world.partnership,
            trajectory=line.rows[Trajectory],
            coach=coach,
            started_on=FINISHED,
        )
    assert line.sees(coach, GUIDE, FINISHED) == {Trajectory, NeedsIntake, Step, Tick}


def test_pairing_without_the_role_of_coach_opens_nothing(line):
    with line.world.here():
        held = RoleAssignment.objects.get(person=line.coach)
        people.end_role(by=line.world.operator, at=AT, assignment_id=held.pk, finished_on=LAST)
    assert line.sees(line.coach, GUIDE, LAST) == set()


@pytest.mark.parametrize("day", [FIRST, FINISHED, date(2029, 10, 1)])
def test_starter_sees_the_own_line_always(line, day):
    assert line.sees(line.starter, OWN, day) == set(LINE)


def test_starter_sees_no_line_of_another(line):
    other = line.world.person(Role.STARTER, "school", line.world.school.pk)
    assert line.sees(other, OWN, FIRST) == set()


PLANS = {Trajectory, CoachPairing, Step, Tick}


@pytest.mark.parametrize(
    ("started", "finished", "seen"),
    [
        (FIRST, None, PLANS),
        (FIRST, FINISHED, PLANS),
        (FIRST, LAST, set()),
        (FINISHED, None, PLANS),
    ],
    ids=["runs", "last day", "ended", "announced"],
)
@pytest.mark.parametrize(
    ("role", "permission"),
    [
        (Role.SCHOOL_EDUCATOR, ARRANGE),
        (Role.SCHOOL_LEADER, Permission.LINE_READ),
        (Role.TEAM_LEADER, Permission.LINE_READ),
    ],
)
def test_school_sees_the_plan_while_it_employs_the_starter(line, started, finished, seen, role, permission):
    with line.world.here():
        employ(line.world, line.rows[Trajectory], started_on=started, finished_on=finished)
    person = line.world.person(role, "school", line.world.school.pk)
    assert line.sees(person, permission, LAST) == seen


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.STARTER, Role.COACH}])
def test_nobody_but_starter_and_coach_reads_coaching(line, role):
    """Held at every place that there is, by every permission: needs and notes stay closed."""
    world = line.world
    with world.here():
        employ(world, line.rows[Trajectory])
        Trajectory.objects.update(pool=world.partnership)
    ids = {
        "partnership": world.partnership.pk,
        "sub_region": world.sub_region.pk,
        "board": world.board.pk,
        "school": world.school.pk,
    }
    seen = set()
    for place in ROLES[role].places & set(ids):
        person = world.person(role, place, ids[place])
        for permission in Permission:
            seen |= line.sees(person, permission, LAST) & {NeedsIntake, ContactNote}
    assert seen == set()


def test_ended_appointment_at_one_school_leaves_the_other_open(line):
    other = line.world.add_school("De Vlinder")
    with line.world.here():
        employ(line.world, line.rows[Trajectory], finished_on=LAST)
        employ(line.world, line.rows[Trajectory], school=other)
    seen = [
        line.sees(line.world.person(Role.SCHOOL_EDUCATOR, "school", school.pk), ARRANGE, LAST)
        for school in (line.world.school, other)
    ]
    assert seen == [set(), PLANS]


def test_pool_of_the_partnership_arranges_who_has_no_board(line):
    person = line.world.person(Role.POOL_COORDINATOR)
    before = line.sees(person, ARRANGE, FIRST)
    with line.world.here():
        Trajectory.objects.update(pool=line.world.partnership)
    assert (before, line.sees(person, ARRANGE, FIRST)) == (set(), PLANS)


def test_pool_of_a_board_does_not_arrange_for_its_schools(line):
    person = line.world.person(Role.POOL_COORDINATOR, "board", line.world.board.pk)
    with line.world.here():
        employ(line.world, line.rows[Trajectory])
        before = line.sees(person, ARRANGE, FIRST)
        Trajectory.objects.update(pool_board=line.world.board)
    assert (before, line.sees(person, ARRANGE, FIRST)) == (set(), PLANS)


def test_pool_coordinator_reads_the_appointment_of_who_has_no_board(line):
    with line.world.here():
        Trajectory.objects.update(pool=line.world.partnership)
        held = employ(line.world, line.rows[Trajectory], school=None, board=None)
        actor = line.world.actor(Role.POOL_COORDINATOR)
        assert can(actor, Permission.LINE_REGISTER, held)


def test_hr_learns_that_there_is_a_plan_not_what_is_in_it(line):
    with line.world.here():
        employ(line.world, line.rows[Trajectory])
    person = line.world.person(Role.HR_ADVISOR, "board", line.world.board.pk)
    assert line.sees(person, Permission.LINE_READ, FIRST) == {Trajectory, CoachPairing, Tick}


@pytest.mark.parametrize("role", [Role.BOARD_EXECUTIVE, Role.HR_ADVISOR])
def test_board_has_figures_never_a_line(line, role):
    with line.world.here():
        employ(line.world, line.rows[Trajectory])
    person = line.world.person(role, "board", line.world.board.pk)
    assert line.sees(person, Permission.PRACTICE_READ, FIRST) == set()


def test_key_of_a_program_sees_less_than_its_owner(line):
    seen = [
        line.sees(line.coach, GUIDE, FIRST, limited_to=frozenset({limit}))
        for limit in (GUIDE, Permission.GROUPS_READ)
    ]
    assert seen == [set(LINE), set()]


def test_operator_sees_everything(line):
    by = operator(line.world.partnership.pk)
    with line.world.here():
        assert [can(by, OWN, row) for row in line.rows.values()] == [True] * len(LINE)


def test_way_that_is_not_declared_is_a_mistake(line):
    actor = line.world.actor(Role.SCHOOL_LEADER, "school", line.world.school.pk)
    with line.world.here(), pytest.raises(UndeclaredWayError):
        visible(actor, Permission.PEOPLE_READ, Trajectory)


def test_nobody_reads_links_in_letters(line):
    with line.world.here():
        link = TickLink.objects.create(
            partnership=line.world.partnership,
            step=line.rows[Step],
            person=line.coach,
            side="coach",
            token_hash="0" * 64,
            expires_at=AT,
        )
        actor = actor_of_person(line.coach.pk, partnership_id=line.world.partnership.pk, at=AT)
        assert [each for each in Permission if can(actor, each, link)] == []
