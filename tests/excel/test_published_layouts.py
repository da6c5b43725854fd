"""Layouts as provinces, cities and counties publish them, and everything each of them says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest

from yuetan_desktop.domain.indicator import Catalogue
from yuetan_desktop.excel.columns import Vocabulary
from yuetan_desktop.excel.results import PlaceRole

from .conftest import Read, Row, says, targets, values

TITLE = ["2025年10月各区县环境空气质量"]


@dataclass(frozen=True)
class Layout:
    """Rows as published; what is read of them, “unit indicator period value” each; what is said."""

    name: str
    rows: Sequence[Row] | dict[str, Sequence[Row]]
    expected: str
    merged: Sequence[str] = ()
    goals: str = ""
    told: tuple[str, ...] = ()
    file: str = "表.xlsx"


def _lines(found: set[tuple[str, str, str, Any]]) -> list[str]:
    return sorted(
        f"{place} {key} {period} {value:g}" if isinstance(value, float) else " ".join(map(str, row))
        for row in found
        for place, key, period, value in [row]
    )


def _expected(text: str) -> list[str]:
    return sorted(filter(None, map(str.strip, text.splitlines())))


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
PM25 = ["各区县PM2.5月均浓度"]
TWO_MONTHS = """云麓区 pm25 2025-01 60
        云麓区 pm25 2025-02 50"""
TIMES = (
    Layout(
        "the first ten months are not the year",
        [
            ["2025年前10个月各区县空气质量"],
            ["区县", "PM2.5", None, None],
            [None, "本期", "上年同期", "同比"],
            ["云麓区", 36, 38, -5.3],
        ],
        """云麓区 pm25 2025-10M 36
        云麓区 pm25 2024-10M 38""",
        merged=("A2:A3", "B2:D2"),
    ),
    Layout(
        "until the last day of two months in the heads",
        [
            ["2025年各区县"],
            ["区县", "截至9月30日优良天数", "截至10月31日优良天数"],
            ["云麓区", 239, 268],
        ],
        """云麓区 good_days 2025-9M 239
        云麓区 good_days 2025-10M 268""",
    ),
    Layout(
        "months in heads kept as dates of their first day",
        [PM25, ["区县", datetime(2025, 1, 1), datetime(2025, 2, 1)], ["云麓区", 60, 50]],
        TWO_MONTHS,
    ),
    Layout(
        "months in heads as six digits",
        [PM25, ["区县", 202501, 202502], ["云麓区", 60, 50]],
        TWO_MONTHS,
    ),
    Layout(
        "months in heads as texts with a point",
        [PM25, ["区县", "2025.01", "2025.2"], ["云麓区", 60, 50]],
        TWO_MONTHS,
    ),
    Layout(
        "2025.1 in heads is January before 2025.2 and October after 2025.9",
        [PM25, ["区县", 2025.1, 2025.2, 2025.9, 2025.1], ["云麓区", 60, 50, 22, 30]],
        f"""{TWO_MONTHS}
        云麓区 pm25 2025-09 22
        云麓区 pm25 2025-10 30""",
    ),
    Layout(
        "2025.1 alone in heads may be either month",
        [PM25, ["区县", 2025.1, 2025.4], ["云麓区", 60, 30]],
        "云麓区 pm25 2025-04 30",
        told=("提示 B2：“2025.1”这一列没有识别，未入库（可能是1月，也可能是10月）。",),
    ),
    Layout(
        "a mean behind the first months of a year",
        [["2025年PM2.5"], ["区县", "1月", "2月", "平均"], ["云麓区", 60, 50, 55]],
        f"""{TWO_MONTHS}
        云麓区 pm25 2025-2M 55""",
    ),
    Layout(
        "a mean behind months with gaps between them",
        [["2025年PM2.5"], ["区县", "1月", "2月", "10月", "平均"], ["云麓区", 60, 50, 30, 46]],
        f"""{TWO_MONTHS}
        云麓区 pm25 2025-10 30""",
        told=("提示 E2：“平均”这一列没有识别，未入库（2025年的月份不全，看不出是哪几个月的）。",),
    ),
    Layout(
        "good days of valid days in one cell",
        [TITLE, ["区县", "优良天数", "优良率"], ["云麓区", "28/30", "93.3%"]],
        "云麓区 good_day_rate 2025-10 93.3",
        told=("错误 B3：“28/30”里有两个数，请拆成两列。",),
    ),
)
ROWS = (
    Layout(
        "2025.1 down a column is January at its head and October behind 2025.9",
        [
            PM25,
            ["月份", "区县", "PM2.5"],
            [2025.1, "云麓区", 60],
            [2025.2, "云麓区", 50],
            [2025.9, "云麓区", 22],
            [2025.1, "云麓区", 30],
            [2025.1, "岚溪县", 28],
        ],
        f"""{TWO_MONTHS}
        云麓区 pm25 2025-09 22
        云麓区 pm25 2025-10 30
        岚溪县 pm25 2025-10 28""",
    ),
    Layout(
        "2025.1 of which nothing around it says the month",
        [PM25, ["月份", "区县", "PM2.5"], [2025.1, "云麓区", 60], [2025.4, "云麓区", 40]],
        "云麓区 pm25 2025-04 40",
        told=("错误 A3：“2025.1”看不出是哪一期，这一行未读取。",),
    ),
    Layout(
        "months down a column kept as dates of their first day",
        [
            ["PM2.5浓度"],
            ["日期", "区县", "PM2.5"],
            [datetime(2025, 1, 1), "云麓区", 60],
            [datetime(2025, 2, 1), "云麓区", 50],
        ],
        TWO_MONTHS,
    ),
    Layout(
        "one first of January is that day",
        [["PM2.5"], ["日期", "区县", "PM2.5"], [datetime(2025, 1, 1), "云麓区", 60]],
        "云麓区 pm25 2025-01-01 60",
    ),
    Layout(
        "how many sections are of each class, and the share of the good ones",
        [
            ["2025年1-10月各区县断面水质类别"],
            ["区县", "Ⅰ类", "Ⅱ类", "Ⅲ类", "Ⅳ类", "Ⅴ类", "劣Ⅴ类", "优良比例(%)"],
            ["云麓区", 0, 3, 1, 1, 0, 0, 80],
        ],
        "云麓区 good_water_ratio 2025-10M 80",
        told=tuple(
            f"提示 {letter}2：“{name}类”这一列没有识别，未入库。"
            for letter, name in zip("BCDEFG", ("I", "II", "III", "IV", "V", "劣V"), strict=True)
        ),
    ),
    Layout(
        "a table nobody understands says which heads it has",
        [["2025年各区县"], ["区县", "PM2.5（截至10月20日）", "扣分"], ["云麓区", 30, 2]],
        "",
        told=(
            "错误 A2：没有找到可以入库的数据：“PM2.5(截至10月20日)”、“扣分”没有识别为指标"
            "（“PM2.5(截至10月20日)”不是整月、整季或整年）。"
            "请在字段匹配里指定各列是什么；与考核指标无关的表不用导入。",
        ),
    ),
)
SHEETS = (
    Layout(
        "a sheet of running totals beside one of the month, under the same title",
        {
            "本月": [TITLE, ["区县", "PM2.5"], ["云麓区", 30]],
            "累计": [TITLE, ["区县", "PM2.5"], ["云麓区", 36]],
        },
        """云麓区 pm25 2025-10 30
        云麓区 pm25 2025-10M 36""",
    ),
    Layout(
        "a sheet of last year's month",
        {
            "今年": [TITLE, ["区县", "PM2.5"], ["云麓区", 30]],
            "去年同期": [["空气质量"], ["区县", "PM2.5"], ["云麓区", 36]],
        },
        """云麓区 pm25 2025-10 30
        云麓区 pm25 2024-10 36""",
        file="2025年10月.xlsx",
    ),
    Layout(
        "a sheet of changes beside one of concentrations",
        {
            "浓度": [TITLE, ["区县", "PM2.5"], ["云麓区", 30]],
            "同比": [TITLE, ["区县", "PM2.5"], ["云麓区", 5]],
        },
        "云麓区 pm25 2025-10 30",
        told=("警告 ：这张表没有入库：标题写的是“同比”，不是PM2.5平均浓度。",),
    ),
)
ITEMS = ["区县", "PM2.5", "PM10"]


@pytest.mark.parametrize(
    "title",
    [
        "各区县主要污染物浓度同比变化率（%）",
        "各区县PM2.5、PM10较上年降幅",
        "各区县超标天数统计",
        "各区县首要污染物天数统计",
        "各区县单项指数",
        "各区县污染物分担率（%）",
        "空气自动站数据有效率",
        "各区县最大值",
    ],
)
def test_what_a_title_makes_another_quantity_is_no_concentration(read: Read, title: str) -> None:
    found = read([["2025年10月" + title], ITEMS, ["云麓区", 12, 8], ["岚溪县", 9, 5]])
    assert not found.observations
    assert ["标题写的是“" in problem.message for problem in found.errors()] == [True]


def test_so_are_months_or_counties_across_under_such_a_title(read: Read) -> None:
    months = [["2025年各区县PM2.5超标天数"], ["区县", "1月", "2月"], ["云麓区", 10, 8]]
    across = [["2025年10月各污染物同比变化率"], ["污染物", "云麓区", "岚溪县"], ["PM2.5", 5, 8]]
    ranks = [
        ["2025年10月各项指标全省排名"],
        ["区县", "综合指数", "PM2.5"],
        ["云麓区", 15, 90],
        ["岚溪县", 40, 33],
    ]
    for rows in (months, across, ranks):
        assert not read(rows).observations


@pytest.mark.parametrize(
    "title",
    [
        "各区县空气质量排名",
        "各区县空气质量及同比变化率",
        "各区县PM2.5改善情况",
        "各区县空气质量超标情况",
        "各区县空气质量变化趋势",
        "各区县污染物浓度及首要污染物天数",
    ],
)
def test_what_a_title_only_mentions_changes_nothing(read: Read, title: str) -> None:
    found = read([["2025年10月" + title], ITEMS, ["云麓区", 30, 52], ["岚溪县", 28, 50]])
    assert len(found.observations) == 4
    assert not found.problems


HEADS = """
good_days 优良日数 达标日数 优良天气天数
good_day_rate 优良天数占比 优良天数比率(%) 优良天数百分比 AQI达标率(%) 环境空气质量优良率
valid_days 监测有效天数 有效日数
heavy_days 重污染日数 重度污染及以上天数 重度及以上污染日数
pm25 ρ(PM2.5) PM2.5/(μg·m-3) PM₂.₅浓度值 细颗粒物(PM2.5)年均浓度(微克/立方米)
o3 O3-8H第90百分位 O3特定百分位浓度 臭氧日最大8小时平均第90百分位数 O3−8h
co CO(mg·m-3) 一氧化碳特定百分位数浓度 CO日均值第95百分位数
air_index Isum 环境空气质量综合指数(Isum) 大气综合指数
good_water_ratio Ⅰ-Ⅲ类比例(%) Ⅰ～Ⅲ类断面占比 优良断面比例 水质优良断面比例(%) Ⅲ类及以上比例
source_water_rate 水源地达标率 饮用水水源达标率(%)
cwqi 地表水环境质量指数 城市水质指数(CWQI)
tp 总磷(以P计)
UNIT 区、县 市(县、区) 县(区、市) 区（市）县 各县区 被通报单位 行政区域 县级城市 园区
TOWN 镇(街) 街道(乡镇) 乡(镇、街道) 镇办 所属镇街
SECTION 断面名 国控断面 出境断面 国省控断面名称 水质监测断面
"""


def test_heads_as_they_are_written(catalogue: Catalogue) -> None:
    words = Vocabulary(catalogue)
    for line in HEADS.split("\n"):
        expected, *heads = line.split() or [""]
        for head in heads:
            found = words.understand([head])
            read = found.indicator.key if found.indicator else found.role and found.role.name
            assert (head, read) == (head, expected)


@pytest.mark.parametrize(
    "layout", [*AIR, *WATER, *RATES, *TIMES, *ROWS, *SHEETS], ids=lambda layout: layout.name
)
def test_a_published_layout_is_read_to_the_last_value(read: Read, layout: Layout) -> None:
    found = read(layout.rows, merged=layout.merged, name=layout.file)
    assert _lines(values(found)) == _expected(layout.expected)
    assert _lines(targets(found)) == _expected(layout.goals)
    assert says(found) == list(layout.told)


def test_counties_over_the_columns_are_units(read: Read) -> None:
    found = read([["2025年PM2.5月均浓度"], ["月份", "云麓区", "城南子站"], ["9月", 22, 19]])
    assert {p.name: p.role for p in found.places} == {
        "云麓区": PlaceRole.UNIT,
        "城南子站": PlaceRole.STATION,
    }
