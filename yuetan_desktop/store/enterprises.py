"""企业名录: lists as they came and the lines of those in force."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from yuetan_desktop.domain.ledger.enterprise import Enterprise
from yuetan_desktop.store.registers import moment


@dataclass(frozen=True, slots=True)
class ListRow:
    """One list in force, and how many lines it has."""

    id: int
    file: str
    imported_by: str
    imported_at: datetime
    lines: int


def insert_list(db: sqlite3.Connection, file: str, sha256: str, *, by: str, at: datetime) -> int:
    cursor = db.execute(
        "INSERT INTO enterprise_list (file, sha256, imported_by, imported_at) VALUES (?, ?, ?, ?)",
        (file, sha256, by, moment(at)),
    )
    return int(cursor.lastrowid or 0)


def insert_lines(
    db: sqlite3.Connection, list_id: int, lines: Iterable[tuple[Enterprise, str, str]]
) -> None:
    """Each line with its sheet and the cell of its name."""
    db.executemany(
        "INSERT INTO enterprise (list_id, name, code, unit, place_id, status, is_listed, sheet,"
        " cell) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (list_id, e.name, e.code, e.unit, e.place_id, e.status, e.is_listed, sheet, cell)
            for e, sheet, cell in lines
        ),
    )


def lines(db: sqlite3.Connection, names: Iterable[str] | None = None) -> list[Enterprise]:
    """The lines of all lists in force, or those of some names, the oldest list first."""
    wanted = tuple(dict.fromkeys(names or ()))
    only = "" if names is None else f" AND name IN ({','.join('?' * len(wanted))})"
    rows = db.execute(
        "SELECT name, code, unit, place_id, status, is_listed, file, sheet, cell FROM enterprise"
        " JOIN enterprise_list ON enterprise_list.id = list_id"
        f" WHERE withdrawn_at IS NULL{only} ORDER BY enterprise.id",
        wanted,
    )
    return [
        Enterprise(
            name, code, unit, place_id, status,
            None if is_listed is None else bool(is_listed), f"{file} › {sheet}!{cell}",
        )
        for name, code, unit, place_id, status, is_listed, file, sheet, cell in rows
    ]  # fmt: skip


def files_naming(db: sqlite3.Connection, enterprise: Enterprise, *, alone: bool) -> tuple[str, ...]:
    """The files of the lists in force that name an enterprise, the oldest first: by its code, or
    by its name where code and county do not speak of another; a bare name counts where it bears
    it `alone`."""
    rows = db.execute(
        "SELECT DISTINCT file FROM enterprise JOIN enterprise_list ON enterprise_list.id = list_id"
        " WHERE withdrawn_at IS NULL AND (code <> '' AND code = :code OR name = :name"
        " AND (code = '' OR :code = '') AND (unit = '' OR :unit = '' OR unit = :unit"
        " OR place_id = :place) AND (code <> '' OR unit <> '' OR :alone))"
        " ORDER BY enterprise_list.id",
        {
            "alone": alone,
            "code": enterprise.code,
            "name": enterprise.name,
            "unit": enterprise.unit,
            "place": enterprise.place_id,
        },
    )
    return tuple(file for (file,) in rows)


def size(db: sqlite3.Connection) -> int:
    """How many lines the lists in force have together."""
    (found,) = db.execute(
        "SELECT count(*) FROM enterprise JOIN enterprise_list ON enterprise_list.id = list_id"
        " WHERE withdrawn_at IS NULL"
    ).fetchone()
    return int(found)


def withdraw_list(db: sqlite3.Connection, list_id: int, *, by: str, at: datetime) -> None:
    db.execute(
        "UPDATE enterprise_list SET withdrawn_by = ?, withdrawn_at = ?"
        " WHERE id = ? AND withdrawn_at IS NULL",
        (by, moment(at), list_id),
    )


def lists(db: sqlite3.Connection) -> list[ListRow]:
    """Those in force, the newest first, with how many lines each has."""
    rows = db.execute(
        "SELECT enterprise_list.id, file, imported_by, imported_at, count(enterprise.id)"
        " FROM enterprise_list JOIN enterprise ON enterprise_list.id = list_id"
        " WHERE withdrawn_at IS NULL GROUP BY enterprise_list.id ORDER BY enterprise_list.id DESC"
    )
    return [
        ListRow(number, file, by, datetime.fromisoformat(at), lines)
        for number, file, by, at, lines in rows
    ]


def restore_list(db: sqlite3.Connection, list_id: int) -> None:
    """In force again."""
    db.execute(
        "UPDATE enterprise_list SET withdrawn_by = NULL, withdrawn_at = NULL WHERE id = ?",
        (list_id,),
    )
