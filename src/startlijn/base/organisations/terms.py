"""Words of organisations."""

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from startlijn.base.refusals import RefusedError
from startlijn.engines.duo import BoardRow, Kind, Location, Problem, SiteRow, Trouble
from startlijn.engines.tables import Fault


class Sector(models.TextChoices):
    """Sectors of Dutch education (seeds 000 line 5 and 002 line 30)."""

    PRIMARY = "po", _("primary education")
    SECONDARY = "vo", _("secondary education")
    SPECIAL = "so", _("special education")
    VOCATIONAL = "mbo", _("vocational education")


class Precision(models.TextChoices):
    """How precise a coordinate is, best first."""

    ADDRESS = "address", _("at the address")
    POSTCODE = "postcode", _("at the postcode")
    PLACE = "place", _("somewhere in the place")
    MUNICIPALITY = "municipality", _("somewhere in the municipality")
    MANUAL = "manual", _("set by hand")
    NONE = "none", _("unknown")


class HolidayRegion(models.TextChoices):
    """Holiday regions (domain.md §4.6)."""

    NORTH = "noord", _("North")
    MIDDLE = "midden", _("Middle")
    SOUTH = "zuid", _("South")


class ImportState(models.TextChoices):
    """The life of an import: staged, then applied or discarded."""

    STAGED = "staged", _("waiting for approval")
    APPLIED = "applied", _("applied")
    DISCARDED = "discarded", _("discarded")


@dataclass(frozen=True, slots=True)
class RegistryFile:
    """One file of DUO, read and found sound, not yet compared with the register.

    `kind` and `rows` are of `engines.duo`; `sha256` is the fingerprint of the file. `locations` are the
    points of RIO's file of locations; None when it did not come along.
    """

    name: str
    sha256: str
    kind: Kind
    rows: int
    sites: tuple[SiteRow, ...] = ()
    boards: tuple[BoardRow, ...] = ()
    problems: tuple[Problem, ...] = ()
    locations: tuple[Location, ...] | None = None


@dataclass(frozen=True, slots=True)
class OwnSchool:
    """A school in a file of one's own; `row` is its row. Empty text and None where the file says nothing."""

    row: int
    name: str
    board: str
    sub_region: str
    place: str
    sector: str
    site_code: str = ""
    latitude: float | None = None
    longitude: float | None = None
    training_school: bool = False
    contact: str = ""
    email: str = ""


class NothingChangedError(Exception):
    """The file says what the register says already: there is nothing to stage. `counts` are its figures."""

    def __init__(self, counts: dict[str, int]) -> None:
        super().__init__("nothing changed")
        self.counts = counts


class SchoolClosedError(RefusedError):
    """A school that is closed does not go on in another one, and none goes on in it."""

    code = "school_closed"
    message = gettext_noop("%(school)s is closed already. Choose a school that goes on.")


class StaleImportError(Exception):
    """The register changed after this import was staged, or it was settled before: read the file again."""


KINDS: dict[Kind, Promise] = {
    Kind.VO_SITES: _("all sites of secondary schools"),
    Kind.BO_SITES: _("all sites of primary schools"),
    Kind.SO_SITES: _("all sites of special schools"),
    Kind.VO_MAIN: _("main sites of secondary schools"),
    Kind.BO_MAIN: _("main sites of primary schools"),
    Kind.MBO: _("institutes for vocational education"),
    Kind.HO: _("institutes for higher education"),
    Kind.BOARDS: _("boards"),
    Kind.LOCATIONS: _("locations with coordinates"),
}

