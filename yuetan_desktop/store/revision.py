"""What has changed since the database was last looked at, in the terms of an assessment."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from yuetan_desktop.domain.period import Period

# Small tables whose rows can be edited: compared row by row.
_EDITED = ("place", "place_alias", "setting", "reading_choice", "exemption", "incident")
# Append-only ones: a row is added, or voided once.
_APPENDED = {
    "target": "voided_at",
    "step": "voided_at",
    "human_finding": "",
    "case_file": "",
    "interpretation_answer": "voided_at",
    "year_task": "voided_at",
}


@dataclass(frozen=True, slots=True)
class Revision:
    """`batches` are the imports in force; `rest` stands for everything but their values."""

    batches: frozenset[int]
    rest: int


@dataclass(frozen=True, slots=True)
class Touched:
    """What batches bring or take: values by place and period, `lists` if ranks are among them,
    `registers` if targets, matters or days are: what those change is not told by period."""

    places: frozenset[int]
    periods: frozenset[Period]
    lists: bool
    registers: bool


def revision(db: sqlite3.Connection) -> Revision:
    """The state now, counted small."""
    in_force = db.execute("SELECT id FROM batch WHERE withdrawn_at IS NULL")
    rest: list[object] = []
    for table in _EDITED:
        rest.append(tuple(map(tuple, db.execute(f"SELECT * FROM {table}"))))
    for table, voided in _APPENDED.items():
        counted = f", count({voided})" if voided else ""
        rest.append(
            tuple(db.execute(f"SELECT count(*), max(rowid){counted} FROM {table}").fetchone())
        )
    return Revision(frozenset(row[0] for row in in_force), hash(tuple(rest)))


def newest_record(db: sqlite3.Connection) -> datetime | None:
    """When the newest import, step or paper was recorded, by the clock of that time."""
    (newest,) = db.execute(
        "SELECT max(at) FROM (SELECT max(imported_at) AS at FROM batch"
        " UNION ALL SELECT max(recorded_at) FROM step"
        " UNION ALL SELECT max(issued_at) FROM paper)"
    ).fetchone()
    return datetime.fromisoformat(newest) if newest else None


def touched(db: sqlite3.Connection, batches: Iterable[int]) -> Touched:
    """What these batches are about."""
    marks = ",".join(str(int(batch)) for batch in batches)
    rows = db.execute(
        "SELECT DISTINCT place_id, period, list_name <> '' FROM single_value"
        f" WHERE daily = 0 AND batch_id IN ({marks})"
    ).fetchall()
    return Touched(
        frozenset(row[0] for row in rows),
        frozenset(Period.parse(row[1]) for row in rows),
        any(row[2] for row in rows),
        any(
            db.execute(
                f"SELECT 1 FROM {table} WHERE batch_id IN ({marks}) OR retired_by IN ({marks})"
                " LIMIT 1"
            ).fetchone()
            for table in ("target", "incident")
        )
        or _has_days(db, marks),
    )


def _has_days(db: sqlite3.Connection, marks: str) -> bool:
    found = db.execute(
        f"SELECT 1 FROM day_form WHERE batch_id IN ({marks}) UNION ALL"
        f" SELECT 1 FROM single_value WHERE daily = 1 AND batch_id IN ({marks}) LIMIT 1"
    )
    return found.fetchone() is not None
