"""What the scene is made of: rows with where they stand, people with one role, and half of the world.

Where a row stands is written down here apart from what its model declares: the tests compare the two.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID

from django.db import models

from startlijn.base.access.terms import Actor, Permission, Place, Role
from startlijn.base.organisations.models import School, SubRegion
from startlijn.base.people.models import Person
from startlijn.base.people.queries import actor_of_person
from tests.conftest import AT, World

MARK = "Zwaluw"
Stands = Mapping[Place, frozenset[UUID]]


@dataclass(frozen=True)
class Way:
    """Who reaches a row with one permission: from which places, and who because of a relation to it.

    `fewer`: roles that reach it from other places than the rest who have the permission.
    """

    stands: Stands = field(default_factory=dict)
    people: frozenset[UUID] = frozenset()
    fewer: Mapping[Role, Stands] = field(default_factory=dict)


# Permissions of which any will do, each with who reaches the row with it.
Opening = tuple[tuple[Permission, Way], ...]


@dataclass(frozen=True)
class Thing:
    """A row, and where it stands.

    `stands`: the places that reach it, whatever the permission. `ways`: where it stands per permission; with
    these no other permission reaches it, and `stands` is empty. `shown_at`: places whose people may also see
    its name, on the page of something else. `shared`: open data, for which the permission alone decides.
    `pages`: where queries and pages decide otherwise than the gate, because of its stage (a draft, a template
    that holds) or because that was agreed: which permissions open it instead, each with its way.
    """

    row: models.Model
    partnership_id: UUID
    stands: Stands
    name: str = ""
    person_id: UUID | None = None
    shown_at: frozenset[UUID] = frozenset()
    shared: bool = False
    pages: Mapping[Permission, Opening] = field(default_factory=dict)
    ways: Mapping[Permission, Way] = field(default_factory=dict)

    @property
    def model(self) -> type[models.Model]:
        return type(self.row)

    def opening(self, permission: Permission, *, page: bool) -> Opening:
        """Return what opens it where this permission is asked: by a page, or by the gate."""
        found = self.pages.get(permission) if page else None
        return found or ((permission, self.way(permission)),)

    def way(self, permission: Permission) -> Way:
        """Return who reaches it with a permission that somebody has."""
        if self.ways:
            return self.ways.get(permission, Way())
        return Way(self.stands, frozenset({self.person_id} if self.person_id else ()))


@dataclass(frozen=True)
class Persona:
    """Somebody who holds one role at one place."""

    person: Person
    role: Role
    place: Place
    place_id: UUID
    partnership_id: UUID

    @property
    def label(self) -> str:
        return f"{self.role} at {self.place}"

    @cached_property
    def actor(self) -> Actor:
        return actor_of_person(self.person.pk, partnership_id=self.partnership_id, at=AT)


@dataclass
class Half:
    """One of the two partnerships.

    `people` are those who are no persona, by what they are in the scene. `told` says which rows somebody may
    see the name of, on the page of something else: a starter that of the school where the starter works.
    """

    world: World
    things: list[Thing] = field(default_factory=list)
    personas: list[Persona] = field(default_factory=list)
    places: dict[Place, UUID] = field(default_factory=dict)
    schools: dict[str, School] = field(default_factory=dict)
    regions: dict[str, SubRegion] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    told: dict[UUID, set[UUID]] = field(default_factory=dict)

    @property
    def whole(self) -> UUID:
        """Return the partnership."""
        return self.world.partnership.pk

    def persona(self, role: Role, place: Place) -> Persona:
        """Return who holds a role at the own place of a kind."""
        return next(each for each in self.personas if (each.role, each.place) == (role, place))

    def add(self, row: models.Model, name: str = "", **ways: Way) -> None:
        """Add a row that is reached along ways; a key is a permission with `_` for its dot."""
        reached = {Permission(key.replace("_", ".", 1)): way for key, way in ways.items()}
        self.things.append(Thing(row, self.whole, {}, name, ways=reached))


def stands(**places: UUID | tuple[UUID, ...]) -> dict[Place, frozenset[UUID]]:
    """Return where a row stands: one or more ids per kind of place."""
    return {
        Place(place): frozenset(ids if isinstance(ids, tuple) else (ids,)) for place, ids in places.items()
    }
