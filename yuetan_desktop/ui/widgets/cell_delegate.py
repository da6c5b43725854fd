"""The one delegate of all tables: rules, selection, then the column's painter or its text."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from yuetan_desktop.ui.colors import shown
from yuetan_desktop.ui.table_model import COLUMN, RECORD, Column, Index
from yuetan_desktop.ui.theme import Color, Type, theme
from yuetan_desktop.ui.widgets import paint

SIDE = 10  # px left and right of a cell's content


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
        painter.fillRect(
            QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), shown(Color.LINE2)
        )
        column: Column | None = index.data(COLUMN)
        inside = rect.adjusted(SIDE, 0, -SIDE, -1)
        if column is not None and column.paint is not None:
            column.paint(painter, inside, index.data(RECORD))
        elif column is not None:
            role = Type.BODY_BOLD if column.bold else Type.BODY
            color = Color.INK2 if column.secondary else Color.INK
            align = paint.RIGHT if column.right else paint.LEFT
            words = index.data() or ""
            paint.text(painter, inside, words, role, color, align, middle=column.middle)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(80, theme().row(32))
