"""Judgements on hours: what was done, what is to come, and when a course is completed (domain.md C3)."""

from collections.abc import Iterable
from dataclasses import dataclass

from startlijn.domain.courses.terms import FEWEST_ANSWERS


@dataclass(frozen=True, slots=True)
class Hours:
    """Minutes at meetings and of own work, beside what the course asks.

    `planned`: minutes of all meetings; `wanted`: minutes in all, at least.
    """

    contact: int
    own: int
    planned: int
    wanted: int

    @property
    def total(self) -> int:
        """Return all minutes that count."""
        return self.contact + self.own

    @property
    def own_wanted(self) -> int:
        """Return the minutes of own work that are asked at least: 25 hours without 8 of meetings is 17."""
        return max(0, self.wanted - self.planned)

    @property
    def to_go(self) -> int:
        """Return the minutes that are still missing; 0 when the minimum is reached.

        Own work makes up for a meeting that was missed; meetings do not make up for own work.
        """
        return max(0, self.wanted - self.total, self.own_wanted - self.own)

    @property
    def reached(self) -> bool:
        """Tell whether the minimum is reached."""
        return self.to_go == 0


def hours(minutes: int) -> str:
    """Return minutes as hours, as short as can be ("1", "2.5"), rounded up to a quarter for what is to go.

    >>> hours(60), hours(150), hours(95)
    ('1', '2.5', '1.75')
    """
    quarters = -(-minutes // 15)
    return f"{quarters / 4:g}"


@dataclass(frozen=True, slots=True)
class Average:
    """What participants thought of one sentence: from 1 (not at all) to 5 (fully), with one decimal."""

    opinion: str
    average: float


def averages(counts: Iterable[tuple[str, int, int]]) -> tuple[int, tuple[Average, ...]]:
    """Return how many answered, and the averages; none below `FEWEST_ANSWERS`, so that nobody is known.

    `counts` are sentence, score and how often.
    """
    sums: dict[str, list[int]] = {}
    for opinion, score, count in counts:
        total = sums.setdefault(opinion, [0, 0])
        total[0] += count
        total[1] += score * count
    answers = max((number for number, _sum in sums.values()), default=0)
    if answers < FEWEST_ANSWERS:
        return answers, ()
    return answers, tuple(
        Average(opinion, round(total / number, 1)) for opinion, (number, total) in sums.items() if number
    )


def as_hours(minutes: int) -> float:
    """Return minutes as hours with at most two decimals, for a page to write in its own language.

    >>> as_hours(90), as_hours(100)
    (1.5, 1.67)
    """
    return round(minutes / 60, 2)
