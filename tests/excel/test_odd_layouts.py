"""Layouts as bureaus make them, each named after its oddity, with exactly what must be read."""

from __future__ import annotations

from datetime import date

import pytest

from .conftest import Read, says, targets, values

pytestmark = pytest.mark.any_format

TITLE = ["2025年10月各县（区）环境空气质量状况"]


def test_one_head_row_with_units_in_brackets(read: Read) -> None:
    found = read([TITLE, ["县（区）", "PM2.5均值(μg/m³)", "优良天数率(%)"], ["雁江区", 30.3, 83.9]])
    assert values(found) == {
        ("雁江区", "pm25", "2025-10", 30.3),
        ("雁江区", "good_day_rate", "2025-10", 83.9),
    }
    assert found.tables[0].data_range == "A3:C3"
    assert found.observations[0].cell == "B3"


def test_two_row_head_with_merges_both_ways(read: Read) -> None:
    found = read(
        [
            TITLE,
            ["区域", "县（区）", "PM2.5", None, "优良天数率", None, "重污染天数"],
            [None, None, "浓度(μg/m³)", "同比(%)", "实测值(%)", "同比(百分点)", None],
            ["县（区）", "雁江区", 30.3, "-3.8%", 83.9, 3.3, 1],
            [None, "安岳县", 26.8, "-3.6%", 93.5, 0, 0],
        ],
        merged=["A1:G1", "A2:A3", "B2:B3", "C2:D2", "E2:F2", "G2:G3", "A4:A5"],
    )
    assert values(found) == {
        ("雁江区", "pm25", "2025-10", 30.3),
        ("雁江区", "good_day_rate", "2025-10", 83.9),
        ("雁江区", "heavy_days", "2025-10", 1),
        ("安岳县", "pm25", "2025-10", 26.8),
        ("安岳县", "good_day_rate", "2025-10", 93.5),
        ("安岳县", "heavy_days", "2025-10", 0),
    }


def test_three_row_head_with_concentration_under_each_pollutant(read: Read) -> None:
    found = read(
        [
            TITLE,
            ["县（区）", "主要污染物", None, None, None],
            [None, "PM2.5", None, "SO2", None],
            [None, "浓度值", "分指数", "浓度值", "分指数"],
            ["雁江区", 30, 43, 7, 7],
        ],
        merged=["A2:A4", "B2:E2", "B3:C3", "D3:E3"],
    )
    assert values(found) == {("雁江区", "pm25", "2025-10", 30), ("雁江区", "so2", "2025-10", 7)}
    assert any("分指数" in line for line in says(found))


def test_groups_that_are_not_merged_but_left_blank(read: Read) -> None:
    found = read(
        [
            TITLE,
            ["市（州）", "PM2.5", None, "综合指数"],
            [None, "浓度", "同比", None],
            ["成都市", 32, "-14.2%", 3.54],
        ]
    )
    assert values(found) == {
        ("成都市", "pm25", "2025-10", 32),
        ("成都市", "air_index", "2025-10", 3.54),
    }


def test_unit_line_above_the_head(read: Read) -> None:
    found = read([TITLE, ["单位：μg/m³（CO为mg/m³）"], ["县区", "PM10", "CO"], ["安岳县", 45, 0.9]])
    assert values(found) == {("安岳县", "pm10", "2025-10", 45), ("安岳县", "co", "2025-10", 0.9)}


def test_totals_and_averages_are_set_aside(read: Read) -> None:
    rows = [TITLE, ["县区", "PM2.5"], ["安岳县", 26], ["全市", 27], ["平均", 26.5], ["合计", 79]]
    found = read(rows)
    assert values(found) == {("安岳县", "pm25", "2025-10", 26)}
    assert found.tables[0].set_aside == 3


def test_economic_zones_are_no_totals(read: Read) -> None:
    found = read([TITLE, ["县区", "PM2.5"], ["临空经济区", 26], ["高新区", 27]])
    assert {v[0] for v in values(found)} == {"临空经济区", "高新区"}


