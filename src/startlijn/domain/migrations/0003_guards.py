"""What must be true of periods and versions, in the database itself: periods do not overlap, versions stay."""

from django.db import migrations

from startlijn.base.overlaps import NoOverlap

FIXED = "only a draft can be changed"
SQLITE = """
CREATE TRIGGER element_of_a_draft_{verb} BEFORE {verb} ON domain_programmeelement
BEGIN SELECT RAISE(ABORT, '{fixed}') WHERE EXISTS (
  SELECT 1 FROM domain_programmeversion WHERE id = {row}.version_id AND stage <> 'draft'
); END
"""
POSTGRESQL = """
CREATE FUNCTION element_of_a_draft() RETURNS trigger AS $$
DECLARE touched uuid;
BEGIN
  IF TG_OP = 'INSERT' THEN touched := NEW.version_id; ELSE touched := OLD.version_id; END IF;
  IF EXISTS (SELECT 1 FROM domain_programmeversion WHERE id = touched AND stage <> 'draft') THEN
    RAISE EXCEPTION '{fixed}' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$ LANGUAGE plpgsql;
CREATE TRIGGER element_of_a_draft BEFORE INSERT OR UPDATE OR DELETE ON domain_programmeelement
FOR EACH ROW EXECUTE FUNCTION element_of_a_draft();
"""


def guard(apps, schema_editor):
    """Install the triggers of this database."""
    if schema_editor.connection.vendor != "sqlite":
        schema_editor.execute(POSTGRESQL.format(fixed=FIXED), params=None)
        return
    for verb, row in (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD")):
        schema_editor.execute(SQLITE.format(verb=verb, row=row, fixed=FIXED))


class Migration(migrations.Migration):
    dependencies = [("domain", "0002_induction_guidance_review")]
    operations = [
        migrations.RunPython(guard, migrations.RunPython.noop),
        NoOverlap(
            "employment_no_overlap",
            "domain_employment",
            ("{row}trajectory_id", "COALESCE({row}school_id, {row}board_id, {row}trajectory_id)"),
        ),
        NoOverlap("pause_no_overlap", "domain_pause", ("{row}trajectory_id",)),
        NoOverlap("pairing_no_overlap", "domain_coachpairing", ("{row}trajectory_id",)),
    ]
