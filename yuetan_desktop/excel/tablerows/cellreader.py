"""The cells of one table's rows to values and targets, each doubt at its cell."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from yuetan_desktop.domain.indicator import Indicator, Quantity
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.quality.standards import Standards
from yuetan_desktop.excel.cells.goals import (
    ask_period,
    goal_text,
    goals_of,
    head_cell,
    is_class,
    is_unsaid,
)
from yuetan_desktop.excel.cells.pairs import halves
from yuetan_desktop.excel.cells.placenames import role_in_head
from yuetan_desktop.excel.cells.ties import cells_down, how_tied, tied_ranks
from yuetan_desktop.excel.cells.valuecolumns import (
    ValueColumn,
    bounds,
    refusal,
    scaled,
    unlike,
)
from yuetan_desktop.excel.cells.values import Value, is_missing, is_sentinel, read_value
from yuetan_desktop.excel.recognition.column import Column, Meaning
from yuetan_desktop.excel.recognition.columns import Vocabulary
from yuetan_desktop.excel.recognition.periods import When, of_column
from yuetan_desktop.excel.recognition.rankmeanings import size_of_list
from yuetan_desktop.excel.recognition.table import Table
from yuetan_desktop.excel.recognition.titles import stated_size
from yuetan_desktop.excel.results import FileReading, PlaceName, Seen, Severity
from yuetan_desktop.excel.sheet import plain
from yuetan_desktop.excel.sourcewater import met
from yuetan_desktop.excel.tablerows.daytables import DayTableReader
from yuetan_desktop.excel.tablerows.doubts import Doubts
from yuetan_desktop.excel.tablerows.rowkeys import (
    IN_HEADS,
    TOTAL,
    PlaceIndex,
    RowKeys,
)
from yuetan_desktop.excel.tablerows.rowranks import RowRanks

_ANY_SIZE = (Quantity.RANK, Quantity.COUNT, Quantity.WATER_CLASS)


class CellReader:
    """Reads the cells of a row whose place and time are known."""

    def __init__(
        self,
        table: Table,
        words: Vocabulary,
        into: FileReading,
        place_index: PlaceIndex,
        tick: Callable[[int, int], None],
        standards: Standards,
    ) -> None:
        self.table = table
        self.sheet = table.block.sheet
        self.base = table.when  # of the rows below: the table's, or that of a heading among them
        self.heads: set[str] = set()
        self.into = into
        self.place_index = place_index
        self.tick = tick
        self.standards = standards
        self.doubts = Doubts(table, into)
        self.keys = RowKeys(table, words, self.doubts, place_index)
        self.days: DayTableReader | None = None  # takes the plain rows of a long table
        self.missing = self.set_aside = 0
        self.groundwater: frozenset[int] = frozenset()  # rows of which nothing is kept
        self.ties: dict[int, dict[int, int]] = {}  # column → row → the rank of the row above
        self.ranks = RowRanks(table, self.keys, self.doubts, place_index)
        self.blanks: dict[int, list[tuple[int, str]]] = {}
        self._periods: dict[tuple[When, When | None, int, int], str | None] = {}

    def _find_ties(self, readers: list[ValueColumn]) -> None:
        for reader in readers:
            of = reader.indicator
            if of is not None and of.quantity is Quantity.RANK and reader.half is None:
                down = cells_down(self.sheet.rows, self.table.block.data, reader.at)
                named = self.ranks.with_named(reader.at)
                self.ties[reader.at] = tied_ranks(down) | named
        self.ranks.of_rows()

    def _place_in_head(self, reader: ValueColumn) -> int:
        name = PlaceName(reader.column.place, role_in_head(reader.column.place))
        cell = self.sheet.cell(self.table.block.head_row, reader.at)
        return self.place_index(name, self.sheet.name, cell)

    def _period(self, row_when: When, column: Column, row: int, at: int) -> str | None:
        key = (row_when, column.when, column.years_back, column.months_back)
        if key not in self._periods:
            self._periods[key] = self._find_period(row_when, column, row, at)
        return self._periods[key]

    def _find_period(self, row_when: When, column: Column, row: int, at: int) -> str | None:
        when = of_column(row_when, column.when)
        if when.impossible_day():
            return None
        if when.day is not None and column.when and column.when.to_date:
            words = f"“{column.head}”累计到某一天，不是整月、整季或整年，未入库。"
            self.doubts.once(Severity.HINT, self.table.block.head_row, at, words)
            return None
        if column.meaning is Meaning.TARGET and when.first is None:
            # 累计 in the title is about what was measured; a goal of a year alone is the year's.
            when = when._replace(to_date=False)
            if self.table.year_of_file:
                when = when._replace(unclear=False)
        if column.meaning is Meaning.TARGET and when.unclear and is_class(column):
            when = When(when.year)  # beside the month and its running total: of the year
        found = when.period()
        if found is None:
            self.doubts.no_period(row, at, self.table, when)
            return None
        if column.years_back:
            found = found.year_before()
        if column.months_back:
            found = found.previous()
        return str(found)

    def _cell(
        self,
        row: int,
        reader: ValueColumn,
        value: Any,
        place: int,
        row_when: When,
        row_indicator: Indicator | None,
    ) -> None:
        column, c = reader.column, reader.at
        indicator = row_indicator or reader.indicator
        assert indicator is not None
        if place == IN_HEADS:
            if TOTAL.fullmatch(column.place):
                return
            place = self._place_in_head(reader)
        value, tied = self._shown(row, reader, value)
        if value is None:
            return
        text = plain(value) if isinstance(value, str) else ""
        if value == "" or (text and is_missing(text)):
            self.missing += 1
            if value == "" and indicator.quantity is not Quantity.TEXT:
                self.blanks.setdefault(c, []).append((row, indicator.name))
            return
        period = self._period(row_when, column, row, c)
        if period is None:
            when = of_column(row_when, column.when)
            if when.impossible_day():
                message = f"{when.first}月没有{when.day}日，此格未读取。"
                self.doubts.say(Severity.ERROR, row, c, message)
            return
        if column.meaning is Meaning.TARGET:
            value = goal_text(value)
        found = met(value, column) or read_value(value, indicator.quantity)
        if found.missing:
            self.missing += 1
            return
        if found.trouble:
            self.doubts.say(Severity.ERROR, row, c, f"{found.trouble}。", found.proposal)
            return
        is_goal = column.meaning is Meaning.TARGET
        if text and (why := unlike(text, indicator, is_goal=is_goal)):
            message = f"“{text}”{why}，不是{indicator.name}，未读取。"
            self.doubts.say(Severity.ERROR, row, c, message)
            return
        if not tied and (corner := self.keys.shared_from(row, c)) is not None:
            message = f"与{self.sheet.cell(corner, c)}合并的单元格，按同一个值读取，请核对。"
            self.doubts.say(Severity.WARNING, row, c, message)
        self._store(row, reader, indicator, place, period, found, value)

    def _shown(self, row: int, reader: ValueColumn, value: Any) -> tuple[Any, bool]:
        """What the cell says once ranks are told from the rows around it and of two numbers one is
        taken, and whether it is such a rank; None where it says nothing."""
        c, tied = reader.at, False
        if c in self.ties and (rank := self.ties[c].get(row)):
            merged = self.keys.merged_from(row, c) is not None
            self.doubts.say(Severity.HINT, row, c, how_tied(self.sheet.text(row, c), rank, merged))
            value, tied = f"{rank}（并列）", True
        if (shared := self.ranks.shared(row, c)) is not None:
            value = shared
            if value == "":
                return None, tied
        if reader.half is not None:
            value = halves(value)[reader.half]
            if reader.half and value == "":
                return None, tied
        return value, tied

    def _store(
        self,
        row: int,
        reader: ValueColumn,
        indicator: Indicator,
        place: int,
        period: str,
        found: Value,
        raw: Any,
    ) -> None:
        column, c = reader.column, reader.at
        number = found.number
        if number is not None:
            percent_text = isinstance(raw, str) and "%" in plain(raw)
            if reader.factor != 1.0 and not percent_text:
                number = scaled(number, reader.factor)
            if is_sentinel(found.number, bounds(indicator)[0]):
                self.missing += 1
                return
            daily = period.count("-") == 2
            refused = refusal(number, indicator, daily=daily, as_written=percent_text)
            if refused is not None:
                self.doubts.say(Severity.ERROR, row, c, *refused)
                return
        cell = self.sheet.cell(row, c)
        if column.meaning is Meaning.TARGET:
            if number is not None and not self._asked(row, reader, indicator, period):
                goals = goals_of(self.keys, row, place, indicator, period, number, cell)
                self.into.targets.extend(goals)
            return
        name, size = self._list(row, column, indicator)
        kept = Seen(
            place, indicator.key, period, number, found.text, self.sheet.name, cell, name, size
        )
        self.into.observations.append(kept)
        self._beside(row, reader, found, kept, indicator)

    def _beside(
        self, row: int, reader: ValueColumn, found: Value, kept: Seen, indicator: Indicator
    ) -> None:
        """What else the cell says: its second number, how the value changed."""
        column, c = reader.column, reader.at
        if reader.half:
            words = f"括号内（斜线后）的数按“{column.head}”读取。"
            self.doubts.once(Severity.HINT, row, c, words)
        if found.changed:
            self.doubts.once(Severity.HINT, row, c, "括号内（箭头后）是变化情况，未入库。")
        if found.exceeding:
            self.doubts.once(Severity.HINT, row, c, "括号内的超标项目未入库。")
        if found.before is not None and self.table.in_brackets and not column.told:
            words = f"表中说明括号内为“{self.table.in_brackets}”，此处括号内的数未入库。"
            self.doubts.once(Severity.WARNING, row, c, words)
        elif found.before is not None:
            self._before(row, c, kept, kept.value, found.before, indicator)

    def _asked(self, row: int, reader: ValueColumn, indicator: Indicator, period: str) -> bool:
        """Whether targets of an unsaid time are asked about instead of read."""
        if not is_unsaid(self.table, reader.at, reader.column, indicator, period):
            return False
        self.table.asked.add(reader.at)
        at, message, proposal = self._question(row, reader)
        self.doubts.once(Severity.WARNING, *at, message, proposal)
        return True

    def _question(self, _row: int, reader: ValueColumn) -> tuple[tuple[int, int], str, str]:
        """The cell asked about, the question, and what the cell should probably say."""
        at = head_cell(self.table.block, reader.at)
        return at, *ask_period(reader.column.head, self.sheet.text(*at))

    def _before(
        self,
        row: int,
        c: int,
        kept: Seen,
        number: float | None,
        before: float,
        indicator: Indicator,
    ) -> None:
        """The value in brackets: last year's, where it may be."""
        low, high = bounds(indicator)
        alike = not number or indicator.quantity in _ANY_SIZE or 0.25 <= before / number <= 4
        if not low <= before <= high or not alike:
            message = f"括号内的{before:g}不像上年同期值，未入库，请核对。"
            self.doubts.say(Severity.WARNING, row, c, message)
            return
        period = str(Period.parse(kept.period).year_before())
        self.into.observations.append(
            kept._replace(period=period, value=before, text="", list_size=None)
        )
        self.doubts.once(Severity.HINT, row, c, "括号内的数按上年同期值读取。")

    def _list(self, row: int, column: Column, indicator: Indicator) -> tuple[str, int | None]:
        if indicator.quantity is not Quantity.RANK:
            return "", None
        name = self.ranks.list_of(row) or column.list_name
        if self.table.region is not None:
            region = self.keys.text(row, self.table.region)
            return f"{name}（{region}）" if region else name, None
        size = size_of_list(column) or stated_size(column.head) or self.table.list_size
        at = self.table.keys.get(Meaning.LIST_SIZE)
        if at is not None:
            stated = self.keys.value(row, at)
            size = int(stated) if isinstance(stated, float) and stated >= 1 else size
        return name, size

    def _tell_blanks(self) -> None:
        """A few blank cells are named one by one, many of them once for the column."""
        for c, cells in self.blanks.items():
            row, name = cells[0]
            if len(cells) > 5:
                self.doubts.say(Severity.HINT, row, c, f"{name}有{len(cells)}格为空，未入库。")
                continue
            for row, name in cells:
                corner = self.sheet.merged_to_the_left(row, c)
                if corner is None:
                    self.doubts.say(Severity.HINT, row, c, f"{name}为空，未入库。")
                    continue
                words = (
                    f"与{self.sheet.cell(row, corner)}合并，不知道是不是同一个值，{name}未入库；"
                )
                self.doubts.say(Severity.WARNING, row, c, words + "请拆分后分别填写。")
