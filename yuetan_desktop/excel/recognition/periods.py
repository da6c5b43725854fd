"""Periods as sheets write them: 2025年10月, 1—9月, 上半年, 202510, 05-08 15:00, serial numbers.

A text often gives a part only (10月); parts are merged: row, column, title, sheet, file name.
"""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from yuetan_desktop.domain.period import Period, PeriodKind
from yuetan_desktop.excel.sheet import plain


class When(NamedTuple):
    """What is known of a period; months `first`..`last`, or a day, perhaps with an hour."""

    year: int | None = None
    first: int | None = None
    last: int | None = None
    day: int | None = None
    hour: int | None = None
    to_date: bool = False  # 累计: from January on
    # Said, yet no period: a week, days of a month; or a month and its running total at once.
    unclear: bool = False

    def over(self, other: When | None) -> When:
        """This, completed by `other` where this says nothing."""
        if other is None:
            return self
        year = self.year if self.year is not None else other.year
        unclear = False
        if self.first is None:
            unclear = self.unclear or (other.unclear and not self.to_date)
            if self.unclear and other.day is None:
                return self._replace(year=year, to_date=self.to_date or other.to_date)
            # A bare year says all there is to say about no other year.
            if self.year is not None and other.year is not None and self.year != other.year:
                return self
            first, last = other.first, other.last
            day = self.day if self.day is not None else other.day
        else:
            first, last, day, unclear = self.first, self.last, self.day, self.unclear
        hour = self.hour if self.hour is not None else (other.hour if self.day is None else None)
        return When(year, first, last, day, hour, self.to_date or other.to_date, unclear)

    def period(self) -> Period | None:
        """The period, if enough is known; ValueError for a day that does not exist."""
        if self.year is None or not 1990 <= self.year <= 2100 or self.unclear:
            return None
        if self.first is None or self.last is None:
            if self.day is not None or self.to_date:  # 2026年累计: until when?
                return None
            return Period.year_of(self.year)
        if self.day is not None:
            return Period.day(date(self.year, self.first, self.day))
        return Period.months(self.year, 1 if self.to_date else self.first, self.last)

    def date(self) -> date | None:
        """The day; None where a part is missing or there is no such day."""
        if self.year is None or self.first is None or self.day is None:
            return None
        try:
            return date(self.year, self.first, self.day)
        except ValueError:
            return None

    def month_before(self) -> When:
        """The month before a month; of anything longer it is not clear which."""
        if self.year is None or self.first is None or self.first != self.last or self.to_date:
            return When(self.year, unclear=True)
        year, month = (self.year - 1, 12) if self.first == 1 else (self.year, self.first - 1)
        return When(year, month, month)

    def impossible_day(self) -> bool:
        """31 April: a month and year are known but have no such day."""
        if self.day is None or self.first is None:
            return False
        return not 1 <= self.day <= calendar.monthrange(self.year or 2024, self.first)[1]


def when_of(period: Period) -> When:
    """A whole period, or a day, as what is known of one."""
    day = period.start.day if period.kind is PeriodKind.DAY else None
    return When(period.year, period.first_month, period.last_month, day)


def joined(found: When, when: When) -> When:
    """Columns 年, 月, 日, 时 together; each says its own part."""
    first = found.first if found.first is not None else when.first
    last = found.last if found.first is not None else when.last
    day = found.day if found.day is not None else when.day
    return When(when.year, first, last, day, found.hour if found.hour is not None else when.hour)


def of_column(row_when: When, column_when: When | None) -> When:
    """The row's period with what the head adds: a year, a month, a day of the month."""
    if column_when is None:
        return row_when
    if column_when.first is None:
        if column_when.hour is not None:
            return row_when._replace(hour=column_when.hour)
        if column_when.day is not None:
            return row_when._replace(day=column_when.day)
        year = column_when.year if column_when.year is not None else row_when.year
        to_date = row_when.to_date or column_when.to_date  # 2025年累计 under 2026年10月
        unclear = row_when.unclear and not (column_when.to_date and row_when.first is not None)
        return row_when._replace(year=year, to_date=to_date, unclear=unclear)
    when = column_when.over(row_when)
    if row_when.day is not None and column_when.day is None and _is_in_month(row_when, column_when):
        when = when._replace(day=row_when.day)
    return when


def _is_in_month(day: When, column: When) -> bool:
    """Whether a day of which the row says no other month is one of the column's month; a quarter
    beside a title's day is none."""
    if column.first != column.last:
        return False
    return day.first is None or day.first != day.last or day.first == column.first


