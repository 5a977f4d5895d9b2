"""Collect the texts on screen and compile their translations: `python -m tools.messages [--check]`.

English is the language of the source. Texts come from code and templates, and from what models and roles
declare about themselves. Collecting happens in a copy: nothing is left behind in the source.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path

import django

from tools.catalogue import faults, read_catalogue

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "startlijn"
CATALOGUE = Path("locale") / "nl" / "LC_MESSAGES" / "django.po"
# Written anew at each run, so they would only make differences.
CHANGING = re.compile(
    r'^"(POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team):.*\n', re.MULTILINE
)
HEADER = """\
# Startlijn in Dutch.
# Collected and compiled by `make messages`; translate the empty lines.
"""


def _prepare() -> None:
    os.environ["STARTLIJN_DATA_DIR"] = tempfile.mkdtemp(prefix="startlijn-messages-")
    os.environ["DJANGO_SETTINGS_MODULE"] = "startlijn.config.settings"
    django.setup()


def declared_texts() -> Iterator[str]:
    """Yield the texts on screen that come from declarations: of tables and of roles."""
    from django.utils import translation

    from startlijn.base.access.terms import ROLES
    from startlijn.base.privacy.queries import recorded

    with translation.override("en"):
        for table in recorded():
            yield from (table.name, table.purpose, table.retention)
    yield from (definition.sentence for definition in ROLES.values())


def _collect_in(folder: Path) -> None:
    from django.core.management import call_command
    from django.core.management.commands.makemessages import Command

    class Collect(Command):
        """Django's own collector, without guesses from texts that look alike."""

        msgmerge_options = [*Command.msgmerge_options, "--no-fuzzy-matching"]

    texts = "".join(f"_({text!r})\n" for text in dict.fromkeys(declared_texts()))
    (folder / "declared_texts.py").write_text(texts, encoding="utf-8")
    with chdir(folder):
        options = {"no_location": True, "no_wrap": True, "no_obsolete": True, "verbosity": 0}
        call_command(Collect(), locale=["nl"], extensions=["html", "txt", "py"], **options)


def _tidy(text: str) -> str:
    """Return a catalogue with our own header and nothing that changes by itself."""
    body = text[text.index('msgid ""') :]
    return HEADER + CHANGING.sub("", body)


def collected() -> str:
    """Return the catalogue as it should be now: every text of the source, with the translations there are."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "startlijn"
        shutil.copytree(
            SOURCE, folder, ignore=shutil.ignore_patterns("static", "__pycache__", "*.mo", "*.csv")
        )
        (folder / CATALOGUE).parent.mkdir(parents=True, exist_ok=True)
        _collect_in(folder)
        _run("msgcat", "--sort-output", "--no-wrap", "-o", str(folder / CATALOGUE), str(folder / CATALOGUE))
        return _tidy((folder / CATALOGUE).read_text(encoding="utf-8"))


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{command[0]}: {done.stderr}")


def compiled(catalogue: str) -> bytes:
    """Return the binary catalogue (.mo) of a text catalogue."""
    with tempfile.TemporaryDirectory() as temporary:
        source, target = Path(temporary) / "django.po", Path(temporary) / "django.mo"
        source.write_text(catalogue, encoding="utf-8")
        _run("msgfmt", "--check-format", "-o", str(target), str(source))
        return target.read_bytes()


def complaints() -> list[str]:
    """Return everything wrong with the catalogue in the source, one line each."""
    path = SOURCE / CATALOGUE
    if not path.exists():
        return [f"{CATALOGUE} is not there: run `make messages`."]
    now = path.read_text(encoding="utf-8")
    here = {entry.key: entry for entry in read_catalogue(now)}
    wanted = {entry.key for entry in read_catalogue(collected())}
    found = [f"missing, run `make messages`: {text!r}" for _, text in sorted(wanted - here.keys())]
    found += [
        f"no longer in the source, run `make messages`: {text!r}" for _, text in sorted(here.keys() - wanted)
    ]
    found += [f"{fault}: {entry.key[1]!r}" for entry in here.values() for fault in faults(entry)]
    binary = path.with_suffix(".mo")
    if not binary.exists() or binary.read_bytes() != compiled(now):
        found.append(f"{binary.relative_to(ROOT)} is stale: run `make messages`.")
    return found


def main() -> int:
    """Collect and compile, or with `--check` only complain; return 1 when there is a complaint."""
    parser = argparse.ArgumentParser(prog="python -m tools.messages", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail when something is missing")
    checking = parser.parse_args().check
    _prepare()
    if checking:
        found = complaints()
        print(*found[:50], sep="\n", file=sys.stderr)
        if len(found) > 50:
            print(f"… and {len(found) - 50} more.", file=sys.stderr)
        return 1 if found else 0
    path = SOURCE / CATALOGUE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(collected(), encoding="utf-8")
    path.with_suffix(".mo").write_bytes(compiled(path.read_text(encoding="utf-8")))
    left = sum(bool(faults(entry)) for entry in read_catalogue(path.read_text(encoding="utf-8")))
    print(
        f"{left} texts still to translate in {path.relative_to(ROOT)}"
        if left
        else "All texts are translated."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
