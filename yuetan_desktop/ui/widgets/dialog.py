"""Dialogs: the title names the act, buttons at the right carry verbs."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QScrollArea, QWidget

from yuetan_desktop.ui.theme import theme
from yuetan_desktop.ui.widgets import tab_order
from yuetan_desktop.ui.widgets.buttons import PRIMARY, SECONDARY, Button
from yuetan_desktop.ui.widgets.containers import column, row, scrolling, surface
from yuetan_desktop.ui.widgets.focus_ring import FocusRing

# The smallest screen (§6), less a task bar and the system's title strip.
WIDEST, HIGHEST = 1366, 768 - 40 - 32


class Dialog(QDialog):
    """Fill `body`; add buttons from left to right. Ctrl+Enter is the primary button, Esc closes."""

    def __init__(self, title: str, parent: QWidget | None = None, *, width: int = 520) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setMinimumWidth(min(theme().px(width), WIDEST))
        self._ground = surface("white")
        self.body = column(self._ground, gap=12)
        self.body.setContentsMargins(20, 20, 20, 16)
        foot = surface("foot")
        self.foot = row(foot)
        self.foot.setContentsMargins(20, 10, 20, 10)
        self.foot.addStretch()
        self._whole = column(self)
        self._whole.addWidget(self._ground, 1)
        self._whole.addWidget(foot)
        self._scroll: QScrollArea | None = None
        self.primary: Button | None = None
        self._ring = FocusRing(self)

    def add_button(
        self, text: str, act: Callable[[], None] | None = None, *, kind: str = SECONDARY
    ) -> Button:
        """A button; without `act` a primary one accepts and any other rejects."""
        button = Button(text, kind)
        if act is not None:
            button.clicked.connect(lambda _=False: act())
        else:
            button.clicked.connect(self.accept if kind == PRIMARY else self.reject)
        if kind == PRIMARY:
            self.primary = button
            button.setDefault(True)
        self.foot.addWidget(button)
        return button

    def open_at(self, width: int, height: int) -> None:
        """So large in 标准; larger type makes it larger, never beyond the smallest screen."""
        self.resize(min(theme().px(width), WIDEST), min(theme().px(height), HIGHEST))

    def fit(self) -> None:
        """As high as the words need that stand here now; never lower than it was."""
        layout = self.layout()
        if layout is None or not self.isVisible():
            return
        layout.activate()
        needed = max(layout.totalHeightForWidth(self.width()), self.height())
        self.resize(self.width(), min(needed, HIGHEST))

    def _keep_on_screen(self) -> None:
        """What needs more than the smallest screen has, as some forms do in 特大, scrolls; its
        buttons stay in sight."""
        if self.height() <= HIGHEST:
            return
        if self._scroll is None and self.minimumSizeHint().height() > HIGHEST:
            focused = self.focusWidget() or next(tab_order.stops_inside(self), None)
            self._scroll = scrolling(self._ground)
            self._whole.insertWidget(0, self._scroll, 1)
            self._whole.activate()
            if focused is not None:  # which the move has taken away
                focused.setFocus()
        self.resize(self.width(), HIGHEST)

    def grow(self, rows: int) -> None:
        """A form with rows of its own makes as many as a draft of it has; others have none."""

    def add_left(self, widget: QWidget) -> None:
        """Something at the left of the foot, such as 查看详细信息."""
        self.foot.insertWidget(0, widget)

    def showEvent(self, event: QShowEvent) -> None:
        self._keep_on_screen()
        super().showEvent(event)
        self.fit()
        self._ring.watch_input()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab: as it is laid out, lines that were added later too."""
        stops = list(tab_order.stops_inside(self))
        return tab_order.step(stops, self.focusWidget(), forward=forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            held = event.isAutoRepeat()  # a key held down acts once
            if self.primary is not None and self.primary.isEnabled() and not held:
                self.primary.click()
            return
        super().keyPressEvent(event)
