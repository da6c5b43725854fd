"""When the values of a column are of, where its head leaves that to the columns beside it."""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter
from dataclasses import replace

from yuetan_desktop.domain.indicator import Indicator, Quantity
from yuetan_desktop.excel.cells.celltimes import cell_when
from yuetan_desktop.excel.recognition.column import Column, Meaning
from yuetan_desktop.excel.recognition.periods import When, whole_when
from yuetan_desktop.excel.recognition.table import Table
from yuetan_desktop.excel.results import PlaceRole, Problem, Severity
from yuetan_desktop.excel.sheet import as_text, plain

_OWN_MONTH = re.compile(r"[本当单](月|期)")
_MEAN = re.compile(r"平均|均值|合计|总计|总数")
_SAMPLED = re.compile(r"采样(日期|时间)")
_SO_FAR = re.compile(r"[本当]月(?!日)|[本今]年|月均|年均|[月年]累计|月以来")
_ALONE = re.compile(
    r"((上|去)(一)?年(同期|同月|同季)?|(19|20)\d{2}年同期|同期|上月|上一月|上期)(均?值|浓度|数据|情况)?"
    r"(\([^()]*\))?"
)
_WHOLE_YEAR = When(None, 1, 12)


def periods_beside(table: Table) -> None:
    """What a head leaves to its neighbours of the same indicator: 去年同期 after 累计 is that of
    累计; 累计 after the months of a year the title names is from January to the last of them."""
    spoken: When | None = None
    months: list[int] = []
    of: Indicator | None = None
    for c, column in sorted(table.values.items()):
        if column.chosen:
            continue
        if column.indicator is not of:
            of, spoken, months = column.indicator, None, []
        when = column.when
        if column.years_back and when is None:
            when = spoken
        elif when is None and table.when.unclear and _OWN_MONTH.search(column.head):
            when = spoken = When(None, table.when.first, table.when.last)
        elif when is not None and when == When(when.year) and "同期" in column.head:
            when = spoken._replace(year=when.year) if spoken else when
        elif when == When(to_date=True) and table.when.first is None:
            if months and months == list(range(1, len(months) + 1)):
                when = When(None, 1, months[-1])
        elif when is None and months and table.when == When(table.when.year) and _is_mean(column):
            if months != list(range(1, len(months) + 1)):
                why = f"{table.when.year}年的月份不全，看不出是哪几个月的"
                _leave(table, c, replace(column, meaning=Meaning.UNKNOWN, why=why))
                continue
            when = When(None, 1, months[-1])  # 平均 behind the months of a year
        elif when == _WHOLE_YEAR and column.meaning is Meaning.VALUE and 0 < len(months) < 12:
            column, when = _year_so_far(column, months, "旁边的月份")
        elif when == _WHOLE_YEAR and column.meaning is Meaning.VALUE and _runs_on(table.when):
            so_far = [1, table.when.last or 1]
            whole = table.when.first == 1  # 年均 in a report of 1-10月 says nothing else
            column, when = (column, None) if whole else _year_so_far(column, so_far, "所在的表")
        elif not column.years_back and not column.months_back:
            spoken = when
            if when and when.day is None and when.first and when.first == when.last:
                months += [when.first] if table.cells(c) else []
        _set(table, c, replace(column, when=when))
    _beside_months(table)
    _until_a_day(table)


def earlier_beside(table: Table, c: int, column: Column) -> Column:
    """去年同期, 2025年10月 and 上月 alone, right behind PM2.5 and again behind 优良率: each is of
    what it follows, whatever the title speaks of."""
    columns = table.block.columns
    if column.chosen or column.indicator or column.meaning is not Meaning.VALUE:
        return column
    if not _is_earlier(column, table.when):
        return column
    left = _named_before(columns, c - table.block.first, table.when)
    named = {k.indicator.key for k in columns if k.indicator and k.meaning is Meaning.VALUE}
    if left is None or left.indicator is None or len(named) < 2:
        return column
    found = replace(column, indicator=left.indicator, unit=column.unit or left.unit)
    again = sum(k.head == column.head for k in columns) > 1
    if again:
        return replace(found, confidence=0.9)
    why = f"“{column.head}”紧接在{left.indicator.brief}之后，按{left.indicator.brief}的读取，请核对"
    return replace(found, confidence=0.6, why=why)


def _is_earlier(column: Column, of_table: When) -> bool:
    """Whether a head names a time before that of the table, and nothing else."""
    if _ALONE.fullmatch(plain(column.head)):
        return True
    year = column.when.year if column.when else None
    years = year is not None and of_table.year is not None and year < of_table.year
    return years and whole_when(column.head) is not None


