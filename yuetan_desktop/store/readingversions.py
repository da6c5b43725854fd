"""口径版本: named sets of the office's choices; added, never changed."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from datetime import date, datetime

from yuetan_desktop.domain.reading import Choice, ReadingsVersion
from yuetan_desktop.store.registers import moment


@dataclass(frozen=True, slots=True)
class SavedVersion:
    """A version as it was recorded."""

    version: ReadingsVersion
    recorded_by: str
    recorded_at: datetime


def save_version(db: sqlite3.Connection, saved: SavedVersion) -> None:
    version = saved.version
    choices = [
        {"reading": c.reading, "option": c.option, "who": c.who, "on": str(c.on), "basis": c.basis}
        for c in version.choices.values()
    ]
    db.execute(
        "INSERT INTO reading_version (name, choices, settled_by, settled_on, basis, recorded_by,"
        " recorded_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            version.name,
            json.dumps(choices, ensure_ascii=False),
            version.who,
            version.on.isoformat(),
            version.basis,
            saved.recorded_by,
            moment(saved.recorded_at),
        ),
    )


def list_versions(db: sqlite3.Connection) -> list[SavedVersion]:
    """Every version ever saved, oldest first."""
    return [
        SavedVersion(
            ReadingsVersion(
                row["name"],
                _choices(row["choices"]),
                row["settled_by"],
                date.fromisoformat(row["settled_on"]),
                row["basis"],
            ),
            row["recorded_by"],
            datetime.fromisoformat(row["recorded_at"]),
        )
        for row in db.execute("SELECT * FROM reading_version ORDER BY id")
    ]


def _choices(stored: str) -> dict[str, Choice]:
    found = (Choice(**{**row, "on": date.fromisoformat(row["on"])}) for row in json.loads(stored))
    return {choice.reading: choice for choice in found}
