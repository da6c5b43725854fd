"""Long tables of days: a hundred thousand rows, a million plain numbers, taken a row at a time.

What a place or a day is written as is understood once, and columns that hold nothing but numbers
in range are not looked at cell by cell. A row with anything else in it is left to the reader of
all tables, from which this one learns.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from operator import itemgetter
from typing import Any

from yuetan_desktop.excel.cells.valuecolumns import ValueColumn
from yuetan_desktop.excel.recognition.periods import When
from yuetan_desktop.excel.results import DayRow, DayTable
from yuetan_desktop.excel.tablerows.rowkeys import RowKeys

LONG_FROM = 1000  # rows; of shorter tables every value is kept alone
TICKS = 5000

Line = list[Any]
Others = Callable[[int, int, When], None]  # row, place, when: reads the cells that are not plain


class DayTableReader:
    """Takes the rows of one table whose plain columns are all filled with numbers in range."""

    def __init__(
        self, keys: RowKeys, columns: Sequence[ValueColumn], others: Others | None = None
    ) -> None:
        table = keys.table
        self.keys = keys
        self.others = others
        self.table = DayTable(
            keys.sheet.name,
            tuple(column.indicator.key for column in columns if column.indicator),
            tuple(column.letter for column in columns),
        )
        ats = [column.at for column in columns]
        named = [table.place, table.parent, table.river, table.grade, table.code]
        places = [c for c in named if c is not None]
        self._numbers = cells_at(ats)
        self._odd = [(n, c.low, c.high) for n, c in enumerate(columns) if not c.is_plain]
        self._place_cells = itemgetter(*places)
        self._period_cells = itemgetter(*table.periods)
        self._width = max(*ats, *places, *table.periods) + 1
        # A blank in these means what stands above it.
        self._down = [c for c in (*places, *table.periods) if keys.is_read_down(c)]
        self._places: dict[Hashable, int] = {}
        self._whens: dict[Hashable, tuple[When, str]] = {}

    @classmethod
    def of(
        cls, keys: RowKeys, columns: Sequence[ValueColumn], others: Others | None
    ) -> DayTableReader | None:
        """The reader of a long table of rows that name a place and a period; None of others."""
        table = keys.table
        if len(table.block.data) < LONG_FROM or table.indicator is not None:
            return None
        if table.place is None or not table.periods:
            return None
        indicators = {column.indicator.key for column in columns if column.indicator}
        return cls(keys, columns, others) if columns and len(indicators) == len(columns) else None

    # -- rows -----------------------------------------------------------------------------------
    def left(self, data: range, tick: Callable[[int, int], None]) -> Iterator[int]:
        """Take every plain row; yields the others, each of which may be taught by `learn`."""
        row = data.start
        while row < data.stop:
            tick(row - data.start, len(data))
            stop = min(data.stop, row + TICKS)
            while row < stop:
                row = self._take(row, stop)
                if row < stop:
                    yield row
                    row += 1

    def _take(self, row: int, stop: int) -> int:
        """Take rows from `row` on while they are plain; returns the first that is not."""
        start, rows, width = row, self.keys.sheet.rows, self._width
        add, new, top = self.table.rows.append, tuple.__new__, self.keys.sheet.top + 1
        place_cells, period_cells, numbers_of = self._place_cells, self._period_cells, self._numbers
        places, whens, odd, others = self._places.get, self._whens.get, self._odd, self.others
        while row < stop:
            line = rows[row]
            if len(line) < width:
                break
            place, when = places(place_cells(line)), whens(period_cells(line))
            if place is None or when is None:
                break
            numbers = numbers_of(line)
            if odd and not self._in_range(numbers):
                break
            add(new(DayRow, (place, when[1], top + row, numbers)))
            if others is not None:
                others(row, place, when[0])
            row += 1
        if row > start:
            self.keys.note_above(row - 1)
        return row

    def _in_range(self, numbers: Sequence[Any]) -> bool:
        for n, low, high in self._odd:
            value = numbers[n]
            if type(value) is not float or not low <= value <= high:
                return False
        return True

    def learn(self, line: Line, place: int, when: When, period: str | None) -> None:
        """What a row's cells mean, of which another reader found the place and the period."""
        if period is None or period.count("-") != 2 or len(line) < self._width:
            return
        if all(line[c] not in ("", None) for c in self._down):
            self._places[self._place_cells(line)] = place
            self._whens[self._period_cells(line)] = (when, period)

    def forget_periods(self) -> None:
        """A line of the table says another period: the same cells mean other days."""
        self._whens.clear()

    def add(self, row: int, place: int, period: str, numbers: Sequence[float | None]) -> None:
        """Keep the plain numbers of a row that was left; None where a cell is not plain."""
        if any(number is not None for number in numbers):
            line = self.keys.sheet.top + row + 1
            self.table.rows.append(DayRow(place, period, line, tuple(numbers)))
            self.table.has_gaps = self.table.has_gaps or None in numbers


def cells_at(places: Sequence[int]) -> Callable[[Sequence[Any]], tuple[Any, ...]]:
    """Takes some cells of a row or a column, as a tuple also where it is one."""
    if len(places) == 1:
        (only,) = places
        return lambda cells: (cells[only],)
    return itemgetter(*places)
