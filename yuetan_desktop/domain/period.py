"""Periods of assessment: day, month, quarter, half-year, first three quarters, year, year to date.

A period *is* a span of days; its kind follows from the span. So 1—6月累计 and 上半年 are the same
period, and a value imported under either name is found under both.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache


class PeriodKind(StrEnum):
    """What a span of days is called; follows from its first and last day."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    THREE_QUARTERS = "three_quarters"
    YEAR = "year"
    YEAR_TO_DATE = "year_to_date"
    OTHER = "other"

    @property
    def label(self) -> str:
        return _KIND_LABELS[self]


_KIND_LABELS = {
    PeriodKind.DAY: "日",
    PeriodKind.MONTH: "单月",
    PeriodKind.QUARTER: "季度",
    PeriodKind.HALF: "半年",
    PeriodKind.THREE_QUARTERS: "前三季度",
    PeriodKind.YEAR: "年度",
    PeriodKind.YEAR_TO_DATE: "累计",
    PeriodKind.OTHER: "时段",
}
_QUARTER_NAMES = "一二三四"


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A closed span of days, `start` to `end`, within one calendar year."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start or self.start.year != self.end.year:
            raise ValueError(f"not a period within one year: {self.start}..{self.end}")

    # -- making ---------------------------------------------------------------------------------
    @staticmethod
    def day(day: date) -> Period:
        return Period(day, day)

    @staticmethod
    @lru_cache(maxsize=4096)
    def months(year: int, first: int, last: int) -> Period:
        """The months `first`..`last` (1–12, inclusive) of `year`."""
        return Period(date(year, first, 1), _month_end(year, last))

    @staticmethod
    def month(year: int, month: int) -> Period:
        return Period.months(year, month, month)

    @staticmethod
    def quarter(year: int, quarter: int) -> Period:
        return Period.months(year, 3 * quarter - 2, 3 * quarter)

    @staticmethod
    def half(year: int, half: int) -> Period:
        return Period.months(year, 6 * half - 5, 6 * half)

    @staticmethod
    def three_quarters(year: int) -> Period:
        return Period.months(year, 1, 9)

    @staticmethod
    def year_of(year: int) -> Period:
        return Period.months(year, 1, 12)

    @staticmethod
    def year_to_date(year: int, month: int) -> Period:
        """January up to and including `month`; for 1, 3, 6, 9, 12 equal to month, quarter …"""
        return Period.months(year, 1, month)

    @staticmethod
    @lru_cache(maxsize=65536)
    def parse(text: str) -> Period:
        """The period written by `str()`: 2024-03-05, 2024-03, 2024-Q1, 2024-H1, 2024-9M, 2024,
        2024-5M (January to May), 2024-04~05, 2024-01-01~2024-11-10. Raises ValueError on anything
        else."""
        if len(text) == 21 and text[10] == "~":
            return Period(date.fromisoformat(text[:10]), date.fromisoformat(text[11:]))
        match = _TEXT.fullmatch(text)
        if match is None:
            raise ValueError(f"not a period: {text!r}")
        year = int(match["year"])
        if match["d"]:
            return Period.day(date(year, int(match["m"]), int(match["d"])))
        if match["last"]:
            return Period.months(year, int(match["m"]), int(match["last"]))
        if match["m"]:
            return Period.month(year, int(match["m"]))
        if match["q"]:
            return Period.quarter(year, int(match["q"]))
        if match["h"]:
            return Period.half(year, int(match["h"]))
        if match["ytd"]:
            return Period.year_to_date(year, int(match["ytd"]))
        return Period.year_of(year)

    # -- reading --------------------------------------------------------------------------------
    @property
    def year(self) -> int:
        return self.start.year

    @property
    def first_month(self) -> int:
        return self.start.month

    @property
    def last_month(self) -> int:
        return self.end.month

    @property
    def kind(self) -> PeriodKind:
        return _kind(self.start, self.end)

    @property
    def _is_whole_months(self) -> bool:
        return self.start.day == 1 and self.end == _month_end(self.end.year, self.end.month)

    def __str__(self) -> str:
        kind, year = self.kind, self.year
        if kind is PeriodKind.DAY:
            return self.start.isoformat()
        if kind is PeriodKind.MONTH:
            return f"{year}-{self.first_month:02}"
        if kind is PeriodKind.QUARTER:
            return f"{year}-Q{self.last_month // 3}"
        if kind is PeriodKind.HALF:
            return f"{year}-H{self.last_month // 6}"
        if kind is PeriodKind.YEAR:
            return str(year)
        if self.start.day != 1 or self.end != _month_end(year, self.last_month):
            return f"{self.start}~{self.end}"
        if self.first_month == 1:
            return f"{year}-{self.last_month}M"
        return f"{year}-{self.first_month:02}~{self.last_month:02}"

    def label(self, *, with_year: bool = True) -> str:
        """For people: 2024年3月, 2024年一季度, 2024年上半年, 2024年1—5月, 2024年度."""
        return self._label(with_year)

    @lru_cache(maxsize=4096)  # noqa: B019 - periods are small values, and few
    def _label(self, with_year: bool) -> str:
        kind = self.kind
        if kind is PeriodKind.DAY:
            text = f"{self.start.month}月{self.start.day}日"
        elif kind is PeriodKind.MONTH:
            text = f"{self.first_month}月"
        elif kind is PeriodKind.QUARTER:
            text = f"{_QUARTER_NAMES[self.last_month // 3 - 1]}季度"
        elif kind is PeriodKind.HALF:
            text = "上半年" if self.first_month == 1 else "下半年"
        elif kind is PeriodKind.THREE_QUARTERS:
            text = "前三季度"
        elif kind is PeriodKind.YEAR:
            return f"{self.year}年度" if with_year else "年度"
        elif kind is PeriodKind.OTHER and not self._is_whole_months:
            first, last = self.start, self.end
            text = f"{first.month}月{first.day}日—{last.month}月{last.day}日"
        else:
            text = f"{self.first_month}—{self.last_month}月"
        return f"{self.year}年{text}" if with_year else text

    def contains(self, other: Period) -> bool:
        return self.start <= other.start and other.end <= self.end

    def month_list(self) -> tuple[Period, ...]:
        """The months this period spans, in order."""
        return tuple(
            Period.month(self.year, month) for month in range(self.first_month, self.last_month + 1)
        )

    # -- stepping -------------------------------------------------------------------------------
    def year_before(self) -> Period:
        """The same period of the year before (同期); 29 February goes back to 28 February."""
        if self._is_whole_months:
            return Period.months(self.year - 1, self.first_month, self.last_month)
        return Period(_year_earlier(self.start), _year_earlier(self.end))

    def previous(self) -> Period:
        """The period of the same length just before; crosses the year's end for days, months,
        quarters and halves; year-to-date spans step to the month before (January → last year)."""
        return self._step(-1)

    def next(self) -> Period:
        """The period of the same length just after (see `previous`)."""
        return self._step(+1)

    def _step(self, by: int) -> Period:
        kind = self.kind
        if kind is PeriodKind.DAY:
            return Period.day(self.start + timedelta(days=by))
        if kind in {PeriodKind.YEAR, PeriodKind.THREE_QUARTERS}:
            return Period.months(self.year + by, self.first_month, self.last_month)
        if kind is PeriodKind.YEAR_TO_DATE:
            year, month = divmod(self.year * 12 + self.last_month - 1 + by, 12)
            return Period.year_to_date(year, month + 1)
        size = self.last_month - self.first_month + 1
        year, month = divmod(self.year * 12 + self.first_month - 1 + by * size, 12)
        if month + size > 12:
            raise ValueError(f"{self} has no neighbour within one year")
        return Period.months(year, month + 1, month + size)


