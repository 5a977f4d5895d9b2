"""The wall between coaching and assessing, with the exception that a starter accepted (trust.md §7 rule 3)."""

from django.db import migrations
from django.db.models import F

# The guard of 0005, which knew no exception.
INDEPENDENT = (
    "EXISTS (SELECT 1 FROM domain_assessment a WHERE a.id = NEW.assessment_id "
    "AND (a.person_id = NEW.person_id OR EXISTS (SELECT 1 FROM domain_coachpairing p "
    "JOIN domain_trajectory t ON t.id = p.trajectory_id WHERE t.person_id = a.person_id "
    "AND p.coach_id = NEW.person_id AND (p.finished_on IS NULL OR p.finished_on > {year_ago}) "
    "AND NOT EXISTS (SELECT 1 FROM domain_bothroles b WHERE b.held_for_id = a.person_id "
    "AND b.holder_id = NEW.person_id AND b.finished_on > a.state_since))))"
)
SAYS = "a coach of the past year does not assess"
SQLITE = """
CREATE TRIGGER {name} BEFORE {verb} ON {table} WHEN {wrong} BEGIN SELECT RAISE(ABORT, '{says}'); END
"""
# On PostgreSQL the trigger stays, and calls the function as it is now.
POSTGRESQL = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger AS $$
BEGIN
  IF {wrong} THEN
    RAISE EXCEPTION '{says}' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$ LANGUAGE plpgsql;
"""


def _again(schema_editor, name, table, verb, wrong, says):
    """Put a guard of 0005 in place again, with another condition."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}", params=None)
        text = SQLITE
    else:
        text = POSTGRESQL
    statement = text.format(name=name, table=table, verb=verb, wrong=wrong, says=says)
    schema_editor.execute(statement, params=None)


def guard_panels(apps, schema_editor):
    """Let somebody in a panel who coaches, when the starter accepted it; nobody else."""
    sqlite = schema_editor.connection.vendor == "sqlite"
    year_ago = "date(a.state_since, '-12 months')" if sqlite else "a.state_since - interval '12 months'"
    wrong = INDEPENDENT.format(year_ago=year_ago)
    _again(schema_editor, "panel_independent", "domain_panelmember", "INSERT", wrong, SAYS)


# The order of 0005, and back to judging when somebody of the panel is replaced.
ORDER = ["prepared>submitted", "prepared>withdrawn", "submitted>judging", "submitted>withdrawn", "judging>consensus", "judging>withdrawn", "consensus>advised", "consensus>judging", "consensus>withdrawn", "advised>decided", "decided>objected", "decided>closed", "objected>closed"]


def guard_order(apps, schema_editor):
    """Let a panel go back to judging; no other step is skipped."""
    order = ", ".join(f"'{each}'" for each in ORDER)
    wrong = f"OLD.state <> NEW.state AND OLD.state || '>' || NEW.state NOT IN ({order})"
    _again(
        schema_editor,
        "assessment_in_order",
        "domain_assessment",
        "UPDATE",
        wrong,
        "an assessment skips no state",
    )


def write_down_employers(apps, schema_editor):
    """Say of what there is that who decides is the employer: nobody was named before."""
    rows = apps.get_model("domain", "Assessment")._base_manager
    rows.update(employer=F("board"), employer_school=F("school"))


def give_what_was_handed_in(apps, schema_editor):
    """Let panels go on reading what was handed in before it was a release like others."""
    release, assessment = (apps.get_model("domain", name) for name in ("PanelRelease", "Assessment"))
    for row in assessment._base_manager.filter(submission__isnull=False).select_related("submission"):
        release._base_manager.create(
            partnership_id=row.partnership_id,
            assessment=row,
            submission=row.submission,
            started_on=row.submitted_on or row.state_since,
            released_at=row.submission.submitted_at,
        )


class Migration(migrations.Migration):
    dependencies = [("domain", "0006_meet_and_learn")]
    operations = [
        migrations.RunPython(guard_panels, migrations.RunPython.noop),
        migrations.RunPython(guard_order, migrations.RunPython.noop),
        migrations.RunPython(write_down_employers, migrations.RunPython.noop),
        migrations.RunPython(give_what_was_handed_in, migrations.RunPython.noop),
    ]
