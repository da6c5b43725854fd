"""What numbers with a dot mean in a column of periods: 2025.1 a month, 10.7 a day."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice
from typing import Any

from yuetan_desktop.excel.recognition.numberheads import days_in_order, dotted, months_in_order
from yuetan_desktop.excel.recognition.periods import When

_FIRST_ROWS = 40  # these say whether it is worth looking at them all: there may be a million


def dotted_periods(cells: Callable[[], Iterable[tuple[int, Any]]], when: When) -> dict[int, str]:
    """For each row the period in words, given the column's rows with their values and the table's
    period. Empty where the column holds no such numbers."""
    first = [value for _, value in islice(cells(), _FIRST_ROWS)]
    if any(map(dotted, first)):
        rows, values = zip(*cells(), strict=True)
        # The rows around a 2025.1 say whether it is January or October.
        months = zip(rows, months_in_order(values), strict=True)
        return {row: f"{said[0]}年{said[1]}月" for row, said in months if said}
    month = when.first
    if month is None or month != when.last or when.day is not None:
        return {}
    if not first or not all(days_in_order(first, month)):
        return {}
    rows, values = zip(*cells(), strict=True)
    days = zip(rows, days_in_order(values, month), strict=True)
    return {row: f"{month}月{day}日" for row, day in days if day}
