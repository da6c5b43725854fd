"""征求意见: opinions on drafts with the newest decision on each."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import datetime

from yuetan_desktop.domain.papers.opinions import Adoption, Opinion
from yuetan_desktop.store.papers import Owner, column_of
from yuetan_desktop.store.registers import moment, reinstate, void


def insert_opinion(
    db: sqlite3.Connection,
    owner: Owner,
    kind: str,
    unit: str,
    words: str,
    *,
    by: str,
    at: datetime,
) -> int:
    cursor = db.execute(
        f"INSERT INTO opinion ({column_of(owner)}, kind, unit, words, recorded_by, recorded_at)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (owner, kind, unit, words, by, moment(at)),
    )
    return int(cursor.lastrowid or 0)


def insert_decision(
    db: sqlite3.Connection,
    opinion_id: int,
    adoption: Adoption,
    reason: str,
    *,
    by: str,
    at: datetime,
) -> None:
    db.execute(
        "INSERT INTO opinion_decision (opinion_id, adoption, reason, recorded_by, recorded_at)"
        " VALUES (?, ?, ?, ?, ?)",
        (opinion_id, adoption.value, reason, by, moment(at)),
    )


def void_opinions(
    db: sqlite3.Connection, ids: Iterable[int], *, by: str, why: str, at: datetime
) -> None:
    void(db, "opinion", ids, by=by, why=why, at=at)


def reinstate_opinions(db: sqlite3.Connection, ids: Iterable[int]) -> None:
    reinstate(db, "opinion", ids)


def list_opinions(db: sqlite3.Connection, owner: Owner, kind: str) -> list[Opinion]:
    """Those on one paper, as they came in."""
    rows = db.execute(
        "SELECT o.id, o.unit, o.words, d.adoption, d.reason FROM opinion o"
        " LEFT JOIN opinion_decision d ON d.id ="
        " (SELECT max(id) FROM opinion_decision WHERE opinion_id = o.id)"
        f" WHERE o.{column_of(owner)} = ? AND o.kind = ? AND o.voided_at IS NULL ORDER BY o.id",
        (owner, kind),
    )
    return [
        Opinion(number, unit, words, Adoption(adoption or Adoption.OPEN), reason or "")
        for number, unit, words, adoption, reason in rows
    ]
