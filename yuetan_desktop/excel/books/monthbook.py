"""月度指标汇总: the month beside last year and the targets, each indicator's year, the sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook
from openpyxl.chart import LineChart, Reference

from yuetan_desktop.excel.writer import (
    Column,
    Formula,
    Kind,
    Table,
    Value,
    Written,
    new_book,
    save,
    write_table,
)

Number = Decimal | int | None
MONTHS = tuple(f"{number}月" for number in range(1, 13))
MET, MISSED = "达到", "未达到"


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One indicator of one unit in the month. `lower` tells that less is better; `by` is how the
    change is said: percent (of last year's value) or plain (points, places)."""

    unit: str
    indicator: str
    measure: str  # μg/m³, %, 位
    value: Number
    last_year: Number
    target: Decimal | None
    target_document: str
    lower: bool
    in_percent: bool
    note: str
    source: str


@dataclass(frozen=True, slots=True)
class YearRow:
    """One unit's twelve months of one indicator; None where nothing was reported."""

    unit: str
    months: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class IndicatorYear:
    sheet: str  # short name: PM2.5
    name: str
    measure: str
    rows: Sequence[YearRow]


@dataclass(frozen=True, slots=True)
class MonthRows:
    title: str
    lines: tuple[str, ...]
    author: str
    figures: Sequence[FigureRow]
    years: Sequence[IndicatorYear]


def write_month_book(month: MonthRows, out: Path) -> Path:
    book = new_book(title=month.title, author=month.author)
    figures = write_table(book, _figures(month))
    _write_kept(book, month, figures)
    for year in month.years:
        _write_year(book, month, year)
    return save(book, out)


def _figures(month: MonthRows) -> Table:
    first = len(month.lines) + 3
    rows = [_line(row, first + n) for n, row in enumerate(month.figures)]
    return Table(
        sheet="当月指标",
        title=month.title,
        lines=month.lines,
        columns=(
            Column("单位", 14),
            Column("指标", 26),
            Column("计量单位", 9, Kind.MARK),
            Column("本月", 10, Kind.DECIMAL),
            Column("上年同期", 10, Kind.DECIMAL),
            Column("同比", 10, Kind.DECIMAL),
            Column("同比说明", 12, Kind.MARK),
            Column("目标", 10, Kind.DECIMAL),
            Column("目标完成", 9, Kind.MARK),
            Column("目标文件", 20, Kind.MARK),
            Column("来源（文件 › 工作表!单元格）", 44),
        ),
        rows=rows,
        totals={
            "本月": '=COUNT({range})&"个值"',
            "目标完成": f'=COUNTIF({{range}},"{MET}")&"项达到"',
        },
    )


def _line(row: FigureRow, number: int) -> Sequence[Value]:
    change = f"(D{number}-E{number})/E{number}*100" if row.in_percent else f"D{number}-E{number}"
    sign = "<=" if row.lower else ">="
    return (
        row.unit,
        row.indicator,
        row.measure,
        row.value,
        row.last_year,
        Formula(f'=IF(COUNT(D{number}:E{number})<2,"—",ROUND({change},2))'),
        row.note or ("变化率 %" if row.in_percent else "增减"),
        row.target,
        Formula(
            f'=IF(OR(D{number}="",H{number}=""),"—",'
            f'IF(D{number}{sign}H{number},"{MET}","{MISSED}"))'
        ),
        row.target_document,
        row.source,
    )


def _write_kept(book: Workbook, month: MonthRows, figures: Written) -> None:
    """How many units met each target, counted from the sheet before."""
    names = list(dict.fromkeys(row.indicator for row in month.figures if row.target is not None))
    cells, said = figures.cells("指标"), figures.cells("目标完成")
    values = figures.cells("本月")
    first = 4
    write_table(
        book,
        Table(
            sheet="目标完成",
            title=f"{month.title}——目标完成",
            lines=month.lines[:1],
            columns=(
                Column("指标", 34),
                Column("有数据单位", 12, Kind.INTEGER),
                Column(MET, 12, Kind.INTEGER),
                Column(MISSED, 12, Kind.INTEGER),
            ),
            rows=[
                (
                    name,
                    Formula(f'=COUNTIFS({cells},$A{first + n},{values},"<>")'),
                    Formula(f'=COUNTIFS({cells},$A{first + n},{said},"{MET}")'),
                    Formula(f'=COUNTIFS({cells},$A{first + n},{said},"{MISSED}")'),
                )
                for n, name in enumerate(names)
            ],
            totals=dict.fromkeys((MET, MISSED), "=SUM({range})"),
            frozen=1,
        ),
    )


def _write_year(book: Workbook, month: MonthRows, year: IndicatorYear) -> None:
    first = 4
    reported = [value for row in year.rows for value in row.months if value is not None]
    whole = all(value == int(value) for value in reported)  # ranks have no places
    kind = Kind.INTEGER if whole else Kind.DECIMAL
    written = write_table(
        book,
        Table(
            sheet=year.sheet,
            title=f"{year.name}逐月（{year.measure}）" if year.measure else f"{year.name}逐月",
            lines=month.lines[:1],
            columns=(
                Column("单位", 12),
                *(Column(name, 8, kind) for name in MONTHS),
                Column("最低", 8, kind),
                Column("最高", 8, kind),
                Column("已报月数", 8, Kind.INTEGER),
            ),
            rows=[_year_line(row, f"B{first + n}:M{first + n}") for n, row in enumerate(year.rows)],
            totals={"已报月数": "=SUM({range})"},
            frozen=1,
            one_page=True,
        ),
    )
    _add_lines(written, year)


def _year_line(row: YearRow, cells: str) -> Sequence[Value]:
    return (
        row.unit,
        *row.months,
        Formula(f'=IF(COUNT({cells})=0,"—",MIN({cells}))'),
        Formula(f'=IF(COUNT({cells})=0,"—",MAX({cells}))'),
        Formula(f"=COUNT({cells})"),
    )


def _add_lines(written: Written, year: IndicatorYear) -> None:
    chart = LineChart()
    chart.title, chart.height, chart.width = year.name, 9.5, 25
    data = Reference(
        written.sheet,
        min_col=1,
        max_col=1 + len(MONTHS),
        min_row=written.first_row,
        max_row=written.last_row,
    )
    chart.add_data(data, titles_from_data=True, from_rows=True)
    chart.set_categories(
        Reference(
            written.sheet,
            min_col=2,
            max_col=1 + len(MONTHS),
            min_row=written.head_row,
            max_row=written.head_row,
        )
    )
    chart.x_axis.delete = chart.y_axis.delete = False
    for series, (colour, dash, mark) in zip(chart.series, _looks(len(chart.series)), strict=True):
        series.graphicalProperties.line.solidFill = colour
        series.graphicalProperties.line.dashStyle = dash
        series.graphicalProperties.line.width = 19050
        series.marker.symbol = mark
        series.marker.size = 6
        series.smooth = False
    written.sheet.add_chart(chart, f"A{written.last_row + 3}")


# Told apart by line and marker, not by colour alone.
_COLOURS = ("0F5F7A", "A11D1F", "856200", "561036", "2B6B4F")
_DASHES = ("solid", "dash", "sysDot", "dashDot", "lgDash")
_MARKS = ("circle", "diamond", "triangle", "square", "x")


def _looks(count: int) -> list[tuple[str, str, str]]:
    return [
        (_COLOURS[n % 5], _DASHES[(n + n // 5) % 5], _MARKS[(n + n // 5) % 5]) for n in range(count)
    ]
