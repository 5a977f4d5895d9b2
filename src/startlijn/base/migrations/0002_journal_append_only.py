"""The journal refuses updates and deletes, in the database itself (trust.md §8)."""

from django.db import migrations

SQLITE = """
CREATE TRIGGER journal_line_no_update BEFORE UPDATE ON base_journalline
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_line_no_delete BEFORE DELETE ON base_journalline
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
"""

POSTGRESQL = """
CREATE FUNCTION journal_is_append_only() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$ LANGUAGE plpgsql;
CREATE TRIGGER journal_line_append_only BEFORE UPDATE OR DELETE ON base_journalline
FOR EACH ROW EXECUTE FUNCTION journal_is_append_only();
"""


def guard(apps, schema_editor):
    """Install the triggers of this database."""
    if schema_editor.connection.vendor == "sqlite":
        for statement in SQLITE.strip().split("END;"):
            if statement.strip():
                schema_editor.execute(statement + "END;")
    else:
        schema_editor.execute(POSTGRESQL)


class Migration(migrations.Migration):
    dependencies = [("base", "0001_house")]
    operations = [migrations.RunPython(guard, elidable=False)]
