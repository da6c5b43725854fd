"""Tables that say when in odd ways, or not at all: months as sheets, cumulative columns, last year's
value in brackets, dates in all forms."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from yuetan_desktop.excel.recognition.periods import When, find_when

from .conftest import Read, says, values

pytestmark = pytest.mark.any_format

TITLE = ["2025年10月各县（区）环境空气质量状况"]


def test_months_as_sheets(read: Read) -> None:
    rows = [["各县区空气质量"], ["县区", "PM2.5"], ["安岳县", 26]]
    found = read({"9月": rows, "10月": rows}, name="2025年空气质量.xlsx")
    assert values(found) == {("安岳县", "pm25", "2025-09", 26), ("安岳县", "pm25", "2025-10", 26)}
    assert {s.sheet for s in found.observations} == {"9月", "10月"}


def test_period_only_in_the_file_name(read: Read) -> None:
    found = read([["县区", "PM2.5"], ["安岳县", 26]], name="空气月报2510.xlsx")
    assert values(found) == {("安岳县", "pm25", "2025-10", 26)}


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("二〇二六年十月各县（区）环境空气质量状况", "2026-10"),
        ("二○二六年一至九月环境空气质量状况", "2026-9M"),
        ("二零二五年上半年环境空气质量状况", "2025-H1"),
    ],
)
def test_a_title_in_chinese_digits(read: Read, title: str, period: str) -> None:
    found = read([[title], ["县区", "PM2.5"], ["安岳县", 26]])
    assert values(found) == {("安岳县", "pm25", period, 26)}


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("二〇二六年十月三十一日", When(2026, 10, 10, 31)),
        ("二〇二六年十一月十日", When(2026, 11, 11, 10)),
        ("二〇二六年二月二十日", When(2026, 2, 2, 20)),
        ("二〇二六年二月三日", When(2026, 2, 2, 3)),
        ("二〇二六年", When(2026)),
    ],
)
def test_a_day_in_chinese_digits_is_no_month(words: str, when: When) -> None:
    assert find_when(words) == when


def test_no_period_anywhere_is_an_error_and_nothing_is_guessed(read: Read) -> None:
    found = read([["县区", "PM2.5"], ["安岳县", 26]])
    assert not found.observations
    assert says(found) == [
        "错误 B2：不知道这些数据是哪一期的：请在标题、工作表名或文件名中写明年月。"
    ]


def test_title_and_file_name_disagree_on_the_year(read: Read) -> None:
    found = read([TITLE, ["县区", "PM2.5"], ["安岳县", 26]], name="空气月报2610.xlsx")
    assert values(found) == {("安岳县", "pm25", "2025-10", 26)}
    assert "警告 ：标题写的是2025年，文件名写的是2026年，按标题读取。" in says(found)


def test_title_with_month_and_year_to_date_is_not_guessed(read: Read) -> None:
    found = read([["2024年9月和1—9月空气质量"], ["县区", "PM2.5"], ["安岳县", 26]])
    assert not found.observations
    assert found.errors()


def test_month_and_cumulative_columns_in_one_table(read: Read) -> None:
    found = read(
        [
            ["2024年空气质量"],
            ["县区", "PM2.5", None],
            [None, "9月", "1—9月"],
            ["安岳县", 20, 31],
        ],
        merged=["B2:C2", "A2:A3"],
    )
    assert values(found) == {("安岳县", "pm25", "2024-09", 20), ("安岳县", "pm25", "2024-9M", 31)}


def test_this_year_last_year_and_change_side_by_side(read: Read) -> None:
    found = read(
        [
            ["2024年9月空气质量"],
            ["县区", "PM2.5", None, None],
            [None, "2024年", "2023年", "变化率"],
            ["安岳县", 20, 22, "-9.1%"],
        ],
        merged=["B2:D2", "A2:A3"],
    )
    assert values(found) == {("安岳县", "pm25", "2024-09", 20), ("安岳县", "pm25", "2023-09", 22)}


def test_last_years_class_goes_to_last_year(read: Read) -> None:
    found = read(
        [
            ["2025年10月断面水质"],
            ["断面名称", "本月类别", "上月类别", "上年同期类别"],
            ["元坝子", "Ⅲ", "Ⅱ", "Ⅳ"],
        ]
    )
    assert values(found) == {
        ("元坝子", "water_class", "2025-10", 3),
        ("元坝子", "water_class", "2025-09", 2),
        ("元坝子", "water_class", "2024-10", 4),
    }


def test_brackets_hold_last_years_value_and_rank(read: Read) -> None:
    found = read(
        [
            ["2023年5月全省县级行政区域综合指数"],
            ["区县", "综合指数", "综合指数排名"],
            ["甲县", "3.25(3.76)", "31(74)"],
        ]
    )
    assert values(found) == {
        ("甲县", "air_index", "2023-05", 3.25),
        ("甲县", "air_index", "2022-05", 3.76),
        ("甲县", "air_index_rank", "2023-05", 31),
        ("甲县", "air_index_rank", "2022-05", 74),
    }
    assert any("括号内的数按上年同期值读取" in line for line in says(found))


def test_year_and_month_in_two_columns(read: Read) -> None:
    found = read(
        [["年份", "月份", "县区", "PM2.5"], [2025, 9, "安岳县", 17], [2025, 10, "安岳县", 26]]
    )
    assert {v[2] for v in values(found)} == {"2025-09", "2025-10"}


def test_dates_in_all_forms(read: Read) -> None:
    days = [
        date(2025, 4, 1),
        "2025-04-02",
        "2025/4/3",
        "2025年04月04日",
        20250405,
        "20250406",
        45754,
        datetime(2025, 4, 8),
    ]
    found = read([["日期", "县区", "PM2.5"], *[[day, "安岳县", 20] for day in days]])
    assert [s.period for s in found.observations] == [f"2025-04-{day:02}" for day in range(1, 9)]


def test_2025_1_as_a_number_may_be_january_or_october(read: Read) -> None:
    found = read([["月份", "县区", "PM2.5"], [2025.1, "安岳县", 20], ["2025.10", "安岳县", 21]])
    assert values(found) == {("安岳县", "pm25", "2025-10", 21)}
    assert [p.cell for p in found.errors()] == ["A2"]