# What may be wrong in a file of DUO, as a sentence; the place (row, column) stands before it.
TROUBLES: dict[Trouble, Promise] = {
    Trouble.UNKNOWN_KIND: _("This is none of the DUO files that we know. Download the file of all sites."),
    Trouble.WRONG_KIND: _("This file holds something else: %(found)s. Expected: %(expected)s."),
    Trouble.MISSING_COLUMN: _(
        "This column is missing. Download the file again and leave the header as it is."
    ),
    Trouble.NO_ROWS: _("There is a header, but there are no rows below it."),
    Trouble.TRUNCATED: _("The file stops halfway. Download it again."),
    Trouble.FEWER_ROWS: _(
        "This file has %(percent)s %% fewer rows than the register: %(after)s where there were %(before)s. "
        "It may be cut off."
    ),
    Trouble.MISSING_VALUE: _("This cell is empty, and it may not be."),
    Trouble.BAD_BRIN: _("“%(found)s” is not a BRIN. It has two digits and two letters, such as 01AB."),
    Trouble.BAD_SITE_CODE: _("“%(found)s” is not a site code. It looks like 01AB00."),
    Trouble.BAD_BOARD_NUMBER: _("“%(found)s” is not a board number. It has five digits."),
    Trouble.FOREIGN_SITE: _("Site %(found)s does not belong to school %(brin)s."),
    Trouble.DOUBLE_ROW: _("%(found)s stands in row %(first)s too, with other data."),
    Trouble.TOO_LONG: _("There are more than %(limit)s characters in this cell."),
    Trouble.PHONE_AS_WEBSITE: _("“%(found)s” is a phone number, not a web address. It is left out."),
    Trouble.BAD_WEBSITE: _("“%(found)s” is not a web address. It is left out."),
    Trouble.BAD_POSTCODE: _("“%(found)s” is not a postcode. It is left out."),
    Trouble.BAD_COORDINATE: _("“%(found)s” is not a point in the Netherlands. It is left out."),
    Trouble.BAD_VALUE: _("“%(found)s” is not possible here. Choose from: %(allowed)s."),
    Trouble.ZEROS_RESTORED: _("Zeros were lost at the start of %(times)s codes. They are put back."),
    Trouble.REPEATED_ROW: _("This row is the same as row %(first)s. It is used once."),
}

# What may be wrong with any table.
FAULTS: dict[Fault, Promise] = {
    Fault.TOO_LARGE: _("The file is larger than %(limit)s MB. Leave out what is not needed."),
    Fault.EMPTY: _("There is nothing in this file."),
    Fault.BINARY: _("This is not a table. Save it as CSV or XLSX."),
    Fault.WEB_PAGE: _("This is a web page, not a table. Download the file itself."),
    Fault.OLD_EXCEL: _(
        "This is an old Excel file, or one with a password. Save it as XLSX without a password."
    ),
    Fault.NOT_A_WORKBOOK: _("This zip file is not a spreadsheet. Take the table out of it first."),
    Fault.MACROS: _("This workbook holds macros. Save it as a plain XLSX workbook."),
    Fault.LOCKED: _("This file has a password. Save it without one."),
    Fault.UNSAFE_ARCHIVE: _(
        "This file is packed in a way that is not safe. Save it again from your spreadsheet."
    ),
    Fault.DAMAGED: _("This spreadsheet is damaged. Open it, and save it again."),
    Fault.TOO_SLOW: _("Reading this file takes too long. Save the sheet as CSV."),
    Fault.NO_SHEET: _("There is no sheet “%(wanted)s” in this file."),
    Fault.UNKNOWN_ENCODING: _("The letters of this file cannot be read. Save it as CSV in UTF-8."),
    Fault.BAD_QUOTES: _("A quotation mark opens or closes in the wrong place."),
    Fault.TRUNCATED: _("The file stops halfway. Download or save it again."),
    Fault.RAGGED_ROW: _("This row has %(found)s cells, the header has %(expected)s."),
    Fault.EMPTY_HEADER: _("Column %(position)s has no name. Write a name above it."),
    Fault.DOUBLE_HEADER: _("Two columns have this name. Give each its own."),
    Fault.TOO_MANY_ROWS: _("There are more than %(limit)s rows."),
    Fault.TOO_MANY_COLUMNS: _("There are more than %(limit)s columns."),
    Fault.TOO_MANY_CELLS: _("There are more than %(limit)s cells."),
    Fault.CELL_TOO_LONG: _("There are more than %(limit)s characters in one cell."),
}
