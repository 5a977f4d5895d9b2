"""docs/data.md: every table, what it holds and what for, and a drawing of how they hang together."""

from collections.abc import Mapping

from django.apps import apps
from django.db import models
from django.utils import translation

from startlijn.base.privacy.queries import declared_models
from startlijn.base.privacy.rules import readers
from startlijn.base.privacy.terms import Reader, Relation
from startlijn.base.tenancy import Declaration

PATH = "docs/data.md"
FLOORS = ("base", "domain")
INTRODUCTION = """\
# What is recorded
Made from the declaration of each model by `make docs`; do not edit. Class: P0 public, P1 internal,
P2 personal, P3 personnel, P4 confidential coaching. Subject: where the person is whom a row is about; that
person finds the row in the own export, as do the people it also names. Erasure: what erasing that person does
to the row. Reached from: where a role must be held to read a row. Ways: permissions with paths of their own; a
table with ways is read with these and no other. Less for: a role that has paths of its own instead. A person on a path is who stands in that relation to the row.
"""
RELATIONS = {
    Relation.SELF: "only about themselves",
    Relation.GUIDES: "only of the own starters",
    Relation.TAKES_PART: "only who was asked to take part",
    Relation.OBSERVES: "only lessons they watch, as long as that lasts",
    Relation.RECEIVES: "only what the owner gave them, until the day the owner chose",
    Relation.ASKED: "only what they asked for themselves",
    Relation.JUDGES: "only of the panel they sit in, as long as it does",
}


def _fact(name: str, value: str) -> str:
    return f"- {name}: {value}" if value else ""


def _field(field: models.Field, declared: Declaration) -> str:
    marks = "*" if field.name in declared.personal else ""
    marks += " (secret)" if field.name in declared.secret else ""
    return f"`{field.name}`{marks}"


def _paths(paths: Mapping[str, str]) -> str:
    return ", ".join(f"{place} by `{path}`" for place, path in paths.items())


def _fewer(declared: Declaration) -> str:
    return "; ".join(
        f"{role}: `{permission}` only {_paths(paths)}"
        for role, fewer in declared.by_role.items()
        for permission, paths in fewer.items()
    )


def _reader(reader: Reader) -> str:
    where = (*reader.places, *(RELATIONS[relation] for relation in reader.relations))
    return f"{reader.role} ({', '.join(where)})"


def _relations(declared: Declaration, relations: tuple[str, ...], dates: str) -> str:
    """Return in words until when relations on a path count; those that are a whole path are the row itself."""
    paths = {path for way in (declared.reach, *declared.ways.values()) for path in way.values()}
    told = [f"`{name}`" + (" (the row itself)" if name in paths else "") for name in relations]
    return f"{', '.join(told)}: {dates}" if told else ""


def _table(model: type[models.Model], declared: Declaration) -> str:
    told = ", ".join(map(_reader, readers(declared)))
    fields = ", ".join(_field(field, declared) for field in model._meta.concrete_fields)
    ways = "; ".join(f"`{permission}` {_paths(paths)}" for permission, paths in declared.ways.items())
    read = f" (`{declared.read}`)" if declared.read else ""
    facts = (
        _fact("Class", declared.data_class.value),
        _fact("Kept", declared.retention),
        _fact("Erasure", declared.erasure.value if declared.subject else ""),
        _fact("Partnership", f"`{declared.tenant}`" if declared.tenant else ""),
        _fact("Shared", declared.shared_because),
        _fact("Subject", f"`{declared.subject}`" if declared.subject else ""),
        _fact("Also names", ", ".join(f"`{path}`" for path in declared.also)),
        _fact("Reached from", _paths(declared.reach) and _paths(declared.reach) + read),
        _fact("Ways", ways),
        _fact("Less for", _fewer(declared)),
        _fact(
            "While it lasts", _relations(declared, declared.holds, "from the first day until the day it ends")
        ),
        _fact("Until it ends", _relations(declared, declared.lasts, "from the moment it is known")),
        _fact("Read by", told),
        _fact("Fields (* personal)", fields),
    )
    return "\n".join((f"### {model.__name__}", declared.purpose, "", *filter(None, facts)))


def _drawing(floor: str) -> str:
    """Return the tables of one floor and their links as a Mermaid drawing."""
    lines = ["```mermaid", "erDiagram"]
    for model in apps.get_app_config(floor).get_models():
        lines.append(f"    {model.__name__}")
        for field in model._meta.concrete_fields:
            if isinstance(field, models.ForeignKey) and field.name != "partnership":
                many = "|o" if field.null else "||"
                one = "o|" if field.unique else "o{"
                target = field.related_model.__name__
                lines.append(f"    {target} {many}--{one} {model.__name__} : {field.name}")
    return "\n".join((*lines, "```"))


def document() -> str:
    """Return the whole page as Markdown."""
    parts = [INTRODUCTION.rstrip()]
    with translation.override("en"):
        for floor in FLOORS:
            tables = [item for item in declared_models() if item[0]._meta.app_label == floor]
            if tables:
                parts += [f"## {floor.capitalize()} floor", _drawing(floor)]
                parts += [_table(model, declared) for model, declared in tables]
        parts.append("## Tables of other packages")
        others = [item for item in declared_models() if item[0]._meta.app_label not in FLOORS]
        parts += [_table(model, declared) for model, declared in others]
    return "\n\n".join(parts) + "\n"
