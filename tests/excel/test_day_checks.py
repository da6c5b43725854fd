"""A table of a million values is doubted by the row, and the same is said as value by value."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal

import pytest

from yuetan_desktop.domain.indicator import Catalogue
from yuetan_desktop.excel.checking import checks
from yuetan_desktop.excel.results import DayRow, DayTable, FileReading, PlaceName, PlaceRole, Seen

from .conftest import STANDARDS

AIR = ("aqi", "so2", "no2", "pm10", "pm25", "co", "o3", "air_index")
WATER = ("water_class", "codmn", "nh3n", "tp", "do", "ph")
DAYS = ("good_days", "valid_days", "good_day_rate", "heavy_days")
Numbers = list[float | None]
FIRST = date(2026, 1, 10)  # fifty days under the old text, then the new one


def table(indicators: tuple[str, ...], rows: list[Numbers], places: int = 2) -> DayTable:
    found = DayTable("日数据", indicators, tuple("CDEFGHIJKL"[: len(indicators)]))
    for n, numbers in enumerate(rows):
        day = (FIRST + timedelta(days=n // places)).isoformat()
        found.rows.append(DayRow(n % places, day, n + 2, tuple(numbers)))
    found.has_gaps = any(None in row for row in rows)
    return found


def told(
    monkeypatch: pytest.MonkeyPatch,
    catalogue: Catalogue,
    most: int,
    *tables: DayTable,
    observations: Sequence[Seen] = (),
) -> list[tuple[str, ...]]:
    """What is said where `most` values are still looked at one by one."""
    places = [PlaceName(f"点位{n}", PlaceRole.STATION) for n in (1, 2)]
    reading = FileReading("日数据.xlsx", "", "", places=places, day_tables=list(tables))
    reading.observations = list(observations)
    monkeypatch.setattr(checks, "MAX_CHECKED", most)
    checks.check(reading, catalogue, STANDARDS)
    return sorted((p.severity, p.cell, p.message, p.proposal) for p in reading.problems)


def one_in_a_cell(indicators: tuple[str, ...], rows: list[Numbers]) -> list[Seen]:
    """The same days as single values, one indicator after the other."""
    of = table(indicators, rows)
    found = [seen for row in of.rows for seen in of.values(row)]
    return sorted(found, key=lambda seen: indicators.index(seen.indicator))


def air_days(chance: random.Random) -> Numbers:
    """A day whose AQI and index are right by one of the texts, or nearly, or not at all."""
    six = {
        "so2": float(chance.randint(3, 20)),
        "no2": float(chance.randint(10, 60)),
        "pm10": float(chance.randint(20, 200)),
        "pm25": float(chance.randint(8, 130)),
        "co": chance.randint(3, 20) / 10,
        "o3": float(chance.randint(20, 220)),
    }
    exact = {key: Decimal(repr(value)) for key, value in six.items()}
    text = chance.choice(STANDARDS.air)
    aqi = max(text.iaqi(key, value) for key, value in exact.items())
    index = round(text.composite_index(exact) or 0, 2)
    row: Numbers = [float(aqi + chance.choice([0, 0, 1, -1, 2, -2])), *six.values()]
    row.append(float(index) + chance.choice([0, 0, 0.01, -0.02, 0.02, 0.03, -0.03, 1]))
    return [round(value, 2) if value is not None else None for value in row]


def water_days(chance: random.Random) -> Numbers:
    return [
        float(chance.randint(1, 6)),
        chance.randint(10, 200) / 10,
        chance.randint(1, 30) / 10,
        chance.randint(1, 50) / 100,
        chance.randint(10, 100) / 10,
        chance.randint(50, 100) / 10,
    ]


def counted_days(chance: random.Random) -> Numbers:
    good, valid = chance.choice([0, 1, 1, 2]), chance.choice([1, 1, 1, 0])
    return [float(good), float(valid), chance.choice([0.0, 100.0, 100.0, 50.0]), 0.0]


def leave_gaps(rows: list[Numbers], chance: random.Random) -> None:
    for row in rows:
        if chance.random() < 0.2:
            row[chance.randrange(len(row))] = None


def repeat(rows: list[Numbers], chance: random.Random) -> None:
    """Runs of days filled down, copied further on, and single days a decimal point too far."""
    for n in range(20, 32):
        rows[n][4] = 35.0
    for n in range(60, 68):
        rows[n] = list(rows[n - 30])
    for n in (40, 81, 90):
        rows[n][3] = (rows[n][3] or 1) * 10
        rows[n][2] = 0.5


KINDS: dict[str, tuple[tuple[str, ...], Callable[[random.Random], Numbers]]] = {
    "air": (AIR, air_days),
    "water": (WATER, water_days),
    "days": (DAYS, counted_days),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("with_gaps", [False, True])
@pytest.mark.parametrize("seed", [1, 2])
def test_by_the_row_and_value_by_value_the_same_is_said(
    monkeypatch: pytest.MonkeyPatch, catalogue: Catalogue, kind: str, with_gaps: bool, seed: int
) -> None:
    chance = random.Random(seed)
    indicators, day = KINDS[kind]
    assert all(key in catalogue for key in indicators)
    rows = [day(chance) for _ in range(160)]
    if kind == "air":
        repeat(rows, chance)
    if with_gaps:
        leave_gaps(rows, chance)
    one_by_one = told(monkeypatch, catalogue, 10_000, table(indicators, rows))
    by_rows = told(monkeypatch, catalogue, 1, table(indicators, rows))
    assert by_rows == one_by_one
    assert len(by_rows) > 10


def test_a_column_full_of_doubts_is_counted_right(
    monkeypatch: pytest.MonkeyPatch, catalogue: Catalogue
) -> None:
    chance = random.Random(5)
    rows = [air_days(chance) for _ in range(900)]
    for row in rows:
        row[0] = 480.0
    by_rows = told(monkeypatch, catalogue, 1, table(AIR, rows))
    assert by_rows == told(monkeypatch, catalogue, 10_000, table(AIR, rows))
    assert [line[2] for line in by_rows if "另有" in line[2] and line[1].startswith("C")] == [
        "这一列另有800处同类的警告，从此格起不再逐一列出。"
    ]


@pytest.mark.parametrize("with_gaps", [False, True])
def test_columns_full_of_hints_are_counted_right(
    monkeypatch: pytest.MonkeyPatch, catalogue: Catalogue, with_gaps: bool
) -> None:
    chance = random.Random(11)
    rows = [air_days(chance) for _ in range(900)]
    old, *_ = STANDARDS.air
    for n, row in enumerate(rows):
        row[1] = 60.0 if n // 2 % 2 else 3.0  # SO2 five times up and down, day by day
        row[2] = 0.0 if n % 7 == 0 else row[2]  # beside a zero nothing jumps
        six = zip(("so2", "no2", "pm10", "pm25", "co", "o3"), row[1:7], strict=True)
        index = old.composite_index({key: Decimal(repr(value)) for key, value in six})
        row[7] = float(round(index or 0, 2))  # by the old text, most days are under a newer one
    if with_gaps:
        leave_gaps(rows, chance)
    by_rows = told(monkeypatch, catalogue, 1, table(AIR, rows))
    assert by_rows == told(monkeypatch, catalogue, 10_000, table(AIR, rows))
    more = {line[1][0] for line in by_rows if "处同类的提示" in line[2]}
    assert more >= {"D", "J"}


def test_water_better_than_stated_in_a_whole_column_is_counted_right(
    monkeypatch: pytest.MonkeyPatch, catalogue: Catalogue
) -> None:
    chance = random.Random(13)
    rows = [[6.0, *water_days(chance)[1:]] for _ in range(700)]
    leave_gaps(rows, chance)
    by_rows = told(monkeypatch, catalogue, 1, table(WATER, rows))
    assert by_rows == told(monkeypatch, catalogue, 10_000, table(WATER, rows))
    assert any("处同类的提示" in line[2] for line in by_rows)


def test_what_is_said_about_every_kind_of_doubt(
    monkeypatch: pytest.MonkeyPatch, catalogue: Catalogue
) -> None:
    chance = random.Random(7)
    rows = [air_days(chance) for _ in range(160)]
    repeat(rows, chance)
    said = " ".join(line[2] for line in told(monkeypatch, catalogue, 1, table(AIR, rows)))
    for words in (
        "AQI为",
        "综合指数为",
        "的算法一致",
        "连续",
        "完全相同",
        "变化较大",
    ):
        assert words in said


def test_single_values_beside_a_large_table_are_checked_too(
    monkeypatch: pytest.MonkeyPatch, catalogue: Catalogue
) -> None:
    reading = FileReading(
        "表.xlsx", "", "", places=[PlaceName("安岳县", PlaceRole.UNIT)],
        day_tables=[table(WATER, [water_days(random.Random(1)) for _ in range(40)], places=1)],
        observations=[Seen(0, "good_days", "2026-04", 31.0, "", "月", "B3", "", None)],
    )  # fmt: skip
    monkeypatch.setattr(checks, "MAX_CHECKED", 1)
    checks.check(reading, catalogue, STANDARDS)
    assert "31天，超过2026年4月的30天。" in [problem.message for problem in reading.problems]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("with_gaps", [False, True])
def test_values_that_stand_one_in_a_cell_are_doubted_the_same_however_many_there_are(
    monkeypatch: pytest.MonkeyPatch, catalogue: Catalogue, kind: str, with_gaps: bool
) -> None:
    chance = random.Random(3)
    indicators, day = KINDS[kind]
    rows = [day(chance) for _ in range(100)]
    if kind == "air":
        repeat(rows, chance)
    if with_gaps:
        leave_gaps(rows, chance)
    seen = one_in_a_cell(indicators, rows)
    one_by_one = told(monkeypatch, catalogue, 10_000, observations=seen)
    gathered = told(monkeypatch, catalogue, 1, observations=seen)
    assert gathered == one_by_one
    assert len(gathered) > 10


def test_many_values_of_months_are_checked(
    monkeypatch: pytest.MonkeyPatch, catalogue: Catalogue
) -> None:
    seen = [Seen(0, "good_days", f"20{n}-04", 31.0, "", "月", f"B{n}", "", None) for n in (24, 25)]
    found = told(monkeypatch, catalogue, 1, observations=seen)
    assert [line[:2] for line in found] == [("错误", "B24"), ("错误", "B25")]
