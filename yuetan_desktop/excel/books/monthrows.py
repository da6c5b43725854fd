"""What 月度指标汇总 shows; the library that writes workbooks is not loaded for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

Number = Decimal | int | None


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
    """The months of a year of one indicator, unit by unit."""

    sheet: str  # short name: PM2.5
    name: str
    measure: str
    rows: Sequence[YearRow]


@dataclass(frozen=True, slots=True)
class MonthRows:
    """What the workbook shows."""

    title: str
    lines: tuple[str, ...]
    author: str
    figures: Sequence[FigureRow]
    years: Sequence[IndicatorYear]
