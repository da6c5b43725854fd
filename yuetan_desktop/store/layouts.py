"""Mappings of layouts: what the clerk said the columns of a form are."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from yuetan_desktop.store.registers import moment


@dataclass(frozen=True, slots=True)
class SavedLayout:
    """One form of spreadsheet; `choices` by column key as plain JSON."""

    fingerprint: str
    name: str
    heads: tuple[str, ...]
    choices: Mapping[str, Mapping[str, str]]
    saved_by: str
    saved_at: datetime


def list_layouts(db: sqlite3.Connection) -> list[SavedLayout]:
    """All of them, the last saved first."""
    return [
        SavedLayout(
            row["fingerprint"],
            row["name"],
            tuple(json.loads(row["heads"])),
            json.loads(row["choices"]),
            row["saved_by"],
            datetime.fromisoformat(row["saved_at"]),
        )
        for row in db.execute("SELECT * FROM layout_mapping ORDER BY saved_at DESC, fingerprint")
    ]


def save_layout(
    db: sqlite3.Connection,
    fingerprint: str,
    *,
    name: str,
    heads: Sequence[str],
    choices: Mapping[str, Mapping[str, str]],
    by: str,
    at: datetime,
) -> None:
    """Remember a form, in place of what was remembered of it."""
    db.execute(
        "INSERT INTO layout_mapping (fingerprint, name, heads, choices, saved_by, saved_at)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (fingerprint) DO UPDATE SET name = ?2,"
        " heads = ?3, choices = ?4, saved_by = ?5, saved_at = ?6",
        (
            fingerprint,
            name,
            json.dumps(list(heads), ensure_ascii=False),
            json.dumps({key: dict(value) for key, value in choices.items()}, ensure_ascii=False),
            by,
            moment(at),
        ),
    )
