"""One sheet of the file as a model: cells as text, column heads, and marks at their cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtWidgets import QWidget

from yuetan_desktop.ui.table_model import Index
from yuetan_desktop.ui.widgets import paint

Position = tuple[int, int]  # row and column of the sheet, 0-based
MARK_ROLE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class ColumnHead:
    """What a column was understood as; empty `meaning` is not imported."""

    letter: str
    meaning: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A doubt about one cell: an error is not stored, a warning is."""

    error: bool
    message: str
    corrected: str = ""


class SheetModel(QAbstractTableModel):
    """Rows of one sheet from its first data row on; all of them, or only those with a mark."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heads: Sequence[ColumnHead] = ()
        self._rows: Sequence[Sequence[str]] = ()
        self._first = 0
        self._marks: Mapping[Position, Mark] = {}
        self._shown: list[int] | None = None

    def show(
        self,
        heads: Sequence[ColumnHead],
        rows: Sequence[Sequence[str]],
        first_row: int,
        marks: Mapping[Position, Mark],
        *,
        only_marked: bool = False,
    ) -> None:
        """`rows[0]` is row `first_row` (0-based) of the sheet, its cells from column A on."""
        self.beginResetModel()
        self.heads, self._rows, self._first, self._marks = heads, rows, first_row, marks
        self._shown = None
        if only_marked:
            inside = {row - first_row for row, _ in marks}
            self._shown = sorted(row for row in inside if 0 <= row < len(rows))
        self.endResetModel()

    # -- positions ------------------------------------------------------------------------------
    def position(self, index: Index) -> Position:
        return self._first + self._source_row(index.row()), index.column()

    def index_of(self, position: Position) -> Index:
        """The cell at a position of the sheet; invalid where it is not shown."""
        row, column = position[0] - self._first, position[1]
        if self._shown is not None:
            if row not in self._shown:
                return QModelIndex()
            row = self._shown.index(row)
        return self.index(row, column)

    def _source_row(self, row: int) -> int:
        return row if self._shown is None else self._shown[row]

    # -- Qt -------------------------------------------------------------------------------------
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        if parent.isValid():
            return 0
        return len(self._rows) if self._shown is None else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._rows[self._source_row(index.row())]
        text = row[index.column()] if index.column() < len(row) else ""
        mark = self._marks.get(self.position(index))
        if role == Qt.ItemDataRole.DisplayRole:
            return (mark.corrected if mark and mark.corrected else text) or (
                "（空）" if mark else ""
            )
        if role == MARK_ROLE:
            return mark
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole}:
            return mark.message if mark else None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return paint.RIGHT if _is_number(text) else paint.LEFT
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return None
        if orientation is Qt.Orientation.Vertical:
            return str(self._first + self._source_row(section) + 1)
        head = self.heads[section]
        return f"{head.letter} {head.meaning or '未识别，不导入'} {head.unit}".strip()


def _is_number(text: str) -> bool:
    return text.removeprefix("-").removesuffix("%").replace(".", "", 1).isdigit()