_CHINESE = {
    "两": 2,
    **{digit: number for number, digit in enumerate("一二三四五六七八九", start=1)},
    "十": 10,
    "十一": 11,
    "十二": 12,
}
MONTH = r"(?:十[一二]?|[一二三四五六七八九]|1[0-2]|0?[1-9])"
_WORDS = (
    (r"上半年|1-2季度|一-二季度|H1", (1, 6)),
    (r"下半年|H2", (7, 12)),
    (r"前三季度|前3季度|[一1]-[三3]季度|1-9月", (1, 9)),
    (r"第?[一1]季度|Q1", (1, 3)),
    (r"第?[二2]季度|Q2", (4, 6)),
    (r"第?[三3]季度|Q3", (7, 9)),
    (r"第?[四4]季度|Q4", (10, 12)),
    (rf"全年|年度(?!{MONTH}月)|年均|年终", (1, 12)),
)
_CLOCK = r"(?:[T日号 ]+(?P<h>2[0-4]|[01]?\d)(?!\d)(?:[:时点](?P<mi>\d{1,2})?.*)?)?"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        # day, range of months, month — with and without a year
        # not 11月6项: a number that counts something; nor 2026.1-10: months
        rf"(?<!\d)(?P<y>(?:19|20)\d{{2}})(?![/.年]{MONTH}-{MONTH}(?![\d日号]| \d))"
        rf"[-/.年](?P<m>1[0-2]|0?[1-9])(?:[-/.]|(?P<cn>月))(?P<d>3[01]|[12]\d|0?[1-9])(?!\d|月|-\d)(?(cn)(?![项参个座家大种类位名])){_CLOCK}",
        r"(?<!\d)(?P<y>20\d{2})(?P<m>1[0-2]|0[1-9])(?P<d>3[01]|[12]\d|0[1-9])(?!\d)(?P<h>(?!))?",
        rf"(?<!\d)(?P<y>20\d{{2}})[-/.年](?P<a>{MONTH})月?[-_至到](?P<b>{MONTH})(?:月|(?!\d|[-/.]))",
    )
)
_YEAR_MONTH = re.compile(
    rf"(?<!\d)(?:(?P<y>20\d{{2}})(?:年度?|[-/.])(?P<m>{MONTH})(?:月份?|(?![\d/.]))|(?P<y2>20\d{{2}})(?P<m2>1[0-2]|0[1-9])(?!\d))"
)
_RANGE = re.compile(rf"(?<!\d)(?P<a>{MONTH})月?[-至到](?P<b>{MONTH})月")
_MONTH_DAY = re.compile(
    rf"(?<!\d)(?:(?P<m>{MONTH})月(?P<d>\d{{1,2}})[日号]"
    rf"|(?P<m2>1[0-2]|0?[1-9])[-/](?P<d2>3[01]|[12]\d|0?[1-9])(?=$|[T日 ])){_CLOCK}"
)
_MONTH = re.compile(rf"(?<![\d.])(?P<m>{MONTH})月(?!\d*日)")
YEAR = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d{2})(?:年|(?!\d))")
_TWO = re.compile(rf"{MONTH}月?(?:和|及|、|与){MONTH}(?:-{MONTH})?月")
_SHORT_YEAR = re.compile(rf"(?<![\d第近])(?P<y>[1-4]\d)年(?={MONTH}月)")  # 26年11月
_FIRST_MONTHS = re.compile(rf"[前头](?P<m>{MONTH}|两)个?月")  # 前10个月, 前十月
_DAYS = re.compile(
    r"(?<!\d)(?:(?P<y>20\d{2})[-/.年])?(?P<m>1[0-2]|0?[1-9])[-/.月](?P<d>3[01]|[12]\d|0?[1-9])[日号]?"
    r"(?: ?\d{1,2}(?::\d{2}){1,2}|\d{1,2}时)?(?:-|至|到|~|—)+"
    r"(?:(?P<y2>20\d{2})[-/.年])?(?:(?P<m2>1[0-2]|0?[1-9])[-/.月])?"
    r"(?P<d2>3[01]|[12]\d|0?[1-9])(?:[日号]|(?<=[-/.]\d{2})(?!\d)|(?<=[-/.]\d)(?!\d))"
)
_ACROSS = re.compile(  # 2025年11月-2026年10月, 2025.1-2025.10, 202501-202510
    rf"(?<!\d)(?P<y>20\d{{2}})(?:[年./-](?P<m>{MONTH})月?份?|(?P<m2>1[0-2]|0[1-9]))[-~至到]+"
    rf"(?P<y2>20\d{{2}})(?:[年./-](?P<n>{MONTH})月?份?|(?P<n2>1[0-2]|0[1-9]))(?![\d日号]|[-/.]\d)"
)
_ENGLISH = re.compile(
    r"(?<![a-z])(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
    r"\.?[ ,-]*(20\d{2})(?!\d)",
    re.IGNORECASE,
)
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
# 二〇二六年十月三十一日: 〇 is written 零, ○ and O as well.
_CHINESE_YEAR = re.compile(r"(?:二[〇零○O]|一九)[〇零○O一二三四五六七八九]{2}(?=年)")
_CHINESE_DAY = re.compile(
    r"(?P<month>十[一二]?|[一二三四五六七八九])月"
    r"(?=[一二三四五六七八九十])(?P<tens>[二三]?十)?(?P<ones>[一二三四五六七八九])?(?=[日号])"
)
_DIGITS = str.maketrans("〇零○O一二三四五六七八九", "0000123456789")
_PARTIAL = re.compile(  # 国庆期间, 十一假期
    r"截[至止]|月份?以来|采暖季|秋冬季|非采暖|供暖季|(?<![计告数据测评考])期间(?![:：])|假期|黄金周|小长假"
)
_UNTIL = re.compile(
    rf"截[至止]到?(?:(?P<y>(?:19|20)\d{{2}})[-/.年])?(?P<m>{MONTH})[-/.月]份?(?P<d>[底末]|\d{{1,2}})?[日号]?"
    r"(?:24时|24:00)?"
)
_WEEK = re.compile(
    r"[上中下]旬|第[\d一二三四五]{1,3}周|[本上下每]周(?!期)|周报|周均|周平均|\d周(?!年|期|岁)"
)
_ISSUE = re.compile(r"第[\d一二三四五六七八九十]{1,3}期|总\d+期")
_AND_TOTAL = re.compile(
    rf"(?P<m>{MONTH})月份?[和及与、,(](?:(?:1月?|一月?)[-至到](?P<last>{MONTH})月|今?年?累计|前三季度|前3季度|上半年|全年)"
)


