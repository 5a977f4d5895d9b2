"""People and where they work: names and roles, no addresses."""

from datetime import date
from typing import Any
from uuid import UUID

from ninja import Query, Router

from startlijn.api.doors import Request, operation
from startlijn.api.shapes import Output, Page, Search, page_of_rows
from startlijn.base.access.terms import Permission, Place, Role
from startlijn.base.people import queries
from startlijn.base.people.queries import RoleLine

router = Router(tags=["People"])


class RoleHeld(Output):
    """A role at a place, from `started_on` until, not including, `finished_on`; `holds` tells of today."""

    role: Role
    place: Place
    place_name: str
    started_on: date
    finished_on: date | None
    holds: bool


class Person(Output):
    """Somebody, with the roles that you may know about: in the list those that hold today, else all."""

    id: UUID
    name: str
    roles: list[RoleHeld]


def _role(line: RoleLine) -> RoleHeld:
    return RoleHeld(
        role=line.role,
        place=line.place,
        place_name=line.place_name,
        started_on=line.started_on,
        finished_on=line.finished_on,
        holds=line.holds,
    )


@operation(router.get, "/people", Permission.PEOPLE_READ, gives=Page[Person])
def list_people(request: Request, given: Query[Search]) -> Page[Person]:
    """List the people that you may know about, by name."""

    def make(row: Any) -> Person:
        return Person(id=row.pk, name=str(row), roles=[_role(line) for line in queries.role_lines(row.held)])

    return page_of_rows(queries.search_people(request.actor, given.q), given, make)


@operation(router.get, "/people/{uuid:person_id}", Permission.PEOPLE_READ, gives=Person)
def get_person(request: Request, person_id: UUID) -> Person:
    """Give one person."""
    found, lines = queries.person_page(request.actor, person_id)
    return Person(id=found.pk, name=str(found), roles=[_role(line) for line in lines])
