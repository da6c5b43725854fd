"""Columns that leave their time to those beside them, stations of a city, hours over the columns,
ranks with the size of their list."""

from __future__ import annotations

import pytest

from yuetan_desktop.excel.recognition.periods import When, find_when

from .conftest import Read, says, values
from .layouts import Layout

TITLE = ["云岭市2026年10月环境空气质量"]
RANKS = ["2026年9月全市空气质量排名"]
LAST_YEAR = ["区县", "PM2.5", "{0}", "同比变化（%）", "优良天数比例（%）", "{0}", "同比（百分点）"]


def with_earlier(head: str) -> list[str]:
    return [cell.format(head) for cell in LAST_YEAR]


EARLIER = """云麓区 good_day_rate {0} 90.3
云麓区 good_day_rate 2026-10 93.5
云麓区 pm25 {0} 32
云麓区 pm25 2026-10 30"""
ROW = ["云麓区", 30, 32, -6.3, 93.5, 90.3, 3.2]
LAYOUTS = (
    *(
        Layout(
            f"{head} behind each of two indicators",
            [TITLE, with_earlier(head), ROW],
            EARLIER.format(period),
        )
        for head, period in (
            ("2025年同期", "2025-10"),
            ("去年同期", "2025-10"),
            ("2025年10月", "2025-10"),
            ("上月", "2026-09"),
        )
    ),
    Layout(
        "the title's pollutant is not that of last year's rate",
        [["云岭市2026年10月PM2.5浓度"], with_earlier("去年同期"), ROW],
        EARLIER.format("2025-10"),
    ),
    Layout(
        "last year behind the second of two indicators alone is asked about",
        [TITLE, ["区县", "PM2.5", "优良天数", "去年同期"], ["云麓区", 30, 27, 26]],
        """云麓区 good_days 2025-10 26
        云麓区 good_days 2026-10 27
        云麓区 pm25 2026-10 30""",
        told=("警告 D2：“去年同期”紧接在优良天数之后，按优良天数的读取，请核对。",),
    ),
    Layout(
        "last year's ranks beside last year's index",
        [
            RANKS,
            ["县区", "综合指数", "排名", "去年同期综合指数", "去年同期排名", "上月排名"],
            ["云麓区", 3.2, 1, 3.5, 2, 2],
            ["岚溪县", 3.3, 2, 3.4, 1, 1],
        ],
        """云麓区 air_index 2025-09 3.5
        云麓区 air_index 2026-09 3.2
        云麓区 air_index_rank_city 2025-09 2
        云麓区 air_index_rank_city 2026-08 2
        云麓区 air_index_rank_city 2026-09 1
        岚溪县 air_index 2025-09 3.4
        岚溪县 air_index 2026-09 3.3
        岚溪县 air_index_rank_city 2025-09 1
        岚溪县 air_index_rank_city 2026-08 1
        岚溪县 air_index_rank_city 2026-09 2""",
    ),
    Layout(
        "the rank behind the months of a year and their total is the total's",
        [
            ["2026年云岭市综合指数"],
            ["县区", "1月", "2月", "1-2月", "排名"],
            ["云麓区", 3.2, 3.3, 3.25, 1],
            ["岚溪县", 3.5, 3.6, 3.55, 2],
        ],
        """云麓区 air_index 2026-01 3.2
        云麓区 air_index 2026-02 3.3
        云麓区 air_index 2026-2M 3.25
        云麓区 air_index_rank_city 2026-2M 1
        岚溪县 air_index 2026-01 3.5
        岚溪县 air_index 2026-02 3.6
        岚溪县 air_index 2026-2M 3.55
        岚溪县 air_index_rank_city 2026-2M 2""",
    ),
    Layout(
        "a rank behind each month is that month's",
        [
            ["2026年云岭市综合指数"],
            ["县区", "1月", "排名", "2月", "排名"],
            ["云麓区", 3.2, 1, 3.3, 2],
            ["岚溪县", 3.5, 2, 3.1, 1],
        ],
        """云麓区 air_index 2026-01 3.2
        云麓区 air_index 2026-02 3.3
        云麓区 air_index_rank_city 2026-01 1
        云麓区 air_index_rank_city 2026-02 2
        岚溪县 air_index 2026-01 3.5
        岚溪县 air_index 2026-02 3.1
        岚溪县 air_index_rank_city 2026-01 2
        岚溪县 air_index_rank_city 2026-02 1""",
    ),
    Layout(
        "a rate among months that no total closes is of no stated time",
        [["2026年云岭市优良天数"], ["县区", "优良率", "1月", "2月"], ["云麓区", 86.4, 25, 26]],
        """云麓区 good_days 2026-01 25
        云麓区 good_days 2026-02 26""",
        told=(
            "提示 B2：“优良率”这一列没有识别，未入库（旁边各列是各个月的，这一列没有写明是哪几个月的）。",
        ),
    ),
    Layout(
        "the running rate behind the running total of days",
        [
            ["2026年云岭市优良天数统计"],
            ["县区", "1月", "2月", "累计优良天数", "累计优良率"],
            ["云麓区", 25, 26, 51, "86.4%"],
        ],
        """云麓区 good_days 2026-01 25
        云麓区 good_days 2026-02 26
        云麓区 good_days 2026-2M 51
        云麓区 good_day_rate 2026-2M 86.4""",
    ),
    Layout(
        "days of a station export are the station's and not the city's",
        [
            ["城市名称", "监测点", "时间", "PM2.5浓度"],
            ["云岭市", "云麓站", "2026-10-01", "30"],
            ["云岭市", "城东站", "2026-10-01", "40"],
        ],
        """云麓站 pm25 2026-10-01 30
        城东站 pm25 2026-10-01 40""",
    ),
    Layout(
        "ranks of a province's list with its size",
        [
            ["2026年10月环境空气质量"],
            ["区县", "综合指数", "排名"],
            ["云麓区", 3.2, "50/183"],
            ["岚溪县", 3.5, "85/183"],
        ],
        """云麓区 air_index 2026-10 3.2
        云麓区 air_index_rank 2026-10 50
        岚溪县 air_index 2026-10 3.5
        岚溪县 air_index_rank 2026-10 85""",
    ),
    Layout(
        "ranks of a city's list with its size",
        [TITLE, ["区县", "综合指数", "排名"], ["云麓区", 3.2, "1/8"], ["岚溪县", 3.5, "5/8"]],
        """云麓区 air_index 2026-10 3.2
        云麓区 air_index_rank_city 2026-10 1
        岚溪县 air_index 2026-10 3.5
        岚溪县 air_index_rank_city 2026-10 5""",
    ),
    Layout(
        "the province's rank behind the index of water is of that",
        [
            ["2026年1-9月县（市、区）水质排名"],
            ["县区", "CWQI", "全省排名"],
            ["云麓区", 3.2, 81],
            ["岚溪县", 3.3, 92],
        ],
        """云麓区 cwqi 2026-9M 3.2
        云麓区 cwqi_rank 2026-9M 81
        岚溪县 cwqi 2026-9M 3.3
        岚溪县 cwqi_rank 2026-9M 92""",
    ),
)


