"""From files to a grouping problem. Whatever is wrong becomes an `InputError` with file, row and column."""

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from startlijn.cli.groups.sets import decimal, read_matrix, read_sets
from startlijn.cli.language import translate as _
from startlijn.cli.table_faults import InputError, table_of
from startlijn.domain.groups.rules.sentences import problem_sentence
from startlijn.engines.grouping import (
    AtMost,
    BadProblem,
    Member,
    NotAlone,
    Objective,
    Problem,
    Rules,
    Wish,
    WishKind,
)
from startlijn.engines.tables import Table

NAMES = {
    "id": ("id",),
    "lat": ("lat", "latitude", "breedtegraad"),
    "lon": ("lon", "lng", "longitude", "lengtegraad"),
}


@dataclass(frozen=True)
class Roster:
    """The file of members: its table, and where in it the id stands."""

    path: Path
    table: Table
    members: tuple[Member, ...]
    id_column: str
    rows: Mapping[str, int]


def read_roster(path: Path, *, places: bool) -> Roster:
    """Read the members. With `places` every row needs degrees in lat and lon; else a matrix has minutes."""
    table = table_of(path)
    columns = {key: _column(path, table, names) for key, names in NAMES.items()}
    if columns["id"] is None:
        raise InputError(
            _("There is no column “id”. Found: %(found)s.") % {"found": ", ".join(table.headers)}, file=path
        )
    if places and not (columns["lat"] and columns["lon"]):
        raise InputError(
            _("The columns “lat” and “lon” are needed, in degrees; or give travel minutes with --matrix."),
            file=path,
        )
    members: list[Member] = []
    rows: dict[str, int] = {}
    for row, cells in table.records():
        identity = cells[columns["id"]].strip()
        _check_id(path, row, columns["id"], identity, rows)
        rows[identity] = row
        members.append(
            Member(
                id=identity,
                lat=_degrees(path, row, columns["lat"], cells, needed=places),
                lon=_degrees(path, row, columns["lon"], cells, needed=places),
                attributes={name: value.strip() for name, value in cells.items()},
            )
        )
    if not members:
        raise InputError(_("There are no rows under the header."), file=path)
    return Roster(path, table, tuple(members), columns["id"], rows)


def read_problem(args: argparse.Namespace, roster: Roster) -> Problem:
    """Build the problem from the roster and the options. The engine judges the rest."""
    members = _with_slots(roster, args.common_slot)
    known = set(roster.rows)
    smallest, largest = args.size
    return Problem(
        members=members,
        smallest=smallest,
        largest=largest,
        objective=Objective(args.objective),
        rules=Rules(
            apart_by=_columns(roster, args.apart_by),
            same=_columns(roster, args.same),
            apart=read_sets(args.apart, known),
            together=read_sets(args.together, known),
            history=read_sets(args.history, known, strangers=True),
            pinned=_pins(roster, args.pin),
            at_most=tuple(AtMost(_existing(roster, column), most) for column, most in args.at_most),
            not_alone=tuple(NotAlone(_existing(roster, column), value) for column, value in args.not_alone),
            common_slot=bool(args.common_slot),
            wishes=tuple(
                Wish(WishKind(kind), _existing(roster, column), minutes)
                for kind, column, minutes in args.wish
            ),
        ),
        minutes=read_matrix(args.matrix, [member.id for member in members]) if args.matrix else None,
        groups=args.groups,
    )


def explained(roster: Roster, error: BadProblem) -> InputError:
    """Turn the engine's refusal into a sentence, at the row of the member it is about."""
    sentence = problem_sentence(error)
    return InputError(
        _(sentence.message) % sentence.figures, file=roster.path, row=roster.rows.get(error.where)
    )


def _column(path: Path, table: Table, names: tuple[str, ...]) -> str | None:
    found = [header for header in table.headers if header.strip().lower() in names]
    if len(found) > 1:
        both = {"found": ", ".join(found)}
        raise InputError(_("These columns mean the same: %(found)s. Keep one.") % both, file=path)
    return found[0] if found else None


def _check_id(path: Path, row: int, column: str, identity: str, rows: Mapping[str, int]) -> None:
    if not identity:
        raise InputError(_("The id is missing. Every row needs its own."), file=path, row=row, column=column)
    if identity in rows:
        again = {"id": identity, "row": rows[identity]}
        raise InputError(
            _("The id %(id)s also stands in row %(row)s. Every row needs its own.") % again,
            file=path,
            row=row,
            column=column,
        )


def _degrees(
    path: Path, row: int, column: str | None, cells: Mapping[str, str], *, needed: bool
) -> float | None:
    if column is None or not needed:
        return None
    value = decimal(cells[column])
    most = 90 if column.strip().lower() in NAMES["lat"] else 180
    if value is None or abs(value) > most:
        wrong = {"text": cells[column].strip(), "most": most}
        if not cells[column].strip():
            what = _(
                "The place is missing. Fill it in, leave the row out, or give travel minutes with --matrix."
            )
        else:
            what = _(
                "“%(text)s” is not a place. Write degrees between -%(most)s and %(most)s, such as 51.69."
            )
        raise InputError(what % wrong, file=path, row=row, column=column)
    return value


def _existing(roster: Roster, column: str) -> str:
    wanted = column.strip().lower()
    for header in roster.table.headers:
        if header.strip().lower() == wanted:
            return header
    found = {"column": column, "found": ", ".join(roster.table.headers)}
    raise InputError(_("There is no column “%(column)s”. Found: %(found)s.") % found, file=roster.path)


def _columns(roster: Roster, columns: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_existing(roster, column) for column in columns))


def _with_slots(roster: Roster, columns: Sequence[str]) -> tuple[Member, ...]:
    """Give the members their free moments; an empty cell means always free."""
    names = _columns(roster, columns)
    if not names:
        return roster.members
    members = []
    for member in roster.members:
        moments = {part.strip() for name in names for part in member.attributes[name].split(";")} - {""}
        slots = frozenset(moments) or None
        members.append(Member(member.id, member.lat, member.lon, member.attributes, slots))
    return tuple(members)


def _pins(roster: Roster, columns: Sequence[str]) -> dict[str, str]:
    if len(columns) > 1:
        raise InputError(_("Give --pin once."), file=roster.path)
    names = _columns(roster, columns)
    labels = {member.id: member.attributes[name] for name in names for member in roster.members}
    return {identity: label for identity, label in labels.items() if label}
