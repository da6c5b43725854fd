"""What a bureau gets: a month's air table with one slip of the pen, and the year's targets."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook

MONTHLY = "资阳市空气质量2026年前三季度.xlsx"
TARGETS = "资阳市目标2026年.xlsx"


def write(folder: Path) -> tuple[Path, Path]:
    """January–September: 雁江区 misses both targets, its PM2.5 written 二八.三; 乐至县 misses
    one of the two, which triggers by the reading 任一未达到 only."""
    air = Workbook()
    sheet = air.active
    assert sheet is not None
    sheet.title = "前三季度"
    for row in (
        ["资阳市2026年前三季度各县（区）环境空气质量状况"],
        ["县（区）、园区", "PM2.5浓度(μg/m³)", "优良天数率(%)", "重污染天数(天)"],
        ["雁江区", "二八.三", 78.8, 0],
        ["安岳县", 22.4, 93.0, 0],
        ["乐至县", 28.6, 92.3, 0],
    ):
        sheet.append(row)
    air.save(folder / MONTHLY)
    targets = Workbook()
    sheet = targets.active
    assert sheet is not None
    sheet.title = "目标"
    sheet.append(["资阳市2026年生态环境质量目标"])
    sheet.append(["单位", "指标", "时期", "目标值", "文号", "签发日期"])
    for unit, pm25, good in (
        ("雁江区", 28.0, 79.5),
        ("安岳县", 28.0, 85.0),
        ("乐至县", 28.0, 85.0),
    ):
        for name, value in (("PM2.5", pm25), ("优良天数率", good)):
            sheet.append([unit, name, "2026年1—9月", value, "资环委办〔2026〕1号", "2026-01-19"])
    targets.save(folder / TARGETS)
    return folder / MONTHLY, folder / TARGETS
