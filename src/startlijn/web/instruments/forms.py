"""Reading the answers that somebody gave on a page."""

from collections.abc import Mapping

from startlijn.content.instruments import Instrument
from startlijn.domain.instruments.terms import Answers, Value

ITEM, NOTE = "item-", "note-"


def answers_from(post: Mapping[str, str], instrument: Instrument) -> Answers:
    """Return the answers as they were sent, in the fields `item-<key>` and `note-<key>`.

    Nothing is judged here: `checked` does that, in the action that keeps them. So what somebody typed can be
    shown again when it is refused.
    """
    values, notes = {}, {}
    for item in instrument.items:
        given = post.get(ITEM + item.key, "")
        if given:
            values[item.key] = _value(given)
        note = post.get(NOTE + item.key, "").replace("\r\n", "\n")
        if note.strip():
            notes[item.key] = note
    return Answers(values, notes)


def _value(given: str) -> Value:
    return int(given) if given.isascii() and given.isdigit() and len(given) < 4 else given
