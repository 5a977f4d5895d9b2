"""What may be wrong with a file of starters, as sentences with their place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from django.utils.translation import gettext, gettext_noop

_MOST_PROBLEMS: Final = 100


class Mistake(StrEnum):
    """What may be wrong with a file of starters, or with one row beside what is there already."""

    UNKNOWN_COLUMN = "unknown_column"
    TWICE_COLUMN = "twice_column"
    MISSING_COLUMN = "missing_column"
    NO_PLACE_COLUMN = "no_place_column"
    NO_ROWS = "no_rows"
    MISSING_VALUE = "missing_value"
    NO_PLACE = "no_place"
    FORMULA = "formula"
    TOO_LONG = "too_long"
    BAD_EMAIL = "bad_email"
    BAD_DATE = "bad_date"
    BAD_NUMBER = "bad_number"
    BAD_CHOICE = "bad_choice"
    BACKWARDS = "backwards"
    TWO_ENDS = "two_ends"
    DOUBLE = "double"
    OTHER_NAME = "other_name"


SENTENCES: Final[Mapping[Mistake, str]] = {
    Mistake.UNKNOWN_COLUMN: gettext_noop(
        "This column is not known. Take it out, or give it one of these: %(known)s."
    ),
    Mistake.TWICE_COLUMN: gettext_noop("This says the same as column “%(other)s”. Keep one of them."),
    Mistake.MISSING_COLUMN: gettext_noop("This column is missing."),
    Mistake.NO_PLACE_COLUMN: gettext_noop("There is no column that says where: school, site_code or board."),
    Mistake.NO_ROWS: gettext_noop("There is a header, but there are no rows below it."),
    Mistake.MISSING_VALUE: gettext_noop("This cell is empty, and it may not be."),
    Mistake.NO_PLACE: gettext_noop("This row does not say where: fill in a school, a site code or a board."),
    Mistake.FORMULA: gettext_noop("There is a formula in this cell. Paste the outcome as a value."),
    Mistake.TOO_LONG: gettext_noop("There are more than %(limit)s characters in this cell."),
    Mistake.BAD_EMAIL: gettext_noop("“%(found)s” is not an e-mail address."),
    Mistake.BAD_DATE: gettext_noop("“%(found)s” is not a date. Write 2026-08-01 or 1-8-2026."),
    Mistake.BAD_NUMBER: gettext_noop("“%(found)s” is not possible here: %(allowed)s."),
    Mistake.BAD_CHOICE: gettext_noop("“%(found)s” is not possible here. Choose from: %(allowed)s."),
    Mistake.BACKWARDS: gettext_noop("The end does not come after the beginning."),
    Mistake.TWO_ENDS: gettext_noop("Give one end: the last day, or the first day after it."),
    Mistake.DOUBLE: gettext_noop("%(found)s stands at this place in row %(first)s too."),
    Mistake.OTHER_NAME: gettext_noop("%(found)s has another name in row %(first)s."),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: the row as a spreadsheet counts it, the column as written, who it is about."""

    code: Mistake
    row: int | None = None
    column: str | None = None
    name: str = ""
    figures: Mapping[str, str | int] = field(default_factory=dict)

    def sentence(self) -> str:
        """Return what is wrong, with its place, in the active language."""
        what = gettext(SENTENCES[self.code]) % self.figures
        place = {"row": self.row, "column": self.column, "what": what}
        if self.row is not None and self.column:
            return gettext("Row %(row)s, column “%(column)s”: %(what)s") % place
        if self.row is not None:
            return gettext("Row %(row)s: %(what)s") % place
        return gettext("Column “%(column)s”: %(what)s") % place if self.column else what


class BadPeopleFileError(ValueError):
    """A file that is refused as a whole: `problems` says why, at most a hundred."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(*problems[:_MOST_PROBLEMS])
        self.problems = tuple(problems[:_MOST_PROBLEMS])
