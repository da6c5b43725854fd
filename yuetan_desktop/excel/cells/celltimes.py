"""Cells of a column of periods: dates, serial numbers, 1—9月, 9:00 — what a bare number is,
the head decides."""

from __future__ import annotations

import re
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


def _date_in(day: date, head: str) -> When:
    """In a month column the 1st stands for its month."""
    if day.day == 1 and re.search(r"月份|年月|^月|统计月|时期|时段", head):
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
