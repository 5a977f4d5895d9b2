"""What is recorded, table by table: live from the declarations."""

from collections.abc import Iterator

from django.apps import apps
from django.db.models import Model
from django.utils import translation

from startlijn.base.privacy.rules import field_class, readers
from startlijn.base.privacy.terms import OTHER_TABLES, TRACES, FieldClass, Recorded, RecordedField
from startlijn.base.tenancy import Declaration, Erasure


def declared_models() -> Iterator[tuple[type[Model], Declaration]]:
    """Yield every table with what it declares: our own floors first, then those of other packages."""
    models = list(apps.get_models())
    ours = [model for model in models if hasattr(model, "declared")]
    for model in ours:
        yield model, model.declared
    for model in models:
        if model._meta.label in OTHER_TABLES:
            yield model, OTHER_TABLES[model._meta.label]


def recorded_table(model: type[Model], declared: Declaration) -> Recorded:
    """Return one table in words."""
    label = model._meta.label
    with translation.override("en"):
        name = str(model._meta.verbose_name_plural)
    return Recorded(
        label=label,
        name=name,
        purpose=declared.purpose,
        retention=declared.retention,
        data_class=declared.data_class,
        erasure=declared.erasure,
        about_people=bool(declared.personal),
        own=bool(declared.subject) or label in TRACES,
        readers=readers(declared),
        fields=tuple(_fields(model, declared)),
    )


def _fields(model: type[Model], declared: Declaration) -> Iterator[RecordedField]:
    own = bool(declared.subject) or model._meta.label in TRACES
    for field in model._meta.concrete_fields:
        found = field_class(declared, field) or FieldClass.PERSONAL
        goes = declared.erasure is Erasure.DELETE and own
        emptied = declared.erasure is Erasure.ANONYMISE and found is FieldClass.PERSONAL
        with translation.override("en"):
            label = str(field.verbose_name)
        yield RecordedField(
            field.name, label, found, own and found is not FieldClass.SECRET, goes or (own and emptied)
        )


def recorded() -> list[Recorded]:
    """Return what is recorded, table by table, personal data first."""
    found = [recorded_table(model, declared) for model, declared in declared_models()]
    return sorted(found, key=lambda table: (not table.about_people, table.label.split(".")[0] != "base"))
