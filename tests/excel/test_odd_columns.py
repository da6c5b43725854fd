"""More layouts as bureaus make them: heads, ties, names and months in odd columns."""

from __future__ import annotations

import pytest

from yuetan_desktop.excel.results import FileReading

from .conftest import Read, says, targets, values

pytestmark = pytest.mark.any_format

TITLE = ["2025年10月各县（区）环境空气质量状况"]


def test_four_row_head(read: Read) -> None:
    found = read(
        [
            TITLE,
            ["县（区）", "污染物", None, None, None, "优良天数"],
            [None, "颗粒物", None, "气态", None, None],
            [None, "PM2.5", None, "SO2", None, None],
            [None, "浓度", "同比", "浓度", "同比", None],
            ["雁江区", 30, "-3%", 7, "1%", 26],
        ],
        merged=["A2:A5", "B2:E2", "B3:C3", "D3:E3", "B4:C4", "D4:E4", "F2:F5"],
    )
    assert values(found) == {
        ("雁江区", "pm25", "2025-10", 30),
        ("雁江区", "so2", "2025-10", 7),
        ("雁江区", "good_days", "2025-10", 26),
    }


def test_one_table_folded_into_two_halves_side_by_side(read: Read) -> None:
    head = ["县区", "PM2.5"]
    found = read([TITLE, [*head, None, *head], ["安岳县", 26, None, "乐至县", 25]])
    assert {(v[0], v[3]) for v in values(found)} == {("安岳县", 26), ("乐至县", 25)}


def test_concentration_and_rank_repeated_under_every_pollutant(read: Read) -> None:
    found = read(
        [
            TITLE,
            ["县区", "PM2.5", None, "PM10", None, "SO2", None],
            [None, *["浓度值", "排名"] * 3],
            ["安岳县", 26, 1, 45, 2, 6, 1],
            ["乐至县", 25, 2, 44, 1, 7, 2],
        ],
        merged=["B2:C2", "D2:E2", "F2:G2", "A2:A3"],
    )
    assert {v[1] for v in values(found)} == {"pm25", "pm10", "so2"}
    assert ("乐至县", "so2", "2025-10", 7) in values(found)


RANKING = [["2025年10月全省县级行政区域排名"], ["排名", "县（市、区）", "综合指数"]]


def ranks(found: FileReading) -> list[tuple[str, float | None]]:
    return [
        (found.places[s.place].name, s.value)
        for s in found.observations
        if s.indicator.startswith("air_index_rank")
    ]


def test_a_blank_rank_is_a_tie_where_the_next_rank_proves_it(read: Read) -> None:
    rows = [[1, "甲县", 3.0], [2, "乙县", 3.1], [None, "丙县", 3.1], [4, "丁县", 3.3]]
    found = read([*RANKING, *rows])
    assert ranks(found) == [("甲县", 1), ("乙县", 2), ("丙县", 2), ("丁县", 4)]
    assert says(found) == ["提示 A5：名次为空，按与上一行并列第2名读取。"]


def test_a_blank_rank_that_nothing_proves_stays_blank(read: Read) -> None:
    rows = [[1, "甲县", 3.0], [2, "乙县", 3.1], [None, "丙县", 3.2], [3, "丁县", 3.3]]
    found = read([*RANKING, *rows])
    assert ranks(found) == [("甲县", 1), ("乙县", 2), ("丁县", 3)]
    last = read([*RANKING, [1, "甲县", 3.0], [None, "乙县", 3.1]])
    assert ranks(last) == [("甲县", 1)]


def test_tied_written_for_the_rank_of_the_row_above(read: Read) -> None:
    rows = [[1, "甲县", 3.0], [2, "乙县", 3.1], ["并列", "丙县", 3.1], [4, "丁县", 3.3]]
    found = read([*RANKING, *rows])
    assert ranks(found) == [("甲县", 1), ("乙县", 2), ("丙县", 2), ("丁县", 4)]
    assert "提示 A5：名次写作“并列”，按与上一行并列第2名读取。" in says(found)
    assert read([*RANKING, ["并列", "甲县", 3.0]]).errors()


