"""What a dossier shows of the profile: strengths first, and no percentages (nobody is a score)."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from startlijn.content.instruments import Instrument, Item
from startlijn.domain.dossier.terms import AreaCover, IndicatorCover, Stage

Pieces = Sequence[tuple[UUID, str]]


def means(profile: Instrument, item: Item, stage: Stage) -> str:
    """Return what an indicator means at a stage, in the reader's language; empty when it does not say."""
    for level in profile.options(item):
        if level.value == stage and level.descriptor is not None:
            return level.descriptor.told()
    return ""


def coverage(
    profile: Instrument, stage: Stage, shown: Mapping[str, Pieces], words: Mapping[str, str]
) -> tuple[AreaCover, ...]:
    """Return every area with its indicators and the pieces that show them.

    Within an area what has most to show comes first; areas stay in the order of the profile. `words` are
    what the own board calls an indicator.
    """
    areas = []
    for part in profile.parts:
        indicators = [
            IndicatorCover(
                item.key,
                item.text.told(),
                means(profile, item, stage),
                words.get(item.key, ""),
                tuple(shown.get(item.key, ())),
            )
            for item in part.items
        ]
        indicators.sort(key=lambda indicator: -len(indicator.evidence))
        areas.append(AreaCover(part.key, part.title.told(), tuple(indicators)))
    return tuple(areas)
