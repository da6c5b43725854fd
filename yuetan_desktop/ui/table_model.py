"""The one table model: rows are records, columns say how to read them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter

Index = QModelIndex | QPersistentModelIndex
Painter = Callable[[QPainter, QRectF, Any], None]

RECORD = Qt.ItemDataRole.UserRole
COLUMN = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Column:
    """How one column reads a record.

    `text` is what is shown, copied and spoken; `sort` what is sorted by (default: the text);
    `paint` draws the cell instead of the text (see widgets.cells); `width` in px, 0 stretches;
    `plain` is the text for copying, a number without its unit.
    """

    title: str
    text: Callable[[Any], str]
    sort: Callable[[Any], Any] | None = None
    right: bool = False
    bold: bool = False
    secondary: bool = False
    middle: bool = False
    width: int = 120
    tip: Callable[[Any], str] | None = None
    paint: Painter | None = None
    plain: Callable[[Any], str] | None = None


class RecordTableModel(QAbstractTableModel):
    """Shows a list of records; `set_rows` replaces it, keeping views where they are.

    It sorts itself, by one key a record: a sorting proxy would ask for two values at every
    comparison, which takes seconds where a ledger has tens of thousands of lines.
    """

    def __init__(self, columns: Sequence[Column], rows: Sequence[Any] = ()) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.rows: list[Any] = list(rows)
        self._given: list[Any] = self.rows
        self._places: Sequence[int] = range(len(self.rows))  # of each row among those given
        self._sorted: tuple[int, Qt.SortOrder] = (-1, Qt.SortOrder.AscendingOrder)
        self._keys: dict[int, list[Any]] = {}  # of the rows given, by column

    def set_rows(self, rows: Sequence[Any]) -> None:
        self.beginResetModel()
        self._given = list(rows)
        self._keys.clear()
        self._arrange()
        self.endResetModel()

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Other columns over the same rows, in the order in which these were given."""
        self.beginResetModel()
        self.columns = tuple(columns)
        self._sorted = (-1, Qt.SortOrder.AscendingOrder)
        self._keys.clear()
        self._arrange()
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """By a column; −1 goes back to the order the rows were given in."""
        if (column, order) == self._sorted:
            return  # Qt asks more than once
        self._sorted = (column, order)
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        stood = [self._places[index.row()] for index in held]
        self._arrange()
        if held:
            wanted = set(stood)
            now = {place: row for row, place in enumerate(self._places) if place in wanted}
            moved = [self.index(now[at], i.column()) for at, i in zip(stood, held, strict=True)]
            self.changePersistentIndexList(held, moved)
        self.layoutChanged.emit()

    def _arrange(self) -> None:
        column, order = self._sorted
        given = self._given
        if not 0 <= column < len(self.columns):
            self._places, self.rows = range(len(given)), given
            return
        self._places = self._in_order(column, order)
        self.rows = [given[place] for place in self._places]

    def _in_order(self, column: int, order: Qt.SortOrder) -> list[int]:
        by = self.columns[column]
        descending = order is Qt.SortOrder.DescendingOrder
        if by.sort is None:  # a text may follow what the clerk does, such as a mark
            keys = list(map(by.text, self._given))
        elif column in self._keys:
            keys = self._keys[column]
        else:
            keys = self._keys[column] = list(map(by.sort, self._given))
        return sorted(range(len(keys)), key=keys.__getitem__, reverse=descending)

    def record(self, row: int) -> Any:
        return self.rows[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        record, column = self.rows[index.row()], self.columns[index.column()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return column.text(record)
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.tip(record) if column.tip else column.text(record)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        if role == RECORD:
            return record
        if role == COLUMN:
            return column
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        column = self.columns[section]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None
