"""The table of the cache: limits that all processes share."""

from django.core.management import call_command
from django.db import migrations


def create_table(apps, schema_editor):
    call_command("createcachetable", "cache", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):

    dependencies = [
        ("base", "0004_accounts"),
    ]

    operations = [migrations.RunPython(create_table, migrations.RunPython.noop)]
