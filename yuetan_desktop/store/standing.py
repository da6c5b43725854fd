"""Values beside those that stand for the same place, indicator and period.

A period is read once and held while its rows go by, so rows are wanted in the order of their
periods; a million of them need no table of their own.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from heapq import merge
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from yuetan_desktop.store.dayrows import (
    DayValues,
    Form,
    day_forms,
    rows_of_day,
    values_of_batch,
    values_of_day,
)

# The text of a row that takes a value out of force: a newer file of the period no longer has it.
GONE = "新文件中没有此值"

Row = tuple[Any, ...]  # in the order of an ObservationRow
_period = itemgetter(2)


class Standing(NamedTuple):
    """The newest value of a key among some batches."""

    value: float | None
    text: str
    list_size: int | None
    batch_id: int
    sheet: str
    cell: str

    def says(self, row: Row) -> bool:
        """Whether a row says the same."""
        return (self.value, self.text, self.list_size) == (row[3], row[4], row[8])


def is_day(period: str) -> bool:
    """Whether the text of a period means a day: the one form with two hyphens."""
    return period.count("-") == 2


def batches_in_force(db: sqlite3.Connection) -> frozenset[int]:
    """The imports that were not withdrawn."""
    rows = db.execute("SELECT id FROM batch WHERE withdrawn_at IS NULL")
    return frozenset(row[0] for row in rows)


def standing(
    db: sqlite3.Connection,
    period: str,
    batches: Collection[int],
    forms: dict[int, Form] | None = None,
) -> dict[tuple[int, str], Standing]:
    """What these batches say of a period, by place and indicator; the newest of them counts.

    `forms` are those of the tables of days, where they are at hand.
    """
    make = tuple.__new__
    rows = _tuples(
        db,
        "SELECT place_id, indicator, value, text, list_size, batch_id, sheet, cell"
        " FROM single_value WHERE daily = ? AND period = ? ORDER BY batch_id",
        (int(is_day(period)), period),
    )
    found = {row[:2]: make(Standing, row[2:]) for row in rows if row[5] in batches}
    if not is_day(period):
        return found
    forms = day_forms(db) if forms is None else forms
    for place, indicator, _, value, batch, sheet, cell in values_of_day(db, period, forms):
        if batch not in batches:
            continue
        known = found.get((place, indicator))
        if known is None or known.batch_id < batch:
            found[place, indicator] = make(Standing, (value, "", None, batch, sheet, cell))
    return found


def beside_standing(
    db: sqlite3.Connection, rows: Iterable[Row], batches: Collection[int]
) -> Iterator[tuple[Row, Standing | None]]:
    """Each row with what stands for its key; rows come in the order of their periods."""
    forms = day_forms(db)
    for period, group in groupby(rows, key=_period):
        held = standing(db, period, batches, forms).get
        for row in group:
            yield row, held(row[:2])


class SameDays(NamedTuple):
    """Rows of days beside those in force: what is not the same to the last number, how many values
    are, and the days of which everything in force is among the same."""

    rest: list[DayValues]
    unchanged: int
    whole: frozenset[str]


def same_days(
    db: sqlite3.Connection, indicators: Sequence[str], rows: Iterable[DayValues]
) -> SameDays:
    """Which rows of a table of days are in force as they stand: a million values of a file that
    comes again are compared by the row. The rows come in the order of their days."""
    wanted, forms = tuple(indicators), day_forms(db)
    alike = {form for form, (_, held) in forms.items() if tuple(one[1] for one in held) == wanted}
    in_force = batches_in_force(db)
    rest: list[DayValues] = []
    whole: list[str] = []
    unchanged = 0
    for day, group in groupby(rows, key=itemgetter(1)):
        newest = {row[0]: row for row in rows_of_day(db, day) if row[1] in in_force}
        single = _tuples(
            db, "SELECT place_id, batch_id FROM single_value WHERE daily = 1 AND period = ?", (day,)
        )
        alone = {place for place, batch in single if batch in in_force}
        before, seen, gaps = len(rest), 0, 0
        for row in group:
            place, _, _, numbers = row
            known = newest.get(place)
            seen += 1
            if (
                known is None
                or place in alone
                or known[2] not in alike
                or known[3][: len(numbers)] != numbers
            ):
                rest.append(row)
                continue
            missing = numbers.count(None)
            gaps += missing
            unchanged += len(numbers) - missing
        if len(rest) == before and not gaps and not alone and seen == len(newest):
            whole.append(day)
    return SameDays(rest, unchanged, frozenset(whole))


def rows_of_batch(db: sqlite3.Connection, batch_id: int) -> Iterator[Row]:
    """Every value of a batch, in the order of the periods."""
    singles = _tuples(
        db,
        "SELECT place_id, indicator, period, value, text, sheet, cell, list_name, list_size"
        " FROM single_value WHERE batch_id = ? ORDER BY period, place_id, indicator",
        (batch_id,),
    )
    days = (
        (place, indicator, period, value, "", sheet, cell, "", None)
        for place, indicator, period, value, _, sheet, cell in values_of_batch(
            db, batch_id, day_forms(db)
        )
    )
    return merge(singles, days, key=_period)


def _tuples(db: sqlite3.Connection, sql: str, parameters: Row) -> Iterator[Row]:
    """Rows as tuples: sqlite3.Row costs half as much again over a hundred thousand of them."""
    cursor = db.cursor()
    cursor.row_factory = None
    yield from cursor.execute(sql, parameters)
