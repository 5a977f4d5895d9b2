"""From the judgements of a panel to agreement, and to what is strong and what can grow."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from startlijn.content.instruments import Instrument, Item
from startlijn.domain.instruments.rules import answers_from, checked
from startlijn.domain.instruments.terms import Answers, Value
from startlijn.engines.agreement import Agreement, OnUnit, agreement


@dataclass(frozen=True, slots=True)
class OnIndicator:
    """One indicator with the values of all assessors, in the order of the panel, and how far they agree."""

    item: Item
    values: tuple[Value | None, ...]
    notes: tuple[str, ...]
    agrees: OnUnit


def checked_judgement(instrument: Instrument, given: Answers, *, complete: bool) -> Answers:
    """Return answers in the order of the profile. Raises `InvalidAnswersError` for the first that is wrong.

    With `complete` every indicator has an answer; "not seen" is one.
    """
    return checked(instrument, given, complete=complete)


def on_scale(value: Value | None) -> int | None:
    """Return a value of the scale; None for "not seen", "does not apply" and what was left open."""
    return value if isinstance(value, int) else None


def agreement_of(instrument: Instrument, judgements: Sequence[Mapping[str, Any]]) -> Agreement:
    """Return how far judgements (as they are kept) agree, per indicator and over all."""
    given = [answers_from(each) for each in judgements]
    return agreement(
        {
            item.key: tuple(on_scale(answers.values.get(item.key)) for answers in given)
            for item in instrument.items
        }
    )


def beside_each_other(
    instrument: Instrument, judgements: Sequence[Mapping[str, Any]], found: Agreement
) -> tuple[OnIndicator, ...]:
    """Return every indicator with what each assessor said, in the order of the profile."""
    given = [answers_from(each) for each in judgements]
    return tuple(
        OnIndicator(
            item,
            tuple(answers.values.get(item.key) for answers in given),
            tuple(answers.notes.get(item.key, "") for answers in given),
            found.units[item.key],
        )
        for item in instrument.items
    )


def shared_values(rows: Iterable[OnIndicator]) -> Answers:
    """Return what all assessors said alike: where the talk about the others can begin."""
    return Answers(
        {
            row.item.key: row.values[0]
            for row in rows
            if row.values and row.values[0] is not None and len(set(row.values)) == 1
        }
    )
