"""From a table to rows of DUO, all or nothing: every error in the file is named, none is skipped."""

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NoReturn

from startlijn.engines.duo.codes import (
    board_number_of,
    brin_of,
    postcode_of,
    site_code_of,
    website_of,
)
from startlijn.engines.duo.headers import REQUIRED, columns_of, kind_of, official_header
from startlijn.engines.duo.places import friendly_place
from startlijn.engines.duo.short_names import short_board_name, short_name
from startlijn.engines.duo.terms import (
    SITE_KINDS,
    BadFile,
    BoardFile,
    BoardRow,
    Kind,
    Location,
    LocationFile,
    Problem,
    SiteFile,
    SiteRow,
    Trouble,
)
from startlijn.engines.tables import Table

_HOLIDAY_REGIONS = frozenset({"", "noord", "midden", "zuid"})
_LONGEST = {"site_name": 200, "school_name": 200, "board_name": 200, "website": 190, "house_number": 20}
_LONGEST |= {"province": 40, "denomination": 60}
_LONGEST_OTHER = 100
_MOST_PROBLEMS = 100
_SECONDARY = re.compile(r"\b(vwo|havo|mavo|vmbo|lwoo|lyceum|gymnasium)\b|college", re.IGNORECASE)


def read_sites(table: Table, kind: Kind | None = None) -> SiteFile:
    """Return the sites of a DUO file of schools, sites or institutes; `kind` is found when not given.

    A file of main sites or institutes gives each the site code of its BRIN with 00. Raises BadFile with all
    that is wrong (at most 100 problems), among others for another kind of file than asked for.
    """
    kind = _checked_kind(table, kind, SITE_KINDS)
    rows = _Rows(table, kind)
    found: dict[str, tuple[int, SiteRow]] = {}
    for row in rows:
        site = _site(row, kind)
        if site is None:
            continue
        first, known = found.setdefault(site.site_code, (row.number, site))
        if first != row.number:
            code = Trouble.REPEATED_ROW if known == site else Trouble.DOUBLE_ROW
            row.report(code, row.site_word, found=site.site_code, first=first)
    return SiteFile(kind, tuple(site for _, site in found.values()), rows.settled())


def read_boards(table: Table) -> BoardFile:
    """Return the boards of a DUO or RIO file of boards. Raises BadFile."""
    kind = _checked_kind(table, Kind.BOARDS, frozenset({Kind.BOARDS}))
    rows = _Rows(table, kind)
    found: dict[str, tuple[int, BoardRow]] = {}
    for row in rows:
        number = row.code("board_number", board_number_of, Trouble.BAD_BOARD_NUMBER)
        name = row.needed("board_name")
        if not number or not name:
            continue
        board = BoardRow(
            number=number,
            official_name=name,
            name=short_board_name(name),
            place=friendly_place(row.text("place")),
            kvk_number=row.text("kvk_number").zfill(8) if row.text("kvk_number") else "",
        )
        first, known = found.setdefault(number, (row.number, board))
        if first != row.number:
            code = Trouble.REPEATED_ROW if known == board else Trouble.DOUBLE_ROW
            row.report(code, "board_number", found=number, first=first)
    return BoardFile(tuple(board for _, board in found.values()), rows.settled())


def read_locations(table: Table) -> LocationFile:
    """Return the locations in RIO's `onderwijslocaties.csv` that have a coordinate. Raises BadFile."""
    kind = _checked_kind(table, Kind.LOCATIONS, frozenset({Kind.LOCATIONS}))
    rows = _Rows(table, kind)
    found: list[Location] = []
    for row in rows:
        postcode = postcode_of(row.text("postcode"))
        if not row.text("lat") and not row.text("lon"):
            continue  # RIO has locations without a coordinate
        lat, lon = row.degrees("lat"), row.degrees("lon")
        if not _in_the_kingdom(lat, lon):
            row.report(Trouble.BAD_COORDINATE, "lat", found=f"{row.text('lat')}, {row.text('lon')}"[:60])
        elif postcode:
            number = f"{row.text('house_number')} {row.text('house_number_addition')}".strip()
            found.append(Location(postcode, number, friendly_place(row.text("place")), lat, lon))
    return LocationFile(tuple(found), rows.settled())


