"""月度指标汇总: the month beside last year and the targets, each indicator's year, the sources."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.chart import LineChart, Reference

from yuetan_desktop.excel.books.countformulas import count, quoted
from yuetan_desktop.excel.books.listing import ListColumn, filled, heads
from yuetan_desktop.excel.books.monthrows import FigureRow, IndicatorYear, MonthRows
from yuetan_desktop.excel.writer import (
    Column,
    Formula,
    Kind,
    Table,
    Written,
    new_book,
    save,
    write_table,
)

MONTHS = tuple(f"{number}月" for number in range(1, 13))
MET, MISSED = "达到", "未达到"
_HOW = {True: "变化率 %", False: "增减"}  # whether the change is told in per cent


def write_month_book(month: MonthRows, out: Path) -> Path:
    """The month's figures, the targets kept, then a sheet with a chart for each indicator."""
    book = new_book(title=month.title, author=month.author)
    figures = write_table(book, _figures(month))
    _write_kept(book, month, figures)
    for year in month.years:
        _write_year(book, month, year)
    return save(book, out)


_FIGURES: Sequence[ListColumn[FigureRow]] = (
    ListColumn("单位", 14, lambda row: row.unit),
    ListColumn("指标", 26, lambda row: row.indicator),
    ListColumn("计量单位", 9, lambda row: row.measure, Kind.MARK),
    ListColumn("本月", 10, lambda row: row.value, Kind.DECIMAL),
    ListColumn("上年同期", 10, lambda row: row.last_year, Kind.DECIMAL),
    ListColumn("同比", 10, lambda row: _change(row), Kind.DECIMAL),
    ListColumn("同比说明", 12, lambda row: row.note or _HOW[row.in_percent], Kind.MARK),
    ListColumn("目标", 10, lambda row: row.target, Kind.DECIMAL),
    ListColumn("目标完成", 9, lambda row: _met(row), Kind.MARK),
    ListColumn("目标文件", 20, lambda row: row.target_document, Kind.MARK),
    ListColumn("来源（文件 › 工作表!单元格）", 44, lambda row: row.source),
)


def _change(row: FigureRow) -> Formula:
    """A share in per cent with one place, as the circular tells it; a difference as published."""
    change, places = ("(D{row}-E{row})/E{row}*100", 1) if row.in_percent else ("D{row}-E{row}", 2)
    return Formula(f'=IF(COUNT(D{{row}}:E{{row}})<2,"—",ROUND({change},{places}))')


def _met(row: FigureRow) -> Formula:
    kept = "D{row}<=H{row}" if row.lower else "D{row}>=H{row}"
    return Formula(f'=IF(OR(D{{row}}="",H{{row}}=""),"—",IF({kept},"{MET}","{MISSED}"))')


def _figures(month: MonthRows) -> Table:
    return Table(
        sheet="当月指标",
        title=month.title,
        lines=month.lines,
        columns=heads(_FIGURES),
        rows=filled(_FIGURES, month.figures),
        totals={
            "本月": '=COUNT({range})&"个值"',
            "目标完成": f'=COUNTIF({{range}},"{MET}")&"项达到"',
        },
    )


def _write_kept(book: Workbook, month: MonthRows, figures: Written) -> None:
    """How many units met each target, counted from the sheet before."""
    names = dict.fromkeys(row.indicator for row in month.figures if row.target is not None)
    of_it, said = (figures.cells("指标"), "$A{row}"), figures.cells("目标完成")
    counts = {
        "有数据单位": count(of_it, (figures.cells("本月"), quoted("<>"))),
        **{result: count(of_it, (said, quoted(result))) for result in (MET, MISSED)},
    }
    write_table(
        book,
        Table(
            sheet="目标完成",
            title=f"{month.title}——目标完成",
            lines=month.lines[:1],
            columns=(
                Column("指标", 34),
                *(Column(head, 12, Kind.INTEGER) for head in counts),
            ),
            rows=[(name, *counts.values()) for name in names],
            totals=dict.fromkeys((MET, MISSED), "=SUM({range})"),
            frozen=1,
        ),
    )


_OF_YEAR = (
    Formula('=IF(COUNT(B{row}:M{row})=0,"—",MIN(B{row}:M{row}))'),
    Formula('=IF(COUNT(B{row}:M{row})=0,"—",MAX(B{row}:M{row}))'),
    Formula("=COUNT(B{row}:M{row})"),
)


def _write_year(book: Workbook, month: MonthRows, year: IndicatorYear) -> None:
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
            rows=[(row.unit, *row.months, *_OF_YEAR) for row in year.rows],
            totals={"已报月数": "=SUM({range})"},
            frozen=1,
            one_page=True,
        ),
    )
    _add_lines(written, year)


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
