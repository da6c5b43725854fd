"""One table's rows to values and targets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from yuetan_desktop.domain.indicator import Indicator
from yuetan_desktop.excel.cells.valuecolumns import ValueColumn, of_row, value_columns
from yuetan_desktop.excel.recognition.periods import When, find_when, whole_when
from yuetan_desktop.excel.recognition.rowkinds import is_plainly_data, only_text, row_kind
from yuetan_desktop.excel.recognition.whichholds import keep_stated
from yuetan_desktop.excel.results import Seen
from yuetan_desktop.excel.sheet import is_blank, plain
from yuetan_desktop.excel.tablerows.cellreader import CellReader
from yuetan_desktop.excel.tablerows.daytables import TICKS, DayTableReader
from yuetan_desktop.excel.tablerows.groundwater import rows_of_groundwater
from yuetan_desktop.excel.tablerows.hours import HourReader, is_hourly
from yuetan_desktop.excel.tablerows.rowkeys import SET_ASIDE, SEVERAL


class TableReader(CellReader):
    """Reads one resolved table into a `FileReading`."""

    def read(self) -> None:
        if is_hourly(self.table, self.keys, self.doubts):
            self._read_hours()
        else:
            keep_stated(self.table)
            self.groundwater = rows_of_groundwater(self.table, self.doubts)
            self._read_rows(value_columns(self.table, self.doubts))

    def _read_hours(self) -> None:
        hours = HourReader(self.table, self.keys, self.doubts, self._place_in_head)
        readers = value_columns(self.table, self.doubts)
        self.missing += hours.read(readers, self.into, self.standards)

    def _read_rows(self, readers: list[ValueColumn]) -> None:
        table, keys = self.table, self.keys
        self._find_ties(readers)
        usual = [reader for reader in readers if reader.is_usual]
        others = [reader for reader in readers if not reader.is_usual]
        self.heads = {plain(one.head.split(" ")[-1]) for one in table.block.columns if one.head}
        if not self.groundwater:
            self.days = DayTableReader.of(keys, usual, self._other_cells(others))
        days = self.days
        for row in self._rows_left(days):
            line = self.sheet.rows[row]
            if is_blank(line) or not (is_plainly_data(line, readers) or self._is_data(line)):
                continue
            if row in self.groundwater:
                continue
            found = keys.of_row(row, line)
            place = keys.place(row, found)
            if place == SET_ASIDE:
                self.set_aside += 1
                continue
            when = keys.when(row, found, self.base)
            if when is None:
                continue
            indicator = keys.indicator(row) if table.indicator is not None else None
            if table.indicator is not None:
                if indicator is None:
                    continue
                when = keys.when_named(row, when)
                indicator = self.ranks.scoped(row, indicator)
            if days is not None and place >= 0:
                days.learn(line, place, when, self._period(when, usual[0].column, row, usual[0].at))
            places = (place,) if place != SEVERAL else self.ranks.tied_places(row, readers)
            for place in places:
                if usual:
                    self._usual_cells(row, line, usual, place, when, indicator)
                for reader in of_row(others, line, indicator):
                    self._cell(row, reader, keys.value(row, reader.at), place, when, indicator)
        self._tell_blanks()
        if days is not None and days.table.rows:
            self.into.day_tables.append(days.table)

    def _is_data(self, line: list[Any]) -> bool:
        """Whether a row holds data; a period or a note between the rows is taken up."""
        table = self.table
        kind = row_kind(line, table.block.column_range(), self.heads, dated=bool(table.periods))
        if kind == "when":
            said = plain(only_text(line))
            self.base = (whole_when(said) or find_when(said) or When()).over(table.when)
            if self.days is not None:
                self.days.forget_periods()
        elif kind == "note" and len(table.block.notes) < 60:
            table.block.notes.append(only_text(line))
        return kind == "data"

    def _rows_left(self, days: DayTableReader | None) -> Iterator[int]:
        """The rows to be looked at; with `days` those that it does not take."""
        data = self.table.block.data
        if days is not None:
            yield from days.left(data, self.tick)
            return
        for count, row in enumerate(data):
            if count % TICKS == 0:
                self.tick(count, len(data))
            yield row

    def _other_cells(self, readers: list[ValueColumn]) -> Callable[[int, int, When], None] | None:
        """Reads the cells of a row in columns of texts, ranks, other periods."""

        def read(row: int, place: int, when: When) -> None:
            for reader in readers:
                self._cell(row, reader, self.keys.value(row, reader.at), place, when, None)

        return read if readers else None

    def _usual_cells(
        self,
        row: int,
        line: list[Any],
        readers: list[ValueColumn],
        place: int,
        when: When,
        row_indicator: Indicator | None,
    ) -> None:
        """A number within its range is a value; in a long table of days it goes with its row."""
        period = self._period(when, readers[0].column, row, readers[0].at) if place >= 0 else None
        days = self.days if period and period.count("-") == 2 else None
        numbers: list[float | None] = []
        add = self.into.observations.append
        for reader in readers:
            at = reader.at
            value = line[at] if at < len(line) else ""
            number = None
            if type(value) is float and reader.low <= value <= reader.high and period:
                number = value
                if days is None:
                    cell, key = self.sheet.cell(row, at), reader.indicator.key  # type: ignore[union-attr]
                    add(Seen(place, key, period, value, "", self.sheet.name, cell, "", None))
            else:
                self._cell(row, reader, self.keys.value(row, at), place, when, row_indicator)
            numbers.append(number)
        if days is not None and period:
            days.add(row, place, period, numbers)
