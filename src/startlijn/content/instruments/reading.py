"""From the bytes of a file to an instrument, or to everything that is wrong with it."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Final

from startlijn.content.instruments.faults import BadInstrumentError, Fault, FaultCode
from startlijn.content.instruments.fields import Fields
from startlijn.content.instruments.nodes import Node, parsed
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

MOST_PARTS: Final = 30
MOST_ITEMS: Final = 60  # in one part
MOST_OPTIONS: Final = 11
MOST_ZONES: Final = 9
MOST_FAULTS: Final = 100
_HEAD: Final = (
    *("key", "version", "kind", "purposes", "sectors", "valid_from", "title", "introduction", "source"),
    *("licence", "certainty", "trained_only", "format_only", "follows", "scale", "without_scale"),
    *("scoring", "parts"),
)


class _Sector(StrEnum):
    PO, VO, SO, MBO = "po", "vo", "so", "mbo"


class _Besides(StrEnum):
    NOT_SEEN = NOT_SEEN
    NOT_APPLICABLE = NOT_APPLICABLE


def read_instrument(file: str, content: bytes, forms: Iterable[Instrument] = ()) -> Instrument:
    """Turn the bytes of a YAML file into an instrument. `forms` are those that `follows` may name.

    Raises `BadInstrumentError` with everything that is wrong, at most 100 things.
    """
    faults: list[Fault] = []
    head = Fields(parsed(file, content), faults)
    found = _instrument(head) if head.readable else None
    if found is not None and found.follows:
        _fills(head, found, {form.id: form for form in forms if form.format_only})
    if found is None or faults:
        raise BadInstrumentError(file, tuple(sorted(faults, key=lambda each: each.line)[:MOST_FAULTS]))
    return found


def _instrument(head: Fields) -> Instrument:
    head.knows_only(*_HEAD)
    format_only = head.yes("format_only")
    scale = _options(head, head.rows("scale", most=MOST_OPTIONS))
    parts = _parts(head, scale, format_only=format_only)
    return Instrument(
        key=head.key("key"),
        version=head.version("version"),
        kind=head.word("kind", Kind),
        purposes=head.words("purposes", Purpose),
        sectors=tuple(str(sector) for sector in head.words("sectors", _Sector)),
        title=head.text("title", most=120),
        introduction=head.text("introduction", most=4000),
        source=head.either("source", most=2000),
        licence=head.either("licence", most=300),
        certainty=head.word("certainty", Certainty),
        valid_from=head.day("valid_from"),
        trained_only=head.yes("trained_only"),
        scale=scale,
        without_scale=tuple(str(each) for each in head.words("without_scale", _Besides, needed=False)),
        scoring=_scoring(head, parts, format_only=format_only),
        parts=parts,
        follows=_follows(head),
        format_only=format_only,
    )


def _follows(head: Fields) -> str:
    return head.plain("follows", most=61) if "follows" in head.fields else ""


def _options(head: Fields, nodes: Sequence[Node]) -> tuple[Option, ...]:
    """Read a scale: at least two answers, each with a higher value than the one before."""
    found: list[Option] = []
    for node in nodes:
        row = head.within("scale", node)
        row.knows_only("value", "nl", "en", "means")
        option = Option(row.whole("value", 0, 100), row.both(most=80), row.perhaps("means", most=600))
        if found and row.readable and option.value <= found[-1].value:
            row.wrong(FaultCode.NOT_IN_ORDER, "value")
        found.append(option)
    if len(found) == 1:
        head.wrong(FaultCode.NOT_BETWEEN, "scale", nodes[0].line, found=1, least=2, most=MOST_OPTIONS)
    return tuple(found)


def _parts(head: Fields, scale: tuple[Option, ...], *, format_only: bool) -> tuple[Part, ...]:
    found, parts, items = [], set[str](), set[str]()
    for node in head.rows("parts", most=MOST_PARTS):
        row = head.within("parts", node)
        key, title = _once(row, row.key("key"), parts), row.text("title", most=160)
        if format_only:
            row.knows_only("key", "title", "size")
            found.append(Part(key, title, row.whole("size", 1, MOST_ITEMS), ()))
            continue
        row.knows_only("key", "title", "items")
        nodes = row.rows("items", most=MOST_ITEMS)
        rows = tuple(_item(row, number, each, scale, items) for number, each in enumerate(nodes, 1))
        found.append(Part(key, title, len(rows), rows))
    return tuple(found)


def _item(part: Fields, number: int, node: Node, scale: tuple[Option, ...], seen: set[str]) -> Item:
    row = part.within("", node, item=str(number))
    key = row.key("key")
    row.item = key or row.item
    row.knows_only("key", "nl", "en", "note", "levels", "reverse")
    text, note = row.both(most=400), row.perhaps("note", most=600)
    return Item(_once(row, key, seen), text, note, _levels(row, scale), row.yes("reverse"))


def _levels(item: Fields, scale: tuple[Option, ...]) -> tuple[Option, ...]:
    """Read what an item says of each level: for every answer of the scale, in its order."""
    if "levels" not in item.fields:
        return ()
    texts: dict[int, Text] = {}
    known = {option.value for option in scale}
    nodes = item.rows("levels", most=MOST_OPTIONS)
    for node in nodes:
        row = item.within("levels", node)
        row.knows_only("value", "nl", "en")
        value = row.whole("value", 0, 100)
        if row.readable and value not in known:
            row.wrong(FaultCode.NOT_ON_THE_SCALE, "value", found=value)
        if row.readable and value in texts:
            row.wrong(FaultCode.TWICE, "value", found=value)
        texts[value] = row.both(most=600)
    for missing in sorted(known - texts.keys()) if nodes else ():
        item.wrong(FaultCode.MISSING, f"levels.{missing}", item.fields["levels"].line)
    return tuple(Option(each.value, each.label, texts.get(each.value)) for each in scale)


def _scoring(head: Fields, parts: tuple[Part, ...], *, format_only: bool) -> Scoring:
    node = head.node("scoring")
    if node is None:
        return Scoring(Method.MEAN)
    row = head.within("scoring", node)
    row.knows_only("method", "least", "first", "second", "zones")
    method, least = row.word("method", Method), row.share("least")
    if method is not Method.ZONES:
        for field in ("first", "second", "zones"):
            if field in row.fields:
                row.wrong(FaultCode.UNKNOWN_FIELD, field, row.fields[field].line, known="method, least")
        return Scoring(method, least)
    first, second = row.key("first"), row.key("second")
    keys = {item.key for part in parts for item in part.items}
    for field, key in (("first", first), ("second", second)):
        if key and key not in keys and not format_only:
            row.wrong(FaultCode.NO_SUCH_ITEM, field, row.fields[field].line, found=key)
    return Scoring(method, least, first, second, _zones(row))


def _zones(scoring: Fields) -> tuple[Zone, ...]:
    found: list[Zone] = []
    for node in scoring.rows("zones", most=MOST_ZONES):
        row = scoring.within("scoring.zones", node)
        row.knows_only("key", "least", "nl", "en")
        zone = Zone(row.key("key"), row.both(most=120), row.whole("least", -100, 100))
        if found and row.readable and zone.least <= found[-1].least:
            row.wrong(FaultCode.NOT_IN_ORDER, "least")
        if zone.key in {each.key for each in found}:
            row.wrong(FaultCode.TWICE, "key", found=zone.key)
        found.append(zone)
    return tuple(found)


def _once(row: Fields, key: str, seen: set[str]) -> str:
    """Return a key, and note one that stands there twice: answers are kept by the key of an item."""
    if key and key in seen:
        row.wrong(FaultCode.TWICE, "key", row.line_of("key"), found=key)
    seen.add(key)
    return key


def _fills(head: Fields, found: Instrument, forms: dict[str, Instrument]) -> None:
    """Note where an instrument differs from the form that it says to fill: parts, sizes, scale, training."""
    form = forms.get(found.follows)
    if form is None:
        head.wrong(FaultCode.NO_SUCH_FORM, "follows", head.line_of("follows"), found=found.follows[:61])
        return
    alike = {
        "kind": found.kind is form.kind,
        "trained_only": found.trained_only or not form.trained_only,
        "scale": [each.value for each in found.scale] == [each.value for each in form.scale],
        "parts": [(part.key, part.size) for part in found.parts] == [(p.key, p.size) for p in form.parts],
    }
    for field, same in alike.items():
        if not same:
            head.wrong(FaultCode.NOT_THE_FORM, field, head.line_of(field), found=form.id)
