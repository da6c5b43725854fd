"""Doubts about what a file says: impossible, inconsistent, doubled, odd. Each at its boundary."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from yuetan_desktop.excel.checking.serieschecks import copied_rows
from yuetan_desktop.excel.results import FileReading

from .conftest import Read, says, values

SIX = ["SO2", "NO2", "PM10", "PM2.5", "CO", "O3_8h"]
OCTOBER = ["2025年10月各县（区）环境空气质量状况"]
NEW = ["2026年4月各县（区）环境空气质量状况"]
CONCENTRATIONS = [8, 22, 50, 32, 1, 150]  # index 3.4994 before March 2026, 7.3917 after


def about(found: FileReading, word: str) -> list[str]:
    return [line for line in says(found) if word in line]


def daily(read: Read, column: str, numbers: list[Any], first: date = date(2025, 10, 1)) -> Any:
    rows = [["日期", "县区", column]]
    rows += [[first + timedelta(days=n), "安岳县", number] for n, number in enumerate(numbers)]
    return read(rows)


# -- days, valid days, rate ----------------------------------------------------------------------
@pytest.mark.parametrize(("good", "valid", "wrong"), [(30, 30, False), (31, 30, True)])
def test_good_days_never_exceed_valid_days(read: Read, good: int, valid: int, wrong: bool) -> None:
    found = read([OCTOBER, ["县区", "优良天数", "有效天数"], ["安岳县", good, valid]])
    assert bool(about(found, "大于有效天数")) is wrong


@pytest.mark.parametrize(("days", "wrong"), [(30, False), (31, True)])
def test_april_has_thirty_days(read: Read, days: int, wrong: bool) -> None:
    found = read([["2025年4月"], ["县区", "有效天数"], ["安岳县", days]])
    assert says(found) == (["错误 B3：31天，超过2025年4月的30天。"] if wrong else [])


def test_the_31st_of_april_is_no_day(read: Read) -> None:
    rows = [["日期", "县区", "PM2.5"], ["2025-04-30", "安岳县", 20], ["2025-04-31", "安岳县", 21]]
    found = read(rows)
    assert len(found.observations) == 1
    assert says(found) == ["错误 C3：4月没有31日，此格未读取。"]


@pytest.mark.parametrize(("rate", "wrong"), [(100, False), (100.1, True)])
def test_no_rate_is_over_100(read: Read, rate: float, wrong: bool) -> None:
    found = read([OCTOBER, ["县区", "优良天数率(%)"], ["安岳县", rate]])
    assert bool(found.errors()) is wrong


@pytest.mark.parametrize(("rate", "wrong"), [(83.9, False), (83.8, True), (86.7, True)])
def test_the_rate_is_good_over_valid_days(read: Read, rate: float, wrong: bool) -> None:
    heads = ["县区", "优良天数", "有效天数", "优良天数率(%)"]
    found = read([OCTOBER, heads, ["安岳县", 26, 31, rate]])
    assert [p.proposal for p in found.problems] == (["83.9"] if wrong else [])


@pytest.mark.parametrize(("rate", "wrong"), [(83.9, False), (86.7, False), (80.0, True)])
def test_without_valid_days_the_rate_is_at_least_that_of_calendar_days(
    read: Read, rate: float, wrong: bool
) -> None:
    found = read([OCTOBER, ["县区", "优良天数", "优良天数率(%)"], ["安岳县", 26, rate]])
    assert bool(about(found, "至少为83.9%")) is wrong


# -- standards -----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("day", "aqi", "wrong"),
    [
        ("2026-02-28", 100, False),  # PM2.5 75 by the old text
        ("2026-02-28", 101, False),
        ("2026-02-28", 102, True),
        ("2026-03-01", 114, False),  # and by the new one
        ("2026-03-01", 100, True),
    ],
)
def test_aqi_more_than_one_off_by_the_standard_of_its_day(
    read: Read, day: str, aqi: int, wrong: bool
) -> None:
    rows = [["日期", "县区", *SIX, "AQI"], [day, "安岳县", 8, 22, 50, 75, 1, 90, aqi]]
    assert bool(about(read(rows), "AQI为")) is wrong


def test_aqi_of_a_day_with_a_pollutant_missing_may_be_higher_but_not_lower(read: Read) -> None:
    heads = ["日期", "县区", "PM2.5", "AQI"]
    assert not read([heads, ["2025-10-01", "安岳县", 35, 80]]).problems
    assert about(read([heads, ["2025-10-01", "安岳县", 75, 80]]), "AQI为80")


@pytest.mark.parametrize(("index", "wrong"), [(3.5, False), (3.52, False), (3.53, True)])
def test_index_more_than_two_hundredths_off(read: Read, index: float, wrong: bool) -> None:
    found = read([OCTOBER, ["县区", *SIX, "综合指数"], ["安岳县", *CONCENTRATIONS, index]])
    lines = about(found, "综合指数为")
    assert bool(lines) is wrong
    assert all(line.startswith("警告 H3：") for line in lines)


def test_an_index_made_by_the_other_text_is_said_and_not_called_wrong(read: Read) -> None:
    found = read([NEW, ["县区", *SIX, "综合指数"], ["安岳县", *CONCENTRATIONS, 3.5]])
    (line,) = says(found)
    assert line.startswith("提示 H3：综合指数3.5与GB 3095—2012的算法一致")
    assert not read([NEW, ["县区", *SIX, "综合指数"], ["安岳县", *CONCENTRATIONS, 7.39]]).problems


@pytest.mark.parametrize(
    ("stated", "phosphorus", "wrong"),
    [("Ⅲ", 0.2, False), ("Ⅲ", 0.201, True), ("Ⅳ", 0.1, False)],
)
def test_a_class_better_than_its_concentrations(
    read: Read, stated: str, phosphorus: float, wrong: bool
) -> None:
    heads = ["断面名称", "水质类别", "总磷", "氨氮"]
    found = read([["2025年10月断面水质"], heads, ["元坝子", stated, phosphorus, 0.3]])
    assert [p.proposal for p in found.problems] == (["Ⅳ"] if wrong else [])


@pytest.mark.parametrize(("second", "wrong"), [(3.0, True), (3.1, False)])
def test_rank_order_against_the_index(read: Read, second: float, wrong: bool) -> None:
    rows = [["2025年10月全省县级行政区域排名"], ["排名", "县（市、区）", "综合指数"]]
    found = read([*rows, [1, "甲县", 3.1], [2, "乙县", second], [3, "丙县", 3.3]])
    assert bool(about(found, "次序不符")) is wrong


@pytest.mark.parametrize("column", ["综合指数", "水质指数(CWQI)"])
@pytest.mark.parametrize("title", ["2025年10月全省县级行政区域排名", "2025年10月各县（区）排名"])
def test_every_kind_of_rank_is_held_against_its_index(read: Read, column: str, title: str) -> None:
    """全市 as well as 全省, of air as well as of water."""
    rows = [[title], ["县（市、区）", column, "排名"], ["安岳县", 3.2, 1]]
    assert not about(read([*rows, ["乐至县", 3.5, 2], ["雁江区", 3.9, 3]]), "次序不符")
    wrong = read([*rows, ["乐至县", 3.9, 2], ["雁江区", 3.5, 3]])
    assert about(wrong, "次序不符") == ["警告 C5：名次与指数的次序不符：指数3.5却排在3.9之后。"]


@pytest.mark.parametrize(
    ("stated", "asked"), [("Ⅲ", False), ("Ⅳ", False), ("Ⅱ", True), ("Ⅴ", True)]
)
def test_a_class_of_the_concentrations_as_they_are_or_rounded_for_evaluation_is_right(
    read: Read, stated: str, asked: bool
) -> None:
    """总磷 0.2003: Ⅳ as it is, Ⅲ after rounding to 0.200."""
    heads = ["断面名称", "水质类别", "高锰酸盐指数", "化学需氧量", "氨氮", "总磷"]
    found = read([["2025年10月断面水质"], heads, ["元坝子", stated, 3, 12, 0.3, 0.2003]])
    assert bool(found.problems) is asked


@pytest.mark.parametrize(("stated", "asked"), [("Ⅱ", False), ("Ⅲ", True), ("劣Ⅴ", True)])
def test_a_class_worse_than_many_concentrations_is_asked_about(
    read: Read, stated: str, asked: bool
) -> None:
    """An item that the table leaves out may have decided: a hint, without a proposal."""
    heads = ["断面名称", "水质类别", "高锰酸盐指数", "化学需氧量", "氨氮", "总磷"]
    found = read([["2025年10月断面水质"], heads, ["元坝子", stated, 3, 12, 0.3, 0.08]])
    assert [p.severity for p in found.problems] == (["提示"] if asked else [])
    assert not any(p.proposal for p in found.problems)
    assert bool(about(found, "4项浓度判为Ⅱ类；如由表中没有的项目决定，不必改动")) is asked


# -- doubled -------------------------------------------------------------------------------------
def test_a_day_twice_and_the_next_one_missing_asks_for_the_date(read: Read) -> None:
    days = ["2025-10-01", "2025-10-02", "2025-10-02", "2025-10-04"]
    rows = [["日期", "县区", "PM2.5"], *([day, "安岳县", n] for n, day in enumerate(days, 20))]
    (line,) = about(read(rows), "此格未读取")
    assert line.startswith("错误 C4：")
    assert "而10月3日没有数据，请核对日期" in line


def test_a_day_twice_with_nothing_missing_asks_for_no_date(read: Read) -> None:
    days = ["2025-10-01", "2025-10-02", "2025-10-02", "2025-10-03"]
    rows = [["日期", "县区", "PM2.5"], *([day, "安岳县", n] for n, day in enumerate(days, 20))]
    (line,) = about(read(rows), "此格未读取")
    assert "请核对日期" not in line


def test_the_same_row_twice_is_doubted_only_where_a_day_is_missing(read: Read) -> None:
    head = ["日期", "县区", "PM2.5"]
    gap = [["2025-10-01", 20], ["2025-10-02", 21], ["2025-10-02", 21], ["2025-10-04", 23]]
    assert about(read([head, *([d, "安岳县", v] for d, v in gap)]), "已有一次")
    whole = [["2025-10-01", 20], ["2025-10-02", 21], ["2025-10-02", 21], ["2025-10-03", 23]]
    assert not read([head, *([d, "安岳县", v] for d, v in whole)]).problems


# -- series --------------------------------------------------------------------------------------
@pytest.mark.parametrize(("same", "doubted"), [(4, False), (5, True)])
def test_five_days_with_one_value(read: Read, same: int, doubted: bool) -> None:
    found = daily(read, "PM2.5", [20, 24, *[31] * same, 28])
    lines = about(found, "连续")
    assert bool(lines) is doubted
    assert all(
        line.startswith("提示 C4：安岳县的PM2.5从2025-10-03起连续5天都是31") for line in lines
    )


def test_low_so2_may_stand_still(read: Read) -> None:
    assert not daily(read, "SO2", [6] * 9).problems


def test_days_apart_are_no_run(read: Read) -> None:
    rows: list[list[Any]] = [["日期", "县区", "PM2.5"]]
    rows += [[f"2025-10-{day:02}", "安岳县", 31] for day in (1, 3, 5, 7, 9, 11)]
    assert not read(rows).problems


@pytest.mark.parametrize(("value", "doubted"), [(149, False), (150, True), (6, True), (7, False)])
def test_a_day_five_times_its_neighbours(read: Read, value: float, doubted: bool) -> None:
    found = daily(read, "PM2.5", [30, value, 30.5 if value < 30 else 29])
    lines = about(found, "变化较大")
    assert bool(lines) is doubted
    assert all(line.startswith("提示 C3：") for line in lines)


def monthly(read: Read, numbers: list[Any]) -> Any:
    heads = ["县区", *(f"{month}月" for month in range(1, len(numbers) + 1))]
    return read(
        [["2025年各县（区）逐月PM2.5"], heads, ["安岳县", *numbers], ["乐至县", *range(30, 42)]]
    )


@pytest.mark.parametrize(("same", "doubted"), [(4, False), (5, True)])
def test_months_with_one_value(read: Read, same: int, doubted: bool) -> None:
    found = monthly(read, [30, *[35] * same, *range(40, 51 - same)])
    words = f"提示 C3：安岳县的PM2.5从2025年2月起连续{same}个月都是35，请核对。"
    assert (words in about(found, "连续")) is doubted


@pytest.mark.parametrize(("value", "doubted"), [(160, False), (165, True), (6, True), (7, False)])
def test_a_month_five_times_its_neighbours(read: Read, value: float, doubted: bool) -> None:
    found = monthly(read, [31, 33, 32, value, 33, 34, 31, 30, 29, 33, 32, 31])
    assert bool(about(found, "前后两个月")) is doubted


def test_days_copied_further_down(read: Read) -> None:
    rows: list[list[Any]] = [["日期", "县区", "PM2.5", "PM10", "NO2"]]
    for n in range(10):
        at = n - 6 if n >= 6 else n
        rows.append([date(2025, 10, 1) + timedelta(n), "安岳县", 20 + at, 41 + 2 * at, 12 + at])
    (line,) = about(read(rows), "向下填充")
    assert line.startswith("警告 C8：安岳县从2025-10-07起4天的各项数值与2025-10-01起的完全相同")


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([(1, 2, 3), (2, 3, 4), (1, 2, 3), (2, 3, 4)], []),  # two rows may be chance
        ([(1, 2, 3), (2, 3, 4), (3, 4, 5), (1, 2, 3), (2, 3, 4), (3, 4, 5)], [(0, 3, 3)]),
        ([(1, 2), (2, 3), (3, 4), (1, 2), (2, 3), (3, 4)], []),  # two values may be too
        ([(1, 1, 1)] * 9, []),
    ],
)
def test_what_counts_as_copied(rows: list[tuple[int, ...]], found: list[Any]) -> None:
    assert [tuple(run) for run in copied_rows(rows)] == found


def test_one_unit_far_from_the_middle_of_all(read: Read) -> None:
    rows = [[f"{n}县", 20 + n] for n in range(5)]
    assert not read([OCTOBER, ["县区", "PM2.5"], *rows, ["安岳县", 100]]).problems
    found = read([OCTOBER, ["县区", "PM2.5"], *rows, ["安岳县", 268]])
    assert says(found) == [
        "提示 B8：PM2.5为268，表中各单位的中位数为22.5，相差较大，请核对小数点和单位。"
    ]
    assert ("安岳县", "pm25", "2025-10", 268) in values(found)


def test_two_units_with_the_same_numbers(read: Read) -> None:
    heads = ["县区", "PM2.5", "PM10", "SO2", "NO2"]
    rows = [["安岳县", 26, 45, 6, 20], ["乐至县", 26, 45, 6, 20], ["雁江区", 27, 45, 6, 20]]
    (line,) = says(read([OCTOBER, heads, *rows]))
    assert line.startswith("提示 B4：乐至县的各项数值与安岳县完全相同")


def test_a_column_full_of_doubts_is_one_matter(read: Read) -> None:
    days = [date(2025, 1, 1) + timedelta(n) for n in range(130)]
    rows: list[list[Any]] = [["日期", "县区", "PM2.5", "AQI"]]
    rows += [[day, "安岳县", 75 + n % 9, 60] for n, day in enumerate(days)]
    lines = [line for line in says(read(rows)) if line.startswith("警告")]
    assert len(lines) == 101
    assert lines[-1] == "警告 D102：这一列另有30处同类的警告，从此格起不再逐一列出。"


# -- units and ranges ----------------------------------------------------------------------------
def test_one_co_in_micrograms_among_milligrams_is_proposed(read: Read) -> None:
    found = read([OCTOBER, ["县区", "CO"], ["甲县", 0.9], ["乙县", 900], ["丙县", 1.1]])
    assert [(p.cell, p.proposal) for p in found.errors()] == [("B4", "0.9")]
    assert {v[0] for v in values(found)} == {"甲县", "丙县"}


def test_no_hint_accuses_anybody(read: Read) -> None:
    found = daily(read, "PM2.5", [20, 24, *[31] * 6, 300, 28])
    assert len(found.problems) == 2
    for line in says(found):
        assert "请核对" in line
        assert not any(word in line for word in ("造假", "篡改", "伪造", "作弊", "虚报"))
