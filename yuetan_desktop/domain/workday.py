"""Working days: weekends, legal holidays and make-up workdays (调休) of each State Council notice.

The day of an event is not counted; counting starts the day after (民法典第二百零一条).
"""

from __future__ import annotations

import json
import tomllib
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

_DAY = timedelta(days=1)
_SATURDAY = 5


def _is_weekday(day: date) -> bool:
    return day.weekday() < _SATURDAY


class Counting(StrEnum):
    """How 约谈前3个工作日 is counted (R16); values are the option keys of that reading."""

    THREE_CLEAR_DAYS = "three_clear_days"  # 通知日与约谈日之间满3个工作日
    THIRD_DAY_BEFORE = "third_day_before"  # 不晚于约谈前第3个工作日


@dataclass(frozen=True, slots=True)
class Holiday:
    """One run of days off, weekends within it included."""

    name: str
    first: date
    last: date

    def days(self) -> Iterable[date]:
        count = (self.last - self.first).days + 1
        return (self.first + timedelta(days=n) for n in range(count))


@dataclass(frozen=True, slots=True)
class YearNotice:
    """The arrangement of one year as the State Council office published it."""

    year: int
    holidays: tuple[Holiday, ...]
    make_up_workdays: tuple[date, ...]
    notice: str = ""
    issued: date | None = None

    @classmethod
    def from_toml(cls, text: str) -> YearNotice:
        row = tomllib.loads(text)
        return cls(
            year=row["year"],
            holidays=tuple(Holiday(h["name"], h["first"], h["last"]) for h in row["holiday"]),
            make_up_workdays=tuple(row["make_up_workdays"]),
            notice=row.get("notice", ""),
            issued=row.get("issued"),
        )

    def to_toml(self) -> str:
        """The same text form as the shipped years."""
        days = ", ".join(day.isoformat() for day in self.make_up_workdays)
        lines = [f"year = {self.year}", f"notice = {json.dumps(self.notice, ensure_ascii=False)}"]
        if self.issued:
            lines.append(f"issued = {self.issued.isoformat()}")
        lines.append(f"make_up_workdays = [{days}]")
        if not self.holidays:
            lines.append("holiday = []")
        for holiday in self.holidays:
            name = json.dumps(holiday.name, ensure_ascii=False)
            lines += ["", "[[holiday]]", f"name = {name}"]
            lines += [f"first = {holiday.first.isoformat()}", f"last = {holiday.last.isoformat()}"]
        return "\n".join(lines) + "\n"


class WorkCalendar:
    """Which days are working days. Years without a notice know weekends only: 暂估."""

    def __init__(self, notices: Iterable[YearNotice]) -> None:
        self.notices: Mapping[int, YearNotice] = {n.year: n for n in notices}
        self._off = {
            day: holiday.name
            for notice in self.notices.values()
            for holiday in notice.holidays
            for day in holiday.days()
        }
        self._make_up = frozenset(
            day for notice in self.notices.values() for day in notice.make_up_workdays
        )
        # Where the notices say other than the week does: spans are counted by weeks and these.
        self._worked = sorted(day for day in self._make_up if not _is_weekday(day))
        self._missed = sorted(
            day for day in self._off if _is_weekday(day) and day not in self._make_up
        )

    def with_notice(self, notice: YearNotice) -> WorkCalendar:
        """The same calendar with one year added or replaced, as an office enters it."""
        return WorkCalendar({**self.notices, notice.year: notice}.values())

    # -- days -----------------------------------------------------------------------------------
    def covers(self, year: int) -> bool:
        return year in self.notices

    def is_workday(self, day: date) -> bool:
        if day in self._make_up:
            return True
        return day not in self._off and _is_weekday(day)

    def name_of(self, day: date) -> str:
        """国庆节 on a holiday, 调休上班 on a make-up workday, else empty."""
        return "调休上班" if day in self._make_up else self._off.get(day, "")

    def is_estimated(self, first: date, last: date) -> bool:
        """Whether counting between the two days leans on a year whose notice is not known."""
        years = range(min(first, last).year, max(first, last).year + 1)
        return not all(self.covers(year) for year in years)

    def guess(self, first: date, last: date) -> str:
        """What stands behind a date that was counted through a year without notice."""
        return "（暂估）" if self.is_estimated(first, last) else ""

    # -- counting -------------------------------------------------------------------------------
    def add_workdays(self, day: date, n: int) -> date:
        """The n-th working day after `day` (before it, for a negative n); the day after is 1."""
        step = _DAY if n >= 0 else -_DAY
        for _ in range(abs(n)):
            day += step
            while not self.is_workday(day):
                day += step
        return day

    def workdays_between(self, day: date, other: date) -> int:
        """Working days after `day` up to and including `other`; negative when `other` is earlier.

        `workdays_between(d, add_workdays(d, n)) == n`.
        """
        if other < day:
            return -self.workdays_between(other, day)
        return self._workdays_until(other) - self._workdays_until(day)

    def _workdays_until(self, day: date) -> int:
        """Working days of all time up to and including a day."""
        weeks, rest = divmod(day.toordinal(), 7)  # the first day of all is a Monday
        worked, missed = bisect_right(self._worked, day), bisect_right(self._missed, day)
        return weeks * _SATURDAY + min(rest, _SATURDAY) + worked - missed

    def on_or_after(self, day: date) -> date:
        """The day itself, or the next working day when it is a day off (民法典第二百零三条)."""
        while not self.is_workday(day):
            day += _DAY
        return day

    # -- 第十二条：约谈前3个工作日 -------------------------------------------------------------
    def latest_notice_day(
        self, interview: date, counting: Counting = Counting.THREE_CLEAR_DAYS, *, days: int = 3
    ) -> date:
        """The last day on which an interview may still be notified in writing."""
        return self.add_workdays(interview, -_lead(days, counting))

    def earliest_interview_day(
        self, notice: date, counting: Counting = Counting.THREE_CLEAR_DAYS, *, days: int = 3
    ) -> date:
        """The first working day on which an interview notified on `notice` may be held."""
        if counting is Counting.THIRD_DAY_BEFORE:
            # Sent on a day off, it is later than the working day before it.
            notice = self.on_or_after(notice)
        return self.add_workdays(notice, _lead(days, counting))

    def is_notified_in_time(
        self, notice: date, interview: date, counting: Counting, *, days: int = 3
    ) -> bool:
        """Whether the notice keeps its lead, also when either is on a day off."""
        return notice <= self.latest_notice_day(
            interview, counting, days=days
        ) or interview >= self.earliest_interview_day(notice, counting, days=days)


def _lead(days: int, counting: Counting) -> int:
    return days + 1 if counting is Counting.THREE_CLEAR_DAYS else days


def add_months(day: date, months: int) -> date:
    """The corresponding day, or the month's last day where it has none (民法典第二百零二条)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return date(year, month + 1, min(day.day, (following - _DAY).day))
