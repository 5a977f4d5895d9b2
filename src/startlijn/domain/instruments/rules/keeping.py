"""An instrument as plain data, so that a table can keep it; and back again."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from startlijn.content.instruments import (
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


def as_kept(instrument: Instrument) -> dict[str, Any]:
    """Return an instrument as JSON can hold it: the same instrument gives the same data."""
    kept = asdict(instrument)
    kept["valid_from"] = instrument.valid_from.isoformat()
    kept["scoring"]["least"] = str(instrument.scoring.least)
    for name in ("purposes", "sectors", "without_scale"):
        kept[name] = [str(each) for each in kept[name]]
    kept["scale"] = list(kept["scale"])
    kept["scoring"]["zones"] = list(kept["scoring"]["zones"])
    kept["parts"] = [
        part | {"items": [item | {"levels": list(item["levels"])} for item in part["items"]]}
        for part in kept["parts"]
    ]
    return kept


def from_kept(kept: Mapping[str, Any]) -> Instrument:
    """Return the instrument that `as_kept` turned into data."""
    plain = {name: kept[name] for name in ("key", "version", "trained_only", "follows", "format_only")}
    return Instrument(
        **plain,
        kind=Kind(kept["kind"]),
        purposes=tuple(Purpose(each) for each in kept["purposes"]),
        sectors=tuple(kept["sectors"]),
        title=Text(**kept["title"]),
        introduction=Text(**kept["introduction"]),
        source=Text(**kept["source"]),
        licence=Text(**kept["licence"]),
        certainty=Certainty(kept["certainty"]),
        valid_from=date.fromisoformat(kept["valid_from"]),
        scale=tuple(_option(each) for each in kept["scale"]),
        without_scale=tuple(kept["without_scale"]),
        scoring=_scoring(kept["scoring"]),
        parts=tuple(_part(each) for each in kept["parts"]),
    )


def _perhaps(kept: Mapping[str, str] | None) -> Text | None:
    return None if kept is None else Text(**kept)


def _option(kept: Mapping[str, Any]) -> Option:
    return Option(kept["value"], Text(**kept["label"]), _perhaps(kept["descriptor"]))


def _scoring(kept: Mapping[str, Any]) -> Scoring:
    zones = tuple(Zone(each["key"], Text(**each["label"]), each["least"]) for each in kept["zones"])
    return Scoring(Method(kept["method"]), Decimal(kept["least"]), kept["first"], kept["second"], zones)


def _part(kept: Mapping[str, Any]) -> Part:
    items = tuple(
        Item(
            key=each["key"],
            text=Text(**each["text"]),
            note=_perhaps(each["note"]),
            levels=tuple(_option(level) for level in each["levels"]),
            reverse=each["reverse"],
        )
        for each in kept["items"]
    )
    return Part(kept["key"], Text(**kept["title"]), kept["size"], items)
