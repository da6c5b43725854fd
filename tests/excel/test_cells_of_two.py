"""Cells of two numbers whose second is not last year's: the head or a note says what it is."""

from __future__ import annotations

import pytest

from .conftest import Read, says, values
from .layouts import Layout

TITLE = ["云岭市2026年10月环境空气质量"]
PROVINCE = ["2026年10月全省县（市、区）空气质量排名"]
LAYOUTS = (
    Layout(
        "good days of valid days",
        [TITLE, ["区县", "优良天数/有效天数"], ["云麓区", "28/30"], ["岚溪县", 29]],
        """云麓区 good_days 2026-10 28
        云麓区 valid_days 2026-10 30
        岚溪县 good_days 2026-10 29""",
        told=("提示 B3：括号内（斜线后）的数按“有效天数”读取。",),
    ),
    Layout(
        "valid days in brackets",
        [TITLE, ["区县", "优良天数（有效天数）"], ["云麓区", "28（30）"]],
        """云麓区 good_days 2026-10 28
        云麓区 valid_days 2026-10 30""",
        told=("提示 B3：括号内（斜线后）的数按“有效天数”读取。",),
    ),
    Layout(
        "the province's rank behind the index",
        [PROVINCE, ["县区", "综合指数(全省排名)"], ["云麓区", "3.25(85)"], ["岚溪县", "2.9(40)"]],
        """云麓区 air_index 2026-10 3.25
        云麓区 air_index_rank 2026-10 85
        岚溪县 air_index 2026-10 2.9
        岚溪县 air_index_rank 2026-10 40""",
        told=("提示 B3：括号内（斜线后）的数按“全省排名”读取。",),
    ),
    Layout(
        "index and rank named with an and",
        [TITLE, ["区县", "综合指数及全市排名"], ["云麓区", "3.2（第5）"], ["岚溪县", "3.3(第6)"]],
        """云麓区 air_index 2026-10 3.2
        云麓区 air_index_rank_city 2026-10 5
        岚溪县 air_index 2026-10 3.3
        岚溪县 air_index_rank_city 2026-10 6""",
        told=("提示 B3：括号内（斜线后）的数按“全市排名”读取。",),
    ),
    Layout(
        "the index and its rate of change",
        [TITLE, ["区县", "综合指数(同比)"], ["云麓区", "3.25(-5.2%)"], ["岚溪县", "2.9(1.3%)"]],
        """云麓区 air_index 2026-10 3.25
        云麓区 air_index_change 2026-10 -5.2
        岚溪县 air_index 2026-10 2.9
        岚溪县 air_index_change 2026-10 1.3""",
        told=("提示 B3：括号内（斜线后）的数按“同比”读取。",),
    ),
    Layout(
        "the index and the difference to last year's, which is no rate",
        [TITLE, ["区县", "综合指数(同比)"], ["云麓区", "3.25(-0.18)"]],
        "云麓区 air_index 2026-10 3.25",
    ),
    Layout(
        "last month's rank",
        [PROVINCE, ["县区", "综合指数", "排名(上月)"], ["云麓区", 3.2, "85(90)"]],
        """云麓区 air_index 2026-10 3.2
        云麓区 air_index_rank 2026-10 85
        云麓区 air_index_rank 2026-09 90""",
        told=("提示 C3：括号内（斜线后）的数按“上月”读取。",),
    ),
    Layout(
        "this month and last under each pollutant",
        [TITLE, ["区县", "PM2.5", "PM10"], [None, "本月(上月)", "本月(上月)"], ["云麓区", "30(35)", "50(52)"]],
        """云麓区 pm25 2026-10 30
        云麓区 pm25 2026-09 35
        云麓区 pm10 2026-10 50
        云麓区 pm10 2026-09 52""",
        merged=("A2:A3",),
        told=("提示 B4：括号内（斜线后）的数按“上月”读取。",),
    ),
    Layout(
        "a month and its running total",
        [["云岭市2026年"], ["区县", "PM2.5"], [None, "10月(1-10月)"], ["云麓区", "30(33)"]],
        """云麓区 pm25 2026-10 30
        云麓区 pm25 2026-10M 33""",
        merged=("A2:A3",),
        told=("提示 B4：括号内（斜线后）的数按“1-10月”读取。",),
    ),
    Layout(
        "the stage's goal",
        [["云岭市2026年1-10月PM2.5目标完成情况"], ["区县", "PM2.5浓度（目标）"], ["云麓区", "30(32)"]],
        "云麓区 pm25 2026-10M 30",
        goals="云麓区 pm25 2026-10M 32",
    ),
    Layout(
        "a note of last month's",
        [TITLE, ["区县", "PM2.5", "综合指数"], ["云麓区", "30(35)", "3.2(3.5)"], ["注：括号内为上月数据。"]],
        """云麓区 pm25 2026-10 30
        云麓区 pm25 2026-09 35
        云麓区 air_index 2026-10 3.2
        云麓区 air_index 2026-09 3.5""",
        told=("提示 B3：括号内（斜线后）的数按“上月数据”读取。",),
    ),
    Layout(
        "a note of the running total",
        [TITLE, ["区县", "PM2.5"], ["云麓区", "30(33)"], ["备注：括号外为当月均值，括号内为1—10月累计均值"]],
        """云麓区 pm25 2026-10 30
        云麓区 pm25 2026-10M 33""",
        told=("提示 B3：括号内（斜线后）的数按“1-10月累计均值”读取。",),
    ),
    Layout(
        "a title that says last year's",
        [["云岭市2026年10月环境空气质量（括号内为去年同期值）"], ["区县", "PM2.5"], ["云麓区", "30(33)"]],
        """云麓区 pm25 2026-10 30
        云麓区 pm25 2025-10 33""",
        told=("提示 B3：括号内的数按上年同期值读取。",),
    ),
    Layout(
        "a note that nobody understands keeps the brackets out",
        [TITLE, ["区县", "PM2.5"], ["云麓区", "30(33)"], ["注：括号内为剔除特殊时段后结果。"]],
        "云麓区 pm25 2026-10 30",
        told=("警告 B2：表中说明括号内为“剔除特殊时段后结果”，没有认识，括号内的数未入库。",),
    ),
)  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS, ids=str)
def test_both_numbers_of_a_cell_are_what_is_said_of_them(read: Read, layout: Layout) -> None:
    layout.check(read)


def test_a_unit_in_the_brackets_of_a_head_says_nothing_of_the_cells(read: Read) -> None:
    found = read([TITLE, ["区县", "PM2.5(μg/m³)", "O3(8h-90per)"], ["云麓区", "30(33)", "90(99)"]])
    assert {v[2] for v in values(found)} == {"2026-10", "2025-10"}


def test_a_note_holds_for_tables_whose_rows_say_the_quantity_too(read: Read) -> None:
    rows = [["PM2.5", "浓度", "30(35)"], ["PM2.5", "同比", "-3%"]]
    found = read([TITLE, ["指标", "类别", "云麓区"], *rows, ["注：括号内为上月数据。"]])
    assert values(found) == {("云麓区", "pm25", "2026-10", 30)}
    assert says(found)[0] == "警告 C3：表中说明括号内为“上月数据”，此处括号内的数未入库。"
