"""From what weighs on a starter to what the programme has for it (seed 004 lines 448 to 509)."""

from collections.abc import Mapping

from startlijn.domain.guidance.terms import MOST_CONCERN, Concern
from startlijn.domain.induction.terms import ElementKind

HELPS: dict[Concern, tuple[ElementKind, ...]] = {
    Concern.RESPONSIBILITY: (ElementKind.COACHING_TALK, ElementKind.LESSON_OBSERVATION),
    Concern.INTENSITY: (ElementKind.WORKLOAD_RELIEF, ElementKind.COACHING_TALK),
    Concern.COLLEAGUES: (ElementKind.INTRODUCTION, ElementKind.PEER_OBSERVATION, ElementKind.INTERVISION),
    Concern.DIFFERENCES: (
        ElementKind.LESSON_OBSERVATION,
        ElementKind.VIDEO_COACHING,
        ElementKind.PEER_OBSERVATION,
        ElementKind.TRAINING,
    ),
    Concern.PARENTS: (ElementKind.TRAINING, ElementKind.COACHING_TALK),
    Concern.GOALS: (ElementKind.EVALUATION_TALK, ElementKind.INTRODUCTION, ElementKind.NETWORK_MEETING),
}
_WEIGHS = 2  # from here on it weighs


def clean(concerns: Mapping[str, object]) -> dict[str, int]:
    """Return the six concerns with a number from 0 to 3; what was left open is left out."""
    found = {}
    for concern in Concern:
        value = concerns.get(concern.value)
        if isinstance(value, int) and 0 <= value <= MOST_CONCERN:
            found[concern.value] = value
    return found


def heaviest(concerns: Mapping[str, int]) -> list[Concern]:
    """Return what weighs, heaviest first."""
    weighing = [concern for concern in Concern if concerns.get(concern.value, 0) >= _WEIGHS]
    return sorted(weighing, key=lambda concern: -concerns[concern.value])


def helpful(concerns: Mapping[str, int]) -> list[tuple[Concern, tuple[ElementKind, ...]]]:
    """Return what weighs with the kinds of elements that help, heaviest first."""
    return [(concern, HELPS[concern]) for concern in heaviest(concerns)]
