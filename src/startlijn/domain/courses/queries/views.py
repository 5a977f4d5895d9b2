"""What pages show of courses: frozen, without a way back to the tables."""

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from uuid import UUID

from django.utils.translation import get_language

from startlijn.domain.courses.rules.admission import Limit, Limits
from startlijn.domain.courses.rules.tariffs import Amounts, Costs
from startlijn.domain.courses.terms import (
    CourseKind,
    EditionState,
    EnrolmentState,
    Intake,
    PlaceRule,
    Source,
    WishState,
)


@dataclass(frozen=True, slots=True)
class Taken:
    """What is taken of the limits. `full_because`: the first limit reached; None while there is room."""

    schools: int
    participants: int
    free_schools: int
    free_participants: int
    waiting: int
    full_because: Limit | None


@dataclass(frozen=True, slots=True)
class CourseView:
    """A course as everybody may know it."""

    id: UUID
    code: str
    kind: CourseKind
    provider: str
    sector: str
    title: str
    title_en: str
    goals: str
    coordinator_id: UUID | None
    coordinator: str
    min_hours: int
    meeting_count: int
    meeting_minutes: int
    valid_months: int | None
    version: int

    @property
    def name(self) -> str:
        """The title in the language of the reader, when there is one."""
        return self.title_en if self.title_en and get_language() == "en" else self.title

    @property
    def own_hours(self) -> int:
        """Hours of own work besides the meetings (domain.md C3)."""
        return max(0, self.min_hours - self.meeting_count * self.meeting_minutes // 60)


@dataclass(frozen=True, slots=True)
class EditionView:
    """An edition as everybody may know it: no name of anybody who takes part."""

    id: UUID
    course: CourseView
    name: str
    school_year: int
    state: EditionState
    introduction: str
    weekdays: tuple[str, ...]
    begins_at: time | None
    ends_at: time | None
    place_rule: PlaceRule
    place: str
    limits: Limits
    reference_on: date
    enrol_until: date | None
    amounts: Amounts | None
    taken: Taken
    series_id: UUID | None
    managed: bool
    version: int

    @property
    def years(self) -> str:
        """The school year as people write it: 2026-2027."""
        return f"{self.school_year}-{self.school_year + 1}"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in a team; `until` when somebody else came instead or when they withdrew."""

    id: UUID
    name: str
    email: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class EnrolmentView:
    """A team of a school. `position` and `reason` while it waits."""

    id: UUID
    edition_id: UUID
    school_id: UUID
    school: str
    state: EnrolmentState
    intake: Intake
    source: Source
    contact_name: str
    contact_email: str
    contact_language: str
    wish: str
    wish_state: WishState
    wish_answer: str
    beyond: bool
    training_school: bool
    people: tuple[Person, ...]
    enrolled_at: datetime
    confirmed_at: datetime | None
    position: int | None
    reason: Limit | None
    costs: Costs | None
    version: int

    @property
    def here(self) -> tuple[Person, ...]:
        """Who is in the team now."""
        return tuple(person for person in self.people if person.until is None)


@dataclass(frozen=True, slots=True)
class OwnEnrolment:
    """A team with the edition that it is in."""

    edition: EditionView
    enrolment: EnrolmentView


@dataclass(frozen=True, slots=True)
class EditionPage:
    """An edition with the actor's own teams, and the schools for which they may enrol (id and name)."""

    edition: EditionView
    own: tuple[EnrolmentView, ...]
    schools: tuple[tuple[UUID, str], ...]


@dataclass(frozen=True, slots=True)
class Income:
    """What one tariff brings in: so many participants of so many schools."""

    training_school: bool
    each: Decimal
    participants: int
    schools: int
    total: Decimal


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything of an edition for who runs it; `income` is empty when there is no tariff."""

    edition: EditionView
    confirmed: tuple[EnrolmentView, ...]
    waiting: tuple[EnrolmentView, ...]
    asked: tuple[EnrolmentView, ...]
    withdrawn: tuple[EnrolmentView, ...]
    income: tuple[Income, ...]

    @property
    def total(self) -> Decimal:
        """What comes in in all."""
        return sum((line.total for line in self.income), Decimal())

    @property
    def wishes(self) -> tuple[EnrolmentView, ...]:
        """Teams with a wish that nobody answered."""
        teams = (*self.confirmed, *self.waiting)
        return tuple(team for team in teams if team.wish_state == WishState.ASKED)


@dataclass(frozen=True, slots=True)
class TariffView:
    """What a participant costs in a school year."""

    school_year: int
    training_school: Decimal
    full: Decimal

    @property
    def years(self) -> str:
        """The school year as people write it: 2026-2027."""
        return f"{self.school_year}-{self.school_year + 1}"


@dataclass(frozen=True, slots=True)
class CoursePage:
    """A course for who runs it, with its tariffs and editions."""

    course: CourseView
    tariffs: tuple[TariffView, ...]
    editions: tuple[EditionView, ...]


@dataclass(frozen=True, slots=True)
class Participation:
    """A course in which the actor takes part or took part."""

    participant_id: UUID
    edition: EditionView
    school: str
    state: EnrolmentState
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class InvoiceLine:
    """One team to send an invoice for."""

    school: str
    board: str
    contact_name: str
    contact_email: str
    participants: tuple[str, ...]
    training_school: bool
    each: Decimal
    total: Decimal
