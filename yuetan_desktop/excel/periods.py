"""Periods as spreadsheets write them: 2024年1-8月, 一季度, 1~4月, 上半年, 2024-01_08, 空气月报2610."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from yuetan_desktop.domain.period import Period
from yuetan_desktop.excel.values import day, plain


@dataclass(frozen=True, slots=True)
class PartialPeriod:
    """A span of months whose year may stand elsewhere."""

    first: int
    last: int
    year: int | None = None
    quarter_word: bool = False

    def within(self, year: int | None) -> Period | None:
        year = self.year or year
        return Period.months(year, self.first, self.last) if year else None


_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_DASH = r"(?:-|~|至|到|—|–|_|～|－|─)+"
_YEAR = r"(?:(?P<year>20\d{2})(?:年度?|[-./_ ]))?"
_SPANS: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(
            _YEAR + rf"(?:1|一){_DASH}(?:3|三)季度|" + _YEAR.replace("year", "y2") + r"前三季度"
        ),
        "9M",
    ),
    (re.compile(_YEAR + r"(?:上半年|1-6月累计)"), "H1"),
    (re.compile(_YEAR + r"下半年"), "H2"),
    (re.compile(_YEAR + r"第?(?P<q>[一二三四1-4])季度?(?![0-9])"), "Q"),
    (re.compile(_YEAR + r"Q(?P<q>[1-4])", re.IGNORECASE), "Q"),
    (re.compile(_YEAR + rf"(?P<a>\d{{1,2}})月?{_DASH}(?P<b>\d{{1,2}})月(?!\d)"), "AB"),
    (re.compile(r"(?P<year>20\d{2})[-_.](?P<a>\d{2})[-_](?P<b>\d{2})(?!\d)"), "AB"),
    (re.compile(_YEAR + r"(?P<m>\d{1,2})月份?(?!\d)"), "M"),
    (re.compile(_YEAR + r"(?P<cm>十[一二]?|[一二三四五六七八九])月份?"), "CM"),
    (re.compile(r"(?P<year>20\d{2})[-./_](?P<m>0?[1-9]|1[0-2])(?!\d)"), "M"),
    (re.compile(r"(?<!\d)(?P<year>20\d{2})(?P<m>0[1-9]|1[0-2])(?!\d)"), "M"),
    (re.compile(_YEAR + r"(?:全年|年度|年均|年累计)"), "Y"),
)
_CHINESE_MONTHS = {c: n for n, c in enumerate("一二三四五六七八九十", start=1)} | {
    "十一": 11,
    "十二": 12,
}


@lru_cache(maxsize=8192)
def period_in(text: str) -> PartialPeriod | None:
    """The one period a text names; None if it names none, or two that differ (9月和1—9月)."""
    folded = plain(text)
    found = []
    for pattern, kind in _SPANS:
        for match in pattern.finditer(folded):
            span = _span(match, kind)
            if span is not None and not any(o[0] <= match.start() < o[1] for o in found):
                found.append((match.start(), match.end(), span))
    spans = {(s.first, s.last) for _, _, s in found}
    years = {s.year for _, _, s in found if s.year} or _years(folded)
    year = next(iter(years)) if len(years) == 1 else None
    if len(spans) > 1 or len(years) > 1:
        return None
    if not spans:
        return _short_form(folded) or (
            PartialPeriod(1, 12, year) if year and "年" in folded else None
        )
    first, last = spans.pop()
    return PartialPeriod(first, last, year)


def _years(text: str) -> set[int]:
    return {int(y) for y in re.findall(r"(?<!\d)(20\d{2})(?!\d)", text)}


def year_in(text: str) -> int | None:
    """The one year a text names."""
    years = _years(plain(text))
    return years.pop() if len(years) == 1 else None


def _span(match: re.Match[str], kind: str) -> PartialPeriod | None:
    groups = match.groupdict()
    year = next((int(groups[k]) for k in ("year", "y2") if groups.get(k)), None)
    if kind in {"9M", "H1", "H2", "Y"}:
        first, last = {"9M": (1, 9), "H1": (1, 6), "H2": (7, 12), "Y": (1, 12)}[kind]
        return PartialPeriod(first, last, year)
    if kind == "Q":
        quarter = _QUARTERS[groups["q"]]
        return PartialPeriod(3 * quarter - 2, 3 * quarter, year, quarter_word=True)
    if kind == "AB":
        first, last = int(groups["a"]), int(groups["b"])
        return PartialPeriod(first, last, year) if 1 <= first <= last <= 12 else None
    month = _CHINESE_MONTHS[groups["cm"]] if kind == "CM" else int(groups["m"])
    return PartialPeriod(month, month, year) if 1 <= month <= 12 else None


def _short_form(text: str) -> PartialPeriod | None:
    """空气月报2610: two digits of year and two of month, as file names often have it."""
    match = re.search(r"(?<!\d)(2\d)(0[1-9]|1[0-2])(?!\d)", text)
    return PartialPeriod(int(match[2]), int(match[2]), 2000 + int(match[1])) if match else None


def period_of_cell(cell: Any, year: int | None) -> Period | None:
    """The period a cell of a period column holds; hours (10:00, 00 after a date) are not periods."""
    if isinstance(cell, datetime):
        if cell.hour or cell.minute:
            return None
        return Period.day(cell.date())
    if isinstance(cell, date):
        return Period.day(cell)
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _number_period(int(cell), year) if float(cell).is_integer() else None
    return _text_period(str(cell), year)


def _number_period(value: int, year: int | None) -> Period | None:
    if year and 1 <= value <= 12:
        return Period.month(year, value)
    if 200001 <= value <= 209912 and 1 <= value % 100 <= 12:
        return Period.month(value // 100, value % 100)
    if 2000 <= value <= 2099:
        return Period.year_of(value)
    found = day(value)
    return Period.day(found) if found else None


@lru_cache(maxsize=65536)
def _text_period(original: str, year: int | None) -> Period | None:
    text = unicodedata.normalize("NFKC", original).strip()
    if is_hour(text):
        return None
    found = day(text, year)
    if found:
        return Period.day(found)
    try:
        return Period.parse(text)
    except ValueError:
        pass
    if re.fullmatch(r"\d{1,2}", text) and year and 1 <= int(text) <= 12:
        return Period.month(year, int(text))
    if re.fullmatch(r"20\d{2}年?", text):
        return Period.year_of(int(text[:4]))
    if match := re.fullmatch(rf"(\d{{1,2}}){_DASH}(\d{{1,2}})月?", text):
        first, last = int(match[1]), int(match[2])
        return Period.months(year, first, last) if year and 1 <= first <= last <= 12 else None
    partial = period_in(text)
    return partial.within(year) if partial else None


def is_hour(text: str) -> bool:
    """2020/10/26 00, 2018/11/14 10:00 — an hour, except midnight written as a plain date."""
    return bool(
        re.fullmatch(
            r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?[ T]+(\d{1,2}时?|\d{1,2}:\d{2}(:\d{2})?)", text
        )
    ) and not re.search(r"[ T]0?0:00(:00)?$", text)
