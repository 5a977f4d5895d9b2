"""What pages show of programmes: frozen, without a way back to the tables."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from startlijn.domain.induction.rules.checks import Cell, Check
from startlijn.domain.induction.rules.comparing import Comparison
from startlijn.domain.induction.rules.elements import Element, hours_of
from startlijn.domain.induction.rules.sustaining import Sustainability
from startlijn.domain.induction.terms import CheckGroup, Clock, StarterType, VersionStage
from startlijn.engines.schoolyear import SchoolYear


@dataclass(frozen=True, slots=True)
class VersionFacts:
    """A version without its elements. `template` names the packaged template that it came from."""

    id: UUID
    number: int
    stage: VersionStage
    introduction_nl: str
    introduction_en: str
    changes: str
    hours_available: int
    template: str
    consulted_on: date | None
    consent_on: date | None
    in_force_from: int | None
    version: int

    @property
    def is_draft(self) -> bool:
        """Tell whether it can still be changed."""
        return self.stage == VersionStage.DRAFT

    @property
    def school_year(self) -> str:
        """The school year from which it holds, as people write it; empty when that is not decided."""
        return SchoolYear(self.in_force_from).label if self.in_force_from else ""


@dataclass(frozen=True, slots=True)
class ProgrammeFacts:
    """A programme. `owner` is the name of its school, board or partnership; templates have no school."""

    id: UUID
    title: str
    owner: str
    school_id: UUID | None
    board_id: UUID | None
    sector: str
    clock: Clock
    version: int

    @property
    def is_template(self) -> bool:
        """Tell whether schools copy it."""
        return self.school_id is None


@dataclass(frozen=True, slots=True)
class ProgrammeLine:
    """A programme in a list: the version that holds now, and the newest that this person may see."""

    facts: ProgrammeFacts
    holds: VersionFacts | None
    newest: VersionFacts
    managed: bool


@dataclass(frozen=True, slots=True)
class ProgrammePage:
    """A programme with the versions that this person may see, the newest first."""

    facts: ProgrammeFacts
    versions: tuple[VersionFacts, ...]
    holds: UUID | None
    managed: bool

    @property
    def draft(self) -> VersionFacts | None:
        """The version that can be changed, if there is one."""
        return next((version for version in self.versions if version.is_draft), None)


@dataclass(frozen=True, slots=True)
class YearView:
    """One year of a version: its elements in order, and the hours; `relief` is time off from teaching."""

    year: int
    elements: tuple[Element, ...]
    guidance: Decimal
    relief: Decimal
    coach: Decimal


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to compare with: `key` goes in the address."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class VersionPage:
    """Everything of a version. `editable`: this person may change it now. `origin`: its template, if any."""

    programme: ProgrammeFacts
    facts: VersionFacts
    years: tuple[YearView, ...]
    checks: tuple[Check, ...]
    cells: tuple[Cell, ...]
    managed: bool
    holds: bool
    others: tuple[VersionFacts, ...]
    origin: str

    @property
    def editable(self) -> bool:
        """Tell whether this person may change it now."""
        return self.managed and self.facts.is_draft

    @property
    def elements(self) -> tuple[Element, ...]:
        """All elements, in order."""
        return tuple(each for year in self.years for each in year.elements)

    def checks_in(self, group: CheckGroup) -> tuple[Check, ...]:
        """Return the checks of one group."""
        return tuple(check for check in self.checks if check.group == group)

    @property
    def totals(self) -> tuple[Decimal, Decimal]:
        """Hours of starter and coach in all years."""
        return hours_of(self.elements)


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    """Two versions beside each other. `before` and `after` say which."""

    page: ProgrammeFacts
    facts: VersionFacts
    before: str
    after: str
    with_template: bool
    comparison: Comparison
    choices: tuple[Choice, ...]
    chosen: str


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """A template to start from. `key` is a packaged one or the id of a version; those have no owner."""

    key: str
    title: str
    sector: str
    owner: str
    elements: int
    starter_hours: Decimal


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere a programme can be started: a school, a board or the partnership (`kind`)."""

    kind: str
    id: UUID
    name: str
    sector: str


@dataclass(frozen=True, slots=True)
class StartPage:
    """What somebody can start, and from which templates."""

    places: tuple[Place, ...]
    templates: tuple[TemplateLine, ...]


@dataclass(frozen=True, slots=True)
class Intensity:
    """How many hours a board gives a kind of starter in a year, and the coach."""

    starter_type: StarterType
    year: int
    starter_hours: int
    coach_hours: int


@dataclass(frozen=True, slots=True)
class SchoolLoss:
    """What one school loses when money stops."""

    programme_id: UUID
    school: str
    version_id: UUID
    result: Sustainability


@dataclass(frozen=True, slots=True)
class PolicyPage:
    """What a board decided. `version` is 0 while nothing was written down yet."""

    board_id: UUID
    board: str
    approach: str
    formulated_on: date | None
    implemented_on: date | None
    sustainability: str
    intensities: tuple[Intensity, ...]
    version: int
    managed: bool

    def hours(self, kind: StarterType, year: int) -> Intensity | None:
        """Return what the board gives one kind of starter in one year."""
        return next(
            (each for each in self.intensities if (each.starter_type, each.year) == (kind, year)), None
        )


def year_views(elements: Collection[Element], years: Collection[int]) -> tuple[YearView, ...]:
    """Divide elements in order over years, with the hours."""
    found = []
    for year in years:
        own = tuple(each for each in elements if each.year == year)
        found.append(
            YearView(
                year,
                own,
                hours_of([each for each in own if each.is_guidance])[0],
                hours_of([each for each in own if not each.is_guidance])[0],
                hours_of(own)[1],
            )
        )
    return tuple(found)
