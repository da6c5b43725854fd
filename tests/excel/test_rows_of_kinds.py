"""Rows that say what they are: years, changes, goals, last year's value; and columns whose unit is
told by their values only."""

from __future__ import annotations

import pytest

from .conftest import Read, says, targets, values

TITLE = ["云岭市2026年10月各县（市、区）环境空气质量情况"]


def test_years_down_a_column_are_the_same_month_of_each_year(read: Read) -> None:
    rows = [["云麓区", 2026, 30], [None, 2025, 32], [None, "同比(%)", -6.3], ["岚溪县", 2026, 26]]
    found = read([TITLE, ["区县", "年份", "PM2.5"], *rows], merged=["A3:A5"])
    assert values(found) == {
        ("云麓区", "pm25", "2026-10", 30),
        ("云麓区", "pm25", "2025-10", 32),
        ("岚溪县", "pm25", "2026-10", 26),
    }
    assert says(found) == ["提示 B5：“同比(%)”是变化情况，未入库。"]


def test_years_without_that_of_the_title_are_whole_years(read: Read) -> None:
    rows = [["云麓区", 2024, 30], ["云麓区", 2025, 32]]
    found = read([["历年空气质量"], ["区县", "年份", "PM2.5"], *rows])
    assert {v[2] for v in values(found)} == {"2024", "2025"}


def test_indicators_down_a_column_with_their_changes_and_earlier_values(read: Read) -> None:
    rows = [["PM2.5", 30], ["PM2.5同比", -5], ["PM2.5去年同期", 32], ["PM2.5上月", 25],
            ["PM2.5目标", 31], ["1-10月PM2.5", 33]]  # fmt: skip
    found = read([TITLE, ["指标", "云麓区"], *rows])
    assert values(found) == {
        ("云麓区", "pm25", "2026-10", 30), ("云麓区", "pm25", "2025-10", 32),
        ("云麓区", "pm25", "2026-09", 25), ("云麓区", "pm25", "2026-10M", 33),
    }  # fmt: skip
    assert not targets(found)
    assert not found.errors()
    assert {line[:5] for line in says(found)} == {"提示 A4", "提示 A7"}


def test_the_month_before_january_is_of_the_year_before(read: Read) -> None:
    rows = [["PM2.5", 30], ["PM2.5上月", 25]]
    found = read([["2026年1月空气质量"], ["指标", "云麓区"], *rows])
    assert {v[2:] for v in values(found)} == {("2026-01", 30), ("2025-12", 25)}


@pytest.mark.parametrize("line", [None, "单位：mg/m³"])
def test_milligrams_where_micrograms_were_meant_are_told_by_their_values(
    read: Read, line: str | None
) -> None:
    rows = [["区县", "SO2", "PM2.5"], ["云麓区", 0.006, 0.03], ["岚溪县", 0.005, 0.026]]
    found = read([TITLE, *([[line]] if line else []), *rows])
    assert ("云麓区", "pm25", "2026-10", 30) in values(found)
    assert ("岚溪县", "so2", "2026-10", 5) in values(found)
    assert all("像是以 mg/m³ 计" in text and text.startswith("警告") for text in says(found))
