"""到期日历: whole weeks, days off and make-up days, 暂估, and each limit on its day."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import chinese_calendar
import pytest

from yuetan_desktop.domain.deadline import DeadlineState
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.reports.duecalendar import (
    CalendarDay,
    DueEntry,
    Subject,
    month_weeks,
    workdays_in,
)
from yuetan_desktop.domain.workday import Counting

from .test_deadline import CALENDAR, day

OCTOBER = Period.month(2026, 10)


def entry(due: str, *, level: int = 5, done: bool = False, key: str = "plan") -> DueEntry:
    state = DeadlineState.IN_TIME if done else DeadlineState.AHEAD
    return DueEntry(
        subject=Subject.CASE,
        id=7,
        key=key,
        number="云约〔2026〕07号",
        unit="青禾县",
        level=level,
        day=day(due),
        label="整改方案报审（约谈后15个工作日）",
        cite="第十七条",
        state=state,
        days_left=3,
        text="剩 3 工作日",
    )


def days_of(month: Period, *entries: DueEntry) -> dict[date, CalendarDay]:
    return {d.day: d for week in month_weeks(month, CALENDAR, entries) for d in week}


def test_weeks_begin_on_monday_and_hold_the_whole_month() -> None:
    weeks = month_weeks(OCTOBER, CALENDAR, ())
    assert all(len(week) == 7 and week[0].day.weekday() == 0 for week in weeks)
    assert weeks[0][0].day == day("2026-09-28")
    assert weeks[-1][-1].day == day("2026-11-01")
    assert [d.in_month for d in weeks[0]] == [False] * 3 + [True] * 4


def test_a_month_that_begins_on_monday_needs_no_days_before_it() -> None:
    assert month_weeks(Period.month(2026, 6), CALENDAR, ())[0][0].day == day("2026-06-01")


def test_days_off_and_make_up_days_are_named_and_marked() -> None:
    days = days_of(OCTOBER)
    holiday, make_up = days[day("2026-10-01")], days[day("2026-10-10")]
    assert (holiday.is_workday, holiday.mark, holiday.name) == (False, "休", "国庆节")
    assert (make_up.is_workday, make_up.mark, make_up.name) == (True, "班", "调休上班")
    plain, weekend = days[day("2026-10-12")], days[day("2026-10-17")]
    assert (plain.is_workday, plain.mark) == (True, "")
    assert (weekend.is_workday, weekend.mark) == (False, "")


def test_the_days_of_a_year_without_notice_are_estimated() -> None:
    days = days_of(Period.month(2026, 12))
    assert not days[day("2026-12-31")].estimated
    assert days[day("2027-01-01")].estimated


def test_a_limit_stands_on_its_day_open_ones_and_higher_levels_first() -> None:
    done, low, high = (
        entry("2026-10-15", done=True),
        entry("2026-10-15", level=3),
        entry("2026-10-15"),
    )
    found = days_of(OCTOBER, done, low, high)[day("2026-10-15")]
    assert found.entries == (high, low, done)
    assert days_of(OCTOBER, done)[day("2026-10-14")].entries == ()


def test_working_days_are_those_of_the_month_alone() -> None:
    # 22 weekdays less five of 国庆 (10-01, 02, 05, 06, 07), and 10-10 worked.
    assert workdays_in(month_weeks(OCTOBER, CALENDAR, ())) == 18


# -- standards.md §6 ----------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("interview", "third_before", "three_clear"),
    [
        ("2026-10-12", "2026-10-08", "2026-09-30"),
        ("2026-04-30", "2026-04-27", "2026-04-24"),
        ("2026-11-24", "2026-11-19", "2026-11-18"),
    ],
)
def test_the_last_day_to_notify_by_both_readings(
    interview: str, third_before: str, three_clear: str
) -> None:
    latest = CALENDAR.latest_notice_day
    assert latest(day(interview), Counting.THIRD_DAY_BEFORE) == day(third_before)
    assert latest(day(interview), Counting.THREE_CLEAR_DAYS) == day(three_clear)


@pytest.mark.parametrize(
    ("since", "count", "due"),
    [
        ("2026-02-10", 15, "2026-03-09"),
        ("2026-04-30", 15, "2026-05-25"),
        ("2026-09-18", 15, "2026-10-15"),
        ("2026-10-12", 15, "2026-11-02"),
        ("2026-11-24", 15, "2026-12-15"),
        ("2026-02-10", 7, "2026-02-26"),
        ("2026-09-18", 7, "2026-09-29"),
        ("2026-10-12", 7, "2026-10-21"),
        ("2025-12-30", 15, "2026-01-21"),
        ("2026-02-06", 15, "2026-03-05"),
    ],
)
def test_fifteen_and_seven_working_days_after(since: str, count: int, due: str) -> None:
    assert CALENDAR.add_workdays(day(since), count) == day(due)


def test_two_hundred_random_days_of_the_sheet_equal_chinesecalendar() -> None:
    random = Random(42)
    first = date(2004, 1, 1)
    for _ in range(200):
        one = first + timedelta(days=random.randrange((date(2026, 12, 31) - first).days + 1))
        found = days_of(Period.month(one.year, one.month))[one]
        assert found.is_workday == chinese_calendar.is_workday(one), one
        assert not found.estimated
