"""Rows that are quantities (浓度, 排名, 同比, 累计) under a column 项目 or 指标: each with exactly
what must be read."""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import Read, says, targets, values

pytestmark = pytest.mark.any_format

PM25 = ["云岭市2026年10月各县区PM2.5情况"]
UNITS = ["云麓区", "岚溪县", "霁川新区"]


def test_quantities_down_and_units_across(read: Read) -> None:
    found = read(
        [
            PM25,
            ["项目", *UNITS],
            ["浓度", 30.3, 26, 28],
            ["排名", 3, 1, 2],
            ["同比(%)", -3.8, 1.2, 0],
            ["去年同期", 31.5, 25.7, 28],
            ["累计浓度", 33, 29, 31],
        ]
    )
    assert values(found) == {
        ("云麓区", "pm25", "2026-10", 30.3), ("岚溪县", "pm25", "2026-10", 26),
        ("霁川新区", "pm25", "2026-10", 28),
        ("云麓区", "pm25", "2025-10", 31.5), ("岚溪县", "pm25", "2025-10", 25.7),
        ("霁川新区", "pm25", "2025-10", 28),
        ("云麓区", "pm25", "2026-10M", 33), ("岚溪县", "pm25", "2026-10M", 29),
        ("霁川新区", "pm25", "2026-10M", 31),
    }  # fmt: skip
    assert {s.cell for s in found.observations if s.period == "2026-10"} == {"B3", "C3", "D3"}
    assert says(found) == [
        "提示 A4：“排名”是PM2.5平均浓度的名次，不入库。",
        "提示 A5：“同比(%)”是变化情况，不入库。",
    ]


def test_blocks_of_three_rows_with_the_unit_written_once(read: Read) -> None:
    found = read(
        [
            ["云岭市2026年10月环境空气质量"],
            ["县区", "项目", "PM2.5", "优良天数率", "综合指数"],
            ["云麓区", "浓度", 30.3, 83.9, 3.25],
            [None, "同比", "-3.8%", 3.3, "-2.1%"],
            [None, "排名", 2, 2, 2],
            ["岚溪县", "浓度", 26, 93.5, 2.88],
            [None, "同比", "1.2%", 0, "0.5%"],
            [None, "排名", 1, 1, 1],
        ]
    )
    october = "2026-10"
    assert values(found) == {
        ("云麓区", "pm25", october, 30.3), ("岚溪县", "pm25", october, 26),
        ("云麓区", "good_day_rate", october, 83.9), ("岚溪县", "good_day_rate", october, 93.5),
        ("云麓区", "air_index", october, 3.25), ("岚溪县", "air_index", october, 2.88),
        ("云麓区", "air_index_rank_city", october, 2), ("岚溪县", "air_index_rank_city", october, 1),
        ("云麓区", "air_index_change", october, -2.1), ("岚溪县", "air_index_change", october, 0.5),
    }  # fmt: skip
    assert not found.errors()


@pytest.mark.parametrize("merged", [["A3:A5", "A6:A8"], []])
def test_blocks_of_an_indicator_with_units_across(read: Read, merged: list[str]) -> None:
    found = read(
        [
            ["云岭市2026年10月环境空气质量"],
            ["指标", "项目", *UNITS[:2]],
            ["PM2.5(μg/m³)", "本月", 30.3, 26],
            [None, "同比", "-3.8%", "1.2%"],
            [None, "累计", 33, 29],
            ["优良天数率(%)", "本月", 83.9, 93.5],
            [None, "同比", 3.3, 0],
            [None, "累计", 90.1, 95.5],
        ],
        merged=merged,
    )
    assert values(found) == {
        ("云麓区", "pm25", "2026-10", 30.3), ("岚溪县", "pm25", "2026-10", 26),
        ("云麓区", "pm25", "2026-10M", 33), ("岚溪县", "pm25", "2026-10M", 29),
        ("云麓区", "good_day_rate", "2026-10", 83.9), ("岚溪县", "good_day_rate", "2026-10", 93.5),
        ("云麓区", "good_day_rate", "2026-10M", 90.1),
        ("岚溪县", "good_day_rate", "2026-10M", 95.5),
    }  # fmt: skip
    assert not found.errors()


