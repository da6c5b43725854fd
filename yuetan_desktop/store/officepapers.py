"""Papers of the office that belong to no case, by month: append-only, each version a row."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from yuetan_desktop.store.papers import MadeRow, read_row


@dataclass(frozen=True, slots=True)
class OfficePaperRow(MadeRow):
    """One version of the paper of a month."""

    month: str


def list_office_papers(db: sqlite3.Connection) -> list[OfficePaperRow]:
    """All of them, oldest first."""
    rows = db.execute("SELECT * FROM office_paper ORDER BY id")
    return [OfficePaperRow(**read_row(row)) for row in rows]