def _in_the_kingdom(lat: float, lon: float) -> bool:
    """Tell whether a point lies in the European or Caribbean Netherlands (with a margin)."""
    return (50.5 < lat < 53.8 and 3.0 < lon < 7.5) or (12.0 < lat < 18.2 and -69.0 < lon < -62.5)


def _checked_kind(table: Table, asked: Kind | None, possible: frozenset[Kind]) -> Kind:
    """Return the kind of this file. Raises BadFile for another one, or for columns that are missing."""
    found = _found_kind(table)
    kind = asked or found
    if kind is None:
        raise BadFile(Problem(Trouble.UNKNOWN_KIND))
    if kind not in possible or found not in {None, kind}:
        expected = asked.value if asked else "sites"
        raise BadFile(
            Problem(Trouble.WRONG_KIND, details={"expected": expected, "found": found or kind.value})
        )
    columns = columns_of(table.headers)
    missing = [official_header(word) for word in REQUIRED[kind] if word not in columns]
    if missing:
        raise BadFile(*(Problem(Trouble.MISSING_COLUMN, column=header) for header in missing))
    if not table.rows:
        raise BadFile(Problem(Trouble.NO_ROWS))
    return kind


def _found_kind(table: Table) -> Kind | None:
    """Return the kind by its headers; a file of secondary schools without its own column is still that."""
    kind = kind_of(table.headers)
    secondary = {Kind.BO_SITES: Kind.VO_SITES, Kind.BO_MAIN: Kind.VO_MAIN}
    if kind not in secondary:
        return kind
    columns = columns_of(table.headers)
    at = table.headers.index(columns.get("site_name") or columns.get("school_name") or columns["brin"])
    names = sum(1 for row in table.rows if _SECONDARY.search(row[at]))
    return secondary[kind] if names * 3 > len(table.rows) else kind


@dataclass(slots=True)
class _Row:
    """One row under reading: its cells by our words, and where to report."""

    number: int
    cells: dict[str, str]
    columns: dict[str, str]
    rows: "_Rows"
    site_word: str = "site_code"

    def text(self, word: str) -> str:
        """Return a cell without spaces around it; DUO writes one space for empty."""
        text = " ".join(self.cells.get(self.columns.get(word, ""), "").split())
        limit = _LONGEST.get(word, _LONGEST_OTHER)
        if len(text) > limit:
            self.report(Trouble.TOO_LONG, word, limit=limit)
        return text[:limit]

    def needed(self, word: str) -> str:
        text = self.text(word)
        if not text:
            self.report(Trouble.MISSING_VALUE, word)
        return text

    def code(self, word: str, read: Callable[[str], str | None], trouble: Trouble) -> str | None:
        """Return a code that must be there and be right; None after reporting that it is not."""
        text = self.needed(word)
        if not text:
            return None
        code = read(text)
        if code is None:
            self.report(trouble, word, found=text[:60])
            return None
        compact = "".join(text.split())
        two_digits = word == "site_code" and compact.isdecimal()
        if len(compact) < (2 if two_digits else len(code)):
            self.rows.restored(word, self.number)
        return code

    def degrees(self, word: str) -> float:
        """Return a coordinate, with point or comma; not a number when it is none."""
        try:
            return float(self.text(word).replace(",", "."))
        except ValueError:
            return math.nan

    def report(self, code: Trouble, word: str, **details: str | int) -> None:
        self.rows.problems.append(Problem(code, self.number, self.columns.get(word), details))


