"""Sheets of offices whose times, units or columns can be taken for something else: calendars of
days, exports of online forms, two audits, forecasts, titles that last month's sheet left behind."""

from __future__ import annotations

import pytest

from .conftest import Read, says, values
from .layouts import Layout

TITLE = ["云岭市2026年10月环境空气质量"]
DAYS = ["云麓区2026年10月PM2.5日均浓度"]
FORM = ["提交者", "提交时间", "1.区县（必填）", "2.数据月份（必填）", "3.PM2.5平均浓度（必填）"]
APPROVAL = [
    "审批编号",
    "审批状态",
    "发起时间",
    "完成时间",
    "发起人姓名",
    "区县",
    "数据月份",
    "PM2.5",
]
LAYOUTS = (
    Layout(
        "days across of one unit that only the title names",
        [DAYS, ["日期", 1, 2, 3], ["浓度", 30, 31, 32]],
        """云麓区 pm25 2026-10-01 30
        云麓区 pm25 2026-10-02 31
        云麓区 pm25 2026-10-03 32""",
    ),
    Layout(
        "ten days of the month across are no months",
        [DAYS, ["区县", *range(1, 6)], ["云麓区", 30, 31, 32, 33, 34]],
        "\n".join(f"云麓区 pm25 2026-10-0{day} {29 + day}" for day in range(1, 6)),
    ),
    Layout(
        "months down and days across of one unit",
        [["云麓区2026年PM2.5日均浓度"], ["月份", "1日", "2日"], ["1月", 30, 31], ["2月", 40, 41]],
        """云麓区 pm25 2026-01-01 30
        云麓区 pm25 2026-01-02 31
        云麓区 pm25 2026-02-01 40
        云麓区 pm25 2026-02-02 41""",
    ),
    Layout(
        "days written as numbers, where 10.1 is the tenth",
        [DAYS, ["日期", "PM2.5"], [10.8, 31], [10.9, 32], [10.1, 33], [10.11, 34]],
        """云麓区 pm25 2026-10-08 31
        云麓区 pm25 2026-10-09 32
        云麓区 pm25 2026-10-10 33
        云麓区 pm25 2026-10-11 34""",
    ),
    Layout(
        "an online form's answers",
        [FORM, ["张三", "2026-11-03 10:22", "云麓区", "2026年10月", "30.2"]],
        "云麓区 pm25 2026-10 30.2",
    ),
    Layout(
        "approvals of an office app",
        [
            APPROVAL,
            ["202611031022", "已结束", "2026-11-03 10:22:11", "2026-11-03 11:00:00", "张三", "云麓区",
             "2026-10", "30.2"],
        ],
        "云麓区 pm25 2026-10 30.2",
    ),
    Layout(
        "two audits of one month",
        [TITLE, ["区县", "PM2.5", None], [None, "初审", "国家审核"], ["云麓区", 30, 32]],
        "云麓区 pm25 2026-10 32",
        merged=("B2:C2", "A2:A3"),
        told=(
            "提示 B3：“PM2.5 初审”这一列没有识别，未入库（旁边的“PM2.5 国家审核”审核得更多，以那一列为准）。",
        ),
    ),
    Layout(
        "sources of drinking water, each within its limits or not",
        [
            ["云岭市2026年10月集中式饮用水水源地水质状况"],
            ["序号", "水源名称", "取水量(万吨)", "达标情况", "超标指标及超标倍数"],
            [1, "清溪水库", 120, "达标", "-"],
            [2, "石门水源地", 80, "不达标", "氨氮(0.2)"],
        ],
        """清溪水库 source_water_rate 2026-10 100
        石门水源地 source_water_rate 2026-10 0""",
        told=("提示 D2：水源地按“达标”100%、“不达标”0%逐个读取；县（区）的达标率以公布的为准，没有公布的按水源地个数计算。",),
    ),
    Layout(
        "items over their limits, one a row with what was measured",
        [
            ["云岭市2026年10月地表水断面超标情况"],
            ["断面名称", "超标因子", "浓度(mg/L)"],
            ["青石桥", "氨氮", 1.3],
            ["青石桥", "总磷", 0.25],
        ],
        """青石桥 nh3n 2026-10 1.3
        青石桥 tp 2026-10 0.25""",
    ),
    Layout(
        "items down of one section that only the title names",
        [
            ["云岭市2026年10月青石桥断面水质监测结果"],
            ["项目", "监测值", "Ⅲ类标准", "达标情况"],
            ["pH", 7.5, "6-9", "达标"],
            ["总磷", "0.01L", 0.2, "达标"],
        ],
        """青石桥断面 ph 2026-10 7.5
        青石桥断面 tp 2026-10 0.005""",
        told=("提示 C2：“III类标准”这一列没有识别，未入库。",),
    ),
    Layout(
        "the index of water under its shortest name",
        [["2026年10月全省县（市、区）水质排名"], ["排名", "县区", "水质指数"], [85, "云麓区", 4.5]],
        """云麓区 cwqi 2026-10 4.5
        云麓区 cwqi_rank 2026-10 85""",
    ),
    Layout(
        "the rank of a change beside the change",
        [
            ["2026年10月全省县（市、区）空气质量排名"],
            ["县区", "综合指数", "排名", "综合指数变化率(%)", "变化率排名"],
            ["云麓区", 3.25, 85, -5.2, 60],
        ],
        """云麓区 air_index 2026-10 3.25
        云麓区 air_index_rank 2026-10 85
        云麓区 air_index_change 2026-10 -5.2""",
        told=("提示 E2：“变化率排名”是变化幅度的名次，未入库。",),
    ),
    Layout(
        "marks of notes behind heads",
        [TITLE, ["区县", "PM2.5①", "PM10②(μg/m³)", "优良天数*"], ["云麓区", 30, 50, 28]],
        """云麓区 pm25 2026-10 30
        云麓区 pm10 2026-10 50
        云麓区 good_days 2026-10 28""",
    ),
    Layout(
        "whose stations they are behind the units",
        [TITLE, ["区县", "PM2.5"], ["云麓区\n（国控）", 30], ["岚溪县(省控)", 28]],
        """云麓区 pm25 2026-10 30
        岚溪县 pm25 2026-10 28""",
    ),
    Layout(
        "the month of a sheet that was copied and of its old title differ",
        {"9月": [["云岭市2026年8月环境空气质量"], ["区县", "PM2.5"], ["云麓区", 30]]},
        "云麓区 pm25 2026-08 30",
        told=("警告 ：标题写的是8月，工作表名写的是9月，按标题读取。",),
    ),
    Layout(
        "the month of the file and of the title differ",
        [TITLE, ["区县", "PM2.5"], ["云麓区", 30]],
        "云麓区 pm25 2026-10 30",
        file="云岭市2026年9月空气质量.xlsx",
        told=("警告 ：标题写的是10月，文件名写的是9月，按标题读取。",),
    ),
    Layout(
        "a month of the running total that the file names",
        [TITLE, ["区县", "PM2.5"], ["云麓区", 30]],
        "云麓区 pm25 2026-10 30",
        file="云岭市2026年1-10月空气质量.xlsx",
    ),
    Layout(
        "phosphorus in micrograms",
        [["云岭市2026年10月地表水水质"], ["断面名称", "总磷(μg/L)", "总氮"], ["青石桥", 120, 1.2]],
        """青石桥 tp 2026-10 0.12
        青石桥 tn 2026-10 1.2""",
        told=("提示 B2：这一列以 μg/L 计，已换算为 mg/L。",),
    ),
    Layout(
        "one unit's carbon monoxide in micrograms among others in milligrams",
        [TITLE, ["区县", "CO(mg/m3)"], ["云麓区", 0.8], ["岚溪县", 900]],
        "云麓区 co 2026-10 0.8",
        told=("错误 B4：CO第95百分位浓度900mg/m³，像是以 μg/m³ 计，是否应为0.9？",),
    ),
    Layout(
        "dust storms left out, in the shortest words",
        [["云岭市2026年4月环境空气质量（含沙尘）"], ["区县", "PM10", "PM10（剔沙）"], ["云麓区", 60, 50]],
        "云麓区 pm10 2026-04 50",
        told=("提示 B2：“PM10”这一列没有识别，未入库（旁边的“PM10(剔沙)”才是评价用的统计值）。",),
    ),
    Layout(
        "cells that carry their unit",
        [TITLE, ["区县", "PM2.5", "CO"], ["云麓区", "30μg/m3", "0.8mg/m3"], ["岚溪县", "28微克/立方米", "0.7"]],
        """云麓区 pm25 2026-10 30
        云麓区 co 2026-10 0.8
        岚溪县 pm25 2026-10 28
        岚溪县 co 2026-10 0.7""",
    ),
    Layout(
        "months as lines of their own over the heads of two columns",
        [
            ["云岭市2026年空气质量"], ["9月"], ["区县", "PM2.5"], ["云麓区", 30], [],
            ["10月"], ["区县", "PM2.5"], ["云麓区", 30],
        ],
        """云麓区 pm25 2026-09 30
        云麓区 pm25 2026-10 30""",
    ),
    Layout(
        "the rate of change right behind the index",
        [TITLE, ["区县", "综合指数", "同比（%）", "PM2.5", "同比（%）"], ["云麓区", 3.2, -3.1, 30, 5]],
        """云麓区 air_index 2026-10 3.2
        云麓区 air_index_change 2026-10 -3.1
        云麓区 pm25 2026-10 30""",
    ),
    Layout(
        "from January to October, each with its year",
        [["云岭市2026年1月至2026年10月环境空气质量"], ["区县", "PM2.5"], ["云麓区", 30]],
        "云麓区 pm25 2026-10M 30",
    ),
)  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS, ids=str)
def test_a_form_is_read_to_the_last_value(read: Read, layout: Layout) -> None:
    layout.check(read)


