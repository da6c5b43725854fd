"""Monthly tables as county bureaus and stations keep them, with everything each of them says."""

from __future__ import annotations

from datetime import datetime

import pytest

from .conftest import Read
from .layouts import Layout

TITLE = ["云岭市2026年10月环境空气质量"]
NO_HEAD = "提示 A{}：这一列没有表头，按单位名称读取。"

LAYOUTS = [
    Layout(
        "a unit on each sheet, the months down",
        {
            name: [["2026年空气质量月报"], ["月份", "PM2.5"], ["1月", first], ["2月", second]]
            for name, first, second in (("云麓区", 50, 40), ("岚溪县", 51, 41))
        },
        """
        云麓区 pm25 2026-01 50
        云麓区 pm25 2026-02 40
        岚溪县 pm25 2026-01 51
        岚溪县 pm25 2026-02 41
        """,
    ),
    Layout(
        "a corner cut in two, the months across",
        [["PM2.5浓度月报"], ["县区\\月份", "1月", "2月"], ["云麓区", 50, 40], ["岚溪县", 51, 41]],
        """
        云麓区 pm25 2026-01 50
        云麓区 pm25 2026-02 40
        岚溪县 pm25 2026-01 51
        岚溪县 pm25 2026-02 41
        """,
        file="2026年.xlsx",
    ),
    Layout(
        "a corner cut in two, the units across",
        [["2026年PM2.5浓度"], ["月份/县区", "云麓区", "岚溪县"], ["1月", 50, 40], ["2月", 51, 41]],
        """
        云麓区 pm25 2026-01 50
        云麓区 pm25 2026-02 51
        岚溪县 pm25 2026-01 40
        岚溪县 pm25 2026-02 41
        """,
    ),
    Layout(
        "a corner cut in two, the indicators down",
        [TITLE, ["指标\\县区", "云麓区", "岚溪县"], ["PM2.5", 30, 31], ["优良率", 90.3, 87.1]],
        """
        云麓区 good_day_rate 2026-10 90.3
        云麓区 pm25 2026-10 30
        岚溪县 good_day_rate 2026-10 87.1
        岚溪县 pm25 2026-10 31
        """,
    ),
    Layout(
        "a corner left blank",
        [["2026年10月"], [None, "PM2.5", "PM10"], ["云麓区", 30, 50], ["岚溪县", 31, 51]],
        """
        云麓区 pm10 2026-10 50
        云麓区 pm25 2026-10 30
        岚溪县 pm10 2026-10 51
        岚溪县 pm25 2026-10 31
        """,
        told=(NO_HEAD.format(2),),
    ),
    Layout(
        "a head that says nothing, over units that are known",
        [["2026年10月"], ["名称", "PM2.5", "PM10"], ["云麓区", 30, 50], ["岚溪县", 31, 51]],
        """
        云麓区 pm10 2026-10 50
        云麓区 pm25 2026-10 30
        岚溪县 pm10 2026-10 51
        岚溪县 pm25 2026-10 31
        """,
        told=("提示 A2：“名称”按单位名称读取。",),
    ),
    Layout(
        "a corner left blank over two rows of heads",
        [
            ["2026年10月"],
            [None, "PM2.5", None],
            [None, "浓度", "同比"],
            ["云麓区", 30, -5.1],
            ["岚溪县", 31, 2.1],
        ],
        """
        云麓区 pm25 2026-10 30
        岚溪县 pm25 2026-10 31
        """,
        told=(NO_HEAD.format(3),),
    ),
    Layout(
        "numbers kept as texts by an apostrophe",
        [
            TITLE,
            ["县区", "PM2.5", "综合指数"],
            ["云麓区", "'30.3", "‘3.53"],
            ["岚溪县", "31.0 ", "3．60"],
        ],
        """
        云麓区 air_index 2026-10 3.53
        云麓区 pm25 2026-10 30.3
        岚溪县 air_index 2026-10 3.6
        岚溪县 pm25 2026-10 31
        """,
    ),
    Layout(
        "units named as part of the total, and behind their code",
        [TITLE, ["县区", "PM2.5"], ["全市", 30], ["其中：云麓区", 31], ["512021 岚溪县", 29]],
        """
        云麓区 pm25 2026-10 31
        岚溪县 pm25 2026-10 29
        """,
    ),
    Layout(
        "an arrow behind a class",
        [["2026年10月断面水质"], ["断面", "水质类别"], ["两河口", "Ⅲ↓"], ["乌石", "Ⅱ（↑）"]],
        """
        两河口 water_class 2026-10 3
        乌石 water_class 2026-10 2
        """,
        told=("提示 B3：括号内（箭头后）是变化情况，未入库。",),
    ),
    Layout(
        "limits told by their sign alone",
        [["2026年空气质量"], ["县区", "PM2.5≤", "优良率≥"], ["云麓区", 33, 90]],
        "",
        goals="""
        云麓区 good_day_rate 2026 90
        云麓区 pm25 2026 33
        """,
    ),
    Layout(
        "ranks of a pollutant and of the index under one head",
        [
            TITLE,
            ["县区", "PM2.5", "全市排名", "全省排名", "综合指数", "全市排名", "全省排名"],
            ["云麓区", 30, 1, 44, 3.5, 2, 55],
        ],
        """
        云麓区 air_index 2026-10 3.5
        云麓区 air_index_rank 2026-10 55
        云麓区 air_index_rank_city 2026-10 2
        云麓区 pm25 2026-10 30
        """,
        told=(
            "提示 C2：“全市排名”是PM2.5平均浓度的名次，未入库。",
            "提示 D2：“全省排名”是PM2.5平均浓度的名次，未入库。",
        ),
    ),
    Layout(
        "changes in brackets that the head announces, on two lines",
        [
            TITLE,
            ["县区", "PM2.5\n(同比)"],
            ["云麓区", "30.3\n(-5.2%)"],
            ["岚溪县", "31.0(同比上升2.1%)"],
        ],
        """
        云麓区 pm25 2026-10 30.3
        岚溪县 pm25 2026-10 31
        """,
    ),
    Layout(
        "the indicator merged at the left, this year's and last year's beside",
        [
            TITLE,
            ["指标", "县区", "10月", "去年10月", "同比"],
            ["PM2.5", "云麓区", 30, 33, "-9.1%"],
            [None, "岚溪县", 31, 30, "3.3%"],
        ],
        """
        云麓区 pm25 2025-10 33
        云麓区 pm25 2026-10 30
        岚溪县 pm25 2025-10 30
        岚溪县 pm25 2026-10 31
        """,
        merged=["A3:A4"],
    ),
    Layout(
        "quarters and the half-year among the months",
        [["2026年云麓区"], ["月份", "PM2.5"], ["3月", 36], ["一季度", 42], ["上半年", 35]],
        """
        云麓区 pm25 2026-03 36
        云麓区 pm25 2026-H1 35
        云麓区 pm25 2026-Q1 42
        """,
    ),
    Layout(
        "signs in words that say better and worse",
        [
            TITLE,
            ["县区", "综合指数", "综合指数同比变化率"],
            ["云麓区", 3.5, "改善3.1%"],
            ["岚溪县", 3.6, "反弹2.2%"],
        ],
        """
        云麓区 air_index 2026-10 3.5
        云麓区 air_index_change 2026-10 -3.1
        岚溪县 air_index 2026-10 3.6
        岚溪县 air_index_change 2026-10 2.2
        """,
    ),
    Layout(
        "months behind the goal, under a title of both",
        [
            ["2026年国考断面水质类别及目标"],
            ["断面", "全年目标", "1月"],
            ["两河口", "Ⅲ", "Ⅱ"],
        ],
        "两河口 water_class 2026-01 2",
        goals="""
        两河口 water_class 2026 3
        两河口 water_class 2026-01 3
        """,
    ),
    Layout(
        "days under the head of months stay days where they are more than twelve",
        [
            ["云麓区PM2.5"],
            ["月份", "PM2.5"],
            [datetime(2026, 1, 3), 42],
            [datetime(2026, 1, 13), 44],
        ],
        """
        云麓区 pm25 2026-01-03 42
        云麓区 pm25 2026-01-13 44
        """,
    ),
    Layout(
        "the title of another month between the rows, without a head of its own",
        [
            ["2026年9月空气质量"],
            ["县区", "PM2.5", "PM10"],
            ["云麓区", 28, 50],
            ["2026年10月空气质量"],
            ["岚溪县", 30, 51],
        ],
        """
        云麓区 pm10 2026-09 50
        云麓区 pm25 2026-09 28
        岚溪县 pm10 2026-10 51
        岚溪县 pm25 2026-10 30
        """,
    ),
    Layout(
        "indicator, unit and month on the lines of one head",
        [["县区", "PM2.5(μg/m³)\n2026年10月", "PM2.5(μg/m³)\n2025年10月"], ["云麓区", 30, 33]],
        """
        云麓区 pm25 2025-10 33
        云麓区 pm25 2026-10 30
        """,
    ),
    Layout(
        "the least and the greatest beside the mean",
        [
            TITLE,
            ["县区", "PM2.5", None, None, None],
            [None, "最小", "最大", "平均", "超标率(%)"],
            ["云麓区", 5, 80, 30, 3.2],
        ],
        "云麓区 pm25 2026-10 30",
        merged=["A2:A3", "B2:E2"],
        told=(
            "提示 B3：“PM2.5 最小”这一列没有识别，未入库（“最小”没有识别）。",
            "提示 C3：“PM2.5 最大”这一列没有识别，未入库（“最大”没有识别）。",
            "提示 E3：“PM2.5 超标率(%)”这一列没有识别，未入库（“超标率”没有识别）。",
        ),
    ),
    Layout(
        "months kept as their last days, as dates and as texts",
        [
            ["县区", "月份", "PM2.5"],
            ["云麓区", "2026-10-31", 30],
            ["云麓区", datetime(2026, 9, 30), 28],
            ["岚溪县", "2026-10-31", 31],
        ],
        """
        云麓区 pm25 2026-09 28
        云麓区 pm25 2026-10 30
        岚溪县 pm25 2026-10 31
        """,
    ),
    Layout(
        "the way up or down beside its size is no signed change",
        [TITLE, ["县区", "综合指数", "同比升降", "变化率(%)"], ["云麓区", 3.5, "下降", 3.1]],
        "云麓区 air_index 2026-10 3.5",
    ),
    Layout(
        "this year and the year before as rows, and months counted from the table's own",
        [
            ["2026年1-10月PM2.5浓度对比"],
            ["县区", "年份", "PM2.5"],
            ["云麓区", "今年", 33],
            [None, "去年", 36],
            [None, "同比", "-8.3%"],
            ["岚溪县", "今年1-10月", 35],
            [None, "上年1-10月", 34],
        ],
        """
        云麓区 pm25 2025-10M 36
        云麓区 pm25 2026-10M 33
        岚溪县 pm25 2025-10M 34
        岚溪县 pm25 2026-10M 35
        """,
        merged=["A3:A5", "A6:A7"],
        told=("提示 B5：“同比”是变化情况，未入库。",),
    ),
    Layout(
        "the month before as a row",
        [["云麓区2026年1月"], ["时间", "PM2.5"], ["本月", 30], ["上月", 31], ["去年同期", 35]],
        """
        云麓区 pm25 2025-01 35
        云麓区 pm25 2025-12 31
        云麓区 pm25 2026-01 30
        """,
    ),
    Layout(
        "particles as they are in the air beside what they would be under standard conditions",
        [TITLE, ["县区", "PM10（标况）", "PM10（实况）"], ["云麓区", 55, 50]],
        "云麓区 pm10 2026-10 50",
        told=(
            "提示 B2：“PM10(标况)”这一列没有识别，未入库（旁边的“PM10(实况)”才是评价用的统计值）。",
        ),
    ),
    Layout(
        "numbers that count the units off",
        [TITLE, ["县区", "PM2.5"], ["1云麓区", 30], ["2岚溪县", 31], ["全市", 31]],
        """
        云麓区 pm25 2026-10 30
        岚溪县 pm25 2026-10 31
        """,
    ),
    Layout(
        "numbers that are part of the name",
        [TITLE, ["站点", "PM2.5"], ["1号站", 30], ["2号站", 31]],
        """
        1号站 pm25 2026-10 30
        2号站 pm25 2026-10 31
        """,
    ),
    Layout(
        "numbers that do not count",
        [TITLE, ["县区", "PM2.5"], ["3云麓区", 30], ["1岚溪县", 31]],
        """
        1岚溪县 pm25 2026-10 31
        3云麓区 pm25 2026-10 30
        """,
    ),
    Layout(
        "rates of sources whose heads and title are the name together",
        [
            ["2026年10月饮用水水源达标率"],
            ["县区", "县级及以上（%）", "乡镇（%）"],
            ["云麓区", 100, 95.5],
        ],
        """
        云麓区 county_source_rate 2026-10 100
        云麓区 township_source_rate 2026-10 95.5
        """,
    ),
    Layout(
        "months of two years, so that no period is missing",
        [
            ["断面水质类别对比"],
            ["断面", "2025年", None, "2026年", None],
            [None, "9月", "10月", "9月", "10月"],
            ["青石桥", "Ⅲ", "Ⅱ", "Ⅳ", "Ⅲ"],
        ],
        """
        青石桥 water_class 2025-09 3
        青石桥 water_class 2025-10 2
        青石桥 water_class 2026-09 4
        青石桥 water_class 2026-10 3
        """,
        merged=["A2:A3", "B2:C2", "D2:E2"],
    ),
]


@pytest.mark.parametrize("layout", LAYOUTS, ids=str)
def test_a_layout_of_a_county_is_read_to_the_last_value(read: Read, layout: Layout) -> None:
    layout.check(read)
