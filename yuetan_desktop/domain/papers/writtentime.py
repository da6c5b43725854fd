"""Days and hours as people write them: 2026-11-26 9:30, 2026年11月26日9时30分, 11月26日9点半."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, time

_WEEKDAYS = "一二三四五六日"
_DIGITS = "〇一二三四五六七八九"
_NUMERAL = re.compile(rf"[零十{_DIGITS}]+")
_LOOSE = re.compile(r"(?<!\d)\s+|\s+(?!\d)")  # blanks that keep no two numbers apart
_COMPACT = re.compile(r"\A(\d{4})(\d\d)(\d\d)(?!\d)")  # 20261126
_WRITTEN = re.compile(
    r"(?:(?P<year>\d{4})[年./-])?(?P<month>\d{1,2})[月./-](?P<day>\d{1,2})(?!\d)[日号]?"
    r"(?:\(?(?:星期|周)(?P<weekday>[1-6日天])\)?)?[\sT,，]?"
    r"(?:(?P<half>凌晨|早上|上午|中午|下午|傍晚|晚上)?(?<!\d)(?P<hour>\d{1,2})"
    r"(?::(?P<minute>\d\d)(?::00)?|[时点](?:(?P<minutes>\d{1,2})分?|(?P<part>[半整]))?))?"
)
_FORENOON, _AFTERNOON = {"凌晨", "早上", "上午"}, {"下午", "傍晚", "晚上"}


class WrongWeekday(ValueError):
    """A day that does not fall on the weekday written beside it; says on which it does."""

    def __init__(self, day: date) -> None:
        super().__init__(f"{day.year}年{day.month}月{day.day}日是星期{_WEEKDAYS[day.weekday()]}")


def read_moment(text: str, near: date | None = None) -> tuple[date, time | None]:
    """Day and hour of a text that holds nothing else; None for an hour that is not written.

    A day without its year is the one nearest to `near`. Raises ValueError for what is no day.
    """
    found = _WRITTEN.fullmatch(_plain(text))
    if found is None:
        raise ValueError(text)
    day = _day(found, near)
    if (said := found["weekday"]) and day.isoweekday() != (7 if said in "日天" else int(said)):
        raise WrongWeekday(day)
    return day, _hour(found) if found["hour"] else None


def read_day(text: str, near: date | None = None) -> date:
    """The day of a text that holds a day alone; otherwise as `read_moment`."""
    day, hour = read_moment(text, near)
    if hour is not None:
        raise ValueError(text)
    return day


def _plain(text: str) -> str:
    text = _COMPACT.sub(r"\1-\2-\3", unicodedata.normalize("NFKC", text).strip())
    return _LOOSE.sub("", _NUMERAL.sub(lambda numeral: _digits(numeral[0]), text))


def _digits(numeral: str) -> str:
    """二〇二六 → 2026, 二十六 → 26, 十 → 10."""
    tens, ten, ones = numeral.replace("零", "〇").partition("十")
    if not ten:
        return "".join(str(_DIGITS.index(digit)) for digit in tens)
    return f"{_digits(tens) or 1}{_digits(ones) or 0}"


def _day(found: re.Match[str], near: date | None) -> date:
    month, day = int(found["month"]), int(found["day"])
    if found["year"]:
        return date(int(found["year"]), month, day)
    if near is None:
        raise ValueError(found[0])
    days = []
    for year in (near.year - 1, near.year, near.year + 1):
        try:
            days.append(date(year, month, day))
        except ValueError:  # 29 February of a common year
            continue
    return min(days, key=lambda one: abs(one - near))  # raises ValueError where there is none


def _hour(found: re.Match[str]) -> time:
    hour, half = int(found["hour"]), found["half"] or ""
    minute = 30 if found["part"] == "半" else int(found["minute"] or found["minutes"] or 0)
    if half in _AFTERNOON or (half == "中午" and hour < 11):
        hour += 12 if hour < 12 else 0
    elif half in _FORENOON and hour > 12:
        raise ValueError(found[0])
    if hour == 12 and half in {"凌晨", "晚上"}:  # noon or midnight: not ours to guess
        raise ValueError(found[0])
    return time(hour, minute)
