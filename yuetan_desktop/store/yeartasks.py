"""年度任务台账: lines in force; the one that a newer line took the place of stays on record."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from yuetan_desktop.domain.ledger.yeartask import YearTask, YearTaskKind
from yuetan_desktop.store.registers import moment, reinstate, void


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
            moment(at),
        ),
    )
    return int(cursor.lastrowid or 0)


def void_year_tasks(
    db: sqlite3.Connection, ids: Iterable[int], *, by: str, why: str, at: datetime
) -> None:
    void(db, "year_task", ids, by=by, why=why, at=at)


def reinstate_year_tasks(db: sqlite3.Connection, ids: Iterable[int]) -> None:
    reinstate(db, "year_task", ids)


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
