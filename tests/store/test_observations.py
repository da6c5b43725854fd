"""Batches: the newest value counts, a withdrawn batch gives way, nothing is edited."""

from __future__ import annotations

import sqlite3

import pytest

from yuetan_desktop.store import database, observations
from yuetan_desktop.store.observations import Counts, ObservationRow, ValueChange
from yuetan_desktop.store.standing import GONE

from .conftest import NOW


def row(place: int, period: str, value: float | None, indicator: str = "pm25", **more) -> tuple:
    return ObservationRow(place, indicator, period, value, sheet="表1", cell="C5", **more)


def store(db: sqlite3.Connection, name: str, *rows: tuple) -> int:
    with database.transaction(db):
        batch = observations.create_batch(db, file_name=name, imported_by="甲", imported_at=NOW)
        observations.insert_observations(db, batch, rows)
    return batch


def value(db: sqlite3.Connection, place: int, period: str, indicator: str = "pm25"):
    found = db.execute(
        "SELECT value FROM current_observation WHERE place_id = ? AND period = ? AND indicator = ?",
        (place, period, indicator),
    ).fetchall()
    assert len(found) <= 1
    return found[0][0] if found else None


def withdraw(db: sqlite3.Connection, batch: int) -> observations.Withdrawal:
    with database.transaction(db):
        return observations.withdraw_batch(db, batch, by="甲", why="文件错了", at=NOW)


def test_the_newest_import_counts_and_withdrawing_it_brings_the_older_value_back(
    db: sqlite3.Connection, county: int
) -> None:
    store(db, "一.xlsx", row(county, "2026-10", 36.2))
    second = store(db, "二.xlsx", row(county, "2026-10", 38.3), row(county, "2026-09", 20.0))
    assert value(db, county, "2026-10") == 38.3
    effect = withdraw(db, second)
    assert value(db, county, "2026-10") == 36.2
    assert value(db, county, "2026-09") is None
    assert (effect.removed, effect.restored, effect.untouched) == (1, 1, 0)
    assert set(effect.changes) == {
        ValueChange(county, "pm25", "2026-09", 20.0, None, "表1", "C5"),
        ValueChange(county, "pm25", "2026-10", 38.3, 36.2, "表1", "C5"),
    }


def test_withdrawing_an_older_batch_changes_nothing_in_force(
    db: sqlite3.Connection, county: int
) -> None:
    first = store(db, "一.xlsx", row(county, "2026-10", 36.2))
    store(db, "二.xlsx", row(county, "2026-10", 38.3))
    effect = withdraw(db, first)
    assert value(db, county, "2026-10") == 38.3
    assert (effect.removed, effect.restored, effect.untouched) == (0, 0, 1)
    assert effect.changes == ()


def test_withdrawing_the_middle_batch_then_the_last_falls_back_to_the_first(
    db: sqlite3.Connection, county: int
) -> None:
    batches = [store(db, f"{n}.xlsx", row(county, "2026-10", 30.0 + n)) for n in (1, 2, 3)]
    withdraw(db, batches[1])
    withdraw(db, batches[2])
    assert value(db, county, "2026-10") == 31.0


def test_a_withdrawn_batch_stays_on_record_with_who_when_and_why(
    db: sqlite3.Connection, county: int
) -> None:
    batch = store(db, "一.xlsx", row(county, "2026-10", 36.2))
    withdraw(db, batch)
    kept = observations.get_batch(db, batch)
    assert kept is not None
    assert (kept.withdrawn_by, kept.withdrawn_why, kept.withdrawn_at) == ("甲", "文件错了", NOW)
    assert kept.stored == 1
    history = observations.value_history(db, county, "pm25", "2026-10")
    assert [(h["value"], h["file"], h["withdrawn_why"]) for h in history] == [
        (36.2, "一.xlsx", "文件错了")
    ]


def test_a_file_counts_as_imported_only_while_its_batch_is_in_force(
    db: sqlite3.Connection,
) -> None:
    batch = observations.create_batch(
        db, file_name="一.xlsx", sha256="ab12", imported_by="甲", imported_at=NOW
    )
    assert [b.id for b in observations.batches_of_file(db, "ab12")] == [batch]
    withdraw(db, batch)
    assert observations.batches_of_file(db, "ab12") == []


def test_a_key_given_twice_in_one_file_keeps_the_first(db: sqlite3.Connection, county: int) -> None:
    batch = store(db, "一.xlsx", row(county, "2026-10", 36.2), row(county, "2026-10", 99.0))
    assert value(db, county, "2026-10") == 36.2
    kept = observations.get_batch(db, batch)
    assert kept is not None
    assert kept.stored == 1


@pytest.mark.parametrize(
    ("period", "daily"),
    [("2026-10-05", 1), ("2026-10", 0), ("2026-Q3", 0), ("2026", 0), ("2026-04~05", 0)],
)
def test_days_are_kept_apart_from_longer_periods(
    db: sqlite3.Connection, county: int, period: str, daily: int
) -> None:
    store(db, "一.xlsx", row(county, period, 36.2))
    assert db.execute("SELECT daily FROM observation").fetchone()[0] == daily


