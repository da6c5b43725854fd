"""Days kept a row a place and day are read as single values: in force, in history, taken back."""

from __future__ import annotations

import sqlite3

import pytest

from yuetan_desktop.store import database, dayrows, observations, replacing, standing
from yuetan_desktop.store.migrations import m008_day_rows
from yuetan_desktop.store.observations import Counts, ObservationRow, ValueChange

from .conftest import NOW

COLUMNS = [("aqi", "C"), ("pm25", "D"), ("o3", "E")]


def store(db: sqlite3.Connection, name: str, *rows: tuple, columns=COLUMNS, singles=()) -> int:
    with database.transaction(db):
        batch = observations.create_batch(db, file_name=name, imported_by="甲", imported_at=NOW)
        observations.insert_observations(db, batch, singles)
        dayrows.insert_day_rows(db, batch, "日数据", columns, rows)
    return batch


def in_force(db: sqlite3.Connection) -> dict[tuple, tuple]:
    rows = observations.find_observations(db, daily=True)
    return {(r["period"], r["indicator"]): (r["value"], r["sheet"], r["cell"]) for r in rows}


def test_a_row_of_a_day_is_read_as_single_values_with_their_cells(
    db: sqlite3.Connection, county: int
) -> None:
    batch = store(db, "日.xlsx", (county, "2026-10-05", 7, (52.0, 36.2, None)))
    assert in_force(db) == {
        ("2026-10-05", "aqi"): (52.0, "日数据", "C7"),
        ("2026-10-05", "pm25"): (36.2, "日数据", "D7"),
    }
    kept = observations.get_batch(db, batch)
    assert kept is not None
    there = db.execute("SELECT count(*) FROM observation WHERE place_id = ?", (county,))
    assert kept.stored == there.fetchone()[0] == 2
    assert observations.any_between(db, "2026-10-01", "2026-10-31", daily=True)
    assert not observations.any_between(db, "2026-10-01", "2026-10-31", daily=False)
    assert observations.latest_month(db) == "2026-10"


def test_a_table_wider_than_a_row_takes_several(db: sqlite3.Connection, county: int) -> None:
    columns = [(f"i{n}", "A") for n in range(dayrows.COLUMNS + 3)]
    numbers = tuple(float(n) for n in range(len(columns)))
    store(db, "宽.xlsx", (county, "2026-10-05", 7, numbers), columns=columns)
    assert {k[1]: v[0] for k, v in in_force(db).items()} == {
        f"i{n}": float(n) for n in range(len(columns))
    }


def test_the_columns_are_those_of_the_table() -> None:
    assert dayrows.COLUMNS == m008_day_rows.COLUMNS


def test_a_newer_single_value_counts_before_a_row_and_gives_way_again(
    db: sqlite3.Connection, county: int
) -> None:
    first = store(db, "一.xlsx", (county, "2026-10-05", 7, (52.0, 36.2, 90.0)))
    newer = ObservationRow(county, "pm25", "2026-10-05", 38.0, "", "更正", "B2")
    second = store(db, "二.xlsx", singles=[newer])
    assert in_force(db)["2026-10-05", "pm25"] == (38.0, "更正", "B2")
    history = observations.value_history(db, county, "pm25", "2026-10-05")
    assert [(h["value"], h["cell"]) for h in history] == [(38.0, "B2"), (36.2, "D7")]
    assert replacing.overtaken(db, first) == [
        ("雁江区", "pm25", "2026-10-05", second, "二.xlsx"),
    ]
    change = ValueChange(county, "pm25", "2026-10-05", 36.2, 38.0, "更正", "B2", "一.xlsx", "D7")
    assert replacing.changes_of_batch(db, second) == [change]
    with database.transaction(db):
        taken = observations.withdraw_batch(db, second, by="甲", why="错", at=NOW)
    assert (taken.removed, taken.restored) == (0, 1)
    assert in_force(db)["2026-10-05", "pm25"] == (36.2, "日数据", "D7")


def test_a_newer_row_counts_before_an_older_row_and_is_compared_value_by_value(
    db: sqlite3.Connection, county: int
) -> None:
    store(db, "一.xlsx", (county, "2026-10-05", 7, (52.0, 36.2, 90.0)))
    says = [
        ObservationRow(county, "aqi", "2026-10-05", 52.0),
        ObservationRow(county, "pm25", "2026-10-05", 37.0),
        ObservationRow(county, "so2", "2026-10-05", 5.0),
    ]
    assert observations.compare(db, says)[0] == Counts(new=1, changed=1, unchanged=1)
    store(db, "二.xlsx", (county, "2026-10-05", 9, (52.0, 37.0, None)))
    assert in_force(db) == {
        ("2026-10-05", "aqi"): (52.0, "日数据", "C9"),
        ("2026-10-05", "pm25"): (37.0, "日数据", "D9"),
        ("2026-10-05", "o3"): (90.0, "日数据", "E7"),
    }


def test_replacing_a_day_takes_out_what_the_newer_table_leaves_out(
    db: sqlite3.Connection, county: int
) -> None:
    db.execute("INSERT INTO place (id, name, kind) VALUES (90, '安岳县', 'county')")
    rows = [(place, "2026-10-05", 7 + place, (52.0, 36.2, 90.0)) for place in (county, 90)]
    store(db, "一.xlsx", *rows)
    second = store(db, "二.xlsx", rows[0])
    with database.transaction(db):
        gone = replacing.left_out(db, standing.rows_of_batch(db, second))
        replacing.retire(db, second, gone)
    assert {(g.place_id, g.indicator, g.old) for g in gone} == {
        (90, "aqi", 52.0), (90, "pm25", 36.2), (90, "o3", 90.0),
    }  # fmt: skip
    assert {r["place"] for r in observations.find_observations(db, daily=True)} == {"雁江区"}


@pytest.mark.parametrize("arms", ["single_value", "r"])
def test_a_value_is_looked_up_by_the_key_of_each_table(db: sqlite3.Connection, arms: str) -> None:
    """Neither half of the view is made as a whole: that would read ten years for one day."""
    plan = db.execute(
        "EXPLAIN QUERY PLAN SELECT value FROM current_observation"
        " WHERE daily = ? AND period = ? AND place_id = ? AND indicator = ?",
        (1, "2026-10-05", 1, "pm25"),
    ).fetchall()
    steps = [row["detail"] for row in plan]
    assert any(step.startswith(f"SEARCH {arms} USING PRIMARY KEY") for step in steps)
    assert not any(step.startswith(f"SCAN {arms}") for step in steps)


def test_a_period_is_read_by_the_key_of_each_table(db: sqlite3.Connection, county: int) -> None:
    store(db, "一.xlsx", (county, "2026-10-05", 7, (52.0, 36.2, 90.0)))
    held = standing.standing(db, "2026-10-05", standing.batches_in_force(db))
    assert {key: old.value for key, old in held.items()} == {
        (county, "aqi"): 52.0,
        (county, "pm25"): 36.2,
        (county, "o3"): 90.0,
    }
    assert standing.standing(db, "2026-10", standing.batches_in_force(db)) == {}
