"""How each value column of a table is read: bounds, and what brings it to the indicator's unit."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import zip_longest
from math import inf, isfinite
from typing import Any, NamedTuple

from yuetan_desktop.domain.indicator import Indicator, Quantity
from yuetan_desktop.excel.recognition.column import Column, Meaning
from yuetan_desktop.excel.recognition.table import Table
from yuetan_desktop.excel.results import Severity
from yuetan_desktop.excel.sheet import letters
from yuetan_desktop.excel.tablerows.doubts import Doubts

_AT_A_TIME = 200  # rows
_LEAST_AQI = 15  # no month of any city has less; indices are below it
_NEVER_ZERO = frozenset({"pm25", "pm10", "o3", "aqi", "air_index", "cwqi"})
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
    factor = _factor(table, doubts, c, column, numbers)
    if indicator and indicator.quantity is Quantity.PERCENT and factor == 1.0:
        low = 1.000001  # 0.913 among 91.3 is looked at on its own
    letter = letters(table.block.sheet.left + c)
    plain = len(numbers) == len(table.block.data) > 0 and isfinite(sum(numbers))
    plain = plain and low <= min(numbers) and max(numbers) <= high
    return ValueColumn(
        c, letter, column, indicator, factor, _asked_below(indicator, low), high, plain
    )


def _asked_below(indicator: Indicator | None, low: float) -> float:
    """From which number on a cell needs no other look than whether it is in range."""
    if indicator is None or low != 0:
        return low
    if indicator.key == "aqi":
        return _LEAST_AQI
    if indicator.quantity is Quantity.COUNT:
        return 1
    return 1e-9 if is_never_zero(indicator) else low


_OF_CHANGE = re.compile(r"上升|下降|升高|降低|增加|减少|改善|反弹")


def unlike(text: str, indicator: Indicator, *, is_goal: bool) -> str:
    """Why a plain text is no value of an indicator although it holds a number: 增加2天 among good
    days, 30% among concentrations, <30 where no device stops at 30."""
    if indicator.low is not None and indicator.low >= 0 and _OF_CHANGE.match(text):
        return "是变化情况"
    if indicator.unit != "%" and re.fullmatch(r"[-+]?[\d.]+%", text):
        return "带有百分号"
    if text.startswith("<") and not is_goal and is_never_zero(indicator):
        return "只是一个上限"
    return ""


def of_row(
    readers: list[ValueColumn], line: list[Any], indicator: Indicator | None
) -> list[ValueColumn]:
    """How the cells of a row are read that names its indicator: 优良率 over 0.806 | 0.935."""
    if indicator is None or indicator.quantity is not Quantity.PERCENT:
        return readers
    cells = [line[reader.at] for reader in readers if reader.at < len(line)]
    if not are_shares([cell for cell in cells if type(cell) is float]):
        return readers
    return [replace(reader, factor=100.0) for reader in readers]


def are_shares(numbers: list[float]) -> bool:
    """0.806, 1, 0.935: per cents as an office program stores them."""
    return bool(numbers) and max(numbers) <= 1 and any(0 < n < 1 for n in numbers)


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


_NO_WATER = {"tp": 5, "nh3n": 50}  # mg/L that no river has in all its sections


def _factor(table: Table, doubts: Doubts, c: int, column: Column, numbers: list[float]) -> float:
    """What brings the column to the indicator's unit, decided by the whole column."""
    indicator = column.indicator
    if indicator is None:
        return 1.0
    if column.factor is not None:
        return column.factor
    if not numbers:
        return 1.0
    if indicator.quantity is Quantity.PERCENT:
        return 100.0 if are_shares(numbers) else 1.0
    unit, other = indicator.unit, _other_unit(column.unit, indicator, numbers)
    if other is None:
        return 1.0
    words = f"这一列以 {other.unit} 计，已换算为 {unit}。"
    if other.is_guess:
        words = f"这一列的数值像是以 {other.unit} 计，已按 {unit} 换算，请核对。"
    severity = Severity.WARNING if other.is_guess else Severity.HINT
    doubts.say(severity, table.block.head_row, c, words)
    return 0.001 if other.unit.startswith("μg") else 1000.0


class _OtherUnit(NamedTuple):
    """A unit that is not the indicator's: said by the head, or guessed from the numbers."""

    unit: str
    is_guess: bool = False


def _other_unit(said: str, indicator: Indicator, numbers: list[float]) -> _OtherUnit | None:
    match indicator.unit:
        case "mg/m³":
            if said == "μg/m³" and sorted(numbers)[len(numbers) // 2] > 50:
                return _OtherUnit(said)
            if min(numbers) > 20:  # 0.8 among 900: each is asked about
                return _OtherUnit("μg/m³", is_guess=True)
        case "mg/L":
            if said == "μg/L":
                return _OtherUnit(said)
            if min(numbers) > _NO_WATER.get(indicator.key, inf):
                return _OtherUnit("μg/L", is_guess=True)
        case "μg/m³":
            if said == "mg/m³" and all(n < 2 for n in numbers):
                return _OtherUnit(said)
            if all(n < 1 for n in numbers) and max(numbers) > 0:
                return _OtherUnit("mg/m³", is_guess=True)
    return None


def refusal(
    number: float, indicator: Indicator, *, daily: bool, as_written: bool
) -> tuple[str, str] | None:
    """Why a number in the indicator's unit is not stored, and what it probably should say;
    `as_written` holds of a share that bears its %."""
    low, high = bounds(indicator)
    if not low <= number <= high:
        return out_of_range(indicator, number), likely(indicator, number)
    if number == 0 and not daily and is_never_zero(indicator):
        return f"{indicator.name}为0，不合情理；没有数据的请留空。", ""
    if indicator.quantity is Quantity.RANK and not number.is_integer():
        return f"名次“{number:g}”不是整数。", ""
    if indicator.quantity is Quantity.COUNT and 0 < number < 1:
        return f"{indicator.name}{number:g}不足1，像是比例。", ""
    if indicator.key == "aqi" and number < _LEAST_AQI and not number.is_integer():
        return f"AQI{number:g}像是综合指数，请在字段匹配里指定。", ""
    if indicator.quantity is Quantity.PERCENT and 0 < number <= 1 and not as_written:
        # 0.9% where 90% was meant would set off every rule: it is not stored unasked.
        meant = f"{number * 100:g}"
        return f"{indicator.name}{number:g}%小得不合情理，是否应为{meant}%？", meant
    return None


def is_never_zero(indicator: Indicator | None) -> bool:
    """Whether 0 of it, of a month or longer, can only mean that nothing was measured."""
    return indicator is not None and indicator.key in _NEVER_ZERO


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
