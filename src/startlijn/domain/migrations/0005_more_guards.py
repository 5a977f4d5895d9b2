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


# Joint assessment: blind until all are in, two people behind every decision, and no state skipped.
ORDER = (
    "prepared>submitted prepared>withdrawn submitted>judging submitted>withdrawn judging>consensus "
    "judging>withdrawn consensus>advised consensus>withdrawn advised>decided decided>objected "
    "decided>closed objected>closed"
).split()
# Table, verb, when, what must not be true, and what the database says then.
ASSESSMENT_GUARDS = (
    (
        "judgement_blind",
        "domain_judgementreader",
        "INSERT",
        "EXISTS (SELECT 1 FROM domain_judgement j JOIN domain_panelmember own ON own.id = j.member_id "
        'JOIN domain_panelmember other ON other.assessment_id = own.assessment_id AND NOT other."left" '
        "WHERE j.id = NEW.judgement_id AND j.member_id <> NEW.member_id AND NOT EXISTS (SELECT 1 FROM "
        "domain_judgement given WHERE given.member_id = other.id AND given.given_at IS NOT NULL))",
        "judgements stay apart until all are in",
    ),
    ("judgement_reader_fixed", "domain_judgementreader", "UPDATE", "1 = 1", "who reads a judgement is fixed"),
    (
        "judgement_fixed",
        "domain_judgement",
        "UPDATE",
        "OLD.given_at IS NOT NULL AND ({answers} OR {interview} OR {given_at} OR {member_id})",
        "a judgement that was given never changes",
    ),
    (
        "advice_fixed",
        "domain_advice",
        "UPDATE",
        "OLD.issued_at IS NOT NULL",
        "an advice that was given never changes",
    ),
    (
        "decision_by_two",
        "domain_decision",
        "INSERT",
        "(SELECT COUNT(DISTINCT COALESCE(CAST(m.organisation_id AS varchar(40)), '-')) "
        "FROM domain_signature s JOIN domain_advice a ON a.id = s.advice_id "
        "JOIN domain_panelmember m ON m.id = s.member_id WHERE a.assessment_id = NEW.assessment_id "
        "AND a.issued_at IS NOT NULL AND s.agrees AND m.person_id <> NEW.decided_by_id) < 2",
        "a decision rests on two assessors of different organisations",
    ),
    ("decision_fixed", "domain_decision", "UPDATE", "1 = 1", "a decision never changes"),
    (
        "panel_independent",
        "domain_panelmember",
        "INSERT",
        "EXISTS (SELECT 1 FROM domain_assessment a WHERE a.id = NEW.assessment_id "
        "AND (a.person_id = NEW.person_id OR EXISTS (SELECT 1 FROM domain_coachpairing p "
        "JOIN domain_trajectory t ON t.id = p.trajectory_id WHERE t.person_id = a.person_id "
        "AND p.coach_id = NEW.person_id AND (p.finished_on IS NULL OR p.finished_on > {year_ago}))))",
        "a coach of the past year does not assess",
    ),
    (
        "assessment_in_order",
        "domain_assessment",
        "UPDATE",
        "OLD.state <> NEW.state AND OLD.state || '>' || NEW.state NOT IN ({order})",
        "an assessment skips no state",
    ),
)
SQLITE_ASSESSMENT = """
CREATE TRIGGER {name} BEFORE {verb} ON {table} WHEN {wrong} BEGIN SELECT RAISE(ABORT, '{says}'); END
"""
POSTGRESQL_ASSESSMENT = """
CREATE FUNCTION {name}() RETURNS trigger AS $$
BEGIN
  IF {wrong} THEN
    RAISE EXCEPTION '{says}' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$ LANGUAGE plpgsql;
CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}();
"""


def guard_assessments(apps, schema_editor):
    """Install the triggers of this database."""
    sqlite = schema_editor.connection.vendor == "sqlite"
    differs = "IS NOT" if sqlite else "IS DISTINCT FROM"
    fills = {
        name: f"OLD.{name} {differs} NEW.{name}" for name in ("answers", "interview", "given_at", "member_id")
    }
    fills["year_ago"] = (
        "date(a.state_since, '-12 months')" if sqlite else "a.state_since - interval '12 months'"
    )
    fills["order"] = ", ".join(f"'{each}'" for each in ORDER)
    text = SQLITE_ASSESSMENT if sqlite else POSTGRESQL_ASSESSMENT
    for name, table, verb, wrong, says in ASSESSMENT_GUARDS:
        statement = text.format(name=name, table=table, verb=verb, wrong=wrong.format(**fills), says=says)
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("domain", "0004_dossier_and_walls")]
    operations = [
        migrations.RunPython(guard_assessments, migrations.RunPython.noop),
        migrations.RunPython(fix_instruments, migrations.RunPython.noop),
        migrations.RunPython(fix_observations, migrations.RunPython.noop),
        migrations.RunPython(fix_submissions, migrations.RunPython.noop),
    ]
