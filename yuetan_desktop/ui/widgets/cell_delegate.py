"""The one delegate of all tables: rules, selection, then the column's painter or its text."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem

from yuetan_desktop.ui.colors import shown
from yuetan_desktop.ui.table_model import COLUMN, RECORD, Column, Index
from yuetan_desktop.ui.theme import Color, Type, theme
from yuetan_desktop.ui.widgets import paint

_NEAR = 8  # px between two lines that would be seen as one drawn twice
SIDE = 10  # px left and right of a cell's content
EDGE = 12  # px before the first cell's: where a panel's title begins


class CellDelegate(paint.PlainDelegate):
    """Row rules, selection (tint + 3 px edge), then the column's painter or its text."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        rect = paint.rect_of(option)
        selected = paint.is_selected(option)
        if selected:
            painter.fillRect(rect, shown(Color.ACCENT_TINT))
            if index.column() == 0:
                edge = QRectF(rect.left(), rect.top(), 3, rect.height())
                painter.fillRect(edge, shown(Color.ACCENT))
        if not self._meets_the_edge(rect, index):
            rule = QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1)
            painter.fillRect(rule, shown(Color.LINE2))
        if not selected and self._is_current(index):
            _outline(painter, rect)
        column: Column | None = index.data(COLUMN)
        inside = rect.adjusted(SIDE if index.column() else EDGE, 0, -SIDE, -1)
        if column is not None and column.paint is not None:
            column.paint(painter, inside, index.data(RECORD))
        elif column is not None:
            role = Type.BODY_BOLD if column.bold else Type.BODY
            color = Color.INK2 if column.secondary else Color.INK
            align = paint.RIGHT if column.right else paint.LEFT
            words = index.data() or ""
            paint.text(painter, inside, words, role, color, align, middle=column.middle)
        painter.restore()

    def _meets_the_edge(self, rect: QRectF, index: Index) -> bool:
        """The last line, where the table ends right under it: the panel's own border is there."""
        view = self.parent()
        if not isinstance(view, QAbstractItemView) or index.row() < index.model().rowCount() - 1:
            return False
        return 0 <= view.viewport().height() - rect.bottom() < _NEAR

    def _is_current(self, index: Index) -> bool:
        """The line the keyboard is on, though it was not chosen yet."""
        view = self.parent()
        if not isinstance(view, QAbstractItemView) or not view.hasFocus():
            return False
        return view.currentIndex().row() == index.row()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(80, theme().row(32))


def _outline(painter: QPainter, rect: QRectF) -> None:
    """Above and below, so that the cells of a line together are framed."""
    for top in (rect.top(), rect.bottom() - 2):
        painter.fillRect(QRectF(rect.left(), top, rect.width(), 2), shown(Color.ACCENT))
