"""The options of `startlijn groups form`, read from text. Nothing heavy is imported here."""

import argparse
import re
from collections.abc import Callable
from pathlib import Path

from startlijn.cli.language import translate as _

OBJECTIVES = ("pairs", "host", "longest")
WISHES = ("mix", "alike", "share", "differ")
_SIZE = re.compile(r"(\d{1,4})(?:\s*[-–]\s*(\d{1,4}))?")
_LIMIT = re.compile(r"(.+)=(\d{1,4})")
_KIND = re.compile(r"([^=]+)=(.+)")
_WISH = re.compile(rf"({'|'.join(WISHES)}):(.+):(\d{{1,6}})")


def size(text: str) -> tuple[int, int]:
    """Read "3-4" as (3, 4) and "4" as (4, 4). Whether it makes sense is for the engine to say."""
    found = _SIZE.fullmatch(text.strip())
    if not found:
        raise argparse.ArgumentTypeError(_("“%(text)s” is not a size. Write 3-4, or 4.") % {"text": text})
    return int(found[1]), int(found[2] or found[1])


def limit(text: str) -> tuple[str, int]:
    """Read "phase=2" as (column, most)."""
    found = _LIMIT.fullmatch(text.strip())
    if not found:
        raise argparse.ArgumentTypeError(_("“%(text)s” is not a limit. Write COLUMN=2.") % {"text": text})
    return found[1].strip(), int(found[2])


def kind(text: str) -> tuple[str, str]:
    """Read "phase=new" as (column, value)."""
    found = _KIND.fullmatch(text.strip())
    if not found:
        raise argparse.ArgumentTypeError(_("“%(text)s” is not a kind. Write COLUMN=VALUE.") % {"text": text})
    return found[1].strip(), found[2].strip()


def wish(text: str) -> tuple[str, str, int]:
    """Read "mix:experience:10" as (kind of wish, column, minutes per pair that breaks it)."""
    found = _WISH.fullmatch(text.strip())
    if not found:
        shape = {"text": text, "kinds": ", ".join(WISHES)}
        raise argparse.ArgumentTypeError(
            _("“%(text)s” is not a wish. Write KIND:COLUMN:MINUTES; a kind is one of %(kinds)s.") % shape
        )
    return found[1], found[2].strip(), int(found[3])


def seconds(text: str) -> float:
    """Read a time limit: more than 0, at most a day."""
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        value = 0.0
    if not 0 < value <= 86_400:
        raise argparse.ArgumentTypeError(
            _("“%(text)s” is not a time limit. Write a number of seconds, such as 30.") % {"text": text}
        )
    return value


def target(text: str) -> Path:
    """Read the name of the file to write: CSV or XLSX, in a folder that exists."""
    path = Path(text)
    if path.suffix.lower() not in {".csv", ".xlsx"}:
        raise argparse.ArgumentTypeError(_("“%(text)s” must end in .csv or .xlsx.") % {"text": text})
    if not path.absolute().parent.is_dir():
        raise argparse.ArgumentTypeError(_("The folder of “%(text)s” does not exist.") % {"text": text})
    return path


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the file and every option of `groups form`. Help is in the language of the terminal."""
    parser.add_argument(
        "file",
        type=Path,
        metavar="FILE",
        help=_("CSV, XLSX or ODS with at least the columns id, lat and lon"),
    )
    parser.add_argument(
        "--size", type=size, required=True, metavar="3-4", help=_("members per group: least-most")
    )
    parser.add_argument(
        "--objective",
        choices=OBJECTIVES,
        default="pairs",
        help=_("pairs: everybody visits everybody; host: all travel to one; longest: nobody travels far"),
    )
    parser.add_argument("--groups", type=int, metavar="N", help=_("exactly this many groups"))
    _add_rules(parser)
    parser.add_argument(
        "--matrix", type=Path, metavar="FILE", help=_("travel minutes; first row and column are ids")
    )
    parser.add_argument("--seconds", type=seconds, default=30.0, metavar="N", help=_("time limit (30)"))
    parser.add_argument("--seed", type=int, default=0, metavar="N", help=_("same seed, same answer (0)"))
    parser.add_argument(
        "--out", type=target, metavar="FILE", help=_("write the groups to a CSV or XLSX file")
    )
    parser.add_argument("--relax", action="store_true", help=_("with --json: add the least bad way out"))
    parser.add_argument("--json", action="store_true", help=_("write JSON"))


def _add_rules(parser: argparse.ArgumentParser) -> None:
    rules = parser.add_argument_group(_("rules"), _("Every rule may be given more than once."))
    columns: list[tuple[str, str]] = [
        ("--apart-by", _("never two with the same value together, such as the board")),
        ("--same", _("only one value per group, such as the region")),
        ("--common-slot", _("free moments, separated by ;: a group shares at least one")),
        ("--pin", _("a label per member: same label together, other label apart")),
    ]
    for name, text in columns:
        rules.add_argument(name, action="append", default=[], metavar="COLUMN", help=text)
    files: list[tuple[str, str]] = [
        ("--together", _("ids that belong together, one set per line")),
        ("--apart", _("ids that may not meet, one set per line")),
        (
            "--history",
            _("last time's groups, whose members do not meet again; a file made with --out will do"),
        ),
    ]
    for name, text in files:
        rules.add_argument(name, action="append", default=[], type=Path, metavar="FILE", help=text)
    judged: list[tuple[str, Callable[[str], object], str, str]] = [
        ("--at-most", limit, "COLUMN=N", _("at most N with the same value in a group")),
        ("--not-alone", kind, "COLUMN=VALUE", _("nobody of this kind alone in a group")),
        (
            "--wish",
            wish,
            "KIND:COLUMN:MIN",
            _("minutes for each pair that breaks the wish: mix, alike, share, differ"),
        ),
    ]
    for name, read, shape, text in judged:
        rules.add_argument(name, action="append", default=[], type=read, metavar=shape, help=text)
