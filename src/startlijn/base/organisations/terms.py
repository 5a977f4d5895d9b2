"""Words of organisations."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from startlijn.engines.duo import BoardRow, Kind, Location, Problem, SiteRow


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

    `kind` and `rows` are of `engines.duo`; `sha256` is the fingerprint of the file. `locations` are the points
    of RIO's file of locations; None when it did not come along.
    """

    name: str
    sha256: str
    kind: Kind
    rows: int
    sites: tuple[SiteRow, ...] = ()
    boards: tuple[BoardRow, ...] = ()
    problems: tuple[Problem, ...] = ()
    locations: tuple[Location, ...] | None = None


class NothingChangedError(Exception):
    """The file says what the register says already: there is nothing to stage. `counts` are its figures."""

    def __init__(self, counts: dict[str, int]) -> None:
        super().__init__("nothing changed")
        self.counts = counts


class StaleImportError(Exception):
    """The register changed after this import was staged, or it was settled before: read the file again."""
