"""Starters in every position, with everything on their lines: see `POSITIONS`.

Starters and coaches among the personas take part, so that they come upon their own rows. Dates count from
today, because the gate does.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Model

from startlijn.base.access.terms import Permission, Place, Role
from startlijn.base.people.models import Person
from startlijn.base.seams import today
from startlijn.domain.guidance.models import (
    CalendarFeed,
    CoachPairing,
    CoachProfile,
    ContactNote,
    Employment,
    Move,
    NeedsIntake,
    Pause,
    RegistrationMoment,
    Step,
    Tick,
    TickLink,
    Trajectory,
)
from startlijn.domain.induction.models import ProgrammeVersion
from tests.conftest import AT
from tests.matrix.things import MARK, Half, Thing, Way, stands

NOW, ENDED, ANNOUNCED = "now", "ended", "announced"


@dataclass(frozen=True)
class Position:
    """How one starter stands. `works`: at which school (or "board", or "nowhere"), and whether still or soon.

    `coaches`: who, and whether that pairing holds. `pool`: which pool arranges, if any.
    """

    who: str
    works: dict[str, str]
    coaches: dict[str, str] = field(default_factory=dict)
    pool: str = ""


POSITIONS = (
    Position("at school", {"own": NOW}, {"coach at school": NOW}),
    # A pool of the partnership, and a coach of a board.
    Position("of the partnership", {"nowhere": NOW}, {"coach at board": NOW}, pool="partnership"),
    Position("of the board", {"board": NOW}, {"both": NOW}, pool="board"),
    # Another school of the board, with a coach from the own school.
    Position("sister", {"sister": NOW}, {"coach at school": NOW}),
    # Left the own school for another board; the coach of before is no coach any more.
    Position("away", {"own": ENDED, "strange": NOW}, {"coach at school": ENDED, "both": NOW}),
    # Two schools at once; the coach begins next month.
    Position("two", {"own": NOW, "sister": NOW}, {"coach at school": ANNOUNCED}),
    # Comes to the own school next month, from another board.
    Position("coming", {"twin": NOW, "own": ANNOUNCED}, {"both": NOW}),
)


def _dates(state: str) -> tuple[date, date | None]:
    on, month = today(), timedelta(days=30)
    return {
        NOW: (on - 2 * month, None),
        ENDED: (on - 12 * month, on - 3 * month),
        ANNOUNCED: (on + month, None),
    }[state]


def _somebody(half: Half, who: str) -> Person:
    personas = {
        "at school": (Role.STARTER, Place.SCHOOL),
        "of the partnership": (Role.STARTER, Place.PARTNERSHIP),
        "of the board": (Role.STARTER, Place.BOARD),
        "coach at school": (Role.COACH, Place.SCHOOL),
        "coach at board": (Role.COACH, Place.BOARD),
    }
    return half.persona(*personas[who]).person if who in personas else half.people[who]


class Line:
    """The line of one starter in the scene: its rows, and who reaches them."""

    def __init__(self, half: Half, position: Position) -> None:
        self.half, self.position = half, position
        self.starter = _somebody(half, position.who)
        self.common = {"partnership": half.world.partnership}
        board = half.places[Place.BOARD]
        places = [name for name, state in position.works.items() if state != ENDED]
        schools = [half.schools[name] for name in places if name in half.schools]
        boards = {school.board_id for school in schools} | ({board} if "board" in places else set())
        at_school = stands(school=tuple(school.pk for school in schools))
        at_board = stands(board=tuple(boards))
        whole = stands(partnership=half.whole if position.pool == "partnership" else ())
        self.own = Way(people=frozenset({self.starter.pk}))
        self.guide = Way(
            people=frozenset(_somebody(half, who).pk for who, at in position.coaches.items() if at == NOW)
        )
        where = {school.pk for school in schools} | boards
        for person_id in (self.starter.pk, *self.guide.people):
            half.told.setdefault(person_id, set()).update(where)
        half.told[self.starter.pk] |= {row.pk for row in (half.schools["twin"], half.schools["twin"].board)}
        self.read, self.led = Way(at_school | at_board), Way(at_school)
        self.pool = stands(board=board if position.pool == "board" else ()) | whole
        # Who runs a pool registers for the pool alone.
        self.register = Way(at_school | at_board, fewer={Role.POOL_COORDINATOR: self.pool})
        self.arrange = Way(at_school | self.pool)

    def add(self) -> None:
        """Add the trajectory and everything that hangs off it."""
        half, name = self.half, str(self.starter)
        self.trajectory = self._trajectory()
        half.add(
            self.trajectory,
            name,
            line_own=self.own,
            line_guide=self.guide,
            line_read=self.read,
            line_arrange=self.arrange,
            line_register=self.register,
        )
        for where, state in self.position.works.items():
            self._add_employment(where, state)
        pause = Pause.objects.create(
            **self.common, trajectory=self.trajectory, started_on=today() - timedelta(days=10)
        )
        half.add(pause, line_own=self.own, line_arrange=self.arrange)
        move = Move.objects.create(
            **self.common,
            trajectory=self.trajectory,
            to_school=half.schools["twin"],
            starts_on=today() + timedelta(days=60),
            asked_at=AT,
        )
        half.add(move, line_own=self.own)
        intake = NeedsIntake.objects.create(
            **self.common, trajectory=self.trajectory, own_words=f"{MARK} need of {name}", answered_at=AT
        )
        half.add(intake, intake.own_words, line_own=self.own, line_guide=self.guide)
        for who, state in self.position.coaches.items():
            self._add_pairing(_somebody(half, who), state)
        self._add_step()

    def _trajectory(self) -> Trajectory:
        half, pool = self.half, self.position.pool
        version = ProgrammeVersion.objects.filter(
            programme__school=half.schools["own"], stage="in_force"
        ).first()
        return Trajectory.objects.create(
            **self.common,
            person=self.starter,
            sector="po",
            starter_type="recent_graduate",
            version_followed=version,
            pool=half.world.partnership if pool == "partnership" else None,
            pool_board_id=half.places[Place.BOARD] if pool == "board" else None,
            started_on=today() - timedelta(days=300),
            ends_on=today() + timedelta(days=700),
            registered_at=AT,
        )

    def _add_employment(self, where: str, state: str) -> None:
        school = self.half.schools.get(where)
        board_id = school.board_id if school else self.half.places[Place.BOARD] if where == "board" else None
        started_on, finished_on = _dates(state)
        row = Employment.objects.create(
            **self.common,
            trajectory=self.trajectory,
            school=school,
            board_id=board_id,
            contract_type="temporary" if board_id else "none",
            fte="0.5",
            started_on=started_on,
            finished_on=finished_on,
        )
        places = stands(
            school=school.pk if school else (),
            board=board_id or (),
        )
        fewer = {Role.POOL_COORDINATOR: self.pool}
        self.half.add(row, line_own=self.own, line_register=Way(places, fewer=fewer))

    def _add_pairing(self, coach: Person, state: str) -> None:
        started_on, finished_on = _dates(state)
        holds = Way(people=frozenset({coach.pk} if state == NOW else ()))
        pairing = CoachPairing.objects.create(
            **self.common,
            trajectory=self.trajectory,
            coach=coach,
            started_on=started_on,
            finished_on=finished_on,
        )
        plan = {"line_own": self.own, "line_read": self.read, "line_arrange": self.arrange}
        self.half.add(pairing, str(coach), **plan, line_guide=holds)
        note = ContactNote.objects.create(
            **self.common,
            pairing=pairing,
            on=started_on,
            worked=f"{MARK} note of {coach} on {self.starter}",
            written_at=AT,
        )
        self.half.add(note, note.worked, line_own=self.own, line_guide=holds)

    def _add_step(self) -> None:
        """Add a step of last week with a tick of the coach, and a link for the starter's."""
        step = Step.objects.create(
            **self.common,
            trajectory=self.trajectory,
            year=1,
            kind="coaching_talk",
            form="individual",
            title_nl=f"{MARK} step of {self.starter}",
            planned_on=today() - timedelta(days=7),
            starter_minutes=60,
            coach_minutes=60,
            with_coach=True,
        )
        tick = Tick.objects.create(
            **self.common, step=step, side="coach", outcome="done", minutes=45, ticked_at=AT
        )
        ways = {
            "line_own": self.own,
            "line_guide": self.guide,
            "line_read": self.read,
            "line_arrange": self.arrange,
        }
        # A board knows that there is a plan and its hours, not what is in it.
        self.half.add(step, step.title_nl, **{**ways, "line_read": self.led})
        self.half.add(tick, **ways)
        link = TickLink.objects.create(
            **self.common,
            step=step,
            person=self.starter,
            side="starter",
            token_hash=f"{self.half.world.partnership.slug} link {self.position.who}",
            expires_at=AT + timedelta(days=14),
        )
        self.half.things.append(Thing(link, self.half.whole, {}))


