"""From answers to scores per part: mean, sum, level, or the zone of a difference."""

from collections import Counter
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from startlijn.content.instruments import NOT_APPLICABLE, NOT_SEEN, Instrument, Item, Method, Part, Zone
from startlijn.domain.instruments.terms import Answers, PartScore, Scores

_CENT = Decimal("0.01")


def scores(instrument: Instrument, answers: Answers) -> Scores:
    """Score checked answers by the method of the instrument.

    "Not seen" and "does not apply" count in no score. What does not apply is not asked either: a part has a
    score when at least the share `scoring.least` of the items that do apply was answered, and one at least.
    A level is the highest that at least half of the answers reach. Zones: seed 004 lines 170 to 193.
    """
    return Scores(
        parts=tuple(_part(instrument, part, answers) for part in instrument.parts),
        zone=_zone(instrument, answers) if instrument.scoring.method is Method.ZONES else None,
    )


def _part(instrument: Instrument, part: Part, answers: Answers) -> PartScore:
    given = [(item, answers.values[item.key]) for item in part.items if item.key in answers.values]
    on_scale = [(item, value) for item, value in given if isinstance(value, int)]
    besides = Counter(value for _item, value in given if not isinstance(value, int))
    points = [_points(instrument, item, value) for item, value in on_scale]
    asked = part.size - besides[NOT_APPLICABLE]
    enough = bool(points) and len(points) >= instrument.scoring.least * asked
    score = _score(instrument.scoring.method, points) if enough else None
    counted = Counter(value for _item, value in on_scale)
    return PartScore(
        part=part,
        score=score,
        answered=len(on_scale),
        not_seen=besides[NOT_SEEN],
        not_applicable=besides[NOT_APPLICABLE],
        counts={option.value: counted[option.value] for option in instrument.scale},
        level=next((option for option in instrument.scale if option.value == score), None)
        if instrument.scoring.method is Method.LEVELS
        else None,
    )


def _points(instrument: Instrument, item: Item, value: int) -> int:
    """Return the answer, turned around for an item where a low answer is the favourable one."""
    return instrument.scale[0].value + instrument.scale[-1].value - value if item.reverse else value


def _score(method: Method, points: Sequence[int]) -> Decimal | None:
    if method is Method.ZONES:
        return None
    if method is Method.SUM:
        return Decimal(sum(points))
    if method is Method.LEVELS:
        return Decimal(sorted(points)[(len(points) - 1) // 2])
    return (Decimal(sum(points)) / len(points)).quantize(_CENT, ROUND_HALF_UP)


def _zone(instrument: Instrument, answers: Answers) -> Zone | None:
    """Return the zone of the first answer less the second: the last zone that begins at or below it."""
    rule = instrument.scoring
    first, second = answers.values.get(rule.first), answers.values.get(rule.second)
    if not isinstance(first, int) or not isinstance(second, int):
        return None
    return next((zone for zone in reversed(rule.zones) if zone.least <= first - second), None)
