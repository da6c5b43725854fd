"""Layouts as bureaus make them, each named after its oddity, with exactly what must be read."""

from __future__ import annotations

from datetime import date, datetime

from .conftest import Read, says, targets, values

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


def test_two_rankings_side_by_side(read: Read) -> None:
    found = read(
        [
            ["2023年1—9月全省县（市、区）水环境质量指数（CWQI）排名"],
            ["质量状况排名", "县（市、区）", "CWQI", "变化情况排名", "县（市、区）", "△CWQI"],
            [1, "甲县", 2.1744, 1, "乙县", -16.78],
            [2, "乙县", 2.3185, 2, "甲县", "-15.27%"],
        ]
    )
    assert values(found) == {
        ("甲县", "cwqi_rank", "2023-9M", 1),
        ("甲县", "cwqi", "2023-9M", 2.1744),
        ("乙县", "cwqi_rank", "2023-9M", 2),
        ("乙县", "cwqi", "2023-9M", 2.3185),
        ("乙县", "water_improvement_rank", "2023-9M", 1),
        ("乙县", "cwqi_change", "2023-9M", -16.78),
        ("甲县", "water_improvement_rank", "2023-9M", 2),
        ("甲县", "cwqi_change", "2023-9M", -15.27),
    }


def test_a_list_of_one_kind_of_units_keeps_its_name_and_is_no_city_s(read: Read) -> None:
    """The province has listed 市辖区 and 县级城市 apart; neither is the list of all counties."""
    for kind in ("市辖区", "县级城市"):
        title = f"2026年3月全省65个{kind}环境空气质量排名"
        heads = ["排名", "县（市、区）", "综合指数"]
        found = read([[title], heads, [1, "甲县", 3.1], [2, "乙县", 3.2]])
        ranks = {(s.indicator, s.list_name) for s in found.observations if "rank" in s.indicator}
        assert ranks == {("air_index_rank", f"全省65个{kind}")}


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


def test_months_as_sheets(read: Read) -> None:
    rows = [["各县区空气质量"], ["县区", "PM2.5"], ["安岳县", 26]]
    found = read({"9月": rows, "10月": rows}, name="2025年空气质量.xlsx")
    assert values(found) == {("安岳县", "pm25", "2025-09", 26), ("安岳县", "pm25", "2025-10", 26)}
    assert {s.sheet for s in found.observations} == {"9月", "10月"}


def test_period_only_in_the_file_name(read: Read) -> None:
    found = read([["县区", "PM2.5"], ["安岳县", 26]], name="空气月报2510.xlsx")
    assert values(found) == {("安岳县", "pm25", "2025-10", 26)}


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


def test_ranks_with_ties_give_the_list_its_size(read: Read) -> None:
    ranks = [1, 2, 2, *range(4, 61)]
    rows = [["2025年10月全省县级行政区域综合指数排名"], ["排名", "县（市、区）", "综合指数"]]
    rows += [[rank, f"县{n}", 2 + rank / 100] for n, rank in enumerate(ranks)]
    found = read(rows)
    ranked = [s for s in found.observations if s.indicator == "air_index_rank"]
    assert {(s.list_name, s.list_size) for s in ranked} == {("全省县级行政区域", 60)}


def test_the_top_of_a_list_is_not_the_list(read: Read) -> None:
    rows = [["2025年10月全省县级行政区域综合指数前10名"], ["排名", "县（市、区）", "综合指数"]]
    rows += [[n, f"县{n}", 2 + n / 100] for n in range(1, 11)]
    found = read(rows)
    assert {s.list_size for s in found.observations} == {None}


def test_the_size_stated_in_a_note(read: Read) -> None:
    found = read(
        [
            ["2025年10月各县（区）空气质量"],
            ["县区", "综合指数", "全省排名"],
            ["雁江区", 3.21, 150],
            ["注：全省参加排名的县级行政区域共183个。"],
        ]
    )
    rank = next(s for s in found.observations if s.indicator == "air_index_rank")
    assert (rank.value, rank.list_size) == (150, 183)


def test_ranks_within_the_city_are_not_provincial(read: Read) -> None:
    found = read(
        [
            ["2025年10月各区空气质量"],
            ["排名", "区县", "综合指数"],
            [1, "甲区", 3.2],
            [2, "乙区", 3.8],
        ]
    )
    assert {s.indicator for s in found.observations} == {"air_index_rank_city", "air_index"}


def test_rank_by_region_over_two_columns(read: Read) -> None:
    found = read(
        [
            ["2018年2月"],
            ["县区名称", "综合指数", "综合指数在全省分区域排序", None],
            ["太白县", 3.83, "陕南", 4],
            ["凤县", 4.25, "陕南", 11],
        ]
    )
    ranks = [s for s in found.observations if s.indicator == "air_index_rank"]
    assert [(s.value, s.list_name, s.list_size) for s in ranks] == [
        (4, "全省分区域（陕南）", None),
        (11, "全省分区域（陕南）", None),
    ]


def test_the_rank_of_pm25_is_not_the_rank_of_the_index(read: Read) -> None:
    found = read(
        [TITLE, ["县区", "PM2.5", "排名", "综合指数", "全省排名"], ["甲县", 30, 5, 3.2, 150]]
    )
    assert values(found) == {
        ("甲县", "pm25", "2025-10", 30),
        ("甲县", "air_index", "2025-10", 3.2),
        ("甲县", "air_index_rank", "2025-10", 150),
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


def test_a_hidden_sheet_is_said(read: Read, tmp_path, catalogue) -> None:
    from openpyxl import load_workbook

    from yuetan_desktop.excel.parse import read_file

    read({"10月": [TITLE, ["县区", "PM2.5"], ["安岳县", 26]], "旧": [["县区"]]}, name="甲.xlsx")
    book = load_workbook(tmp_path / "甲.xlsx")
    book["旧"].sheet_state = "hidden"
    book.save(tmp_path / "甲.xlsx")
    assert "工作表“旧”是隐藏的，已一并读取。" in read_file(tmp_path / "甲.xlsx", catalogue).notes
