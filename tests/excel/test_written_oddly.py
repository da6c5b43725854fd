"""Cells, rows and names written so that they were once read as something else, silently."""

from __future__ import annotations

import pytest

from .conftest import Read, says, values

TITLE = ["云岭市2026年10月各县（市、区）环境空气质量情况"]


def test_a_comma_for_the_point_is_proposed_and_never_left_out(read: Read) -> None:
    found = read([TITLE, ["区县", "PM2.5", "CO"], ["云麓区", "30,3", "0,9"]])
    assert not found.observations
    assert [(p.cell, p.proposal) for p in found.errors()] == [("B3", "30.3"), ("C3", "0.9")]


def test_thousands_keep_their_comma(read: Read) -> None:
    rows = [["2026年10月水质"], ["断面名称", "藻密度"], ["溪口", "1,026,000"]]
    assert {v[3] for v in values(read(rows))} == {1026000}


@pytest.mark.parametrize("written", ["10/05/2026", "Oct 12, 2026", "5-10-2026"])
def test_a_date_in_an_order_nobody_can_tell_is_no_year(read: Read, written: str) -> None:
    found = read([["空气质量日数据"], ["日期", "区县", "PM2.5"], [written, "云麓区", 30]])
    assert not found.observations
    assert "看不出是哪一期" in found.errors()[0].message


@pytest.mark.parametrize(
    "row",
    ["2025年同期", "去年同期", "同比", "同比(%)", "目标值", "国家二级标准", "排名", "标准限值"],
)
def test_rows_under_the_units_that_are_no_units(read: Read, row: str) -> None:
    rows = [["区县", "PM2.5", "PM10"], ["云麓区", 30, 52], ["岚溪县", 26, 44], [row, 2, 3]]
    found = read([TITLE, *rows])
    assert {place.name for place in found.places} == {"云麓区", "岚溪县"}
    assert not found.errors()


@pytest.mark.parametrize(
    ("title", "place"),
    [("2026年10月云麓区空气质量日报", "云麓区"), ("2026年10月日照市空气质量", "日照市"),
     ("日照市2026年10月空气质量", "日照市"), ("2026年度岚溪县空气质量", "岚溪县")],
)  # fmt: skip
def test_the_unit_after_a_date_in_the_title(read: Read, title: str, place: str) -> None:
    found = read([[title], ["日期", "星期", "AQI", "O3最大1小时"], ["2026-10-01", "四", 65, 120]])
    assert values(found) == {(place, "aqi", "2026-10-01", 65)}


def test_percentiles_that_are_no_statistic_of_the_indicator(read: Read) -> None:
    heads = ["区县", "PM2.5第95百分位", "NO2第98百分位", "CO第95百分位", "O3-8h第90百分位"]
    found = read([TITLE, heads, ["云麓区", 66, 44, 0.9, 150]])
    assert {(v[1], v[3]) for v in values(found)} == {("co", 0.9), ("o3", 150)}


def test_the_stated_statistic_holds_before_a_bare_name(read: Read) -> None:
    found = read(
        [TITLE, ["区县", "CO", "CO-95per", "O3", "O3-90per"], ["云麓区", 0.6, 0.9, 88, 150]]
    )
    assert {(v[1], v[3]) for v in values(found)} == {("co", 0.9), ("o3", 150)}
    assert {line[:5] for line in says(found)} == {"提示 B2", "提示 D2"}


def test_missing_in_one_word_and_units_in_short(read: Read) -> None:
    rows = [["区县", "PM2.5", "PM10"], ["云麓区", "26微克", "缺"], ["岚溪县", "缺数据", 44]]
    found = read([TITLE, *rows])
    assert {(v[0], v[1], v[3]) for v in values(found)} == {
        ("云麓区", "pm25", 26), ("岚溪县", "pm10", 44),
    }  # fmt: skip
    assert not found.errors()
