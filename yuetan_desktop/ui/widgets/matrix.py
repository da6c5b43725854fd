"""The escalation matrix: units × levels, head and first column frozen, one Tab stop."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from yuetan_desktop.ui.colors import shown
from yuetan_desktop.ui.table_model import Index
from yuetan_desktop.ui.theme import Color, TextSize, Type, theme
from yuetan_desktop.ui.widgets import matrix_copy, paint
from yuetan_desktop.ui.widgets.cell_look import CellView, least_width, paint_cell
from yuetan_desktop.ui.widgets.labels import Label
from yuetan_desktop.ui.widgets.matrix_heads import BAND, LevelHead, UnitHead, ground

ROW_MIN, ROW_MAX = 40, 56
COLUMN_MIN = 100


@dataclass(frozen=True, slots=True)
class ColumnHead:
    """A level: number, name, and article · period."""

    level: int
    name: str
    under: str


@dataclass(frozen=True, slots=True)
class MatrixRowView:
    """One unit: its key, name, what is open, whether a band stands above it, and its cells."""

    key: Any
    name: str
    note: str
    cells: tuple[CellView, ...]
    begins_group: bool = False


class MatrixModel(QAbstractTableModel):
    """Rows of cells; the unit is the row's head, the level the column's."""

    def __init__(self) -> None:
        super().__init__()
        self.heads: tuple[ColumnHead, ...] = ()
        self.rows: tuple[MatrixRowView, ...] = ()

    def set_matrix(self, heads: Sequence[ColumnHead], rows: Sequence[MatrixRowView]) -> None:
        self.beginResetModel()
        self.heads, self.rows = tuple(heads), tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.heads)

    def cell(self, index: Index) -> CellView:
        return self.rows[index.row()].cells[index.column()]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        cell = self.cell(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.words
        row, head = self.rows[index.row()], self.heads[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.name}，{head.name}，{cell.label}，{cell.line}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{row.name} · {head.name}\n{cell.tip}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        down = orientation is Qt.Orientation.Vertical
        if section >= (len(self.rows) if down else len(self.heads)):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.rows[section].name if down else self.heads[section].name
        if role == Qt.ItemDataRole.ToolTipRole:
            if down:
                return f"{self.rows[section].name}\n{self.rows[section].note}"
            head = self.heads[section]
            return f"{head.level} {head.name}\n{head.under}"
        return None


class MatrixView(QTableView):
    """`cell_chosen(row key, level)` when a cell becomes current, `cell_opened` on click or Space,
    `rule_asked(the clause it goes by)` on Enter (ui.md 8.1).

    Rows share the height up to 56 px each and never fall below 40: then the matrix scrolls.
    """

    cell_chosen = Signal(object, int)
    cell_opened = Signal(object, int)
    rule_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.matrix = MatrixModel()
        self.quoted: matrix_copy.CellQuoted | None = None  # what a cell stands on
        self.setModel(self.matrix)
        self.setAccessibleName("升级矩阵：责任单位 × 处置等级")
        self.setItemDelegate(_CellDelegate(self))
        self.setHorizontalHeader(LevelHead(self))
        self.setVerticalHeader(UnitHead(self))
        self._corner = Label("责任单位", Type.SMALL, Color.INK2, parent=self)
        self._corner.setIndent(12)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setCornerButtonEnabled(False)
        self.selectionModel().currentChanged.connect(self._on_current)
        self.clicked.connect(self._open)
        self.verticalHeader().sectionClicked.connect(self._on_unit)
        theme().changed.connect(self._fit)

    # -- what is shown --------------------------------------------------------------------------
    def set_matrix(self, heads: Sequence[ColumnHead], rows: Sequence[MatrixRowView]) -> None:
        """Show a matrix, keeping the current unit and level where they still exist."""
        key, level = self.current()
        self.matrix.set_matrix(heads, rows)
        self._fit()
        if key is not None:
            self.select(key, level, quietly=True)

    def set_corner(self, words: str) -> None:
        """What the rows are: 责任单位 or 事项."""
        self._corner.setText(words)
        self.setAccessibleName(f"升级矩阵：{words} × 处置等级")

    @property
    def corner(self) -> str:
        return self._corner.text()

    def current(self) -> tuple[Any, int]:
        index = self.currentIndex()
        if not index.isValid():
            return None, 0
        return self.matrix.rows[index.row()].key, self.matrix.heads[index.column()].level

    def select(self, key: Any, level: int, *, quietly: bool = False) -> None:
        """Make a cell current; quietly = without telling anyone."""
        keys = [row.key for row in self.matrix.rows]
        levels = [head.level for head in self.matrix.heads]
        if key not in keys:
            return
        column = levels.index(level) if level in levels else 0
        blocked = self.blockSignals(quietly)
        index = self.matrix.index(keys.index(key), column)
        command = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(index, command)
        self.scrollTo(index)
        self.blockSignals(blocked)

    def natural_height(self, row_height: int) -> int:
        """The height that shows every row at `row_height`."""
        rows = self.matrix.rows
        bands = sum(BAND for row in rows if row.begins_group)
        head = self.horizontalHeader().sizeHint().height()
        return head + len(rows) * theme().px(row_height) + bands + 2

    def sizeHint(self) -> QSize:
        return QSize(720, self.natural_height(theme().pick(48, 44)))

    def minimumSizeHint(self) -> QSize:
        head = self.horizontalHeader().sizeHint().height()
        return QSize(480, head + 4 * theme().px(ROW_MIN))

    # -- fitting --------------------------------------------------------------------------------
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self._fit_rows()
        self._fit_columns()
        self.updateGeometry()
        side, head = self.verticalHeader().width(), self.horizontalHeader().height()
        self._corner.setGeometry(0, 0, side, head - 1)
        self._corner.raise_()

    def _fit_rows(self) -> None:
        rows = self.matrix.rows
        if not rows:
            return
        least, most = theme().px(ROW_MIN), theme().px(ROW_MAX)

        def share(seen: int) -> int:
            bands = BAND * sum(row.begins_group for row in rows[:seen])
            return (self.viewport().height() - bands - 1) // seen

        # Where it scrolls, as many whole rows as there is room for.
        seen = next((n for n in range(len(rows), 1, -1) if share(n) >= least), 1)
        height = max(least, min(most, share(seen)))
        for number, row in enumerate(rows):
            self.setRowHeight(number, height + (BAND if row.begins_group else 0))

    def _fit_columns(self) -> None:
        heads = self.matrix.heads
        if not heads:
            return
        columns = zip(*(row.cells for row in self.matrix.rows), strict=True)
        lines = [max(map(least_width, cells)) for cells in columns] or [0] * len(heads)
        whole = [
            max(self._least_width(head), line) for head, line in zip(heads, lines, strict=True)
        ]
        for section, width in enumerate(shared_widths(whole, self.viewport().width())):
            self.setColumnWidth(section, width)

    def _least_width(self, head: ColumnHead) -> int:
        """Room for both lines beside the badge, so that no head is cut off; in larger type, where
        the matrix scrolls sideways, a little more, so that no second line touches its edge."""
        words = max(
            paint.width_of(head.name, Type.SMALL_BOLD), paint.width_of(head.under, Type.SMALL)
        )
        spare = 0 if theme().text_size is TextSize.STANDARD else 8
        name = words + theme().px(18) + 15 + spare
        return max(COLUMN_MIN, name)

    # -- keys and mouse -------------------------------------------------------------------------
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self._ask_rule(self.currentIndex())
        elif event.key() == Qt.Key.Key_Space and not event.modifiers():
            self._open(self.currentIndex())
        elif event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(matrix_copy.as_tsv(self))
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        cell = self.visualRect(self.currentIndex()).bottomLeft()
        menu = matrix_copy.copy_menu(self)
        menu.exec(self.viewport().mapToGlobal(cell) if by_key else event.globalPos())
        menu.deleteLater()

    def _on_current(self, index: Index, before: Index) -> None:
        self.viewport().update()
        self.verticalHeader().viewport().update()
        if index.isValid():
            self.cell_chosen.emit(*self.current())

    def _open(self, index: Index) -> None:
        if index.isValid():
            self.cell_opened.emit(*self.current())

    def _ask_rule(self, index: Index) -> None:
        if index.isValid() and (rule := self.matrix.cell(index).rule):
            self.rule_asked.emit(rule)

    def _on_unit(self, row: int) -> None:
        """A click on a unit opens it at its worst cell."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        column = worst_column(self.matrix.rows[row])
        self.setCurrentIndex(self.matrix.index(row, column))
        self._open(self.currentIndex())


