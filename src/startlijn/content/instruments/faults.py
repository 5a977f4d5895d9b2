"""What can be wrong with an instrument file, and where: file, line, item."""

import dataclasses
from collections.abc import Mapping
from enum import StrEnum


class FaultCode(StrEnum):
    """What is wrong. The sentence for people is made further up, in their language."""

    TOO_LARGE = "too_large"
    NOT_UTF8 = "not_utf8"
    NOT_YAML = "not_yaml"
    EMPTY = "empty"
    ALIAS = "alias"
    TOO_DEEP = "too_deep"
    TOO_MANY = "too_many"
    TWICE = "twice"
    UNKNOWN_FIELD = "unknown_field"
    MISSING = "missing"
    WRONG_KIND = "wrong_kind"
    BLANK = "blank"
    TOO_LONG = "too_long"
    NOT_PLAIN = "not_plain"
    NOT_A_WORD = "not_a_word"
    NOT_A_KEY = "not_a_key"
    NOT_A_DATE = "not_a_date"
    NOT_A_NUMBER = "not_a_number"
    NOT_BETWEEN = "not_between"
    NOT_IN_ORDER = "not_in_order"
    NOT_ON_THE_SCALE = "not_on_the_scale"
    NO_SUCH_ITEM = "no_such_item"
    WRONG_NAME = "wrong_name"
    NO_SUCH_FORM = "no_such_form"
    NOT_THE_FORM = "not_the_form"


@dataclasses.dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong. `line` counts from 1 (0: the file as a whole); `item` is a key or empty."""

    code: FaultCode
    line: int = 0
    item: str = ""
    field: str = ""
    figures: Mapping[str, str | int] = dataclasses.field(default_factory=dict)


class BadInstrumentError(ValueError):
    """A file that is no instrument: everything that is wrong with it, in the order of its lines."""

    def __init__(self, file: str, faults: tuple[Fault, ...]) -> None:
        first = faults[0]
        super().__init__(f"{file}, line {first.line}, {first.item or 'head'}: {first.field} {first.code}")
        self.file, self.faults = file, faults
