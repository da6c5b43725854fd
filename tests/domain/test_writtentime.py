"""Days and hours in the spellings of everyday papers."""

from __future__ import annotations

from datetime import date, time

import pytest

from yuetan_desktop.domain.papers.writtentime import WrongWeekday, read_day, read_moment

TODAY = date(2026, 11, 12)


def is_unread(text: str, near: date | None = None) -> bool:
    try:
        read_moment(text, near)
    except ValueError:
        return True
    return False


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-26 09:30",
        "2026-11-26 9:30",
        "2026-11-26T09:30:00",
        "2026/11/26 9：30",
        "2026.11.26　9:30",
        "2026年11月26日9时30分",
        "2026 年 11 月 26 日 9 时 30 分",
        "2026年11月26日上午9:30",
        "2026年11月26日（星期四）上午9:30",
        "2026年11月26日(周四)9点半",
        "11月26日上午9:30",
        "11月26号9点30",
        "11-26 9:30",
        "20261126 9:30",
        "二〇二六年十一月二十六日上午九时三十分",
    ],
)
def test_one_moment_is_read_in_all_its_spellings(text: str) -> None:
    assert read_moment(text, TODAY) == (date(2026, 11, 26), time(9, 30))


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("2026-11-2 19:30", time(19, 30)),
        ("2026-11-2 下午3时", time(15)),
        ("2026年11月2日下午15:00", time(15)),
        ("2026年11月2日下午12:30", time(12, 30)),
        ("2026年11月2日中午12点", time(12)),
        ("2026年11月2日中午1点", time(13)),
        ("2026年11月2日晚上8点整", time(20)),
        ("2026年11月2日0:00", time(0)),
        ("2026年11月2日", None),
        ("2026年11月2日（星期一）", None),
    ],
)
def test_the_half_of_the_day_counts_and_a_missing_hour_stays_missing(
    text: str, hour: time | None
) -> None:
    assert read_moment(text) == (date(2026, 11, 2), hour)


@pytest.mark.parametrize(
    "text",
    [
        *("", "待定", "26日9:30", "2026年11月", "2026-11", "2026112", "2026年11月31日9:30"),
        *("2026-11-26 24:00", "2026-11-26 9:75", "2026-11-26 9", "2026-11-26 9:30-11:00"),
        *("2026-11-26 上午14:00", "2026-11-26 晚上12点", "下午3时", "11月26日9:30在市政府"),
    ],
)
def test_what_is_no_moment_or_could_be_two_is_not_guessed(text: str) -> None:
    assert is_unread(text, TODAY)


def test_a_day_without_its_year_is_the_nearest_one() -> None:
    assert read_day("1月8日", date(2026, 12, 20)) == date(2027, 1, 8)
    assert read_day("12月20日", date(2027, 1, 8)) == date(2026, 12, 20)
    assert read_day("2月29日", date(2027, 3, 1)) == date(2028, 2, 29)
    assert is_unread("2月29日", date(2026, 3, 1))
    assert is_unread("1月8日")


def test_a_weekday_that_is_not_the_days_own_is_told() -> None:
    with pytest.raises(WrongWeekday, match="2026年11月26日是星期四"):
        read_moment("2026年11月26日（星期五）9:30")


def test_a_day_alone_has_no_hour() -> None:
    assert read_day("2026年11月26日") == date(2026, 11, 26)
    with pytest.raises(ValueError, match="9:30"):
        read_day("2026年11月26日9:30")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("20261126", date(2026, 11, 26)),
        ("２０２６１１０１", date(2026, 11, 1)),
        ("20261131", None),
        ("2026112", None),
        ("202611260", None),
    ],
)
def test_eight_figures_are_a_day_and_no_others(text: str, day: date | None) -> None:
    assert is_unread(text, TODAY) if day is None else read_day(text) == day
