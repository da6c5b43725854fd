"""How far a batch's values were audited, who monitors and whether dust was deducted, by cell."""

from __future__ import annotations

import re
import sqlite3
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property

from yuetan_desktop.domain.monitoring import (
    DEDUCTED_FROM,
    UNSAID,
    Audit,
    Dust,
    Monitoring,
    Owner,
)

# Sheet, first and last row, column letter, audit, owner, dust.
Mark = tuple[str, int, int, str, str, str, str]
_CELL = re.compile(r"([A-Z]+)(\d+)")
_END = 1 << 40  # beyond every row
_COLUMNS = "sheet, first_row, last_row, letter, audit, owner, dust"


def insert_marks(db: sqlite3.Connection, batch_id: int, marks: Iterable[Mark]) -> None:
    """Kept with the batch for good. Call inside a transaction."""
    db.executemany(
        f"INSERT INTO audit_mark (batch_id, {_COLUMNS}) VALUES ({batch_id:d}, ?, ?, ?, ?, ?, ?, ?)",
        marks,
    )


def marks_of_batch(db: sqlite3.Connection, batch_id: int) -> list[Mark]:
    """In the order in which they hold."""
    rows = db.execute(
        f"SELECT {_COLUMNS} FROM audit_mark WHERE batch_id = ? ORDER BY id", (batch_id,)
    )
    return [tuple(row) for row in rows]


class AuditMarks:
    """All marks of the batches in force, each batch's read when first asked for."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._sheets: dict[int, dict[str, _Sheet]] = {}

    def forget(self) -> None:
        """Imports were stored or taken back."""
        self._sheets.clear()
        self.__dict__.pop("_marked", None)
        self.__dict__.pop("any_provisional", None)

    @cached_property
    def _marked(self) -> frozenset[int]:
        return frozenset(row[0] for row in self._db.execute("SELECT batch_id FROM audit_mark"))

    @cached_property
    def any_provisional(self) -> bool:
        """Whether anything in force may still be changed by an audit."""
        row = self._db.execute(
            "SELECT 1 FROM audit_mark WHERE audit IN (?, ?)"
            " AND batch_id NOT IN (SELECT id FROM batch WHERE withdrawn_at IS NOT NULL) LIMIT 1",
            (Audit.NONE.value, Audit.FIRST.value),
        ).fetchone()
        return row is not None

    def of(self, batch: int, sheet: str, cell: str, indicator: str) -> Monitoring:
        """What is said of the value in a cell. 沙尘 is said of a whole table only of what its days
        are deducted from."""
        if batch not in self._marked:
            return UNSAID
        sheets = self._sheets.get(batch)
        if sheets is None:
            sheets = self._sheets[batch] = _by_sheet(marks_of_batch(self._db, batch))
        said = UNSAID
        for name in (sheet, ""):
            if name in sheets:
                said = said.over(sheets[name].at(cell, whole=indicator in DEDUCTED_FROM))
        return said


class _Sheet:
    """The marks of one sheet by column: where each run of rows begins, and what is said of it."""

    def __init__(self, marks: list[Mark]) -> None:
        by_letter: dict[str, list[Mark]] = {}
        for mark in marks:
            by_letter.setdefault(mark[3], []).append(mark)
        self._runs = {letter: _runs(own) for letter, own in by_letter.items()}

    def at(self, cell: str, *, whole: bool) -> Monitoring:
        """What is said of a column's rows holds before what is said of all columns; of these,
        without `whole`, only what is no word on 沙尘."""
        place = _CELL.match(cell)
        letter, row = (place[1], int(place[2])) if place else ("", 0)
        said = UNSAID
        for name in dict.fromkeys((letter, "")):
            if name in self._runs:
                firsts, runs = self._runs[name]
                at = bisect_right(firsts, row) - 1
                found = runs[at] if at >= 0 else UNSAID
                said = said.over(found if name or whole else replace(found, dust=Dust.UNSAID))
        return said


def _runs(marks: list[Mark]) -> tuple[list[int], list[Monitoring]]:
    """Marks laid over each other, the later over the earlier, as runs that do not overlap."""
    spans = [(first, last + 1 if last else _END) for _, first, last, *_ in marks]
    firsts = sorted({0, *(bound for span in spans for bound in span)})
    place = {bound: at for at, bound in enumerate(firsts)}
    runs = [UNSAID] * len(firsts)
    for (first, end), mark in zip(spans, marks, strict=True):
        said = Monitoring(Audit(mark[4]), Owner(mark[5]), Dust(mark[6]))
        for at in range(place[first], place[end]):
            runs[at] = said.over(runs[at])
    return firsts, runs


def _by_sheet(marks: list[Mark]) -> dict[str, _Sheet]:
    sheets: dict[str, list[Mark]] = {}
    for mark in marks:
        sheets.setdefault(mark[0], []).append(mark)
    return {name: _Sheet(own) for name, own in sheets.items()}