@pytest.mark.parametrize(
    ("title", "period"), [("逐月PM2.5浓度", "2026-08"), ("PM2.5日均浓度", "2026-10-08")]
)
def test_numbers_up_to_the_month_of_the_title_are_what_the_title_says(
    read: Read, title: str, period: str
) -> None:
    found = read([[f"云岭市2026年10月{title}"], ["区县", 8, 9, 10], ["云麓区", 30, 31, 32]])
    assert ("云麓区", "pm25", period, 30) in values(found)


def test_numbers_that_may_be_days_or_months_are_asked_about(read: Read) -> None:
    found = read(
        [["云岭市2026年10月PM2.5"], ["区县", 8, 9, 10, "PM10"], ["云麓区", 30, 31, 32, 50]]
    )
    assert values(found) == {("云麓区", "pm10", "2026-10", 50)}
    assert "提示 B2：“8”这一列没有识别，未入库（可能是8日，也可能是8月）。" in says(found)


def test_a_rank_behind_a_pollutant_is_told_and_one_in_its_brackets_not_kept(read: Read) -> None:
    title = ["2026年10月全省县（市、区）空气质量排名"]
    found = read([title, ["县区", "PM2.5", "全省排名"], ["云麓区", 30, 85]])
    assert ("云麓区", "air_index_rank", "2026-10", 85) in values(found)
    assert says(found) == ["警告 C2：“全省排名”紧接在PM2.5之后，按综合指数的名次读取，请核对。"]
    noted = [title, ["县区", "PM2.5"], ["云麓区", "30(85)"], ["说明：括号内数字为全省排名。"]]
    assert values(read(noted)) == {("云麓区", "pm25", "2026-10", 30)}


