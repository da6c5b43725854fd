"""The frozen head and first column of the matrix, and the ground its rows are painted on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView

from yuetan_desktop.ui.colors import shown
from yuetan_desktop.ui.theme import Color, Type, theme
from yuetan_desktop.ui.widgets import paint

if TYPE_CHECKING:
    from yuetan_desktop.ui.widgets.matrix import MatrixView

BAND = 6  # px between units and departments


def ground(painter: QPainter, rect: QRectF, view: MatrixView, row: int) -> QRectF:
    """Band above a group, tint of the current row, rule; returns the room for the cell."""
    view_row = view.matrix.rows[row]
    if view_row.begins_group:
        painter.fillRect(QRectF(rect.left(), rect.top(), rect.width(), BAND), shown(Color.CANVAS))
        rect = rect.adjusted(0, BAND, 0, 0)
    if row == view.currentIndex().row():
        painter.fillRect(rect, shown(Color.ACCENT_TINT))
    painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), shown(Color.LINE2))
    return rect


class LevelHead(QHeaderView):
    """Badge and name above article · period."""

    def __init__(self, view: MatrixView) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._view = view
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHighlightSections(False)

    def sizeHint(self) -> QSize:
        return QSize(100, theme().row(48, 44))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        if section >= len(self._view.matrix.heads):
            return
        head = self._view.matrix.heads[section]
        painter.save()
        whole = QRectF(rect)
        painter.fillRect(whole, shown(Color.SUB))
        painter.fillRect(
            QRectF(whole.left(), whole.bottom() - 1, whole.width(), 1), shown(Color.LINE)
        )
        half = whole.height() / 2
        x = paint.badge(painter, whole.left() + 6, whole.top() + half - theme().px(9), head.level)
        upper = QRectF(x + 6, whole.top(), whole.right() - x - 8, half + 1)
        upper.moveBottom(whole.top() + half + theme().px(1))
        line = QRectF(upper.left(), upper.bottom() - theme().px(20), upper.width(), theme().px(20))
        paint.text(painter, line, head.name, Type.SMALL_BOLD)
        line.moveTop(whole.top() + half)
        paint.text(painter, line, head.under, Type.SMALL, Color.INK2)
        painter.restore()


class UnitHead(QHeaderView):
    """The frozen first column: unit and what is open about it."""

    def __init__(self, view: MatrixView) -> None:
        super().__init__(Qt.Orientation.Vertical, view)
        self._view = view
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(8)

    def sizeHint(self) -> QSize:
        rows = self._view.matrix.rows
        names = max((paint.width_of(row.name, Type.BODY_BOLD) for row in rows), default=0)
        return QSize(max(theme().pick(128, 122), names + 20), 100)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        if section >= len(self._view.matrix.rows):
            return
        painter.save()
        row = self._view.matrix.rows[section]
        whole = QRectF(rect)
        painter.fillRect(whole, shown(Color.PANEL))
        inside = ground(painter, whole, self._view, section)
        if section == self._view.currentIndex().row():
            edge = QRectF(inside.left(), inside.top(), 3, inside.height() - 1)
            painter.fillRect(edge, shown(Color.ACCENT))
        middle = inside.center().y()
        height = theme().px(19)
        line = QRectF(inside.left() + 12, middle - height, inside.width() - 14, height)
        paint.text(painter, line, row.name, Type.BODY_BOLD)
        line.moveTop(middle - 1)
        paint.text(painter, line, row.note, Type.SMALL, Color.INK3)
        painter.restore()
