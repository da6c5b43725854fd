"""Titles and heads in the words that are printed, and what they make of the numbers below."""

from __future__ import annotations

import pytest

from yuetan_desktop.domain.indicator import Catalogue
from yuetan_desktop.excel.recognition.columns import Vocabulary

from .conftest import Read

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
UNIT 区、县 所在县 控制县区 市(县、区) 县(区、市) 区（市）县 各县区 被通报单位 行政区域 县级城市 园区
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