def test_notes_below_are_kept_and_not_read(read: Read) -> None:
    note = "注：扣除沙尘天气影响。"
    found = read([TITLE, ["县区", "PM2.5", "PM10"], ["安岳县", 26, 40], [note], ["填表人：李敏"]])
    assert len(found.observations) == 2
    assert note in found.notes


def test_blank_rows_and_columns_around_and_inside(read: Read) -> None:
    found = read(
        [
            [],
            [None, None, "2025年10月空气质量"],
            [],
            [None, None, "县区", None, "PM2.5"],
            [],
            [None, None, "安岳县", None, 26],
            [],
            [None, None, "乐至县", None, 25],
        ]
    )
    assert values(found) == {("安岳县", "pm25", "2025-10", 26), ("乐至县", "pm25", "2025-10", 25)}
    assert {s.cell for s in found.observations} == {"E6", "E8"}


def test_two_tables_below_each_other(read: Read) -> None:
    found = read(
        [
            ["2025年9月空气质量"],
            ["县区", "PM2.5", "PM10"],
            ["安岳县", 17.2, 32],
            [],
            ["2025年10月断面水质"],
            ["断面名称", "考核目标", "实测类别"],
            ["元坝子", "Ⅲ", "Ⅱ"],
        ]
    )
    assert values(found) == {
        ("安岳县", "pm25", "2025-09", 17.2),
        ("安岳县", "pm10", "2025-09", 32),
        ("元坝子", "water_class", "2025-10", 2),
    }
    assert ("元坝子", "water_class", "2025", 3) in targets(found)


def test_head_repeated_on_every_printed_page(read: Read) -> None:
    head = ["县区", "PM2.5", "PM10"]
    found = read([TITLE, head, ["安岳县", 26, 40], head, ["乐至县", 25, 39]])
    assert len(found.observations) == 4
    assert not found.errors()


def test_months_as_columns_with_target_class(read: Read) -> None:
    found = read(
        [
            ["2023年地表水考核断面水质"],
            ["断面名称", "考核水质类别", "月度实测水质类别", None, None],
            [None, None, "1月", "2月", "3 月"],
            ["津关", "Ⅱ类", "Ⅲ", "/", "Ⅱ"],
        ]
    )
    assert values(found) == {
        ("津关", "water_class", "2023-01", 3),
        ("津关", "water_class", "2023-03", 2),
    }
    assert targets(found) == {
        ("津关", "water_class", period, 2) for period in ("2023", "2023-01", "2023-02", "2023-03")
    }


def test_cumulative_target_periods(read: Read) -> None:
    heads = ["地区", "一季度", "1~4月", "上半年", "一~三季度", "1~11月", "全年"]
    found = read(
        [
            ["2020年PM2.5阶段目标", "单位：μg/m³"],
            heads,
            ["船山区", 49.3, 44, 37.7, 32.3, 31.4, 33.4],
        ]
    )
    assert not found.observations
    assert targets(found) == {
        ("船山区", "pm25", "2020-Q1", 49.3),
        ("船山区", "pm25", "2020-4M", 44),
        ("船山区", "pm25", "2020-H1", 37.7),
        ("船山区", "pm25", "2020-9M", 32.3),
        ("船山区", "pm25", "2020-11M", 31.4),
        ("船山区", "pm25", "2020", 33.4),
    }


def test_pivot_with_places_as_heads(read: Read) -> None:
    found = read(
        [
            ["求和项:PM10", "站点名称", None, None],
            ["时间", "安岭镇", "白楼镇", "总计"],
            ["2020-10-26", 129, 145, 274],
            ["2020-10-27", 107, "", 107],
        ]
    )
    assert values(found) == {
        ("安岭镇", "pm10", "2020-10-26", 129),
        ("白楼镇", "pm10", "2020-10-26", 145),
        ("安岭镇", "pm10", "2020-10-27", 107),
    }


def test_carried_down_labels_of_a_pivot(read: Read) -> None:
    found = read(
        [
            ["县区", "日期", "PM2.5"],
            ["安岳县", "2025-10-01", 20],
            [None, "2025-10-02", 21],
            [None, "2025-10-03", 22],
        ]
    )
    assert {v[0] for v in values(found)} == {"安岳县"}
    assert len(found.observations) == 3