@pytest.mark.parametrize("layout", LAYOUTS, ids=str)
def test_a_layout_is_read_to_the_last_value(read: Read, layout: Layout) -> None:
    layout.check(read)


def test_a_year_s_mean_beside_months_still_to_come_is_of_those_that_are_there(read: Read) -> None:
    months = [f"{month}月" for month in range(1, 13)]
    row = ["云麓区", 25, 26, 30, *[None] * 9, 27, 33]
    found = read([["2026年云岭市PM2.5"], ["县区", *months, "年均", "年度目标"], row])
    assert ("云麓区", "pm25", "2026-Q1", 27) in values(found)
    assert "2026" not in {period for _, _, period, _ in values(found)}
    assert "警告 N2：“年均”旁边的月份只到3月，按1—3月读取，请核对。" in says(found)
    full = ["云麓区", *range(20, 32), 27, 33]
    found = read([["2025年云岭市PM2.5"], ["县区", *months, "年均", "年度目标"], full])
    assert ("云麓区", "pm25", "2025", 27) in values(found)


RUNNING = "这一列没有识别，未入库（累计到某一天，不是整月、整季或整年）。"


@pytest.mark.parametrize(
    "head", ["本月PM2.5", "月均PM2.5", "年均PM2.5", "本年PM2.5", "10月PM2.5", "1-10月PM2.5"]
)
def test_what_runs_to_the_day_of_a_daily_report_is_no_value_of_the_day(
    read: Read, head: str
) -> None:
    found = read([["2026年10月2日空气质量快报"], ["区县", "AQI", head], ["云麓区", 50, 31]])
    assert values(found) == {("云麓区", "aqi", "2026-10-02", 50)}
    assert says(found) == [f"提示 C2：“{head}”{RUNNING}"]


