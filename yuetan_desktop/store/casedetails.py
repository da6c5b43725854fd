"""What is kept about a case beside its steps: append-only details, and 集体约谈.

Rows are plain: what a topic's value means, `services` and `domain` decide.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from yuetan_desktop.store.registers import moment


@dataclass(frozen=True, slots=True)
class DetailRow:
    """One version of one topic; the newest holds."""

    case_id: int
    topic: str
    value: Any
    recorded_by: str
    recorded_at: datetime


def insert_detail(
    db: sqlite3.Connection, case_id: int, topic: str, value: Any, *, by: str, at: datetime
) -> None:
    db.execute(
        "INSERT INTO case_detail (case_id, topic, value, recorded_by, recorded_at)"
        " VALUES (?, ?, ?, ?, ?)",
        (case_id, topic, json.dumps(value, ensure_ascii=False), by, moment(at)),
    )


def details(db: sqlite3.Connection, case_id: int, topic: str) -> list[DetailRow]:
    """Every version, newest first, since the topic was last taken back to nothing (null)."""
    rows = db.execute(
        "SELECT * FROM case_detail WHERE case_id = ? AND topic = ? AND id > ifnull("
        "  (SELECT max(id) FROM case_detail WHERE case_id = ? AND topic = ? AND value = 'null'), 0)"
        " ORDER BY id DESC",
        (case_id, topic, case_id, topic),
    )
    return [
        DetailRow(
            row["case_id"],
            row["topic"],
            json.loads(row["value"]),
            row["recorded_by"],
            datetime.fromisoformat(row["recorded_at"]),
        )
        for row in rows
    ]


# -- 集体约谈 -----------------------------------------------------------------------------------
def insert_joint(db: sqlite3.Connection, case_ids: list[int], *, by: str, at: datetime) -> int:
    cursor = db.execute(
        "INSERT INTO joint_interview (made_by, made_at) VALUES (?, ?)", (by, moment(at))
    )
    joint_id = int(cursor.lastrowid or 0)
    db.executemany(
        "INSERT INTO joint_member (joint_id, case_id) VALUES (?, ?)",
        [(joint_id, case_id) for case_id in case_ids],
    )
    return joint_id


def joint_members(db: sqlite3.Connection, case_id: int) -> list[int]:
    """The cases interviewed together with this one, itself included; empty when it stands alone."""
    rows = db.execute(
        "SELECT case_id FROM joint_member WHERE left_at IS NULL AND joint_id ="
        " (SELECT joint_id FROM joint_member WHERE case_id = ? AND left_at IS NULL)"
        " ORDER BY case_id",
        (case_id,),
    )
    return [row[0] for row in rows]


def leave_joint(db: sqlite3.Connection, case_id: int, *, by: str, at: datetime) -> None:
    db.execute(
        "UPDATE joint_member SET left_at = ?, left_by = ? WHERE case_id = ? AND left_at IS NULL",
        (moment(at), by, case_id),
    )
