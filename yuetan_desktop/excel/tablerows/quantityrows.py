"""Tables whose rows are quantities: 浓度, 排名, 同比, 累计 of an indicator, one below the other."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import NamedTuple

from yuetan_desktop.domain.indicator import Indicator, Quantity
from yuetan_desktop.excel.cells.goals import ask_period
from yuetan_desktop.excel.cells.valuecolumns import ValueColumn, value_column
from yuetan_desktop.excel.recognition.column import Column, Meaning
from yuetan_desktop.excel.recognition.columns import rank_of, unit_in
from yuetan_desktop.excel.recognition.periods import When, whole_when
from yuetan_desktop.excel.recognition.quantities import is_bare
from yuetan_desktop.excel.recognition.rankmeanings import within_city
from yuetan_desktop.excel.recognition.rowkinds import only_text, row_kind
from yuetan_desktop.excel.recognition.whichholds import keep_stated
from yuetan_desktop.excel.results import Severity
from yuetan_desktop.excel.sheet import is_blank, plain
from yuetan_desktop.excel.tablerows.rowkeys import IN_HEADS, SET_ASIDE, SEVERAL
from yuetan_desktop.excel.tablerows.rows import TableReader


class _Row(NamedTuple):
    at: int
    place: int
    when: When
    named: str  # the indicator a column beside names, carried down
    quantity: str


class QuantityReader(TableReader):
    """Reads a table of which a column says what each row holds."""

    def read(self) -> None:
        """Every cell by what its row and its column say together."""
        keep_stated(self.table)
        rows = list(self._rows())
        places = {row.place for row in rows}
        in_heads = {column.place for column in self.table.values.values()}
        units = len(in_heads) if IN_HEADS in places else len(places)
        columns = {
            (c, row.named, row.quantity): self._column(row, c, units)
            for row in rows
            for c in self.table.values
        }
        readers = self._readers(rows, columns)
        self._tied(rows, columns)
        for row in rows:
            of_row = [
                readers[key]
                for c in self.table.values
                if (key := (c, row.named, row.quantity)) in readers
            ]
            places_of = (
                [row.place] if row.place != SEVERAL else self.ranks.tied_places(row.at, of_row)
            )
            for place in places_of:
                for reader in of_row:
                    value = self.keys.value(row.at, reader.at)
                    self._cell(row.at, reader, value, place, row.when, None)
            if not of_row:
                self._untold(row, columns[next(iter(self.table.values)), row.named, row.quantity])
        self._tell_blanks()

    def _rows(self) -> list[_Row]:
        """The rows of data with their keys; a blank name of an indicator is that above."""
        table, keys = self.table, self.keys
        base, named, found = table.when, "", []
        heads = {plain(column.head.split(" ")[-1]) for column in table.block.columns if column.head}
        for row in table.block.data:
            line = self.sheet.rows[row]
            kind = "blank" if is_blank(line) else row_kind(line, table.block.column_range(), heads)
            if kind == "when":
                base = (whole_when(only_text(line)) or When()).over(table.when)
            elif kind == "note" and len(table.block.notes) < 60:
                table.block.notes.append(only_text(line))
            if kind != "data":
                continue
            cells = keys.of_row(row, line)
            quantity = keys.text(row, table.quantity)
            named = self._named(row, quantity) or named
            place = keys.place(row, cells)
            when = keys.when(row, cells, base) if place != SET_ASIDE else None
            if when is None or not quantity:
                self.set_aside += place == SET_ASIDE
                continue
            found.append(_Row(row, place, when, named, quantity))
        return found

    def _named(self, row: int, quantity: str) -> str:
        """The indicator this row names, in a column beside or where others say their quantity."""
        at = self.table.indicator
        if at is None:
            return ""
        if at != self.table.quantity:
            return self.keys.text(row, at)
        of = self.keys.words.understand([quantity]).indicator
        return of.name if of is not None else ""

    # -- what row and column say together -------------------------------------------------------
    def _column(self, row: _Row, c: int, units: int) -> Column:
        own = self.table.values[c]
        alone = self.keys.words.understand([row.quantity])
        if alone.indicator is not None:
            found = alone
        else:
            named = row.named or (own.indicator.name if own.indicator else "")
            found = self.keys.words.understand([named, row.quantity])
            if alone.bare_rank:
                found = self._rank(found, named, units)
            elif is_bare(alone):
                stated = unit_in(row.quantity) or unit_in(row.named)
                found = replace(found, unit=stated or own.unit or found.unit)
        when = (found.when or When()).over(own.when) if found.when or own.when else None
        return replace(
            found,
            head=row.quantity,
            when=when,
            years_back=found.years_back or own.years_back,
            months_back=found.months_back or own.months_back,
            place=own.place,
        )

    def _rank(self, column: Column, named: str, units: int) -> Column:
        """排名 is that of the indicator named beside it."""
        of: Indicator | None = self.keys.words.mentioned(plain(named))
        table = self.table
        around = " ".join((*table.block.titles, self.sheet.name, self.into.file_name))
        city = within_city(table, column, around, units)
        rank = rank_of(of, self.keys.words.catalogue, city_wide=city) if of is not None else None
        if rank is None:
            why = f"{of.name if of else ''}的名次，不入库"
            return replace(column, meaning=Meaning.CHANGE, why=why)
        name = "" if city else column.list_name or table.list_name
        return replace(
            column, meaning=Meaning.VALUE, indicator=rank, unit="位", list_name=name, why=""
        )

    def _readers(
        self, rows: list[_Row], columns: dict[tuple[int, str, str], Column]
    ) -> dict[tuple[int, str, str], ValueColumn]:
        """How the cells of each quantity are read, decided by all of its numbers in a column."""
        numbers: dict[tuple[int, str, str], list[float]] = defaultdict(list)
        for row in rows:
            for c in self.table.values:
                value = self.keys.value(row.at, c)
                if type(value) is float:
                    numbers[c, row.named, row.quantity].append(value)
        return {
            key: value_column(self.table, self.doubts, key[0], column, numbers[key])
            for key, column in columns.items()
            if column.indicator is not None and column.meaning in (Meaning.VALUE, Meaning.TARGET)
        }

    def _tied(self, rows: list[_Row], columns: dict[tuple[int, str, str], Column]) -> None:
        """Ranks shared by units that stand beside each other."""
        for row in rows:
            ranks: dict[str, list[int]] = defaultdict(list)
            for c in self.table.values:
                of = columns[c, row.named, row.quantity].indicator
                if of is not None and of.quantity is Quantity.RANK:
                    ranks[of.key].append(c)
            for key, of_rank in ranks.items():
                rank = self.keys.words.catalogue[key]
                at = {
                    c: found
                    for c in of_rank
                    if (found := self._ranked(row, c, rank, rows, columns))
                }
                self.ranks.tie(row.at, of_rank, at)

    def _ranked(
        self,
        row: _Row,
        c: int,
        rank: Indicator,
        rows: list[_Row],
        columns: dict[tuple[int, str, str], Column],
    ) -> int | None:
        """The row of the value that a rank is of, in the same column."""
        for other in rows:
            column = columns[c, other.named, other.quantity]
            now = not column.years_back and (other.place, other.when) == (row.place, row.when)
            if now and column.indicator is not None and self.ranks.ranks(rank, column.indicator):
                return other.at
        return None

    # -- what is told ---------------------------------------------------------------------------
    def _untold(self, row: _Row, column: Column) -> None:
        """Why nothing of a row is stored."""
        at = self.table.quantity
        assert at is not None
        if column.meaning is Meaning.CHANGE:
            why = column.why or "变化情况，不入库"
            self.doubts.once(Severity.HINT, row.at, at, f"“{row.quantity}”是{why}。")
        elif column.meaning is not Meaning.IGNORED:
            message = f"“{row.quantity}”不是认识的指标，这一行未读取。"
            self.doubts.say(Severity.ERROR, row.at, at, message)

    def _question(self, row: int, reader: ValueColumn) -> tuple[tuple[int, int], str, str]:
        at = self.table.quantity
        assert at is not None
        return (row, at), *ask_period(reader.column.head, self.sheet.text(row, at))


def is_rank(column: Column) -> bool:
    """Whether a column holds ranks."""
    return column.indicator is not None and column.indicator.quantity is Quantity.RANK
