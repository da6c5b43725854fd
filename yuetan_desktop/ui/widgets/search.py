"""The search box of the page header, with its list of hits in groups."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLineEdit, QListView, QWidget

from yuetan_desktop.ui import icons
from yuetan_desktop.ui.colors import shown
from yuetan_desktop.ui.table_model import RECORD, Column, Index, RecordTableModel
from yuetan_desktop.ui.theme import Color, Type, theme
from yuetan_desktop.ui.widgets import paint
from yuetan_desktop.ui.widgets.buttons import key_cap
from yuetan_desktop.ui.widgets.labels import Label

PLACEHOLDERS = ("搜索单位、断面、案件（如 ajx）", "搜索（如 ajx）", "搜索")


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: shown as title and context, opened by `page` and `what`."""

    group: str
    icon: str
    title: str
    context: str
    page: str
    what: Any


Search = Callable[[str], Sequence[Hit]]


class SearchBox(QLineEdit):
    """Ctrl+K focuses it, typing shows hits below, ↑↓ choose, Enter opens, Esc leaves."""

    # Set once by the main window; every box asks the same index.
    look_up: Search | None = None
    prepare: Callable[[], None] | None = None
    left = Signal()
    open_hit: Callable[[Hit], None] | None = None

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("search", "true")
        self.setAccessibleName("全局搜索")
        self.setToolTip("全局搜索（Ctrl+K）")
        self._hits: _HitList | None = None
        self.textEdited.connect(self._typed)
        self._restyle()
        theme().changed.connect(self._restyle)

    def _restyle(self) -> None:
        self._cap = paint.width_of("Ctrl+K", Type.TINY) + 10
        self.setTextMargins(27, 0, self._cap, 0)
        self.setMaximumWidth(theme().pick(288, 272))
        self.setMinimumWidth(27 + self._cap + 15)
        self._choose_placeholder()

    def sizeHint(self) -> QSize:
        """It asks for its least and is given what the rest of the header leaves."""
        return QSize(self.minimumWidth(), super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._choose_placeholder()

    def _choose_placeholder(self) -> None:
        room = self.width() - 27 - self._cap - 15
        fitting = (words for words in PLACEHOLDERS if paint.width_of(words) <= room)
        self.setPlaceholderText(next(fitting, ""))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        middle = self.height() / 2
        icons.paint(painter, "search", 9, middle - 8, 16, Color.INK3)
        if not self.text():
            key_cap(painter, self.width() - self._cap - 7, middle, "Ctrl+K")

    def _typed(self, text: str) -> None:
        if SearchBox.look_up is None or not text.strip():
            self._list.hide()
        else:
            self._list.show_hits(list(SearchBox.look_up(text)), text.strip())

    @property
    def _list(self) -> _HitList:
        if self._hits is None:
            self._hits = _HitList(self)
        return self._hits

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in {Qt.Key.Key_Down, Qt.Key.Key_Up} and self._list.isVisible():
            self._list.step(1 if key == Qt.Key.Key_Down else -1)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if (hit := self._list.current_hit()) is not None:
                self.choose(hit)
        elif key == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: Any) -> None:
        super().focusInEvent(event)
        if SearchBox.prepare is not None:
            SearchBox.prepare()

    def focusOutEvent(self, event: Any) -> None:
        super().focusOutEvent(event)
        if self._hits is not None:
            self._hits.hide()
        self.left.emit()

    def choose(self, hit: Hit) -> None:
        self.leave()
        if SearchBox.open_hit is not None:
            SearchBox.open_hit(hit)

    def leave(self) -> None:
        self.clear()
        if self._hits is not None:
            self._hits.hide()
        self.clearFocus()