@lru_cache(maxsize=1 << 16)
def find_when(text: str) -> When | None:
    """The period a text speaks of, or None where there is none, two, or part of a month."""
    text = _CHINESE_YEAR.sub(lambda m: m[0].translate(_DIGITS), plain(text))
    text = _CHINESE_DAY.sub(_chinese_day, text)
    if match := _UNTIL.search(text):
        return _until(match, find_when(text[: match.start()] + text[match.end() :]))
    if _PARTIAL.search(text) or _TWO.search(text) or _AND_TOTAL.search(text):
        return None
    text = _SHORT_YEAR.sub(r"20\g<y>年", text)
    text = _FIRST_MONTHS.sub(lambda m: f"1-{number_in(m['m'])}月", text)
    text = _ENGLISH.sub(lambda m: f"{m[2]}年{_MONTHS.index(m[1].lower()) + 1}月", text)
    if match := _DAYS.search(text):
        return _whole_months(match)
    if match := _ACROSS.search(text):
        return _months_across(match)
    to_date = "累计" in text or "以来" in text
    for pattern in _PATTERNS[:2]:
        if match := pattern.search(text):
            return _day(match)
    if match := _PATTERNS[2].search(text):
        return months_of(int(match["y"]), number_in(match["a"]), number_in(match["b"]), to_date)
    year_match = YEAR.search(text)
    year = int(year_match["y"]) if year_match else None
    if len({match["y"] for match in YEAR.finditer(text)}) > 1:
        year = None  # 2019-2020: the rows must say which
    if match := _RANGE.search(text):
        return months_of(year, number_in(match["a"]), number_in(match["b"]), to_date)
    if (match := _MONTH_DAY.search(text)) and not _YEAR_MONTH.search(text):
        return _day(match)
    for words, (first, last) in _WORDS:
        if re.search(words, text):
            return When(year, first, last)
    if match := _YEAR_MONTH.search(text):
        found_year = int(match["y"] or match["y2"])
        month = number_in(match["m"] or match["m2"])
        return months_of(found_year, month, month, to_date)
    if match := _MONTH.search(text):
        month = number_in(match["m"])
        return months_of(year, month, month, to_date)
    return When(year, to_date=to_date) if year else (When(to_date=True) if to_date else None)


def _until(match: re.Match[str], around: When | None) -> When | None:
    """截至10月底 is January to October; until some day of a month is no period. Beside another
    period it is the day the figures were taken (2026年9月，数据截至10月8日)."""
    month, day = number_in(match["m"]), match["d"] or "底"
    year = int(match["y"]) if match["y"] else around.year if around else None
    whole = day in "底末" or int(day) == calendar.monthrange(year or 2023, month)[1]
    if around is not None and around.first is not None and around.last is not None:
        return around if month > around.last or (whole and month == around.last) else None
    return When(year, month, month, to_date=True) if whole else None


