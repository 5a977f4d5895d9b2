"""The search in published products, and versions of products that never change."""

from django.db import migrations

# SQLite: an index of its own (FTS5) that triggers keep equal to the table. It holds stems: `engines/dutch`.
SQLITE_SEARCH = (
    "CREATE VIRTUAL TABLE domain_publishedproduct_words USING fts5("
    "row_id UNINDEXED, title_stems, stems, tokenize = 'unicode61 remove_diacritics 0')",
    "CREATE TRIGGER publishedproduct_words_insert AFTER INSERT ON domain_publishedproduct BEGIN "
    "INSERT INTO domain_publishedproduct_words (row_id, title_stems, stems) "
    "VALUES (NEW.id, NEW.title_stems, NEW.stems); END",
    "CREATE TRIGGER publishedproduct_words_update AFTER UPDATE OF title_stems, stems "
    "ON domain_publishedproduct BEGIN "
    "UPDATE domain_publishedproduct_words SET title_stems = NEW.title_stems, stems = NEW.stems "
    "WHERE row_id = OLD.id; END",
    "CREATE TRIGGER publishedproduct_words_delete AFTER DELETE ON domain_publishedproduct BEGIN "
    "DELETE FROM domain_publishedproduct_words WHERE row_id = OLD.id; END",
)
POSTGRESQL_SEARCH = (
    "CREATE INDEX publishedproduct_words ON domain_publishedproduct "
    "USING gin (to_tsvector('dutch'::regconfig, words))",
    "CREATE INDEX publishedproduct_title_words ON domain_publishedproduct "
    "USING gin (to_tsvector('dutch'::regconfig, title_words))",
)


def add_search(apps, schema_editor):
    """Make the index of this database."""
    sqlite = schema_editor.connection.vendor == "sqlite"
    for statement in SQLITE_SEARCH if sqlite else POSTGRESQL_SEARCH:
        schema_editor.execute(statement, params=None)


# Who took version 2 along finds version 2. Erasing people empties who made it, and may take the file away.
FIXED = "a version of a product never changes"
COLUMNS = ("product_id", "number", "title", "text", "change", "made_at")
SQLITE_FIXED = """
CREATE TRIGGER productversion_fixed BEFORE UPDATE ON domain_productversion
WHEN {changed} BEGIN SELECT RAISE(ABORT, '{fixed}'); END
"""
POSTGRESQL_FIXED = """
CREATE FUNCTION productversion_fixed() RETURNS trigger AS $$
BEGIN
  RAISE EXCEPTION '{fixed}' USING ERRCODE = 'integrity_constraint_violation';
END $$ LANGUAGE plpgsql;
CREATE TRIGGER productversion_fixed BEFORE UPDATE ON domain_productversion
FOR EACH ROW WHEN ({changed}) EXECUTE FUNCTION productversion_fixed();
"""


def fix_versions(apps, schema_editor):
    """Install the trigger of this database. A file may go (with whoever brought it), never be another."""
    sqlite = schema_editor.connection.vendor == "sqlite"
    differs = "IS NOT" if sqlite else "IS DISTINCT FROM"
    changed = " OR ".join(f"OLD.{column} {differs} NEW.{column}" for column in COLUMNS)
    changed += f" OR (NEW.file_id IS NOT NULL AND OLD.file_id {differs} NEW.file_id)"
    text = SQLITE_FIXED if sqlite else POSTGRESQL_FIXED
    schema_editor.execute(text.format(changed=changed, fixed=FIXED), params=None)


class Migration(migrations.Migration):
    dependencies = [("domain", "0007_walls_again")]
    operations = [
        migrations.RunPython(add_search, migrations.RunPython.noop),
        migrations.RunPython(fix_versions, migrations.RunPython.noop),
    ]
