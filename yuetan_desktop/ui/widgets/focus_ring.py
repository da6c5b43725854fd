"""The focus ring: 2 px accent with a 2 px gap around whatever has the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from shiboken6 import isValid

from yuetan_desktop.ui.theme import Color
from yuetan_desktop.ui.widgets import paint

GAP = 4
OWN_RING = "ownFocusRing"  # set on a widget that draws a ring itself, as on a dark ground


class FocusRing(QWidget):
    """Floats above a window's content; follows buttons, tiles and boxes, which draw no ring of
    their own. Hidden while the mouse is what moves the focus."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._followed: list[QWidget] = []
        self._by_mouse = True  # nothing is ringed before the first key
        self.hide()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus)

    def watch_input(self) -> None:
        """Learn from the window's native events whether keys or the mouse move the focus."""
        handle = self._window.window().windowHandle()
        if handle is not None:
            handle.installEventFilter(self)

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        for widget in self._followed:
            if isValid(widget):  # a list built anew takes the button that was pressed with it
                widget.removeEventFilter(self)
        self._followed = []
        if isinstance(new, QAbstractButton) and self._window.isAncestorOf(new):
            part: QWidget | None = None if new.property(OWN_RING) else new
            while part is not None and part is not self._window:
                part.installEventFilter(self)
                self._followed.append(part)
                part = part.parentWidget()
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide}:
            self._place()
        elif kind == QEvent.Type.MouseButtonPress and not isinstance(watched, QWidget):
            self._by_mouse = True
            self.hide()
        elif kind == QEvent.Type.KeyPress and not isinstance(watched, QWidget):
            self._by_mouse = False
            self._place()
        return False

    def _place(self) -> None:
        target = self._followed[0] if self._followed else None
        if target is None or not isValid(target) or self._by_mouse or not target.isVisible():
            self.hide()
            return
        corner = target.mapTo(self._window, QPoint(0, 0))
        self.setGeometry(QRect(corner, target.size()).adjusted(-GAP, -GAP, GAP, GAP))
        self.show()
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint.box(QPainter(self), QRectF(self.rect()), line=Color.ACCENT, width=2, radius=7)
