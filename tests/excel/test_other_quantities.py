"""Heads that name an indicator and hold another quantity. Each of these was once read as the
indicator's value, which is worse than not being read at all."""

from __future__ import annotations

import pytest

from .conftest import Read, says, targets, values

TITLE = ["云岭市2026年10月各县（市、区）环境空气质量情况"]


@pytest.mark.parametrize(
    "group",
    ["单项指数", "首要污染物天数", "首要污染物", "超标天数", "超标率(%)", "最大值", "综合指数贡献率",
     "空气质量分指数（IAQI）", "AQI", "污染物出现天数（天）", "优良率(%)"],
)  # fmt: skip
def test_a_group_that_is_no_concentration_over_the_names_of_pollutants(
    read: Read, group: str
) -> None:
    found = read(
        [TITLE, ["区县", "综合指数", group, None], [None, None, "PM2.5", "O3"], ["云麓区", 3.2, 10, 15]],
        merged=["A2:A3", "B2:B3", "C2:D2"],
    )  # fmt: skip
    assert values(found) == {("云麓区", "air_index", "2026-10", 3.2)}
    assert {line[:5] for line in says(found)} == {"提示 C3", "提示 D3"}


@pytest.mark.parametrize(
    "group", ["主要污染物", "污染物浓度", "六项主要污染物浓度", "颗粒物", "本月"]
)
def test_a_group_that_only_gathers_pollutants_changes_nothing(read: Read, group: str) -> None:
    found = read(
        [TITLE, ["区县", group, None], [None, "PM2.5", "O3"], ["云麓区", 30, 150]],
        merged=["A2:A3", "B2:C2"],
    )
    assert {(v[1], v[3]) for v in values(found)} == {("pm25", 30), ("o3", 150)}


@pytest.mark.parametrize("group", ["水质类别", "超标倍数", "单因子评价类别"])
def test_classes_and_multiples_of_single_items_are_no_concentrations(
    read: Read, group: str
) -> None:
    found = read(
        [
            ["2026年10月断面水质评价"],
            ["断面名称", "水质类别", group, None],
            [None, None, "氨氮", "总磷"],
            ["溪口", "Ⅳ", 2, 4],
        ],
        merged=["A2:A3", "B2:B3", "C2:D2"],
    )
    assert values(found) == {("溪口", "water_class", "2026-10", 4)}


@pytest.mark.parametrize(
    "head",
    ["PM2.5(%)", "PM2.5（同比）", "同比(%)", "PM2.5同比变化", "PM2.5改善率", "PM2.5下降率", "PM2.5升幅",
     "PM2.5反弹", "PM2.5较去年", "PM2.5（天）", "PM2.5占比", "增加天数", "PM2.5差距", "PM2.5与目标差距",
     "PM2.5最大日均值", "PM2.5 达标率", "PM2.5超标天数", "综合指数(%)", "完成率"],
)  # fmt: skip
def test_a_column_beside_the_concentration_that_is_another_quantity(read: Read, head: str) -> None:
    found = read([TITLE, ["区县", "PM2.5", head], ["云麓区", 30.3, 5]])
    assert values(found) == {("云麓区", "pm25", "2026-10", 30.3)}
    assert not found.errors()


def test_the_rate_of_days_within_the_limit_under_one_pollutant_is_that_pollutant_s(
    read: Read,
) -> None:
    rows = [["区县", "PM2.5", None, "优良率(%)"], [None, "浓度", "达标率(%)", None]]
    found = read([TITLE, *rows, ["云麓区", 30, 100, 93.5]], merged=["A2:A3", "B2:C2", "D2:D3"])
    assert {(v[1], v[3]) for v in values(found)} == {("pm25", 30), ("good_day_rate", 93.5)}


def test_the_rate_of_water_sources_is_no_share_of_good_days(read: Read) -> None:
    rows = [["县区", "水源名称", "水质类别", "水质达标率（%）"], ["云麓区", "云麓水库", "Ⅱ", 100]]
    found = read([["2026年10月集中式饮用水水源水质状况"], *rows])
    assert {(v[1], v[3]) for v in values(found)} == {("water_class", 2), ("source_water_rate", 100)}


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("2026年3月乡镇集中式饮用水水源地水质达标情况", "township_source_rate"),
        ("2026年3月县级及以上城市集中式饮用水水源地水质达标率", "county_source_rate"),
        ("2026年3月县、乡（镇）集中式饮用水水源地水质达标率", "source_water_rate"),
        ("2026年3月集中式饮用水水源地水质达标率", "source_water_rate"),
    ],
)
def test_the_rate_of_one_level_of_water_sources_is_not_that_of_all(
    read: Read, title: str, key: str
) -> None:
    found = read([[title], ["县区", "达标率（%）"], ["云麓区", 97.5]])
    assert values(found) == {("云麓区", key, "2026-03", 97.5)}


