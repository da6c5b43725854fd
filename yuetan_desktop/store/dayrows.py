"""Days out of long tables, kept as the rows they were: a tenth of the rows, and of the time.

What asks for some values never sees the difference: the view `observation` shows each of them
alone. What goes through all of them takes them from here by the row, in a fifth of the time.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

COLUMNS = 16  # of the table `day_row`; a wider table of a sheet takes several rows a day
DayValues = tuple[int, str, int, tuple[float | None, ...]]  # place, day, line of the sheet, values


def insert_day_rows(
    db: sqlite3.Connection,
    batch_id: int,
    sheet: str,
    columns: Sequence[tuple[str, str]],
    rows: Sequence[DayValues],
) -> int:
    """Store a table of days under a batch; returns how many values.

    `columns` are (indicator, letter of the sheet's column), in the order of each row's values. A
    place has one row a day, and no value that the batch holds already; rows in the order of days
    and places are stored fastest, as the table is ordered.
    """
    for first in range(0, len(columns), COLUMNS):
        part = columns[first : first + COLUMNS]
        form = _form(db, batch_id, sheet, part)
        names = ", ".join(f"v{n}" for n in range(len(part)))
        marks = ", ".join("?" * (3 + len(part)))
        db.executemany(
            f"INSERT INTO day_row (batch_id, form_id, place_id, period, line, {names})"
            f" VALUES ({batch_id:d}, {form:d}, {marks})",
            (
                (place, period, line, *numbers[first : first + COLUMNS])
                for place, period, line, numbers in rows
            ),
        )
    count = len(rows) * len(columns) - sum(row[3].count(None) for row in rows)
    db.execute("UPDATE batch SET stored = stored + ? WHERE id = ?", (count, batch_id))
    return count


def _form(
    db: sqlite3.Connection, batch_id: int, sheet: str, columns: Iterable[tuple[str, str]]
) -> int:
    cursor = db.execute("INSERT INTO day_form (batch_id, sheet) VALUES (?, ?)", (batch_id, sheet))
    form = int(cursor.lastrowid or 0)
    db.executemany(
        "INSERT INTO day_column (form_id, at, indicator, letter) VALUES (?, ?, ?, ?)",
        ((form, at, *column) for at, column in enumerate(columns)),
    )
    return form


# -- by the row ---------------------------------------------------------------------------------
Form = tuple[
    str, tuple[tuple[int, str, str], ...]
]  # its sheet; of each column at, indicator, letter
Value = tuple[int, str, str, float, int, str, str]  # place, indicator, day, value, batch, where
_NUMBERS = ", ".join(f"v{n}" for n in range(COLUMNS))


def day_forms(db: sqlite3.Connection) -> dict[int, Form]:
    """What the columns of each stored table of days hold."""
    columns: dict[int, list[tuple[int, str, str]]] = {}
    for form, at, indicator, letter in db.execute("SELECT * FROM day_column ORDER BY form_id, at"):
        columns.setdefault(form, []).append((at, indicator, letter))
    sheets = db.execute("SELECT id, sheet FROM day_form").fetchall()
    return {form: (sheet, tuple(columns.get(form, ()))) for form, sheet in sheets}


def rows_of_day(
    db: sqlite3.Connection, period: str
) -> Iterator[tuple[int, int, int, tuple[float | None, ...]]]:
    """The rows of a day as they stand, older batches first: place, batch, form, numbers."""
    cursor = db.cursor()
    cursor.row_factory = None
    for place, batch, form, *numbers in cursor.execute(
        f"SELECT place_id, batch_id, form_id, {_NUMBERS} FROM day_row WHERE period = ?"
        " ORDER BY batch_id",
        (period,),
    ):
        yield place, batch, form, tuple(numbers)


def values_of_day(db: sqlite3.Connection, period: str, forms: dict[int, Form]) -> Iterator[Value]:
    """The values that rows hold of a day, older batches first."""
    return _values(db, "period = ? ORDER BY batch_id", period, forms)


def values_of_batch(
    db: sqlite3.Connection, batch_id: int, forms: dict[int, Form]
) -> Iterator[Value]:
    """The values that rows of a batch hold, in the order of days and places."""
    return _values(db, "batch_id = ? ORDER BY period, place_id", batch_id, forms)


def _values(
    db: sqlite3.Connection, which: str, parameter: Any, forms: dict[int, Form]
) -> Iterator[Value]:
    cursor = db.cursor()
    cursor.row_factory = None
    for period, place, batch, form, line, *numbers in cursor.execute(
        f"SELECT period, place_id, batch_id, form_id, line, {_NUMBERS} FROM day_row WHERE {which}",
        (parameter,),
    ):
        sheet, columns = forms[form]
        for at, indicator, letter in columns:
            number = numbers[at]
            if number is not None:
                yield place, indicator, period, number, batch, sheet, f"{letter}{line}"