def worst_column(row: MatrixRowView) -> int:
    """The highest level that is triggered, else undecided, else 临界, else the first."""
    for state in ("已触发", "待认定", "临界"):
        found = [i for i, cell in enumerate(row.cells) if cell.state == state]
        if found:
            return found[-1]
    return 0


def shared_widths(least: Sequence[int], room: int) -> list[int]:
    """Equal columns, but none narrower than its least width; the last takes the odd pixels."""
    widths = list(least)
    free = list(range(len(least)))
    while free:
        share = (room - sum(widths[i] for i in range(len(least)) if i not in free)) // len(free)
        tight = [i for i in free if least[i] > share]
        if not tight:
            for i in free:
                widths[i] = share
            break
        free = [i for i in free if i not in tight]
    widths[-1] += max(0, room - sum(widths))
    return widths


class _CellDelegate(QStyledItemDelegate):
    def __init__(self, view: MatrixView) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        rect = paint.rect_of(option)
        current = self._view.currentIndex()
        rect = ground(painter, rect, self._view, index.row())
        is_current = index.row() == current.row() and index.column() == current.column()
        if self._view.selectionModel().isSelected(index) and not is_current:
            painter.fillRect(rect, shown(Color.ACCENT_LINE))
        cell = self._view.matrix.cell(index)
        paint_cell(painter, rect, cell, focused=is_current)
        painter.restore()
