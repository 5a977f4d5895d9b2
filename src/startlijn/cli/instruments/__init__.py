"""`startlijn instruments`: rubrics, questionnaires and observation forms on the command line."""

from typing import Any

from startlijn.cli.instruments import check, import_file, list_all
from startlijn.cli.language import translate as _

__all__ = ["add_parser"]


def add_parser(subparsers: Any) -> None:
    """Add the verbs of `instruments`; the parsed arguments carry `run`."""
    instruments = subparsers.add_parser(
        "instruments", help=_("list, check and bring in rubrics and questionnaires")
    )
    verbs = instruments.add_subparsers(dest="verb", required=True, metavar=_("VERB"))
    list_all.add_parser(verbs)
    check.add_parser(verbs)
    import_file.add_parser(verbs)
