"""The ledger and its side panel beside each other; in a narrow window two columns stand back."""

from __future__ import annotations

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from yuetan_desktop.ui.theme import theme
from yuetan_desktop.ui.widgets.table import TableView

_WIDTH = "rectification/side"


class Panes(QSplitter):
    """The width of the side panel is remembered; `gives_way` names the columns that stand back
    beside it where there is little room."""

    def __init__(self, main: QWidget, side: QWidget, table: TableView) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._side, self._table = side, table
        self.gives_way: tuple[str, ...] = ()
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.addWidget(main)
        self.addWidget(side)
        self.setStretchFactor(0, 1)
        self.splitterMoved.connect(lambda *_: QSettings().setValue(_WIDTH, side.width()))
        theme().changed.connect(self.fit)

    def fit(self) -> None:
        """Give each side its width, and the table the columns it has room for."""
        kept = int(QSettings().value(_WIDTH, 0) or 0)  # type: ignore[call-overload]
        least = round(theme().pick(376, 368) * (1 + (theme().text_size.factor - 1) * 0.4))
        self._side.setMinimumWidth(least - 48)
        width = max(least, kept) if kept else least
        self.setSizes([max(400, self.width() - width), width])
        beside = theme().narrow and not self._side.isHidden()
        self._table.stand_back(self.gives_way if beside else ())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()
