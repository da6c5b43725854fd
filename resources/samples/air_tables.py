"""The air workbooks: county tables, cumulative table, provincial rankings, stage targets."""

from __future__ import annotations

from collections.abc import Callable

import air
import targets
from air import AirMonth, air_month
from city import CITY, MARK, UNITS
from openpyxl import Workbook
from sheets import Cell, new_sheet, write_table

NEW_STANDARD = (
    "2026年3月1日起按GB 3095—2026（过渡阶段限值）、HJ 633—2026评价，此前按2012版标准评价。"
)
CROSSING = "优良天数率同比跨新旧标准，未按同一口径换算，仅供参考。"
PERIOD_NAMES = {
    "Q1": "一季度",
    "Q2": "二季度",
    "Q3": "三季度",
    "Q4": "四季度",
    "H1": "上半年",
    "9M": "前三季度",
    "": "年度",
}


def period_name(period: str) -> str:
    """2026-09 → 9月, 2026-Q3 → 三季度, 2025 → 年度."""
    kind = period[5:]
    return PERIOD_NAMES.get(kind) or f"{int(kind)}月"


def year_table(year: int, first: int, last: int) -> Workbook:
    """Months × units in one long table, as a bureau keeps its own running sheet."""
    book = Workbook()
    span = f"{year}年" if (first, last) == (1, 12) else f"{year}年{first}—{last}月"
    write_table(
        new_sheet(book, "空气指标"),
        f"{CITY}{span}各县（区）、园区环境空气质量指标（{MARK}）",
        [
            "月份",
            "县（区）、园区",
            "PM2.5均值(μg/m³)",
            "PM10均值(μg/m³)",
            "SO2均值(μg/m³)",
            "NO2均值(μg/m³)",
            "CO第95百分位浓度(mg/m³)",
            "O3第90百分位浓度(μg/m³)",
            "优良天数(天)",
            "有效天数(天)",
            "优良天数率(%)",
            "重污染天数(天)",
            "综合指数",
        ],
        [
            [f"{year}-{month:02}", unit, *_numbers(air_month(unit, year, month))]
            for month in range(first, last + 1)
            for unit in UNITS
        ],
        notes=[NEW_STANDARD] if year == 2026 else (),
    )
    return book


def pm25_years(first: int, last: int) -> Workbook:
    """PM2.5 alone of earlier years, as kept for comparison."""
    book = Workbook()
    write_table(
        new_sheet(book, "PM2.5历年"),
        f"{CITY}{first}—{last}年各县（区）、园区PM2.5逐月均值（{MARK}）",
        ["月份", "县（区）、园区", "PM2.5均值(μg/m³)"],
        [
            [f"{year}-{month:02}", unit, air.month_pm25(unit, year, month)]
            for year in range(first, last + 1)
            for month in range(1, 13)
            for unit in UNITS
        ],
    )
    return book


def month_table(year: int, month: int) -> Workbook:
    """The county table as published: two head rows, 同比 beside every value, 全市平均 below."""
    book = Workbook()
    write_table(
        new_sheet(book, "Sheet1"),
        f"{CITY}{year}年{month}月各县（区）环境空气质量状况（{MARK}）",
        [
            "县（区）、园区",
            ("PM2.5", ["浓度(μg/m³)", "同比(%)"]),
            ("PM10", ["浓度(μg/m³)", "同比(%)"]),
            ("SO2", ["浓度(μg/m³)"]),
            ("NO2", ["浓度(μg/m³)"]),
            ("CO", ["第95百分位浓度(mg/m³)"]),
            ("O3", ["第90百分位浓度(μg/m³)"]),
            ("优良天数率", ["优良天数(天)", "有效天数(天)", "实测值(%)", "同比(百分点)"]),
            ("重污染天数", ["重污染天数(天)", "同比(天)"]),
            "综合指数",
        ],
        [*(_month_row(unit, year, month) for unit in UNITS), _city_mean(year, month)],
        notes=[NEW_STANDARD, CROSSING, "“—”为站点检修，数据未上报。"],
    )
    return book


def cumulative_table() -> Workbook:
    """上半年 and 前三季度 as the official bulletin prints them, one sheet each."""
    book = Workbook()
    for name, last in (("上半年", 6), ("前三季度", 9)):
        write_table(
            new_sheet(book, name),
            f"{CITY}2026年{name}各县（区）环境空气质量状况（{MARK}）",
            [
                "区域",
                "县（区）、园区",
                ("PM2.5", ["浓度 (μg/m3)", "同比 2025年"]),
                ("优良天数率", ["实测值(%)", "同比 2025年 (百分点)"]),
                ("重污染天数", ["重污染天数", "同比2025年(天)"]),
            ],
            [_cumulative_row(unit, last) for unit in UNITS],
            merge_down=[1],
            notes=[NEW_STANDARD, CROSSING],
        )
    return book


