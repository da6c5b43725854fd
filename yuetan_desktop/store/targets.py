"""Targets (阶段目标、考核目标): dated, with their document; voided, never edited."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from yuetan_desktop.store.registers import moment, void
from yuetan_desktop.store.replacing import NOT_RETIRED


class TargetRow(NamedTuple):
    """One target as an import or the settings page hands it over."""

    place_id: int
    indicator: str
    period: str
    value: float
    document: str = ""
    signed_on: str | None = None
    sheet: str = ""
    cell: str = ""


def insert_targets(
    db: sqlite3.Connection,
    rows: Iterable[TargetRow | tuple[Any, ...]],
    *,
    batch_id: int | None = None,
    by: str,
    at: datetime,
) -> int:
    """Record targets; those of an import belong to its batch and are withdrawn with it."""
    recorded_at = moment(at)
    before = db.total_changes
    db.executemany(
        "INSERT INTO target (batch_id, recorded_by, recorded_at, place_id, indicator, period,"
        " value, document, signed_on, sheet, cell) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        ((batch_id, by, recorded_at, *row) for row in rows),
    )
    return db.total_changes - before


def list_targets(
    db: sqlite3.Connection,
    *,
    place_id: int | None = None,
    year: int | None = None,
    with_voided: bool = False,
) -> list[sqlite3.Row]:
    """Targets with place name and file, newest document first within a period."""
    wanted = ["1"]
    parameters: list[object] = []
    if not with_voided:
        wanted.append(f"t.voided_at IS NULL AND b.withdrawn_at IS NULL AND {NOT_RETIRED}")
    if place_id is not None:
        wanted.append("t.place_id = ?")
        parameters.append(place_id)
    if year is not None:
        wanted.append("substr(t.period, 1, 4) = ?")
        parameters.append(f"{year:04}")
    return db.execute(
        "SELECT t.*, p.name AS place, b.file_name AS file, b.withdrawn_at AS withdrawn_at"
        " FROM target t JOIN place p ON p.id = t.place_id LEFT JOIN batch b ON b.id = t.batch_id"
        f" WHERE {' AND '.join(wanted)}"
        " ORDER BY t.period, p.position, p.id, t.indicator, t.signed_on DESC, t.id DESC",
        parameters,
    ).fetchall()


def void_target(db: sqlite3.Connection, target_id: int, *, by: str, why: str, at: datetime) -> None:
    void(db, "target", (target_id,), by=by, why=why, at=at)
