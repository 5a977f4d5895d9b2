"""Whether answers belong to an instrument."""

from collections.abc import Mapping
from typing import Any

from startlijn.content.instruments import Instrument, Item
from startlijn.domain.instruments.rules.use import must_have_items
from startlijn.domain.instruments.terms import (
    NOTE_LENGTH,
    Answers,
    InvalidAnswersError,
    NoteTooLongError,
    UnansweredError,
    UnknownItemError,
    Value,
)


def answers_from(kept: Mapping[str, Any]) -> Answers:
    """Return answers that were kept with `Answers.plain()`."""
    return Answers(dict(kept.get("values", {})), dict(kept.get("notes", {})))


def checked(instrument: Instrument, given: Answers, *, complete: bool = False) -> Answers:
    """Return the answers in the order of the instrument, notes without white space around them.

    Items may be left open unless `complete`. Raises `InvalidAnswersError` (or one of its kinds) for the first
    item whose answer or note is wrong, and `FormOnlyError` for an instrument without items.
    """
    must_have_items(instrument)
    items = instrument.by_key
    for key in (*given.values, *given.notes):
        if key not in items:
            raise UnknownItemError(item=str(key)[:40])
    values, notes = {}, {}
    for key, item in items.items():
        if key in given.values:
            values[key] = _value(instrument, item, given.values[key])
        elif complete:
            raise UnansweredError(item=item.text.told())
        note = _note(item, given.notes.get(key, ""))
        if note:
            notes[key] = note
    return Answers(values, notes)


def _value(instrument: Instrument, item: Item, value: object) -> Value:
    if isinstance(value, str) and value in instrument.without_scale:
        return value
    known = [option.value for option in instrument.options(item)]
    # True is 1 for Python, not for people.
    if isinstance(value, int) and not isinstance(value, bool) and value in known:
        return value
    raise InvalidAnswersError(item=item.text.told())


def _note(item: Item, note: object) -> str:
    if not isinstance(note, str):
        raise InvalidAnswersError(item=item.text.told())
    text = note.strip()
    if len(text) > NOTE_LENGTH:
        raise NoteTooLongError(item=item.text.told(), most=NOTE_LENGTH)
    return text
