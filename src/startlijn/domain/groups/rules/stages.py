"""What can be done in which stage of a round."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from startlijn.domain.groups.terms import (
    DEFAULTS,
    LARGEST_GROUP,
    BadSizesError,
    RoundKind,
    RoundStage,
    SignUpEndedError,
    WrongStageError,
)

_S = RoundStage
_DUTCH_CLOCK = ZoneInfo("Europe/Amsterdam")
NEXT: dict[RoundStage, frozenset[RoundStage]] = {
    _S.PREPARING: frozenset({_S.OPEN, _S.CLOSED}),
    _S.OPEN: frozenset({_S.PROPOSING, _S.PUBLISHED, _S.CLOSED}),
    _S.PROPOSING: frozenset({_S.OPEN, _S.PUBLISHED, _S.CLOSED}),
    _S.PUBLISHED: frozenset({_S.PROPOSING, _S.CLOSED}),
    _S.CLOSED: frozenset(),
}
CHANGING = frozenset({_S.PREPARING, _S.OPEN, _S.PROPOSING})  # rules, sign-ups by staff, the round itself
FORMING = frozenset({_S.OPEN, _S.PROPOSING})  # proposals


def must_be_in(stage: str, allowed: frozenset[RoundStage]) -> None:
    """Raise `WrongStageError` unless the round is in one of the stages."""
    if RoundStage(stage) not in allowed:
        raise WrongStageError(stage=RoundStage(stage).label)


def must_lead_to(stage: str, wanted: RoundStage) -> None:
    """Raise `WrongStageError` unless a round may go from this stage to the wanted one."""
    if wanted not in NEXT[RoundStage(stage)]:
        raise WrongStageError(stage=RoundStage(stage).label)


def must_accept_schools(stage: str, ends_on: date | None, at: datetime) -> None:
    """Raise unless schools can sign up themselves at this moment (aware).

    `ends_on` is the last day on which they can, on Dutch clocks.
    """
    must_be_in(stage, frozenset({_S.OPEN}))
    if ends_on is not None and at.astimezone(_DUTCH_CLOCK).date() > ends_on:
        raise SignUpEndedError(ends_on=ends_on)


def must_be_sizes(smallest: int, largest: int) -> None:
    """Raise `BadSizesError` unless these can be group sizes."""
    if not 2 <= smallest <= largest <= LARGEST_GROUP:
        raise BadSizesError(smallest=smallest, largest=largest, most=LARGEST_GROUP)


def above_the_limit(kind: RoundKind, largest: int) -> int | None:
    """Return the usual limit of the kind when `largest` is above it: allowed, but the page says so."""
    most = DEFAULTS[kind].most
    return most if most is not None and largest > most else None
