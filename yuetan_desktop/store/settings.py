"""Office settings and the office's choices of readings."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date, datetime

from yuetan_desktop.domain.reading import Choice
from yuetan_desktop.store.registers import moment


@dataclass(frozen=True, slots=True)
class Decision:
    """A choice as it was recorded; one with an empty option takes the earlier choice back."""

    choice: Choice
    recorded_by: str
    recorded_at: datetime


def read_settings(db: sqlite3.Connection) -> dict[str, str]:
    return dict(tuple(row) for row in db.execute("SELECT key, value FROM setting"))


def write_setting(db: sqlite3.Connection, key: str, value: str, *, by: str, at: datetime) -> None:
    db.execute(
        "INSERT INTO setting (key, value, changed_by, changed_at) VALUES (?1, ?2, ?3, ?4)"
        " ON CONFLICT (key) DO UPDATE SET value = ?2, changed_by = ?3, changed_at = ?4",
        (key, value, by, moment(at)),
    )


def record_decision(db: sqlite3.Connection, decision: Decision) -> None:
    choice = decision.choice
    db.execute(
        "INSERT INTO reading_choice (reading, choice, chosen_by, chosen_on, basis, recorded_by,"
        " recorded_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            choice.reading,
            choice.option,
            choice.who,
            choice.on.isoformat(),
            choice.basis,
            decision.recorded_by,
            moment(decision.recorded_at),
        ),
    )


def list_decisions(db: sqlite3.Connection) -> list[Decision]:
    """Every decision ever recorded, oldest first."""
    return [
        Decision(
            Choice(
                reading=row["reading"],
                option=row["choice"],
                who=row["chosen_by"],
                on=date.fromisoformat(row["chosen_on"]),
                basis=row["basis"],
            ),
            row["recorded_by"],
            datetime.fromisoformat(row["recorded_at"]),
        )
        for row in db.execute("SELECT * FROM reading_choice ORDER BY id")
    ]


def choices_in_force(db: sqlite3.Connection) -> dict[str, Choice]:
    """The newest choice of each reading, without those that were taken back."""
    newest = {decision.choice.reading: decision.choice for decision in list_decisions(db)}
    return {reading: choice for reading, choice in newest.items() if choice.option}
