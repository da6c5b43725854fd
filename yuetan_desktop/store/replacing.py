"""What an import does to values that are in force: leave them, replace them, retire them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from itertools import groupby, islice
from operator import itemgetter

from yuetan_desktop.store.dayrows import day_forms
from yuetan_desktop.store.observations import ValueChange, change_of
from yuetan_desktop.store.standing import (
    GONE,
    Row,
    batches_in_force,
    beside_standing,
    is_day,
    rows_of_batch,
    standing,
)

# Of targets and incidents: no newer import that still holds has taken them out of force.
NOT_RETIRED = (
    "(retired_by IS NULL OR retired_by IN (SELECT id FROM batch WHERE withdrawn_at IS NOT NULL))"
)


# Counties and zones are reported in one table; peers, sections and stations in others.
_GROUPS = {"zone": "county"}


def left_out(db: sqlite3.Connection, rows: Iterable[Row]) -> list[ValueChange]:
    """The values in force of the periods, indicators and kinds of place of these rows that are not
    among them. The rows come in the order of their periods."""
    kinds = db.execute("SELECT id, kind FROM place").fetchall()
    groups = {place: _GROUPS.get(kind, kind) for place, kind in kinds}
    names = dict(db.execute("SELECT id, file_name FROM batch").fetchall())
    in_force, forms = batches_in_force(db), day_forms(db)
    changes: list[ValueChange] = []
    for period, said in groupby(rows, key=itemgetter(2)):
        keys = {row[:2] for row in said}
        others = [
            (key, old)
            for key, old in standing(db, period, in_force, forms).items()
            if key not in keys and old.text != GONE
        ]
        if not others:
            continue
        scope = {(indicator, groups[place]) for place, indicator in keys}
        for (place, indicator), old in others:
            if (indicator, groups[place]) in scope:
                row = (place, indicator, period, None, GONE, "", "", "", None)
                changes.append(change_of(row, old, names[old.batch_id]))
    return changes


def retire(db: sqlite3.Connection, batch_id: int, changes: Iterable[ValueChange]) -> None:
    """Take values out of force that a batch leaves out."""
    db.executemany(
        "INSERT INTO single_value (batch_id, daily, period, place_id, indicator, text)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (
            (batch_id, int(is_day(one.period)), one.period, one.place_id, one.indicator, GONE)
            for one in changes
        ),
    )


def retire_targets(db: sqlite3.Connection, batch_id: int, ids: Iterable[int]) -> None:
    """Take targets out of force until the batch is withdrawn."""
    db.executemany("UPDATE target SET retired_by = ? WHERE id = ?", ((batch_id, i) for i in ids))


def retire_incidents(db: sqlite3.Connection, batch_id: int, ids: Iterable[int]) -> None:
    """Take incidents out of force until the batch is withdrawn."""
    db.executemany("UPDATE incident SET retired_by = ? WHERE id = ?", ((batch_id, i) for i in ids))


def count_retired(db: sqlite3.Connection, batch_id: int) -> tuple[int, int]:
    """How many targets and incidents a batch has taken out of force."""
    targets, incidents = db.execute(
        "SELECT (SELECT count(*) FROM target WHERE retired_by = ?1 AND voided_at IS NULL),"
        " (SELECT count(*) FROM incident WHERE retired_by = ?1 AND voided_at IS NULL)",
        (batch_id,),
    ).fetchone()
    return targets, incidents


def overtaken(
    db: sqlite3.Connection, batch_id: int, limit: int = 200
) -> list[tuple[str, str, str, int, str]]:
    """Values of a batch that a later import in force has replaced: place, indicator, period, and
    that import with its file."""
    later = (
        (row, new)
        for row, new in beside_standing(db, rows_of_batch(db, batch_id), batches_in_force(db))
        if new is not None and new.batch_id > batch_id
    )
    places = dict(db.execute("SELECT id, name FROM place").fetchall())
    names = dict(db.execute("SELECT id, file_name FROM batch").fetchall())
    return [
        (places[row[0]], row[1], row[2], new.batch_id, names[new.batch_id])
        for row, new in islice(later, limit)
    ]


def note_withdrawal(
    db: sqlite3.Connection, batch_id: int, *, kept: Sequence[str], failed: Sequence[str]
) -> None:
    """Keep with a batch what its withdrawal left."""
    db.execute(
        "UPDATE batch SET report = json_set(report, '$.kept', json(?), '$.failed', json(?))"
        " WHERE id = ?",
        (
            json.dumps(list(kept), ensure_ascii=False),
            json.dumps(list(failed), ensure_ascii=False),
            batch_id,
        ),
    )


def changes_of_batch(db: sqlite3.Connection, batch_id: int, limit: int = 500) -> list[ValueChange]:
    """Values a stored batch replaced: what was in force before it, and what it says."""
    before = db.execute(
        "SELECT id, file_name FROM batch WHERE id < ?1 AND (withdrawn_at IS NULL"
        " OR withdrawn_at > (SELECT imported_at FROM batch WHERE id = ?1))",
        (batch_id,),
    )
    names = dict(before.fetchall())
    replaced = (
        change_of(row, old, names[old.batch_id])
        for row, old in beside_standing(db, rows_of_batch(db, batch_id), names)
        if old is not None and not old.says(row) and old.text != GONE
    )
    return list(islice(replaced, limit))