def test_beside_rows_of_days_a_mean_so_far_is_no_value_of_its_row(read: Read) -> None:
    rows = [["云麓区2026年10月逐日"], ["日期", "PM2.5", "月均值"], ["10月1日", 30, 35]]
    found = read(rows)
    assert values(found) == {("云麓区", "pm25", "2026-10-01", 30)}
    assert says(found) == [f"提示 C2：“月均值”{RUNNING}"]


def test_a_mean_of_the_year_in_the_report_of_a_month_is_that_of_the_year_so_far(
    read: Read,
) -> None:
    heads = ["区县", "PM2.5", "年均PM2.5", "今年以来优良率"]
    row = ["云麓区", 27, 35, 88]
    found = read([["2026年10月空气质量"], heads, row])
    assert values(found) == {
        ("云麓区", "pm25", "2026-10", 27),
        ("云麓区", "pm25", "2026-10M", 35),
        ("云麓区", "good_day_rate", "2026-10M", 88),
    }
    assert says(found) == ["警告 C2：“年均PM2.5”所在的表只到10月，按1—10月读取，请核对。"]
    of_year = read([["2026年12月空气质量"], heads, row])
    assert ("云麓区", "pm25", "2026", 35) in values(of_year)
    assert says(of_year) == []


def test_since_a_month_is_no_period(read: Read) -> None:
    found = read([["2026年1月以来空气质量"], ["区县", "PM2.5"], ["云麓区", 27]])
    assert values(found) == set()
    assert len(found.errors()) == 1


SAMPLED = ["断面名称", "采样日期", "NH3-N"]


def test_water_taken_on_a_day_is_that_of_the_month_of_the_report(read: Read) -> None:
    rows = [["青石桥", "2026.10.8", 0.12], ["石门", "10.9", 0.13]]
    found = read([["2026年10月省控断面监测数据"], SAMPLED, *rows])
    assert values(found) == {
        ("青石桥", "nh3n", "2026-10", 0.12),
        ("石门", "nh3n", "2026-10", 0.13),
    }
    assert says(found) == ["提示 B2：“采样日期”是取样的日子，这张表按标题的2026年10月读取。"]


def test_water_taken_twice_a_month_or_of_no_stated_month_is_of_its_days(read: Read) -> None:
    twice = [["青石桥", "2026.10.8", 0.12], ["青石桥", "2026.10.18", 0.14]]
    found = read([["2026年10月省控断面监测数据"], SAMPLED, *twice])
    assert {period for _, _, period, _ in values(found)} == {"2026-10-08", "2026-10-18"}
    assert {v[2] for v in values(read([SAMPLED, twice[0]]))} == {"2026-10-08"}


def test_ten_months_that_end_on_the_day_of_the_title_are_whole(read: Read) -> None:
    title = ["2026年10月31日空气质量快报"]
    found = read([title, ["区县", "AQI", "1-10月优良天数"], ["云麓区", 50, 250]])
    assert ("云麓区", "good_days", "2026-10M", 250) in values(found)


def test_ranks_over_two_numbers_of_different_lists_are_asked_about(read: Read) -> None:
    rows = [TITLE, ["区县", "综合指数", "排名"], ["云麓区", 3.2, "1/8"], ["岚溪县", 3.5, "5/4"]]
    assert [error.cell for error in read(rows).errors()] == ["C3", "C4"]


@pytest.mark.parametrize("heads", [range(1, 25), [f"{h}时" for h in range(24)]], ids=("1", "0时"))
def test_hours_over_the_columns_of_one_day_are_no_days_of_the_month(read: Read, heads) -> None:
    title = ["云麓区2026年10月1日PM2.5小时浓度"]
    found = read([title, ["站点", *heads, "日均"], ["云麓站", *range(20, 44), 31.5]])
    assert values(found) == {("云麓站", "pm25", "2026-10-01", 31.5)}


def test_thirty_one_numbers_over_columns_stay_days(read: Read) -> None:
    rows = [["云麓区2026年10月PM2.5日均浓度"], ["站点", *range(1, 32)], ["云麓站", *range(20, 51)]]
    assert len(values(read(rows))) == 31


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("2026.1-10各县区空气质量", When(2026, 1, 10)),
        ("2026年1-3空气质量", When(2026, 1, 3)),
        ("2026-1-10", When(2026, 1, 1, 10)),
        ("2026.1.10", When(2026, 1, 1, 10)),
        ("2026年10-05 08:00", When(2026, 10, 10, 5, 8)),
    ],
)
def test_a_year_with_a_point_and_two_numbers_with_a_dash_are_months(text: str, when: When) -> None:
    assert find_when(text) == when
