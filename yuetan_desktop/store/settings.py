"""Office settings and the office's choices of readings."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class ReadingChoice:
    """Which option of an open wording the office took; an empty `choice` takes it back."""

    reading: str
    choice: str
    chosen_by: str
    chosen_on: date
    basis: str
    recorded_at: datetime


def read_settings(db: sqlite3.Connection) -> dict[str, str]:
    return dict(tuple(row) for row in db.execute("SELECT key, value FROM setting"))


def write_setting(db: sqlite3.Connection, key: str, value: str, *, by: str, at: datetime) -> None:
    db.execute(
        "INSERT INTO setting (key, value, changed_by, changed_at) VALUES (?1, ?2, ?3, ?4)"
        " ON CONFLICT (key) DO UPDATE SET value = ?2, changed_by = ?3, changed_at = ?4",
        (key, value, by, at.isoformat(timespec="seconds")),
    )


def record_choice(db: sqlite3.Connection, choice: ReadingChoice) -> None:
    db.execute(
        "INSERT INTO reading_choice (reading, choice, chosen_by, chosen_on, basis, recorded_at)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (
            choice.reading,
            choice.choice,
            choice.chosen_by,
            choice.chosen_on.isoformat(),
            choice.basis,
            choice.recorded_at.isoformat(timespec="seconds"),
        ),
    )


def choice_history(db: sqlite3.Connection) -> list[ReadingChoice]:
    """Every choice ever made, oldest first."""
    rows = db.execute(
        "SELECT reading, choice, chosen_by, chosen_on, basis, recorded_at FROM reading_choice"
        " ORDER BY id"
    )
    return [
        ReadingChoice(
            reading=row["reading"],
            choice=row["choice"],
            chosen_by=row["chosen_by"],
            chosen_on=date.fromisoformat(row["chosen_on"]),
            basis=row["basis"],
            recorded_at=datetime.fromisoformat(row["recorded_at"]),
        )
        for row in rows
    ]


def choices_in_force(db: sqlite3.Connection) -> dict[str, ReadingChoice]:
    """The newest choice of each reading, without those that were taken back."""
    newest = {choice.reading: choice for choice in choice_history(db)}
    return {reading: choice for reading, choice in newest.items() if choice.choice}
