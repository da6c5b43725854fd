"""Import batches and their observations: stored once, never edited, withdrawn as a whole."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from yuetan_desktop.store.database import transaction

# What makes a period a day: the one text form with two hyphens.
IS_DAY = "GLOB '????-??-??'"
# The text of a row that takes a value out of force: a newer file of the period no longer has it.
GONE = "新文件中没有此值"


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
    cursor = db.execute(
        "INSERT INTO batch (file_name, sha256, layout, imported_by, imported_at, report)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (
            file_name,
            sha256,
            layout,
            imported_by,
            _moment(imported_at),
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


def _moment(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


# -- storing ------------------------------------------------------------------------------------
_COLUMNS = "place_id, indicator, period, value, text, sheet, cell, list_name, list_size"


def insert_observations(
    db: sqlite3.Connection, batch_id: int, rows: Iterable[ObservationRow | tuple[Any, ...]]
) -> int:
    """Store the rows under a batch; a key given twice keeps its first value. Returns how many."""
    # executemany over plain tuples: a million rows at a time, six times faster than row by row.
    before = db.total_changes
    db.executemany(
        f"INSERT OR IGNORE INTO observation (batch_id, daily, {_COLUMNS})"
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
        ((batch_id, *row, corrected_by, _moment(corrected_at)) for row in rows),
    )


def corrections(db: sqlite3.Connection, batch_id: int) -> list[sqlite3.Row]:
    return db.execute(
        "SELECT * FROM correction WHERE batch_id = ? ORDER BY id", (batch_id,)
    ).fetchall()


# -- staging: what an import would store, compared before anything is stored ---------------------
def any_between(db: sqlite3.Connection, first: str, last: str, *, daily: bool) -> bool:
    """Whether anything at all is stored for periods whose text lies between the two."""
    row = db.execute(
        "SELECT 1 FROM observation WHERE daily = ? AND period BETWEEN ? AND ? LIMIT 1",
        (int(daily), first, last),
    ).fetchone()
    return row is not None


def stage(db: sqlite3.Connection, rows: Iterable[ObservationRow | tuple[Any, ...]]) -> None:
    """Put the rows into a temporary table of this connection, replacing what was staged."""
    db.execute("DROP TABLE IF EXISTS temp.staged")
    db.execute(
        "CREATE TEMP TABLE staged (place_id INTEGER NOT NULL, indicator TEXT NOT NULL,"
        " period TEXT NOT NULL, value REAL, text TEXT, sheet TEXT, cell TEXT, list_name TEXT,"
        " list_size INTEGER)"
    )
    with transaction(db):
        db.executemany(f"INSERT INTO staged ({_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?)", rows)


# The value in force beside another row `{row}`; `day` says whether that row's period is a day.
# Joined to the table itself: SQLite would otherwise make the whole view before a LEFT JOIN.
_BESIDE_CURRENT = """
FROM {row} r LEFT JOIN observation o
  ON o.daily = {day} AND o.period = r.period AND o.place_id = r.place_id
 AND o.indicator = r.indicator AND o.batch_id = (
   SELECT max(n.batch_id) FROM observation n
   WHERE n.daily = {day} AND n.period = r.period AND n.place_id = r.place_id
     AND n.indicator = r.indicator
     AND n.batch_id NOT IN (SELECT id FROM batch WHERE withdrawn_at IS NOT NULL))
