"""The water workbooks: sections by month, the monthly report, cumulative classes, rankings."""

from __future__ import annotations

import water
from city import CITY, CLASS_NAMES, COUNTIES, MARK, SECTIONS, WATER_LIST
from openpyxl import Workbook
from sheets import Cell, new_sheet, write_table

_SECTION_HEADS = ["断面名称", "所在河流", "断面级别", "责任县（区）", "考核水质类别"]
_STAGE_NAMES = {3: "一季度", 6: "上半年", 9: "前三季度", 12: "全年"}


def sections_by_month(year: int, last: int) -> Workbook:
    """Sections × months with the target class, as published."""
    book = Workbook()
    span = f"{year}年" if last == 12 else f"{year}年1—{last}月"
    write_table(
        new_sheet(book, "断面水质"),
        f"{CITY}{span}地表水考核断面水质类别（{MARK}）",
        [*_SECTION_HEADS, ("月度实测水质类别", [f"{month}月" for month in range(1, last + 1)])],
        [
            [*_described(section), *(_class(section[0], year, m) for m in range(1, last + 1))]
            for section in SECTIONS
        ],
    )
    return book


def sections_month(year: int, month: int) -> Workbook:
    """The monthly report: rivers merged, this month beside the same month of last year."""
    book = Workbook()
    write_table(
        new_sheet(book, "断面月报"),
        f"{CITY}{year}年{month}月地表水考核断面水质状况（{MARK}）",
        [
            "河流",
            "断面名称",
            "断面级别",
            "责任县（区）",
            "考核目标",
            "本月类别",
            "上年同期类别",
            "是否达标",
            "主要污染指标",
        ],
        [_month_row(section, year, month) for section in sorted(SECTIONS, key=lambda s: s[1])],
        merge_down=[1],
        notes=["“/”为断流或未能采样，不参与评价。"],
    )
    return book


def concentrations(year: int, month: int) -> Workbook:
    """What the class of each section that was sampled rests on."""
    book = Workbook()
    write_table(
        new_sheet(book, "断面浓度"),
        f"{CITY}{year}年{month}月地表水考核断面监测浓度（{MARK}）",
        [*_SECTION_HEADS[:4], *(_with_unit(item) for item in water.ITEMS)],
        [
            [*_described(section)[:4], *water.CONCENTRATIONS[section[0]]]
            for section in SECTIONS
            if section[0] in water.CONCENTRATIONS
        ],
        notes=["断流、未能采样的断面不列。"],
    )
    return book


def _with_unit(item: str) -> str:
    return "pH(无量纲)" if item == "pH" else f"{item}(mg/L)"


def sections_cumulative(year: int, last: int) -> Workbook:
    """Class of the mean from January on, month by month; it decides 半年、前三季度、年度."""
    book = Workbook()
    stages = range(2, last + 1)
    write_table(
        new_sheet(book, "累计水质"),
        f"{CITY}{year}年地表水考核断面累计水质类别（{MARK}）",
        [
            *_SECTION_HEADS,
            ("累计均值水质类别", [_STAGE_NAMES.get(month, f"1—{month}月") for month in stages]),
        ],
        [
            [
                *_described(section),
                *(_name(water.cumulative_class(section[0], year, month)) for month in stages),
            ]
            for section in SECTIONS
        ],
        notes=["累计类别按各监测指标的累计浓度均值评价。"],
    )
    return book


def ranking_book(year: int, last: int) -> Workbook:
    """CWQI: the list of 187 for each published period, and our counties month by month."""
    book = Workbook()
    for period in (p for p in water.RANKS if p.startswith(str(year))):
        name = {"H1": "上半年", "9M": "前三季度", "": "年度"}[period[5:]]
        _list_sheet(book, period, name)
    write_table(
        new_sheet(book, "各月排名"),
        f"{CITY}{year}年各县（区）水环境质量指数各月全省排名（{MARK}）",
        ["月份", "县（市、区）", "CWQI全省排名"],
        [
            [f"{year}-{month:02}", unit, water.month_rank(unit, year, month)]
            for month in range(1, last + 1)
            for unit in COUNTIES
        ],
        notes=[f"{WATER_LIST}共{water.LIST_SIZE}个参评。"],
    )
    return book


def _list_sheet(book: Workbook, period: str, name: str) -> None:
    heads = ["质量状况排名", "县（市、区）", "CWQI"]
    columns = [water.ranking(period, water.RANKS)]
    if period in water.IMPROVEMENT_RANKS:
        heads += ["变化情况排名", "县（市、区）", "△CWQI"]
        columns.append(water.ranking(period, water.IMPROVEMENT_RANKS))
    rows: list[list[Cell]] = []
    for parts in zip(*columns, strict=True):
        (rank, unit, value), *changes = parts
        row: list[Cell] = [rank, unit, float(round(value, 4))]
        for change_rank, change_unit, _ in changes:
            row += [change_rank, change_unit, round(-18.0 + change_rank * 0.2, 2)]
        rows.append(row)
    year = period[:4]
    write_table(
        new_sheet(book, name),
        f"{year}年{name.replace('年度', '')}{WATER_LIST}水环境质量指数（CWQI）排名（{MARK}）",
        heads,
        rows,
        notes=[f"参评{WATER_LIST}共{water.LIST_SIZE}个（183个县级行政区域和4个经济技术开发区）。"],
    )


def _described(section: tuple[str, str, str, str, int]) -> list[Cell]:
    name, river, grade, county, target = section
    return [name, river, grade, county, f"{CLASS_NAMES[target]}类"]


def _month_row(section: tuple[str, str, str, str, int], year: int, month: int) -> list[Cell]:
    name, river, grade, county, target = section
    now = water.section_class(name, year, month)
    then = water.section_class(name, year - 1, month)
    bad = now is not None and now > target
    return [
        river,
        name,
        grade,
        county,
        CLASS_NAMES[target],
        _name(now),
        _name(then),
        "/" if now is None else "否" if bad else "是",
        water.MAIN_POLLUTANTS[name] if bad else "/",
    ]


def _class(section: str, year: int, month: int) -> str:
    return _name(water.section_class(section, year, month))


def _name(water_class: int | None) -> str:
    return "/" if water_class is None else CLASS_NAMES[water_class]
