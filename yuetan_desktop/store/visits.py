"""检查安排: visits planned and handed in between; a line that was wrong is voided, not removed."""

from __future__ import annotations

import sqlite3
from datetime import date, datetime

from yuetan_desktop.domain.ledger.visits import Visit, VisitKind
from yuetan_desktop.store.registers import moment, read_day, stored_day, void


def insert_visit(db: sqlite3.Connection, visit: Visit, *, by: str, at: datetime) -> int:
    cursor = db.execute(
        "INSERT INTO visit (kind, day, place_id, what, enterprise, source, intake, done_on,"
        " recorded_by, recorded_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            visit.kind.value,
            visit.day.isoformat(),
            visit.place_id,
            visit.what,
            visit.enterprise,
            visit.source,
            visit.intake,
            stored_day(visit.done_on),
            by,
            moment(at),
        ),
    )
    return int(cursor.lastrowid or 0)


def list_visits(db: sqlite3.Connection) -> list[Visit]:
    """Lines in force by their day."""
    rows = db.execute(
        "SELECT visit.*, place.name AS unit FROM visit JOIN place ON place.id = visit.place_id"
        " WHERE voided_at IS NULL ORDER BY day, visit.id"
    )
    return [
        Visit(
            id=row["id"],
            kind=VisitKind(row["kind"]),
            day=date.fromisoformat(row["day"]),
            place_id=row["place_id"],
            unit=row["unit"],
            what=row["what"],
            enterprise=row["enterprise"],
            source=row["source"],
            intake=row["intake"],
            done_on=read_day(row["done_on"]),
        )
        for row in rows
    ]


def set_done(db: sqlite3.Connection, visit_id: int, done_on: date | None) -> None:
    """The day a visit was made; None where that was recorded by mistake."""
    day = stored_day(done_on)
    db.execute("UPDATE visit SET done_on = ? WHERE id = ?", (day, visit_id))


def void_visit(db: sqlite3.Connection, visit_id: int, *, by: str, why: str, at: datetime) -> None:
    void(db, "visit", (visit_id,), by=by, why=why, at=at)
