"""For what, and by whom, an instrument may be used."""

from startlijn.content.instruments import Instrument
from startlijn.domain.instruments.terms import (
    FormOnlyError,
    InstrumentPurpose,
    NotForThisPurposeError,
    TrainedOnlyError,
)


def must_have_items(instrument: Instrument) -> None:
    """Raise `FormOnlyError` for an instrument of which only the form is known."""
    if instrument.format_only:
        raise FormOnlyError(instrument=instrument.title.told())


def must_suit(instrument: Instrument, purpose: str, *, trained: bool) -> None:
    """Raise when the instrument cannot be used for a purpose, or only by who was trained for it.

    `NotForThisPurposeError`, `TrainedOnlyError`, `FormOnlyError`.
    """
    must_have_items(instrument)
    if purpose not in instrument.purposes:
        label = InstrumentPurpose(purpose).label if purpose in InstrumentPurpose.values else purpose
        raise NotForThisPurposeError(instrument=instrument.title.told(), purpose=label)
    if instrument.trained_only and not trained:
        raise TrainedOnlyError(instrument=instrument.title.told())
