"""Fixtures that every test may use: a partnership, people with roles, and their browsers."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest
from django.test import Client

from tests.matrix.counting import pytest_runtest_logreport, pytest_terminal_summary

__all__ = ["pytest_runtest_logreport", "pytest_terminal_summary"]
SHARED = Path(__file__).resolve().parents[2] / "shared"
AT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
START = date(2024, 8, 1)


@pytest.fixture
def shared_data() -> Path:
    """The folder with real open data; the test is skipped where it is not there."""
    folder = SHARED / "data"
    if not folder.is_dir():
        pytest.skip("the real open data (../shared/data) are not on this machine")
    return folder


@pytest.fixture
def world(db: None) -> "World":
    """One partnership with a sub-region, a board and a school, and verbs to add more."""
    return World()


class World:
    """A small partnership for a test, built through the real actions."""

    def __init__(self, slug: str = "zuid") -> None:
        from startlijn.base.access.rules import operator
        from startlijn.base.organisations import actions as organisations

        self.partnership = organisations.create_partnership(
            by=operator(), at=AT, name=f"Partnership {slug}", slug=slug
        )
        self.operator = operator(self.partnership.pk)
        self._people = 0
        with self.here():
            self.sub_region = organisations.create_sub_region(by=self.operator, at=AT, name="Den Bosch")
            self.board = self.add_board("Bestuur De Lijn")
            self.school = self.add_school("De Regenboog")

    def here(self):
        from startlijn.base.tenancy import within

        return within(self.partnership.pk)

    def add_board(self, name: str):
        from startlijn.base.organisations import actions as organisations

        with self.here():
            return organisations.create_board(by=self.operator, at=AT, name=name)

    def add_school(
        self, name: str, *, board=None, latitude: float = 51.69, longitude: float = 5.30, **fields
    ):
        from startlijn.base.organisations import actions as organisations

        with self.here():
            return organisations.create_school(
                by=self.operator,
                at=AT,
                board_id=(board or self.board).pk,
                sub_region_id=fields.pop("sub_region", self.sub_region).pk,
                name=name,
                sector=fields.pop("sector", "po"),
                place=fields.pop("place", "Den Bosch"),
                latitude=latitude,
                longitude=longitude,
                precision="address",
                started_on=START,
                **fields,
            )

    def person(self, role=None, place: str = "partnership", place_id: UUID | None = None, name: str = "Noor"):
        """A person with an account and, when `role` is given, that role."""
        from startlijn.base.access.terms import Place, Role
        from startlijn.base.people import actions as people

        self._people += 1
        with self.here():
            person = people.add_person(
                by=self.operator,
                at=AT,
                given_name=name,
                family_name=f"Jansen {self._people}",
                email=f"{self.partnership.slug}{self._people}@example.org",
            )
            if role is not None:
                people.give_role(
                    by=self.operator,
                    at=AT,
                    person_id=person.pk,
                    role=Role(role),
                    place=Place(place),
                    place_id=place_id or self.partnership.pk,
                    started_on=START,
                )
        return person

    def actor(self, role, place: str = "partnership", place_id: UUID | None = None):
        """An actor with one role."""
        from startlijn.base.people.queries import actor_of_person

        person = self.person(role, place, place_id)
        return actor_of_person(person.pk, partnership_id=self.partnership.pk, at=AT)

    def browser(self, person=None, language: str = "en") -> Client:
        """A browser in which the person is logged in (nobody when None)."""
        client = Client(headers={"accept-language": language})
        if person is not None:
            client.force_login(person.account)
        return client


@pytest.fixture
def another_world(db: None) -> World:
    """A second partnership, for strangers."""
    return World("noord")


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Tests read English unless they say otherwise."""
    from django.utils import translation

    with translation.override("en"):
        yield


@pytest.fixture
def worlds(world: World, another_world: World) -> tuple[World, World]:
    """Two partnerships."""
    return world, another_world
