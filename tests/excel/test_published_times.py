"""When published tables are of, said in heads, rows, sheets and titles."""

from __future__ import annotations

from datetime import datetime

import pytest

from .conftest import Read
from .layouts import Layout

TITLE = ["2025年10月各区县环境空气质量"]
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


@pytest.mark.parametrize("layout", [*TIMES, *ROWS, *SHEETS], ids=str)
def test_a_published_layout_is_read_to_the_last_value(read: Read, layout: Layout) -> None:
    layout.check(read)
