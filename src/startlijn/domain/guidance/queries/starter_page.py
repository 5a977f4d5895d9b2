"""The page of one starter, for who registers and arranges: facts, work, entitlements, time. No coaching."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from startlijn.base.access.queries import get_visible, visible
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.seams import today
from startlijn.content import sector_rules
from startlijn.domain.guidance.models import Employment, Pause, Tick, Trajectory
from startlijn.domain.guidance.queries.places import reaches
from startlijn.domain.guidance.queries.relations import holding
from startlijn.domain.guidance.queries.starters import pairings_seen, pauses_of, year_on
from startlijn.domain.guidance.rules.entitlements import Appointment, Entitlements, entitlements
from startlijn.domain.guidance.rules.served import Served, served
from startlijn.domain.guidance.rules.standing import period, planned_end, standing_on
from startlijn.domain.guidance.terms import ContractType, Day, Ending, Standing
from startlijn.domain.induction.terms import Clock, StarterType


@dataclass(frozen=True, slots=True)
class Work:
    """An appointment as a page shows it."""

    id: UUID
    place: str
    contract_type: ContractType
    fte: Decimal
    fte_agreed: Decimal | None
    lesson_hours: int | None
    salary_scale: str
    salary_step: int | None
    started_on: date
    finished_on: date | None
    version: int
    is_past: bool


@dataclass(frozen=True, slots=True)
class Stopped:
    """A pause."""

    id: UUID
    started_on: date
    finished_on: date | None


@dataclass(frozen=True, slots=True)
class StarterPage:
    """A starter as who registers or arranges sees them. No coaching: only whether there is a coach."""

    id: UUID
    name: str
    email: str
    has_account: bool
    sector: str
    starter_type: StarterType
    subjects: str
    days: tuple[Day, ...]
    started_on: date
    ends_on: date
    finished_on: date | None
    ending: str
    extended_days: int
    standing: Standing
    year: int
    version: int
    has_programme: bool
    has_coach: bool
    in_pool: bool
    work: tuple[Work, ...]
    pauses: tuple[Stopped, ...]
    entitled: Entitlements
    served: Served
    may_arrange: bool
    may_undo: bool
    elsewhere: bool


def appointments_of(rows: Sequence[Employment]) -> list[Appointment]:
    """Return appointments as rules know them; school and board should have been selected along."""
    return [
        Appointment(
            id=row.pk,
            employer=row.board_id,
            place=_place(row),
            contract_type=ContractType(row.contract_type),
            holds=period(row.started_on, row.finished_on),
            fte=row.fte,
            fte_agreed=row.fte_agreed,
            lesson_hours=row.lesson_hours,
            salary_scale=row.salary_scale,
            salary_step=row.salary_step,
        )
        for row in rows
    ]


def _place(row: Employment) -> str:
    return row.school.name if row.school else row.board.name if row.board else ""


def _clock(line: Trajectory) -> Clock:
    followed = line.version_followed
    return Clock(followed.programme.clock) if followed else Clock.CALENDAR


def starter_page(actor: Actor, trajectory_id: UUID) -> StarterPage:
    """Return one starter; raise `NotVisibleError` when there is none for this actor.

    Only work within the actor's reach is shown and counted; `elsewhere` tells that there is more.
    """
    line = get_visible(actor, Permission.LINE_REGISTER, Trajectory, trajectory_id)
    on = today()
    person, account = line.person, line.person.account
    work, elsewhere = _work_seen(actor, line)
    arranges = visible(actor, Permission.LINE_ARRANGE, Trajectory).filter(pk=line.pk).exists()
    stops = list(visible(actor, Permission.LINE_ARRANGE, Pause).filter(trajectory=line)) if arranges else []
    pauses = pauses_of(stops)
    counted = appointments_of(work)
    return StarterPage(
        id=line.pk,
        name=str(person),
        email=account.email if account else "",
        has_account=account is not None,
        sector=line.sector,
        starter_type=StarterType(line.starter_type),
        subjects=line.subjects,
        days=tuple(day for day in Day if day in line.days),
        started_on=line.started_on,
        ends_on=planned_end(line.started_on, pauses, line.extended_days, on) if arranges else line.ends_on,
        finished_on=line.finished_on,
        ending=line.ending,
        extended_days=line.extended_days,
        standing=standing_on(
            on, started_on=line.started_on, finished_on=line.finished_on, ending=line.ending, pauses=pauses
        ),
        year=year_on(line, pauses, on),
        version=line.version,
        has_programme=line.version_followed_id is not None,
        has_coach=pairings_seen(actor).filter(holding(on), trajectory=line).exists(),
        in_pool=line.pool_id is not None or line.pool_board_id is not None,
        work=tuple(_work(row, on) for row in work),
        pauses=tuple(Stopped(row.pk, row.started_on, row.finished_on) for row in stops),
        entitled=entitlements(sector_rules().on(line.sector, on), counted, on=on, pauses=pauses),
        served=served(counted, clock=_clock(line), started_on=line.started_on, until=on, pauses=pauses),
        may_arrange=arranges,
        may_undo=not elsewhere and not Tick.objects.filter(step__trajectory=line).exists(),
        elsewhere=elsewhere,
    )


def _work_seen(actor: Actor, line: Trajectory) -> tuple[list[Employment], bool]:
    """Return the appointments within the actor's reach, and whether there are others."""
    work = Employment.objects.filter(trajectory=line).select_related("school", "board")
    seen = visible(actor, Permission.LINE_REGISTER, Employment).filter(trajectory=line)
    ids = set(seen.values_list("pk", flat=True))
    rows = list(work.order_by("started_on", "pk"))
    mine = [row for row in rows if row.pk in ids]
    return mine, len(mine) < len(rows)


def _work(row: Employment, on: date) -> Work:
    return Work(
        id=row.pk,
        place=_place(row),
        contract_type=ContractType(row.contract_type),
        fte=row.fte,
        fte_agreed=row.fte_agreed,
        lesson_hours=row.lesson_hours,
        salary_scale=row.salary_scale,
        salary_step=row.salary_step,
        started_on=row.started_on,
        finished_on=row.finished_on,
        version=row.version,
        is_past=row.finished_on is not None and row.finished_on <= on,
    )


def work_page(actor: Actor, employment_id: UUID) -> tuple[UUID, str, Work]:
    """Return an appointment that the actor may change, with whose line it is (id and name)."""
    row = get_visible(actor, Permission.LINE_REGISTER, Employment, employment_id)
    if not reaches(actor, row.board_id, row.school_id):
        raise NotVisibleError("Employment")
    get_visible(actor, Permission.LINE_REGISTER, Trajectory, row.trajectory_id)
    return row.trajectory_id, str(row.trajectory.person), _work(row, today())


def pause_page(actor: Actor, pause_id: UUID) -> tuple[UUID, str, Stopped]:
    """Return a pause that the actor arranges, with whose line it is (id and name)."""
    row = get_visible(actor, Permission.LINE_ARRANGE, Pause, pause_id)
    return (
        row.trajectory_id,
        str(row.trajectory.person),
        Stopped(row.pk, row.started_on, row.finished_on),
    )


def is_leaving(page: StarterPage) -> bool:
    """Tell whether somebody will leave, which can still be called off."""
    return page.standing in {Standing.LEAVING, Standing.COMING} and page.ending == Ending.LEFT
