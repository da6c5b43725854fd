"""Cells of a column of periods: dates, serial numbers, 1—9月, 9:00 — what a bare number is,
the head decides."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from yuetan_desktop.excel.recognition.periods import (
    MONTH,
    YEAR,
    When,
    find_when,
    months_of,
    number_in,
)
from yuetan_desktop.excel.sheet import plain

_HOUR = re.compile(r"([01]?\d|2[0-4])(?::00(?::00)?|[时点])")  # 9:00, 09:00:00, 9时


def cell_when(value: object, head: str) -> When | None:
    """A cell of a period column; `head` decides what a bare number is."""
    if isinstance(value, datetime):
        if value.hour or value.minute:
            return When(value.year, value.month, value.month, value.day, value.hour)
        return _date_in(value.date(), head)
    if isinstance(value, date):
        return _date_in(value, head)
    if isinstance(value, float | int) and not isinstance(value, bool):
        return _number_in(float(value), head)
    if isinstance(value, time):
        return When(hour=value.hour) if not value.minute else None
    if isinstance(value, str):
        text = plain(value)
        if re.fullmatch(r"\d+(\.\d+)?", text):
            return _number_in(float(text), head, text)
        if re.fullmatch(r"[本当](月|期|季度|年)", text):
            return When()  # what title, sheet or file says
        if hours := _HOUR.fullmatch(text):
            return When(hour=int(hours[1]))
        if days := re.fullmatch(r"(3[01]|[12]\d|0?[1-9])[日号]", text):
            return When(day=int(days[1]))
        if "月" in head and (months := re.fullmatch(rf"({MONTH})-({MONTH})", text)):
            return months_of(
                None, number_in(months[1]), number_in(months[2]), False
            )  # no 3 January
        found = find_when(text)
        if found is not None and found == When(found.year) and re.search(r"\d", YEAR.sub("", text)):
            return None  # 10/05/2026 is no year
        return found
    return None


_AGO = re.compile(r"(今年|去年|上年|上一年|本年(?=\d))(\d.*月)?(同期|同月)?")


def when_ago(value: object, head: str, base: When) -> When | None:
    """A cell of periods that counts from `base`, that of the table: 今年, 去年1-10月, 上月."""
    text = plain(value) if isinstance(value, str) else ""
    if text in ("上月", "上个月") and base.first is not None and base.first == base.last:
        return base.month_before()
    said = _AGO.fullmatch(text)
    months = cell_when(said[2], head) if said and said[2] else None
    if said is None or base.year is None or (said[2] and (not months or months.first is None)):
        return None
    year = base.year - (said[1] not in ("今年", "本年"))
    return (months or base)._replace(year=year)


_OF_MONTHS = re.compile(r"月份|年月|^月|统计月|时期|时段")


def is_of_months(head: str) -> bool:
    """Whether a head is that of months rather than of days."""
    return _OF_MONTHS.search(head) is not None


def months_meant(values: Sequence[object]) -> dict[object, str]:
    """What dates in a column of months probably were before the sheet made dates of them: 1-3,
    kept as 3 January. Where days beyond the twelfth are among them they are days."""
    days = [value for value in values if isinstance(value, date)]
    if any(day.day > 12 for day in days):
        return {}
    return {day: f"{day.year}年{day.month}—{day.day}月" for day in days if day.month < day.day}


def are_month_ends(values: Sequence[object], head: str) -> bool:
    """Whether every cell under 月份 is the last day of its month, which stands for the month."""
    if not re.search(r"月份|年月|^月|统计月", head):
        return False
    found = [cell_when(value, head) for value in values]
    return bool(found) and all(
        when is not None
        and when.year is not None
        and when.first is not None
        and when.day == monthrange(when.year, when.first)[1]
        for when in found
    )


def _date_in(day: date, head: str) -> When:
    """In a month column the 1st stands for its month."""
    if day.day == 1 and is_of_months(head):
        return When(day.year, day.month, day.month)
    return When(day.year, day.month, day.month, day.day)


def _number_in(number: float, head: str, text: str = "") -> When | None:
    whole = int(number)
    if number != whole:
        if 2000 <= number < 2100:  # 2025.4; 2025.1 may be January or October
            month = (
                text.partition(".")[2] if text else f"{number:.2f}".partition(".")[2].rstrip("0")
            )
            if 1 <= int(month or 0) <= 12 and not (month == "1" and not text):
                return When(whole, int(month), int(month))
            return None
        return _serial(number) if 20000 < number < 80000 else None
    if 20000101 <= whole <= 21001231:
        return find_when(str(whole))
    if 200001 <= whole <= 210012:
        return find_when(str(whole))
    if 1990 <= whole <= 2100:
        return When(whole)
    if 30000 < whole < 80000:
        return _serial(number)
    if 1 <= whole <= 12 and "月" in head:
        return When(None, whole, whole)
    if 1 <= whole <= 4 and "季" in head:
        return When(None, 3 * whole - 2, 3 * whole)
    if 1 <= whole <= 31 and re.search(r"日|天", head):
        return When(day=whole)
    if 0 <= whole <= 24 and re.search(r"小时|时次|整点|时刻|hour", head, re.IGNORECASE):
        return When(hour=whole)
    return None


def _serial(number: float) -> When:
    moment = datetime(1899, 12, 30) + timedelta(days=number)
    hour = moment.hour if number % 1 else None
    return When(moment.year, moment.month, moment.month, moment.day, hour)
