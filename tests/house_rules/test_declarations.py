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
from startlijn.base.privacy.rules import field_class, terms_in_words
from startlijn.base.privacy.terms import OTHER_TABLES, TRACES, UNFOUND, UNTIMED, UNTRACED
from startlijn.base.tenancy import (
    DataClass,
    Declaration,
    GuardedManager,
    Kept,
    TenantModel,
    UnscopedQueryError,
    everywhere,
)
from startlijn.domain.groups.models import SignUp
from startlijn.domain.guidance.models import CoachPairing

LABELS = {"base", "domain"}
SECRETS = {"password", "token", "token_hash", "token_secret", "secret", "session_key", "session_data"}
PLACES = {"partnership": Partnership, "person": Person}
KINDS = {*Place, "person"}


THROUGH_ACCOUNT = {"ways": {"line.own": {"person": "person__account__person"}}}


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


def paths_of(declared: Declaration) -> list[tuple[str, str]]:
    """Return every kind of place with its path, of `reach` and of all `ways`."""
    return [way for paths in (declared.reach, *declared.ways.values()) for way in paths.items()]


def _wrong_paths(model: type[models.Model], declared: Declaration) -> list[str]:
    paths = [(path, Person) for path in (declared.subject, *declared.also)]
    paths += [(declared.tenant, Partnership)]
    paths += [
        (path, PLACES.get(place) or RoleAssignment._meta.get_field(place).related_model)
        for place, path in paths_of(declared)
        if place in KINDS
    ]
    wrong = []
    for path, target in paths:
        try:
            if path and ends_at(model, path) is not target:
                wrong.append(f"{path} does not lead to a {target.__name__}")
        except FieldDoesNotExist:
            wrong.append(f"{path} does not exist")
    return wrong


def _wrong_relations(model: type[models.Model], declared: Declaration) -> list[str]:
    """Return which relations with dates have none, or are on no path at all."""
    paths = [path for _, path in paths_of(declared)]
    wrong = []
    for relation in (*declared.holds, *declared.lasts):
        if not any(path == relation or path.startswith(f"{relation}__") for path in paths):
            wrong.append(f"{relation} is on no path")
            continue
        # A whole path means the row itself: it has the dates.
        dated = model if relation in paths else ends_at(model, relation)
        needed = {"started_on", "finished_on"} if relation in declared.holds else {"finished_on"}
        missing = needed - {field.name for field in dated._meta.concrete_fields}
        wrong += [f"{relation} has no {name}" for name in sorted(missing)]
    return wrong


def _unfound(model: type[models.Model], declared: Declaration) -> list[str]:
    """Return which people a row names without their finding it in their own export."""
    found = {declared.subject, *declared.also}
    people = [field for field in model._meta.concrete_fields if field.related_model is Person]
    lost = [field.name for field in people if field.name not in found and str(field) not in UNFOUND]
    return [f"{name} does not find the row in the own export" for name in lost]


# Names of fields for what is recorded about nobody (AVG article 9; domain.md §6 rule 7), in two languages.
SPECIAL = {
    *(
        "bsn",
        "ssn",
        "onderwijsnummer",
        "passport",
        "nationality",
        "nationaliteit",
        "ethnicity",
        "race",
        "origin",
    ),
    *("health", "gezondheid", "illness", "sickness", "ziekte", "sick", "medical", "medisch", "disability"),
    *(
        "pregnancy",
        "pregnant",
        "zwanger",
        "religion",
        "religie",
        "faith",
        "belief",
        "union",
        "vakbond",
        "political",
    ),
    *(
        "politics",
        "sexuality",
        "orientation",
        "gender",
        "sex",
        "geslacht",
        "criminal",
        "strafblad",
        "biometric",
    ),
    *("birth", "birthday", "birthdate", "geboortedatum", "married", "salary"),
}
# Fields whose name has such a word and that are something else, each with the reason.
NOT_SPECIAL = {
    "domain.Employment.salary_scale": "The scale on which the collective agreement builds; no amount.",
    "domain.Employment.salary_step": "The step in that scale; no amount.",
}


def special(model: type[models.Model]) -> list[str]:
    """Return the fields of a table that are called after what may not be recorded."""
    return [
        str(field)
        for field in model._meta.concrete_fields
        if {*field.name.lower().split("_")} & SPECIAL and str(field) not in NOT_SPECIAL
    ]


def _unclassified(model: type[models.Model], declared: Declaration) -> list[str]:
    """Return the fields of which nobody has said whether they hold something about a person."""
    lost = [field.name for field in model._meta.concrete_fields if field_class(declared, field) is None]
    return [f"does not say what {name} is" for name in lost]


def _exists(model: type[models.Model], path: str) -> bool:
    try:
        here = model
        for part in path.split("__"):
            if part != "pk":
                field = here._meta.get_field(part)
                here = field.related_model or here
    except FieldDoesNotExist:
        return False
    return True


