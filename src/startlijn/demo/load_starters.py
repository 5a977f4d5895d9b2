"""Gives the starters their line: registering, appointments, coaches, and what happened to some of them."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

from startlijn.base.access.terms import Actor, Place, Role
from startlijn.demo.dice import Dice
from startlijn.demo.stage import Stage
from startlijn.demo.terms import Case, DemoStarter, StarterKind
from startlijn.domain.guidance import actions
from startlijn.domain.guidance.models import Employment, Move, Pause, Trajectory
from startlijn.domain.guidance.terms import (
    ContractType,
    Day,
    Luggage,
    NewEmployment,
    StarterType,
    Training,
)

# Clock hours of lessons in a full task, and what a starter gives of them by year (domain.md R-VO-1, R-VO-4).
_FULL_TASK = 720
_KEPT = {1: Decimal("0.8"), 2: Decimal("0.9")}
_CONTRACTS = (
    *[ContractType.TEMPORARY] * 6,
    *[ContractType.PERMANENT] * 2,
    ContractType.PAYROLL,
)
_TRAINING = (*[Training.TRAINED] * 7, Training.UNDER_WAY, Training.NONE)
_LEAVES_IN = timedelta(days=60)


def load_coaches(stage: Stage) -> None:
    """Write down what each coach has to give. The coach of the story with the gap was never trained."""
    guides: dict[str, list[DemoStarter]] = {}
    for starter in stage.described.starters:
        for coach in filter(None, (starter.coach, starter.other_coach)):
            guides.setdefault(coach, []).append(starter)
    for person, starters in guides.items():
        with stage.on(stage.day(1, 9, 1)) as at:
            _keep_coach(stage, at, person, starters)


def _keep_coach(stage: Stage, at: datetime, person: str, starters: Sequence[DemoStarter]) -> None:
    dice = Dice(stage.year, f"coach {person}")
    held = next(role for role in stage.person(person).roles if role.role is Role.COACH)
    at_school = held.place is Place.SCHOOL
    school = held.at if at_school else next(s.key for s in stage.described.schools if s.board == held.at)
    training = dice.pick(_TRAINING)
    until = stage.day(-1, 8, 1) if training == Training.TRAINED and dice.chance(0.5) else None
    cases = {starter.case for starter in starters}
    if person == stage.persona("coach"):
        training, until = Training.TRAINED, stage.day(-1, 8, 1)
    elif Case.YEAR_TWO_GAP in cases:
        training, until = Training.NONE, None
    elif Case.TWO_SCHOOLS in cases:
        training, until = Training.TRAINED, stage.day(1, 8, 1)
    days = [day for day in Day if dice.chance(0.7)] or list(Day)
    actions.keep_coach(
        by=stage.acting(Role.SCHOOL_EDUCATOR, school, at) if at_school else stage.operator(),
        at=at,
        person_id=stage.people[person],
        school_id=stage.places[Place.SCHOOL, school],
        training=training,
        trained_until=until,
        most_starters=max(2, len(starters)),
        hours_per_year=30 * max(2, len(starters)),
        subjects=", ".join(dict.fromkeys(starter.subjects for starter in starters)),
        days=[day.value for day in days],
    )


def register(stage: Stage, *cohorts: int) -> None:
    """Register the starters of these cohorts, before the summer, and pair them with their coaches."""
    for starter in stage.starters(*cohorts):
        with stage.on(date(starter.cohort, 7, 2)) as at:
            line = _register(stage, at, starter)
            stage.lines[starter.person] = line
            stage.people[starter.person] = line.person_id
        if starter.case is Case.CLAIMED:
            _claim(stage, line)
        _pair(stage, starter, line)
        if starter.case is Case.PAUSED:
            _pause(stage, starter, line)


def _registers(stage: Stage, at: datetime, starter: DemoStarter) -> Actor:
    """Return who registers a starter: the school educator, the pool, or the operator with HR's file."""
    if starter.school and starter.case not in {Case.TWO_SCHOOLS, Case.MOVED}:
        return stage.acting(Role.SCHOOL_EDUCATOR, starter.school, at)
    if starter.board or starter.case is not None:
        return stage.operator()
    return stage.acting(Role.POOL_COORDINATOR, "", at)


def _register(stage: Stage, at: datetime, starter: DemoStarter) -> Trajectory:
    person = stage.person(starter.person)
    sector = next((board.sector for board in stage.described.boards if board.key == starter.board), "po")
    has_account = starter.person in {persona.person for persona in stage.described.personas}
    has_account = has_account or starter.case is Case.MOVED
    return actions.register_starter(
        by=_registers(stage, at, starter),
        at=at,
        given_name=person.given_name,
        family_name=person.family_name,
        email=person.email if has_account else "",
        language=person.language,
        sector=sector,
        starter_type=StarterType(starter.kind.value),
        started_on=starter.started_on,
        employments=_work(stage, starter),
        subjects=starter.subjects,
        days=[Day(day) for day in starter.days],
    )


