"""The registers: targets by period, events, drinking water, last year's reduction tasks."""

from __future__ import annotations

import csv
from pathlib import Path

import targets
from air import LAST_MONTH, months
from city import CITY, CLASS_NAMES, MARK, NOTE, SECTIONS, UNITS
from events import EVENTS
from openpyxl import Workbook
from sheets import Cell, new_sheet, write_table

# 年度水质优良率考核目标（%）；断面考核目标随断面登记。
WATER_TARGET = 90.0
# 集中式饮用水水源地水质达标率：示例中各单位均为100%。
SOURCE_RATE = 100.0


def targets_book(year: int) -> Workbook:
    """One row per unit, indicator and period: single months, quarters and, where no stage table
    exists, the stages; the yearly targets of water."""
    document, signed = targets.DOCUMENTS[year]
    spans = targets.single_periods()
    if year < 2026:
        spans = spans + targets.stage_periods()
    rows: list[list[Cell]] = []
    for unit in UNITS:
        for first, last in spans:
            when = period_text(year, first, last)
            rows.append([unit, "PM2.5", when, targets.pm25_target(unit, year, first, last)])
            rows.append([unit, "优良天数率", when, targets.rate_target(unit, year, first, last)])
        rows.append([unit, "水质优良率", f"{year}年", WATER_TARGET])
    for name, _, _, _, target in SECTIONS:
        rows.append([name, "水质类别", f"{year}年", CLASS_NAMES[target]])
    book = Workbook()
    write_table(
        new_sheet(book, "目标"),
        f"{CITY}{year}年生态环境质量目标（{MARK}）",
        ["单位", "指标", "时期", "目标值", "文号", "签发日期"],
        [[*row, document, signed.isoformat()] for row in rows],
    )
    return book


# 企业名录：企业、县（区）或园区、生产状态、是否列入监督执法正面清单。
ENTERPRISES = (
    ("岚溪示例污水处理厂", "岚溪县", "运行", "否"),
    ("岚溪示例家具制造有限公司", "岚溪县", "生产", "否"),
    ("岚溪示例食品有限公司", "岚溪县", "生产", "是"),
    ("青禾示例工业园污水处理有限公司", "青禾县", "运行", "否"),
    ("青禾示例生猪养殖合作社", "青禾县", "生产", "否"),
    ("青禾示例机砖有限公司", "青禾县", "停产", "否"),
    ("云麓示例混凝土有限公司", "云麓区", "生产", "否"),
    ("云麓示例汽车涂装有限公司", "云麓区", "生产", "否"),
    ("云麓示例印刷有限公司", "云麓区", "生产", "是"),
    ("高新示例电子材料有限公司", "高新区", "生产", "是"),
    ("高新示例热力有限公司", "高新区", "运行", "否"),
    ("临空示例物流园", "临空经济区", "运行", "否"),
)


def enterprise_book() -> Workbook:
    """The enterprises that tasks and events name, and some beside them."""
    book = Workbook()
    write_table(
        new_sheet(book, "企业名录"),
        f"{CITY}重点监管企业名录（{MARK}）",
        ["序号", "企业名称", "污染源编码", "县（区）、园区", "生产状态", "正面清单"],
        [
            [n, name, f"示例{n:04}", unit, state, listed]
            for n, (name, unit, state, listed) in enumerate(ENTERPRISES, start=1)
        ],
    )
    return book


def period_text(year: int, first: int, last: int) -> str:
    """2026年7月, 2026年三季度, 2026年1—8月, 2026年上半年, 2026年 as a bureau writes them."""
    if first == last:
        return f"{year}年{first}月"
    names = {
        (1, 3): "一季度",
        (4, 6): "二季度",
        (7, 9): "三季度",
        (10, 12): "四季度",
        (1, 6): "上半年",
        (1, 9): "前三季度",
        (1, 12): "",
    }
    return f"{year}年{names.get((first, last), f'{first}—{last}月')}"


def events_book(year: int) -> Workbook:
    book = Workbook()
    write_table(
        new_sheet(book, "事项"),
        f"{CITY}{year}年生态环境事项登记（{MARK}）",
        [
            "日期",
            "责任单位",
            "事项类别",
            "事项",
            "对象",
            "文号",
            "认定",
            "认定人",
            "认定日期",
            "佐证",
        ],
        [
            [
                event.day,
                event.unit,
                event.kind,
                event.title,
                event.subject,
                event.document,
                event.found,
                event.found_by,
                event.found_on,
                event.evidence,
            ]
            for event in EVENTS
            if event.day.startswith(str(year))
        ],
    )
    return book


def reduction_book(year: int) -> Workbook:
    book = Workbook()
    write_table(
        new_sheet(book, "任务完成情况"),
        f"{CITY}{year}年主要污染物总量减排和资金项目储备库任务完成情况（{MARK}）",
        ["县（区）、园区", "主要污染物总量减排任务完成率(%)", "资金项目储备库任务完成率(%)"],
        [[unit, 100 + 2.5 * number, 100.0 + number] for number, unit in enumerate(UNITS)],
    )
    return book


def source_water(path: Path) -> None:
    """Drinking-water sources as a platform exports them: a comma file in GB18030."""
    periods = [f"{year}年{month}月" for year in LAST_MONTH for month in months(year)]
    with path.open("w", encoding="gb18030", newline="") as file:
        write = csv.writer(file, lineterminator="\r\n").writerow
        write([f"{CITY}集中式饮用水水源地水质达标率（{MARK}）"])
        write(["时期", "县（区）、园区", "集中式饮用水水源地水质达标率(%)"])
        for period in periods:
            for unit in UNITS:
                write([period, unit, SOURCE_RATE])
        write([f"注：{NOTE}"])