def _own_rows(half: Half, person: Person) -> Iterator[Model]:
    """Yield what belongs to one person alone."""
    common = {"partnership": half.world.partnership, "person": person}
    yield CalendarFeed.objects.create(**common, token_hash=f"feed {person.pk}", made_at=AT)
    yield RegistrationMoment.objects.create(**common, on=today(), seconds=90)


def _add_coach(half: Half, who: str, school: str, works: tuple[str, ...]) -> None:
    """Add what a coach has to give, held at a school or, without one, at the own board.

    `works`: the schools that may have this coach; who arranges lines there reads it on a page.
    """
    at = half.schools.get(school)
    board_id = at.board_id if at else half.places[Place.BOARD]
    profile = CoachProfile.objects.create(
        partnership=half.world.partnership, person=_somebody(half, who), school=at, board_id=board_id
    )
    schools = [half.schools[name] for name in works]
    gate = Way(stands(partnership=half.whole, board=board_id, school=at.pk if at else ()))
    page = Way(
        stands(
            partnership=half.whole,
            board=tuple(each.board_id for each in schools),
            school=tuple(each.pk for each in schools),
        )
    )
    own = Way(people=frozenset({profile.person_id}))
    half.things.append(
        Thing(
            profile,
            half.whole,
            {},
            str(profile.person),
            pages={Permission.LINE_ARRANGE: ((Permission.LINE_ARRANGE, page),)},
            ways={Permission.LINE_ARRANGE: gate, Permission.LINE_GUIDE: own},
        )
    )


