"""The explanation of a row names exactly those who see it: everybody the gate lets in, and nobody else."""

import pytest

from startlijn.base.access.rules import operator
from startlijn.base.access.terms import Permission
from startlijn.base.privacy.queries import explained, why
from startlijn.base.privacy.rules import permissions
from startlijn.base.tenancy import within
from tests.matrix.scene import Scene
from tests.matrix.test_gate import seen
from tests.matrix.things import Thing

pytestmark = pytest.mark.django_db


def named(scene: Scene, thing: Thing) -> set[str]:
    with within(scene.here.whole):
        told = why(operator(scene.here.whole), thing.model._meta.label, thing.row.pk)
    return {reason.person_name for reason in told.reasons}


def test_everybody_who_sees_a_row_is_named_and_nobody_else(scene):
    wrong = []
    for model in {thing.model: None for thing in scene.here.things if thing.model._meta.label in explained()}:
        read = permissions(model.declared)
        things = [thing for thing in scene.here.things if thing.model is model]
        sees = {
            persona.person: set.union(*(seen(persona, Permission(each), model) for each in read))
            for persona in scene.here.personas
        }
        for thing in things:
            wanted = {str(person) for person, rows in sees.items() if thing.row.pk in rows}
            others = {str(person) for person in scene.here.people.values()}
            found = named(scene, thing) - others
            if found != wanted:
                wrong.append(f"{thing.row} of {model.__name__}: {sorted(found ^ wanted)}")
    assert wrong == []
