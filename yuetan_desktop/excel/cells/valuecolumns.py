"""How each value column of a table is read: bounds, and what brings it to the indicator's unit."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from math import isfinite

from yuetan_desktop.domain.indicator import Indicator, Quantity
from yuetan_desktop.excel.recognition.column import Column, Meaning
from yuetan_desktop.excel.recognition.table import Table
from yuetan_desktop.excel.results import Severity
from yuetan_desktop.excel.sheet import letters
from yuetan_desktop.excel.tablerows.rowkeys import Doubts

_AT_A_TIME = 200  # rows
_SIMPLE = frozenset({Quantity.NUMBER, Quantity.COUNT, Quantity.PERCENT})


@dataclass(slots=True)
class ValueColumn:
    """How one value column's cells become values; `factor` brings them to the indicator's unit."""

    at: int
    letter: str
    column: Column
    indicator: Indicator | None
    factor: float
    low: float
    high: float
    is_plain: bool = False  # every cell is a number in range
    half: int | None = None  # of cells that hold two numbers: which of them

    @property
    def is_usual(self) -> bool:
        """A column of numbers of the row's own period: most cells of most sheets."""
        column = self.column
        return (
            column.meaning is Meaning.VALUE
            and self.indicator is not None
            and self.indicator.quantity in _SIMPLE
            and self.factor == 1.0
            and self.half is None
            and not (column.when or column.years_back or column.months_back or column.place)
        )


def value_columns(table: Table, doubts: Doubts) -> list[ValueColumn]:
    """How each value column of the table is read."""
    found = []
    of_columns = _numbers(table)
    for c, column in table.values.items():
        first = value_column(table, doubts, c, column, of_columns[c])
        found.append(first)
        if column.second is not None:
            first.half, first.is_plain = 0, False
            if column.second.meaning in (Meaning.VALUE, Meaning.TARGET):
                second = value_column(table, doubts, c, column.second, [])
                second.half = 1
                found.append(second)
    return found


def value_column(
    table: Table, doubts: Doubts, c: int, column: Column, numbers: list[float]
) -> ValueColumn:
    """How a column's cells are read that hold these numbers."""
    indicator = column.indicator
    low, high = bounds(indicator)
    factor = _factor(table, doubts, c, column, indicator, numbers)
    if indicator and indicator.quantity is Quantity.PERCENT and factor == 1.0:
        low = 1.000001  # 0.913 among 91.3 is looked at on its own
    letter = letters(table.block.sheet.left + c)
    plain = len(numbers) == len(table.block.data) > 0 and isfinite(sum(numbers))
    plain = plain and low <= min(numbers) and max(numbers) <= high
    return ValueColumn(c, letter, column, indicator, factor, low, high, plain)


def _numbers(table: Table) -> dict[int, list[float]]:
    """The numbers of each value column. Some rows at a time are turned into columns, so that
    their cells are still at hand."""
    rows, data = table.block.sheet.rows, table.block.data
    found: dict[int, list[float]] = {c: [] for c in table.values}
    for first in range(data.start, data.stop, _AT_A_TIME):
        lines = rows[first : min(first + _AT_A_TIME, data.stop)]
        columns = list(zip_longest(*lines, fillvalue=""))
        for c, numbers in found.items():
            cells = columns[c] if c < len(columns) else ()
            if set(map(type, cells)) == {float}:
                numbers.extend(cells)
            else:
                numbers.extend(cell for cell in cells if type(cell) is float)
    return found


def _factor(
    table: Table,
    doubts: Doubts,
    c: int,
    column: Column,
    indicator: Indicator | None,
    numbers: list[float],
) -> float:
    """What brings the column to the indicator's unit, decided by the whole column."""
    if indicator is None:
        return 1.0
    if column.factor is not None:
        return column.factor
    if not numbers:
        return 1.0
    top = table.block.head_row
    if indicator.quantity is Quantity.PERCENT:
        if max(numbers) <= 1 and any(0 < n < 1 for n in numbers):
            return 100.0
    elif indicator.unit == "mg/m³":
        middle = sorted(numbers)[len(numbers) // 2]
        if column.unit == "μg/m³" and middle > 50:
            doubts.say(Severity.HINT, top, c, "这一列以 μg/m³ 计，已换算为 mg/m³。")
            return 0.001
        if min(numbers) > 20:  # 0.8 among 900: each is asked about
            doubts.say(
                Severity.WARNING,
                top,
                c,
                "这一列的数值像是以 μg/m³ 计，已按 mg/m³ 换算，请核对。",
            )
            return 0.001
    elif indicator.unit == "mg/L" and column.unit == "μg/L":
        doubts.say(Severity.HINT, top, c, "这一列以 μg/L 计，已换算为 mg/L。")
        return 0.001
    elif indicator.unit == "μg/m³" and column.unit == "mg/m³" and all(n < 2 for n in numbers):
        doubts.say(Severity.HINT, top, c, "这一列以 mg/m³ 计，已换算为 μg/m³。")
        return 1000.0
    elif indicator.unit == "μg/m³" and all(n < 1 for n in numbers) and max(numbers) > 0:
        doubts.say(
            Severity.WARNING,
            top,
            c,
            "这一列的数值像是以 mg/m³ 计，已按 μg/m³ 换算，请核对。",
        )
        return 1000.0
    return 1.0


def bounds(indicator: Indicator | None) -> tuple[float, float]:
    if indicator is None:
        return float("inf"), float("-inf")
    low = float(indicator.low) if indicator.low is not None else float("-inf")
    high = float(indicator.high) if indicator.high is not None else float("inf")
    return low, high


def scaled(number: float, factor: float) -> float:
    return round(number * factor, 10)


def likely(indicator: Indicator, number: float) -> str:
    """What a value out of range probably should say: CO in μg/m³ among mg/m³."""
    if indicator.unit == "mg/m³" and 100 < number <= 100_000:
        return f"{scaled(number, 0.001):g}"
    return ""


def out_of_range(indicator: Indicator, number: float) -> str:
    if indicator.unit == "%" and number > 100:
        return f"{indicator.name}{number:g}%，超过100%。"
    if slip := likely(indicator, number):
        return f"{indicator.name}{number:g}{indicator.unit}，像是以 μg/m³ 计，是否应为{slip}？"
    return (
        f"{indicator.name}{number:g}{indicator.unit}，"
        f"超出合理范围（{indicator.low}—{indicator.high}）。"
    )
