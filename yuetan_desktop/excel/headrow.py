"""Lists written by the row under one row of heads: where that row is, and what each column holds.

For the forms and registers of the office, whose heads are known words. Tables of measured values
are recognised by `recognition/`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from yuetan_desktop.excel.sheet import Sheet

_SEARCHED_ROWS = 30

Columns = dict[str, int]  # what a column holds → its number, from 0


def columns_of(sheet: Sheet, row: int, heads: Mapping[str, str]) -> Columns:
    """The columns whose head in this row is known; of two with one meaning the first.

    `heads` maps a head, as `plain` makes it, to what its column holds.
    """
    found: Columns = {}
    for column in range(len(sheet.rows[row])):
        key = heads.get(sheet.text(row, column))
        if key is not None:
            found.setdefault(key, column)
    return found


def find_head(
    sheet: Sheet, heads: Mapping[str, str], suffice: Callable[[int, Columns], bool]
) -> tuple[int, Columns] | None:
    """The first row near the top whose columns `suffice`, and these; None where there is none."""
    for row in range(min(_SEARCHED_ROWS, len(sheet.rows))):
        columns = columns_of(sheet, row, heads)
        if suffice(row, columns):
            return row, columns
    return None


def with_all(wanted: frozenset[str]) -> Callable[[int, Columns], bool]:
    """Suffices where each of the wanted columns is there."""
    return lambda _, columns: columns.keys() >= wanted
