"""Rectification tasks and their append-only entries.

Rows are plain: what an entry means and where a task stands, `domain.rectification` decides.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from yuetan_desktop.domain.casework import StepKind
from yuetan_desktop.domain.rectification import Entry, EntryKind
from yuetan_desktop.store.registers import moment, void


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task as it was entered: its code, whose it is, and where it comes from."""

    id: int
    code: str
    place_id: int
    case_id: int | None
    source: str
    recorded_by: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An entry that is about to be recorded."""

    task_id: int
    kind: EntryKind
    day: date
    data: Mapping[str, Any]
    note: str = ""


# -- tasks --------------------------------------------------------------------------------------
def insert_task(
    db: sqlite3.Connection,
    *,
    code: str,
    place_id: int,
    case_id: int | None,
    source: str,
    by: str,
    at: datetime,
) -> int:
    cursor = db.execute(
        "INSERT INTO task (code, place_id, case_id, source, recorded_by, recorded_at)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (code, place_id, case_id, source, by, moment(at)),
    )
    return int(cursor.lastrowid or 0)


_COLUMNS = "id, code, place_id, case_id, source, recorded_by, recorded_at"


def list_tasks(db: sqlite3.Connection, *, case_id: int | None = None) -> list[TaskRow]:
    """Tasks in the order they were entered; of one case, or all."""
    rows = db.execute(
        f"SELECT {_COLUMNS} FROM task WHERE ?1 IS NULL OR case_id = ?1 ORDER BY id", (case_id,)
    )
    return [_task(row) for row in rows]


def count_tasks(db: sqlite3.Connection) -> int:
    return int(db.execute("SELECT count(*) FROM task").fetchone()[0])


def get_task(db: sqlite3.Connection, task_id: int) -> TaskRow | None:
    row = db.execute(f"SELECT {_COLUMNS} FROM task WHERE id = ?", (task_id,)).fetchone()
    return _task(row) if row else None


def task_by_code(db: sqlite3.Connection, code: str) -> TaskRow | None:
    row = db.execute(f"SELECT {_COLUMNS} FROM task WHERE code = ?", (code,)).fetchone()
    return _task(row) if row else None


def source_cases(db: sqlite3.Connection) -> dict[int, tuple[str, int]]:
    """Number and level of every case, without its basis; a level that was changed since counts."""
    rows = db.execute(
        "SELECT id, number, level, (SELECT json_extract(data, '$.level') FROM step"
        "  WHERE case_id = case_file.id AND kind = ? AND voided_at IS NULL"
        "  ORDER BY id DESC LIMIT 1) AS changed FROM case_file",
        (StepKind.LEVEL_CHANGE.value,),
    )
    return {row["id"]: (row["number"], int(row["changed"] or row["level"])) for row in rows}


def codes_like(db: sqlite3.Connection, prefix: str) -> dict[str, int | None]:
    """The codes that begin with `prefix`, with the case each belongs to."""
    rows = db.execute(
        "SELECT code, case_id FROM task WHERE substr(code, 1, ?1) = ?2", (len(prefix), prefix)
    )
    return {row["code"]: row["case_id"] for row in rows}


def _task(row: sqlite3.Row) -> TaskRow:
    number, code, place_id, case_id, source, by, at = tuple(row)
    return TaskRow(number, code, place_id, case_id, source, by, datetime.fromisoformat(at))


# -- entries ------------------------------------------------------------------------------------
def insert_entries(
    db: sqlite3.Connection, entries: Iterable[NewEntry], *, by: str, at: datetime
) -> None:
    db.executemany(
        "INSERT INTO task_entry (task_id, kind, day, note, data, recorded_by, recorded_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (
                entry.task_id,
                entry.kind.value,
                entry.day.isoformat(),
                entry.note,
                json.dumps(entry.data, ensure_ascii=False),
                by,
                moment(at),
            )
            for entry in entries
        ),
    )


def list_entries(
    db: sqlite3.Connection, *, task_id: int | None = None, case_id: int | None = None
) -> dict[int, list[Entry]]:
    """Entries by task, as recorded, voided ones too; of one task, of one case, or of all."""
    where, value = "", None
    if task_id is not None:
        where, value = "WHERE task_id = ?1", task_id
    elif case_id is not None:
        where, value = "WHERE task_id IN (SELECT id FROM task WHERE case_id = ?1)", case_id
    found: dict[int, list[Entry]] = {}
    given = () if value is None else (value,)
    rows = db.execute(
        "SELECT id, task_id, kind, day, note, data, recorded_by, recorded_at, voided_at, voided_why"
        f" FROM task_entry {where} ORDER BY id",
        given,
    )
    for owner, entry in _entries(rows):
        found.setdefault(owner, []).append(entry)
    return found


def void_entry(db: sqlite3.Connection, entry_id: int, *, by: str, why: str, at: datetime) -> None:
    void(db, "task_entry", (entry_id,), by=by, why=why, at=at)


@dataclass(frozen=True, slots=True)
class Mark:
    """How far the entries had come when they were read."""

    entry_id: int = 0
    voided_at: str = ""
    voided: int = 0


def mark(db: sqlite3.Connection) -> Mark:
    """Moves with every entry and every voiding."""
    row = db.execute(
        "SELECT ifnull(max(id), 0), ifnull(max(voided_at), ''), count(voided_at) FROM task_entry"
    ).fetchone()
    return Mark(*row)


def moved_since(db: sqlite3.Connection, before: Mark) -> list[int]:
    """The tasks with an entry, or a voiding, that came after the mark."""
    rows = db.execute(
        "SELECT DISTINCT task_id FROM task_entry WHERE id > ? OR voided_at >= ?",
        (before.entry_id, before.voided_at or " "),
    )
    return [row[0] for row in rows]


def stored_files(db: sqlite3.Connection) -> list[tuple[str, str]]:
    """(sha256, name) of every piece of evidence on record, to check that each is still there."""
    rows = db.execute(
        "SELECT json_extract(data, '$.sha256'), json_extract(data, '$.name') FROM task_entry"
        " WHERE kind = ? ORDER BY id",
        (EntryKind.EVIDENCE.value,),
    )
    return [(row[0], row[1]) for row in rows]


def shared_files(db: sqlite3.Connection, task_id: int) -> list[tuple[str, str]]:
    """(sha256, code) of evidence of a task that stands at another task too."""
    rows = db.execute(
        "SELECT DISTINCT json_extract(mine.data, '$.sha256'), task.code FROM task_entry mine"
        " JOIN task_entry other ON other.kind = mine.kind AND other.task_id <> mine.task_id"
        "  AND other.voided_at IS NULL"
        "  AND json_extract(other.data, '$.sha256') = json_extract(mine.data, '$.sha256')"
        " JOIN task ON task.id = other.task_id"
        " WHERE mine.task_id = ? AND mine.kind = ? AND mine.voided_at IS NULL ORDER BY task.id",
        (task_id, EntryKind.EVIDENCE.value),
    )
    return [(row[0], row[1]) for row in rows]


def _entries(rows: Iterable[sqlite3.Row]) -> Iterator[tuple[int, Entry]]:
    kinds = {kind.value: kind for kind in EntryKind}
    days: dict[str, date] = {}
    for row in rows:
        entry_id, task_id, kind, day, note, data, by, at, voided_at, why = tuple(row)
        if day not in days:
            days[day] = date.fromisoformat(day)
        yield (
            task_id,
            Entry(
                id=entry_id,
                kind=kinds[kind],
                day=days[day],
                note=note,
                data=json.loads(data),
                by=by,
                recorded_at=datetime.fromisoformat(at),
                voided_why=None if voided_at is None else why,
            ),
        )
