"""Every table says what it holds, what for, how long, whose it is and who reads it (trust.md P14, P18)."""

from uuid import uuid4

import pytest
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from startlijn.base.access.terms import Permission, Place
from startlijn.base.organisations.models import Partnership, School
from startlijn.base.people.models import Person, RoleAssignment
from startlijn.base.privacy.queries import declared_models
from startlijn.base.privacy.terms import OTHER_TABLES, TRACES, UNTRACED
from startlijn.base.tenancy import (
    DataClass,
    Declaration,
    GuardedManager,
    TenantModel,
    UnscopedQueryError,
    everywhere,
)

LABELS = {"base", "domain"}
SECRETS = {"password", "token", "token_hash", "token_secret", "secret", "session_key", "session_data"}
PLACES = {"partnership": Partnership, "person": Person}


def own_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model._meta.app_label in LABELS]


def ends_at(model: type[models.Model], path: str) -> type[models.Model]:
    """Return the table whose key a lookup path gives; raises `FieldDoesNotExist` for a path that is wrong."""
    here = model
    for part in path.split("__"):
        if part == "pk":
            continue
        field = here._meta.get_field(part)
        if field.related_model is None:
            raise FieldDoesNotExist(path)
        here = field.related_model
    return here


def _wrong_paths(model: type[models.Model], declared: Declaration) -> list[str]:
    paths = [(declared.tenant, Partnership), (declared.subject, Person)]
    paths += [
        (path, PLACES.get(place) or RoleAssignment._meta.get_field(place).related_model)
        for place, path in declared.reach.items()
        if place in {*Place, "person"}
    ]
    wrong = []
    for path, target in paths:
        try:
            if path and ends_at(model, path) is not target:
                wrong.append(f"{path} does not lead to a {target.__name__}")
        except FieldDoesNotExist:
            wrong.append(f"{path} does not exist")
    return wrong


def faults(model: type[models.Model], declared: Declaration | None) -> list[str]:
    """Return what a declaration leaves open or says wrongly."""
    if declared is None:
        return ["declares nothing"]
    names = {field.name for field in model._meta.get_fields()}
    kept = {field.name for field in model._meta.concrete_fields}
    about_people = declared.data_class not in {DataClass.PUBLIC, DataClass.INTERNAL}
    traced = declared.subject or model._meta.label in {*TRACES, *UNTRACED}
    checks = {
        "has neither a tenant nor a reason to be shared": not (declared.tenant or declared.shared_because),
        "has a tenant and a reason to be shared": bool(declared.tenant and declared.shared_because),
        "has no purpose": not declared.purpose,
        "has no retention": not declared.retention,
        "names fields it does not have": not {*declared.personal, *declared.secret} <= names,
        "shows a secret": bool(kept & SECRETS - {*declared.secret}),
        "reaches a place that does not exist": not set(declared.reach) <= {*Place, "person"},
        "is read with a permission that does not exist": declared.read not in {"", *Permission},
        "is personal and cannot be found for its person": about_people and not traced,
    }
    return [fault for fault, wrong in checks.items() if wrong] + _wrong_paths(model, declared)


def test_every_model_declares():
    declared = {model._meta.label: faults(model, getattr(model, "declared", None)) for model in own_models()}
    assert {label: found for label, found in declared.items() if found} == {}


def test_every_table_of_another_package_is_declared():
    others = [model for model in apps.get_models() if model._meta.app_label not in LABELS]
    declared = {model._meta.label: faults(model, OTHER_TABLES.get(model._meta.label)) for model in others}
    assert {label: found for label, found in declared.items() if found} == {}


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"tenant": ""}, "has neither a tenant nor a reason to be shared"),
        ({"shared_because": "…"}, "has a tenant and a reason to be shared"),
        ({"purpose": ""}, "has no purpose"),
        ({"retention": ""}, "has no retention"),
        ({"personal": ("shoe_size",)}, "names fields it does not have"),
        ({"reach": {"canteen": "pk"}}, "reaches a place that does not exist"),
        ({"reach": {"board": "school"}}, "school does not lead to a Board"),
        ({"reach": {"board": "boss"}}, "boss does not exist"),
        ({"read": "people.guess"}, "is read with a permission that does not exist"),
        (
            {"subject": "", "data_class": DataClass.PERSONNEL},
            "is personal and cannot be found for its person",
        ),
    ],
)
def test_careless_declaration_is_noticed(change, fault):
    given = {name: getattr(RoleAssignment.declared, name) for name in Declaration.__slots__}
    assert faults(RoleAssignment, Declaration(**{**given, **change})) == [fault]


def test_missing_declaration_is_noticed():
    assert faults(School, None) == ["declares nothing"]


def test_secret_field_that_is_shown_is_noticed():
    account = apps.get_model("base.Account")
    given = {name: getattr(account.declared, name) for name in Declaration.__slots__}
    assert faults(account, Declaration(**{**given, "secret": ()})) == ["shows a secret"]


TENANT = [model for model in own_models() if model.declared.tenant]


@pytest.mark.parametrize("model", TENANT, ids=lambda model: model.__name__)
def test_tenant_rows_are_behind_the_guard(model):
    assert isinstance(model._default_manager, GuardedManager)
    with pytest.raises(UnscopedQueryError):
        model._default_manager.filter(pk=uuid4())


@pytest.mark.parametrize("model", [m for m in own_models() if issubclass(m, TenantModel)], ids=str)
def test_tenant_models_declare_their_tenant(model):
    assert model.declared.tenant != ""


@pytest.mark.parametrize("model", TENANT, ids=lambda model: model.__name__)
def test_operator_says_why_before_looking_everywhere(model, db):
    with everywhere("a test looks at every partnership"):
        assert model._default_manager.filter(pk=None).count() == 0


def test_every_table_is_listed_once():
    labels = [model._meta.label for model, _ in declared_models()]
    assert sorted(labels) == sorted(model._meta.label for model in apps.get_models())