@dataclass(slots=True)
class _Rows:
    """All rows under reading, with everything that was found wrong."""

    table: Table
    kind: Kind
    problems: list[Problem] = field(default_factory=list)
    zeros: dict[str, tuple[int, int]] = field(default_factory=dict)

    def __iter__(self) -> Iterator[_Row]:
        columns = columns_of(self.table.headers)
        for number, cells in self.table.records():
            yield _Row(number, cells, columns, self)

    def restored(self, word: str, row: int) -> None:
        first, times = self.zeros.get(word, (row, 0))
        self.zeros[word] = first, times + 1

    def settled(self) -> tuple[Problem, ...]:
        """Return the warnings. Raises BadFile when there is anything worse."""
        self._check_the_end()
        worse = [each for each in self.problems if not each.code.is_warning]
        if worse:
            raise BadFile(*worse[:_MOST_PROBLEMS])
        columns = columns_of(self.table.headers)
        zeros = [
            Problem(Trouble.ZEROS_RESTORED, first, columns[word], {"times": times})
            for word, (first, times) in self.zeros.items()
        ]
        return (*zeros, *self.problems)

    def _check_the_end(self) -> None:
        """Refuse a file of which the last cell was cut: no line end, and a last word that is none."""
        header = self.table.headers[-1]
        if self.table.complete or columns_of([header]).keys() != {"holiday_region"}:
            return
        last = self.table.rows[-1][-1].strip().casefold()
        if not last or last not in _HOLIDAY_REGIONS:
            _refuse_truncated(self.table.numbers[-1], header)


def _refuse_truncated(row: int, column: str) -> NoReturn:
    raise BadFile(Problem(Trouble.TRUNCATED, row, column))


def _site(row: _Row, kind: Kind) -> SiteRow | None:
    """Return the site of one row; None when its codes or name are wrong, which is reported."""
    brin = row.code("brin", brin_of, Trouble.BAD_BRIN)
    board = row.code("board_number", board_number_of, Trouble.BAD_BOARD_NUMBER)
    has_sites = kind in {Kind.VO_SITES, Kind.BO_SITES, Kind.SO_SITES}
    name = row.needed("site_name" if has_sites else "school_name")
    if brin is None or board is None or not name:
        return None
    row.site_word = "site_code" if has_sites else "brin"
    code = _site_code(row, brin) if has_sites else f"{brin}00"
    if code is None:
        return None
    region = row.text("holiday_region").casefold()
    place = friendly_place(row.text("place"))
    municipality = friendly_place(row.text("municipality"))
    return SiteRow(
        site_code=code,
        brin=brin,
        board_number=board,
        sector=kind.sector,
        official_name=name,
        name=short_name(name, places=(place, municipality)),
        street=row.text("street"),
        house_number=row.text("house_number"),
        postcode=_postcode(row),
        place=place,
        municipality_code=row.text("municipality_code").zfill(4) if row.text("municipality_code") else "",
        municipality=municipality,
        province=row.text("province"),
        denomination=row.text("denomination"),
        website=_website(row),
        structure=row.text("structure") or row.text("special_kind"),
        holiday_region=region if region in _HOLIDAY_REGIONS else "",
    )


def _site_code(row: _Row, brin: str) -> str | None:
    code = row.code("site_code", lambda text: site_code_of(text, brin), Trouble.BAD_SITE_CODE)
    if code is not None and code[:4] != brin:
        row.report(Trouble.FOREIGN_SITE, "site_code", found=code, brin=brin)
        return None
    return code


def _postcode(row: _Row) -> str:
    text = row.text("postcode")
    postcode = postcode_of(text)
    if text and postcode is None:
        row.report(Trouble.BAD_POSTCODE, "postcode", found=text[:60])
    return postcode or ""


def _website(row: _Row) -> str:
    text = row.text("website")
    address, trouble = website_of(text)
    if trouble is not None:
        row.report(trouble, "website", found=text[:60])
    return address
