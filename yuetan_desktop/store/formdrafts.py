"""Drafts of forms: one a form, replaced by the next one."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from yuetan_desktop.store.registers import moment


@dataclass(frozen=True, slots=True)
class FormDraft:
    """What stood in the editors of a form, by their names."""

    form: str
    entered: Mapping[str, str]
    saved_by: str
    saved_at: datetime


def find_draft(db: sqlite3.Connection, form: str) -> FormDraft | None:
    row = db.execute("SELECT * FROM form_draft WHERE form = ?", (form,)).fetchone()
    if row is None:
        return None
    return FormDraft(
        form, json.loads(row["entered"]), row["saved_by"], datetime.fromisoformat(row["saved_at"])
    )


def save_draft(db: sqlite3.Connection, draft: FormDraft) -> None:
    """Keep it in place of what was kept of this form."""
    db.execute(
        "INSERT INTO form_draft (form, entered, saved_by, saved_at) VALUES (?1, ?2, ?3, ?4)"
        " ON CONFLICT (form) DO UPDATE SET entered = ?2, saved_by = ?3, saved_at = ?4",
        (
            draft.form,
            json.dumps(dict(draft.entered), ensure_ascii=False),
            draft.saved_by,
            moment(draft.saved_at),
        ),
    )


def delete_draft(db: sqlite3.Connection, form: str) -> None:
    db.execute("DELETE FROM form_draft WHERE form = ?", (form,))