def test_both_levels_of_water_sources_beside_each_other(read: Read) -> None:
    heads = ["县区", "县级水源地达标率（%）", "乡（镇）级集中式饮用水水源地水质达标率（%）"]
    found = read([["2026年3月水源地水质"], heads, ["云麓区", 100, 97.5]])
    assert {v[1:] for v in values(found)} == {
        ("county_source_rate", "2026-03", 100), ("township_source_rate", "2026-03", 97.5),
    }  # fmt: skip


def test_the_rate_of_sections_within_their_goals_is_not_guessed(read: Read) -> None:
    rows = [["县区", "水质优良率", "达标率（%）"], ["云麓区", 90, 95]]
    found = read([["2026年10月地表水断面水质"], *rows])
    assert {(v[1], v[3]) for v in values(found)} == {("good_water_ratio", 90)}
    assert says(found) == ["提示 C2：“达标率(%)”这一列没有识别，未入库（没有说明是什么的达标率）。"]


def test_goals_kept_and_missed_are_neither_goals_nor_values(read: Read) -> None:
    heads = ["县区", "年度目标值", "序时目标", "实际值", "超目标值", "完成率", "距目标"]
    found = read(
        [["2026年1-10月各县区PM2.5目标完成情况"], heads, ["云麓区", 32, 31.5, 33.5, 2, "95%", 1.5]]
    )
    assert values(found) == {("云麓区", "pm25", "2026-10M", 33.5)}
    assert targets(found) == {("云麓区", "pm25", "2026", 32), ("云麓区", "pm25", "2026-10M", 31.5)}


def test_the_class_to_be_kept_is_not_that_of_the_year_shown_beside_it(read: Read) -> None:
    found = read(
        [
            ["云岭市地表水考核断面水质状况（2026年1-10月）"],
            ["断面名称", "考核目标", "2026年1-10月", "2025年1-10月", "主要污染指标（超标倍数）"],
            ["溪口", "Ⅲ类", "Ⅲ类", "Ⅳ类", "总磷(0.2)"],
        ]
    )
    assert {t[2:] for t in targets(found)} == {("2026", 3), ("2026-10M", 3)}
    assert {v[1:] for v in values(found)} == {
        ("water_class", "2026-10M", 3), ("water_class", "2025-10M", 4),
        ("primary_pollutant", "2026-10M", "总磷(0.2)"),
    }  # fmt: skip


def test_ozone_of_one_hour_beside_that_of_eight(read: Read) -> None:
    heads = ["点位", "日期", "O3", "O3-8h", "PM2.5"]
    found = read([["空气质量日数据"], heads, ["城南站", "2026-10-05", 188, 150, 30]])
    assert {(v[1], v[3]) for v in values(found)} == {("o3", 150), ("pm25", 30)}
    assert [line[:5] for line in says(found)] == ["提示 C2"]


def test_the_daily_report_of_the_standard_with_a_head_of_three_rows(read: Read) -> None:
    """表4 of HJ 633: concentration and sub-index of each pollutant, class and colour beside."""
    names = ["二氧化硫(SO2)24小时平均", "二氧化氮(NO2)24小时平均", "颗粒物(粒径小于等于10μm)24小时平均",
             "一氧化碳(CO)24小时平均", "臭氧(O3)最大8小时滑动平均",
             "颗粒物(粒径小于等于2.5μm)24小时平均"]  # fmt: skip
    units = ["浓度/(mg/m³)" if "CO" in name else "浓度/(μg/m³)" for name in names]
    found = read(
        [
            ["云岭市空气质量日报（2026年10月5日）"],
            ["城市名称", "点位名称", "污染物浓度及空气质量分指数（IAQI）", *[None] * 11,
             "空气质量指数（AQI）", "首要污染物", "空气质量指数级别", "空气质量指数类别", None],
            [None, None, *(cell for name in names for cell in (name, None)), *[None] * 3, "类别", "颜色"],
            [None, None, *(cell for unit in units for cell in (unit, "分指数")), *[None] * 5],
            ["云岭市", "城南站", 6, 6, 20, 25, 70, 60, 0.8, 20, 90, 45, 48, 76,
             76, "细颗粒物(PM2.5)", "二级", "良", "黄色"],
        ],
        merged=["A2:A4", "B2:B4", "C2:N2", "C3:D3", "E3:F3", "G3:H3", "I3:J3", "K3:L3", "M3:N3",
                "O2:O4", "P2:P4", "Q2:Q4", "R2:S2", "R3:R4", "S3:S4"],
    )  # fmt: skip
    assert {(v[1], v[3]) for v in values(found)} == {
        ("so2", 6), ("no2", 20), ("pm10", 70), ("co", 0.8), ("o3", 90), ("pm25", 48),
        ("aqi", 76), ("primary_pollutant", "细颗粒物(PM2.5)"),
    }  # fmt: skip
    assert {v[2] for v in values(found)} == {"2026-10-05"}
    assert not found.errors()


