"""A month as a wall calendar: 一 … 日 over weeks, the value under each day or behind it in its
cell. Unit, indicator and month stand in the title; the weekdays prove the month."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from yuetan_desktop.domain.indicator import Indicator, Quantity
from yuetan_desktop.excel.cells.placenames import role_of
from yuetan_desktop.excel.cells.valuecolumns import bounds, out_of_range
from yuetan_desktop.excel.cells.values import is_missing, read_value
from yuetan_desktop.excel.recognition.block import Block
from yuetan_desktop.excel.recognition.column import Column, Meaning
from yuetan_desktop.excel.recognition.table import Table
from yuetan_desktop.excel.results import FileReading, PlaceName, Seen, Severity
from yuetan_desktop.excel.sheet import Sheet, plain
from yuetan_desktop.excel.tablerows.doubts import Doubts
from yuetan_desktop.excel.tablerows.rowkeys import PlaceIndex

_WEEKDAY = re.compile(r"(?:星期|周|礼拜)?([一二三四五六日天])")
_DAY = re.compile(r"(?:\d{1,2}[月/.-])?(\d{1,2})[日号]?")
_CLASS = re.compile(r"优|良|(轻度|中度|重度|严重)(污染)?")
_NAMES = "一二三四五六日"
_HEAD_SEARCHED = 15  # rows
_UNSAID = "像是日历，但标题没有写明是哪个单位、哪项指标、哪一年哪一月，没有读取；请在标题中写明。"
_SEVERAL = "日历里每天有几个数，不知道哪一个是标题所说的指标，没有读取；请每张日历只放一项指标。"


def find_calendar(sheet: Sheet) -> Block | None:
    """The weeks of a calendar with their titles, if the sheet holds one."""
    for row in range(min(_HEAD_SEARCHED, len(sheet.rows))):
        found = {c: _WEEKDAY.fullmatch(sheet.text(row, c)) for c in range(len(sheet.rows[row]))}
        days = {c: match[1].replace("天", "日") for c, match in found.items() if match}
        first = min(days, default=0)
        in_order = list(days) == list(range(first, first + 7))
        if not in_order or "".join(days.values()) not in (_NAMES, _NAMES[-1] + _NAMES[:-1]):
            continue
        above = (cell for line in sheet.rows[:row] for cell in line if isinstance(cell, str))
        columns = [Column(name, Meaning.IGNORED) for name in days.values()]
        data = range(row + 1, len(sheet.rows))
        titles = [plain(cell) for cell in above if cell.strip()]
        return Block(sheet, range(row, row + 1), first, columns, data, titles, [])
    return None


def read_calendar(table: Table, into: FileReading, place_index: PlaceIndex) -> bool:
    """Every day of it as a value, or one sentence why not; False where it is no calendar."""
    doubts = Doubts(table, into)
    block, when, of = table.block, table.when, table.of
    days, several = _days(table, of)
    if len(days) < 2:
        return False
    month = when.year and when.first and when.first == when.last and not when.day
    if of is None or not table.place_name or not month or when.to_date:
        doubts.say(Severity.ERROR, block.head_row, block.first, _UNSAID)
        return True
    if several is not None:
        doubts.say(Severity.ERROR, several, block.first, _SEVERAL)
        return True
    for row, c, day, _ in days:
        if wrong := _wrong_weekday(table, c, day):
            doubts.say(Severity.ERROR, row, c, wrong)
            return True
    place = place_index(
        PlaceName(table.place_name, role_of(table.place_name)), block.sheet.name, ""
    )
    for row, c, day, value in days:
        number = _number(doubts, row, c, value, of)
        if number is not None:
            period, cell = f"{when.year}-{when.first:02}-{day:02}", block.sheet.cell(row, c)
            seen = Seen(place, of.key, period, number, "", block.sheet.name, cell, "", None)
            into.observations.append(seen)
    return True


def _wrong_weekday(table: Table, c: int, day: int) -> str:
    when, column = table.when, table.block.columns[c - table.block.first]
    assert when.year
    assert when.first
    try:
        weekday = _NAMES[date(when.year, when.first, day).weekday()]
    except ValueError:
        return f"{when.first}月没有{day}日，日历没有读取。"
    if weekday == column.head:
        return ""
    return (
        f"日历里{day}日在星期{column.head}，{when.year}年{when.first}月{day}日却是星期{weekday}，"
        "日历没有读取；请核对标题的年月。"
    )


def _number(doubts: Doubts, row: int, c: int, value: Any, of: Indicator) -> float | None:
    found = read_value(value, of.quantity)
    if found.trouble:
        doubts.say(Severity.ERROR, row, c, f"{found.trouble}。", found.proposal)
    low, high = bounds(of)
    if found.number is not None and not low <= found.number <= high:
        doubts.say(Severity.ERROR, row, c, out_of_range(of, found.number))
        return None
    return found.number


def _days(table: Table, of: Indicator | None) -> tuple[list[tuple[int, int, int, Any]], int | None]:
    """Row, column, day and value of each day, of one cell that holds both or of the cell below; and
    the row, if any, that gives days a second number."""
    sheet, columns = table.block.sheet, table.block.column_range()
    found: list[tuple[int, int, int, Any]] = []
    following, waiting = 1, dict[int, int]()  # the day that comes next; days of a week → column
    for row in table.block.data:
        line = sheet.rows[row]
        cells = {c: line[c] for c in columns if c < len(line) and line[c] not in ("", None)}
        both = {c: pair for c, value in cells.items() if (pair := _both(value, of))}
        if both and len(both) == len(cells):
            found += [(row, c, day, value) for c, (day, value) in both.items()]
            continue
        days = {c: _day(value) for c, value in cells.items()}
        if days and list(days.values()) == list(range(following, following + len(days))):
            waiting = {day: c for c, day in days.items() if day}
            following += len(days)
        elif any(read_value(value, Quantity.NUMBER).number is not None for value in cells.values()):
            if not waiting:
                return found, row
            found += [(row, c, day, cells[c]) for day, c in waiting.items() if c in cells]
            waiting = {}
    return found, None


def _both(value: Any, of: Indicator | None) -> tuple[int, str] | None:
    """1日 over 30 in one cell, perhaps with the indicator's name and the day's class."""
    parts = re.split(r"[\s:：]+", value.strip()) if isinstance(value, str) else []
    day = _day(parts[0]) if parts else None
    names = {plain(name).lower() for name in (of.key, of.brief, *of.aliases)} if of else set()
    rest = [p for p in parts[1:] if not _CLASS.fullmatch(p) and plain(p).lower() not in names]
    if day is None or len(parts) < 2 or len(rest) > 1:
        return None
    return day, rest[0] if rest and not is_missing(plain(rest[0])) else ""


def _day(value: Any) -> int | None:
    if isinstance(value, date):
        return value.day
    text = plain(f"{value:g}" if isinstance(value, float) else str(value))
    match = _DAY.fullmatch(text)
    return int(match[1]) if match and 1 <= int(match[1]) <= 31 else None
