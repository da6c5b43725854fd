"""Tables of air and water as they are published."""

from __future__ import annotations

import pytest

from yuetan_desktop.excel.results import PlaceRole

from .conftest import Read
from .layouts import Layout

TITLE = ["2025年10月各区县环境空气质量"]
AIR = (
    Layout(
        "the first and the last of a list beside each other, under groups",
        [
            ["2025年10月全省县（市、区）综合指数前2名和后2名"],
            ["前2名", None, None, "后2名", None, None],
            ["排名", "县区", "综合指数", "排名", "县区", "综合指数"],
            [1, "甲县", 1.9, 182, "丁县", 5.1],
            [2, "乙县", 2, 183, "戊县", 5.3],
        ],
        """甲县 air_index 2025-10 1.9
        甲县 air_index_rank 2025-10 1
        乙县 air_index 2025-10 2
        乙县 air_index_rank 2025-10 2
        丁县 air_index 2025-10 5.1
        丁县 air_index_rank 2025-10 182
        戊县 air_index 2025-10 5.3
        戊县 air_index_rank 2025-10 183""",
        merged=("A1:F1", "A2:C2", "D2:F2"),
    ),
    Layout(
        "a month and its running total beside each other, each ranked on its own",
        [
            ["10月排名", None, None, None, "1-10月排名", None, None],
            ["排名", "区县", "综合指数", None, "排名", "区县", "综合指数"],
            [1, "岚溪县", 3, None, 1, "岚溪县", 3.1],
            [2, "云麓区", 3.21, None, 2, "青砚县", 3.3],
        ],
        """岚溪县 air_index 2025-10 3
        岚溪县 air_index_rank_city 2025-10 1
        云麓区 air_index 2025-10 3.21
        云麓区 air_index_rank_city 2025-10 2
        岚溪县 air_index 2025-10M 3.1
        岚溪县 air_index_rank_city 2025-10M 1
        青砚县 air_index 2025-10M 3.3
        青砚县 air_index_rank_city 2025-10M 2""",
        file="2025年10月空气质量.xlsx",
    ),
    Layout(
        "periods written only in the heads of ranks and changes",
        [
            TITLE,
            ["区县", "10月综合指数全省排名", "1-10月综合指数排名", "1-10月综合指数同比变化率(%)"],
            ["云麓区", 85, 90, -3],
        ],
        """云麓区 air_index_rank 2025-10 85
        云麓区 air_index_rank 2025-10M 90
        云麓区 air_index_change 2025-10M -3""",
    ),
    Layout(
        "ranks followed by an arrow and the places lost",
        [
            TITLE,
            ["区县", "综合指数", "全省排名"],
            ["云麓区", "2.21↑2.1%", "8↓2"],
            ["岚溪县", 2.95, "40 ↑11位"],
        ],
        """云麓区 air_index 2025-10 2.21
        云麓区 air_index_rank 2025-10 8
        岚溪县 air_index 2025-10 2.95
        岚溪县 air_index_rank 2025-10 40""",
        told=("提示 B3：括号内（箭头后）是变化情况，未入库。",),
    ),
    Layout(
        "the share of the goal that was reached is no concentration",
        [
            ["2025年1-10月各区县目标完成情况"],
            ["区县", "PM2.5", None, None, "优良天数率", None],
            [None, "1-10月实际", "完成率", "完成情况", "1-10月", "完成"],
            ["云麓区", 36, 94.4, 1, 88.1, 100],
        ],
        """云麓区 pm25 2025-10M 36
        云麓区 good_day_rate 2025-10M 88.1""",
        merged=("A2:A3", "B2:D2", "E2:F2"),
        told=(
            "提示 C3：“PM2.5 完成率”这一列没有识别，未入库（“完成”不是PM2.5平均浓度）。",
            "提示 F3：“优良天数率 完成”这一列没有识别，未入库（“完成”不是优良天数率）。",
        ),
    ),
    Layout(
        "marks of notes behind names, and how many stations a county has",
        [
            TITLE,
            ["区县", "PM2.5"],
            ["云麓区*", 30],
            ["岚溪县①", 28],
            ["霁川新区[1]", 27],
            ["青砚县（注1）", 26],
            ["白鹭县（3个站点）", 25],
            ["①岚溪县10月站点停运两天，数据不全。"],
        ],
        """云麓区 pm25 2025-10 30
        岚溪县 pm25 2025-10 28
        霁川新区 pm25 2025-10 27
        青砚县 pm25 2025-10 26
        白鹭县 pm25 2025-10 25""",
    ),
)
WATER = (
    Layout(
        "classes of a month and of the year so far beside the goal of the year",
        [
            ["2025年10月及1-10月国省考断面水质评价结果"],
            ["断面名称", "考核目标", "10月", None, None, "1-10月", None],
            [None, None, "水质类别", "是否达标", "超标项目", "水质类别", "是否达标"],
            ["望麓桥", "Ⅲ", "Ⅳ", "否", "总磷(0.1)", "Ⅲ", "是"],
        ],
        """望麓桥 water_class 2025-10 4
        望麓桥 water_class 2025-10M 3""",
        merged=("A2:A3", "B2:B3", "C2:E2", "F2:G2"),
        goals="""望麓桥 water_class 2025 3
        望麓桥 water_class 2025-10 3
        望麓桥 water_class 2025-10M 3""",
    ),
)
NOT_OF_AIR = "未入库（说的是水，不是空气质量综合指数）。"
NO_PERIOD = (
    "标题、表名或文件名写的是一段日子（周、旬、截至某日等）或第几期，不是整月、整季或整年，"
    "未读取；如果数据是某一期的，请选定时期。"
)
RATES = (
    Layout(
        "the share of good sections is no share of good days",
        [["2025年10月各区县地表水断面优良率"], ["区县", "优良率(%)"], ["云麓区", 80]],
        "云麓区 good_water_ratio 2025-10 80",
    ),
    Layout(
        "good days and good sections in one table",
        [
            ["2025年10月生态环境质量"],
            ["区县", "空气", None, "水", None],
            [None, "PM2.5", "优良率", "优良率", "劣Ⅴ类断面"],
            ["云麓区", 30, 93.5, 80, 0],
        ],
        """云麓区 pm25 2025-10 30
        云麓区 good_day_rate 2025-10 93.5
        云麓区 good_water_ratio 2025-10 80""",
        merged=("A2:A3", "B2:C2", "D2:E2"),
        told=("提示 E3：“水 劣V类断面”这一列没有识别，未入库。",),
    ),
    Layout(
        "an index of water and its rank are not those of the air",
        [
            ["2025年10月各区县水质综合指数"],
            ["区县", "CWQI", "综合指数", "排名"],
            ["云麓区", 3.1, 3.5, 2],
        ],
        """云麓区 cwqi 2025-10 3.1
        云麓区 cwqi_rank_city 2025-10 2""",
        told=("提示 C2：“综合指数”这一列没有识别，" + NOT_OF_AIR,),
    ),
    Layout(
        "indicators down, their units of measure beside them, counties across",
        [
            TITLE,
            ["指标", "单位", "云麓区", "岚溪县", "全市平均"],
            ["PM2.5", "μg/m³", 30, 28, 29],
            ["优良天数率", "%", 93.5, 96.8, 95.2],
            ["综合指数", "—", 3.21, 2.95, 3.1],
        ],
        """云麓区 pm25 2025-10 30
        云麓区 good_day_rate 2025-10 93.5
        云麓区 air_index 2025-10 3.21
        岚溪县 pm25 2025-10 28
        岚溪县 good_day_rate 2025-10 96.8
        岚溪县 air_index 2025-10 2.95""",
    ),
    Layout(
        "last year's month beside another month",
        [
            ["2025年10月水质"],
            ["断面", "10月", "9月", "去年10月"],
            ["望麓桥", "Ⅳ", "Ⅲ", "Ⅱ"],
        ],
        """望麓桥 water_class 2025-10 4
        望麓桥 water_class 2025-09 3
        望麓桥 water_class 2024-10 2""",
    ),
    Layout(
        "the number of an issue and the day it came out are no time of the table",
        [
            ["云岭市环境质量简报"],
            ["2025年第10期（总第120期）", None, "2025年11月5日"],
            ["区县", "PM2.5", "CO"],
            ["云麓区", 30, 0.9],
        ],
        "",
        told=(f"错误 B4：{NO_PERIOD}",),
    ),
    Layout(
        "the month beside the number of an issue",
        [
            ["2025年10月", "第10期（总第120期）", "2025年11月5日"],
            ["区县", "PM2.5", "CO"],
            ["云麓区", 30, 0.9],
        ],
        """云麓区 pm25 2025-10 30
        云麓区 co 2025-10 0.9""",
    ),
)
LISTS = (
    Layout(
        "a list for each month beside the others, each in its own order",
        [
            ["2025年各区县PM2.5"],
            ["9月", None, "10月", None],
            ["区县", "浓度", "区县", "浓度"],
            ["云麓区", 22, "岚溪县", 28],
            ["岚溪县", 19, "云麓区", 30],
        ],
        """云麓区 pm25 2025-09 22
        岚溪县 pm25 2025-09 19
        岚溪县 pm25 2025-10 28
        云麓区 pm25 2025-10 30""",
        merged=("A2:B2", "C2:D2"),
    ),
    Layout(
        "ranks of a pollutant beside ranks of the index, each with what is ranked",
        [
            TITLE,
            ["PM2.5浓度排名", None, None, "综合指数排名", None, None],
            ["排名", "区县", "浓度", "排名", "区县", "综合指数"],
            [1, "岚溪县", 28, 1, "青砚县", 2.95],
            [2, "青砚县", 30, 2, "岚溪县", 3.1],
        ],
        """岚溪县 pm25 2025-10 28
        青砚县 pm25 2025-10 30
        岚溪县 air_index 2025-10 3.1
        岚溪县 air_index_rank_city 2025-10 2
        青砚县 air_index 2025-10 2.95
        青砚县 air_index_rank_city 2025-10 1""",
        merged=("A2:C2", "D2:F2"),
        told=("提示 A3：“PM2.5浓度排名 排名”是PM2.5平均浓度的名次，未入库。",),
    ),
    Layout(
        "with and without dust storms",
        [
            ["2025年4月空气质量"],
            ["区县", "PM10（实况）", "PM10（扣除沙尘）", "PM2.5（扣沙后）", "PM2.5（未扣除沙尘）"],
            ["云麓区", 90, 62, 30, 33],
        ],
        """云麓区 pm10 2025-04 62
        云麓区 pm25 2025-04 30""",
        told=(
            "提示 B2：“PM10(实况)”这一列没有识别，未入库"
            "（旁边的“PM10(扣除沙尘)”才是评价用的统计值）。",
            "提示 E2：“PM2.5(未扣除沙尘)”这一列没有识别，未入库"
            "（旁边的“PM2.5(扣沙后)”才是评价用的统计值）。",
        ),
    ),
    Layout(
        "with dust storms alone",
        [
            ["2025年4月空气质量"],
            ["区县", "PM10（未扣除沙尘）", "PM2.5（剔除沙尘前）", "优良天数率"],
            ["云麓区", 90, 33, 80],
        ],
        """云麓区 pm10 2025-04 90
        云麓区 pm25 2025-04 33
        云麓区 good_day_rate 2025-04 80""",
    ),
    Layout(
        "means of the city in other words",
        [
            TITLE,
            ["区县", "PM2.5", "PM10"],
            ["云麓区", 30, 52],
            ["全市（5个区县）", 29, 50],
            ["全市均值（国控）", 29, 51],
        ],
        """云麓区 pm25 2025-10 30
        云麓区 pm10 2025-10 52""",
    ),
    Layout(
        "goals written with at most and at least",
        [
            ["2025年度各区县目标任务"],
            ["区县", "PM2.5", "优良天数率", "国省考断面优良率（%）"],
            ["云麓区", "≤34", "≥88%", "达到100%"],
            ["岚溪县", "＜32微克/立方米", "不低于92%", "90以上"],
            ["青砚县", "33以下", "控制在90%以内", 100],
        ],
        "",
        goals="""云麓区 pm25 2025 34
        云麓区 good_day_rate 2025 88
        云麓区 good_water_ratio 2025 100
        岚溪县 pm25 2025 32
        岚溪县 good_day_rate 2025 92
        岚溪县 good_water_ratio 2025 90
        青砚县 pm25 2025 33
        青砚县 good_day_rate 2025 90
        青砚县 good_water_ratio 2025 100""",
    ),
    Layout(
        "classes to be reached, in words",
        [
            ["2025年10月断面水质"],
            ["断面", "水质目标", "水质类别"],
            ["望麓桥", "达到Ⅲ类", "Ⅳ"],
            ["石门", "Ⅱ类及以上", "Ⅱ"],
        ],
        """望麓桥 water_class 2025-10 4
        石门 water_class 2025-10 2""",
        goals="""望麓桥 water_class 2025 3
        望麓桥 water_class 2025-10 3
        石门 water_class 2025 2
        石门 water_class 2025-10 2""",
    ),
)


@pytest.mark.parametrize("layout", [*AIR, *WATER, *RATES, *LISTS], ids=str)
def test_a_published_layout_is_read_to_the_last_value(read: Read, layout: Layout) -> None:
    layout.check(read)


def test_counties_over_the_columns_are_units(read: Read) -> None:
    found = read([["2025年PM2.5月均浓度"], ["月份", "云麓区", "城南子站"], ["9月", 22, 19]])
    assert {p.name: p.role for p in found.places} == {
        "云麓区": PlaceRole.UNIT,
        "城南子站": PlaceRole.STATION,
    }
