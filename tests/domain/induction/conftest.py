"""A school with a programme, and the people around it."""

from datetime import date
from decimal import Decimal

import pytest

from startlijn.base.access.terms import Actor
from startlijn.domain.induction import actions
from startlijn.domain.induction.models import ProgrammeElement, ProgrammeVersion
from startlijn.domain.induction.rules.elements import NewElement
from startlijn.domain.induction.terms import Criterion, ElementForm, ElementKind, Owner
from tests.conftest import AT, World

DAY = date(2026, 11, 2)


def new(title: str = "Talk", **fields) -> NewElement:
    """An element with little in it."""
    usual = {
        "year": 1,
        "form": ElementForm.INDIVIDUAL,
        "kind": ElementKind.COACHING_TALK,
        "criteria": (Criterion.INTERVISION,),
        "times": 4,
        "starter_hours": Decimal(4),
        "coach_hours": Decimal(4),
        "fixed_coach": True,
        "owner": Owner.COACH,
    }
    return NewElement(title_nl=title, **usual | fields)


class Office:
    """The office of a school educator who designs; everything goes through the actions."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.person = world.person("school_educator", "school", world.school.pk)
        self.educator: Actor = self._actor(self.person)

    def _actor(self, person) -> Actor:
        from startlijn.base.people.queries import actor_of_person

        return actor_of_person(person.pk, partnership_id=self.world.partnership.pk, at=AT)

    def do(self, verb, by: Actor | None = None, **given):
        """Do a verb as the educator, or as somebody else."""
        with self.world.here():
            return verb(by=by or self.educator, at=AT, **given)

    def ask(self, query, *arguments, by: Actor | None = None, **given):
        """Ask a query as the educator, or as somebody else."""
        with self.world.here():
            return query(by or self.educator, *arguments, **given)

    def start(self, template: str | None = None, **fields) -> ProgrammeVersion:
        given = {"school_id": self.world.school.pk, "sector": "po", "title": "Our programme"}
        return self.do(actions.start_programme, **given | {"template": template} | fields)

    def add(self, version: ProgrammeVersion, *elements: NewElement) -> list[ProgrammeElement]:
        return [
            self.do(actions.add_element, version_id=version.pk, element=each) for each in elements or (new(),)
        ]

    def publish(self, version: ProgrammeVersion, year: int = 2026) -> ProgrammeVersion:
        """Let a version hold, by way of the staff council."""
        self.do(actions.send_for_consultation, version_id=version.pk, on=DAY)
        return self.do(actions.put_in_force, version_id=version.pk, from_year=year)

    def publish_as(self, by: Actor, version: ProgrammeVersion) -> ProgrammeVersion:
        """Add an element and let a version hold, as somebody else."""
        self.do(actions.add_element, by, version_id=version.pk, element=new())
        self.do(actions.send_for_consultation, by, version_id=version.pk, on=DAY)
        return self.do(actions.put_in_force, by, version_id=version.pk, from_year=2026)

    def template(self, title: str = "Our template", *elements: NewElement) -> ProgrammeVersion:
        """A template of the partnership that holds."""
        by = self.world.operator
        made = self.do(actions.start_programme, by, sector="po", title=title)
        for each in elements or (new(),):
            self.do(actions.add_element, by, version_id=made.pk, element=each)
        return self.do(actions.put_in_force, by, version_id=made.pk, from_year=2026)

    def titles(self, version: ProgrammeVersion) -> list[tuple[int, int, str]]:
        """Year, place and name of the elements, in order."""
        from startlijn.domain.induction.queries import elements_of

        with self.world.here():
            return [(row.year, row.position, row.title_nl) for row in elements_of(version.pk)]


@pytest.fixture
def office(world: World) -> Office:
    return Office(world)
