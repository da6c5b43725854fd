"""Read the State Council office's yearly notice, pasted as text, into days off and make-up days."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from yuetan_desktop.domain.workday import Holiday, YearNotice
from yuetan_desktop.errors import AppError

_NAMES = "元旦|春节|清明节|劳动节|端午节|中秋节|国庆节"
_DATE = r"(?:(?P<{0}y>\d{{4}})年)?(?:(?P<{0}m>\d{{1,2}})月)?(?P<{0}d>\d{{1,2}})日"
_SPAN = re.compile(_DATE.format("a") + r"(?:至|-|—|~)" + _DATE.format("b"))
_SINGLE = re.compile(_DATE.format("a"))
# “一、元旦：” or “六、国庆节、中秋节：” opens an item.
_HEAD = re.compile(rf"((?:{_NAMES})(?:[、和](?:{_NAMES}))*):")
_HINT = "请粘贴《国务院办公厅关于××××年部分节假日安排的通知》全文，或逐日填写。"


def parse_notice(text: str) -> YearNotice:
    """The arrangement a notice announces; raises AppError when it cannot be read for sure."""
    flat = _flattened(text)
    year = re.search(r"(\d{4})年(?:部分节假日|元旦)", flat)
    _, *parts = _HEAD.split(flat)
    if year is None or not parts:
        raise AppError("没有读出节假日安排。", kept="工作日历没有改动。", hint=_HINT)
    read = [
        _item(name, said, int(year[1])) for name, said in zip(parts[::2], parts[1::2], strict=True)
    ]
    number = re.search(r"国办发(?:明电)?〔\d{4}〕\d+号", flat)
    issued = re.findall(r"国务院办公厅(\d{4})年(\d{1,2})月(\d{1,2})日", flat)
    return YearNotice(
        year=int(year[1]),
        holidays=tuple(item.holiday for item in read),
        make_up_workdays=tuple(sorted(day for item in read for day in item.make_up)),
        notice=number[0] if number else "",
        issued=date(*map(int, issued[-1])) if issued else None,
    )


@dataclass(frozen=True, slots=True)
class _Item:
    holiday: Holiday
    make_up: tuple[date, ...]


def _flattened(text: str) -> str:
    """One line with half-width marks, and without what stands in brackets: （农历除夕、周日）."""
    flat = unicodedata.normalize("NFKC", re.sub(r"\s+", "", text))
    return re.sub(r"\([^()]*\)", "", flat)


def _item(name: str, text: str, year: int) -> _Item:
    off, _, rest = text.partition("放假")
    if span := _SPAN.search(off):
        first = _day(span, "a", year)
        last = _day(span, "b", first.year, first.month)
    elif single := _SINGLE.search(off):
        first = last = _day(single, "a", year)
    else:
        raise AppError(f"没有读出{name}的放假日期。", kept="工作日历没有改动。", hint=_HINT)
    _check_length(name, first, last, rest)
    worked = [part for part in re.split(r"[。;]", rest) if "上班" in part]
    return _Item(
        Holiday(name, first, last),
        tuple(_day(match, "a", year) for part in worked for match in _SINGLE.finditer(part)),
    )


def _check_length(name: str, first: date, last: date, text: str) -> None:
    """“共9天” must agree with the days read; else something was read wrongly."""
    stated = re.search(r"共(\d+)天", text)
    length = (last - first).days + 1
    if length < 1 or (stated and int(stated[1]) != length):
        says = f"，通知写共{stated[1]}天" if stated else ""
        raise AppError(
            f"{name}读作{first}至{last}共{length}天{says}，不一致。",
            kept="工作日历没有改动。",
            hint="请核对粘贴的通知全文，或逐日填写。",
        )


def _day(match: re.Match[str], prefix: str, year: int, month: int | None = None) -> date:
    own_year, own_month = match[f"{prefix}y"], match[f"{prefix}m"]
    found_month = int(own_month) if own_month else month
    if found_month is None:
        raise AppError(f"“{match[0]}”没有写月份。", kept="工作日历没有改动。", hint=_HINT)
    if month and not own_year and found_month < month:
        year += 1  # 12月30日至1月1日
    try:
        return date(int(own_year) if own_year else year, found_month, int(match[f"{prefix}d"]))
    except ValueError as error:
        raise AppError(
            f"“{match[0]}”不是一个日期。", kept="工作日历没有改动。", hint=_HINT
        ) from error
