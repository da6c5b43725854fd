"""Cases with their frozen basis, append-only steps, papers and the register of numbers.

Rows are plain: what a step means and what a status is, `domain.casework` decides.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from yuetan_desktop.errors import AppError
from yuetan_desktop.store.papers import MadeRow, read_row
from yuetan_desktop.store.registers import moment, void


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case as it was opened; `frozen` is its basis, as JSON of `domain.cases.basisjson`."""

    id: int
    number: str
    place_id: int
    level: int
    regulation: str
    opened_on: date
    opened_by: str
    frozen: str
    recorded_at: datetime

    @property
    def basis(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.frozen)
        return found


@dataclass(frozen=True, slots=True)
class StepRow:
    """One recorded step; voided ones stay on record."""

    id: int
    case_id: int
    kind: str
    day: date
    note: str
    data: Mapping[str, Any]
    recorded_by: str
    recorded_at: datetime
    voided_at: datetime | None = None
    voided_by: str = ""
    voided_why: str = ""


@dataclass(frozen=True, slots=True)
class PaperRow(MadeRow):
    """One version of a paper of a case."""

    case_id: int


# -- cases --------------------------------------------------------------------------------------
def insert_case(
    db: sqlite3.Connection,
    *,
    number: str,
    place_id: int,
    level: int,
    regulation: str,
    opened_on: date,
    opened_by: str,
    basis: Mapping[str, Any],
    at: datetime,
) -> int:
    cursor = db.execute(
        "INSERT INTO case_file (number, place_id, level, regulation, opened_on, opened_by, basis,"
        " recorded_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            number,
            place_id,
            level,
            regulation,
            opened_on.isoformat(),
            opened_by,
            _json(basis),
            moment(at),
        ),
    )
    return int(cursor.lastrowid or 0)


def list_cases(db: sqlite3.Connection) -> list[CaseRow]:
    """Cases, newest first."""
    rows = db.execute("SELECT * FROM case_file ORDER BY opened_on DESC, id DESC")
    return [_case(row) for row in rows]


def get_case(db: sqlite3.Connection, case_id: int) -> CaseRow | None:
    row = db.execute("SELECT * FROM case_file WHERE id = ?", (case_id,)).fetchone()
    return _case(row) if row else None


def case_by_number(db: sqlite3.Connection, number: str) -> CaseRow | None:
    row = db.execute("SELECT * FROM case_file WHERE number = ?", (number,)).fetchone()
    return _case(row) if row else None


def _case(row: sqlite3.Row) -> CaseRow:
    return CaseRow(
        id=row["id"],
        number=row["number"],
        place_id=row["place_id"],
        level=row["level"],
        regulation=row["regulation"],
        opened_on=date.fromisoformat(row["opened_on"]),
        opened_by=row["opened_by"],
        frozen=row["basis"],
        recorded_at=datetime.fromisoformat(row["recorded_at"]),
    )


# -- steps --------------------------------------------------------------------------------------
def insert_step(
    db: sqlite3.Connection,
    *,
    case_id: int,
    kind: str,
    day: date,
    note: str = "",
    data: Mapping[str, Any] | None = None,
    by: str,
    at: datetime,
) -> int:
    cursor = db.execute(
        "INSERT INTO step (case_id, kind, day, note, data, recorded_by, recorded_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (case_id, kind, day.isoformat(), note, _json(data or {}), by, moment(at)),
    )
    return int(cursor.lastrowid or 0)


def list_steps(db: sqlite3.Connection, case_id: int | None = None) -> list[StepRow]:
    """Steps as recorded, voided ones too; of one case, or of all for lists."""
    rows = db.execute(
        "SELECT * FROM step WHERE ?1 IS NULL OR case_id = ?1 ORDER BY case_id, id", (case_id,)
    )
    return [_step(row) for row in rows]


def void_step(db: sqlite3.Connection, step_id: int, *, by: str, why: str, at: datetime) -> None:
    void(db, "step", (step_id,), by=by, why=why, at=at)


def _step(row: sqlite3.Row) -> StepRow:
    voided_at = row["voided_at"]
    return StepRow(
        id=row["id"],
        case_id=row["case_id"],
        kind=row["kind"],
        day=date.fromisoformat(row["day"]),
        note=row["note"],
        data=json.loads(row["data"]),
        recorded_by=row["recorded_by"],
        recorded_at=datetime.fromisoformat(row["recorded_at"]),
        voided_at=datetime.fromisoformat(voided_at) if voided_at else None,
        voided_by=row["voided_by"],
        voided_why=row["voided_why"],
    )


# -- papers -------------------------------------------------------------------------------------
def share_paper(db: sqlite3.Connection, paper_id: int, case_ids: Iterable[int]) -> None:
    """A paper that names several units belongs to their cases too."""
    db.executemany(
        "INSERT INTO joint_paper (paper_id, case_id) VALUES (?, ?)",
        [(paper_id, case_id) for case_id in case_ids],
    )


def shared_papers(db: sqlite3.Connection) -> dict[int, list[int]]:
    """The other cases of each paper that names several units, by the paper's id."""
    found: dict[int, list[int]] = {}
    for row in db.execute("SELECT paper_id, case_id FROM joint_paper ORDER BY case_id"):
        found.setdefault(row[0], []).append(row[1])
    return found


def list_papers(db: sqlite3.Connection, case_id: int | None = None) -> list[PaperRow]:
    """Issued papers of one case, those it shares with others too, or of all; oldest first."""
    rows = db.execute(
        "SELECT * FROM paper WHERE ?1 IS NULL OR case_id = ?1"
        " OR id IN (SELECT paper_id FROM joint_paper WHERE case_id = ?1) ORDER BY id",
        (case_id,),
    )
    return [PaperRow(**read_row(row)) for row in rows]


# -- numbers ------------------------------------------------------------------------------------
def papers_with_numbers(db: sqlite3.Connection) -> list[tuple[str, str, str]]:
    """(number, kind, date of the paper) of every paper that went out with a number."""
    rows = db.execute(
        "SELECT number, kind, ifnull(json_extract(context, '$.values.\"成文日期\"'), '') FROM paper"
        " WHERE number <> '' ORDER BY id"
    )
    return [(row[0], row[1], row[2]) for row in rows]


def used_numbers(db: sqlite3.Connection) -> list[str]:
    """Every number ever given to a case or a paper, and every one a clerk wrote into a step: a
    paper made outside the program has used up its number too."""
    rows = db.execute(
        "SELECT number FROM taken_number UNION"
        " SELECT json_extract(data, '$.document') FROM step"
        " WHERE json_extract(data, '$.document') <> '' ORDER BY 1"
    )
    return [row[0] for row in rows]


def take_number(
    db: sqlite3.Connection, number: str, *, used_for: str, by: str, at: datetime
) -> None:
    """Enter a number into the register; a number that was ever given is refused."""
    try:
        db.execute(
            "INSERT INTO taken_number (number, used_for, taken_by, taken_at) VALUES (?, ?, ?, ?)",
            (number, used_for, by, moment(at)),
        )
    except sqlite3.IntegrityError as error:
        raise AppError(
            f"文号 {number} 已经用过，不能重复使用。", kept="没有编号。", hint="请改用下一个号。"
        ) from error


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)
