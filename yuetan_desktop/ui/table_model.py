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
        self._sorted: tuple[int, Qt.SortOrder] = (-1, Qt.SortOrder.AscendingOrder)
        self._keys: dict[int, list[Any]] = {}  # of the rows given, by column

    def set_rows(self, rows: Sequence[Any]) -> None:
        self.beginResetModel()
        self._given = list(rows)
        self._keys.clear()
        self.rows = self._in_order()
        self.endResetModel()

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Other columns over the same rows, in the order in which these were given."""
        self.beginResetModel()
        self.columns = tuple(columns)
        self._sorted = (-1, Qt.SortOrder.AscendingOrder)
        self._keys.clear()
        self.rows = self._given
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """By a column; −1 goes back to the order the rows were given in."""
        if (column, order) == self._sorted:
            return  # Qt asks more than once
        self._sorted = (column, order)
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        before = self.rows
        self.rows = self._in_order()
        if held:
            now = {id(record): row for row, record in enumerate(self.rows)}
            moved = [self.index(now[id(before[i.row()])], i.column()) for i in held]
            self.changePersistentIndexList(held, moved)
        self.layoutChanged.emit()

    def _in_order(self) -> list[Any]:
        column, order = self._sorted
        if not 0 <= column < len(self.columns):
            return self._given
        by = self.columns[column]
        descending = order is Qt.SortOrder.DescendingOrder
        if by.sort is None:  # a text may follow what the clerk does, such as a mark
            return sorted(self._given, key=by.text, reverse=descending)
        if column not in self._keys:
            self._keys[column] = list(map(by.sort, self._given))
        keys = self._keys[column]
        places = sorted(range(len(keys)), key=keys.__getitem__, reverse=descending)
        return [self._given[place] for place in places]

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