def ranking_book(periods: list[str]) -> Workbook:
    """The provincial list of 183, one sheet per period; ties as published (1, 2, 2, 4)."""
    book = Workbook()
    for period in periods:
        name = period_name(period)
        when = f"{period[:4]}年{name.removeprefix('年度')}"
        write_table(
            new_sheet(book, name),
            f"{when}全省县级行政区域环境空气质量综合指数排名（{MARK}）",
            ["排名", "县（市、区）", "环境空气质量综合指数"],
            [[rank, unit, float(index)] for rank, unit, index in air.ranking(period)],
            notes=[
                f"参评县级行政区域共{air.LIST_SIZE}个，综合指数越小排名越靠前；指数相同的并列。"
            ],
        )
        _two_decimals(book[name])
    return book


def stage_targets(
    year: int, what: str, target: Callable[[str, int, int, int], float], unit: str
) -> Workbook:
    """The cumulative stage targets as the task book prints them: 一季度, 1~4月 … 全年."""
    document, signed = targets.DOCUMENTS[year]
    names = {3: "一季度", 6: "上半年", 9: "一~三季度", 12: "全年"}
    book = Workbook()
    write_table(
        new_sheet(book, "阶段目标"),
        f"{CITY}{year}年各县（区）{what}累计阶段目标（{MARK}）",
        ["地区", *(names.get(last, f"1~{last}月") for _, last in targets.stage_periods())],
        [[u, *(target(u, year, *span) for span in targets.stage_periods())] for u in UNITS],
        notes=[
            f"单位：{unit}。",
            f"依据文件：{document}，{signed.year}年{signed.month}月{signed.day}日印发。",
        ],
    )
    return book


def _numbers(row: AirMonth) -> list[Cell]:
    return [
        row.pm25,
        row.pm10,
        row.so2,
        row.no2,
        row.co,
        row.o3,
        row.good_days,
        row.valid_days,
        row.good_day_rate,
        row.heavy_days,
        None if row.index is None else float(row.index),
    ]


def _month_row(unit: str, year: int, month: int) -> list[Cell]:
    now, then = air_month(unit, year, month), air_month(unit, year - 1, month)
    if now.pm25 is None:
        return [unit, *["—"] * 15]
    assert then.pm25 is not None
    return [
        unit,
        now.pm25,
        _percent(now.pm25, then.pm25),
        now.pm10,
        _percent(now.pm10, then.pm10),
        now.so2,
        now.no2,
        now.co,
        now.o3,
        now.good_days,
        now.valid_days,
        now.good_day_rate,
        round(now.good_day_rate - then.good_day_rate, 1),
        now.heavy_days,
        now.heavy_days - then.heavy_days,
        float(now.index),
    ]


def _city_mean(year: int, month: int) -> list[Cell]:
    rows = [r for u in UNITS if (r := air_month(u, year, month)).pm25 is not None]

    def mean(key: str, digits: int = 0) -> float:
        return round(sum(getattr(r, key) for r in rows) / len(rows), digits or None)

    return ["全市平均", mean("pm25", 1), "—", mean("pm10"), "—", *["—"] * 11]


def _cumulative_row(unit: str, last: int) -> list[Cell]:
    now, then = (air.mean_pm25(unit, year, 1, last) for year in (2026, 2025))
    rate, before = (air.day_rate(unit, year, 1, last) for year in (2026, 2025))
    heavy = [
        sum(air_month(unit, year, month).heavy_days for month in range(1, last + 1))
        for year in (2026, 2025)
    ]
    area = "园区" if unit.endswith("区") and unit not in air.COUNTIES else "县（区）"
    change = [_percent(now, then), round(rate - before, 1), heavy[0] - heavy[1]]
    return [area, unit, now, change[0], rate, change[1], heavy[0], change[2]]


def _percent(now: float, then: float) -> str:
    return f"{100 * (now - then) / then:.1f}%"


def _two_decimals(sheet: object) -> None:
    for row in sheet.iter_rows(min_row=3, min_col=3, max_col=3):  # type: ignore[attr-defined]
        row[0].number_format = "0.00"
