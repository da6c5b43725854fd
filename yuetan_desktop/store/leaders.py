"""分工表 (who was in charge of what, when) and the office's own map of issues to departments."""

from __future__ import annotations

import json
import sqlite3
from datetime import date, datetime

from yuetan_desktop.domain.cases.causes import Issue, Leader
from yuetan_desktop.store.registers import moment, read_day, stored_day, void


def insert_leader(db: sqlite3.Connection, leader: Leader, *, by: str, at: datetime) -> int:
    cursor = db.execute(
        "INSERT INTO leader (place_id, name, title, domain, valid_from, valid_to, document,"
        " recorded_by, recorded_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            leader.place_id,
            leader.name,
            leader.title,
            leader.domain,
            leader.valid_from.isoformat(),
            stored_day(leader.valid_to),
            leader.document,
            by,
            moment(at),
        ),
    )
    return int(cursor.lastrowid or 0)


def list_leaders(db: sqlite3.Connection) -> list[Leader]:
    """Lines in force, the city government's own first, then by unit, domain and date."""
    rows = db.execute(
        "SELECT * FROM leader WHERE voided_at IS NULL"
        " ORDER BY ifnull(place_id, 0), domain, valid_from, id"
    )
    return [
        Leader(
            id=row["id"],
            place_id=row["place_id"],
            name=row["name"],
            title=row["title"],
            domain=row["domain"],
            valid_from=date.fromisoformat(row["valid_from"]),
            valid_to=read_day(row["valid_to"]),
            document=row["document"],
        )
        for row in rows
    ]


def end_leader(db: sqlite3.Connection, leader_id: int, last_day: date) -> None:
    db.execute("UPDATE leader SET valid_to = ? WHERE id = ?", (last_day.isoformat(), leader_id))


def reopen_leader(db: sqlite3.Connection, leader_id: int) -> None:
    db.execute("UPDATE leader SET valid_to = NULL WHERE id = ?", (leader_id,))


def void_leader(db: sqlite3.Connection, leader_id: int, *, by: str, why: str, at: datetime) -> None:
    void(db, "leader", (leader_id,), by=by, why=why, at=at)


# -- issues and departments ---------------------------------------------------------------------
def own_issues(db: sqlite3.Connection) -> dict[str, Issue | None]:
    """The office's own lines by issue; None where it struck a shipped one out."""
    rows = db.execute("SELECT * FROM cause_issue ORDER BY rowid")
    return {
        row["issue"]: None
        if row["retired"]
        else Issue(row["issue"], row["domain"], tuple(json.loads(row["departments"])))
        for row in rows
    }


def save_issue(
    db: sqlite3.Connection, issue: Issue, *, retired: bool = False, by: str, at: datetime
) -> None:
    db.execute(
        "INSERT INTO cause_issue (issue, domain, departments, retired, changed_by, changed_at)"
        " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (issue) DO UPDATE SET domain = excluded.domain,"
        " departments = excluded.departments, retired = excluded.retired,"
        " changed_by = excluded.changed_by, changed_at = excluded.changed_at",
        (
            issue.name,
            issue.domain,
            json.dumps(issue.departments, ensure_ascii=False),
            int(retired),
            by,
            moment(at),
        ),
    )
