"""The stages of papers: an append-only list of what was saved, submitted and settled."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class StageRow:
    """One saved or moved draft: its stage, the hash of its content, what was in the form."""

    id: int
    case_id: int
    kind: str
    stage: str
    content_hash: str
    entered: Mapping[str, str]
    note: str
    moved_by: str
    moved_at: datetime


def insert_stage(
    db: sqlite3.Connection,
    *,
    case_id: int,
    kind: str,
    stage: str,
    content_hash: str,
    entered: Mapping[str, str],
    note: str,
    by: str,
    at: datetime,
) -> int:
    cursor = db.execute(
        "INSERT INTO paper_stage (case_id, kind, stage, content_hash, entered, note, moved_by,"
        " moved_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            case_id,
            kind,
            stage,
            content_hash,
            json.dumps(dict(entered), ensure_ascii=False),
            note,
            by,
            at.isoformat(timespec="seconds"),
        ),
    )
    return int(cursor.lastrowid or 0)


def list_stages(
    db: sqlite3.Connection, case_id: int | None = None, kind: str | None = None
) -> list[StageRow]:
    """The stages of all papers, of a case's, or of one kind of them, oldest first."""
    rows = db.execute(
        "SELECT * FROM paper_stage WHERE (?1 IS NULL OR case_id = ?1)"
        " AND (?2 IS NULL OR kind = ?2) ORDER BY id",
        (case_id, kind),
    )
    return [
        StageRow(
            row["id"],
            row["case_id"],
            row["kind"],
            row["stage"],
            row["content_hash"],
            json.loads(row["entered"]),
            row["note"],
            row["moved_by"],
            datetime.fromisoformat(row["moved_at"]),
        )
        for row in rows
    ]
