"""The words of DUO's files: kinds of file, rows, places, and what may be wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """The files of DUO and RIO that are understood; the value is what `--kind` takes."""

    VO_SITES = "vo-sites"
    BO_SITES = "bo-sites"
    SO_SITES = "so-sites"
    VO_MAIN = "vo-main"
    BO_MAIN = "bo-main"
    MBO = "mbo"
    HO = "ho"
    BOARDS = "boards"
    LOCATIONS = "locations"

    @property
    def sector(self) -> str:
        """The sector of the schools in it: po, vo, so, mbo or ho; empty for boards and locations."""
        return _SECTORS.get(self, "")


_SECTORS = {
    Kind.VO_SITES: "vo",
    Kind.VO_MAIN: "vo",
    Kind.BO_SITES: "po",
    Kind.BO_MAIN: "po",
    Kind.SO_SITES: "so",
    Kind.MBO: "mbo",
    Kind.HO: "ho",
}
SITE_KINDS = frozenset(_SECTORS)


class Precision(StrEnum):
    """How precise a coordinate is, best first."""

    ADDRESS = "address"
    POSTCODE = "postcode"
    PLACE = "place"
    MUNICIPALITY = "municipality"
    NONE = "none"


class Trouble(StrEnum):
    """What may be wrong with a file or a row. Every door has a sentence for each of these."""

    UNKNOWN_KIND = "unknown_kind"  # none of the files we know
    WRONG_KIND = "wrong_kind"  # details: expected, found
    MISSING_COLUMN = "missing_column"  # column
    NO_ROWS = "no_rows"
    TRUNCATED = "truncated"  # row, column
    FEWER_ROWS = "fewer_rows"  # details: before, after, percent (fewer)
    MISSING_VALUE = "missing_value"  # row, column
    BAD_BRIN = "bad_brin"  # row, column; details: found
    BAD_SITE_CODE = "bad_site_code"  # row, column; details: found
    BAD_BOARD_NUMBER = "bad_board_number"  # row, column; details: found
    FOREIGN_SITE = "foreign_site"  # row, column; a site code of another school; details: found, brin
    DOUBLE_ROW = "double_row"  # row, column; details: found, first (row)
    TOO_LONG = "too_long"  # row, column; details: limit
    BAD_VALUE = "bad_value"  # row, column; for files of one's own; details: found, allowed
    # From here on the row is used all the same.
    PHONE_AS_WEBSITE = "phone_as_website"  # row, column; details: found
    BAD_WEBSITE = "bad_website"  # row, column; details: found
    BAD_POSTCODE = "bad_postcode"  # row, column; details: found
    BAD_COORDINATE = "bad_coordinate"  # row, column; details: found
    ZEROS_RESTORED = "zeros_restored"  # first row, column; details: times
    REPEATED_ROW = "repeated_row"  # row; details: first (row)

    @property
    def is_warning(self) -> bool:
        """Tell whether the file is used all the same."""
        return self in _WARNINGS


_WARNINGS = frozenset(
    {
        Trouble.PHONE_AS_WEBSITE,
        Trouble.BAD_WEBSITE,
        Trouble.BAD_POSTCODE,
        Trouble.BAD_COORDINATE,
        Trouble.ZEROS_RESTORED,
        Trouble.REPEATED_ROW,
    }
)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, with its place: the row as a spreadsheet counts it, the column as written."""

    code: Trouble
    row: int | None = None
    column: str | None = None
    details: Mapping[str, str | int] = field(default_factory=dict)


class BadFile(ValueError):
    """A file that is refused as a whole. `problems` says why, the first one first; there is at least one."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = problems

    def __str__(self) -> str:
        return "; ".join(
            f"{each.code} (row {each.row}, column {each.column}, {dict(each.details)})"
            for each in self.problems
        )


@dataclass(frozen=True, slots=True)
class SiteRow:
    """A school site as published, tidied. Empty text where the file says nothing.

    `site_code` has six characters: the BRIN of the school and two digits (00 is the main site).
    `name` is our proposal for a friendly name, `official_name` is DUO's. `postcode` as 1234AB.
    `holiday_region` is noord, midden or zuid.
    """

    site_code: str
    brin: str
    board_number: str
    sector: str
    official_name: str
    name: str
    street: str = ""
    house_number: str = ""
    postcode: str = ""
    place: str = ""
    municipality_code: str = ""
    municipality: str = ""
    province: str = ""
    denomination: str = ""
    website: str = ""
    structure: str = ""
    holiday_region: str = ""


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A school board as published, tidied; `number` has five digits or is a RIO identifier."""

    number: str
    official_name: str
    name: str
    place: str = ""
    kvk_number: str = ""


@dataclass(frozen=True, slots=True)
class Location:
    """A place of education with its coordinate in degrees (WGS 84), from RIO."""

    postcode: str
    house_number: str
    place: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Point:
    """A coordinate in degrees (WGS 84)."""

    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class PlacedSite:
    """A site, where it is as far as we know, and how precise that is."""

    site: SiteRow
    point: Point | None
    precision: Precision


@dataclass(frozen=True, slots=True)
class SiteFile:
    """The sites of one file; `problems` are warnings only."""

    kind: Kind
    rows: tuple[SiteRow, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class BoardFile:
    """The boards of one file; `problems` are warnings only."""

    rows: tuple[BoardRow, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class LocationFile:
    """The locations of one file; `problems` are warnings only."""

    rows: tuple[Location, ...]
    problems: tuple[Problem, ...]
