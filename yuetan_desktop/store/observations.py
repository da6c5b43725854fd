"""Import batches and their observations: stored once, never edited, withdrawn as a whole."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from heapq import nsmallest
from operator import itemgetter
from typing import Any, NamedTuple

from yuetan_desktop.store.registers import moment
from yuetan_desktop.store.standing import (
    GONE,
    Row,
    Standing,
    batches_in_force,
    beside_standing,
    rows_of_batch,
)

# What makes a period a day: the one text form with two hyphens.
IS_DAY = "GLOB '????-??-??'"


class ObservationRow(NamedTuple):
    """One value as an import hands it over; any plain tuple of this order will do."""

    place_id: int
    indicator: str
    period: str
    value: float | None
    text: str = ""
    sheet: str = ""
    cell: str = ""
    list_name: str = ""
    list_size: int | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """One import: which file, when, by whom, and whether it was taken back."""

    id: int
    file_name: str
    sha256: str
    layout: str
    imported_at: datetime
    imported_by: str
    stored: int
    report: Mapping[str, Any]
    withdrawn_at: datetime | None = None
    withdrawn_by: str = ""
    withdrawn_why: str = ""


@dataclass(frozen=True, slots=True)
class ValueChange:
    """A value in force before and after; None where there is none."""

    place_id: int
    indicator: str
    period: str
    old: float | None
    new: float | None
    sheet: str = ""
    cell: str = ""
    old_file: str = ""
    old_cell: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """How staged observations compare with the values in force."""

    new: int
    changed: int
    unchanged: int


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What taking a batch back did to the values in force, and what left with it."""

    removed: int
    restored: int
    untouched: int
    changes: tuple[ValueChange, ...]
    targets: int = 0
    incidents: int = 0


# -- batches ------------------------------------------------------------------------------------
def create_batch(
    db: sqlite3.Connection,
    *,
    file_name: str,
    imported_by: str,
    imported_at: datetime,
    sha256: str = "",
    layout: str = "",
    report: Mapping[str, Any] | None = None,
) -> int:
    """An import, whose id its values, targets and events are stored under."""
    cursor = db.execute(
        "INSERT INTO batch (file_name, sha256, layout, imported_by, imported_at, report)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (
            file_name,
            sha256,
            layout,
            imported_by,
            moment(imported_at),
            json.dumps(report or {}, ensure_ascii=False),
        ),
    )
    return int(cursor.lastrowid or 0)


def list_batches(db: sqlite3.Connection) -> list[Batch]:
    """All batches, newest first."""
    return [_batch(row) for row in db.execute("SELECT * FROM batch ORDER BY id DESC")]


def get_batch(db: sqlite3.Connection, batch_id: int) -> Batch | None:
    row = db.execute("SELECT * FROM batch WHERE id = ?", (batch_id,)).fetchone()
    return _batch(row) if row else None


def batches_of_file(db: sqlite3.Connection, sha256: str) -> list[Batch]:
    """The batches of exactly this file that are still in force, newest first."""
    rows = db.execute(
        "SELECT * FROM batch WHERE sha256 = ? AND withdrawn_at IS NULL ORDER BY id DESC", (sha256,)
    )
    return [_batch(row) for row in rows]


def _batch(row: sqlite3.Row) -> Batch:
    fields = dict(row)
    fields["imported_at"] = datetime.fromisoformat(fields["imported_at"])
    if fields["withdrawn_at"]:
        fields["withdrawn_at"] = datetime.fromisoformat(fields["withdrawn_at"])
    fields["report"] = json.loads(fields["report"])
    return Batch(**fields)


# -- storing ------------------------------------------------------------------------------------
_COLUMNS = "place_id, indicator, period, value, text, sheet, cell, list_name, list_size"


def insert_observations(
    db: sqlite3.Connection, batch_id: int, rows: Iterable[ObservationRow | tuple[Any, ...]]
) -> int:
    """Store the rows under a batch; a key given twice keeps its first value. Returns how many."""
    # executemany over plain tuples: a million rows at a time, six times faster than row by row.
    before = db.total_changes
    db.executemany(
        f"INSERT OR IGNORE INTO single_value (batch_id, daily, {_COLUMNS})"
        f" VALUES ({batch_id:d}, ?3 {IS_DAY}, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        rows,
    )
    return _count_stored(db, batch_id, db.total_changes - before)


