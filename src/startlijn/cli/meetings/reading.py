"""From a table of availability to an agenda. Whatever is wrong becomes an `InputError` with its place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from startlijn.cli.groups.sets import read_matrix
from startlijn.cli.language import translate as _
from startlijn.cli.table_faults import InputError, table_of
from startlijn.domain.meetings.rules.sentences import problem_sentence
from startlijn.engines.agenda import AMSTERDAM, Answer, BadProblem, Hosting, Person, Problem, Slot
from startlijn.engines.tables import Table

_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "person": ("person", "persoon"),
    "school": ("school",),
    "required": ("required", "verplicht"),
}
_ANSWERS: Final[Mapping[str, Answer | None]] = {
    "": None,
    "yes": Answer.YES,
    "ja": Answer.YES,
    "maybe": Answer.MAYBE,
    "misschien": Answer.MAYBE,
    "no": Answer.NO,
    "nee": Answer.NO,
}
_REQUIRED: Final[Mapping[str, bool]] = {
    **dict.fromkeys(("yes", "ja", "1", "true", "waar"), True),
    **dict.fromkeys(("", "no", "nee", "0", "false", "onwaar"), False),
}
_YEARS: Final = range(2000, 2101)


@dataclass(frozen=True)
class Agenda:
    """A file as an agenda. Ids of slots are the heads of their columns; `names` are those of the persons."""

    path: Path
    problem: Problem
    names: Mapping[str, str]


def read_agenda(path: Path, *, count: int, min_days_between: int, matrix: Path | None) -> Agenda:
    """Read the table of availability, and the travel minutes if given. Raises InputError."""
    table = table_of(path)
    columns = {key: _column(path, table, names) for key, names in _COLUMNS.items()}
    slots = _slots(path, [head for head in table.headers if head not in columns.values()])
    persons: list[Person] = []
    names: dict[str, str] = {}
    seen: dict[tuple[str, str], int] = {}
    for row, cells in table.records():
        person = _person(path, row, cells, columns, slots)
        name = cells[columns["person"]].strip()
        if (name, person.school) in seen:
            raise InputError(
                _("%(name)s also stands in row %(row)s. Keep one of the two rows.")
                % {"name": name, "row": seen[name, person.school]},
                file=path,
                row=row,
                column=columns["person"],
            )
        seen[name, person.school] = row
        persons.append(person)
        names[person.id] = name
    if not persons:
        raise InputError(_("There are no rows under the header."), file=path)
    schools = tuple(dict.fromkeys(person.school for person in persons if person.school))
    hosting = Hosting(schools, minutes=_minutes(matrix, schools))
    problem = Problem(tuple(slots.values()), tuple(persons), count, min_days_between, hosting=hosting)
    return Agenda(path, problem, names)


def explained(agenda: Agenda, error: BadProblem) -> InputError:
    """Turn the engine's refusal into a sentence."""
    sentence = problem_sentence(error)
    return InputError(_(sentence.message) % sentence.figures, file=agenda.path)


def _column(path: Path, table: Table, names: tuple[str, ...]) -> str:
    found = [head for head in table.headers if head.strip().lower() in names]
    if not found:
        raise InputError(
            _("There is no column “%(name)s”. Found: %(found)s.")
            % {"name": names[0], "found": ", ".join(table.headers[:8])},
            file=path,
        )
    if len(found) > 1:
        raise InputError(
            _("Two columns are for the same: “%(one)s” and “%(other)s”. Keep one.")
            % {"one": found[0], "other": found[1]},
            file=path,
        )
    return found[0]


def _slots(path: Path, heads: Sequence[str]) -> dict[str, Slot]:
    if not heads:
        raise InputError(
            _("There are no columns with moments. Head one with its start, such as 2026-10-06T15:00."),
            file=path,
        )
    slots: dict[str, Slot] = {}
    taken: dict[float, str] = {}
    for head in heads:
        start = _start(path, head)
        if start.timestamp() in taken:
            raise InputError(
                _("This is the same moment as “%(other)s”. Keep one.") % {"other": taken[start.timestamp()]},
                file=path,
                column=head,
            )
        taken[start.timestamp()] = head
        slots[head] = Slot(head.strip(), start, start)  # the file does not say how long a meeting takes
    return slots


def _start(path: Path, head: str) -> datetime:
    """Read the head of a column as a moment; without a time zone it is Dutch time."""
    try:
        written = datetime.fromisoformat(head.strip())
    except ValueError:
        written = None
    if written is None or written.year not in _YEARS:
        raise InputError(
            _("This is not a moment. Write its start, such as 2026-10-06T15:00."), file=path, column=head
        )
    if written.tzinfo is not None:
        return written.astimezone(AMSTERDAM)
    local = written.replace(tzinfo=AMSTERDAM)
    if local.astimezone(UTC).astimezone(AMSTERDAM).replace(tzinfo=None) != written:
        raise InputError(
            _("This hour does not exist: the clock goes forward then. Write an hour later."),
            file=path,
            column=head,
        )
    return local


def _person(
    path: Path, row: int, cells: Mapping[str, str], columns: Mapping[str, str], slots: Mapping[str, Slot]
) -> Person:
    if not cells[columns["person"]].strip():
        raise InputError(_("There is no name. Write one."), file=path, row=row, column=columns["person"])
    answers: dict[str, Answer] = {}
    for head, slot in slots.items():
        word = cells[head].strip().lower()
        if word not in _ANSWERS:
            raise InputError(
                _("“%(text)s” is not an answer. Write yes, maybe or no, or leave it empty.")
                % {"text": cells[head].strip()},
                file=path,
                row=row,
                column=head,
            )
        answer = _ANSWERS[word]
        if answer is not None:
            answers[slot.id] = answer
    required = cells[columns["required"]].strip().lower()
    if required not in _REQUIRED:
        raise InputError(
            _("“%(text)s” does not say whether this person is required. Write yes or no.")
            % {"text": cells[columns["required"]].strip()},
            file=path,
            row=row,
            column=columns["required"],
        )
    return Person(f"row {row}", cells[columns["school"]].strip(), _REQUIRED[required], answers)


def _minutes(matrix: Path | None, schools: Sequence[str]) -> dict[tuple[str, str], float]:
    if matrix is None:
        return {}
    rows = read_matrix(matrix, schools)
    return {
        (start, end): minutes
        for start, row in zip(schools, rows, strict=True)
        for end, minutes in zip(schools, row, strict=True)
    }
