"""The matrix would notice: every change of the policy, one at a time, makes it differ (trust.md P11)."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from startlijn.base.access.terms import EVERYBODY, ROLES, Permission, Role
from startlijn.base.people.models import RoleAssignment
from startlijn.base.tenancy import Declaration
from tests.matrix.counting import KILLED, MUTANTS
from tests.matrix.scene import Scene
from tests.matrix.test_gate import differences, models

pytestmark = pytest.mark.django_db


def _declared(model: type) -> Declaration:
    return model.declared


def _with_ways(scene: Scene) -> list[type]:
    return [model for model in models(scene) if _declared(model).ways]


def _asked(declared: Declaration) -> list[Permission]:
    """Return with which permissions a table is read; for one without ways, some that everybody knows."""
    if not declared.ways:
        return [Permission.GROUPS_READ, *EVERYBODY]
    return [Permission(each) for each in (declared.read, *declared.ways) if each]


def _shorter(declared: Declaration) -> Iterator[tuple[str, Declaration]]:
    """Yield a declaration with one path less, for each path that it has."""
    for place in declared.reach:
        paths = {other: path for other, path in declared.reach.items() if other != place}
        yield f"{declared.read} from {place}", replace(declared, reach=paths)
    for permission, way in declared.ways.items():
        for place in way:
            paths = {other: path for other, path in way.items() if other != place}
            yield f"{permission} from {place}", replace(declared, ways={**declared.ways, permission: paths})
    for role, fewer in declared.by_role.items():
        yield f"as many to {role}", replace(declared, by_role={})
        for permission, way in fewer.items():
            for place in way:
                paths = {other: path for other, path in way.items() if other != place}
                yield (
                    f"{permission} of {role} from {place}",
                    replace(declared, by_role={role: {**fewer, permission: paths}}),
                )


def _begins(model: type, relation: str) -> bool:
    """Tell whether a relation has a first day besides a last one."""
    for name in relation.split("__") if relation else ():
        model = model._meta.get_field(name).related_model  # type: ignore[attr-defined]
    return any(field.name == "started_on" for field in model._meta.get_fields())  # type: ignore[attr-defined]


def _timeless(model: type, declared: Declaration) -> Iterator[tuple[str, Declaration]]:
    """Yield a declaration in which one relation with dates counts forever, or from too early on."""
    for relation in declared.holds:
        others = tuple(other for other in declared.holds if other != relation)
        yield f"holds {relation}", replace(declared, holds=others)
        early = replace(declared, holds=others, lasts=(*declared.lasts, relation))
        yield f"lasts {relation} instead of holds", early
    for relation in declared.lasts:
        others = tuple(other for other in declared.lasts if other != relation)
        yield f"lasts {relation}", replace(declared, lasts=others)
        if not _begins(model, relation):
            continue
        late = replace(declared, lasts=others, holds=(*declared.holds, relation))
        yield f"holds {relation} instead of lasts", late


@pytest.fixture
def tell(record_property: Callable[[str, object], None]) -> Callable[[int, list[str]], None]:
    """Count how many changes were tried, and how many of them were noticed."""

    def told(tried: int, survivors: list[str]) -> None:
        record_property(MUTANTS, tried)
        record_property(KILLED, tried - len(survivors))
        assert tried > 0
        if survivors:  # all of them: a comparison would show the first ones only
            pytest.fail("not noticed:\n" + "\n".join(map(str, survivors)), pytrace=False)

    return told


def _survivors(scene: Scene, monkeypatch: pytest.MonkeyPatch, model: type, mutants) -> list[str]:
    """Return which mutants of a declaration make no difference to anybody."""
    declared = _declared(model)
    found = []
    for name, mutant in mutants:
        monkeypatch.setattr(model, "declared", mutant)
        if not differences(scene, scene.here.personas, _asked(declared), [model]):
            found.append(f"{model.__name__}: {name}")
        monkeypatch.setattr(model, "declared", declared)
    return found


@pytest.mark.parametrize("role", Role)
def test_permission_more_or_less_is_noticed(scene, monkeypatch, role, tell):
    personas = [persona for persona in scene.here.personas if persona.role is role]
    survivors, tried = [], [permission for permission in Permission if permission not in EVERYBODY]
    for permission in tried:
        definition = ROLES[role]
        changed = replace(definition, permissions=definition.permissions ^ {permission})
        monkeypatch.setitem(ROLES, role, changed)
        if not differences(scene, personas, [permission], models(scene)):
            survivors.append(permission)
        monkeypatch.setitem(ROLES, role, definition)
    tell(len(tried), survivors)


@pytest.mark.parametrize("role", [role for role in Role if ROLES[role].at_school])
def test_what_a_role_may_besides_at_a_school_is_noticed(scene, monkeypatch, role, tell):
    besides = ROLES[role].at_school
    personas = [persona for persona in scene.here.personas if persona.role is role]
    monkeypatch.setitem(ROLES, role, replace(ROLES[role], at_school=frozenset()))
    survivors = [each for each in besides if not differences(scene, personas, [each], models(scene))]
    tell(len(besides), survivors)


def test_lost_way_to_a_row_is_noticed(scene, monkeypatch, tell):
    survivors, tried = [], 0
    for model in models(scene):
        mutants = list(_shorter(_declared(model)))
        tried += len(mutants)
        survivors += _survivors(scene, monkeypatch, model, mutants)
    tell(tried, survivors)


def test_relation_that_never_ends_is_noticed(scene, monkeypatch, tell):
    survivors, tried = [], 0
    for model in _with_ways(scene):
        mutants = list(_timeless(model, _declared(model)))
        tried += len(mutants)
        survivors += _survivors(scene, monkeypatch, model, mutants)
    tell(tried, survivors)


def test_guard_that_forgets_the_partnership_is_noticed(scene, monkeypatch):
    everything = replace(_declared(RoleAssignment), reach={"person": "partnership__pk"})
    monkeypatch.setattr(RoleAssignment, "declared", everything)
    assert differences(scene, scene.here.personas[:3], [Permission.OWN_ACCOUNT], [RoleAssignment]) != []
