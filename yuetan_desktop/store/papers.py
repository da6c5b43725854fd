"""Made papers, of a case or of a month: the same rows in two tables, written in one way."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from yuetan_desktop.store.registers import moment

Owner = int | str  # a case by its id, or a month such as 2026-10


@dataclass(frozen=True, slots=True)
class MadeRow:
    """One version of a paper; the file and what it was made from. `path` is relative to the data
    folder."""

    id: int
    kind: str
    version: int
    number: str
    state: str
    path: str
    sha256: str
    context: Mapping[str, Any]
    issued_at: datetime
    issued_by: str


def column_of(owner: Owner) -> str:
    """How the tables call the one that a paper belongs to."""
    return "case_id" if isinstance(owner, int) else "month"


def insert_paper(db: sqlite3.Connection, owner: Owner, paper: MadeRow) -> int:
    """Record a paper that was made (its `id` is not looked at), with the version that
    `next_version` gave; returns the id it got."""
    cursor = db.execute(
        f"INSERT INTO {_table(owner)} ({column_of(owner)}, kind, version, number, state, path,"
        " sha256, context, issued_at, issued_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(owner, paper.kind, paper.version, paper.number, paper.state),
            *(paper.path, paper.sha256, json.dumps(dict(paper.context), ensure_ascii=False)),
            *(moment(paper.issued_at), paper.issued_by),
        ),
    )
    return int(cursor.lastrowid or 0)


def next_version(db: sqlite3.Connection, owner: Owner, kind: str) -> int:
    row = db.execute(
        f"SELECT ifnull(max(version), 0) + 1 FROM {_table(owner)}"
        f" WHERE {column_of(owner)} = ? AND kind = ?",
        (owner, kind),
    ).fetchone()
    return int(row[0])


def read_row(row: sqlite3.Row) -> dict[str, Any]:
    """The columns of a row as its dataclass wants them."""
    return {
        **dict(row),
        "context": json.loads(row["context"]),
        "issued_at": datetime.fromisoformat(row["issued_at"]),
    }


def _table(owner: Owner) -> str:
    return "paper" if isinstance(owner, int) else "office_paper"
