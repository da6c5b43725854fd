"""The focus ring: 2 px accent with a 2 px gap around whatever has the keyboard."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from shiboken6 import isValid

from yuetan_desktop.ui.theme import Color
from yuetan_desktop.ui.widgets import paint

GAP = 4
OWN_RING = "ownFocusRing"  # set on a widget that draws a ring itself, as on a dark ground


_BORDERED = (QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit)  # their border turns accent


class FocusRing(QWidget):
    """Floats above a window's content, around whatever draws no ring of its own; nothing is
    ringed before the first key or click. A table has it inside its edge, and only while keys move
    the focus: a click marks its row."""

    by_key: ClassVar[bool | None] = None  # whether the last input was a key; None before the first

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._followed: list[QWidget] = []
        self.hide()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus)

    @property
    def _window(self) -> QWidget:
        """Asked of Qt: kept here, it would keep a closed dialog and its ring alive as a cycle, and
        the focus would still be told to the ring of a dialog half gone."""
        window = self.parentWidget()
        return self if window is None else window

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
        if (
            new is not None
            and self._window.isAncestorOf(new)
            and new.window() is self._window.window()
        ):
            part: QWidget | None = None if _draws_its_own(new) else new
            while part is not None and part is not self._window:
                part.installEventFilter(self)
                self._followed.append(part)
                part = part.parentWidget()
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not hasattr(self, "_followed"):
            return False  # a dialog that is being let go of loses its Python part first
        kind = event.type()
        if kind in {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide}:
            self._place()
        elif kind == QEvent.Type.MouseButtonPress and not isinstance(watched, QWidget):
            FocusRing.by_key = False
            self._place()
        elif kind == QEvent.Type.KeyPress and not isinstance(watched, QWidget):
            FocusRing.by_key = True
            self._place()
        return False

    def _place(self) -> None:
        target = self._followed[0] if self._followed else None
        if target is None or not isValid(target) or not target.isVisible() or not _is_due(target):
            self.hide()
            return
        gap = 0 if isinstance(target, QAbstractScrollArea) else GAP
        corner = target.mapTo(self._window, QPoint(0, 0))
        self.setGeometry(QRect(corner, target.size()).adjusted(-gap, -gap, gap, gap))
        self.show()
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint.box(QPainter(self), QRectF(self.rect()), line=Color.ACCENT, width=2, radius=7)


def _draws_its_own(widget: QWidget) -> bool:
    return bool(widget.property(OWN_RING)) or isinstance(widget, _BORDERED)


def _is_due(widget: QWidget) -> bool:
    if isinstance(widget, QAbstractButton):
        return FocusRing.by_key is not None
    return bool(FocusRing.by_key)
