"""Which coach suits a starter, and why, in an order that can be explained."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from startlijn.domain.guidance.terms import Training


class Reason(StrEnum):
    """Why a coach suits or does not."""

    SUBJECTS = "subjects"
    DAYS = "days"
    NO_DAYS = "no_days"
    ROOM = "room"
    FULL = "full"
    SAME_SCHOOL = "same_school"
    OTHER_SCHOOL = "other_school"
    BEFORE = "before"
    UNTRAINED = "untrained"
    EXPIRED = "expired"
    UNDER_WAY = "under_way"


@dataclass(frozen=True, slots=True)
class CoachFacts:
    """What suggesting needs to know of a coach. `starters` is how many the coach has on the day asked for."""

    id: UUID
    name: str
    schools: tuple[UUID, ...] = ()
    training: Training = Training.NONE
    trained_until: date | None = None
    most_starters: int = 2
    starters: int = 0
    subjects: str = ""
    days: tuple[str, ...] = ()
    before: bool = False


@dataclass(frozen=True, slots=True)
class StarterFacts:
    """What suggesting needs to know of a starter."""

    schools: tuple[UUID, ...] = ()
    subjects: str = ""
    days: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fit:
    """A coach with the reasons for and against; `shared` are the subjects and days in common."""

    coach: CoachFacts
    reasons: tuple[Reason, ...]
    subjects: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    score: int = 0

    @property
    def room(self) -> int:
        """Return for how many more starters there is room."""
        return max(0, self.coach.most_starters - self.coach.starters)


# What counts how much. History first: who knows the starter; then what they can talk about, then when.
_WORTH = {
    Reason.BEFORE: 30,
    Reason.SAME_SCHOOL: 20,
    Reason.SUBJECTS: 20,
    Reason.DAYS: 15,
    Reason.ROOM: 0,
    Reason.OTHER_SCHOOL: 0,
    Reason.UNDER_WAY: -5,
    Reason.EXPIRED: -15,
    Reason.UNTRAINED: -20,
    Reason.NO_DAYS: -20,
    Reason.FULL: -100,
}


def words_of(text: str) -> list[str]:
    """Return the separate subjects or year groups in what somebody typed.

    >>> words_of("Wiskunde, natuurkunde / groep 3")
    ['wiskunde', 'natuurkunde', 'groep 3']
    """
    return [word.strip().casefold() for word in re.split(r"[,;/\n]| en | and ", text) if word.strip()]


def training_reason(training: Training, trained_until: date | None, on: date) -> Reason | None:
    """Return what is wrong with a coach's training on a day, if anything (seed 004 line 464)."""
    if training == Training.NONE:
        return Reason.UNTRAINED
    if training == Training.UNDER_WAY:
        return Reason.UNDER_WAY
    return Reason.EXPIRED if trained_until is not None and trained_until < on else None


def fit(starter: StarterFacts, coach: CoachFacts, on: date) -> Fit:
    """Judge one coach for one starter on a day."""
    subjects = [word for word in words_of(starter.subjects) if word in words_of(coach.subjects)]
    days = [day for day in starter.days if day in coach.days]
    known_days = bool(starter.days and coach.days)
    same = bool(set(starter.schools) & set(coach.schools))
    found = (
        Reason.BEFORE if coach.before else None,
        Reason.SAME_SCHOOL if same else Reason.OTHER_SCHOOL,
        Reason.SUBJECTS if subjects else None,
        (Reason.DAYS if days else Reason.NO_DAYS) if known_days else None,
        Reason.ROOM if coach.starters < coach.most_starters else Reason.FULL,
        training_reason(coach.training, coach.trained_until, on),
    )
    reasons = tuple(reason for reason in found if reason is not None)
    room = max(0, coach.most_starters - coach.starters)
    score = sum(_WORTH[reason] for reason in reasons) + min(room, 3) + min(len(days), 3)
    return Fit(coach, reasons, tuple(subjects), tuple(days), score)


def suggest(
    starter: StarterFacts, coaches: Iterable[CoachFacts], on: date, *, never: Collection[UUID] = ()
) -> list[Fit]:
    """Return the coaches for a starter, best first. `never` are those who may not: the starter, managers."""
    fits = [fit(starter, coach, on) for coach in coaches if coach.id not in never]
    return sorted(fits, key=lambda each: (-each.score, each.coach.name, str(each.coach.id)))


def suggest_starters(
    coach: CoachFacts, starters: Sequence[tuple[UUID, StarterFacts]], on: date
) -> list[tuple[UUID, Fit]]:
    """Return the starters for a coach, those who suit best first."""
    fits = [(pk, fit(starter, coach, on)) for pk, starter in starters]
    return sorted(fits, key=lambda each: (-each[1].score, str(each[0])))
