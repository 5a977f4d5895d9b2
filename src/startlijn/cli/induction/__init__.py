"""`startlijn induction`: programmes on the command line."""

from typing import Any

from startlijn.cli.induction import import_programme, report
from startlijn.cli.language import translate as _

__all__ = ["add_parser"]


def add_parser(subparsers: Any) -> None:
    """Add the verbs of `induction`; the parsed arguments carry `run`."""
    induction = subparsers.add_parser("induction", help=_("bring induction programmes in; report on them"))
    verbs = induction.add_subparsers(dest="verb", required=True, metavar=_("VERB"))
    import_programme.add_parser(verbs)
    report.add_parser(verbs)
