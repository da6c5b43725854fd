"""Circulars as lists: one enterprise a row, or how often each was named, under a title that says
of what. Each naming becomes one event, dated with the circular."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date

from yuetan_desktop.excel.cells.listed import listed_names
from yuetan_desktop.excel.cells.placenames import place_name
from yuetan_desktop.excel.cells.values import is_missing
from yuetan_desktop.excel.recognition.column import Meaning
from yuetan_desktop.excel.recognition.table import Table
from yuetan_desktop.excel.results import (
    Covered,
    FileReading,
    IncidentWord,
    PlaceName,
    Problem,
    SeenIncident,
    Severity,
)
from yuetan_desktop.excel.sheet import as_text, plain
from yuetan_desktop.excel.tablerows.rowkeys import TOTAL

_COUNT = re.compile(r"(被)?(通报|点名)?(的)?次数(\(次\))?|(被)?通报\(次\)")
_MOST = 60  # namings of one enterprise in one table; more is a slip of the hand


def circular_kind(table: Table, kinds: Iterable[IncidentWord]) -> IncidentWord | None:
    """The kind of event a list under this title tells of: 超标通报, 秸秆焚烧通报."""
    if table.values or table.place is None or Meaning.KIND in table.keys:
        return None
    around = plain(" ".join((*table.block.titles, table.block.sheet.name)))
    if "通报" not in around or (Meaning.SUBJECT not in table.keys and _count_at(table) is None):
        return None
    found = [kind for kind in kinds if any(_speaks_of(around, name) for name in kind.names)]
    return found[0] if len(found) == 1 else None


def _speaks_of(text: str, name: str) -> bool:
    """重点排污单位自动监控超标情况的通报 speaks of 超标通报: its words, in their order."""
    words = re.findall("重点排污单位|秸秆焚烧|秸秆禁烧|秸秆|超标|通报", plain(name))
    if "通报" not in words or len(words) < 2:
        return False
    return re.search(".*".join(map(re.escape, words)), text) is not None


def _count_at(table: Table) -> int | None:
    for c, column in zip(table.block.column_range(), table.block.columns, strict=True):
        if _COUNT.fullmatch(plain(column.head.split(" ")[-1])):
            return c
    return None


class CircularReader:
    """Reads one list into events."""

    def __init__(
        self,
        table: Table,
        kind: IncidentWord,
        into: FileReading,
        place_index: Callable[[PlaceName, str, str], int],
    ) -> None:
        self.table, self.kind, self.into = table, kind, into
        self.sheet = table.block.sheet
        self.place_index = place_index
        self.count_at = _count_at(table)

    def read(self) -> None:
        day = self._day()
        if day is None:
            self._say(
                Severity.ERROR,
                "",
                "不知道这份通报是哪一天（或哪一月）的：请在标题或表下注明印发日期。",
            )
            return
        at, before = self.count_at, len(self.into.incidents)
        for row in self.table.block.data:
            self._row(row, day)
        for document in sorted({seen.document for seen in self.into.incidents[before:]}):
            self.into.covered.append(Covered(self.kind.key, day, day, document))
        if at is not None:
            cell = self.sheet.cell(self.table.block.head_row, at)
            self._say(
                Severity.HINT, cell, f"只有次数，没有逐次的日期：都按{day}登记，请核对是否连续。"
            )

    def _row(self, row: int, day: date) -> None:
        table = self.table
        place = self._text(row, table.place)
        subject = self._text(row, table.keys.get(Meaning.SUBJECT))
        if not place or is_missing(plain(place)) or TOTAL.fullmatch(plain(place)):
            return
        if units := listed_names(plain(place)):
            at = self.sheet.cell(row, table.place or 0)
            words = (
                f"一格里写了{len(units)}个单位，不知道通报的是哪一个，这一行未读取；请拆成几行。"
            )
            self._say(Severity.ERROR, at, words)
            return
        times = self._times(row)
        if times == 0 or (not subject and self.count_at is None):
            return
        name = PlaceName(place_name(place), table.role)
        assert table.place is not None
        cell = self.sheet.cell(row, table.place)
        index = self.place_index(name, self.sheet.name, cell)
        document = self._text(row, table.keys.get(Meaning.DOCUMENT)) or table.document
        for number in range(1, times + 1):
            title = self._text(row, table.keys.get(Meaning.TITLE)) or table.title
            if times > 1:
                title += f"（第{number}次，共{times}次）"
            self.into.incidents.append(
                SeenIncident(
                    index, self.kind.key, day, title, subject, document, None, "", None, "",
                    self.sheet.name, cell,
                )
            )  # fmt: skip

    def _times(self, row: int) -> int:
        if self.count_at is None:
            return 1
        text = plain(self._text(row, self.count_at))
        if not text or is_missing(text):
            return 0
        if not text.isdigit() or int(text) > _MOST:
            cell = self.sheet.cell(row, self.count_at)
            self._say(Severity.ERROR, cell, f"通报次数“{text}”不是合理的次数，这一行未读取。")
            return 0
        return int(text)

    def _day(self) -> date | None:
        """When it was issued, else the last day it speaks of."""
        for when in (self.table.signed_on, self.table.when):
            if when is None or when.year is None:
                continue
            if when.day is not None and when.first is not None and not when.impossible_day():
                return date(when.year, when.first, when.day)
            period = when.period()
            if period is not None and when.first is not None:
                return period.end
        return None

    def _text(self, row: int, column: int | None) -> str:
        line = self.sheet.rows[row]
        return as_text(line[column]).strip() if column is not None and column < len(line) else ""

    def _say(self, severity: Severity, cell: str, message: str) -> None:
        self.into.problems.append(Problem(severity, self.sheet.name, cell, message))