def floating_box(over: QWidget, header: QWidget) -> SearchBox:
    """The search over a page whose header has no room for it; gone when it is left."""
    box = SearchBox(over)
    box.left.connect(box.deleteLater)
    corner = header.mapTo(over, QPoint(0, 0))
    height = theme().row(32)
    left = corner.x() + (header.width() - box.width()) // 2
    box.setGeometry(left, corner.y() + (header.height() - height) // 2, box.width(), height)
    box.show()
    box.raise_()
    return box


def _spoken(hit: Hit) -> str:
    return f"{hit.group}：{hit.title}，{hit.context}"


class _HitList(QFrame):
    """The hits under the box; a child of the window, so that it works on every platform."""

    ROW = 36

    def __init__(self, box: SearchBox) -> None:
        super().__init__(box.window())
        self._box = box
        self.setProperty("surface", "card")
        self._model = RecordTableModel([Column("结果", _spoken)])
        self._view = QListView(self)
        self._view.setModel(self._model)
        self._view.setItemDelegate(_HitDelegate(self._view))
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._view.setAccessibleName("搜索结果")
        self._nothing = Label("", Type.BODY, Color.INK2, parent=self)
        self._view.pressed.connect(lambda index: box.choose(index.data(RECORD)))
        self.hide()

    def show_hits(self, hits: list[Hit], text: str) -> None:
        self._model.set_rows(hits)
        self._view.setVisible(bool(hits))
        self._nothing.setVisible(not hits)
        self._nothing.setText(f"没有找到“{text}”")
        self._view.setCurrentIndex(self._model.index(0, 0))
        height = min(max(len(hits), 1), 12) * theme().row(self.ROW) + 4
        corner = self._box.mapTo(self._box.window(), QPoint(0, self._box.height() + 4))
        width = max(self._box.width(), 520)
        left = min(corner.x(), self._box.window().width() - width - 12)
        self.setGeometry(left, corner.y(), width, height)
        self._view.setGeometry(2, 2, width - 4, height - 4)
        self._nothing.setGeometry(14, 2, width - 28, height - 4)
        self.show()
        self.raise_()

    def step(self, by: int) -> None:
        if not self._model.rowCount():
            return
        row = (self._view.currentIndex().row() + by) % self._model.rowCount()
        self._view.setCurrentIndex(self._model.index(row, 0))

    def current_hit(self) -> Hit | None:
        index = self._view.currentIndex()
        return index.data(RECORD) if self.isVisible() and index.isValid() else None


class _HitDelegate(paint.PlainDelegate):
    """Group (once, at its first hit), icon, title, context; Enter on the current one."""

    def sizeHint(self, _option: Any, _index: Index) -> QSize:
        return QSize(200, theme().row(_HitList.ROW))

    def draw(self, painter: QPainter, rect: QRectF, index: Index, selected: bool) -> None:
        hit: Hit = index.data(RECORD)
        if selected:
            painter.fillRect(rect, shown(Color.ACCENT_TINT))
        right = rect.right() - 10
        if selected:
            cap = paint.width_of("Enter", Type.TINY) + 10
            key_cap(painter, right - cap, rect.center().y(), "Enter")
            right -= cap + 8
        x = rect.left() + 12
        group = QRectF(x, rect.top(), theme().px(32), rect.height())
        above = index.sibling(index.row() - 1, 0)
        if not above.isValid() or above.data(RECORD).group != hit.group:
            paint.text(painter, group, hit.group, Type.SMALL, Color.INK3)
            if above.isValid():
                painter.fillRect(QRectF(x, rect.top(), rect.width() - 24, 1), shown(Color.LINE2))
        icons.paint(painter, hit.icon, group.right() + 6, rect.center().y() - 8, 16, Color.ACCENT)
        x = group.right() + 30
        width = min(paint.width_of(hit.title, Type.BODY_BOLD) + 2, right - x - 60)
        title = QRectF(x, rect.top(), width, rect.height())
        paint.text(painter, title, hit.title, Type.BODY_BOLD, middle=True)
        rest = QRectF(title.right() + 8, rect.top(), right - title.right() - 8, rect.height())
        paint.text(painter, rest, hit.context, Type.SMALL, Color.INK2)