def insert_corrections(
    db: sqlite3.Connection,
    batch_id: int,
    rows: Iterable[tuple[str, str, str, str, str]],
    *,
    corrected_by: str,
    corrected_at: datetime,
) -> None:
    """Rows of (sheet, cell, original, corrected, basis)."""
    db.executemany(
        "INSERT INTO correction (batch_id, sheet, cell, original, corrected, basis,"
        " corrected_by, corrected_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        ((batch_id, *row, corrected_by, moment(corrected_at)) for row in rows),
    )


def corrections(db: sqlite3.Connection, batch_id: int) -> list[sqlite3.Row]:
    return db.execute(
        "SELECT * FROM correction WHERE batch_id = ? ORDER BY id", (batch_id,)
    ).fetchall()


# -- comparing: what an import would do, before anything is stored -------------------------------
def any_between(db: sqlite3.Connection, first: str, last: str, *, daily: bool) -> bool:
    """Whether anything at all is stored for periods whose text lies between the two."""
    row = db.execute(
        "SELECT 1 FROM observation WHERE daily = ? AND period BETWEEN ? AND ? LIMIT 1",
        (int(daily), first, last),
    ).fetchone()
    return row is not None


def compare(
    db: sqlite3.Connection,
    rows: Iterable[Row],
    *,
    order: Callable[[Row], Any] = itemgetter(2),
    limit: int = 500,
    notice: Callable[[Row], None] = lambda _row: None,
) -> tuple[Counts, list[ValueChange]]:
    """How rows stand to the values in force, and the first values they would replace by `order`.

    The rows come in the order of their periods. `notice` is told each value that would change.
    """
    counts = {"new": 0, "changed": 0, "unchanged": 0}

    def changes() -> Iterator[tuple[Row, Standing]]:
        for row, old in beside_standing(db, rows, batches_in_force(db)):
            if old is None:
                counts["new"] += 1
            elif old.says(row):
                counts["unchanged"] += 1
            else:
                counts["changed"] += 1
                notice(row)
                yield row, old

    found = nsmallest(limit, changes(), key=lambda change: order(change[0]))
    names = dict(db.execute("SELECT id, file_name FROM batch").fetchall())
    changed = [change_of(row, old, names[old.batch_id]) for row, old in found]
    return Counts(**counts), changed


def change_of(row: Row, old: Standing, file: str) -> ValueChange:
    """What a row makes of the value that stands."""
    place, indicator, period, value, _, sheet, cell, _, _ = row
    return ValueChange(place, indicator, period, old.value, value, sheet, cell, file, old.cell)


def only_unknown(db: sqlite3.Connection, rows: Iterable[Row]) -> Iterator[Row]:
    """Of rows in the order of their periods those without a value in force."""
    for row, old in beside_standing(db, rows, batches_in_force(db)):
        if old is None or old.text == GONE:
            yield row


def _count_stored(db: sqlite3.Connection, batch_id: int, count: int) -> int:
    db.execute("UPDATE batch SET stored = stored + ? WHERE id = ?", (count, batch_id))
    return count


# -- taking back --------------------------------------------------------------------------------
def withdraw_batch(
    db: sqlite3.Connection, batch_id: int, *, by: str, why: str, at: datetime, limit: int = 500
) -> Withdrawal:
    """Take a batch out of force; its rows, targets and incidents stay on record.

    `removed` values are gone, `restored` ones fell back to an earlier import, `untouched` ones
    had been replaced by a later import already. Call inside a transaction.
    """
    db.execute(
        "UPDATE batch SET withdrawn_at = ?, withdrawn_by = ?, withdrawn_why = ?"
        " WHERE id = ? AND withdrawn_at IS NULL",
        (moment(at), by, why, batch_id),
    )
    total = removed = restored = 0
    changes: list[ValueChange] = []
    for row, old in beside_standing(db, rows_of_batch(db, batch_id), batches_in_force(db)):
        total += 1
        if old is not None and old.batch_id > batch_id:
            continue
        removed += old is None
        restored += old is not None
        place, indicator, period, value, _, sheet, cell, _, _ = row
        now = old.value if old is not None else None
        if len(changes) < limit and now != value:  # what stays the same is no news
            changes.append(ValueChange(place, indicator, period, value, now, sheet, cell))
    targets, incidents = db.execute(
        "SELECT (SELECT count(*) FROM target WHERE batch_id = ?1 AND voided_at IS NULL),"
        " (SELECT count(*) FROM incident WHERE batch_id = ?1 AND voided_at IS NULL)",
        (batch_id,),
    ).fetchone()
    untouched = total - removed - restored
    return Withdrawal(removed, restored, untouched, tuple(changes), targets, incidents)


