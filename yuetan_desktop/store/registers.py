"""What the registers share: the moment of an entry, days that may be open, lines that are voided.

A line of a register is never removed: voided it is out of force, and who did it, when and why
stays beside it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import date, datetime


def moment(at: datetime) -> str:
    """A moment as every table has it, to the second."""
    return at.isoformat(timespec="seconds")


def stored_day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def read_day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def void(
    db: sqlite3.Connection, table: str, lines: Iterable[int], *, by: str, why: str, at: datetime
) -> None:
    """Take lines out of force; one that is void already keeps what was said of it then."""
    db.executemany(
        f"UPDATE {table} SET voided_at = ?, voided_by = ?, voided_why = ?"
        " WHERE id = ? AND voided_at IS NULL",
        [(moment(at), by, why, line) for line in lines],
    )


def reinstate(db: sqlite3.Connection, table: str, lines: Iterable[int]) -> None:
    """Lines that were voided by mistake, or by what was since taken back, stand again."""
    db.executemany(
        f"UPDATE {table} SET voided_at = NULL, voided_by = NULL, voided_why = NULL WHERE id = ?",
        [(line,) for line in lines],
    )
