"""What never changes once it was written, in the database itself."""

from django.db import migrations

# What an observation is for, who watches whom: fixed beforehand (domain.md §0 finding 5).
FIXED = "what an observation is for never changes"
COLUMNS = ("purpose", "trajectory_id", "starter_watches", "announced_on", "instrument")
SQLITE = """
CREATE TRIGGER observation_fixed BEFORE UPDATE ON domain_observation
WHEN {changed} BEGIN SELECT RAISE(ABORT, '{fixed}'); END
"""
POSTGRESQL = """
CREATE FUNCTION observation_fixed() RETURNS trigger AS $$
BEGIN
  RAISE EXCEPTION '{fixed}' USING ERRCODE = 'integrity_constraint_violation';
END $$ LANGUAGE plpgsql;
CREATE TRIGGER observation_fixed BEFORE UPDATE ON domain_observation
FOR EACH ROW WHEN ({changed}) EXECUTE FUNCTION observation_fixed();
"""


def fix_observations(apps, schema_editor):
    """Install the trigger of this database."""
    sqlite = schema_editor.connection.vendor == "sqlite"
    differs = "IS NOT" if sqlite else "IS DISTINCT FROM"
    changed = " OR ".join(f"OLD.{column} {differs} NEW.{column}" for column in COLUMNS)
    text = (SQLITE if sqlite else POSTGRESQL).format(changed=changed, fixed=FIXED)
    schema_editor.execute(text, params=None)


# What was handed in is what is assessed: nobody writes it over (trust.md T4). Erasure may remove it.
HANDED_IN = "what was handed in never changes"
SUBMITTED = ("domain_submission", "domain_submittedfile")
SQLITE_HANDED_IN = """
CREATE TRIGGER {table}_fixed BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, '{fixed}'); END
"""
POSTGRESQL_HANDED_IN = """
CREATE FUNCTION {table}_fixed() RETURNS trigger AS $$
BEGIN
  RAISE EXCEPTION '{fixed}' USING ERRCODE = 'integrity_constraint_violation';
END $$ LANGUAGE plpgsql;
CREATE TRIGGER {table}_fixed BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_fixed();
"""


def fix_submissions(apps, schema_editor):
    """Install the triggers of this database."""
    sqlite = schema_editor.connection.vendor == "sqlite"
    text = SQLITE_HANDED_IN if sqlite else POSTGRESQL_HANDED_IN
    for table in SUBMITTED:
        schema_editor.execute(text.format(table=table, fixed=HANDED_IN), params=None)


def fix_instruments(apps, schema_editor):
    """Install the trigger of this database: a version of an instrument keeps its meaning."""
    sqlite = schema_editor.connection.vendor == "sqlite"
    text = SQLITE_HANDED_IN if sqlite else POSTGRESQL_HANDED_IN
    fixed = "a version of an instrument never changes"
    schema_editor.execute(text.format(table="domain_owninstrument", fixed=fixed), params=None)


class Migration(migrations.Migration):
    dependencies = [("domain", "0004_dossier_and_walls")]
    operations = [
        migrations.RunPython(fix_instruments, migrations.RunPython.noop),
        migrations.RunPython(fix_observations, migrations.RunPython.noop),
        migrations.RunPython(fix_submissions, migrations.RunPython.noop),
    ]
