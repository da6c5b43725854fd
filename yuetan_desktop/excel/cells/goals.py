"""A cell of a column of goals to targets: with its document, for each period it stands for. A
column that does not say of when its goals are is asked about: most often they are the year's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from yuetan_desktop.domain.indicator import Indicator, Quantity
from yuetan_desktop.domain.period import Period
from yuetan_desktop.excel.cells.celltimes import cell_when
from yuetan_desktop.excel.recognition.block import Block
from yuetan_desktop.excel.recognition.column import Column, Meaning
from yuetan_desktop.excel.recognition.periods import of_column
from yuetan_desktop.excel.recognition.table import Table
from yuetan_desktop.excel.recognition.valuemeanings import speaks_of_targets
from yuetan_desktop.excel.results import SeenTarget
from yuetan_desktop.excel.sheet import plain
from yuetan_desktop.excel.tablerows.rowkeys import RowKeys

_LOOKED_AT = 200  # rows
_AT_MOST = re.compile(
    r"^(控制在|力争|确保|不?[高低大小]于(或?等于)?|不[超少]过?于?|达到(或[优好]于)?|[<>]=?|[≤≥≦≧⩽⩾]|=)+"
)
_AT_LEAST_BEHIND = re.compile(r"(\(?含\)?|及|以[内下上]|左右)+$")
_IN_STEP = re.compile(
    r"序时|时序|阶段|当月|本月|[本当]期|月度|季度|同期"
)  # of the title's own time


def goals_of(
    keys: RowKeys,
    row: int,
    place: int,
    indicator: Indicator,
    period: str,
    number: float,
    cell: str,
) -> Iterator[SeenTarget]:
    """The targets one cell states."""
    table = keys.table
    at = table.keys.get(Meaning.DOCUMENT)
    document = str(keys.value(row, at)).strip() if at is not None else table.document
    signed = table.signed_on
    if Meaning.SIGNED_ON in table.keys:
        signed = cell_when(keys.value(row, table.keys[Meaning.SIGNED_ON]), "日期")
    day = signed.date() if signed else None
    for span in _periods(table, period, indicator):
        name = keys.sheet.name
        yield SeenTarget(place, indicator.key, span, number, document, day, name, cell)


def _periods(table: Table, period: str, indicator: Indicator) -> Iterable[str]:
    """A class to be kept stands for the year and for each period of it the table shows beside
    it; the class of another year, shown to compare with, had a goal of its own."""
    measured = [
        k
        for k in table.values.values()
        if k.meaning is Meaning.VALUE and k.indicator is indicator and not k.years_back
    ]
    if indicator.quantity is not Quantity.WATER_CLASS or not measured:
        return [period]
    spans = {str(Period.year_of(Period.parse(period).year)): None, period: None}
    for column in measured:
        if column.when is not None:
            found = of_column(table.when, column.when).period()
            if found is not None and found.year == Period.parse(period).year:
                spans[str(found)] = None
    return spans


def is_unsaid(table: Table, c: int, column: Column, indicator: Indicator, period: str) -> bool:
    """Whether nobody says of when a column of goals is: 目标 alone beside what was measured in a
    month is most often the year's. A class to be kept holds for every period."""
    if column.when is not None or len(period) == len("2026"):
        return False
    if indicator.quantity is Quantity.WATER_CLASS:
        return False
    if _IN_STEP.search(plain(column.head)):
        return False
    measured = any(k.meaning is Meaning.VALUE for k in table.values.values())
    if table.periods:
        return measured and _stands_still(table, c)
    titles = " ".join(table.block.titles)
    if _is_stage(period):  # 1—9月PM2.5目标完成情况: the stage's goal
        return "目标" not in titles
    return measured or not speaks_of_targets(titles)


def goal_text(value: Any) -> Any:
    """≤34, 不高于34, 34以下, Ⅲ类及以上 as the goal they state."""
    if not isinstance(value, str):
        return value
    return _AT_MOST.sub("", _AT_LEAST_BEHIND.sub("", plain(value)))


def is_class(column: Column) -> bool:
    """Whether the goals of a column are classes of water."""
    of = column.indicator
    return of is not None and of.quantity is Quantity.WATER_CLASS


def _is_stage(period: str) -> bool:
    """Whether a period of several months begins with January: stages of a year's goals do."""
    span = Period.parse(period)
    return span.first_month == 1 and span.last_month > 1


def _stands_still(table: Table, c: int) -> bool:
    """The same goal in row after row of months: one of the year, written down again and again."""
    found: dict[str, list[float]] = {}
    rows, name = table.block.sheet.rows, ""
    for row in table.block.data[:_LOOKED_AT]:
        line = rows[row]
        if table.place is not None and table.place < len(line) and line[table.place]:
            name = str(line[table.place])
        if c < len(line) and type(line[c]) is float:
            found.setdefault(name, []).append(line[c])
    goals = [values for values in found.values() if len(values) > 2]
    return bool(goals) and all(len(set(values)) == 1 for values in goals)


def head_cell(block: Block, c: int) -> tuple[int, int]:
    """Where the lowest head of a column is written: above it where cells are merged downwards."""
    return next(
        ((r, c) for r in reversed(block.head) if block.sheet.text(r, c)), (block.head_row, c)
    )


def ask_period(name: str, written: str) -> tuple[str, str]:
    """What to ask about targets of an unsaid time, and what their head should probably say."""
    message = (
        f"“{name}”没有写明是哪一期的目标，未入库：是全年目标的请把表头改为“全年…”，"
        "或者在字段匹配里选定它的时期（就是标题这一期的选“本期”）。"
    )
    return message, f"全年{plain(written)}" if written else ""
