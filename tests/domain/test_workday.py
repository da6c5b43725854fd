"""Working days: the vectors of the regulation's three day counts, and chinesecalendar as witness."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

import pytest

from yuetan_desktop import paths
from yuetan_desktop.domain.workday import (
    Counting,
    Holiday,
    WorkCalendar,
    YearNotice,
    add_months,
)

A, B = Counting.THIRD_DAY_BEFORE, Counting.THREE_CLEAR_DAYS


def read_calendar(folder: Path) -> WorkCalendar:
    files = sorted((folder / "workdays").glob("*.toml"))
    return WorkCalendar(YearNotice.from_toml(file.read_text("utf-8")) for file in files)


CALENDAR = read_calendar(paths.resources())


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("interview", "third_day_before", "three_clear_days"),
    [
        ("2026-10-12", "2026-10-08", "2026-09-30"),  # over 国庆 with a make-up Saturday
        ("2026-04-30", "2026-04-27", "2026-04-24"),
        ("2026-11-24", "2026-11-19", "2026-11-18"),
        ("2025-10-23", "2025-10-20", "2025-10-17"),  # 10-17 notice, 10-23 interview = 3 between
    ],
)
def test_latest_notice_day_by_both_readings(
    interview: str, third_day_before: str, three_clear_days: str
) -> None:
    assert CALENDAR.latest_notice_day(day(interview), A) == day(third_day_before)
    assert CALENDAR.latest_notice_day(day(interview), B) == day(three_clear_days)


def test_earliest_interview_after_a_notice_served_before_the_national_holiday() -> None:
    served = day("2025-09-29")
    assert CALENDAR.earliest_interview_day(served, A) == day("2025-10-10")
    # a Saturday, but a make-up working day
    assert CALENDAR.earliest_interview_day(served, B) == day("2025-10-11")


@pytest.mark.parametrize(
    ("counting", "interview", "in_time"),
    [
        # Sent on Sunday 2026-11-22; Monday to Wednesday lie between it and Thursday.
        (B, "2026-11-25", False),
        (B, "2026-11-26", True),
        # The third working day before Wednesday is the Friday before that Sunday.
        (A, "2026-11-25", False),
        (A, "2026-11-26", True),
    ],
)
def test_a_notice_sent_on_a_day_off(counting: Counting, interview: str, in_time: bool) -> None:
    sunday = day("2026-11-22")
    assert CALENDAR.is_notified_in_time(sunday, day(interview), counting) is in_time
    assert CALENDAR.earliest_interview_day(sunday, counting) == day("2026-11-26")


@pytest.mark.parametrize("counting", [A, B])
def test_the_earliest_interview_is_always_in_time(counting: Counting) -> None:
    for n in range(60):
        notice = day("2026-01-20") + timedelta(days=n)
        earliest = CALENDAR.earliest_interview_day(notice, counting)
        assert CALENDAR.is_notified_in_time(notice, earliest, counting)
        assert not CALENDAR.is_notified_in_time(
            notice, CALENDAR.add_workdays(earliest, -1), counting
        )


@pytest.mark.parametrize("counting", [A, B])
def test_notice_and_interview_limits_are_each_others_inverse(counting: Counting) -> None:
    for n in range(60):
        notice = CALENDAR.on_or_after(day("2026-01-20") + timedelta(days=n))
        interview = CALENDAR.earliest_interview_day(notice, counting)
        assert CALENDAR.latest_notice_day(interview, counting) == notice


@pytest.mark.parametrize(
    ("held", "days", "due"),
    [
        # 第十七条：15个工作日
        ("2026-02-10", 15, "2026-03-09"),
        ("2026-04-30", 15, "2026-05-25"),
        ("2026-09-18", 15, "2026-10-15"),
        ("2026-10-12", 15, "2026-11-02"),
        ("2026-11-24", 15, "2026-12-15"),
        ("2025-12-30", 15, "2026-01-21"),  # Sunday 01-04 works
        ("2026-02-06", 15, "2026-03-05"),  # over 春节
        # 第十九条：7个工作日
        ("2026-02-10", 7, "2026-02-26"),
        ("2026-09-18", 7, "2026-09-29"),
        ("2026-10-12", 7, "2026-10-21"),
    ],
)
def test_days_after_an_interview_do_not_count_its_own_day(held: str, days: int, due: str) -> None:
    assert CALENDAR.add_workdays(day(held), days) == day(due)
    assert CALENDAR.workdays_between(day(held), day(due)) == days


def test_working_days_between_have_a_sign_and_skip_days_off() -> None:
    assert CALENDAR.workdays_between(day("2025-11-10"), day("2025-11-13")) == 3
    assert CALENDAR.workdays_between(day("2025-11-14"), day("2025-11-13")) == -1
    assert CALENDAR.workdays_between(day("2026-10-01"), day("2026-10-07")) == 0


@pytest.mark.parametrize("first", ["2025-01-01", "2025-09-27", "2026-02-13", "2031-12-30"])
def test_a_span_has_as_many_working_days_as_are_found_counting_day_by_day(first: str) -> None:
    start, counted = day(first), 0
    for n in range(1, 500):
        later = start + timedelta(days=n)
        counted += CALENDAR.is_workday(later)
        assert CALENDAR.workdays_between(start, later) == counted
        assert CALENDAR.workdays_between(later, start) == -counted


def test_a_day_off_moves_to_the_next_working_day() -> None:
    assert CALENDAR.on_or_after(day("2026-10-01")) == day("2026-10-08")
    assert CALENDAR.on_or_after(day("2026-10-10")) == day("2026-10-10")


def test_names_of_days() -> None:
    assert CALENDAR.name_of(day("2026-02-17")) == "春节"
    assert CALENDAR.name_of(day("2026-02-28")) == "调休上班"
    assert CALENDAR.name_of(day("2026-11-24")) == ""


def test_every_year_from_2004_to_2026_is_there_and_known_notices_are_named() -> None:
    assert sorted(CALENDAR.notices) == list(range(2004, 2027))
    assert CALENDAR.notices[2026].notice == "国办发明电〔2025〕7号"
    assert CALENDAR.notices[2026].issued == date(2025, 11, 4)
    assert all(CALENDAR.notices[year].notice for year in range(2008, 2027))


def test_make_up_workdays_are_weekend_days_and_no_holidays() -> None:
    for notice in CALENDAR.notices.values():
        off = {d for holiday in notice.holidays for d in holiday.days()}
        for worked in notice.make_up_workdays:
            assert worked.weekday() >= 5
            assert worked not in off


def test_a_date_counted_into_a_year_without_notice_is_estimated() -> None:
    held = day("2026-12-15")
    due = CALENDAR.add_workdays(held, 15)
    assert due.year == 2027
    assert CALENDAR.is_estimated(held, due)
    assert not CALENDAR.is_estimated(held, CALENDAR.add_workdays(held, 7))
    # weekends only: 元旦 2027 itself still counts as a working day, which is why it is 暂估
    assert CALENDAR.is_workday(day("2027-01-01"))


def test_an_office_may_enter_a_year_itself() -> None:
    entered = YearNotice(
        2027, (Holiday("元旦", day("2027-01-01"), day("2027-01-03")),), (), "（示例）"
    )
    calendar = CALENDAR.with_notice(entered)
    assert not calendar.is_workday(day("2027-01-01"))
    assert calendar.covers(2027)
    assert not CALENDAR.covers(2027)
    assert not calendar.is_estimated(day("2026-12-15"), day("2027-01-06"))


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2025-03-10", 3, "2025-06-10"),
        ("2025-11-30", 3, "2026-02-28"),
        ("2024-11-30", 3, "2025-02-28"),
        ("2023-11-30", 3, "2024-02-29"),
        ("2026-12-31", 1, "2027-01-31"),
        ("2026-10-31", 2, "2026-12-31"),
    ],
)
def test_months_end_on_the_corresponding_day(start: str, months: int, end: str) -> None:
    assert add_months(day(start), months) == day(end)


def test_two_hundred_random_days_agree_with_chinesecalendar() -> None:
    witness = pytest.importorskip("chinese_calendar")
    rng = random.Random(2022_42)
    first, last = date(2004, 1, 1), date(2026, 12, 31)
    for _ in range(200):
        some = first + timedelta(days=rng.randrange((last - first).days + 1))
        assert CALENDAR.is_workday(some) == witness.is_workday(some), some
        start = date(2004, 1, 1) + timedelta(days=rng.randrange(8000))
        n = rng.randint(1, 15)
        due = CALENDAR.add_workdays(start, n)
        later = [start + timedelta(days=i) for i in range(1, (due - start).days + 1)]
        assert sum(map(witness.is_workday, later)) == n, (start, n)
        assert witness.is_workday(due)
