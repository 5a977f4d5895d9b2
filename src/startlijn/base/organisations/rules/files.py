"""Whether a file of DUO is sound, and why not, in sentences."""

import hashlib
from collections.abc import Mapping

from django.utils.translation import gettext as _

from startlijn.base.organisations.terms import FAULTS, KINDS, TROUBLES, RegistryFile
from startlijn.engines.duo import (
    BadFile,
    Kind,
    Location,
    Problem,
    Trouble,
    kind_of,
    read_boards,
    read_locations,
    read_sites,
)
from startlijn.engines.tables import BadTable, Fault, read_table


def registry_file(
    *, name: str, content: bytes, kind: Kind | None = None, locations: tuple[Location, ...] | None = None
) -> RegistryFile:
    """Read one file of DUO: sites, main sites, institutes or boards; `kind` is found when not given.

    Raises `BadTable` (of `engines.tables`) or `BadFile` (of `engines.duo`) when it cannot be trusted.
    """
    table = read_table(content)
    found = kind or kind_of(table.headers)
    if found == Kind.HO:
        details = {"expected": "sites", "found": found.value}
        raise BadFile(Problem(Trouble.WRONG_KIND, details=details))
    sha256 = hashlib.sha256(content).hexdigest()
    if found == Kind.BOARDS:
        boards = read_boards(table)
        return RegistryFile(
            name, sha256, found, len(table.rows), boards=boards.rows, problems=boards.problems
        )
    sites = read_sites(table, kind)
    return RegistryFile(
        name, sha256, sites.kind, len(table.rows), sites.rows, problems=sites.problems, locations=locations
    )


def registry_locations(content: bytes) -> tuple[Location, ...]:
    """Read RIO's file of locations. Raises `BadTable` or `BadFile`."""
    return read_locations(read_table(content)).rows


def refusal(error: BadTable | BadFile) -> list[str]:
    """Return why a file is refused: a sentence per problem, with row and column, in the active language."""
    if isinstance(error, BadFile):
        return [problem_sentence(each) for each in error.problems]
    details = dict(error.details)
    if error.code == Fault.TOO_LARGE:
        details["limit"] = int(details["limit"]) // 1024**2
    return [_placed(str(FAULTS[error.code]) % details, error.row, error.column)]


def problem_sentence(problem: Problem) -> str:
    """Return what is wrong in a file of DUO, with its row and column, in the active language."""
    details = {name: _kind_name(name, value) for name, value in problem.details.items()}
    return _placed(str(TROUBLES[problem.code]) % details, problem.row, problem.column)


def _kind_name(name: str, value: str | int) -> str | int:
    """Say which kind of file in words."""
    known: Mapping[str, str] = {kind.value: str(words) for kind, words in KINDS.items()}
    if name in {"expected", "found"} and value == "sites":
        return _("sites of schools")
    return known.get(value, value) if isinstance(value, str) and name in {"expected", "found"} else value


def _placed(sentence: str, row: int | None, column: str | None) -> str:
    figures = {"row": row, "column": column, "what": sentence}
    if row is not None and column:
        return _("Row %(row)s, column “%(column)s”: %(what)s") % figures
    if row is not None:
        return _("Row %(row)s: %(what)s") % figures
    if column:
        return _("Column “%(column)s”: %(what)s") % figures
    return sentence
