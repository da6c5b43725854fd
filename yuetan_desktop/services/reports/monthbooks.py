"""月度指标汇总: the month's figures as a workbook with the course of the year."""

from __future__ import annotations

from pathlib import Path

from yuetan_desktop.domain.cells import cells_in_words, sources_of
from yuetan_desktop.domain.facts import Observation
from yuetan_desktop.domain.indicator import Better, Quantity
from yuetan_desktop.domain.monitoring import MIXED_DUST
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.reports.monthfigures import (
    SHOWN,
    MonthFigure,
    MonthFigures,
)
from yuetan_desktop.excel.books.monthrows import (
    FigureRow,
    IndicatorYear,
    MonthRows,
    Number,
    YearRow,
)
from yuetan_desktop.services import assessing
from yuetan_desktop.services.office import head_line, read_office
from yuetan_desktop.services.reports.monthreport import figures_of
from yuetan_desktop.services.workspace import Workspace

_IN_PERCENT = frozenset({Quantity.NUMBER, Quantity.COUNT})


def month_book(ws: Workspace, out: Path, *, month: Period | None = None) -> Path:
    """月度指标汇总 of a month, the newest if none is named, as a workbook."""
    from yuetan_desktop.excel.books.monthbook import write_month_book

    month = assessing.data_month(ws, month)
    found = figures_of(ws, month)
    lines = [head_line(ws, f"数据期：{month.label()}")]
    if found.standards is not None:
        before, now = found.standards
        lines.append(
            f"空气质量标准由{before}改为{now}：优良天数率、综合指数与上年同期口径不同，同比仅供参考。"
        )
    if found.mixes_dust:
        lines.append(f"{MIXED_DUST}。")
    return write_month_book(
        MonthRows(
            title=f"{read_office(ws).city}生态环境指标汇总表（{month.label()}）",
            lines=tuple(lines),
            author=ws.person,
            figures=[_figure(found.get(unit, key), found) for key in SHOWN for unit in found.units],
            years=_years(ws, found),
        ),
        out,
    )


def _figure(figure: MonthFigure, found: MonthFigures) -> FigureRow:
    indicator = figure.indicator
    roughly = found.compares_only_roughly(figure) and figure.change is not None
    return FigureRow(
        unit=figure.place.name,
        indicator=indicator.name,
        measure=indicator.unit,
        value=_value(figure),
        last_year=_number(figure, figure.last_year),
        target=figure.target.value if figure.target else None,
        target_document=figure.target.document if figure.target else "",
        lower=indicator.better is Better.LOWER,
        in_percent=indicator.quantity in _IN_PERCENT,
        note="仅供参考" if roughly else "",
        source="\n".join(cells_in_words(sources_of(figure.value))),
    )


def _years(ws: Workspace, found: MonthFigures) -> list[IndicatorYear]:
    """Each indicator through the months of the year up to the one shown."""
    months = [
        figures_of(ws, Period.month(found.month.year, number))
        for number in range(1, found.month.last_month + 1)
    ]
    catalogue = ws.library.catalogue
    years = []
    for key in SHOWN:
        rows = []
        for unit in found.units:
            values = [_value(one.get(unit, key)) for one in months]
            rows.append(YearRow(unit.name, (*values, *[None] * (12 - len(values)))))
        if any(value is not None for row in rows for value in row.months):
            indicator = catalogue[key]
            years.append(IndicatorYear(_SHEETS[key], indicator.name, indicator.unit, rows))
    return years


def _value(figure: MonthFigure) -> Number:
    return _number(figure, figure.value)


def _number(figure: MonthFigure, observation: Observation | None) -> Number:
    """As published; ranks and counts without decimals."""
    if observation is None:
        return None
    value = figure.indicator.rounded(observation.value)
    return value if figure.indicator.decimals else int(value)


_SHEETS = {
    "pm25": "PM2.5",
    "good_day_rate": "优良天数率",
    "air_index": "综合指数",
    "air_index_rank": "空气全省排名",
    "good_water_ratio": "水质优良率",
    "cwqi": "水环境质量指数",
    "cwqi_rank": "水质全省排名",
}
