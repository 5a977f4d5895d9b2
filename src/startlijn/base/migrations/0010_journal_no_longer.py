"""The oldest lines of a chain may go, when its last line vouches for them and they are 24 months old."""

from django.db import migrations

# 24 months are never less; the term itself, to the day, is counted by the program.
DAYS = 729
SQLITE = f"""
CREATE TRIGGER journal_line_no_delete BEFORE DELETE ON base_journalline
WHEN NOT EXISTS (
  SELECT 1 FROM base_journalhead head
  JOIN base_journalline last ON last.chain = head.chain AND last.number = head.lines
  WHERE head.chain = OLD.chain AND last.action = 'journal.shorten'
    AND json_extract(last.details, '$.lines') >= OLD.number
    AND julianday(last.at) - julianday(OLD.at) >= {DAYS}
)
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END
"""
POSTGRESQL = f"""
CREATE OR REPLACE FUNCTION journal_is_append_only() RETURNS trigger AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF NEW.actor_name = '' AND to_jsonb(NEW) - 'actor_name' = to_jsonb(OLD) - 'actor_name' THEN
      RETURN NEW;
    END IF;
  ELSIF EXISTS (
    SELECT 1 FROM base_journalhead head
    JOIN base_journalline last ON last.chain = head.chain AND last.number = head.lines
    WHERE head.chain = OLD.chain AND last.action = 'journal.shorten'
      AND (last.details ->> 'lines')::bigint >= OLD.number
      AND last.at - OLD.at >= interval '{DAYS} days'
  ) THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'the journal is append-only';
END $$ LANGUAGE plpgsql;
"""


def loosen(apps, schema_editor):
    """Let the oldest lines go when the chain vouches for them, in the triggers of this database."""
    if schema_editor.connection.vendor != "sqlite":
        schema_editor.execute(POSTGRESQL, params=None)
        return
    schema_editor.execute("DROP TRIGGER IF EXISTS journal_line_no_delete")
    schema_editor.execute(SQLITE, params=None)


class Migration(migrations.Migration):
    dependencies = [("base", "0009_post_and_privacy")]
    operations = [migrations.RunPython(loosen, elidable=False)]
