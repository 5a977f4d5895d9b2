"""Which tables point to which: what points goes before what it points to."""

from collections.abc import Collection, Iterator

from django.db.models import Model


def _points_to(model: type[Model], among: Collection[type[Model]]) -> Iterator[type[Model]]:
    for field in model._meta.concrete_fields:
        target = field.related_model
        if isinstance(target, type) and target is not model and target in among:
            yield target


def children_first(among: Collection[type[Model]]) -> list[type[Model]]:
    """Return tables so that each comes before those it points to; where they point in a ring, as given."""
    ordered: list[type[Model]] = []
    seen: set[type[Model]] = set()

    def visit(model: type[Model]) -> None:
        if model in seen:
            return
        seen.add(model)
        for target in _points_to(model, among):
            visit(target)
        ordered.append(model)

    for model in among:
        visit(model)
    return ordered[::-1]