def stated(text: str) -> When | None:
    """What a title, a sheet's or a file's name says of when; `unclear` where it speaks of a time
    that is no period (a week, days of a month), or of a month and its running total at once."""
    text = _CHINESE_YEAR.sub(lambda m: m[0].translate(_DIGITS), plain(text))
    years = {match["y"] for match in YEAR.finditer(text)}
    year = int(years.pop()) if len(years) == 1 else None
    if both := _AND_TOTAL.search(text):
        month = number_in(both["m"])
        if not both["last"] or number_in(both["last"]) == month:
            return When(year, month, month, unclear=True)
    if not _WEEK.search(text):
        found = find_when(text)
        if found is not None and _ISSUE.search(text):
            # 2025年第10期 is no year, and the day beside it that on which it came out.
            found = find_when(issued[1]) if (issued := first_day(text)) else found
            return found if found and found.first else When(year, unclear=True)
        if found is not None:
            return found
        parts = (_PARTIAL, _TWO, _DAYS, _ACROSS)
        in_part = any(pattern.search(text) for pattern in parts)
        if not in_part:
            return None
    return When(year, unclear=True)


def first_day(text: str) -> tuple[When, str] | None:
    """The first whole date of a text, and the text without it."""
    match = next(filter(None, (pattern.search(text) for pattern in _PATTERNS[:2])), None)
    when = _day(match) if match else None
    return (when, f"{text[: match.start()]} {text[match.end() :]}") if match and when else None


def is_part(text: str) -> bool:
    """Whether a head speaks of a time that is no period: 10月1日-20日, 本周, 上旬."""
    return (when := stated(text)) is not None and when.unclear and when.first is None


def months_of_part(text: str) -> tuple[int, int] | None:
    """Between which months such a time lies, where the text says so."""
    if match := _UNTIL.search(plain(text)):
        return 1, number_in(match["m"])
    if match := _DAYS.search(plain(text)):
        return int(match["m"]), int(match["m2"] or match["m"])
    return None


def _chinese_day(match: re.Match[str]) -> str:
    """十月三十一 → 10月31."""
    tens, ones = match["tens"] or "", _CHINESE.get(match["ones"] or "", 0)
    ten = 10 * (_CHINESE[tens[0]] if len(tens) == 2 else 1) if tens else 0
    return f"{_CHINESE[match['month']]}月{ten + ones}"


@lru_cache(maxsize=1 << 16)
def whole_when(text: str) -> When | None:
    """The period, when the text says nothing else: 10月, 一季度, 2025年10月 — not 10月优良率."""
    stripped = plain(text)
    if day := re.fullmatch(r"(3[01]|[12]\d|0?[1-9])[日号]", stripped):
        return When(day=int(day[1]))
    when = find_when(stripped)
    if when is None or (when.year is None and when.first is None and when.day is None):
        return None
    rest = re.sub(
        r"[\d年月日号时点度份季全上下半前头个两第累计均值至到〇零○一二三四五六七八九十]+|"
        r"[:/.()TQH _-]+",
        "",
        stripped,
    )
    return when if not rest else None


def _day(match: re.Match[str]) -> When | None:
    groups = match.groupdict()
    month = number_in(groups.get("m") or groups.get("m2") or "")
    day = int(groups.get("d") or groups.get("d2") or 0)
    year = int(groups["y"]) if groups.get("y") else None
    hour = groups.get("h")
    minute = groups.get("mi")
    at = int(hour) if hour else None
    if at == 0 and (minute in ("00", "0", None)) and ":" in match[0]:
        at = None  # 2023/3/13 0:00 is a day in exports of daily values; the table decides
        at = 0 if re.search(r"\d:\d", match[0]) else None
    return When(year, month, month, day, at) if month else None


def _whole_months(match: re.Match[str]) -> When | None:
    """2026年10月1日至10月31日 is October; from a day to another of the month is no period."""
    year, last_year = match["y"], match["y2"]
    first, last = int(match["m"]), int(match["m2"] or match["m"])
    if (last_year and last_year != year) or first > last or int(match["d"]) != 1:
        return None
    length = calendar.monthrange(int(year or 2023), last)[1]
    if int(match["d2"]) != length:
        return None
    return When(int(year) if year else None, first, last)


def _months_across(match: re.Match[str]) -> When | None:
    """2025年1月至2025年10月; from one year into another is no period."""
    if match["y"] != match["y2"]:
        return None
    first, last = (number_in(match["m"] or match["m2"]), number_in(match["n"] or match["n2"]))
    return months_of(int(match["y"]), first, last, False)


def months_of(year: int | None, first: int, last: int, to_date: bool) -> When | None:
    return When(year, first, last, to_date=to_date) if 1 <= first <= last <= 12 else None


def number_in(text: str) -> int:
    return _CHINESE[text] if text in _CHINESE else int(text or 0)
