"""A table with the slips that really occur, to try the import wizard on; imported by nothing."""

from __future__ import annotations

from typing import Any

from air import air_month
from city import CITY, COUNTIES, MARK, UNITS
from openpyxl import Workbook
from sheets import Cell, new_sheet, write_table

# (单位, 月) → 列 → 表里误写成的内容。
SLIPS: dict[tuple[str, int], dict[str, Any]] = {
    ("临空经济区", 10): {
        "pm25": 27.9,
        "good_days": 33,
        "valid_days": 31,
        "rate": 106.5,
        "index": 6.21,
        "heavy": 0,
    },
    ("青禾县", 10): {"rank": None},
    ("高新区", 9): {"unit": "高新园"},
    ("云麓区", 8): {"pm25": 15.1},
    ("青禾县", 8): {"rate": 98.4},
    ("临空经济区", 8): {"pm25": "一四.二"},
}


def corrected_report() -> Workbook:
    """October's report sent again with the months before: two values changed, some mistyped."""
    book = Workbook()
    write_table(
        new_sheet(book, "Sheet1"),
        f"{CITY}2026年6—10月环境空气质量月报（更正稿，{MARK}）",
        [
            "月份",
            "县（区）、园区",
            "PM2.5均值(μg/m³)",
            "优良天数(天)",
            "有效天数(天)",
            "优良天数率(%)",
            "综合指数",
            "全省排名",
            "重污染天数(天)",
        ],
        [_row(unit, month) for month in range(10, 5, -1) for unit in UNITS],
    )
    return book


def _row(unit: str, month: int) -> list[Cell]:
    row = air_month(unit, 2026, month)
    cells: dict[str, Any] = {
        "month": f"2026-{month:02}",
        "unit": unit,
        "pm25": row.pm25,
        "good_days": row.good_days,
        "valid_days": row.valid_days,
        "rate": row.good_day_rate,
        "index": None if row.index is None else float(row.index),
        "rank": row.rank if unit in COUNTIES else "/",
        "heavy": row.heavy_days,
    }
    return list((cells | SLIPS.get((unit, month), {})).values())
