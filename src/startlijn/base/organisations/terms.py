"""Words of organisations."""

from django.db import models
from django.utils.translation import gettext_lazy as _


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
