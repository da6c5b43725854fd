"""A month of limits by day: working days, holidays and make-up days, and what falls due on each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from yuetan_desktop.domain.deadline import DeadlineState
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.workday import WorkCalendar

_DAY = timedelta(days=1)


class Subject(StrEnum):
    """What a day is set for."""

    CASE = "case"
    TASK = "task"  # 整改任务
    MEETING = "meeting"  # 例会


@dataclass(frozen=True, slots=True)
class DueEntry:
    """One limit: of a case (`key` names it) or of a rectification task. `number` is the case's
    number or the task's code, `id` that of the case or task."""

    subject: Subject
    id: int
    key: str
    number: str
    unit: str
    level: int | None
    day: date
    label: str
    cite: str
    state: DeadlineState
    days_left: int  # working days, as in `Deadline`
    text: str
    person: str = ""
    estimated: bool = False  # the day itself leans on holidays that are not known
    days_estimated: bool = False  # only the working days left until it do

    @property
    def is_done(self) -> bool:
        return self.state in {DeadlineState.IN_TIME, DeadlineState.LATE}

    @property
    def is_overdue(self) -> bool:
        return self.state is DeadlineState.OVERDUE

    def is_soon(self, within: int) -> bool:
        """Still open, and past or due within so many working days."""
        return not self.is_done and self.days_left <= within

    @property
    def uid(self) -> str:
        """The same limit keeps its name when its day moves."""
        return f"{self.subject}{self.id}-{self.key}"

    @property
    def what(self) -> str:
        """整改方案报审: without how it is counted (约谈后15个工作日)."""
        return self.label.split("（")[0]

    @property
    def words(self) -> str:
        """青禾县 整改方案报审."""
        return f"{self.unit} {self.what}"


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One day of the sheet. `name` is 国庆节 or 调休上班; `estimated` tells that the year's
    holidays are not announced, so that only weekends are known."""

    day: date
    in_month: bool
    is_workday: bool
    name: str
    estimated: bool
    entries: tuple[DueEntry, ...]

    @property
    def is_make_up(self) -> bool:
        """A Saturday or Sunday that is worked."""
        return self.is_workday and self.day.weekday() >= 5

    @property
    def mark(self) -> str:
        """休 on a day off that is no plain weekend, 班 on a make-up day."""
        if self.is_make_up:
            return "班"
        return "休" if self.name else ""


Week = tuple[CalendarDay, ...]


def month_weeks(
    month: Period, calendar: WorkCalendar, entries: Iterable[DueEntry]
) -> tuple[Week, ...]:
    """Whole weeks from Monday that hold the month, the days beside it included."""
    by_day: dict[date, list[DueEntry]] = {}
    for entry in sorted(entries, key=_order):
        by_day.setdefault(entry.day, []).append(entry)
    first = month.start - month.start.weekday() * _DAY
    last = month.end + (6 - month.end.weekday()) * _DAY
    days = [
        CalendarDay(
            day=day,
            in_month=month.start <= day <= month.end,
            is_workday=calendar.is_workday(day),
            name=calendar.name_of(day),
            estimated=not calendar.covers(day.year),
            entries=tuple(by_day.get(day, ())),
        )
        for day in (first + n * _DAY for n in range((last - first).days + 1))
    ]
    return tuple(tuple(days[n : n + 7]) for n in range(0, len(days), 7))


def _order(entry: DueEntry) -> tuple[object, ...]:
    """What still runs first, cases before tasks, higher levels before lower ones."""
    return entry.is_done, entry.subject, -(entry.level or 0), entry.number, entry.key


def workdays_in(weeks: Iterable[Week]) -> int:
    """Working days of the month itself."""
    return sum(day.is_workday and day.in_month for week in weeks for day in week)
