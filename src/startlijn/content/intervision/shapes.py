"""The shape of an intervision method: steps with minutes, who speaks and what is asked."""

from dataclasses import dataclass
from enum import StrEnum

from startlijn.content.instruments.shapes import Certainty, Text


class Speaker(StrEnum):
    """Who speaks in a step. `QUIET`: nobody, everybody thinks or writes for themselves."""

    BRINGER = "bringer"
    CHAIR = "chair"
    GROUP = "group"
    EVERYBODY = "everybody"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its minutes, who speaks, and what is asked or done."""

    key: str
    title: Text
    minutes: int
    who: Speaker
    asked: Text


@dataclass(frozen=True, slots=True)
class Method:
    """A method in one version, which never changes. `smallest` and `largest`: the group it works for."""

    key: str
    version: str
    title: Text
    introduction: Text
    suits: Text
    smallest: int
    largest: int
    source: Text
    certainty: Certainty
    steps: tuple[Step, ...]

    @property
    def id(self) -> str:
        """Return the name of the method with its version, such as "incident.2026-1"."""
        return f"{self.key}.{self.version}"

    @property
    def minutes(self) -> int:
        """Return how long all steps take together."""
        return sum(step.minutes for step in self.steps)
