"""A web process loads what pages need, and nothing that only some of them do (performance.md: 110 MB)."""

import os
import subprocess
import sys

# What a file, a document, a search for groups or a login over SAML needs: loaded when first asked for.
HEAVY = {"numpy", "highspy", "openpyxl", "weasyprint", "fontTools", "PIL", "onelogin", "lxml", "icalendar"}
LOADED = """
import sys
from startlijn.config.wsgi import application
from django.urls import get_resolver
get_resolver().url_patterns
print(" ".join(sorted({name.partition(".")[0] for name in sys.modules})))
"""


def test_process_that_answers_pages_starts_without_heavy_libraries(tmp_path):
    (tmp_path / "static").mkdir()
    # A database of its own: that of the tests is quick, not safe, and a server refuses to start with it.
    around = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment = {
        **around,
        "STARTLIJN_DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "startlijn.config.settings",
    }
    told = subprocess.run(
        [sys.executable, "-c", LOADED], env=environment, capture_output=True, text=True, check=True
    )
    assert HEAVY & set(told.stdout.split()) == set()
