"""Words of meetings: kinds, states, answers, limits, and why something is refused."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from startlijn.base.refusals import RefusedError

MOST_MEMBERS = 60  # of one series; the poll of a course has 17 (seed 000 line 53)
MOST_SLOTS = 60  # in one poll (what the engine proves within seconds)
MOST_MEETINGS = 12  # planned at once
MOST_CALENDAR_BYTES = 1_000_000  # of a free/busy file that somebody gives
MOST_CALENDAR_PARTS = 5_000  # entries of it, repeats counted apart
WEEKDAYS = (0, 1, 2, 3, 4)  # Monday to Friday
DEFAULT_WEEKDAYS = (1, 3)  # Tuesday and Thursday (seed 000 line 54)
DEFAULT_TIME = time(15)  # seed 000 line 54
DEFAULT_MINUTES = 120
MIN_DAYS_BETWEEN = 14


class SeriesKind(models.TextChoices):
    """What a series is for."""

    GROUP = "group", _("group of schools")
    COURSE = "course", _("course")
    INTERVISION = "intervision", _("intervision")
    NETWORK = "network", _("learning network")
    PLG = "plg", _("professional learning group")
    OTHER = "other", _("something else")


class SeriesState(models.TextChoices):
    """The life of a series."""

    PLANNING = "planning", _("in preparation")
    POLLING = "polling", _("asking who can when")
    PLANNED = "planned", _("planned")
    CLOSED = "closed", _("closed")


class Answer(models.TextChoices):
    """What a member says of a slot."""

    YES = "yes", _("yes")
    MAYBE = "maybe", _("if need be")
    NO = "no", _("no")


class AnswerSource(models.TextChoices):
    """How an answer came."""

    MEMBER = "member", _("by the member")
    STAFF = "staff", _("typed in by who plans")


class MeetingState(models.TextChoices):
    """The life of a meeting."""

    PLANNED = "planned", _("planned")
    CANCELLED = "cancelled", _("cancelled")
    HELD = "held", _("held")


class Presence(models.TextChoices):
    """Whether a member was at a meeting."""

    PRESENT = "present", _("present")
    ABSENT = "absent", _("absent")
    EXCUSED = "excused", _("absent with notice")


@dataclass(frozen=True, slots=True)
class NewMember:
    """Somebody to take part: a person, or a name and e-mail address typed in.

    `required`: no date without them, unless somebody decides so. `days`: the weekdays on which they work
    (0 is Monday); none means any.
    """

    person_id: UUID | None = None
    name: str = ""
    email: str = ""
    language: str = "nl"
    school_id: UUID | None = None
    required: bool = False
    days: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Wish:
    """When a series may meet: its window, weekdays, hours and days apart."""

    first_on: date
    last_on: date
    meetings: int = 4
    weekdays: Sequence[int] = DEFAULT_WEEKDAYS
    times: Sequence[time] = (DEFAULT_TIME,)
    min_days_between: int = MIN_DAYS_BETWEEN
    closed: Sequence[date] = field(default=())


@dataclass(frozen=True, slots=True)
class Chosen:
    """One date to plan: a slot of the poll, and the school that hosts."""

    slot_id: UUID
    host_id: UUID | None


@dataclass(frozen=True, slots=True)
class Clash:
    """Somebody already has something at that moment; without saying what."""

    person: str
    starts_at: datetime
    ends_at: datetime | None  # none: something of the whole day


class BadWindowError(RefusedError):
    """The window of a series is not possible."""

    code = "bad_window"
    message = gettext_noop("The last day comes before the first, or lies more than a year and a half later.")


class NoMembersError(RefusedError):
    """Nobody takes part."""

    code = "no_members"
    message = gettext_noop("Choose at least one person, or type in a name with an e-mail address.")


class TooManyMembersError(RefusedError):
    """More members than one series can hold."""

    code = "too_many_members"
    message = gettext_noop("A series holds at most %(most)s people.")


class MemberTwiceError(RefusedError):
    """Somebody is in the series already."""

    code = "member_twice"
    message = gettext_noop("%(name)s takes part already.")


class NoAddressError(RefusedError):
    """A member typed in without a name or an e-mail address."""

    code = "no_address"
    message = gettext_noop("Give a name and an e-mail address.")


class NoSlotsError(RefusedError):
    """No moment is possible."""

    code = "no_slots"
    message = gettext_noop(
        "With these weekdays and hours no day is left outside the holidays. Choose more weekdays or a "
        "longer period."
    )


class WrongSeriesStateError(RefusedError):
    """The series is not in a state in which this can be done."""

    code = "wrong_series_state"
    message = gettext_noop("This cannot be done while the series is %(state)s.")


class LinkEndedError(RefusedError):
    """The link in a mail no longer works."""

    code = "answer_link_ended"
    message = gettext_noop("This link no longer works.")


class NotASlotError(RefusedError):
    """An answer or date names a moment that is not in the poll."""

    code = "not_a_slot"
    message = gettext_noop("This moment is not in the poll.")


class NothingToPlanError(RefusedError):
    """There are fewer possible moments than meetings wanted, or no date was chosen."""

    code = "nothing_to_plan"
    message = gettext_noop("Choose at least one date.")


class RefusedDateError(RefusedError):
    """A required member said no to a date, and nobody said why it is chosen all the same."""

    code = "refused_date"
    message = gettext_noop(
        "%(names)s cannot be there on %(date)s and must be there. Choose another date, or say why this "
        "one all the same."
    )


class ClashError(RefusedError):
    """A member has something else at that moment, and nobody said why it is planned all the same."""

    code = "clash"
    message = gettext_noop(
        "%(names)s already has something at that moment. Choose another moment, or say why this one all "
        "the same."
    )


class NotAheadError(RefusedError):
    """A meeting that is past or cancelled cannot be moved or cancelled."""

    code = "not_ahead"
    message = gettext_noop("This meeting is past or cancelled.")


class NotYetError(RefusedError):
    """Attendance of a meeting that has not begun."""

    code = "not_yet"
    message = gettext_noop("This meeting has not begun yet. You can record who was there from its day on.")


class NotAHostError(RefusedError):
    """A school that no member belongs to cannot host."""

    code = "not_a_host"
    message = gettext_noop("Choose a school of somebody who takes part.")


class BackwardsMeetingError(RefusedError):
    """A meeting that would end before it begins, or last longer than a day."""

    code = "backwards_meeting"
    message = gettext_noop("A meeting lasts from 15 minutes up to 10 hours.")


class BadCalendarError(RefusedError):
    """A file that is no calendar, or larger than one may be."""

    code = "bad_calendar"
    message = gettext_noop(
        "This file could not be read as a calendar. Export your calendar as a file that ends in .ics, of at "
        "most 1 MB, or fill in your answers yourself."
    )
