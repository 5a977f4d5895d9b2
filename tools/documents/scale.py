"""docs/scale.md: one machine is the default, not the limit; how the tables spread over several."""

from dataclasses import dataclass, field
from enum import StrEnum

from django.apps import apps
from django.db import models

from startlijn.base.tenancy import Declaration

PATH = "docs/scale.md"
FLOORS = ("base", "domain")
INTRODUCTION = """\
# From one machine to many
Made from the declarations of the models by `make docs`; the text stands in `tools/documents/scale.py`.

## One machine: the default
`startlijn serve --with-worker` runs two web processes and one worker on SQLite. Nothing else is needed.

## More processes, more machines
No process keeps anything of its own. Sessions, lock-outs, jobs, mail, keys of requests and the clock are rows in
the database; files go to object storage with `STARTLIJN_STORAGE=s3`. So any number of web processes and workers
may run, on any number of machines, against one PostgreSQL:

1. Set the same `DATABASE_URL`, `STARTLIJN_SECRET_KEY`, `STARTLIJN_PUBLIC_URL` and storage everywhere.
2. Run `startlijn migrate` once.
3. On each web machine `startlijn serve`, on each job machine `startlijn work --jobs N`.
4. Put any load balancer in front. Sessions need no sticky addresses. Set `STARTLIJN_BEHIND_PROXY=1`.

Each web process holds one connection to the database, each worker one and one more per job at work. With more than
some eighty in all, raise `max_connections` or put PgBouncer in front, in transaction mode
(`SET LOCAL` and row locks are used; nothing that outlives a transaction is).

Why nothing is done twice: a job is taken with `FOR UPDATE SKIP LOCKED` and a lease; its result commits together
with its completion, and only for who still holds the lease. The clock names each occurrence, and a name goes into
the queue once. A request carries a key that commits with what it did.

`tests/scale` shows it: two web servers and two workers on one PostgreSQL, 80 forms each sent to both servers, a web
server and a worker killed (`kill -9`) in the middle, all leases ended: 80 rows, 80 jobs done, none twice, none lost.
The same races on SQLite and PostgreSQL have a negative control: without the guard they are lost.

What remains one: the PostgreSQL primary (use a managed one, or streaming replication), and within a partnership
the journal: its lines form a chain, so changes in one partnership follow one another. Partnerships do not wait.

## A distributed PostgreSQL (Citus)
Every row of a partnership carries its partnership, so tables can be spread by it: all of a partnership stands
together on one node. **Not tried on a Citus cluster.** What follows is worked out from the models; the list says
what must change first. Until then: one PostgreSQL, which by far suffices for a national scale of schools.
"""
CHANGES = """\
### What must change before that
Citus demands that every primary key and unique rule of a spread table contains the column it is spread by, and that
foreign keys between spread tables do too. Django 5.2 has composite primary keys, but no foreign keys to them. So:

1. Make the primary key of each spread table (`partnership_id`, `id`) in the database, by a migration in SQL; Django
   goes on with `id`, which stays unique because it is drawn at random.
2. Extend the unique rules marked below with the partnership, where they do not have it.
3. Replace foreign keys between spread tables by ones on (`partnership_id`, …), also in SQL.
4. Keep the local tables on the coordinator; reference tables are copied to every node.
5. Let every query name the partnership: those through `within` do; `everywhere` becomes a question to all nodes.
"""


class Spread(StrEnum):
    """Where a table stands in a distributed PostgreSQL."""

    SPREAD = "spread"
    REFERENCE = "reference"
    LOCAL = "local"


@dataclass(frozen=True)
class Place:
    """One table: where it stands, why, and which of its rules must first learn the partnership."""

    table: str
    spread: Spread
    why: str
    must_change: tuple[str, ...] = field(default=())


def _declared(model: type[models.Model]) -> Declaration:
    declared: Declaration = model.declared  # type: ignore[attr-defined]
    return declared


def _carries_partnership(model: type[models.Model]) -> bool:
    """Tell whether every row names its partnership in a column of its own."""
    return any(
        isinstance(item, models.ForeignKey) and item.name == _declared(model).tenant and not item.null
        for item in model._meta.concrete_fields
    )


def _without_partnership(model: type[models.Model]) -> tuple[str, ...]:
    tenant = _declared(model).tenant
    unique = [item.name for item in model._meta.concrete_fields if item.unique and not item.primary_key]
    rules = [
        rule.name
        for rule in model._meta.constraints
        if isinstance(rule, models.UniqueConstraint) and tenant not in rule.fields
    ]
    links = [
        f"{item.name} → {item.related_model.__name__}"
        for item in model._meta.concrete_fields
        if isinstance(item, models.ForeignKey)
        and item.name != tenant
        and hasattr(item.related_model, "declared")
        and _carries_partnership(item.related_model)
    ]
    return ("primary key", *unique, *rules, *links)


def _referenced(tables: list[type[models.Model]]) -> set[type[models.Model]]:
    """Return what these tables point at with a foreign key, directly or on the way."""
    found: set[type[models.Model]] = set()
    waiting = list(tables)
    while waiting:
        for item in waiting.pop()._meta.concrete_fields:
            target = item.related_model
            if isinstance(item, models.ForeignKey) and target not in found:
                found.add(target)
                waiting.append(target)
    return found


def places(tables: list[type[models.Model]]) -> list[Place]:
    """Return where each table stands, in the order given."""
    spread = [model for model in tables if _carries_partnership(model)]
    pointed_at = _referenced(spread)
    found = []
    for model in tables:
        name = model._meta.db_table
        if model in spread:
            found.append(Place(name, Spread.SPREAD, "by partnership", _without_partnership(model)))
        elif model in pointed_at:
            found.append(Place(name, Spread.REFERENCE, _declared(model).shared_because))
        else:
            why = _declared(model).shared_because or "serves all partnerships; the row names its own"
            found.append(Place(name, Spread.LOCAL, why))
    return found


def faults(tables: list[type[models.Model]]) -> list[str]:
    """Name the tables whose rows reach their partnership through another table: they cannot be spread."""
    return [model.__name__ for model in tables if _declared(model).tenant and "__" in _declared(model).tenant]


def own_tables() -> list[type[models.Model]]:
    """Return the tables of our own floors."""
    return [model for floor in FLOORS for model in apps.get_app_config(floor).get_models()]


def _statements(found: list[Place]) -> str:
    lines = ["```sql"]
    for place in sorted(found, key=lambda item: item.spread != Spread.REFERENCE):
        if place.spread == Spread.REFERENCE:
            lines.append(f"SELECT create_reference_table('{place.table}');")
        elif place.spread == Spread.SPREAD:
            lines.append(f"SELECT create_distributed_table('{place.table}', 'partnership_id');")
    return "\n".join((*lines, "```"))


def document() -> str:
    """Return the text of the page."""
    found = places(own_tables())
    rows = [
        f"| {item.table} | {item.spread} | {item.why} | {', '.join(item.must_change)} |" for item in found
    ]
    table = "\n".join(("| table | stands | why | must learn the partnership |", "|---|---|---|---|", *rows))
    parts = (INTRODUCTION, CHANGES, f"### Tables\n{table}", f"### Statements\n{_statements(found)}")
    return "\n".join(f"{part.rstrip()}\n" for part in parts)