def _work(stage: Stage, starter: DemoStarter) -> list[NewEmployment]:
    """Return where a starter begins to work."""
    dice = Dice(stage.year, f"work {starter.person}")
    kind = ContractType.REPLACEMENT if starter.kind is StarterKind.SUBSTITUTE else dice.pick(_CONTRACTS)
    fte = Decimal(str(starter.fte))
    if starter.case in {Case.CLAIMED, Case.UNCLAIMED}:
        until = stage.day(1, 2, 1) if starter.case is Case.CLAIMED else stage.day(0, 10, 1)
        return [_job(stage, starter.other_school, starter, kind, fte, until)]
    if starter.case is Case.MOVED:
        return [_job(stage, starter.other_school, starter, kind, fte)]
    if starter.case is Case.TWO_SCHOOLS:
        half = Decimal("0.5")
        return [_job(stage, key, starter, kind, half) for key in (starter.school, starter.other_school)]
    if starter.school:
        return [_job(stage, starter.school, starter, kind, fte)]
    board = stage.places[Place.BOARD, starter.board] if starter.board else None
    if board is None:
        return [NewEmployment(starter.started_on, ContractType.NONE, fte)]
    return [NewEmployment(starter.started_on, kind, fte, board_id=board)]


def _job(
    stage: Stage,
    school: str,
    starter: DemoStarter,
    kind: ContractType,
    fte: Decimal,
    until: date | None = None,
) -> NewEmployment:
    sector = stage.school(school).sector
    agreed, scale, step = None, *_salary(starter, sector, 1)
    lessons = _lessons(sector, fte, 1)
    if starter.case is Case.JOB_SIZE_LOWERED:
        # What goes wrong in practice: less pay instead of fewer lessons (domain.md §0.2).
        fte, agreed, lessons = Decimal("0.8"), Decimal(1), 576
    if starter.case is Case.HOURS_UNKNOWN:
        lessons = None
    return NewEmployment(
        started_on=starter.started_on,
        contract_type=kind,
        fte=fte,
        school_id=stage.places[Place.SCHOOL, school],
        finished_on=until,
        fte_agreed=agreed,
        lesson_hours=lessons,
        salary_scale=scale,
        salary_step=step,
    )


def _salary(starter: DemoStarter, sector: str, year: int) -> tuple[str, int]:
    experienced = starter.kind in {StarterKind.EXPERIENCED_NEW_HERE, StarterKind.RETURNER}
    return ("L10" if sector == "po" else "LB"), (4 if experienced else 0) + year


def _lessons(sector: str, fte: Decimal, year: int) -> int | None:
    """Return the hours of lessons in the timetable, with the reduction of the year taken off."""
    if sector != "vo":
        return None
    return int(_FULL_TASK * fte * _KEPT.get(year, Decimal(1)))


def _pair(stage: Stage, starter: DemoStarter, line: Trajectory) -> None:
    """Give a starter the coach: from the first weeks, or from when somebody arranges the line."""
    if not starter.coach and not starter.other_coach:
        return
    first = date(starter.cohort, 8, 24)
    if starter.case is Case.CLAIMED:
        first = stage.day(1, 2, 16)
    coach = starter.other_coach or starter.coach
    school = starter.other_school if starter.case is Case.MOVED else starter.school
    with stage.on(first - timedelta(days=3)) as at:
        if school:
            by = stage.acting(Role.SCHOOL_EDUCATOR, school, at)
        else:
            by = stage.acting(Role.POOL_COORDINATOR, starter.board, at)
        actions.pair(by=by, at=at, trajectory_id=line.pk, coach_id=stage.people[coach], started_on=first)


def _claim(stage: Stage, line: Trajectory) -> None:
    with stage.on(stage.day(1, 2, 9)) as at:
        actions.claim_starter(by=stage.acting(Role.POOL_COORDINATOR, "", at), at=at, trajectory_id=line.pk)


def _pause(stage: Stage, starter: DemoStarter, line: Trajectory) -> None:
    """Let a line stand still from February to June of the first year."""
    first = date(starter.cohort + 1, 2, 2)
    with stage.on(first - timedelta(days=10)) as at:
        by = stage.acting(Role.SCHOOL_EDUCATOR, starter.school, at)
        actions.pause(by=by, at=at, trajectory_id=line.pk, started_on=first)
    with stage.on(date(starter.cohort + 1, 5, 20)) as at:
        pause = Pause.objects.get(trajectory=line.pk)
        by = stage.acting(Role.SCHOOL_EDUCATOR, starter.school, at)
        actions.end_pause(by=by, at=at, pause_id=pause.pk, finished_on=date(starter.cohort + 1, 6, 1))


