"""Units that a row of the head names, over or under the indicators: each value goes to its own
unit, never to the city of the title."""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import Read, says, values

pytestmark = pytest.mark.any_format

AIR = ["云岭市2026年10月环境空气质量"]
GROUPS = ["A2:A3", "B2:C2", "D2:E2"]
UNITS = ["项目", "云麓区", None, "岚溪县", None]
BOTH = [None, "综合指数", "PM2.5", "综合指数", "PM2.5"]
QUANTITIES = [
    ["浓度", 3.25, 30, 2.88, 25],
    ["排名", 2, 2, 1, 1],
    ["同比", "-3%", "1%", "1%", "2%"],
    ["去年同期", 3.5, 31, 2.8, 24],
]
OF_QUANTITIES = {
    ("云麓区", "air_index", "2026-10", 3.25), ("岚溪县", "air_index", "2026-10", 2.88),
    ("云麓区", "air_index_rank_city", "2026-10", 2), ("岚溪县", "air_index_rank_city", "2026-10", 1),
    ("云麓区", "air_index", "2025-10", 3.5), ("岚溪县", "air_index", "2025-10", 2.8),
    ("云麓区", "pm25", "2026-10", 30), ("岚溪县", "pm25", "2026-10", 25),
    ("云麓区", "pm25", "2025-10", 31), ("岚溪县", "pm25", "2025-10", 24),
}  # fmt: skip


@pytest.mark.parametrize("merged", [GROUPS, []])
def test_units_over_indicators_in_a_table_of_quantities(read: Read, merged: list[str]) -> None:
    found = read([AIR, UNITS, BOTH, *QUANTITIES], merged=merged)
    changes = {v for v in values(found) if v[1] == "air_index_change"}
    assert values(found) - changes == OF_QUANTITIES
    assert not found.errors()
    assert {s.cell for s in found.observations if s.indicator == "pm25"} == {"C4", "C7", "E4", "E7"}


def test_indicators_over_units(read: Read) -> None:
    found = read(
        [AIR, ["项目", "PM2.5", None, "PM10", None], [None, *["云麓区", "岚溪县"] * 2],
         ["浓度", 30, 25, 50, 45], ["去年同期", 31, 24, 51, 44]],
        merged=GROUPS,
    )  # fmt: skip
    assert values(found) == {
        ("云麓区", "pm25", "2026-10", 30), ("岚溪县", "pm25", "2026-10", 25),
        ("云麓区", "pm10", "2026-10", 50), ("岚溪县", "pm10", "2026-10", 45),
        ("云麓区", "pm25", "2025-10", 31), ("岚溪县", "pm25", "2025-10", 24),
        ("云麓区", "pm10", "2025-10", 51), ("岚溪县", "pm10", "2025-10", 44),
    }  # fmt: skip
    assert not found.problems


@pytest.mark.parametrize(
    ("rows", "merged", "read_as"),
    [
        (  # months down, indicators under the units, the last group a total
            [["云岭市2026年环境空气质量"],
             ["月份", "云麓区", None, "岚溪县", None, "全市", None],
             [None, *["PM2.5", "PM10"] * 3], ["1月", 41, 62, 36, 55, 39, 60]],
            [*GROUPS, "F2:G2"],
            {("云麓区", "pm25", "2026-01", 41), ("云麓区", "pm10", "2026-01", 62),
             ("岚溪县", "pm25", "2026-01", 36), ("岚溪县", "pm10", "2026-01", 55)},
        ),
        (  # what is measured is said by the title; changes beside it
            [["2026年PM2.5"], ["月份", "云麓区", None, "岚溪县", None],
             [None, *["浓度", "同比"] * 2], ["1月", 41, "-3%", 36, "2%"]],
            GROUPS,
            {("云麓区", "pm25", "2026-01", 41), ("岚溪县", "pm25", "2026-01", 36)},
        ),
        (  # periods under the units, indicators down
            [AIR, ["指标", "云麓区", None, "岚溪县", None],
             [None, *["10月", "1-10月"] * 2], ["PM2.5", 30, 33, 25, 29]],
            GROUPS,
            {("云麓区", "pm25", "2026-10", 30), ("云麓区", "pm25", "2026-10M", 33),
             ("岚溪县", "pm25", "2026-10", 25), ("岚溪县", "pm25", "2026-10M", 29)},
        ),
        (  # no column of keys at all
            [AIR, ["云麓区", None, "岚溪县", None], ["PM2.5", "PM10"] * 2, [30, 50, 25, 45]],
            ["A2:B2", "C2:D2"],
            {("云麓区", "pm25", "2026-10", 30), ("云麓区", "pm10", "2026-10", 50),
             ("岚溪县", "pm25", "2026-10", 25), ("岚溪县", "pm10", "2026-10", 45)},
        ),
    ],
)  # fmt: skip
def test_other_tables_with_units_in_a_row_of_the_head(
    read: Read, rows: list[list[Any]], merged: list[str], read_as: set[tuple[Any, ...]]
) -> None:
    found = read(rows, merged=merged)
    assert values(found) == read_as
    assert not found.errors()


def test_a_column_without_a_unit_beside_those_that_have_one_is_not_read(read: Read) -> None:
    rows = [AIR, [*UNITS, "PM2.5"], [*BOTH, None], ["浓度", 3.25, 30, 2.88, 25, 27],
            ["去年同期", 3.5, 31, 2.8, 24, 28]]  # fmt: skip
    found = read(rows, merged=[*GROUPS, "F2:F3"])
    assert {v[0] for v in values(found)} == {"云麓区", "岚溪县"}
    told = [line for line in says(found) if "F" in line]
    assert told == [
        "提示 F3：“PM2.5”这一列没有识别，未入库（旁边各列的表头写有单位，这一列没有）。"
    ]


def test_groups_that_are_no_units_over_a_column_of_units_stay_groups(read: Read) -> None:
    rows = [AIR, ["县区", "优化组合", None, "PM10"], [None, "PM2.5", "CO", None],
            ["云麓区", 30, 0.9, 50]]  # fmt: skip
    found = read(rows, merged=["A2:A3", "B2:C2", "D2:D3"])
    assert {v[0] for v in values(found)} == {"云麓区"}


@pytest.mark.parametrize(
    "groups", [("第一次", "第二次"), ("调整前", "调整后"), ("去年同期", "当月值")]
)
def test_groups_of_other_things_are_no_units(read: Read, groups: tuple[str, str]) -> None:
    rows = [["云麓区2026年空气质量"], ["月份", groups[0], None, groups[1], None],
            [None, *["PM2.5", "PM10"] * 2], ["1月", 41, 62, 36, 55]]  # fmt: skip
    found = read(rows, merged=GROUPS)
    assert {v[0] for v in values(found)} <= {"云麓区"}


def test_a_value_merged_over_two_units_is_told_and_stored_once(read: Read) -> None:
    rows = [["2026年10月PM2.5"], ["项目", "云麓区", "岚溪县"], ["浓度", 30, None],
            ["去年同期", 31, 25]]  # fmt: skip
    found = read(rows, merged=["B3:C3"])
    assert {v[0] for v in values(found) if v[2] == "2026-10"} == {"云麓区"}
    assert says(found) == [
        "警告 C3：与B3合并，不知道是不是同一个值，PM2.5平均浓度未入库；请拆分后分别填写。"
    ]
