"""Cells and heads that say two things at once, and ranks that do not count from the best: read for
what is certain, the rest told; once each of these was stored as something else."""

from __future__ import annotations

import pytest

from .conftest import Read, says, values

pytestmark = pytest.mark.any_format

TITLE = ["云岭市2026年10月各县（市、区）环境空气质量情况"]


@pytest.mark.parametrize(
    "written", ["30(-6.3%)", "30（+2.1）", "30(↓2)", "30（同比下降6%）", "30(5%)"]
)
def test_a_change_in_brackets_is_no_value_of_last_year(read: Read, written: str) -> None:
    found = read([TITLE, ["区县", "PM2.5", "PM10"], ["云麓区", written, 52]])
    assert values(found) == {("云麓区", "pm25", "2026-10", 30), ("云麓区", "pm10", "2026-10", 52)}
    assert says(found) == ["提示 B3：括号内（箭头后）是变化情况，未入库。"]


def test_last_year_in_brackets_stays_last_year(read: Read) -> None:
    found = read([TITLE, ["区县", "PM2.5"], ["云麓区", "30.3(32.1)"]])
    assert {v[2:] for v in values(found)} == {("2026-10", 30.3), ("2025-10", 32.1)}


def test_a_small_number_in_brackets_is_told_and_not_stored(read: Read) -> None:
    found = read([TITLE, ["区县", "优良率"], ["云麓区", "96.8（3.1）"]])
    assert values(found) == {("云麓区", "good_day_rate", "2026-10", 96.8)}
    assert says(found) == ["警告 B3：括号内的3.1不像上年同期值，未入库，请核对。"]


def test_a_head_that_says_what_the_brackets_hold(read: Read) -> None:
    heads = ["区县", "优良天数(去年)", "综合指数(排名)", "PM2.5（同比变化）"]
    found = read([TITLE, heads, ["云麓区", "29(28)", "3.0(1)", "30(2)"]])
    assert values(found) == {
        ("云麓区", "good_days", "2026-10", 29), ("云麓区", "good_days", "2025-10", 28),
        ("云麓区", "air_index", "2026-10", 3), ("云麓区", "air_index_rank_city", "2026-10", 1),
        ("云麓区", "pm25", "2026-10", 30),
    }  # fmt: skip


@pytest.mark.parametrize("written", ["150（↓3）", "150(上升5位)"])
def test_a_rank_with_its_change(read: Read, written: str) -> None:
    found = read([TITLE, ["区县", "综合指数", "全省排名"], ["云麓区", 5.2, written]])
    assert ("云麓区", "air_index_rank", "2026-10", 150) in values(found)


def test_a_rank_of_a_list_s_size_is_proposed(read: Read) -> None:
    (error,) = read([TITLE, ["区县", "综合指数", "全省排名"], ["云麓区", 5.2, "150/183"]]).errors()
    assert (error.cell, error.proposal) == ("C3", "150")


def test_ranks_that_count_from_the_end_are_not_ranks(read: Read) -> None:
    found = read([TITLE, ["区县", "综合指数", "全省倒数排名"], ["云麓区", 5.2, 3]])
    assert {v[1] for v in values(found)} == {"air_index"}
    rows = [["排名", "县（市、区）", "综合指数"], [1, "云麓区", 5.2], [2, "岚溪县", 5.0]]
    last = read([["2026年10月全省空气质量排名后10位县（市、区）"], *rows])
    assert {v[1] for v in values(last)} == {"air_index"}
    assert "标题写的是后几位" in says(last)[0]


def test_the_end_of_a_list_with_its_own_ranks_is_read(read: Read) -> None:
    rows = [["排名", "县（市、区）", "综合指数"], [182, "云麓区", 5.0], [183, "岚溪县", 5.2]]
    found = read([["2026年10月全省县级行政区空气质量排名后10位"], *rows])
    assert ("岚溪县", "air_index_rank", "2026-10", 183) in values(found)


def test_ranks_of_changes_of_the_air_are_not_those_of_the_water(read: Read) -> None:
    heads = ["区县", "综合指数", "变化排名", "改善幅度全市排名"]
    found = read([TITLE, heads, ["云麓区", 3.2, 1, 2]])
    assert {v[1] for v in values(found)} == {"air_index"}


def test_ranks_of_changes_of_the_water_within_one_city_are_not_those_of_the_province(
    read: Read,
) -> None:
    rows = [["县（市、区）", "水环境质量指数", "变化排名"], ["云麓区", 2.8, 1], ["岚溪县", 3.1, 2]]
    city = read([["2026年1月各县（市、区）水环境质量与变化排名"], *rows])
    assert {v[1] for v in values(city)} == {"cwqi"}
    province = read([["2026年1月全省县（市、区）水环境质量与变化排名"], *rows])
    assert {v[1] for v in values(province)} == {"cwqi", "water_improvement_rank"}


def test_the_goal_of_no_stated_time_beside_a_month_is_asked_about(read: Read) -> None:
    found = read([TITLE, ["区县", "PM2.5", "PM2.5目标"], ["云麓区", 30, 32]])
    assert not found.targets
    assert "没有写明是哪一期的目标，未入库" in says(found)[0]


def test_the_category_of_an_event_under_its_shortest_head(read: Read) -> None:
    found = read(
        [
            ["2026年生态环境事项登记"],
            ["日期", "县区", "类别", "事项", "是否认定"],
            ["2026-10-08", "云麓区", "重污染天", "10月8日重度污染", "待认定"],
            ["2026-10-09", "岚溪县", "其他", "某事", "是"],
        ]
    )
    assert [i.kind for i in found.incidents] == ["heavy_pollution_day"]
    assert [p.cell for p in found.errors()] == ["C4"]


def test_changes_and_shares_among_values_are_errors_and_no_values(read: Read) -> None:
    heads = ["区县", "PM2.5", "优良天数", "全省排名", "综合指数同比（%）"]
    rows = [
        ["云麓区", "30%", "增加2天", "40→38", "上升2%"],
        ["岚溪县", "30→28", "28天", "下降2位", -3],
    ]
    found = read([TITLE, heads, *rows])
    assert {(v[1], v[3]) for v in values(found)} == {
        ("good_days", 28), ("air_index_change", 2), ("air_index_change", -3),
    }  # fmt: skip
    assert says(found) == [
        "错误 B3：“30%”带有百分号，不是PM2.5平均浓度，未读取。",
        "错误 C3：“增加2天”是变化情况，不是优良天数，未读取。",
        "错误 D3：“40→38”里有两个数，不知道哪个是本期的。",
        "错误 B4：“30→28”里有两个数，不知道哪个是本期的。",
        "错误 D4：“下降2位”是变化情况，不是空气质量综合指数全省排名，未读取。",
    ]