def _named_before(columns: list[Column], at: int, of_table: When) -> Column | None:
    """The value that a column follows, past its changes and earlier times."""
    for column in reversed(columns[:at]):
        if column.meaning is Meaning.VALUE and column.indicator and not column.years_back:
            kept = column.indicator.quantity not in (Quantity.RANK, Quantity.TEXT)
            return column if kept else None
        if column.meaning is not Meaning.CHANGE and not _is_earlier(column, of_table):
            return None
    return None


def _set(table: Table, c: int, column: Column) -> None:
    table.values[c] = table.block.columns[c - table.block.first] = column


def _leave(table: Table, c: int, column: Column) -> None:
    del table.values[c]
    table.block.columns[c - table.block.first] = column


def _is_mean(column: Column) -> bool:
    return _MEAN.search(plain(column.head)) is not None


def _runs_on(when: When) -> bool:
    """Whether a table is of months after which its year goes on."""
    return when.day is None and when.last is not None and when.last < 12


def _year_so_far(column: Column, months: list[int], where: str) -> tuple[Column, When]:
    """年均 behind months of which the last are still to come, or in the report of October, is of
    those that are there."""
    when = When(None, months[0], months[-1])
    why = f"“{column.head}”{where}只到{months[-1]}月，按{months[0]}—{months[-1]}月读取，请核对"
    return replace(column, why=why, confidence=0.6), when


def _beside_months(table: Table) -> None:
    """排名 or 优良率 of no stated time among the months of a year is of what stands before it: of
    the running total, or of its own month where each month has one. Else nobody can tell."""
    if table.when != When(table.when.year) or table.when.year is None or table.periods:
        return
    of_months = [c for c, k in table.values.items() if _is_month(k.when)]
    if len(of_months) < 2:
        return
    heads = Counter(k.head for k in table.values.values())
    before: When | None = None
    for c, column in sorted(table.values.items()):
        unsaid = column.when is None or column.when == When(to_date=True)
        if not unsaid or column.chosen or column.meaning is not Meaning.VALUE:
            before = column.when
        elif before is not None and (not _is_month(before) or heads[column.head] == len(of_months)):
            _set(table, c, replace(column, when=before))
        elif column.place == "":
            why = "旁边各列是各个月的，这一列没有写明是哪几个月的"
            _leave(table, c, replace(column, meaning=Meaning.UNKNOWN, why=why))


def leave_sampling(table: Table) -> None:
    """采样日期 in a report of one month, each section once: the values are the month's, not those
    of the day on which water was taken."""
    when, block = table.when, table.block
    month = when.day is None and when.year and when.first and when.first == when.last
    if not month or table.place is None or table.role not in (PlaceRole.SECTION, PlaceRole.SOURCE):
        return
    names = table.cells(table.place)
    (at, column) = next(((c, block.columns[c - block.first]) for c in table.periods), (0, None))
    if len(table.periods) != 1 or column is None or not _SAMPLED.search(plain(column.head)):
        return
    if len(set(map(as_text, names))) < len(names):
        return
    table.periods.clear()
    block.columns[at - block.first] = replace(column, meaning=Meaning.IGNORED)
    cell = block.sheet.cell(block.head_row, at)
    words = f"“{column.head}”是取样的日子，这张表按标题的{when.year}年{when.first}月读取。"
    table.problems.append(Problem(Severity.HINT, block.sheet.name, cell, words))


def _until_a_day(table: Table) -> None:
    """本月均值, 年均 and 1-10月 in a report of 2 October run to that day: no whole period."""
    of_title = table.when if table.when.day is not None else None
    if of_title is None and not _has_days(table):
        return
    for c, column in list(table.values.items()):
        when = column.when
        own = when is not None and (when.day is not None or when.hour is not None)
        if column.chosen or own or column.meaning is not Meaning.VALUE:
            continue
        if when is None or when.first is None:
            said = _SO_FAR.search(plain(column.head)) is not None
            until = said or (when is not None and when.to_date)
        else:
            until = _is_running(when, of_title)
        if until:
            why = "累计到某一天，不是整月、整季或整年"
            _leave(table, c, replace(column, meaning=Meaning.UNKNOWN, why=why))


def _is_running(when: When, day: When | None) -> bool:
    """Whether a span of months has not ended on the day a title names; beside rows of days the
    mean of all the year is one that runs."""
    if day is None:
        return when == _WHOLE_YEAR
    if when.first is None or when.last is None or day.first is None or day.day is None:
        return False
    if (when.year or day.year) != day.year or not when.first <= day.first <= when.last:
        return False
    ends = day.day == monthrange(day.year or 2024, day.first)[1]
    return not (ends and when.first < when.last == day.first)


def _has_days(table: Table) -> bool:
    """Whether the rows are days."""
    for c in table.periods:
        head = table.block.columns[c - table.block.first].head
        found = [cell_when(value, head) for value in table.cells(c, 3)]
        if any(when is not None and when.day is not None for when in found):
            return True
    return False


def _is_month(when: When | None) -> bool:
    return (
        when is not None and when.day is None and when.first is not None and when.first == when.last
    )
