"""Papers of the office that belong to no case: append-only, each version a row."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class OfficePaperRow:
    """One version of the paper of a month; `path` is relative to the data folder."""

    id: int
    kind: str
    month: str
    version: int
    number: str
    state: str
    path: str
    sha256: str
    issued_at: datetime
    issued_by: str


def insert_office_paper(
    db: sqlite3.Connection,
    *,
    kind: str,
    month: str,
    version: int,
    number: str,
    state: str,
    path: str,
    sha256: str,
    context: Mapping[str, Any],
    by: str,
    at: datetime,
) -> int:
    """Record a paper that was made; `version` as given by `next_version`."""
    cursor = db.execute(
        "INSERT INTO office_paper (kind, month, version, number, state, path, sha256, context,"
        " issued_at, issued_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(kind, month, version, number, state, path, sha256),
            json.dumps(dict(context), ensure_ascii=False),
            at.isoformat(timespec="seconds"),
            by,
        ),
    )
    return int(cursor.lastrowid or 0)


def next_version(db: sqlite3.Connection, kind: str, month: str) -> int:
    row = db.execute(
        "SELECT ifnull(max(version), 0) + 1 FROM office_paper WHERE kind = ? AND month = ?",
        (kind, month),
    ).fetchone()
    return int(row[0])


def list_office_papers(db: sqlite3.Connection) -> list[OfficePaperRow]:
    """All of them, oldest first."""
    rows = db.execute(
        "SELECT id, kind, month, version, number, state, path, sha256, issued_at, issued_by"
        " FROM office_paper ORDER BY id"
    )
    return [
        OfficePaperRow(**{**dict(row), "issued_at": datetime.fromisoformat(row["issued_at"])})
        for row in rows
    ]