"""
_STAGED = _BESIDE_CURRENT.format(row="temp.staged", day=f"(r.period {IS_DAY})")
_WITHDRAWN = _BESIDE_CURRENT.format(row="observation", day="r.daily")
_SAME = "o.value IS r.value AND o.text = r.text AND o.list_size IS r.list_size"


def compare_staged(db: sqlite3.Connection) -> Counts:
    row = db.execute(
        "SELECT count(*) FILTER (WHERE o.batch_id IS NULL) AS new,"
        f" count(*) FILTER (WHERE o.batch_id IS NOT NULL AND NOT ({_SAME})) AS changed,"
        f" count(*) FILTER (WHERE o.batch_id IS NOT NULL AND {_SAME}) AS unchanged" + _STAGED
    ).fetchone()
    return Counts(row["new"], row["changed"], row["unchanged"])


def staged_changes(db: sqlite3.Connection, limit: int = 500) -> list[ValueChange]:
    """Values in force that the staged ones would replace, with both cells."""
    rows = db.execute(
        "SELECT r.place_id, r.indicator, r.period, o.value AS old, r.value AS new, r.sheet, r.cell,"
        " (SELECT file_name FROM batch WHERE id = o.batch_id) AS old_file, o.cell AS old_cell"
        + _STAGED
        + f" WHERE o.batch_id IS NOT NULL AND NOT ({_SAME}) ORDER BY r.rowid LIMIT ?",
        (limit,),
    )
    return [ValueChange(**dict(row)) for row in rows]


def store_staged(db: sqlite3.Connection, batch_id: int) -> int:
    """Move everything staged into the batch, in the order of the table's key."""
    before = db.total_changes
    db.execute(
        f"INSERT OR IGNORE INTO observation (batch_id, daily, {_COLUMNS})"
        f" SELECT ?, period {IS_DAY}, {_COLUMNS} FROM staged"
        f" ORDER BY period {IS_DAY}, period, place_id, indicator, rowid",
        (batch_id,),
    )
    stored = _count_stored(db, batch_id, db.total_changes - before)
    db.execute("DROP TABLE temp.staged")
    return stored


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
        (_moment(at), by, why, batch_id),
    )
    total, removed, restored = db.execute(
        "SELECT count(*), count(*) FILTER (WHERE o.batch_id IS NULL),"
        f" count(*) FILTER (WHERE o.batch_id < r.batch_id) {_WITHDRAWN} WHERE r.batch_id = ?",
        (batch_id,),
    ).fetchone()
    rows = db.execute(
        "SELECT r.place_id, r.indicator, r.period, r.value AS old, o.value AS new,"
        f" r.sheet, r.cell {_WITHDRAWN} WHERE r.batch_id = ?"
        " AND (o.batch_id IS NULL OR o.batch_id < r.batch_id) LIMIT ?",
        (batch_id, limit),
    )
    changes = tuple(ValueChange(**dict(row)) for row in rows)
    targets, incidents = db.execute(
        "SELECT (SELECT count(*) FROM target WHERE batch_id = ?1 AND voided_at IS NULL),"
        " (SELECT count(*) FROM incident WHERE batch_id = ?1 AND voided_at IS NULL)",
        (batch_id,),
    ).fetchone()
    untouched = total - removed - restored
    return Withdrawal(removed, restored, untouched, changes, targets, incidents)


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
        "SELECT o.*, p.name AS place, b.file_name AS file FROM current_observation o"
        " JOIN place p ON p.id = o.place_id JOIN batch b ON b.id = o.batch_id"
        f" WHERE {' AND '.join(wanted)} ORDER BY o.period, p.position, p.id, o.indicator LIMIT ?",
        (*parameters, limit),
    ).fetchall()


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


def count_observations(db: sqlite3.Connection, place_id: int | None = None) -> int:
    if place_id is None:
        return int(db.execute("SELECT count(*) FROM observation").fetchone()[0])
    sql = "SELECT count(*) FROM observation WHERE place_id = ?"
    return int(db.execute(sql, (place_id,)).fetchone()[0])


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
        "SELECT list_name FROM current_observation WHERE daily = 0 AND list_name <> ''"
        " GROUP BY list_name ORDER BY count(*) DESC, list_name LIMIT 30"
    )
    return [row[0] for row in rows]


def latest_month(db: sqlite3.Connection) -> str | None:
    """The newest month with any value in force, as text; the dashboard opens there. Where there
    are days only, the month of the newest day."""
    row = db.execute(
        "SELECT max(period) FROM observation WHERE daily = 0 AND period GLOB '????-[01][0-9]'"
        " AND batch_id NOT IN (SELECT id FROM batch WHERE withdrawn_at IS NOT NULL)"
    ).fetchone()
    if row[0] is None:
        row = db.execute(
            "SELECT substr(max(period), 1, 7) FROM observation WHERE daily = 1"
            " AND batch_id NOT IN (SELECT id FROM batch WHERE withdrawn_at IS NOT NULL)"
        ).fetchone()
    return row[0] if row else None
