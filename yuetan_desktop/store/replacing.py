"""What an import does to values that are in force: leave them, replace them, retire them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

from yuetan_desktop.store.observations import GONE, IS_DAY, ValueChange

# Of targets and incidents: no newer import that still holds has taken them out of force.
NOT_RETIRED = (
    "(retired_by IS NULL OR retired_by IN (SELECT id FROM batch WHERE withdrawn_at IS NOT NULL))"
)


def drop_known(db: sqlite3.Connection) -> None:
    """Keep of what is staged only what has no value in force."""
    db.execute(
        "DELETE FROM temp.staged WHERE EXISTS (SELECT 1 FROM current_observation o"
        f" WHERE o.daily = (staged.period {IS_DAY}) AND o.period = staged.period"
        " AND o.place_id = staged.place_id AND o.indicator = staged.indicator"
        f" AND o.text <> '{GONE}')"
    )


# Counties and zones are reported in one table; peers, sections and stations in others.
_GROUP = "CASE {0}.kind WHEN 'zone' THEN 'county' ELSE {0}.kind END"


def retire_others(db: sqlite3.Connection, batch_id: int, limit: int = 500) -> list[ValueChange]:
    """Take out of force what a stored batch leaves out of its periods, indicators and kinds of
    place; returns what it was, up to `limit`."""
    db.execute("DROP TABLE IF EXISTS temp.left_out")
    db.execute(
        "CREATE TEMP TABLE left_out AS SELECT o.*, b.file_name FROM"
        " (SELECT DISTINCT n.daily, n.period, n.indicator, "
        + _GROUP.format("q")
        + " AS kinds FROM observation n JOIN place q ON q.id = n.place_id"
        "  WHERE n.batch_id = ?1) scope"
        " JOIN current_observation o ON o.daily = scope.daily AND o.period = scope.period"
        "  AND o.indicator = scope.indicator"
        " JOIN place p ON p.id = o.place_id AND "
        + _GROUP.format("p")
        + " = scope.kinds JOIN batch b ON b.id = o.batch_id"
        f" WHERE o.batch_id <> ?1 AND o.text <> '{GONE}'",
        (batch_id,),
    )
    rows = db.execute(
        "SELECT place_id, indicator, period, value AS old, NULL AS new, '' AS sheet, '' AS cell,"
        " file_name AS old_file, cell AS old_cell FROM temp.left_out LIMIT ?",
        (limit,),
    ).fetchall()
    db.execute(
        "INSERT INTO observation (batch_id, daily, period, place_id, indicator, text)"
        f" SELECT ?, daily, period, place_id, indicator, '{GONE}' FROM temp.left_out",
        (batch_id,),
    )
    db.execute("DROP TABLE temp.left_out")
    return [ValueChange(**dict(row)) for row in rows]


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


def overtaken(db: sqlite3.Connection, batch_id: int, limit: int = 200) -> list[sqlite3.Row]:
    """Values of a batch that a later import in force has replaced, with that import."""
    return db.execute(
        "SELECT p.name AS place, r.indicator, r.period, o.batch_id AS later, b.file_name AS file"
        " FROM observation r JOIN current_observation o ON o.daily = r.daily"
        "  AND o.period = r.period AND o.place_id = r.place_id AND o.indicator = r.indicator"
        " JOIN place p ON p.id = r.place_id JOIN batch b ON b.id = o.batch_id"
        " WHERE r.batch_id = ?1 AND o.batch_id > ?1 ORDER BY r.period, p.position LIMIT ?2",
        (batch_id, limit),
    ).fetchall()


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
    rows = db.execute(
        "SELECT r.place_id, r.indicator, r.period, o.value AS old, r.value AS new, r.sheet, r.cell,"
        " (SELECT file_name FROM batch WHERE id = o.batch_id) AS old_file, o.cell AS old_cell"
        " FROM observation r JOIN observation o ON o.daily = r.daily AND o.period = r.period"
        "  AND o.place_id = r.place_id AND o.indicator = r.indicator AND o.batch_id = ("
        "   SELECT max(n.batch_id) FROM observation n JOIN batch b ON b.id = n.batch_id"
        "   WHERE n.daily = r.daily AND n.period = r.period AND n.place_id = r.place_id"
        "    AND n.indicator = r.indicator AND n.batch_id < r.batch_id"
        "    AND (b.withdrawn_at IS NULL OR b.withdrawn_at >"
        "     (SELECT imported_at FROM batch WHERE id = r.batch_id)))"
        " WHERE r.batch_id = ? AND NOT (o.value IS r.value AND o.text = r.text"
        f"  AND o.list_size IS r.list_size) AND o.text <> '{GONE}'"
        " ORDER BY r.period, r.place_id LIMIT ?",
        (batch_id, limit),
    )
    return [ValueChange(**dict(row)) for row in rows]