def test_indicators_and_what_belongs_to_them_in_one_column(read: Read) -> None:
    found = read(
        [
            ["云岭市2026年10月环境空气质量"],
            ["指标", *UNITS],
            ["综合指数", 3.25, 2.88, 3.01],
            ["排名", 3, 1, 2],
            ["PM2.5", 30.3, 26, 28],
            ["累计", 33, 29, 31],
            ["同比", "-3%", "1%", "0%"],
        ]
    )
    assert {v for v in values(found) if v[0] == "云麓区"} == {
        ("云麓区", "air_index", "2026-10", 3.25),
        ("云麓区", "air_index_rank_city", "2026-10", 3),
        ("云麓区", "pm25", "2026-10", 30.3),
        ("云麓区", "pm25", "2026-10M", 33),
    }
    assert len(found.observations) == 12
    assert not found.errors()


def test_ranks_one_two_three_are_no_head(read: Read) -> None:
    found = read(
        [
            ["云岭市2026年10月综合指数"],
            ["项目", *UNITS],
            ["指数", 2.88, 3.01, 3.25],
            ["排名", 1, 2, 3],
            ["去年同期", 2.9, 3.1, 3.2],
        ]
    )
    assert {v[1:] for v in values(found) if v[0] == "霁川新区"} == {
        ("air_index", "2026-10", 3.25), ("air_index_rank_city", "2026-10", 3),
        ("air_index", "2025-10", 3.2),
    }  # fmt: skip


def test_a_rank_of_a_provincial_list_keeps_its_list(read: Read) -> None:
    found = read(
        [
            ["全省183个县（市、区）2026年10月综合指数"],
            ["项目", *UNITS],
            ["指数", 3.25, 2.88, 3.01],
            ["排名", 120, 60, 88],
        ]
    )
    ranks = [s for s in found.observations if s.indicator == "air_index_rank"]
    assert [(s.value, s.list_size) for s in ranks] == [(120, 183), (60, 183), (88, 183)]
    assert {s.list_name for s in ranks} == {"全省183个县（市、区）"}


def test_months_across_and_quantities_down(read: Read) -> None:
    found = read(
        [
            ["2026年各县区PM2.5"],
            ["县区", "项目", "1月", "2月"],
            ["云麓区", "浓度", 41, 42],
            [None, "同比", "-3%", "2%"],
            [None, "去年同期", 42.3, 41.2],
            ["岚溪县", "浓度", 36, 37],
            [None, "同比", "-1%", "2%"],
            [None, "去年同期", 36.4, 36.3],
        ]
    )
    assert {v for v in values(found) if v[0] == "岚溪县"} == {
        ("岚溪县", "pm25", "2026-01", 36), ("岚溪县", "pm25", "2026-02", 37),
        ("岚溪县", "pm25", "2025-01", 36.4), ("岚溪县", "pm25", "2025-02", 36.3),
    }  # fmt: skip
    assert len(found.observations) == 8
    assert not found.errors()


def test_a_row_of_targets_of_an_unsaid_time_is_asked_about(read: Read) -> None:
    rows: list[list[Any]] = [PM25, ["项目", *UNITS], ["浓度", 30.3, 26, 28], ["目标", 32, 29, 31]]
    found = read(rows)
    assert not found.targets
    (doubt,) = found.problems
    assert (doubt.cell, doubt.proposal) == ("A4", "全年目标")
    rows[3][0] = "全年目标"
    assert targets(read(rows)) == {
        ("云麓区", "pm25", "2026", 32), ("岚溪县", "pm25", "2026", 29),
        ("霁川新区", "pm25", "2026", 31),
    }  # fmt: skip


def test_a_word_nobody_knows_is_an_error_at_its_row(read: Read) -> None:
    found = read([PM25, ["项目", *UNITS], ["浓度", 30.3, 26, 28], ["累计", 33, 29, 31],
                  ["PM2.5占比", 1.2, 1.1, 1.3]])  # fmt: skip
    assert len(found.observations) == 6
    assert [(p.severity.value, p.cell) for p in found.problems] == [("错误", "A5")]


def test_units_of_a_quantity_are_told_by_all_its_cells(read: Read) -> None:
    found = read(
        [
            ["云岭市2026年10月CO情况"],
            ["项目", "云麓区", "岚溪县"],
            ["浓度(μg/m³)", 900, 800],
            ["排名", 2, 1],
            ["去年同期", 1.1, 0.9],
        ]
    )
    assert values(found) == {
        ("云麓区", "co", "2026-10", 0.9), ("岚溪县", "co", "2026-10", 0.8),
        ("云麓区", "co", "2025-10", 1.1), ("岚溪县", "co", "2025-10", 0.9),
    }  # fmt: skip
