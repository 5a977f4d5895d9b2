"""The journal takes one change: a name goes when the person is erased, and nothing else with it."""

from django.db import migrations

KEPT = ("id", "chain", "number", "at", "actor_id", "action", "object_type", "object_id", "details", "about")
KEPT += ("previous_hash", "hash")
SQLITE = """
CREATE TRIGGER journal_line_no_update BEFORE UPDATE ON base_journalline
WHEN NOT (NEW.actor_name = '' AND {same})
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END
"""
POSTGRESQL = """
CREATE OR REPLACE FUNCTION journal_is_append_only() RETURNS trigger AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF NEW.actor_name = '' AND to_jsonb(NEW) - 'actor_name' = to_jsonb(OLD) - 'actor_name' THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'the journal is append-only';
END $$ LANGUAGE plpgsql;
"""


def loosen(apps, schema_editor):
    """Let a name be emptied, in the triggers of this database."""
    if schema_editor.connection.vendor != "sqlite":
        schema_editor.execute(POSTGRESQL, params=None)
        return
    same = " AND ".join(f"NEW.{name} IS OLD.{name}" for name in KEPT)
    schema_editor.execute("DROP TRIGGER IF EXISTS journal_line_no_update")
    schema_editor.execute(SQLITE.format(same=same))


class Migration(migrations.Migration):
    dependencies = [("base", "0007_walls")]
    operations = [migrations.RunPython(loosen, elidable=False)]