# -- looking up ---------------------------------------------------------------------------------
def find_observations(
    db: sqlite3.Connection,
    *,
    place_ids: Iterable[int] | None = None,
    indicator: str | None = None,
    periods: Iterable[str] | None = None,
    daily: bool = False,
    limit: int = -1,
) -> list[sqlite3.Row]:
    """Values in force with place name and file, ordered by period, place, indicator."""
    wanted = ["o.daily = ?", f"NOT (o.value IS NULL AND o.text = '{GONE}')"]
    parameters: list[Any] = [int(daily)]
    if place_ids is not None:
        wanted.append("o.place_id IN (SELECT value FROM json_each(?))")
        parameters.append(json.dumps(list(place_ids)))
    if indicator is not None:
        wanted.append("o.indicator = ?")
        parameters.append(indicator)
    if periods is not None:
        wanted.append("o.period IN (SELECT value FROM json_each(?))")
        parameters.append(json.dumps(list(periods)))
    return db.execute(
        "SELECT o.*, p.name AS place, b.file_name AS file, p.position FROM current_observation o"
        " JOIN place p ON p.id = o.place_id JOIN batch b ON b.id = o.batch_id"
        f" WHERE {' AND '.join(wanted)}"
        " ORDER BY o.period, p.position, o.place_id, o.indicator LIMIT ?",
        (*parameters, limit),
    ).fetchall()


def periods_of(db: sqlite3.Connection, indicator: str) -> list[str]:
    """The periods, days too, that have a value of an indicator in force."""
    rows = db.execute(
        "SELECT DISTINCT period FROM current_observation WHERE indicator = ?"
        f" AND NOT (value IS NULL AND text = '{GONE}')",
        (indicator,),
    )
    return [row[0] for row in rows]


def value_history(
    db: sqlite3.Connection, place_id: int, indicator: str, period: str
) -> list[sqlite3.Row]:
    """Every value ever stored for one key, newest first, with its batch."""
    return db.execute(
        f"SELECT o.*, b.file_name AS file, b.imported_at, b.imported_by, b.withdrawn_at,"
        " b.withdrawn_why FROM observation o JOIN batch b ON b.id = o.batch_id"
        f" WHERE o.daily = (?1 {IS_DAY}) AND o.period = ?1 AND o.place_id = ?2"
        " AND o.indicator = ?3 ORDER BY o.batch_id DESC",
        (period, place_id, indicator),
    ).fetchall()


def lists_on_record(
    db: sqlite3.Connection, periods: Iterable[str]
) -> dict[tuple[int, str, str], tuple[str, int]]:
    """List name and size of the ranks in force, by place, indicator and period."""
    rows = db.execute(
        "SELECT place_id, indicator, period, list_name, list_size FROM current_observation"
        " WHERE daily = 0 AND period IN (SELECT value FROM json_each(?))"
        " AND list_size IS NOT NULL",
        (json.dumps(sorted(periods)),),
    )
    return {(row[0], row[1], row[2]): (row[3], row[4]) for row in rows}


def list_names(db: sqlite3.Connection) -> list[str]:
    """Names of the ranked lists among the values in force, the most used first."""
    rows = db.execute(
        "SELECT list_name FROM single_value WHERE daily = 0 AND list_name <> ''"
        " AND batch_id NOT IN (SELECT id FROM batch WHERE withdrawn_at IS NOT NULL)"
        " GROUP BY list_name ORDER BY count(*) DESC, list_name LIMIT 30"
    )
    return [row[0] for row in rows]


def latest_month(db: sqlite3.Connection) -> str | None:
    """The newest month with any value in force, as text; the dashboard opens there. Where there
    are days only, the month of the newest day."""
    row = db.execute(
        "SELECT max(period) FROM single_value WHERE daily = 0 AND period GLOB '????-[01][0-9]'"
        " AND batch_id NOT IN (SELECT id FROM batch WHERE withdrawn_at IS NOT NULL)"
    ).fetchone()
    if row[0] is not None:
        return str(row[0])
    newest = db.execute(
        "SELECT period FROM observation WHERE daily = 1"
        " AND batch_id NOT IN (SELECT id FROM batch WHERE withdrawn_at IS NOT NULL)"
        " ORDER BY period DESC LIMIT 1"
    ).fetchone()
    return newest[0][:7] if newest else None
