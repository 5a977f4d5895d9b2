"""Print the documents that are made from the code: `python -m tools.docs`; with `--check` only compare."""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parents[1]


def _prepare() -> None:
    """Load Django with the settings of a fresh installation, whatever the environment says."""
    for name in list(os.environ):
        if name.startswith("STARTLIJN_") or name == "DATABASE_URL":
            del os.environ[name]
    os.environ["STARTLIJN_DATA_DIR"] = tempfile.mkdtemp(prefix="startlijn-docs-")
    os.environ["DJANGO_SETTINGS_MODULE"] = "startlijn.config.settings"
    django.setup()


def documents() -> dict[str, Callable[[], str]]:
    """Return every generated document: its path and the function that makes its text."""
    from startlijn.content import glossary
    from startlijn.content.glossary import glossary_page
    from startlijn.demo.page import demo_page
    from startlijn.demo.partnership import describe
    from tools.documents import data, rights, scale, settings

    return {
        rights.PATH: rights.document,
        data.PATH: data.document,
        settings.PATH: settings.document,
        scale.PATH: scale.document,
        "docs/glossary.md": lambda: glossary_page(glossary()),
        "docs/demo.md": lambda: demo_page(describe()),
    }


def stale(root: Path = ROOT) -> list[str]:
    """Return the paths of documents that differ from what the code says now."""
    found = []
    for path, make in documents().items():
        file = root / path
        if not file.exists() or file.read_text(encoding="utf-8") != make():
            found.append(path)
    return found


def main() -> int:
    """Write the documents, or compare them; return 1 when one is stale."""
    parser = argparse.ArgumentParser(prog="python -m tools.docs", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail when a document is stale")
    checking = parser.parse_args().check
    _prepare()
    if not checking:
        for path, make in documents().items():
            (ROOT / path).write_text(make(), encoding="utf-8")
        return 0
    found = stale()
    for path in found:
        print(f"{path} is stale: run `make docs` and commit it.", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
