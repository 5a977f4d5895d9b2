"""Every role, every permission, every row: the gate gives what was agreed, no more and no less (P10, P14)."""

import pytest

from startlijn.base.access.queries import visible
from startlijn.base.access.terms import ROLES, Permission, Place, UndeclaredWayError
from startlijn.base.tenancy import within
from tests.matrix.agreed import agreed, reaches
from tests.matrix.counting import GATE
from tests.matrix.scene import Scene
from tests.matrix.things import Persona

pytestmark = pytest.mark.django_db


def seen(persona: Persona, permission: Permission, model: type) -> set:
    """Return which rows the gate gives; none with a permission by which the table is never read."""
    with within(persona.partnership_id):
        try:
            return set(visible(persona.actor, permission, model).values_list("pk", flat=True))
        except UndeclaredWayError:
            return set()


def differences(scene: Scene, personas, permissions, models) -> list[str]:
    """Return where the gate and the agreement differ."""
    found = []
    for persona in personas:
        for permission in permissions:
            for model in models:
                things = scene.things_of(model)
                wanted = {thing.row.pk for thing in things if reaches(persona, permission, thing, page=False)}
                given = seen(persona, permission, model) & {thing.row.pk for thing in things}
                if given != wanted:
                    found.append(
                        f"{persona.label}, {permission}, {model.__name__}: "
                        f"{len(given - wanted)} too many, {len(wanted - given)} too few"
                    )
    return found


def models(scene: Scene) -> list[type]:
    return list({thing.model: None for thing in scene.things if not thing.shared})


@pytest.mark.parametrize("permission", Permission)
def test_gate_gives_what_was_agreed(scene, permission, record_property):
    rows = [thing for thing in scene.things if not thing.shared]
    record_property(GATE, len(scene.personas) * len(rows))
    assert differences(scene, scene.personas, [permission], models(scene)) == []


def test_every_role_is_agreed_upon():
    held = {(role, place): definition.at(place) for role, definition in ROLES.items() for place in Place}
    assert agreed() == held


def test_stranger_sees_no_row_of_another_partnership(scene):
    strange = {thing.row.pk for thing in scene.there.things}
    leaks = [
        (persona.label, permission, model.__name__)
        for persona in scene.here.personas
        for permission in agreed()[persona.role, persona.place]
        for model in models(scene)
        if seen(persona, permission, model) & strange
    ]
    assert leaks == []
