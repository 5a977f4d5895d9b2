"""What is recorded, table by table: live from the declarations."""

from collections.abc import Iterator

from django.apps import apps
from django.db.models import Model
from django.utils import translation

from startlijn.base.privacy.rules import readers
from startlijn.base.privacy.terms import OTHER_TABLES, TRACES, Recorded
from startlijn.base.tenancy import Declaration


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
    )


def recorded() -> list[Recorded]:
    """Return what is recorded, table by table, personal data first."""
    found = [recorded_table(model, declared) for model, declared in declared_models()]
    return sorted(found, key=lambda table: (not table.about_people, table.label.split(".")[0] != "base"))
