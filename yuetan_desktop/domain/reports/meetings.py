"""例会: 周碰头, 月调度 and 季督查 on the days the office holds them; one that falls on a day off is
held on the next working day."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum

from yuetan_desktop.domain.workday import WorkCalendar, add_months

_DAY = timedelta(days=1)
_BESIDE = timedelta(days=200)  # holds a meeting of every kind


class MeetingKind(StrEnum):
    """Values are the words shown."""

    WEEKLY = "周碰头"
    MONTHLY = "月调度"
    QUARTERLY = "季督查"

    def around(self, day: date) -> tuple[date, date]:
        """The days a week, a month or a quarter before and after, for an office without a fixed
        day."""
        if self is MeetingKind.WEEKLY:
            return day - 7 * _DAY, day + 7 * _DAY
        months = 1 if self is MeetingKind.MONTHLY else 3
        return add_months(day, -months), add_months(day, months)


def meeting_days(
    kind: MeetingKind, on: int, first: date, last: date, calendar: WorkCalendar
) -> list[date]:
    """The days from first to last on which it is held. `on` is a day of the week from Monday (1),
    of the month, or of the last month of the quarter; a shorter month has it on its last day."""
    found = dict.fromkeys(calendar.on_or_after(day) for day in _named(kind, on, first, last))
    return [day for day in found if first <= day <= last]


def _named(kind: MeetingKind, on: int, first: date, last: date) -> Iterator[date]:
    """The days as set; from before the first, as one may be put off into the span."""
    day = first - 31 * _DAY
    while day <= last:
        if kind is MeetingKind.WEEKLY:
            wanted = day.isoweekday() == on
        else:
            in_month = min(on, monthrange(day.year, day.month)[1])
            wanted = day.day == in_month and (kind is MeetingKind.MONTHLY or day.month % 3 == 0)
        if wanted:
            yield day
        day += _DAY


def neighbours(kind: MeetingKind, on: int, day: date, calendar: WorkCalendar) -> tuple[date, date]:
    """The meeting before a day and the one after it."""
    if not on:
        return kind.around(day)
    before = meeting_days(kind, on, day - _BESIDE, day - _DAY, calendar)
    after = meeting_days(kind, on, day + _DAY, day + _BESIDE, calendar)
    return before[-1], after[0]
