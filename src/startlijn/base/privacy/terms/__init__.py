"""Words of privacy, and what the tables of other packages hold."""

from startlijn.base.privacy.terms.others import OTHER_TABLES
from startlijn.base.privacy.terms.words import (
    TRACES,
    UNFOUND,
    UNTIMED,
    UNTRACED,
    Because,
    Explanation,
    FieldClass,
    Holder,
    OwnTable,
    Reader,
    Recorded,
    Relation,
    Trace,
)

__all__ = [
    "OTHER_TABLES",
    "TRACES",
    "UNFOUND",
    "UNTIMED",
    "UNTRACED",
    "Because",
    "Explanation",
    "FieldClass",
    "Holder",
    "OwnTable",
    "Reader",
    "Recorded",
    "Relation",
    "Trace",
]
