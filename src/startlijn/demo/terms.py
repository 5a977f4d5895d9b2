"""What the demo consists of. Keys are stable texts by which the parts point at each other."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from startlijn.base.access.terms import Place, Role


@dataclass(frozen=True, slots=True)
class InTwoLanguages:
    """A text in Dutch and in English."""

    nl: str
    en: str


@dataclass(frozen=True, slots=True)
class DemoSubRegion:
    """A part of the region, around `centre`."""

    key: str
    name: str
    centre: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class DemoBoard:
    """A school board; `sector` is "po" or "vo"."""

    key: str
    name: str
    sector: str


@dataclass(frozen=True, slots=True)
class Maturity:
    """How far the induction programme of a school has come: the three questions of seed 001 line 23."""

    multi_year: bool
    in_policy: bool
    lives_in_school: bool

    @property
    def met(self) -> int:
        """How many of the three hold, 0 to 3."""
        return self.multi_year + self.in_policy + self.lives_in_school


@dataclass(frozen=True, slots=True)
class DemoSchool:
    """A school; `lat` and `lon` are degrees, in or near its place, and no two schools share them."""

    key: str
    name: str
    sector: str
    board: str
    sub_region: str
    place: str
    lat: float
    lon: float
    holiday_region: str
    training_school: bool
    maturity: Maturity


@dataclass(frozen=True, slots=True)
class DemoInstitute:
    """An institute that trains teachers."""

    key: str
    name: str
    place: str


@dataclass(frozen=True, slots=True)
class DemoRole:
    """A role held at a place; `at` is the key of that board, school …, or empty for the partnership itself.

    It holds from `started_on` until, not including, `finished_on`.
    """

    role: Role
    place: Place
    at: str
    started_on: date
    finished_on: date | None = None


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody with at least one role; the e-mail address is on a reserved domain and reaches nobody."""

    key: str
    given_name: str
    family_name: str
    email: str
    language: str
    roles: tuple[DemoRole, ...]

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.given_name} {self.family_name}"


@dataclass(frozen=True, slots=True)
class Persona:
    """A person one can log in as, with a story of one sentence. The main one is the project worker."""

    key: str
    person: str
    role: Role
    story: InTwoLanguages
    main: bool = False


class StarterKind(StrEnum):
    """Why somebody is a starter (seeds 000 line 31 and 004 line 446; returner: domain.md §2)."""

    RECENT_GRADUATE = "recent_graduate"
    CAREER_SWITCHER = "career_switcher"
    EXPERIENCED_NEW_HERE = "experienced_new_here"
    SUBSTITUTE = "substitute"
    RETURNER = "returner"


class Case(StrEnum):
    """What is special about a starter: the demo has at least one of each."""

    TWO_SCHOOLS = "two_schools"
    CLAIMED = "claimed"
    UNCLAIMED = "unclaimed"
    PAUSED = "paused"
    MOVED = "moved"
    LEAVING = "leaving"
    EXTENDED = "extended"
    YEAR_TWO_GAP = "year_two_gap"
    WAITS_FOR_COACH = "waits_for_coach"
    JOB_SIZE_LOWERED = "job_size_lowered"
    HOURS_UNKNOWN = "hours_unknown"


@dataclass(frozen=True, slots=True)
class DemoStarter:
    """One starter. `cohort` is the year in which the first school year began; `fte` a part of 1.

    `school` is empty for who works from a pool, `board` too for who works for no board (seed 002 line 26).
    `coach` is the key of a person, empty where nobody guides this starter yet. `other_school` is where the
    starter works as well (two schools) or worked before (moved, without a board now), with the coach there.
    """

    person: str
    kind: StarterKind
    cohort: int
    fte: float
    school: str
    board: str
    coach: str
    started_on: date
    finished_on: date | None
    subjects: str
    days: tuple[str, ...]
    case: Case | None = None
    other_school: str = ""
    other_coach: str = ""


class RoundKind(StrEnum):
    """The two kinds of groups of seed 001."""

    AUDIT = "audit"
    INTERVISION = "intervision"


@dataclass(frozen=True, slots=True)
class LearningQuestion:
    """What a school wants to learn; `theme` is one of `domain.groups.terms.Theme`."""

    text: InTwoLanguages
    theme: str


@dataclass(frozen=True, slots=True)
class DemoSignUp:
    """A school that wants to take part; `contact` is the key of its school educator.

    `free_moments` are values of `domain.groups.terms.Moment`. `by_staff` tells that the project worker typed
    it in from an e-mail (seed 001 line 31).
    """

    round: RoundKind
    school: str
    contact: str
    maturity: Maturity
    learning_question: LearningQuestion
    free_moments: tuple[str, ...]
    by_staff: bool
    signed_up_on: date


@dataclass(frozen=True, slots=True)
class DemoPartnership:
    """The whole demo. `example_school` is the key of the school that examples and personas use.

    `example_secondary` is that of secondary education, `other_school` a neighbour of another board.
    The example school has not signed up this year: its school educator is the one to do so.
    """

    key: str
    name: str
    motto: InTwoLanguages
    school_year: int
    sub_regions: tuple[DemoSubRegion, ...]
    boards: tuple[DemoBoard, ...]
    schools: tuple[DemoSchool, ...]
    institutes: tuple[DemoInstitute, ...]
    people: tuple[DemoPerson, ...]
    personas: tuple[Persona, ...]
    starters: tuple[DemoStarter, ...]
    sign_ups: tuple[DemoSignUp, ...]
    sign_ups_last_year: tuple[DemoSignUp, ...]
    example_school: str
    example_secondary: str
    other_school: str
