"""年度任务台账: lines in force; the one that a newer line took the place of stays on record."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from yuetan_desktop.domain.yeartask import YearTask, YearTaskKind


def insert_year_task(db: sqlite3.Connection, task: YearTask, *, by: str, at: datetime) -> int:
    """Record a line (its `id` is not looked at); the one in force for the same is void before."""
    cursor = db.execute(
        "INSERT INTO year_task (place_id, year, kind, item, planned, done, unit, document, origin,"
        " recorded_by, recorded_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            task.place,
            task.year,
            task.kind.value,
            task.item,
            f"{task.planned:f}",
            f"{task.done:f}",
            task.unit,
            task.document,
            task.origin,
            by,
            at.isoformat(timespec="seconds"),
        ),
    )
    return int(cursor.lastrowid or 0)


def void_year_tasks(
    db: sqlite3.Connection, ids: Iterable[int], *, by: str, why: str, at: datetime
) -> None:
    db.executemany(
        "UPDATE year_task SET voided_at = ?, voided_by = ?, voided_why = ?"
        " WHERE id = ? AND voided_at IS NULL",
        [(at.isoformat(timespec="seconds"), by, why, task_id) for task_id in ids],
    )


def reinstate_year_tasks(db: sqlite3.Connection, ids: Iterable[int]) -> None:
    """Lines that hold again, as what took their place was taken back."""
    db.executemany(
        "UPDATE year_task SET voided_at = NULL, voided_by = NULL, voided_why = NULL WHERE id = ?",
        [(task_id,) for task_id in ids],
    )


def list_year_tasks(db: sqlite3.Connection) -> list[YearTask]:
    """Lines in force, by year, kind and unit."""
    rows = db.execute(
        "SELECT * FROM year_task WHERE voided_at IS NULL ORDER BY year DESC, kind, place_id, id"
    )
    return [
        YearTask(
            row["id"],
            row["place_id"],
            row["year"],
            YearTaskKind(row["kind"]),
            row["item"],
            Decimal(row["planned"]),
            Decimal(row["done"]),
            row["unit"],
            row["document"],
            row["origin"],
        )
        for row in rows
    ]
