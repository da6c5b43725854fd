"""Ranks of a table's rows: of which list they are where the row names its indicator, and which
units share one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from yuetan_desktop.domain.indicator import Indicator, Quantity
from yuetan_desktop.excel.cells.ties import in_order, leading_rank, tied_with
from yuetan_desktop.excel.cells.tiesacross import Shared, ranks_across
from yuetan_desktop.excel.cells.valuecolumns import ValueColumn
from yuetan_desktop.excel.cells.values import is_missing
from yuetan_desktop.excel.recognition.columns import rank_of, says_city_wide
from yuetan_desktop.excel.recognition.table import Table
from yuetan_desktop.excel.results import PlaceName, PlaceRole, Severity
from yuetan_desktop.excel.tablerows.doubts import Doubts
from yuetan_desktop.excel.tablerows.rowkeys import PlaceIndex, RowKeys


class RowRanks:
    """What a row's ranks are, of one table."""

    def __init__(
        self, table: Table, keys: RowKeys, doubts: Doubts, place_index: PlaceIndex
    ) -> None:
        self._table, self._keys, self._doubts = table, keys, doubts
        self._sheet = table.block.sheet
        self._place_index = place_index
        self._across: dict[tuple[int, int], Shared] = {}
        self._lists: dict[int, str] = {}

    # -- a column names the indicators ------------------------------------------------------------
    def of_rows(self) -> None:
        """Units across and indicators down: which units share a rank in the rows of ranks."""
        table = self._table
        if table.indicator is None or not any(k.place for k in table.values.values()):
            return
        named = {row: self._keys.named(row) for row in table.block.data}
        for row, of in named.items():
            if of is not None and of.quantity is Quantity.RANK:
                same = [r for r, k in named.items() if k and self.ranks(of, k)]
                columns = list(table.values)
                self.tie(row, columns, {c: r for r in same for c in columns})

    def with_named(self, column: int) -> dict[int, int]:
        """Rows of a column of ranks that name the unit they are tied with: the rank of that one."""
        place, rows = self._table.place, self._table.block.data
        told = {row: tied_with(self._sheet.text(row, column)) for row in rows}
        wanted = {name for name in told.values() if name}
        if place is None or not wanted:
            return {}
        ranks = {
            name: leading_rank(self._sheet.text(row, column))
            for row in rows
            if (name := self._keys.text(row, place)) in wanted
        }
        return {row: ranks[name] for row, name in told.items() if ranks.get(name)}

    def scoped(self, row: int, indicator: Indicator) -> Indicator:
        """The rank a row names, of the list it names or the table's; that of the city's units where
        they are all ranked among each other."""
        if indicator.quantity is not Quantity.RANK:
            return indicator
        table, words = self._table, self._keys.words
        said = words.understand([self._keys.text(row, table.indicator)])
        self._lists[row] = said.list_name or table.list_name
        ranks = [self._rank(row, c) for c in table.values]
        city = says_city_wide(" ".join((*table.block.titles, self._sheet.name)))
        whole = table.role is not PlaceRole.CITY and in_order([rank for rank in ranks if rank])
        if not self._lists[row] and (city or (len(ranks) > 1 and whole)):
            return rank_of(indicator, words.catalogue, city_wide=True) or indicator
        return indicator

    def _rank(self, row: int, column: int) -> int:
        shared = self._across.get((row, column))
        return shared.rank if shared else leading_rank(self._sheet.text(row, column))

    def list_of(self, row: int) -> str:
        """The list that a row names."""
        return self._lists.get(row, "")

    # -- shared by units beside each other --------------------------------------------------------
    def ranks(self, rank: Indicator, of: Indicator) -> bool:
        """Whether a rank is that of an indicator."""
        return of.quantity is not Quantity.RANK and rank.key in self._ranks_of(of)

    def _ranks_of(self, of: Indicator) -> set[str]:
        catalogue = self._keys.words.catalogue
        both = (rank_of(of, catalogue, city_wide=city) for city in (True, False))
        return {rank.key for rank in both if rank is not None}

    def tie(self, row: int, columns: Sequence[int], rows: Mapping[int, int]) -> None:
        """Find who shares a rank in a row; `rows`: of each column the row of what is ranked."""
        held = {c: self._keys.value(r, c) for c, r in rows.items()}
        numbers = {c: value for c, value in held.items() if type(value) is float}
        for c, shared in ranks_across(self._sheet, row, columns, numbers).items():
            self._across[row, c] = shared

    def shared(self, row: int, column: int) -> str | None:
        """The rank of a cell that has none of its own, and a word about it; blank where it is only
        asked about."""
        found = self._across.get((row, column))
        if found is None:
            return None
        rank = f"{found.rank}（并列）"
        if found.told:
            self._doubts.say(Severity.HINT, row, column, found.told)
            return rank
        self._doubts.say(Severity.ERROR, row, column, found.question, rank)
        return ""

    # -- shared by units in one cell --------------------------------------------------------------
    def tied_places(self, row: int, readers: list[ValueColumn]) -> list[int]:
        """雁江区、安岳县 in one cell share a rank and the value it ranks; of any other value nobody
        can say whose it is."""
        at, names = self._table.place, self._keys.listed
        assert at is not None
        shown = "、".join(names)
        ranks = {r.indicator.key for r in readers if r.indicator and self._has_rank(r, row)}
        for reader in readers:
            of = reader.indicator
            if not ranks or (of and not {of.key, *self._ranks_of(of)} & ranks):
                message = (
                    f"一格里写了{len(names)}个单位（{shown}），不知道数值是各自的还是合在一起的，"
                    "这一行未读取；请拆成几行。"
                )
                self._doubts.say(Severity.ERROR, row, at, message)
                return []
        self._doubts.say(Severity.HINT, row, at, f"{shown}写在一格里，按名次并列读取。")
        cell, parent = self._sheet.cell(row, at), self._keys.text(row, self._table.parent)
        return [
            self._place_index(PlaceName(name, self._table.role, parent), self._sheet.name, cell)
            for name in names
        ]

    def _has_rank(self, reader: ValueColumn, row: int) -> bool:
        """Whether the column holds ranks and the row has one."""
        assert reader.indicator is not None
        given = reader.indicator.quantity is Quantity.RANK
        return given and not is_missing(self._keys.text(row, reader.at))
