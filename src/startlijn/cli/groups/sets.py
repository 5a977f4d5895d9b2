"""Files beside the roster: sets of ids, and travel minutes."""

import csv
import io
import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from startlijn.cli.language import translate as _
from startlijn.cli.table_faults import InputError, refused, unreadable
from startlijn.engines.tables import BadTable, Limits, read_table
from startlijn.engines.tables.text import decoded, delimiter_of

Line = tuple[int, list[str]]
IdSets = tuple[tuple[str, ...], ...]
_MATRIX = Limits(size=128 * 1024**2, cells=20_000_000, columns=20_001)


def decimal(text: str) -> float | None:
    """Read a number with a decimal point or comma; None when it is not a finite number."""
    try:
        value = float(text.strip().replace(",", "."))
    except ValueError:
        return None
    return value if math.isfinite(value) and "_" not in text else None


def read_sets(paths: Sequence[Path], known: set[str], *, strangers: bool = False) -> IdSets:
    """Read sets of ids. `strangers`: ids that do not take part are left out (last time's groups)."""
    found: list[tuple[str, ...]] = []
    for path in paths:
        lines = list(_lines(path))
        numbered = _by_group(path, lines) or _by_line(lines, known)
        for row, ids in numbered:
            unknown = [identity for identity in ids if identity not in known]
            if unknown and not strangers:
                raise InputError(
                    _("The id %(id)s is not in the file of members.") % {"id": unknown[0]}, file=path, row=row
                )
            present = tuple(dict.fromkeys(identity for identity in ids if identity in known))
            if len(present) > 1:
                found.append(present)
    return tuple(found)


def _by_group(path: Path, lines: Sequence[Line]) -> list[Line]:
    """Read a table with the columns group and id, as `--out` writes it; nothing when it is not one."""
    headers = [cell.strip().lower() for cell in lines[0][1]] if lines else []
    if not {"group", "id"} <= set(headers):
        return []
    groups: dict[str, Line] = {}
    group, identity = headers.index("group"), headers.index("id")
    for row, cells in lines[1:]:
        if len(cells) <= max(group, identity):
            raise InputError(_("The group or the id is missing."), file=path, row=row)
        groups.setdefault(cells[group].strip(), (row, []))[1].append(cells[identity].strip())
    return list(groups.values())


def _by_line(lines: Sequence[Line], known: set[str]) -> list[Line]:
    """Read one set per line. A first line without any known id, with others under it, is a header."""
    sets = [(row, [cell.strip() for cell in cells if cell.strip()]) for row, cells in lines]
    if len(sets) > 1 and not set(sets[0][1]) & known and set(sets[1][1]) & known:
        return sets[1:]
    return sets


def _lines(path: Path, limits: Limits | None = None) -> Iterator[Line]:
    """Yield the filled lines of a file whose lines may differ in length, with their row numbers."""
    allowed = limits or Limits()
    try:
        with path.open("rb") as file:
            data = file.read(allowed.size + 1)
        if data.startswith(b"PK") or len(data) > allowed.size or not data.strip():
            table = read_table(data, limits=allowed)
            yield 1, list(table.headers)
            yield from ((row, list(cells)) for row, cells in zip(table.numbers, table.rows, strict=True))
            return
        text, _encoding = decoded(data)
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True)
        for cells in rows:
            if any(cell.strip() for cell in cells):
                yield rows.line_num, cells
    except OSError as error:
        raise unreadable(path, error) from error
    except BadTable as error:
        raise refused(path, error) from error
    except csv.Error as error:
        raise InputError(_("This is not a table. Save it as CSV or XLSX."), file=path) from error


def read_matrix(path: Path, ids: Sequence[str]) -> tuple[tuple[float, ...], ...]:
    """Read minutes by id; rows and columns may stand in any order, and others may be there too."""
    lines = list(_lines(path, _MATRIX))
    header = [cell.strip() for cell in lines[0][1]] if lines else []
    place = {identity: number for number, identity in enumerate(header) if number}
    if len(place) < len(header) - 1:
        raise InputError(_("An id stands twice in the first row."), file=path, row=1)
    for identity in ids:
        if identity not in place:
            raise InputError(_("There is no column for %(id)s.") % {"id": identity}, file=path)
    rows: dict[str, Line] = {}
    for row, cells in lines[1:]:
        if cells[0].strip() in rows:
            raise InputError(_("An id stands twice in the first column."), file=path, row=row)
        rows[cells[0].strip()] = (row, cells)
    return tuple(_minutes(path, identity, rows, [place[other] for other in ids], header) for identity in ids)


def _minutes(
    path: Path, identity: str, rows: Mapping[str, Line], places: Sequence[int], header: Sequence[str]
) -> tuple[float, ...]:
    if identity not in rows:
        raise InputError(_("There is no row for %(id)s.") % {"id": identity}, file=path)
    row, cells = rows[identity]
    minutes: list[float] = []
    for place in places:
        text = cells[place] if place < len(cells) else ""
        value = 0.0 if header[place] == identity and not text.strip() else decimal(text)
        if value is None or not 0 <= value <= 100_000:
            raise InputError(
                _("“%(text)s” is not a travel time. Write minutes: 0 or more.") % {"text": text.strip()},
                file=path,
                row=row,
                column=header[place],
            )
        minutes.append(value)
    return tuple(minutes)
