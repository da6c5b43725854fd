"""Long tables of days are taken a row at a time, and say what the reader of all tables says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from yuetan_desktop.domain.indicator import Catalogue
from yuetan_desktop.excel.parse import read_file
from yuetan_desktop.excel.results import FileReading, Severity
from yuetan_desktop.excel.tablerows import daytables

from .conftest import save_book

HEAD = ["站点名称", "日期", "AQI", "PM2.5", "首要污染物"]
Row = list[Any]
Change = Callable[[list[Row]], object]


LONG = 240  # rows in most tests here, which then are enough to be taken a row at a time


def long_table(count: int = LONG) -> list[Row]:
    """Four stations day by day."""
    first = date(2024, 1, 1)
    return [
        [
            f"点位{n % 4 + 1}",
            (first + timedelta(n // 4)).isoformat(),
            40 + n % 60,
            n % 70 + 0.5,
            "—",
        ]
        for n in range(count)
    ]


def both_ways(
    tmp_path: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch, rows: list[Row], **more
) -> tuple[FileReading, FileReading]:
    """The same file read by rows, and value by value."""
    file = save_book(tmp_path / "日数据.xlsx", {"日数据": [HEAD, *rows]}, **more)
    monkeypatch.setattr(daytables, "LONG_FROM", LONG)
    by_rows = read_file(file, catalogue)
    monkeypatch.setattr(daytables, "LONG_FROM", len(rows) + 1)
    return by_rows, read_file(file, catalogue)


def test_a_long_table_is_kept_by_rows_and_a_short_one_is_not(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    reading = read_file(
        save_book(tmp_path / "长.xlsx", {"日数据": [HEAD, *long_table(1000)]}), catalogue
    )
    assert (len(reading.observations), len(reading.day_tables[0].rows)) == (0, 1000)
    assert reading.tables[0].values == reading.count_values() == 2000
    reading = read_file(
        save_book(tmp_path / "短.xlsx", {"日数据": [HEAD, *long_table(999)]}), catalogue
    )
    assert (len(reading.observations), reading.day_tables) == (1998, [])


def _months(rows: list[Row]) -> None:
    for row in rows:
        row[1] = row[1][:7]


def _blanks_mean_as_above(rows: list[Row]) -> None:
    """The day stands at the first station of each day only."""
    for n, row in enumerate(rows):
        if n % 4:
            row[1] = None


def _second(at: int, cell: int, value: Any) -> Change:
    return lambda rows: rows[at].__setitem__(cell, value)


CHANGES: dict[str, Change] = {
    "nothing": lambda rows: None,
    "a blank": _second(100, 3, None),
    "a text that is a number": _second(100, 3, "36.5"),
    "below the limit of detection": _second(100, 3, "0.01L"),
    "out of range": _second(100, 2, 4000),
    "no number": _second(100, 3, "缺测"),
    "a pollutant": _second(100, 4, "臭氧"),
    "no unit": _second(100, 0, None),
    "a mean": lambda rows: rows.insert(100, ["平均", "2024-01-26", 50, 30.5, ""]),
    "an impossible day": _second(100, 1, "2024-02-30"),
    "no day": _second(100, 1, ""),
    "a day written otherwise": _second(100, 1, "2024年1月26日"),
    "a blank row": lambda rows: rows.insert(100, [None] * 5),
    "the head once more": lambda rows: rows.insert(100, list(HEAD)),
    "a note below": lambda rows: rows.append(["注：数据未经审核", None, None, None, None]),
    "the same row twice": lambda rows: rows.append(list(rows[140])),
    "a day twice, the next left out": _second(140, 1, "2024-02-06"),
    "another value of a day": lambda rows: rows.append([*rows[140][:3], 99.5, ""]),
    "months": _months,
    "days as above": _blanks_mean_as_above,
}


def _told(reading: FileReading) -> Iterator[tuple[Any, ...]]:
    for problem in reading.problems:
        yield problem.severity, problem.sheet, problem.cell, problem.message, problem.proposal


@pytest.mark.parametrize("change", CHANGES)
def test_both_ways_of_reading_say_the_same(
    tmp_path: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    rows = long_table()
    CHANGES[change](rows)
    by_rows, one_by_one = both_ways(tmp_path, catalogue, monkeypatch, rows)
    assert one_by_one.day_tables == []
    assert by_rows.day_tables or change == "months"
    assert set(by_rows.values()) == set(one_by_one.values())
    assert by_rows.count_values() == len(one_by_one.observations)
    assert set(_told(by_rows)) == set(_told(one_by_one))
    assert by_rows.tables[0].values == one_by_one.tables[0].values
    assert (by_rows.tables[0].missing, by_rows.tables[0].set_aside) == (
        one_by_one.tables[0].missing,
        one_by_one.tables[0].set_aside,
    )
    assert by_rows.periods().keys() == one_by_one.periods().keys()
    assert by_rows.places == one_by_one.places


def test_days_merged_down_are_those_of_their_area(
    tmp_path: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = long_table()
    _blanks_mean_as_above(rows)
    merged = [f"B{r}:B{r + 3}" for r in range(2, len(rows) + 2, 4)]
    by_rows, one_by_one = both_ways(tmp_path, catalogue, monkeypatch, rows, merged=merged)
    assert by_rows.count_values() == 2 * LONG
    assert set(by_rows.values()) == set(one_by_one.values())


def test_a_doubled_row_of_a_long_table_is_an_error_at_its_cell(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    rows = long_table(1200)
    rows.append([*rows[700][:3], 99.5, "—"])
    file = save_book(tmp_path / "日数据.xlsx", {"日数据": [HEAD, *rows]})
    reading = read_file(file, catalogue)
    (error,) = [p for p in reading.problems if p.severity is Severity.ERROR]
    assert error.cell == f"D{len(rows) + 1}"
    assert "在D702已有另一个值" in error.message
    assert reading.count_values() == 2400


def test_the_checks_of_a_long_table_tell_how_far_they_are(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    told: list[tuple[str, int, int]] = []
    file = save_book(tmp_path / "日数据.xlsx", {"日数据": [HEAD, *long_table(1200)]})
    read_file(file, catalogue, tick=lambda *step: told.append(step))
    steps = list(dict.fromkeys(words for words, _, _ in told))
    assert steps == ["打开文件", "读取“日数据”", "核对前后是否一致"]
    assert ("核对前后是否一致", 0, 1200) in told
