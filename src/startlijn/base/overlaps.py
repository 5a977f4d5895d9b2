"""Periods that may not overlap, guarded by the database itself on both databases.

PostgreSQL gets an exclusion constraint (ranges of core types only, so that no extension is needed);
SQLite gets triggers that refuse the same rows. Periods are half-open: from `started_on` until, not
including, `finished_on`; an empty end is open.
"""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

_POSTGRESQL = "ALTER TABLE {table} ADD CONSTRAINT {name} EXCLUDE USING gist ({same}, {period} WITH &&)"
# Two equal ranges of one number overlap: so the core's own index can compare identifiers.
_SAME = "int8range(uuid_hash_extended({key}, 0), uuid_hash_extended({key}, 0), '[]') WITH &&"
_PERIOD = "daterange(started_on, finished_on, '[)')"
_SQLITE = """
CREATE TRIGGER {name}_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{name}') WHERE EXISTS (
  SELECT 1 FROM {table} AS other WHERE other.id <> NEW.id AND {same}
  AND other.started_on < COALESCE(NEW.finished_on, '9999-12-31')
  AND NEW.started_on < COALESCE(other.finished_on, '9999-12-31')
); END
"""
_VERBS = ("INSERT", "UPDATE")


class NoOverlap(Operation):
    """Migration operation: rows of `table` that are the `same` do not overlap in time.

    `same` holds SQL expressions of identifiers in which `{row}` stands before each column, such as
    "{row}school_id"; two rows are the same when all are equal. Breaking the rule raises `IntegrityError`
    that names `name`.
    """

    reversible = True

    def __init__(self, name: str, table: str, same: tuple[str, ...]) -> None:
        self.name, self.table, self.same = name, table, same

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Leave the state of the models: the rule lives in the database."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        """Add the constraint or the triggers."""
        if schema_editor.connection.vendor != "sqlite":
            keys = ", ".join(_SAME.format(key=f"({each.format(row='')})") for each in self.same)
            schema_editor.execute(
                _POSTGRESQL.format(table=self.table, name=self.name, same=keys, period=_PERIOD)
            )
            return
        same = " AND ".join(f"{each.format(row='other.')} = {each.format(row='NEW.')}" for each in self.same)
        for verb in _VERBS:
            schema_editor.execute(_SQLITE.format(name=self.name, verb=verb, table=self.table, same=same))

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        """Take them away."""
        if schema_editor.connection.vendor != "sqlite":
            schema_editor.execute(f"ALTER TABLE {self.table} DROP CONSTRAINT {self.name}")
            return
        for verb in _VERBS:
            schema_editor.execute(f"DROP TRIGGER {self.name}_{verb}")

    def describe(self) -> str:
        """Return what it does, for whoever reads the migrations."""
        return f"Periods of {self.table} do not overlap ({self.name})"
