"""Columns over a written table, as a chart of Excel's own kind: counts by whole numbers."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.chart import BarChart, Reference

from yuetan_desktop.excel.writer import Written

EDGE = "1B2733"


def add_column_chart(
    written: Written,
    at: str,
    title: str,
    *,
    first: int,
    colours: Sequence[str],
    names: int = 1,
    stacked: bool = True,
    width: float = 22,
    height: float = 7,
) -> None:
    """A series for each colour, beginning at column `first`; the names stand in column `names`."""
    chart = BarChart()
    chart.type, chart.grouping = "col", "stacked" if stacked else "clustered"
    if stacked:
        chart.overlap = 100
    chart.title, chart.height, chart.width = title, height, width
    sheet, last = written.sheet, written.last_row
    across = {"min_col": first, "max_col": first + len(colours) - 1}
    data = Reference(sheet, **across, min_row=written.head_row, max_row=last)
    chart.add_data(data, titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=names, min_row=written.first_row, max_row=last))
    # Without these newer programs draw no axes at all.
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.majorUnit = 1
    chart.y_axis.scaling.min = 0
    for series, colour in zip(chart.series, colours, strict=True):
        series.graphicalProperties.solidFill = colour
        series.graphicalProperties.line.solidFill = EDGE
    sheet.add_chart(chart, at)
