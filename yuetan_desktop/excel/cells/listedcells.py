"""Columns whose cells list units with their values: 排名后3位区县 | 高新区(4.33)、张店区(4.20)."""

from __future__ import annotations

from dataclasses import replace

from yuetan_desktop.domain.indicator import Indicator, Quantity
from yuetan_desktop.excel.cells.listed import Listed, listed_values, lists_values
from yuetan_desktop.excel.cells.valuecolumns import bounds, out_of_range
from yuetan_desktop.excel.cells.values import read_value
from yuetan_desktop.excel.recognition.column import Column, Meaning
from yuetan_desktop.excel.recognition.columns import Vocabulary
from yuetan_desktop.excel.recognition.periods import When
from yuetan_desktop.excel.recognition.table import Table
from yuetan_desktop.excel.results import FileReading, PlaceName, PlaceRole, Seen, Severity
from yuetan_desktop.excel.sheet import as_text, is_blank, plain
from yuetan_desktop.excel.tablerows.doubts import Doubts
from yuetan_desktop.excel.tablerows.rowkeys import TOTAL, PlaceIndex, RowKeys

_MAY_LIST = (Meaning.VALUE, Meaning.UNKNOWN, Meaning.LISTED)


def take_listed(table: Table, words: Vocabulary) -> dict[int, Column]:
    """Take the columns out of the table whose cells list units with their values."""
    found: dict[int, Column] = {}
    block = table.block
    rows = block.sheet.rows[block.data.start : block.data.stop]
    for c, column in zip(block.column_range(), block.columns, strict=True):
        if column.meaning in _MAY_LIST and lists_values(rows, c):
            indicator = column.indicator or words.mentioned(plain(column.head))
            column = replace(column, meaning=Meaning.LISTED, indicator=indicator, why="")
            found[c] = block.columns[c - block.first] = column
            table.values.pop(c, None)
    return found


class ListedReader:
    """Reads such columns: each unit named in a cell gets the value in its brackets."""

    def __init__(
        self,
        table: Table,
        columns: dict[int, Column],
        words: Vocabulary,
        into: FileReading,
        place_index: PlaceIndex,
    ) -> None:
        self.table, self.columns, self.into = table, columns, into
        self.sheet = table.block.sheet
        self.place_index = place_index
        self.doubts = Doubts(table, into)
        self.keys = RowKeys(table, words, self.doubts, place_index)

    def read(self) -> None:
        for row in self.table.block.data:
            line = self.sheet.rows[row]
            if is_blank(line):
                continue
            lists = {
                c: listed_values(plain(as_text(self.keys.value(row, c)))) for c in self.columns
            }
            if not any(lists.values()):
                continue
            when = self.keys.when(row, self.keys.of_row(row, line), self.table.when)
            if when is None:
                continue
            of_row = self.keys.indicator(row) if self.table.indicator is not None else None
            if self.table.indicator is not None and of_row is None:
                continue
            for c, listed in lists.items():
                self._cell(row, c, listed, when, of_row or self.columns[c].indicator)

    def _cell(
        self, row: int, c: int, listed: tuple[Listed, ...], when: When, indicator: Indicator | None
    ) -> None:
        indicator = indicator or self.table.of
        if not listed:
            return
        if indicator is None:
            self.doubts.once(
                Severity.ERROR, row, c, "没有说明括号里是哪项指标的数值，这一列未读取。"
            )
            return
        if indicator.quantity is Quantity.RANK:
            self.doubts.say(
                Severity.ERROR, row, c, "不能确定括号里是名次还是数值，此格未读取；请分开填写。"
            )
            return
        when = (self.columns[c].when or When()).over(when)
        if when.impossible_day():
            words = f"{when.first}月没有{when.day}日，此格未读取。"
            self.doubts.say(Severity.ERROR, row, c, words)
            return
        period = when.period()
        if period is None:
            self.doubts.no_period(row, c, self.table, when)
            return
        for one in listed:
            if not TOTAL.fullmatch(one.name):
                self._unit(row, c, one, str(period), indicator)

    def _unit(self, row: int, c: int, one: Listed, period: str, indicator: Indicator) -> None:
        found = read_value(one.value, indicator.quantity)
        if found.missing:
            self.doubts.say(Severity.ERROR, row, c, f"“{one.name}”后面没有写数值，它的值未读取。")
            return
        if found.trouble or found.number is None:
            self.doubts.say(Severity.ERROR, row, c, f"“{one.name}”的{found.trouble}。")
            return
        low, high = bounds(indicator)
        if not low <= found.number <= high:
            words = f"“{one.name}”：{out_of_range(indicator, found.number)}"
            self.doubts.say(Severity.ERROR, row, c, words)
            return
        cell = self.sheet.cell(row, c)
        place = self.place_index(PlaceName(one.name, PlaceRole.UNIT), self.sheet.name, cell)
        self.into.observations.append(
            Seen(
                place,
                indicator.key,
                period,
                found.number,
                found.text,
                self.sheet.name,
                cell,
                "",
                None,
            )
        )
