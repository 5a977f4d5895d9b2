"""What can be done with a version in which stage, and from which year it may hold."""

from collections.abc import Collection
from datetime import datetime
from zoneinfo import ZoneInfo

from startlijn.domain.induction.terms import BadYearError, NotADraftError, VersionStage, WrongStageError
from startlijn.engines.schoolyear import SchoolYear, school_year_of

_S = VersionStage
_DUTCH_CLOCK = ZoneInfo("Europe/Amsterdam")
_YEARS_BACK, _YEARS_AHEAD = 10, 3
CONSULTED = frozenset({_S.CONSULTATION})
READABLE = frozenset({_S.CONSULTATION, _S.IN_FORCE, _S.RETIRED})
PUBLISHED = frozenset({_S.IN_FORCE})


def must_be_draft(stage: str, number: int) -> None:
    """Raise `NotADraftError` unless the version is a draft."""
    if stage != _S.DRAFT:
        raise NotADraftError(number=number)


def must_be_in(stage: str, allowed: Collection[VersionStage]) -> None:
    """Raise `WrongStageError` unless the version is in one of the stages."""
    if VersionStage(stage) not in allowed:
        raise WrongStageError(stage=VersionStage(stage).label)


def may_come_into_force(*, is_template: bool) -> frozenset[VersionStage]:
    """Return from which stages a version may hold: a template has no staff council of its own to ask."""
    return frozenset({_S.DRAFT, _S.CONSULTATION}) if is_template else CONSULTED


def school_year_at(at: datetime) -> SchoolYear:
    """Return the school year of a moment (aware), on Dutch clocks."""
    return school_year_of(at.astimezone(_DUTCH_CLOCK).date())


def must_be_near(year: int, at: datetime) -> None:
    """Raise `BadYearError` for a school year too far from now: a slip of the pen. History may be entered."""
    now = school_year_at(at).begins_in
    if not now - _YEARS_BACK <= year <= now + _YEARS_AHEAD:
        raise BadYearError(
            first=SchoolYear(now - _YEARS_BACK).label, last=SchoolYear(now + _YEARS_AHEAD).label
        )
