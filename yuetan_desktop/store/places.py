"""Places with their aliases, and the people papers are addressed to."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from yuetan_desktop.domain.place import Place, PlaceKind
from yuetan_desktop.errors import AppError
from yuetan_desktop.store.database import Connection


@dataclass(frozen=True, slots=True)
class Contacts:
    """Who leads a unit (主要负责人、分管负责人) and how it is reached."""

    chief: str = ""
    chief_title: str = ""
    deputy: str = ""
    deputy_title: str = ""
    phone: str = ""


def list_places(db: Connection, *, with_retired: bool = True) -> list[Place]:
    """All places in the order the office keeps them. Most of what is shown asks for them: they are
    read again when something was written."""
    return list(db.remember(("place", with_retired), lambda: _read_places(db, with_retired)))


def _read_places(db: sqlite3.Connection, with_retired: bool) -> list[Place]:
    aliases: dict[int, list[str]] = defaultdict(list)
    for alias, place_id in db.execute("SELECT alias, place_id FROM place_alias ORDER BY alias"):
        aliases[place_id].append(alias)
    rows = db.execute(
        "SELECT * FROM place" + ("" if with_retired else " WHERE retired = 0") + " ORDER BY"
        " position, id"
    )
    return [_place(row, tuple(aliases[row["id"]])) for row in rows]


def _place(row: sqlite3.Row, aliases: tuple[str, ...]) -> Place:
    return Place(
        id=row["id"],
        name=row["name"],
        kind=PlaceKind(row["kind"]),
        parent=row["parent"],
        official_name=row["official_name"],
        aliases=aliases,
        grade=row["grade"],
        river=row["river"],
        lake=bool(row["lake"]),
        upstream=row["upstream"],
        downstream=row["downstream"],
        retired=bool(row["retired"]),
    )


def insert_place(db: sqlite3.Connection, place: Place, *, position: int | None = None) -> int:
    """Register a place (its `id` is not looked at); returns the id it got."""
    with _only_once(place):
        cursor = db.execute(
            "INSERT INTO place (name, kind, parent, official_name, grade, river, lake, upstream,"
            " downstream, position) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?,"
            " ifnull(?, (SELECT ifnull(max(position), 0) + 1 FROM place)))",
            (*_columns(place), position),
        )
    place_id = int(cursor.lastrowid or 0)
    _replace_aliases(db, place_id, place.aliases)
    return place_id


def update_place(db: sqlite3.Connection, place: Place) -> None:
    with _only_once(place):
        db.execute(
            "UPDATE place SET name = ?, kind = ?, parent = ?, official_name = ?, grade = ?,"
            " river = ?, lake = ?, upstream = ?, downstream = ? WHERE id = ?",
            (*_columns(place), place.id),
        )
    _replace_aliases(db, place.id, place.aliases)


@contextmanager
def _only_once(place: Place) -> Iterator[None]:
    try:
        yield
    except sqlite3.IntegrityError as error:
        raise AppError(
            f"“{place.name}”（{place.kind.label}）已经登记过。",
            kept="没有改动。",
            hint="同一单位的其他写法请登记为别名。",
        ) from error


def _columns(place: Place) -> tuple[object, ...]:
    return (
        place.name,
        place.kind.value,
        place.parent,
        place.official_name,
        place.grade,
        place.river,
        int(place.lake),
        place.upstream,
        place.downstream,
    )


def _replace_aliases(db: sqlite3.Connection, place_id: int, aliases: Iterable[str]) -> None:
    db.execute("DELETE FROM place_alias WHERE place_id = ?", (place_id,))
    db.executemany(
        "INSERT OR IGNORE INTO place_alias (alias, place_id) VALUES (?, ?)",
        ((alias, place_id) for alias in aliases if alias),
    )


def add_alias(db: sqlite3.Connection, place_id: int, alias: str) -> None:
    db.execute(
        "INSERT OR IGNORE INTO place_alias (alias, place_id) VALUES (?, ?)", (alias, place_id)
    )


def delete_place(db: sqlite3.Connection, place_id: int) -> None:
    """Only for a place nothing refers to."""
    try:
        db.execute("DELETE FROM place WHERE id = ?", (place_id,))
    except sqlite3.IntegrityError as error:
        raise AppError(
            "这个单位已有数据、目标、事项或案件，不能删除。",
            kept="没有改动。",
            hint="可以停用它，记录都会保留。",
        ) from error


def set_retired(db: sqlite3.Connection, place_id: int, *, retired: bool) -> None:
    db.execute("UPDATE place SET retired = ? WHERE id = ?", (int(retired), place_id))


def retired_places(db: sqlite3.Connection) -> frozenset[int]:
    return frozenset(row[0] for row in db.execute("SELECT id FROM place WHERE retired = 1"))


def contacts(db: sqlite3.Connection, place_id: int) -> Contacts:
    row = db.execute(
        "SELECT chief, chief_title, deputy, deputy_title, phone FROM place WHERE id = ?",
        (place_id,),
    ).fetchone()
    return Contacts(**dict(row)) if row else Contacts()


def set_contacts(db: sqlite3.Connection, place_id: int, people: Contacts) -> None:
    db.execute(
        "UPDATE place SET chief = ?, chief_title = ?, deputy = ?, deputy_title = ?, phone = ?"
        " WHERE id = ?",
        (
            people.chief,
            people.chief_title,
            people.deputy,
            people.deputy_title,
            people.phone,
            place_id,
        ),
    )
