"""How the rows of the regulation's tree look: names that wrap, level badges, counts in a ring."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStyleOptionViewItem, QTreeWidget

from yuetan_desktop.ui import icons
from yuetan_desktop.ui.colors import shown
from yuetan_desktop.ui.theme import Color, Type, theme
from yuetan_desktop.ui.widgets import paint

LEVEL = Qt.ItemDataRole.UserRole + 2  # the number of an article's level
_WORDS = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap)
_BADGE = 24  # with the gap after it
_RING = 20


class TreeRows(QTreeWidget):
    """Two columns, name and count. A name is never cut off: it takes a second line."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setHeaderHidden(True)
        self.setColumnCount(2)
        self.setExpandsOnDoubleClick(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        head = self.header()
        head.setStretchLastSection(False)
        head.setMinimumSectionSize(theme().px(26))
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.setItemDelegateForColumn(0, _Name(self))
        self.setItemDelegateForColumn(1, _Count(self))
        self._space()
        theme().changed.connect(self._space)

    def _space(self) -> None:
        self.setIndentation(theme().px(16))
        self.scheduleDelayedItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()  # another width, other line breaks

    def room_for_name(self, index: QModelIndex | Any) -> int:
        """How wide a name may be in its row."""
        depth = 1
        while (index := index.parent()).isValid():
            depth += 1
        return self.columnWidth(0) - depth * self.indentation()

    # -- paint ----------------------------------------------------------------------------------
    def drawRow(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | Any
    ) -> None:
        """The chosen row is a band from edge to edge with 3 px of accent at its left."""
        if not self.selectionModel().isSelected(index):
            super().drawRow(painter, option, index)
            return
        band = paint.rect_of(option)
        band.setLeft(0)
        painter.fillRect(band, shown(Color.ACCENT_TINT))
        super().drawRow(painter, option, index)
        painter.fillRect(QRectF(0, band.top(), 3, band.height()), shown(Color.ACCENT))

    def drawBranches(self, painter: QPainter, rect: QRect, index: QModelIndex | Any) -> None:
        """A chevron where a row opens; no lines."""
        if index.model().hasChildren(index):
            icon = "chevron-down" if self.isExpanded(index) else "chevron-right"
            left = rect.right() + 1 - 14  # beside the name, away from the edge of the window
            icons.paint(painter, icon, left, rect.center().y() - 7, 14, Color.INK3)


def _font(selected: bool) -> QFont:
    return theme().font(Type.BODY_BOLD if selected else Type.BODY)


class _Name(paint.PlainDelegate):
    def __init__(self, tree: TreeRows) -> None:
        super().__init__(tree)
        self._tree = tree

    def _left(self, index: QModelIndex | Any) -> int:
        return 4 + (theme().px(_BADGE) if index.data(LEVEL) else 0)

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | Any) -> QSize:
        room = self._tree.room_for_name(index)
        words = QRect(0, 0, room - self._left(index) - 2, 1000)
        box = QFontMetrics(_font(True)).boundingRect(words, _WORDS, index.data() or "")
        return QSize(room, max(theme().row(30), box.height() + 12))

    def draw(self, painter: QPainter, rect: QRectF, index: Any, selected: bool) -> None:
        if level := index.data(LEVEL):
            paint.badge(painter, rect.left() + 2, rect.center().y(), int(level))
        painter.setFont(_font(selected))
        painter.setPen(shown(Color.ACCENT_HOVER if selected else Color.INK))
        where = rect.adjusted(self._left(index), 0, -2, 0)
        painter.drawText(where, _WORDS, index.data() or "")


class _Count(paint.PlainDelegate):
    """How many units a row catches, in a ring as in the picture."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | Any) -> QSize:
        return QSize(theme().px(_RING + 10), theme().row(30))

    def draw(self, painter: QPainter, rect: QRectF, index: Any, _selected: bool) -> None:
        words = index.data()
        if not words:
            return
        side = float(theme().px(_RING))
        wide = max(side, paint.width_of(words, Type.TINY) + 10)
        ring = QRectF(rect.right() - wide - 5, round(rect.center().y() - side / 2), wide, side)
        paint.box(painter, ring, fill=Color.PANEL, line=Color.BUTTON_LINE, radius=side / 2)
        paint.text(painter, ring, words, Type.TINY, Color.INK2, paint.CENTER)
