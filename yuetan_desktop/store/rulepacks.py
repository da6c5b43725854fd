"""并行规则包: the text of each as it was loaded; one that is taken out stays on record."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from yuetan_desktop.store.registers import moment, void


@dataclass(frozen=True, slots=True)
class PackRow:
    """A pack in use."""

    id: int
    file_name: str
    content: str
    recorded_by: str
    recorded_at: datetime


def insert_pack(
    db: sqlite3.Connection, file_name: str, content: str, *, by: str, at: datetime
) -> int:
    cursor = db.execute(
        "INSERT INTO rule_pack (file_name, content, recorded_by, recorded_at) VALUES (?, ?, ?, ?)",
        (file_name, content, by, moment(at)),
    )
    return int(cursor.lastrowid or 0)


def void_pack(db: sqlite3.Connection, pack_id: int, *, by: str, why: str, at: datetime) -> None:
    void(db, "rule_pack", (pack_id,), by=by, why=why, at=at)


def list_packs(db: sqlite3.Connection) -> list[PackRow]:
    """Those in use, oldest first."""
    return [
        PackRow(
            row["id"],
            row["file_name"],
            row["content"],
            row["recorded_by"],
            datetime.fromisoformat(row["recorded_at"]),
        )
        for row in db.execute("SELECT * FROM rule_pack WHERE voided_at IS NULL ORDER BY id")
    ]