def test_one_forgotten_unit_is_an_error_not_the_unit_above(read: Read) -> None:
    rows = [["县区", "日期", "PM2.5"]]
    rows += [["安岳县", f"2025-10-{day:02}", 20 + day] for day in range(1, 10)]
    rows[5][0] = None
    found = read(rows)
    assert len(found.observations) == 8
    assert "错误 A6：这一行没有写单位，未读取。" in says(found)


def test_rivers_merged_down_beside_sections(read: Read) -> None:
    found = read(
        [
            ["2018年2月水质"],
            ["河流", "断面", "级别", "规定类别", "实测类别"],
            ["嘉陵江", "八庙沟", "国控", "Ⅱ", "Ⅰ"],
            [None, "上石盘", "省控", "Ⅲ", "Ⅲ"],
        ],
        merged=["A3:A4"],
    )
    assert [(p.name, p.river, p.grade) for p in found.places] == [
        ("八庙沟", "嘉陵江", "国控"),
        ("上石盘", "嘉陵江", "省控"),
    ]


def test_day_by_month_matrix_with_31_april(read: Read) -> None:
    rows = [["安岳县2025年PM2.5日均值"], ["日期", "3月", "4月"]]
    rows += [[day, 30 + day, 40 + day] for day in (1, 30, 31)]
    found = read(rows)
    assert values(found) == {
        ("安岳县", "pm25", "2025-03-01", 31),
        ("安岳县", "pm25", "2025-03-30", 60),
        ("安岳县", "pm25", "2025-03-31", 61),
        ("安岳县", "pm25", "2025-04-01", 41),
        ("安岳县", "pm25", "2025-04-30", 70),
    }
    assert "错误 C5：4月没有31日，此格未读取。" in says(found)


def test_indicators_as_rows(read: Read) -> None:
    found = read([TITLE, ["指标", "雁江区", "安岳县"], ["PM2.5", 30, 26], ["综合指数", 3.2, 2.8]])
    assert values(found) == {
        ("雁江区", "pm25", "2025-10", 30),
        ("安岳县", "pm25", "2025-10", 26),
        ("雁江区", "air_index", "2025-10", 3.2),
        ("安岳县", "air_index", "2025-10", 2.8),
    }


def test_long_form_with_an_indicator_column(read: Read) -> None:
    found = read(
        [
            ["单位", "指标", "时期", "目标值", "文号", "签发日期"],
            ["安岳县", "PM2.5", "2025年1—9月", 31, "资环委办〔2025〕3号", "2025-01-20"],
            ["元坝子", "水质类别", "2025年", "Ⅲ", "资环委办〔2025〕3号", date(2025, 1, 20)],
        ]
    )
    assert targets(found) == {
        ("安岳县", "pm25", "2025-9M", 31),
        ("元坝子", "water_class", "2025", 3),
    }
    assert {(t.document, t.signed_on) for t in found.targets} == {
        ("资环委办〔2025〕3号", date(2025, 1, 20))
    }


def test_events_one_a_row(read: Read) -> None:
    found = read(
        [
            ["2026年生态环境事项登记"],
            ["日期", "责任单位", "事项类别", "事项", "认定", "认定人"],
            ["2026-01-17", "高新区", "重度污染天", "AQI 204", "待认定", ""],
            [date(2026, 2, 16), "雁江区", "重污染天", "AQI 209", "否", "市环委办"],
            ["2026-03-01", "雁江区", "秸秆焚烧通报", "通报", "是", "市环委办"],
            ["2026-03-02", "雁江区", "无此类别", "", "是", ""],
        ]
    )
    assert [(i.kind, i.day, i.confirmed) for i in found.incidents] == [
        ("heavy_pollution_day", date(2026, 1, 17), None),
        ("heavy_pollution_day", date(2026, 2, 16), False),
        ("straw_burning_circular", date(2026, 3, 1), True),
    ]
    assert [p.cell for p in found.errors()] == ["C6"]