def test_a_value_or_a_text_is_needed(db: sqlite3.Connection, county: int) -> None:
    store(db, "一.xlsx", row(county, "2026-10", None, "primary_pollutant", text="臭氧"))
    with pytest.raises(sqlite3.IntegrityError):
        db.execute(
            "INSERT INTO single_value (daily, period, place_id, indicator, batch_id)"
            " VALUES (0, '2026-10', ?, 'pm25', 1)",
            (county,),
        )


def test_comparing_tells_new_changed_and_unchanged_before_anything_is_stored(
    db: sqlite3.Connection, county: int
) -> None:
    store(db, "一.xlsx", row(county, "2026-09", 20.0), row(county, "2026-10", 36.2))
    counts, changes = observations.compare(
        db,
        [
            row(county, "2026-09", 20.0),
            ObservationRow(county, "pm25", "2026-10", 38.3, "", "表2", "D7"),
            row(county, "2026-11", 40.0),
            row(county, "2026-11-03", 40.0),
        ],
    )
    assert counts == Counts(new=2, changed=1, unchanged=1)
    assert changes == [
        ValueChange(county, "pm25", "2026-10", 36.2, 38.3, "表2", "D7", "一.xlsx", "C5")
    ]
    assert db.execute("SELECT count(*) FROM observation").fetchone()[0] == 2


def test_a_withdrawn_value_counts_as_absent_when_comparing(
    db: sqlite3.Connection, county: int
) -> None:
    withdraw(db, store(db, "一.xlsx", row(county, "2026-10", 36.2)))
    counts, _ = observations.compare(db, [row(county, "2026-10", 36.2)])
    assert counts == Counts(new=1, changed=0, unchanged=0)


def test_only_what_has_no_value_in_force_is_unknown(db: sqlite3.Connection, county: int) -> None:
    store(db, "一.xlsx", row(county, "2026-09", 20.0))
    withdraw(db, store(db, "二.xlsx", row(county, "2026-10", 36.2)))
    fresh = [row(county, "2026-10", 36.2), row(county, "2026-11", 40.0)]
    assert list(observations.only_unknown(db, [row(county, "2026-09", 21.0), *fresh])) == fresh


def test_observations_are_found_by_place_indicator_and_period_with_their_cell(
    db: sqlite3.Connection, county: int
) -> None:
    store(
        db,
        "一.xlsx",
        row(county, "2026-10", 36.2),
        row(county, "2026-10", 5.0, "heavy_days"),
        row(county, "2026-10-05", 40.0),
    )
    (found,) = observations.find_observations(
        db, place_ids=[county], indicator="pm25", periods=["2026-10"]
    )
    assert (found["place"], found["file"], found["sheet"], found["cell"], found["value"]) == (
        "雁江区",
        "一.xlsx",
        "表1",
        "C5",
        36.2,
    )
    assert len(observations.find_observations(db)) == 2
    assert [r["period"] for r in observations.find_observations(db, daily=True)] == ["2026-10-05"]
    assert observations.find_observations(db, place_ids=[]) == []


def test_the_latest_month_looks_at_months_in_force_only(
    db: sqlite3.Connection, county: int
) -> None:
    assert observations.latest_month(db) is None
    store(db, "一.xlsx", row(county, "2026-09", 20.0), row(county, "2026-11-02", 20.0))
    later = store(db, "二.xlsx", row(county, "2026-10", 20.0), row(county, "2026", 20.0))
    assert observations.latest_month(db) == "2026-10"
    withdraw(db, later)
    assert observations.latest_month(db) == "2026-09"


def test_a_correction_keeps_what_the_file_said(db: sqlite3.Connection, county: int) -> None:
    batch = store(db, "一.xlsx", row(county, "2026-10", 36.2))
    observations.insert_corrections(
        db,
        batch,
        [("表1", "C5", "362", "36.2", "市站电话核实")],
        corrected_by="李敏",
        corrected_at=NOW,
    )
    (kept,) = observations.corrections(db, batch)
    assert (kept["cell"], kept["original"], kept["corrected"], kept["basis"]) == (
        "C5",
        "362",
        "36.2",
        "市站电话核实",
    )


def test_the_periods_of_an_indicator_are_those_with_a_value_in_force(
    db: sqlite3.Connection, county: int
) -> None:
    store(db, "一.xlsx", row(county, "2026-09", 20.0), row(county, "2026-10-05", 40.0))
    store(db, "二.xlsx", row(county, "2026-10", 36.2), row(county, "2026-08", 5.0, "heavy_days"))
    withdraw(db, store(db, "三.xlsx", row(county, "2026-11", 31.0)))
    gone = store(db, "四.xlsx", row(county, "2026-09", None, text=GONE))
    assert sorted(observations.periods_of(db, "pm25")) == ["2026-10", "2026-10-05"]
    withdraw(db, gone)
    assert sorted(observations.periods_of(db, "pm25")) == ["2026-09", "2026-10", "2026-10-05"]
    assert observations.periods_of(db, "no2") == []
