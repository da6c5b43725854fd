"""The stages of papers: an append-only list of what was saved, submitted and settled."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from yuetan_desktop.store.papers import Owner, column_of
from yuetan_desktop.store.registers import moment


@dataclass(frozen=True, slots=True)
class StageRow:
    """One saved or moved draft: its stage, the hash of its content, what was in the form."""

    owner: Owner
    kind: str
    stage: str
    content_hash: str
    entered: Mapping[str, str]
    note: str
    moved_by: str
    moved_at: datetime


def insert_stage(db: sqlite3.Connection, stage: StageRow) -> int:
    owner = stage.owner
    cursor = db.execute(
        f"INSERT INTO {_table(owner)} ({column_of(owner)}, kind, stage, content_hash, entered,"
        " note, moved_by, moved_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            owner,
            stage.kind,
            stage.stage,
            stage.content_hash,
            json.dumps(dict(stage.entered), ensure_ascii=False),
            stage.note,
            stage.moved_by,
            moment(stage.moved_at),
        ),
    )
    return int(cursor.lastrowid or 0)


def list_stages(db: sqlite3.Connection, owner: Owner, kind: str | None = None) -> list[StageRow]:
    """The stages of one's papers, or of one kind of them, oldest first."""
    column = column_of(owner)
    rows = db.execute(
        f"SELECT * FROM {_table(owner)} WHERE {column} = ?1 AND (?2 IS NULL OR kind = ?2)"
        " ORDER BY id",
        (owner, kind),
    )
    return [_read(row, column) for row in rows]


def stages_of_cases(db: sqlite3.Connection) -> list[StageRow]:
    """The stages of the papers of all cases, oldest first."""
    return [_read(row, "case_id") for row in db.execute("SELECT * FROM paper_stage ORDER BY id")]


def stages_of_months(db: sqlite3.Connection) -> list[StageRow]:
    """The stages of the office's own papers, oldest first."""
    return [_read(row, "month") for row in db.execute("SELECT * FROM office_stage ORDER BY id")]


def _table(owner: Owner) -> str:
    return "paper_stage" if isinstance(owner, int) else "office_stage"


def _read(row: sqlite3.Row, column: str) -> StageRow:
    return StageRow(
        row[column],
        row["kind"],
        row["stage"],
        row["content_hash"],
        json.loads(row["entered"]),
        row["note"],
        row["moved_by"],
        datetime.fromisoformat(row["moved_at"]),
    )
