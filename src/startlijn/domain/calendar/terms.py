"""Words of the calendar: where a holiday comes from, closed days, and why something is refused."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from startlijn.base.refusals import RefusedError
from startlijn.content.holidays import BreakName
from startlijn.content.sector_rules import Certainty
from startlijn.engines.periods import Period
from startlijn.engines.schoolyear import SchoolYear

MOST_BYTES = 2 * 1024 * 1024  # a file of ten school years is 60 kB
LONGEST_OWN = timedelta(days=62)


class Break(models.TextChoices):
    """The breaks of a school year, as the government names them."""

    AUTUMN = BreakName.AUTUMN.value, _("autumn holiday")
    CHRISTMAS = BreakName.CHRISTMAS.value, _("Christmas holiday")
    SPRING = BreakName.SPRING.value, _("spring holiday")
    MAY = BreakName.MAY.value, _("May holiday")
    SUMMER = BreakName.SUMMER.value, _("summer holiday")


class Source(models.TextChoices):
    """Where a region holiday comes from."""

    FILE = "file", _("from the government's file")
    HAND = "hand", _("typed in")


@dataclass(frozen=True, slots=True)
class Announced:
    """A break of one region, as a file says it."""

    region: str
    year: SchoolYear
    name: BreakName
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file brought: breaks that are new here, that changed, and that were the same."""

    added: int
    changed: int
    same: int


@dataclass(frozen=True, slots=True)
class Closed:
    """A school is closed from `first` up to and including `last`. `name`: of the break, or the school's own.

    `certainty` is that of the holiday; own days are certain.
    """

    first: date
    last: date
    name: str
    certainty: Certainty
    own: bool

    @property
    def period(self) -> Period:
        """Return its days."""
        return Period(self.first, self.last + timedelta(days=1))


@dataclass(frozen=True, slots=True)
class HolidayLine:
    """A break of a region, as it counts here. `source`: of the row that stands in its place, if any."""

    region: str
    name: Break
    first: date
    last: date
    certainty: Certainty
    note: str
    source: Source | None
    version: int


@dataclass(frozen=True, slots=True)
class OwnDaysLine:
    """Own days of a school, on the page."""

    id: UUID
    school: str
    first: date
    last: date
    name: str
    opened: bool


class NotTheFileError(RefusedError):
    """It is not JSON of the government, or it holds no holidays."""

    code = "holiday_file_other"
    message = gettext_noop(
        "This is not the file with school holidays. Save it as JSON from opendata.rijksoverheid.nl "
        "(schoolholidays)."
    )


class UnknownInFileError(RefusedError):
    """A region, break or school year that is not known."""

    code = "holiday_file_unknown"
    message = gettext_noop("The file has something that is not known here: “%(what)s”. Nothing was kept.")


class OddDaysError(RefusedError):
    """A break that does not last from a Saturday up to and including a Sunday of its school year."""

    code = "holiday_days"
    message = gettext_noop(
        "A holiday lasts from a Saturday up to and including a Sunday of its school year. Look at: %(what)s."
    )


class OwnDaysError(RefusedError):
    """Own days that end before they begin, or last longer than two months."""

    code = "own_days"
    message = gettext_noop("The last day comes after the first, and at most two months later.")
