"""Tables as county bureaus keep them that hold what must not be stored without a word."""

from __future__ import annotations

from datetime import datetime

import pytest

from .conftest import Read
from .layouts import Layout

TITLE = ["云岭市2026年10月环境空气质量"]

LAYOUTS = [
    Layout(
        "running totals beside the values of a day",
        [
            ["云岭市空气质量日报（2026年10月18日）"],
            ["县区", "PM2.5", "昨日AQI", "本月累计PM2.5"],
            ["云麓区", 30, 55, 31],
        ],
        "云麓区 pm25 2026-10-18 30",
        told=(
            "提示 C2：“昨日AQI”这一列没有识别，未入库（“昨日”没有识别）。",
            "提示 D2：“本月累计PM2.5”这一列没有识别，未入库（累计到某一天，不是整月、整季或整年）。",
        ),
    ),
    Layout(
        "the rank of who knows what behind a rate",
        [TITLE, ["县区", "优良率", "全省排名"], ["云麓区", 93.5, 55]],
        """
        云麓区 air_index_rank 2026-10 55
        云麓区 good_day_rate 2026-10 93.5
        """,
        told=("警告 C2：“全省排名”紧接在优良率之后，按综合指数的名次读取，请核对。",),
    ),
    Layout(
        "a nought where nothing was measured",
        [TITLE, ["县区", "PM2.5", "重污染天数"], ["云麓区", 0, 0], ["岚溪县", 31, 0]],
        """
        云麓区 heavy_days 2026-10 0
        岚溪县 heavy_days 2026-10 0
        岚溪县 pm25 2026-10 31
        """,
        told=("错误 B3：PM2.5平均浓度为0，不合情理；没有数据的请留空。",),
    ),
    Layout(
        "notes in the cells of values",
        [TITLE, ["县区", "PM2.5"], ["云麓区", "30.3（停电3天）"], ["岚溪县", 31]],
        "岚溪县 pm25 2026-10 31",
        told=("错误 B3：“30.3(停电3天)”不是数值。",),
    ),
    Layout(
        "stages behind the goal of the year, under a title of goals",
        [
            ["云岭市2026年空气质量目标任务"],
            ["县区", "PM2.5年均浓度目标", "一季度"],
            ["云麓区", 33, 48],
        ],
        "",
        goals="云麓区 pm25 2026 33",
        told=(
            "提示 C2：“一季度”这一列没有识别，未入库"
            "（标题说的是目标，这一列没有写明是目标还是实绩，请在字段匹配里指定）。",
        ),
    ),
    Layout(
        "fine particles that are more than all of them",
        [TITLE, ["县区", "PM2.5", "PM10"], ["云麓区", 50, 30], ["岚溪县", 30, 30]],
        """
        云麓区 pm10 2026-10 30
        云麓区 pm25 2026-10 50
        岚溪县 pm10 2026-10 30
        岚溪县 pm25 2026-10 30
        """,
        told=("警告 B3：PM2.5（50）大于PM10（30），请核对两列是否填反。",),
    ),
    Layout(
        "months to date that the sheet made days of",
        [
            ["云麓区2026年空气质量"],
            ["月份", "PM2.5"],
            [1, 50],
            [2, 40],
            [3, 36],
            [datetime(2026, 1, 3), 42],
        ],
        """
        云麓区 pm25 2026-01 50
        云麓区 pm25 2026-02 40
        云麓区 pm25 2026-03 36
        """,
        told=("错误 A6：“2026-01-03”像是“1-3”月变成的日期，这一行未读取。",),
    ),
    Layout(
        "an index under the name of AQI",
        [TITLE, ["县区", "空气质量指数", "PM2.5"], ["云麓区", 3.53, 30], ["岚溪县", 55.5, 31]],
        """
        云麓区 pm25 2026-10 30
        岚溪县 aqi 2026-10 55.5
        岚溪县 pm25 2026-10 31
        """,
        told=("错误 B3：AQI3.53像是综合指数，请在字段匹配里指定。",),
    ),
    Layout(
        "shares under the name of days",
        [TITLE, ["县区", "优良天数", "重污染天数"], ["云麓区", 0.903, 0], ["岚溪县", 27, 1]],
        """
        云麓区 heavy_days 2026-10 0
        岚溪县 good_days 2026-10 27
        岚溪县 heavy_days 2026-10 1
        """,
        told=("错误 B3：优良天数0.903不足1，像是比例。",),
    ),
    Layout(
        "the station of the city, which no month has for its name",
        [["2026年10月市监测站日报"], ["日期", "PM2.5"], ["2026-10-01", 30], ["2026-10-02", 31]],
        "",
        told=("错误 ：没有写明单位。请在字段匹配里选定单位，或把单位名称写进文件名。",),
    ),
    Layout(
        "less than a bound is half of no detection limit",
        [TITLE, ["县区", "PM2.5", "综合指数"], ["云麓区", "<30", 3.1], ["岚溪县", 31, 3.2]],
        """
        云麓区 air_index 2026-10 3.1
        岚溪县 air_index 2026-10 3.2
        岚溪县 pm25 2026-10 31
        """,
        told=("错误 B3：“<30”只是一个上限，不是PM2.5平均浓度，未读取。",),
    ),
    Layout(
        "the improvement of the air is ranked, not that of water",
        [
            ["2026年1-10月空气质量排名"],
            ["名次", "县区", "综合指数", "改善幅度排名"],
            [1, "云麓区", 3.5, 3],
            [2, "岚溪县", 3.6, 8],
        ],
        """
        云麓区 air_index 2026-10M 3.5
        云麓区 air_index_rank_city 2026-10M 1
        岚溪县 air_index 2026-10M 3.6
        岚溪县 air_index_rank_city 2026-10M 2
        """,
        told=("提示 D2：“改善幅度排名”是变化幅度的名次，未入库。",),
    ),
    Layout(
        "a title that ranks the improvement",
        [
            ["2026年10月空气质量改善幅度排名"],
            ["排名", "县区", "综合指数", "变化率（%）"],
            [1, "云麓区", 3.9, -10.1],
            [2, "岚溪县", 3.6, -5.1],
        ],
        """
        云麓区 air_index 2026-10 3.9
        云麓区 air_index_change 2026-10 -10.1
        岚溪县 air_index 2026-10 3.6
        岚溪县 air_index_change 2026-10 -5.1
        """,
        told=("提示 A2：“排名”是变化幅度的名次，未入库。",),
    ),
    Layout(
        "a title that ranks the improvement beside the index",
        [
            ["2026年10月空气质量排名及改善幅度排名"],
            ["排名", "县区", "综合指数"],
            [1, "云麓区", 3.5],
            [2, "岚溪县", 3.6],
        ],
        """
        云麓区 air_index 2026-10 3.5
        云麓区 air_index_rank_city 2026-10 1
        岚溪县 air_index 2026-10 3.6
        岚溪县 air_index_rank_city 2026-10 2
        """,
    ),
    Layout(
        "classes of groundwater, which no clause asks for",
        [["2026年地下水考核点位"], ["点位", "水质类别", "目标"], ["G01", "Ⅴ", "Ⅴ"]],
        "",
        told=(
            "错误 A2：没有找到可以入库的数据：“水质类别”、“目标”没有识别为指标"
            "（标题写的是“地下水”，不是水质类别）。"
            "请在字段匹配里指定各列是什么；与考核指标无关的表不用导入。",
        ),
    ),
    Layout(
        "groundwater among sections",
        [["2026年10月地表水、地下水水质"], ["点位", "水质类别"], ["青石桥", "Ⅲ"], ["G01", "Ⅴ"]],
        """
        G01 water_class 2026-10 5
        青石桥 water_class 2026-10 3
        """,
        told=("警告 ：标题也写了“地下水”：其中地下水的点位不是断面，不要登记为断面。",),
    ),
]


@pytest.mark.parametrize("layout", LAYOUTS, ids=str)
def test_what_may_be_wrong_is_told_at_its_cell(read: Read, layout: Layout) -> None:
    layout.check(read)