@pytest.mark.parametrize("head", ["重污染天数比例", "有效天数比例", "断面达标率"])
def test_shares_of_days_and_rates_of_sections_are_neither_days_nor_good_days(
    read: Read, head: str
) -> None:
    found = read([["2026年10月空气质量"], ["县区", head], ["云麓区", 3]])
    assert not found.observations
    assert found.errors()


def test_a_bare_rate_is_one_of_good_days_only_among_words_of_the_air(read: Read) -> None:
    of_air = read([["2026年10月空气质量"], ["县区", "达标率"], ["云麓区", 96.8]])
    assert values(of_air) == {("云麓区", "good_day_rate", "2026-10", 96.8)}
    assert not read([["2026年10月"], ["县区", "达标率"], ["云麓区", 96.8]]).observations
    of_days = read([["2026年10月空气质量"], ["县区", "达标天数比例"], ["云麓区", 96.8]])
    assert values(of_days) == values(of_air)


def test_days_of_a_primary_pollutant_are_no_primary_pollutant(read: Read) -> None:
    title = ["云岭市2026年10月环境空气质量"]
    found = read([title, ["区县", "O3", "首要污染物天数"], ["云麓区", 150, 10]])
    assert values(found) == {("云麓区", "o3", "2026-10", 150)}
    assert says(found) == [
        "提示 C2：“首要污染物天数”这一列没有识别，未入库（是天数，不是首要污染物）。"
    ]


def test_phosphorus_that_can_only_be_micrograms_is_converted_and_told(read: Read) -> None:
    title, heads = ["2026年10月地表水"], ["断面", "氨氮", "总磷"]
    found = read([title, heads, ["青石桥", 0.12, 80], ["石门", 0.12, 90]])
    assert {v[3] for v in values(found) if v[1] == "tp"} == {0.08, 0.09}
    assert says(found) == ["警告 C2：这一列的数值像是以 μg/L 计，已按 mg/L 换算，请核对。"]
    fouled = read([title, heads, ["青石桥", 0.12, 5], ["石门", 0.12, 90]])
    assert {v[3] for v in values(fouled) if v[1] == "tp"} == {5, 90}


def test_wells_among_rivers_are_told_and_their_classes_are_not_those_of_rivers(read: Read) -> None:
    rows = [["青石桥", "地表水", "Ⅲ"], ["石门井", "地下水", "Ⅳ"]]
    found = read([["2026年10月水质"], ["点位", "类型", "水质类别"], *rows])
    assert values(found) == {("青石桥", "water_class", "2026-10", 3)}
    assert [place.name for place in found.places] == ["青石桥"]
    assert "提示 B4：有1行是地下水，评价标准与地表水不同，未入库。" in says(found)
    source = ["水源地名称", "水源类型", "达标率"]
    kept = read([["2026年10月饮用水水源"], source, ["石门水源", "地下水", 100]])
    assert values(kept) == {("石门水源", "source_water_rate", "2026-10", 100)}


def test_the_mean_row_of_a_county_below_its_stations_is_left_out_and_told(read: Read) -> None:
    found = read(
        [
            TITLE,
            ["县（区）", "点位", "PM2.5"],
            ["云麓区", "一中", 30],
            [None, "均值", 32],
            ["岚溪县", "政府", 20],
            [None, "岚溪县", 22],
        ]
    )
    assert {(v[0], v[3]) for v in values(found)} == {("一中", 30), ("政府", 20), ("岚溪县", 22)}
    assert says(found) == (
        ["提示 B4：云麓区的“均值”这一行未入库；要作为云麓区的数值，请在这一格写云麓区。"]
    )
