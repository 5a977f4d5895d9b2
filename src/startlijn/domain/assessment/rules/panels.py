"""Who may sit in a panel, and whether a panel is complete (trust.md §7 rules 3 and 5; seed 002 line 14)."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from startlijn.domain.assessment.terms import (
    LEAST_MEMBERS,
    LEAST_ORGANISATIONS,
    Conflict,
    PanelTooSmallError,
    Unfit,
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """What is known of somebody who might assess; `leads` also when it was in the past twelve months."""

    person_id: UUID
    starter_id: UUID
    assessor: bool
    coaches: bool
    leads: bool
    member: bool


@dataclass(frozen=True, slots=True)
class Seat:
    """A member as far as it matters whether the panel is complete. `organisation`: the board, None: none."""

    organisation: UUID | None
    conflict: Conflict
    given: bool = False


def unfit(candidate: Candidate) -> Unfit | None:
    """Return why somebody cannot assess; None when nothing stands in the way."""
    if candidate.person_id == candidate.starter_id:
        return Unfit.SELF
    if candidate.coaches:
        return Unfit.COACH
    if candidate.leads:
        return Unfit.LEADER
    if not candidate.assessor:
        return Unfit.NO_ASSESSOR
    return Unfit.MEMBER if candidate.member else None


def enough(seats: Iterable[Seat]) -> bool:
    """Tell whether these are two assessors or more, of at least two organisations."""
    found = list(seats)
    organisations = {seat.organisation for seat in found}
    return len(found) >= LEAST_MEMBERS and len(organisations) >= LEAST_ORGANISATIONS


def must_be_enough(seats: Iterable[Seat]) -> None:
    """Raise `PanelTooSmallError` when it takes more people, or people of another organisation."""
    if not enough(seats):
        raise PanelTooSmallError


def may_begin(seats: Iterable[Seat]) -> bool:
    """Tell whether reading can begin: enough assessors, and all said that they have no conflict."""
    found = list(seats)
    return enough(found) and all(seat.conflict is Conflict.NONE for seat in found)


def all_in(seats: Iterable[Seat]) -> bool:
    """Tell whether every assessor of a complete panel has given a judgement."""
    found = list(seats)
    return may_begin(found) and all(seat.given for seat in found)
