"""The room of a window: what fits fills it, what does not is scrolled to."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class Room(QScrollArea):
    """Shows `content` as large as the room, yet never smaller than its least size: on a screen
    smaller than the contract's smallest (ui.md §6) the rest is reached by scrolling."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(_Least(content))


class _Least(QWidget):
    """Holds its content to its least size. A scroll area asks a layout with wrapped words for the
    height it would like best, which is more than it needs."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        content.setParent(self)
        self._content = content

    def minimumSizeHint(self) -> QSize:
        return self._content.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._content.resize(event.size())

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)
