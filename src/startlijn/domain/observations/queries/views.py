"""How an observation is shown: frozen, complete, without a query of its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from startlijn.content.instruments import Instrument, Item, Part
from startlijn.domain.instruments.terms import Value
from startlijn.domain.observations.terms import LessonPurpose, LessonState, ViewKind


@dataclass(frozen=True, slots=True)
class LessonFacts:
    """An observation in a list, as one reader sees it. `mine`: the reader is the starter.

    `watches`: the reader is who watches. `other` is the name of the other person.
    """

    id: UUID
    trajectory_id: UUID
    purpose: LessonPurpose
    state: LessonState
    mine: bool
    watches: bool
    other: str
    observer: str
    observed: str
    class_label: str
    on: date | None
    lesson: str
    announced_on: date
    open_until: date | None
    version: int

    @property
    def watched(self) -> bool:
        """Tell whether the lesson was watched."""
        return self.state in {LessonState.DONE, LessonState.TALKED}

    @property
    def own_kind(self) -> ViewKind:
        """Return which view is the reader's own."""
        return ViewKind.OBSERVER if self.watches else ViewKind.OWN


@dataclass(frozen=True, slots=True)
class SideView:
    """How one side saw the lesson. For the pupils `counts` instead of values and notes."""

    kind: ViewKind
    values: Mapping[str, Value]
    notes: Mapping[str, str]
    counts: Mapping[str, Mapping[str, int]]
    remark: str
    by: str
    version: int


@dataclass(frozen=True, slots=True)
class ItemBeside:
    """One item as each side saw it: a value of the scale, or none; `pupils` is the mean of their answers."""

    item: Item
    observer: Value | None
    own: Value | None
    pupils: Decimal | None
    pupils_counted: int
    observer_note: str
    own_note: str

    @property
    def empty(self) -> bool:
        """Tell whether nobody said anything about it."""
        said = (self.observer, self.own, self.pupils)
        return all(each is None for each in said) and not (self.observer_note or self.own_note)


@dataclass(frozen=True, slots=True)
class PartBeside:
    """The items of one part, each as all sides saw it."""

    part: Part
    items: tuple[ItemBeside, ...]


@dataclass(frozen=True, slots=True)
class TalkView:
    """What was agreed after the lesson."""

    worked: str
    goal: str
    next_on: date | None
    by: str
    version: int


@dataclass(frozen=True, slots=True)
class LessonPage:
    """One observation with its form, the views that are in, and the talk."""

    facts: LessonFacts
    instrument: Instrument
    views: Mapping[ViewKind, SideView]
    talk: TalkView | None
    beside: tuple[PartBeside, ...]

    def view(self, kind: ViewKind) -> SideView | None:
        """Return the view of one side, when it is in."""
        return self.views.get(kind)
