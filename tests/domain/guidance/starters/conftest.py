"""A school with its educator, a second board, those who run pools, and verbs to register starters."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest

from startlijn.base.access.terms import Actor
from startlijn.base.people.queries import actor_of_person
from startlijn.base.seams import fixed
from startlijn.domain.guidance import actions
from startlijn.domain.guidance.models import Trajectory
from startlijn.domain.guidance.terms import ContractType, NewEmployment, StarterType
from tests.conftest import AT, World

FIRST = date(2026, 8, 1)
TODAY = AT.date()


def at(on: date) -> datetime:
    """Nine in the morning (UTC) on a day."""
    return datetime.combine(on, time(9), UTC)


class Office:
    """Those who register starters, each with the rights of one role; all goes through actions."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.school = world.school
        self.other_board = world.add_board("Bestuur De Poort")
        self.other_school = world.add_school("De Poort", board=self.other_board, sector="po")
        self.educator: Actor = world.actor("school_educator", "school", self.school.pk)
        self.other_educator: Actor = world.actor("school_educator", "school", self.other_school.pk)
        self.hr: Actor = world.actor("hr_advisor", "board", world.board.pk)
        self.pool: Actor = world.actor("pool_coordinator")
        self.board_pool: Actor = world.actor("pool_coordinator", "board", world.board.pk)

    def work(self, school=None, **given) -> NewEmployment:
        """An appointment at a school (the first one when nothing is said)."""
        place = {} if {"board_id", "nowhere"} & given.keys() else {"school_id": (school or self.school).pk}
        given.pop("nowhere", None)
        given.setdefault("started_on", FIRST)
        given.setdefault("contract_type", ContractType.TEMPORARY)
        return NewEmployment(**place, **{"fte": Decimal(1), **given})

    def register(self, *employments, by: Actor | None = None, when: date = FIRST, **given) -> Trajectory:
        """Register a starter, by the educator unless somebody else is named."""
        details = {
            "given_name": "Sanne",
            "family_name": "de Wit",
            "email": "sanne@example.org",
            "language": "nl",
            "sector": "po",
            "starter_type": StarterType.RECENT_GRADUATE,
            "started_on": FIRST,
        }
        with self.world.here(), fixed(at=at(when)):
            return actions.register_starter(
                by=by or self.educator,
                at=at(when),
                employments=list(employments or [self.work()]),
                **{**details, **given},
            )

    def do(self, verb, *, on: date = TODAY, by: Actor | None = None, **given):
        """Do a verb of guidance on a day."""
        with self.world.here(), fixed(at=at(on)):
            return verb(by=by or self.educator, at=at(on), **given)

    def as_starter(self, trajectory: Trajectory, on: date = TODAY) -> Actor:
        """The actor of the starter on a day."""
        with fixed(at=at(on)):
            return actor_of_person(trajectory.person_id, partnership_id=self.world.partnership.pk, at=at(on))


@pytest.fixture
def office(world: World) -> Office:
    return Office(world)
