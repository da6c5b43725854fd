"""Heads and cells that are numbers and mean a time: 1, 2, 3 …, years, 202510, and 2025.1, which may
be January or October and is told by what stands before and after it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby, pairwise
from typing import Any

from yuetan_desktop.domain.indicator import Quantity
from yuetan_desktop.excel.cells.values import read_value
from yuetan_desktop.excel.recognition.column import Column, Meaning
from yuetan_desktop.excel.recognition.periods import When
from yuetan_desktop.excel.sheet import plain

_BY_DAY = re.compile(r"日均|逐日|每日|日报|日历|日值|日数据|日浓度|AQI", re.IGNORECASE)
_BY_HOUR = re.compile(r"(?<!8)(?<!24)小时|逐时|时均|整点|时值|hour", re.IGNORECASE)
_HOUR_HEAD = re.compile(r"([01]?\d|2[0-4])(?::00(?::00)?|[时点])?")
_HOURS_OF_A_DAY = 20  # heads at least: so many make a day's value
_BY_MONTH = re.compile(r"逐月|各月|每月|月均|月度|分月")


def head_number(value: float) -> bool:
    """A number that may stand in a head: a day, a month, a year, a month of a year."""
    if value.is_integer():
        return 1 <= value <= 31 or 1990 <= value <= 2100 or _month_of_year(value)
    return dotted(value) is not None


def _month_of_year(value: float) -> bool:
    return 200001 <= value <= 210012 and 1 <= value % 100 <= 12


def dotted(value: Any) -> tuple[int, int] | None:
    """Year and month of 2025.11 or 2025.4; of 2025.1, the month that its digits say."""
    if type(value) is not float or not 2000 < value < 2100 or value.is_integer():
        return None
    year, _, digits = f"{value:.6f}".rstrip("0").partition(".")
    return (int(year), int(digits)) if len(digits) <= 2 and 1 <= int(digits) <= 12 else None


def months_in_order(values: Sequence[Any]) -> list[tuple[int, int] | None]:
    """Year and month of each number; None for one that is no such number, and for a 2025.1 of which
    nothing beside it says whether it is January or October."""
    runs = [(value, len(list(same))) for value, same in groupby(values)]
    found: list[tuple[int, int] | None] = []
    for at, (value, times) in enumerate(runs):
        said = dotted(value)
        if said is not None and said[1] == 1:
            before = dotted(runs[at - 1][0]) if at else None
            after = dotted(runs[at + 1][0]) if at + 1 < len(runs) else None
            said = _january_or_october(said[0], before, after)
        found += [said] * times
    return found


def days_in_order(values: Sequence[Any], month: int) -> list[int | None]:
    """The day of each 10.7 of October; a number 10.1 may be the 1st or the 10th, which the cells
    beside it say. None for what is no such number."""
    may_be = [_days(value, month) for value in values]
    found: list[int | None] = []
    for at, days in enumerate(may_be):
        before = may_be[at - 1] if at else ()
        after = may_be[at + 1] if at + 1 < len(may_be) else ()
        fitting = [d for d in days if d - 1 in before or d in before or d + 1 in after]
        found.append((fitting or days)[0] if len(fitting or days) == 1 else None)
    return found


def _days(value: Any, month: int) -> tuple[int, ...]:
    text = f"{value:.2f}".rstrip("0") if type(value) is float else str(value).strip()
    whole, _, digits = text.partition(".")
    if whole != str(month) or not digits.isdigit() or len(digits) > 2:
        return ()
    tenfold = (int(digits) * 10,) if type(value) is float and len(digits) == 1 else ()
    return tuple(day for day in (int(digits), *tenfold) if 1 <= day <= 31)


def _january_or_october(
    year: int, before: tuple[int, int] | None, after: tuple[int, int] | None
) -> tuple[int, int] | None:
    january = before == (year - 1, 12) or after == (year, 2)
    october = before == (year, 9) or after == (year, 11)
    return (year, 1 if january else 10) if january != october else None


def number_heads(
    heads: Sequence[Sequence[str]],
    columns: list[Column],
    lowest: Sequence[Any],
    title: When,
    around: str,
) -> None:
    """Say of heads that are numbers or dates which time they mean; `lowest` is what stands in the
    lowest filled cell of each head, `title` when the table is of, `around` all its titles say."""
    if _hours_across(columns, heads, around):
        return
    of_days = any(k.meaning is Meaning.PERIOD and "日" in k.head for k in columns)
    one_month = title.first is not None and title.first == title.last and not title.to_date
    days = of_days or (one_month and not _BY_MONTH.search(around))
    ends = title.last if one_month and not (of_days or _BY_DAY.search(around)) else None
    _counted(columns, heads, days=days, may_end=ends if days else None)
    _dotted_heads(columns, lowest)
    _first_days(columns, lowest)


def _hours_across(columns: list[Column], heads: Sequence[Sequence[str]], around: str) -> bool:
    """Heads 0时 … 23时, or bare 1 … 24 where title or corner speaks of hours: hours of a day, and
    what stands beside them (日均) is made of them."""
    found = [
        (c, _HOUR_HEAD.fullmatch(plain(parts[-1])) if parts else None)
        for c, parts in enumerate(heads)
    ]
    hours = {c: int(match[1]) for c, match in found if match}
    bare = all(plain(heads[c][-1]).isdigit() for c in hours)
    numbers = list(hours.values())
    in_turn = all((b - a) % 24 == 1 for a, b in pairwise(numbers))
    if len(hours) < _HOURS_OF_A_DAY or len(set(numbers)) < len(numbers) or not in_turn:
        return False
    if bare and not _BY_HOUR.search(" ".join((around, *(k.head for k in columns)))):
        return False
    for c, column in enumerate(columns):
        if c in hours:
            columns[c] = Column(heads[c][-1], Meaning.VALUE, when=When(hour=hours[c]))
        elif column.meaning in (Meaning.VALUE, Meaning.UNKNOWN) and column.head:
            why = "日值由逐小时数据统计"
            columns[c] = Column(column.head, Meaning.IGNORED, why=why)
    return True


def _counted(
    columns: list[Column], heads: Sequence[Sequence[str]], *, days: bool, may_end: int | None
) -> None:
    """Heads 1, 2, 3 … are days where the table is of one month, its corner says 日期, or there are
    more than twelve of them; else months. Up to the very month of the title (`may_end`) they may be
    either."""
    at = [c for c, parts in enumerate(heads) if parts and parts[-1].isdigit()]
    numbers = [int(heads[c][-1]) for c in at]
    if len(numbers) < 3 or numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        return
    unsure = len(numbers) <= 12 and numbers[-1] == may_end
    for c, number in zip(at, numbers, strict=True):
        if unsure:
            why = f"可能是{number}日，也可能是{number}月"
            columns[c] = Column(heads[c][-1], Meaning.UNKNOWN, why=why)
            continue
        if (days or len(numbers) > 12) and 1 <= number <= 31:
            when = When(day=number)
        elif 1 <= number <= 12:
            when = When(None, number, number)
        elif 1990 <= number <= 2100:
            when = When(number)
        else:
            continue
        columns[c] = Column(heads[c][-1], Meaning.VALUE, when=when, confidence=0.6)


def _dotted_heads(columns: list[Column], lowest: Sequence[Any]) -> None:
    at = [c for c, value in enumerate(lowest) if dotted(value)]
    for c, said in zip(at, months_in_order([lowest[c] for c in at]), strict=True):
        head = columns[c].head
        if said is None:
            why = "可能是1月，也可能是10月"
            columns[c] = Column(head, Meaning.UNKNOWN, why=why)
        elif columns[c].meaning is Meaning.VALUE:
            when = When(said[0], said[1], said[1])
            columns[c] = Column(head, Meaning.VALUE, columns[c].indicator, when=when)


def _first_days(columns: list[Column], lowest: Sequence[Any]) -> None:
    """Dates in heads, all of them the first of a month, are how a sheet keeps 2025年1月."""
    at = [c for c, value in enumerate(lowest) if isinstance(value, date)]
    if not are_months([lowest[c] for c in at]):
        return
    for c in at:
        day: date = lowest[c]
        if columns[c].meaning is Meaning.VALUE and columns[c].when is not None:
            when = When(day.year, day.month, day.month)
            head = f"{day.year}年{day.month}月"
            columns[c] = Column(head, Meaning.VALUE, columns[c].indicator, when=when)


def are_months(values: Sequence[Any]) -> bool:
    """Whether values are dates that stand for their months: the first of each, and more than one
    month."""
    months = set()
    for value in values:
        if not isinstance(value, date) or value.day != 1:
            return False
        if isinstance(value, datetime) and (value.hour or value.minute):
            return False
        months.add((value.year, value.month))
    return len(months) > 1


def graded(texts: Sequence[str]) -> bool:
    """Ⅰ类, Ⅱ类, Ⅲ类, Ⅳ类 …: heads that count what is of each class."""
    classes = [read_value(text, Quantity.WATER_CLASS).number for text in texts]
    steps = [b - a for a, b in pairwise([number for number in classes if number is not None])]
    return len(steps) >= 3 and set(steps) == {1.0}