def _tell_who_arranges(half: Half) -> None:
    """Tell who arranges lines all coaches, by name and place, and where a starter works besides."""
    coaches = {_somebody(half, who).pk for who in ("coach at school", "coach at board", "both")}
    places = {
        half.places[Place.BOARD],
        *(half.schools[name].pk for name in ("own", "sister", "strange", "twin")),
    }
    for role, place in (
        (Role.SCHOOL_EDUCATOR, Place.SCHOOL),
        (Role.POOL_COORDINATOR, Place.BOARD),
        (Role.POOL_COORDINATOR, Place.PARTNERSHIP),
    ):
        half.told.setdefault(half.persona(role, place).person.pk, set()).update(coaches | places)


def add_guidance(half: Half) -> None:
    """Add everything of guidance to half of the scene."""
    with half.world.here():
        for position in POSITIONS:
            Line(half, position).add()
        _tell_who_arranges(half)
        for who in ("at school", "coach at school"):
            person = _somebody(half, who)
            half.things += [
                Thing(row, half.whole, {}, person_id=person.pk) for row in _own_rows(half, person)
            ]
        _add_coach(half, "coach at school", "own", ("own",))
        _add_coach(half, "coach at board", "", ("own", "sister"))
        _add_coach(half, "both", "strange", ("own", "strange"))