def test_cities_with_the_number_of_their_sections(read: Read) -> None:
    rows = [["2025年10月水质指数排名"], ["排名", "城市名称", "CWQI"]]
    found = read([*rows, [1, "武汉市(14)", 3.2], [2, "宜昌市（9）", 3.4]])
    assert {p.name for p in found.places} == {"武汉市", "宜昌市"}


def test_sections_numbered_in_brackets_stay_two(read: Read) -> None:
    rows = [["2025年10月水质"], ["断面名称", "水质类别"], ["坝前(1)", "Ⅱ"], ["坝前(2)", "Ⅲ"]]
    assert {p.name for p in read(rows).places} == {"坝前(1)", "坝前(2)"}


def test_cumulative_months_in_a_month_column_are_no_third_of_january(read: Read) -> None:
    rows = [
        ["2025年空气质量"],
        ["月份", "县区", "PM2.5"],
        ["1", "安岳县", 45],
        ["1-3", "安岳县", 40],
    ]
    assert values(read(rows)) == {
        ("安岳县", "pm25", "2025-01", 45),
        ("安岳县", "pm25", "2025-Q1", 40),
    }


def test_rivers_with_main_stream_and_tributary_and_pollutants_with_class(read: Read) -> None:
    found = read(
        [
            ["2025年10月断面水质"],
            [
                "序号",
                "河流",
                None,
                "断面名称",
                "断面属性",
                "上年",
                "上月",
                "本月",
                "主要污染指标（类别）",
            ],
            [1, "州河", "干流", "车家河", "市界", "Ⅲ", "Ⅱ", "Ⅱ", "/"],
            [2, "铜钵河", "支流", "上河坝", "县界", "Ⅳ", "Ⅳ", "Ⅳ", "化学需氧量(Ⅳ)"],
        ],
        merged=["B2:C2"],
    )
    assert {v for v in values(found) if v[0] == "上河坝"} == {
        ("上河坝", "water_class", "2024-10", 4),
        ("上河坝", "water_class", "2025-09", 4),
        ("上河坝", "water_class", "2025-10", 4),
        ("上河坝", "primary_pollutant", "2025-10", "化学需氧量(Ⅳ)"),
    }
    assert ("车家河", "water_class", "2025-10", 2) in values(found)


def test_sections_between_two_cities_with_their_goal(read: Read) -> None:
    found = read(
        [
            ["2025年10月跨市河流交接断面水质"],
            [
                "责任城市",
                "序号",
                "交接断面",
                "所处河流",
                "水质控制目标",
                "水质类别",
                "上年同期水质类别",
            ],
            ["广州", 1, "官坦", "东江", "Ⅲ", "Ⅳ", "Ⅲ"],
        ]
    )
    assert values(found) == {
        ("官坦", "water_class", "2025-10", 4),
        ("官坦", "water_class", "2024-10", 3),
    }
    assert ("官坦", "water_class", "2025-10", 3) in targets(found)


def test_a_platform_s_export_all_as_text_with_dust_deducted(read: Read) -> None:
    heads = ["城市", "城市编码", "日期", "SO2", "NO2", "PM10", "CO", "O3_8h", "PM2.5", "AQI"]
    row = ["广州", "440100", "2025年04月13日", "6", "25", "—", "0.4", "87", "—", "44"]
    found = read([heads, row])
    assert {(v[1], v[3]) for v in values(found)} == {
        ("so2", 6), ("no2", 25), ("co", 0.4), ("o3", 87), ("aqi", 44),
    }  # fmt: skip
    assert {v[2] for v in values(found)} == {"2025-04-13"}


def test_the_export_s_twin_with_english_heads(read: Read) -> None:
    heads = ["name", "timepoint", "so2", "no2", "pm10", "co", "o3_8h", "pm2_5", "primarypollutant"]
    found = read([heads, ["安岳县", "2023/3/13 0:00", 6, 25, 50, 0.4, 87, 30, "PM2.5"]])
    assert len(found.observations) == 7
    assert {v[2] for v in values(found)} == {"2023-03-13"}


