"""Instruments and answers, ready for the components that ask and show them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from startlijn.content.instruments import Instrument, Item, Option, Text
from startlijn.domain.instruments.terms import NOTE_LENGTH, Answers, Value, WithoutScale
from startlijn.web.instruments.forms import ITEM, NOTE


@dataclass(frozen=True, slots=True)
class AskedOption:
    """One radio button. `means`: what can be seen at this level."""

    id: str
    value: str
    label: str | Promise
    means: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class AskedItem:
    """A group of radio buttons, and a note. `wide`: its levels need room for their descriptions.

    `on_scale` and `besides` are the buttons in two rows: to answer, and to say why there is no answer.
    """

    name: str
    text: str
    help: str
    on_scale: tuple[AskedOption, ...]
    besides: tuple[AskedOption, ...]
    wide: bool
    note_name: str
    note: str
    note_length: int


@dataclass(frozen=True, slots=True)
class AskedPart:
    """Items that belong together."""

    title: str
    items: tuple[AskedItem, ...]


@dataclass(frozen=True, slots=True)
class ShownItem:
    """What was answered, in words; `means` is the description of the level."""

    text: str
    answer: str
    means: str
    note: str
    besides: bool


@dataclass(frozen=True, slots=True)
class ShownPart:
    """What was answered in a part, and how many items were left open."""

    title: str
    items: tuple[ShownItem, ...]
    open: int


def asked_parts(instrument: Instrument, answers: Answers) -> tuple[AskedPart, ...]:
    """Return an instrument as groups of radio buttons, with what was answered before."""
    return tuple(
        AskedPart(part.title.told(), tuple(_asked(instrument, item, answers) for item in part.items))
        for part in instrument.parts
    )


def shown_parts(instrument: Instrument, answers: Answers) -> tuple[ShownPart, ...]:
    """Return what was answered, part after part, in words. A part without any answer is left out."""
    found = []
    for part in instrument.parts:
        rows = [_shown(instrument, item, answers) for item in part.items]
        given = tuple(row for row in rows if row.answer or row.note)
        if given:
            found.append(ShownPart(part.title.told(), given, len(rows) - len(given)))
    return tuple(found)


def answer_told(instrument: Instrument, item: Item, value: Value | None) -> str:
    """Return what an answer says, in words; empty without an answer."""
    option = _option(instrument, item, value)
    if option is not None:
        return option.label.told()
    return str(WithoutScale(value).label) if value in WithoutScale.values else ""


def explained(instrument: Instrument) -> tuple[Option, ...]:
    """Return the answers of the scale that say what can be seen at that level."""
    return tuple(option for option in instrument.scale if option.descriptor is not None)


def _asked(instrument: Instrument, item: Item, answers: Answers) -> AskedItem:
    value = answers.values.get(item.key)
    given = "" if value is None else str(value)
    on_scale = tuple(_on_scale(instrument, item, given))
    return AskedItem(
        name=ITEM + item.key,
        text=item.text.told(),
        help=_perhaps(item.note),
        on_scale=on_scale,
        besides=tuple(_besides(instrument, item, given)),
        wide=any(option.means for option in on_scale),
        note_name=NOTE + item.key,
        note=answers.notes.get(item.key, ""),
        note_length=NOTE_LENGTH,
    )


def _on_scale(instrument: Instrument, item: Item, given: str) -> Iterable[AskedOption]:
    name = ITEM + item.key
    for each in instrument.options(item):
        value, means = str(each.value), _perhaps(each.descriptor) if item.levels else ""
        yield AskedOption(f"{name}-{value}", value, each.label.told(), means, given == value)


def _besides(instrument: Instrument, item: Item, given: str) -> Iterable[AskedOption]:
    name = ITEM + item.key
    for other in instrument.without_scale:
        yield AskedOption(f"{name}-{other}", other, WithoutScale(other).label, "", given == other)
    # A radio button cannot be let go of without script: this one takes an answer back.
    yield AskedOption(f"{name}-open", "", _("no answer"), "", not given)


def _shown(instrument: Instrument, item: Item, answers: Answers) -> ShownItem:
    value = answers.values.get(item.key)
    option = _option(instrument, item, value)
    return ShownItem(
        text=item.text.told(),
        answer=answer_told(instrument, item, value),
        means=_perhaps(option.descriptor) if option is not None and item.levels else "",
        note=answers.notes.get(item.key, ""),
        besides=value in WithoutScale.values,
    )


def _option(instrument: Instrument, item: Item, value: Value | None) -> Option | None:
    return next((option for option in instrument.options(item) if option.value == value), None)


def _perhaps(text: Text | None) -> str:
    return "" if text is None else text.told()
