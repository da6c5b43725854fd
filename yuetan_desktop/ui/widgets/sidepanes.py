"""Main area and side panel: beside each other, or the panel as a drawer over the main area."""

from __future__ import annotations

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from yuetan_desktop.ui.theme import theme
from yuetan_desktop.ui.widgets.containers import SidePanel, column

DRAWER_BELOW = 1280  # logical width of the window (ui.md §6)


class SidePanes(QWidget):
    """The panel is `width` wide (`narrow` in a narrow window) until the user drags it; the width
    is remembered under `key`. In a window under 1280 it lies over the right of the main area,
    which keeps its whole width."""

    def __init__(self, main: QWidget, side: SidePanel, key: str, width: int, narrow: int) -> None:
        super().__init__()
        self._side, self._key, self._widths = side, key, (width, narrow)
        self._row = QSplitter(Qt.Orientation.Horizontal)
        self._row.setHandleWidth(1)
        self._row.setChildrenCollapsible(False)
        self._row.addWidget(main)
        self._row.addWidget(side)
        self._row.setStretchFactor(0, 1)
        self._row.setStretchFactor(1, 0)
        self._row.splitterMoved.connect(lambda *_: QSettings().setValue(key, side.width()))
        column(self).addWidget(self._row)
        theme().changed.connect(self.fit)

    @property
    def is_drawer(self) -> bool:
        """Whether the panel lies over the main area."""
        return self._row.indexOf(self._side) < 0

    def fit(self) -> None:
        """Give each side its width; take the panel out of the row, or back, as the window is."""
        kept = int(QSettings().value(self._key, 0) or 0)  # type: ignore[call-overload]
        least = round(theme().pick(*self._widths) * (1 + (theme().text_size.factor - 1) * 0.4))
        width = max(least, kept)
        self._side.setMinimumWidth(least - 48)
        self._place(drawer=self.window().width() < DRAWER_BELOW)
        if self.is_drawer:
            width = min(width, self.width())
            self._side.setGeometry(self.width() - width, 0, width, self.height())
            self._side.raise_()
        else:
            self._row.setSizes([max(400, self.width() - width), width])

    def _place(self, *, drawer: bool) -> None:
        if drawer == self.is_drawer:
            return
        hidden = self._side.isHidden()
        if drawer:
            self._side.setParent(self)
        else:
            self._row.insertWidget(1, self._side)
            self._row.setStretchFactor(1, 0)
        self._side.setHidden(hidden)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc takes a drawer away from the main area too, which it covers."""
        if event.key() == Qt.Key.Key_Escape and self.is_drawer and self._side.isVisible():
            self._side.closed.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()
