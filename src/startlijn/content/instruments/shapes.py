"""The shape of an instrument: what a rubric, questionnaire or observation form consists of.

Texts are in Dutch and English; `text.told()` gives the one of the language that is active.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from django.utils.translation import get_language

NOT_SEEN = "not_seen"
NOT_APPLICABLE = "not_applicable"


class Kind(StrEnum):
    """What an instrument is."""

    OBSERVATION = "observation"
    PROFILE = "profile"
    GROWTH = "growth"
    SCAN = "scan"
    RESEARCH = "research"
    PULSE = "pulse"
    FLOW = "flow"


class Purpose(StrEnum):
    """What an instrument may be used for (domain.md §6 rule 3). Fixed before the first answer."""

    COACHING = "coaching"
    PEER = "peer"
    DETERMINATION = "determination"
    QUALITY = "quality"
    RESEARCH = "research"


class Certainty(StrEnum):
    """How sure we are of where an instrument comes from."""

    SEEN = "seen"
    KNOWN = "known"
    INFERRED = "inferred"


class Method(StrEnum):
    """How answers become a score per part."""

    MEAN = "mean"
    SUM = "sum"
    LEVELS = "levels"
    ZONES = "zones"


@dataclass(frozen=True, slots=True)
class Text:
    """A text in both languages."""

    nl: str
    en: str

    def told(self) -> str:
        """Return the text in the language that is active; Dutch for any but English."""
        return self.en if (get_language() or "nl").startswith("en") else self.nl

    def __str__(self) -> str:
        return self.told()


@dataclass(frozen=True, slots=True)
class Option:
    """One possible answer. `descriptor` says what can be seen at this level."""

    value: int
    label: Text
    descriptor: Text | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to answer. `levels` are its own descriptions of the scale; `reverse`: low is favourable."""

    key: str
    text: Text
    note: Text | None = None
    levels: tuple[Option, ...] = ()
    reverse: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """Items that belong together. `size` is how many; `items` is empty where only the form is described."""

    key: str
    title: Text
    size: int
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone of a difference between two items: it holds from `least` up to the next zone."""

    key: str
    label: Text
    least: int


@dataclass(frozen=True, slots=True)
class Scoring:
    """How to score. A part counts when at least `least` of its items (0 to 1) have an answer on the scale.

    Only for zones: the zone is that of the answer to `first` less the answer to `second`.
    """

    method: Method
    least: Decimal = Decimal(0)
    first: str = ""
    second: str = ""
    zones: tuple[Zone, ...] = ()


@dataclass(frozen=True, slots=True)
class Instrument:
    """An instrument in one version, which never changes.

    `without_scale` are the answers besides the scale that it knows (`NOT_SEEN`, `NOT_APPLICABLE`). `follows`
    is the id of the form whose parts and scale it fills with texts. `format_only`: it describes the form and
    has no items, because their texts are not free.
    """

    key: str
    version: str
    kind: Kind
    purposes: tuple[Purpose, ...]
    sectors: tuple[str, ...]
    title: Text
    introduction: Text
    source: Text
    licence: Text
    certainty: Certainty
    valid_from: date
    trained_only: bool
    scale: tuple[Option, ...]
    without_scale: tuple[str, ...]
    scoring: Scoring
    parts: tuple[Part, ...]
    follows: str = ""
    format_only: bool = False

    @property
    def id(self) -> str:
        """Return the name of the instrument with its version, such as "flow.2026-1"."""
        return f"{self.key}.{self.version}"

    @property
    def items(self) -> Iterator[Item]:
        """Give all items, part after part."""
        return (item for part in self.parts for item in part.items)

    @property
    def size(self) -> int:
        """Return how many items there are, also of a form without texts."""
        return sum(part.size for part in self.parts)

    @property
    def by_key(self) -> Mapping[str, Item]:
        """Return the items by key."""
        return {item.key: item for item in self.items}

    def options(self, item: Item) -> tuple[Option, ...]:
        """Return the answers on the scale that an item knows: its own levels, or else the scale."""
        return item.levels or self.scale
