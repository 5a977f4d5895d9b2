"""The matrix would notice: every change of the policy, one at a time, makes it differ (trust.md P11)."""

from dataclasses import replace

import pytest

from startlijn.base.access.terms import EVERYBODY, ROLES, Permission, Role
from startlijn.base.people.models import RoleAssignment
from startlijn.base.tenancy import Declaration
from tests.matrix.test_gate import differences, models

pytestmark = pytest.mark.django_db


def _declared(model: type) -> Declaration:
    return model.declared


@pytest.mark.parametrize("role", Role)
def test_permission_more_or_less_is_noticed(scene, monkeypatch, role):
    personas = [persona for persona in scene.here.personas if persona.role is role]
    survivors = []
    for permission in Permission:
        definition = ROLES[role]
        changed = replace(definition, permissions=definition.permissions ^ {permission})
        monkeypatch.setitem(ROLES, role, changed)
        if permission not in EVERYBODY and not differences(scene, personas, [permission], models(scene)):
            survivors.append(permission)
        monkeypatch.setitem(ROLES, role, definition)
    assert survivors == []


def test_lost_way_to_a_row_is_noticed(scene, monkeypatch):
    survivors = []
    for model in models(scene):
        declared = _declared(model)
        for place in declared.reach:
            shorter = {other: path for other, path in declared.reach.items() if other != place}
            monkeypatch.setattr(model, "declared", replace(declared, reach=shorter))
            if not differences(scene, scene.here.personas, [Permission.GROUPS_READ, *EVERYBODY], [model]):
                survivors.append((model.__name__, place))
            monkeypatch.setattr(model, "declared", declared)
    assert survivors == []


def test_guard_that_forgets_the_partnership_is_noticed(scene, monkeypatch):
    everything = replace(_declared(RoleAssignment), reach={"person": "partnership__pk"})
    monkeypatch.setattr(RoleAssignment, "declared", everything)
    assert differences(scene, scene.here.personas[:3], [Permission.OWN_ACCOUNT], [RoleAssignment]) != []
