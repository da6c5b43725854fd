"""Toasts: what just succeeded, or a mild warning, for six seconds at the bottom right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from yuetan_desktop.ui import icons
from yuetan_desktop.ui.colors import shown
from yuetan_desktop.ui.theme import Color, Type
from yuetan_desktop.ui.widgets import paint
from yuetan_desktop.ui.widgets.buttons import LINK, PRIMARY, Button, IconButton
from yuetan_desktop.ui.widgets.containers import column, row
from yuetan_desktop.ui.widgets.labels import Label

SECONDS = 6
WIDTH, MARGIN = 344, 16


@dataclass(frozen=True, slots=True)
class Notice:
    """What a toast says. Kinds: ok, warn. Errors never come as toasts."""

    title: str
    words: str = ""
    kind: str = "ok"
    action: tuple[str, Callable[[], object]] | None = None


class Toast(QFrame):
    """One notice; pauses while the mouse is on it, Esc or × closes it."""

    def __init__(self, notice: Notice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.notice = notice
        self.setAccessibleName(f"{notice.title} {notice.words}".strip())
        self.setFixedWidth(WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)
        whole = row(self)
        whole.setContentsMargins(44, 10, 8, 10)
        words = column()
        words.addWidget(Label(notice.title, Type.BODY_BOLD, wrap=True))
        if notice.words:
            words.addWidget(Label(notice.words, Type.SMALL, Color.INK2, wrap=True))
        whole.addLayout(words, 1)
        if notice.action:
            link = Button(notice.action[0], LINK)
            link.clicked.connect(self._act)
            whole.addWidget(link)
        close = IconButton("x", "关闭通知", height=24, flat=True)
        close.clicked.connect(self.close)
        whole.addWidget(close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SECONDS * 1000)
        self._timer.timeout.connect(self.close)
        self._timer.start()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def place(self) -> None:
        """Sit at the bottom right of the parent, above any primary button that stands there."""
        parent = self.parentWidget()
        if parent is None:
            return
        # At its own width, not the one its words would like: else a second line is cut.
        self.resize(WIDTH, self.heightForWidth(WIDTH))
        here = QRect(QPoint(0, 0), self.size())
        here.moveBottomRight(parent.rect().bottomRight() - QPoint(MARGIN, MARGIN))
        for button in _primary_buttons(parent):
            if here.intersects(button):
                here.moveBottom(button.top() - MARGIN)
        self.move(here.topLeft())
        self.raise_()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _act(self) -> None:
        assert self.notice.action is not None
        self.close()
        self.notice.action[1]()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._timer.start()
        super().leaveEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        ok = self.notice.kind == "ok"
        edge = Color.OK if ok else Color.WARN_EDGE
        rect = QRectF(self.rect())
        paint.box(painter, rect, fill=Color.PANEL, line=Color.CONTROL_LINE)
        painter.fillRect(QRectF(0, 0, 4, rect.height()), shown(edge))
        name = "circle-check" if ok else "triangle-alert"
        icons.paint(painter, name, 16, rect.center().y() - 8, 16, edge)


def _primary_buttons(window: QWidget) -> list[QRect]:
    """Where those in sight stand, the lowest first."""
    found = [
        QRect(button.mapTo(window, QPoint(0, 0)), button.size())
        for button in window.findChildren(Button)
        if button.kind == PRIMARY and button.isVisible()
    ]
    return sorted(found, key=QRect.bottom, reverse=True)


class ToastCorner:
    """Shows one toast at a time in the corner of a window."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._toast: Toast | None = None

    def show(self, notice: Notice) -> None:
        self.clear()
        self._toast = Toast(notice, self._window)
        self._toast.destroyed.connect(self._forget)
        self._toast.show()
        self._toast.place()
        QTimer.singleShot(0, self._toast, self.place)  # what was done may change the page, too

    def clear(self) -> None:
        if self._toast is not None:
            self._toast.close()
            self._toast = None

    def place(self) -> None:
        if self._toast is not None:
            self._toast.place()

    def _forget(self) -> None:
        self._toast = None
