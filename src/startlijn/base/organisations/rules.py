"""Judgements about organisations: how names are searched, whether a file of DUO is sound."""

import hashlib
import unicodedata

from startlijn.base.organisations.terms import RegistryFile
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
from startlijn.engines.tables import read_table


def search_text(*parts: str) -> str:
    """Return the parts folded for search: lower case, without accents and apostrophes, single spaces.

    >>> search_text("'s-Hertogenbosch", "Curaçao ")
    's-hertogenbosch curacao'
    """
    joined = unicodedata.normalize("NFKD", " ".join(parts)).casefold()
    kept = (letter for letter in joined if not unicodedata.combining(letter) and letter not in "'’`")
    return " ".join("".join(kept).split())


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