def _wrong_terms(model: type[models.Model], declared: Declaration) -> list[str]:
    """Return what is wrong with how long rows are kept: for the machine, and in words."""
    if not declared.kept:
        needed = declared.data_class not in {DataClass.PUBLIC, DataClass.INTERNAL}
        return ["has no term that a machine can keep"] if needed and model._meta.label not in UNTIMED else []
    wrong = []
    for kept in declared.kept:
        paths = [path for path in (*kept.after, *kept.ended, *kept.seen, *kept.clear, kept.goes_with) if path]
        wrong += [f"{path} does not exist" for path in paths if not _exists(model, path)]
        if kept.goes_with:
            link = model._meta.get_field(kept.goes_with)
            if getattr(link.remote_field, "on_delete", None) is not models.CASCADE:
                wrong.append(f"does not go with {kept.goes_with}")
        elif declared.retention and not any(
            term in declared.retention.lower() for term in terms_in_words(kept)
        ):
            wrong.append(f"says another term than {terms_in_words(kept)[0]}")
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
        "names fields it does not have": not {*declared.personal, *declared.secret, *declared.plain} <= names,
        "shows a secret": bool(kept & SECRETS - {*declared.secret}),
        "reaches a place that does not exist": not {place for place, _ in paths_of(declared)} <= KINDS,
        "is read with a permission that does not exist": not {declared.read or None, *declared.ways}
        <= {None, *Permission},
        "has two sets of paths for one permission": declared.read in declared.ways,
        "is personal and cannot be found for its person": about_people and not traced,
    }
    found = [fault for fault, wrong in checks.items() if wrong]
    found += _wrong_paths(model, declared) or _wrong_relations(model, declared)
    found += _unclassified(model, declared) + _wrong_terms(model, declared)
    return found + _unfound(model, declared)


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
        ({"kept": ()}, "has no term that a machine can keep"),
        ({"kept": (Kept(("finished_on",), months=30),)}, "says another term than 30 months"),
        ({"kept": (Kept(("ended_on",), months=24),)}, "ended_on does not exist"),
        ({"kept": (Kept(goes_with="partnership"),)}, "does not go with partnership"),
        ({"plain": ("shoe_size",)}, "names fields it does not have"),
        ({"tenant": ""}, "has neither a tenant nor a reason to be shared"),
        ({"shared_because": "…"}, "has a tenant and a reason to be shared"),
        ({"purpose": ""}, "has no purpose"),
        ({"retention": ""}, "has no retention"),
        ({"personal": ("shoe_size",)}, "names fields it does not have"),
        ({"reach": {"canteen": "pk"}}, "reaches a place that does not exist"),
        ({"reach": {"board": "school"}}, "school does not lead to a Board"),
        ({"reach": {"board": "boss"}}, "boss does not exist"),
        ({"read": "people.guess"}, "is read with a permission that does not exist"),
        ({"ways": {"people.guess": {}}}, "is read with a permission that does not exist"),
        ({"ways": {"people.read": {}}}, "has two sets of paths for one permission"),
        ({"ways": {"line.own": {"canteen": "pk"}}}, "reaches a place that does not exist"),
        ({"ways": {"line.own": {"person": "school"}}}, "school does not lead to a Person"),
        ({"ways": {"line.own": {"person": "friend"}}}, "friend does not exist"),
        ({"also": ("school",)}, "school does not lead to a Person"),
        ({"holds": ("coach",)}, "coach is on no path"),
        ({"lasts": ("school__schools",)}, "school__schools is on no path"),
        ({**THROUGH_ACCOUNT, "lasts": ("person__account",)}, "person__account has no finished_on"),
        (
            {"subject": "", "also": ("person",), "data_class": DataClass.PERSONNEL},
            "is personal and cannot be found for its person",
        ),
    ],
)
def test_careless_declaration_is_noticed(change, fault):
    given = {name: getattr(RoleAssignment.declared, name) for name in Declaration.__slots__}
    assert faults(RoleAssignment, Declaration(**{**given, **change})) == [fault]


def test_person_who_does_not_find_a_row_is_noticed():
    given = {name: getattr(CoachPairing.declared, name) for name in Declaration.__slots__}
    wrong = faults(CoachPairing, Declaration(**{**given, "also": ()}))
    assert wrong == ["coach does not find the row in the own export"]


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


def test_text_that_outlives_a_person_is_classified():
    """A row that stays without a name says of each of its texts what it is."""
    given = {name: getattr(SignUp.declared, name) for name in Declaration.__slots__}
    careless = Declaration(**{**given, "personal": given["personal"], "plain": ()})
    assert faults(SignUp, careless) == ["does not say what themes is", "does not say what free_moments is"]


@pytest.mark.parametrize("model", apps.get_models(), ids=lambda model: model._meta.label)
def test_nothing_special_is_recorded(model):
    assert special(model) == []


def test_special_field_is_noticed():
    class Careless(models.Model):
        sick_since = models.DateField()
        place_of_birth = models.CharField(max_length=10)

        class Meta:
            app_label = "careless"

    assert special(Careless) == ["careless.Careless.sick_since", "careless.Careless.place_of_birth"]