def end_and_change(stage: Stage) -> None:
    """Let the lines of the cohorts before this year end, move and go on."""
    for starter in stage.described.starters:
        line = stage.lines.get(starter.person)
        if line is None or starter.cohort == stage.year:
            continue
        if starter.finished_on:
            _leave(stage, starter, line, announced=starter.finished_on - timedelta(days=75))
        elif starter.case is Case.EXTENDED:
            with stage.on(stage.day(1, 6, 10)) as at:
                by = stage.acting(Role.SCHOOL_EDUCATOR, starter.school, at)
                actions.extend(by=by, at=at, trajectory_id=line.pk, days=184)
        elif starter.cohort == stage.year - 3:
            with stage.on(stage.day(1, 7, 8)) as at:
                actions.complete(
                    by=stage.operator(), at=at, trajectory_id=line.pk, finished_on=date(stage.year, 8, 1)
                )
        elif starter.case is Case.MOVED:
            _move(stage, starter, line)
        elif starter.case is Case.LEAVING:
            _leave(
                stage,
                starter,
                line,
                announced=stage.now.date() - timedelta(days=7),
                on=(stage.now.date() + _LEAVES_IN).replace(day=1),
            )
        if starter.cohort > stage.year - 3 and starter.school and not starter.finished_on:
            _new_year(stage, starter, line)


def _leave(
    stage: Stage, starter: DemoStarter, line: Trajectory, *, announced: date, on: date | None = None
) -> None:
    day = on or starter.finished_on
    assert day is not None
    with stage.on(announced) as at:
        by = stage.acting(Role.SCHOOL_EDUCATOR, starter.school, at) if starter.school else stage.operator()
        actions.leave(by=by, at=at, trajectory_id=line.pk, finished_on=day)


def _move(stage: Stage, starter: DemoStarter, line: Trajectory) -> None:
    """Let the new school ask, the starter say yes, and a coach there take over."""
    first = date(stage.year, 8, 1)
    with stage.on(stage.day(1, 5, 18)) as at:
        by = stage.acting(Role.SCHOOL_EDUCATOR, starter.school, at)
        actions.ask_to_move(
            by=by,
            at=at,
            email=stage.person(starter.person).email,
            school_id=stage.places[Place.SCHOOL, starter.school],
            starts_on=first,
            fte=Decimal(str(starter.fte)),
        )
    with stage.on(stage.day(1, 5, 27)) as at:
        move = Move.objects.get(trajectory=line.pk)
        luggage = [Luggage.HOURS, Luggage.NEEDS]
        actions.agree_to_move(by=stage.actor(starter.person, at), at=at, move_id=move.pk, luggage=luggage)
    with stage.on(stage.day(0, 8, 20)) as at:
        actions.pair(
            by=stage.acting(Role.SCHOOL_EDUCATOR, starter.school, at),
            at=at,
            trajectory_id=line.pk,
            coach_id=stage.people[starter.coach],
            started_on=stage.day(0, 8, 24),
        )


def _new_year(stage: Stage, starter: DemoStarter, line: Trajectory) -> None:
    """Let the appointment follow: another salary step, and in secondary education other hours of lessons."""
    sector = stage.school(starter.school).sector
    year = stage.year - starter.cohort + 1
    with stage.on(date(stage.year, 7, 6)) as at:
        by = stage.acting(Role.SCHOOL_EDUCATOR, starter.school, at)
        school = stage.places[Place.SCHOOL, starter.school]
        for row in Employment.objects.filter(trajectory=line.pk, finished_on=None, school=school):
            scale, step = _salary(starter, sector, year)
            actions.change_employment(
                by=by,
                at=at,
                employment_id=row.pk,
                expected_version=row.version,
                from_on=date(stage.year, 8, 1),
                contract_type=ContractType(row.contract_type),
                fte=row.fte,
                lesson_hours=_lessons(sector, row.fte, year),
                salary_scale=scale,
                salary_step=step,
            )


def ask_the_substitute(stage: Stage) -> None:
    """Let a school ask the starter without a board to come: the answer is hers."""
    person = stage.persona("starter-zonder-bestuur")
    school = stage.described.other_school
    today = stage.now.date()
    with stage.on(today - timedelta(days=4)) as at:
        actions.ask_to_move(
            by=stage.acting(Role.SCHOOL_EDUCATOR, school, at),
            at=at,
            email=stage.person(person).email,
            school_id=stage.places[Place.SCHOOL, school],
            starts_on=(today + timedelta(days=40)).replace(day=1),
            contract_type=ContractType.REPLACEMENT,
            fte=Decimal("0.4"),
        )