def month_spans(months: Iterable[Period]) -> str:
    """Months of one year, those in a row joined: 1—3月、5月."""
    numbers = sorted(month.first_month for month in months)
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    spans = (f"{run[0]}—{run[-1]}月" if len(run) > 1 else f"{run[0]}月" for run in runs)
    return "、".join(spans)


def _year_earlier(day: date) -> date:
    last = calendar.monthrange(day.year - 1, day.month)[1]
    return date(day.year - 1, day.month, min(day.day, last))


@lru_cache(maxsize=4096)
def _kind(start: date, end: date) -> PeriodKind:
    if start == end:
        return PeriodKind.DAY
    if start.day != 1 or end != _month_end(end.year, end.month):
        return PeriodKind.OTHER
    first, last = start.month, end.month
    if first == last:
        return PeriodKind.MONTH
    if first % 3 == 1 and last == first + 2:
        return PeriodKind.QUARTER
    if (first, last) in {(1, 6), (7, 12)}:
        return PeriodKind.HALF
    if (first, last) == (1, 9):
        return PeriodKind.THREE_QUARTERS
    if (first, last) == (1, 12):
        return PeriodKind.YEAR
    return PeriodKind.YEAR_TO_DATE if first == 1 else PeriodKind.OTHER


_TEXT = re.compile(
    r"(?P<year>\d{4})"
    r"(?:-(?P<m>\d{2})(?:-(?P<d>\d{2})|~(?P<last>\d{2}))?"
    r"|-Q(?P<q>[1-4])|-H(?P<h>[12])|-(?P<ytd>1[0-2]|[1-9])M)?"
)


# What the regulation counts by (第四条 to 第九条), in the order in which a person is asked.
PICKED_KINDS = (
    PeriodKind.MONTH,
    PeriodKind.QUARTER,
    PeriodKind.HALF,
    PeriodKind.THREE_QUARTERS,
    PeriodKind.YEAR,
    PeriodKind.YEAR_TO_DATE,
)


def periods_in(kind: PeriodKind, year: int) -> tuple[Period, ...]:
    """The periods of a kind in a year, oldest first. 累计 is what has no name of its own: January
    to September is 前三季度."""
    if kind is PeriodKind.YEAR_TO_DATE:
        spans = (Period.year_to_date(year, month) for month in range(1, 13))
        return tuple(span for span in spans if span.kind is kind)
    return {
        PeriodKind.MONTH: tuple(Period.month(year, month) for month in range(1, 13)),
        PeriodKind.QUARTER: tuple(Period.quarter(year, number) for number in range(1, 5)),
        PeriodKind.HALF: (Period.half(year, 1), Period.half(year, 2)),
        PeriodKind.THREE_QUARTERS: (Period.three_quarters(year),),
        PeriodKind.YEAR: (Period.year_of(year),),
    }[kind]