def test_the_class_of_one_month_alone_is_not_the_year_s(read: Read) -> None:
    found = read([["2026年云岭市断面水质"], ["断面", "1月水质", "氨氮"], ["青石桥", "Ⅱ", 0.2]])
    assert ("青石桥", "water_class", "2026-01", 2) in values(found)


def test_a_class_without_another_word_over_sections_is_theirs(read: Read) -> None:
    rows = [["青石桥", "断流", "—"], ["石门", "Ⅱ", "0.025L"]]
    found = read([["云岭市2026年10月地表水水质"], ["断面", "类别", "氨氮"], *rows])
    assert values(found) == {
        ("石门", "water_class", "2026-10", 2),
        ("石门", "nh3n", "2026-10", 0.0125),
    }


@pytest.mark.parametrize("written", ["2025年11月—2026年10月", "2025.11-2026.10", "202511至202610"])
def test_months_of_two_years_are_no_period_and_never_the_first_of_them(
    read: Read, written: str
) -> None:
    found = read([[f"云岭市{written}环境空气质量"], ["区县", "PM2.5"], ["云麓区", 30]])
    assert values(found) == set()
    assert says(found)[0].startswith("错误 B3：标题、表名或文件名写的是一段日子")


@pytest.mark.parametrize("title", ["11月环境空气质量预测", "11月PM2.5浓度测算表"])
def test_what_is_forecast_was_not_measured(read: Read, title: str) -> None:
    found = read([[f"云岭市2026年{title}"], ["区县", "PM2.5浓度", "10月实况"], ["云麓区", 30, 31]])
    assert ("云麓区", "pm25", "2026-11", 30) not in values(found)


def test_the_first_hour_of_a_day_is_not_the_day(read: Read) -> None:
    heads = ["date", "hour", "type", "云麓区", "岚溪县"]
    found = read([heads, [20261001, 0, "PM2.5", 30, 20], [20261001, 0, "PM10", 31, 21]])
    assert values(found) == set()
    assert any("因小时数不足未统计" in line for line in says(found))
