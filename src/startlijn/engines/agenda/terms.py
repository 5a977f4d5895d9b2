"""The words of the agenda engine: what goes in and what comes out.

Ids are the caller's own. Moments are aware datetimes; days are calendar days in Amsterdam, so that a clock
change moves nothing. Every class is frozen; nothing here computes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

AMSTERDAM: Final = ZoneInfo("Europe/Amsterdam")


class Answer(StrEnum):
    """What a person says of a slot. Who gave no answer counts as a no, and is told apart in the reasons."""

    YES = "yes"
    MAYBE = "maybe"
    NO = "no"


class Status(StrEnum):
    """How sure the answer is. The method is exact and always ends, so there is no status in between."""

    OPTIMAL = "optimal"
    INFEASIBLE = "infeasible"


class Criterion(StrEnum):
    """What a set of dates is judged on, in this order (issue: meet and learn, "done when")."""

    REFUSALS = "refusals"
    SCHOOLS = "schools"
    ANSWERS = "answers"
    LAST_DATE = "last_date"


class ReasonCode(StrEnum):
    """Why a date, or its host, was chosen; a door makes the sentence from the data beside it."""

    PINNED = "pinned"  # somebody fixed this date
    ONLY_WAY = "only_way"  # no set without this date is possible
    WORSE_WITHOUT = "worse_without"  # the best set without it loses `amount` on `criterion`
    EQUAL_WITHOUT = "equal_without"  # another set is as good; this one starts earlier
    REQUIRED_REFUSED = "required_refused"  # `ids`: required persons who said no
    REQUIRED_SILENT = "required_silent"  # `ids`: required persons who gave no answer
    SCHOOLS_ABSENT = "schools_absent"  # `ids`: schools from which nobody can come
    ONLY_HOST = "only_host"  # no other school can host this date
    LEAST_TRAVEL = "least_travel"  # no other school means less travel
    HOST_TURN = "host_turn"  # `amount` minutes more than the nearest school, which hosts often enough
    NO_HOST = "no_host"  # no school that can host has somebody present


class ClashCode(StrEnum):
    """Why no set of dates is possible."""

    TOO_FEW_SLOTS = "too_few_slots"  # `needed` dates, `available` slots
    TOO_CLOSE = "too_close"  # at most `available` slots lie far enough apart
    TOO_MANY_PINS = "too_many_pins"  # `available` is the number of pins
    PINS_CLASH = "pins_clash"  # the two `slots` are pinned and too close to each other
    PINS_IN_THE_WAY = "pins_in_the_way"  # besides the pins there is no room for `needed` dates


@dataclass(frozen=True, slots=True)
class Slot:
    """A candidate moment. `end` may equal `start` when the length is not known."""

    id: str
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is asked. `answers` by id of the slot; `school` is "" for who comes from none."""

    id: str
    school: str = ""
    required: bool = False
    answers: Mapping[str, Answer] = field(default_factory=dict)


@dataclass(frozen=True)
class Hosting:
    """Who can host. A school hosts a date only when somebody of it is present then.

    * `schools`: those that can host, in the order that decides when all else is equal;
    * `closed`: per school the slots that it cannot host;
    * `hosted`: how often a school hosted this series before, for a fair share;
    * `minutes`: the journey in minutes from the first school to the second. One that is missing counts as 0.
    """

    schools: tuple[str, ...] = ()
    closed: Mapping[str, frozenset[str]] = field(default_factory=dict)
    hosted: Mapping[str, int] = field(default_factory=dict)
    minutes: Mapping[tuple[str, str], float] = field(default_factory=dict)


@dataclass(frozen=True)
class Problem:
    """Choose `count` of the `slots`.

    * `min_days_between`: hard; two dates differ at least so many calendar days (with 14 the same weekday two
      weeks later is allowed). With 0 two slots on one day are allowed when they do not overlap;
    * `pinned`: ids of slots that are in the set;
    * `allowed_overrides`: (person, slot) of required persons whose no was passed over on purpose. It still
      counts as a no; it is only left out of `Plan.overrides_needed`.
    """

    slots: tuple[Slot, ...]
    persons: tuple[Person, ...]
    count: int
    min_days_between: int = 14
    pinned: frozenset[str] = frozenset()
    allowed_overrides: frozenset[tuple[str, str]] = frozenset()
    hosting: Hosting = field(default_factory=Hosting)


@dataclass(frozen=True, slots=True)
class Value:
    """How good a set of dates is, on the four criteria in this order.

    * `refusals`: person × date pairs in which a required person does not come (fewest first);
    * `schools`: school × date pairs with somebody present, yes or maybe (most);
    * `answers`: the sum of all answers, yes 2 and maybe 1 (most);
    * `last_date`: the start of the last date (earliest).
    """

    refusals: int
    schools: int
    answers: int
    last_date: datetime


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason, as a code with its data; which data a code has stands with the code."""

    code: ReasonCode
    ids: tuple[str, ...] = ()
    criterion: Criterion | None = None
    amount: int = 0


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who said what of one date: ids of persons in the order of the problem, and the schools present."""

    yes: tuple[str, ...]
    maybe: tuple[str, ...]
    no: tuple[str, ...]
    silent: tuple[str, ...]
    schools: tuple[str, ...]


@dataclass(frozen=True)
class PlannedDate:
    """One date of the plan. `minutes`: what all who are present travel to the host, together."""

    slot: Slot
    host: str | None
    minutes: int
    attendance: Attendance
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class RunnerUp:
    """The best set that differs from the plan in at least one date."""

    slots: tuple[Slot, ...]
    value: Value


@dataclass(frozen=True, slots=True)
class Clash:
    """Why no set is possible; which data a code has stands with the code."""

    code: ClashCode
    needed: int = 0
    available: int = 0
    slots: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plan:
    """The answer. With `infeasible` there are no dates and `clashes` says why; else `value` equals `bound`.

    * `dates`: in order of time, each with its host, attendance and reasons;
    * `bound`: what no set of dates can beat. The proof is the method itself, which weighs every set;
    * `overrides_needed`: (person, slot) of required persons who said no to a date of the plan;
    * `runner_up`: None when no other set is possible.
    """

    status: Status
    dates: tuple[PlannedDate, ...] = ()
    value: Value | None = None
    bound: Value | None = None
    runner_up: RunnerUp | None = None
    overrides_needed: tuple[tuple[str, str], ...] = ()
    clashes: tuple[Clash, ...] = ()


class BadProblem(ValueError):
    """The input cannot be an agenda. `code` is for translation, `where` points at the culprit.

    Codes: no_slots, too_many_slots, too_many_persons, count_below_one, too_many_dates, days_negative,
    too_many_days, empty_id, duplicate_id, no_time_zone, ends_before_start, unknown_slot, unknown_person,
    unknown_school, turns_negative, minutes_not_usable.
    """

    def __init__(self, code: str, where: str = "") -> None:
        self.code = code
        self.where = where
        super().__init__(": ".join(part for part in (code, where) if part))
