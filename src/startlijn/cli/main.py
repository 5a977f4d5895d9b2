"""The `startlijn` command: one subject per module, Django's own commands behind it."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

from startlijn import __version__

# Each module adds its own parser (`add_parser`) and does the work (`run`, set as the parser's default).
# A module is only imported when its subject is asked for: forming groups needs neither Django nor a database.
SUBJECTS: dict[str, tuple[str, str]] = {
    "groups": ("startlijn.cli.groups", "form groups from a file, without a database"),
    "meetings": ("startlijn.cli.meetings", "choose the dates of a series from a table of availability"),
    "duo": ("startlijn.cli.duo", "read DUO's files into the register"),
    "schools": ("startlijn.cli.schools", "read your own schools and regions from a file"),
    "courses": ("startlijn.cli.courses", "replay enrolments of a course from a file"),
    "induction": ("startlijn.cli.induction", "bring induction programmes in; report on them"),
    "holidays": ("startlijn.cli.holidays", "bring the school holidays in; show what counts"),
    "instruments": ("startlijn.cli.instruments", "list, check and bring in rubrics and questionnaires"),
    "people": ("startlijn.cli.people", "read starters from a file of HR; make one of two people"),
    "dossier": ("startlijn.cli.dossier", "take a dossier along, check a copy, bring one in"),
    "demo": ("startlijn.cli.demo", "load the demo partnership"),
    "invite": ("startlijn.cli.invite", "make a partnership, and let its coordinator in"),
    "serve": ("startlijn.cli.serve", "serve the pages"),
    "work": ("startlijn.cli.work", "do the jobs and send the mail"),
    "jobs": ("startlijn.cli.jobs", "show the jobs; try one again, or cancel it"),
    "privacy": ("startlijn.cli.privacy", "what is due, erasing somebody, the register"),
    "journal": ("startlijn.cli.journal", "check and anchor the journal"),
    "access": ("startlijn.cli.access", "print who may do what"),
    "check": ("startlijn.cli.check", "check that the settings are safe"),
}
# Django's commands that an administrator needs, under the same name.
DJANGO_COMMANDS = {"migrate", "collectstatic", "shell", "dbshell", "makemigrations", "makemessages"}
DJANGO_COMMANDS |= {"compilemessages", "clearsessions", "showmigrations", "changepassword", "test"}


def _use_django(arguments: Sequence[str]) -> int:
    from django.core.management import execute_from_command_line

    execute_from_command_line(["startlijn", *arguments])
    return 0


def _has_no_tables(error: Exception) -> bool:
    """Tell whether a database was asked that was never made (the text of SQLite and of PostgreSQL)."""
    if "django.db" not in sys.modules:
        return False
    from django.db import DatabaseError

    words = ("no such table", "UndefinedTable")
    told = f"{error} {type(error.__cause__).__name__}"
    return isinstance(error, DatabaseError) and any(word in told for word in words)


def _overview() -> str:
    width = max(map(len, SUBJECTS))
    lines = [f"  {name:<{width}}  {sentence}" for name, (_, sentence) in SUBJECTS.items()]
    return "\n".join(["usage: startlijn SUBJECT …", "", *lines, "", "`startlijn SUBJECT --help` tells more."])


def _finish(parsed: argparse.Namespace) -> int:
    """Do what was asked; a reader that stops reading and a database without tables give no stack trace."""
    run: Callable[[argparse.Namespace], int] = parsed.run
    try:
        code = run(parsed)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        # Who reads stopped reading (`startlijn … | head`): say nothing more, also not at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:
        if not _has_no_tables(error):
            raise
        from startlijn.cli.language import translate

        told = translate("The database is not ready. Run “startlijn migrate” first.")
        print(f"startlijn: {told}", file=sys.stderr)
        return 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return its exit code (0 done, 2 wrong input; each subject lists its own)."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "startlijn.config.settings")
    given = list(sys.argv[1:] if arguments is None else arguments)
    subject = given[0] if given else "--help"
    if subject in {"--version", "-V"}:
        print(f"startlijn {__version__}")
        return 0
    if subject in {"--help", "-h", "help"}:
        print(_overview())
        return 0
    if subject in DJANGO_COMMANDS:
        return _use_django(given)
    if subject not in SUBJECTS:
        print(f"startlijn: there is no subject {subject!r}.\n\n{_overview()}", file=sys.stderr)
        return 2
    parser = argparse.ArgumentParser(prog="startlijn", allow_abbrev=False)
    import_module(SUBJECTS[subject][0]).add_parser(parser.add_subparsers(required=True))
    parsed = parser.parse_args(given)
    return _finish(parsed)


if __name__ == "__main__":
    sys.exit(main())
