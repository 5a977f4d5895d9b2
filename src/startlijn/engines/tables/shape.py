"""From loose records to a table: one header, no double names, every row equally wide."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from startlijn.engines.tables.terms import BadTable, Fault, Limits

Record = tuple[int, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Shaped:
    """Headers, rows and row numbers that fit each other."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]


def shape(records: Iterable[Record], limits: Limits, *, pad: bool) -> Shaped:
    """Return the records as a table; the first row that is not blank is the header, blank rows are left out.

    `pad` fills short rows up (workbooks store no empty cells at the end); without it a short row is ragged.
    Raises BadTable.
    """
    filled = _filled(records, limits)
    header = next(filled, None)
    if header is None:
        raise BadTable(Fault.EMPTY)
    headers = _headers(header)
    rows: list[tuple[str, ...]] = []
    numbers: list[int] = []
    for number, cells in filled:
        rows.append(_fitted(number, cells, headers, limits, pad=pad))
        numbers.append(number)
        if len(rows) * len(headers) > limits.cells:
            raise BadTable(Fault.TOO_MANY_CELLS, limit=limits.cells)
    return Shaped(headers, tuple(rows), tuple(numbers))


def _filled(records: Iterable[Record], limits: Limits) -> Iterator[Record]:
    for number, cells in records:
        if number > limits.rows + 1:
            raise BadTable(Fault.TOO_MANY_ROWS, limit=limits.rows)
        if len(cells) > limits.columns:
            raise BadTable(Fault.TOO_MANY_COLUMNS, row=number, limit=limits.columns)
        if any(cell and not cell.isspace() for cell in cells):
            yield number, cells


def _headers(header: Record) -> tuple[str, ...]:
    number, cells = header
    names = [" ".join(cell.split()) for cell in cells]
    while not names[-1]:
        names.pop()
    if "" in names:
        raise BadTable(Fault.EMPTY_HEADER, row=number, position=names.index("") + 1)
    for name, times in Counter(names).items():
        if times > 1:
            raise BadTable(Fault.DOUBLE_HEADER, row=number, column=name)
    return tuple(names)


def _fitted(
    number: int, cells: Sequence[str], headers: tuple[str, ...], limits: Limits, *, pad: bool
) -> tuple[str, ...]:
    width = len(headers)
    beyond_is_blank = all(not cell or cell.isspace() for cell in cells[width:])
    if not beyond_is_blank or (len(cells) < width and not pad):
        raise BadTable(Fault.RAGGED_ROW, row=number, expected=width, found=len(cells))
    row = (*cells[:width], *[""] * (width - len(cells)))
    if max(map(len, row)) > limits.cell:
        column = next(name for name, cell in zip(headers, row, strict=True) if len(cell) > limits.cell)
        raise BadTable(Fault.CELL_TOO_LONG, row=number, column=column, limit=limits.cell)
    return row
