"""How a starter grows, part by part, from one watched lesson to the next. For the starter only."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from startlijn.content.instruments import Instrument
from startlijn.domain.instruments.rules import scores
from startlijn.domain.instruments.terms import Answers
from startlijn.domain.observations.terms import LessonPurpose


@dataclass(frozen=True, slots=True)
class Watched:
    """One lesson as who watched it saw it."""

    on: date
    purpose: LessonPurpose
    answers: Answers


@dataclass(frozen=True, slots=True)
class Point:
    """The score of one part in one lesson."""

    on: date
    purpose: LessonPurpose
    score: Decimal


@dataclass(frozen=True, slots=True)
class Growth:
    """One part of an instrument over time, oldest first; `least` and `most` are the ends of the scale."""

    title: str
    points: tuple[Point, ...]
    least: int
    most: int


def growth(instrument: Instrument, lessons: Iterable[Watched]) -> Sequence[Growth]:
    """Return for each part its scores over time. Parts without any score are left out."""
    ordered = sorted(lessons, key=lambda each: each.on)
    scored = [(each, scores(instrument, each.answers).parts) for each in ordered]
    found = []
    for number, part in enumerate(instrument.parts):
        points = tuple(
            Point(each.on, each.purpose, score)
            for each, parts in scored
            if (score := parts[number].score) is not None
        )
        if points:
            scale = instrument.scale
            found.append(Growth(part.title.told(), points, scale[0].value, scale[-1].value))
    return found
