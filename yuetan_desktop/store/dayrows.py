"""Days out of long tables, kept as the rows they were: a tenth of the rows, and of the time.

What reads values never sees the difference: the view `observation` shows every value alone.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

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