def test_years_as_columns_under_one_indicator(read: Read) -> None:
    found = read([["PM2.5年均浓度"], ["县区", "2023年", "2024年"], ["安岳县", 30.1, 28.8]])
    assert values(found) == {("安岳县", "pm25", "2023", 30.1), ("安岳县", "pm25", "2024", 28.8)}


def test_quarters_as_sheets(read: Read) -> None:
    rows = [["各县区空气质量"], ["县区", "PM2.5"], ["安岳县", 26]]
    found = read({"一季度": rows, "第2季度": rows, "上半年": rows}, name="2025年空气质量.xlsx")
    assert {v[2] for v in values(found)} == {"2025-Q1", "2025-Q2", "2025-H1"}


def test_full_width_heads_and_numbers(read: Read) -> None:
    found = read(
        [["２０２５年１０月空气质量"], ["县区", "ＰＭ２．５（μｇ／ｍ³）"], ["安岳县", "２６．１"]]
    )
    assert values(found) == {("安岳县", "pm25", "2025-10", 26.1)}


def test_heads_broken_over_two_lines_inside_a_cell(read: Read) -> None:
    found = read([TITLE, ["县\n（区）", "优良\n天数率\n(%)"], ["安\n岳县", 93.5]])
    assert values(found) == {("安岳县", "good_day_rate", "2025-10", 93.5)}


def test_a_serial_number_column_is_no_value(read: Read) -> None:
    found = read([TITLE, ["序号", "县区", "PM2.5"], [1, "安岳县", 26], [2, "乐至县", 25]])
    assert len(found.observations) == 2


def test_subtotals_between_groups_are_set_aside(read: Read) -> None:
    rows = [["安岳县", 26], ["县区小计", 26], ["高新区", 27], ["园区平均", 27], ["总计", 53]]
    found = read([TITLE, ["单位", "PM2.5"], *rows])
    assert {v[0] for v in values(found)} == {"安岳县", "高新区"}
    assert found.tables[0].set_aside == 3


def test_a_month_by_day_matrix(read: Read) -> None:
    heads = ["月份", *range(1, 32)]
    found = read([["安岳县2025年PM2.5日均值"], heads, ["3月", *[30] * 31], ["4月", *[40] * 31]])
    assert len([s for s in found.observations if s.period.startswith("2025-03")]) == 31
    assert len([s for s in found.observations if s.period.startswith("2025-04")]) == 30
    assert [p.cell for p in found.errors()] == ["AF4"]


def test_a_rank_merged_over_two_units_is_told_once(read: Read) -> None:
    rows = [["2026年10月"], ["区县", "综合指数", "排名"], ["云麓区", 3.2, 1],
            ["岚溪县", 3.2, None], ["霁川新区", 3.5, 3]]  # fmt: skip
    found = read(rows, merged=["C3:C4"])
    ranks = {v[0]: v[3] for v in values(found) if v[1] == "air_index_rank_city"}
    assert ranks == {"云麓区": 1, "岚溪县": 1, "霁川新区": 3}
    assert says(found) == ["提示 C4：名次与上一行合并，按与上一行并列第1名读取。"]


@pytest.mark.parametrize(
    ("numbers", "asked"), [([30.3, 26.0], True), ([-3.3, 2.6], False), ([0.0, 2.6], False)]
)
def test_plain_numbers_under_a_change_in_brackets_are_asked_about(
    read: Read, numbers: list[float], asked: bool
) -> None:
    first, second = numbers
    rows = [["2026年10月"], ["区县", "PM2.5(同比)", "综合指数"], ["云麓区", first, 3.2],
            ["岚溪县", second, 2.9]]  # fmt: skip
    found = read(rows)
    assert {v[1] for v in values(found)} == {"air_index"}
    told = [line for line in says(found) if "可能就是PM2.5本身" in line]
    assert len(told) == asked
    beside = read([rows[0], [*rows[1], "PM2.5"], [*rows[2], 31], [*rows[3], 27]])
    assert not [line for line in says(beside) if "本身" in line]
