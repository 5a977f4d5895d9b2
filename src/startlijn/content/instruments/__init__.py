"""Instruments: every rubric, questionnaire and observation form, read from the YAML files in this folder."""

from functools import cache
from importlib.resources import files

from startlijn.content.instruments.faults import BadInstrumentError, Fault, FaultCode
from startlijn.content.instruments.reading import read_instrument
from startlijn.content.instruments.shapes import (
    NOT_APPLICABLE,
    NOT_SEEN,
    Certainty,
    Instrument,
    Item,
    Kind,
    Method,
    Option,
    Part,
    Purpose,
    Scoring,
    Text,
    Zone,
)

__all__ = [
    "NOT_APPLICABLE",
    "NOT_SEEN",
    "BadInstrumentError",
    "Certainty",
    "Fault",
    "FaultCode",
    "Instrument",
    "Item",
    "Kind",
    "Method",
    "Option",
    "Part",
    "Purpose",
    "Scoring",
    "Text",
    "Zone",
    "instrument",
    "packaged_instruments",
    "read_instrument",
]


@cache
def packaged_instruments() -> tuple[Instrument, ...]:
    """Return the packaged instruments by key, the newest version of each first."""
    found = [
        read_packaged(file.name, file.read_bytes())
        for file in files(__name__).iterdir()
        if file.name.endswith(".yaml")
    ]
    newest = sorted(found, key=lambda each: (each.valid_from, each.version), reverse=True)
    return tuple(sorted(newest, key=lambda each: each.key))


def read_packaged(name: str, content: bytes) -> Instrument:
    """Read a packaged file, whose name is the id of the instrument. Raises `BadInstrumentError`."""
    found = read_instrument(name, content)
    if name != f"{found.id}.yaml":
        raise BadInstrumentError(
            name, (Fault(FaultCode.WRONG_NAME, field="version", figures={"found": found.id}),)
        )
    return found


def instrument(id: str) -> Instrument:  # noqa: A002 - the name of the field
    """Return the packaged instrument with this id, such as "flow.2026-1". Raises `KeyError`."""
    for each in packaged_instruments():
        if each.id == id:
            return each
    raise KeyError(id)
