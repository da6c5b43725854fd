"""A list that may be empty: its heads stay, and what to do next stands under them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from yuetan_desktop.ui.theme import theme
from yuetan_desktop.ui.widgets.containers import EmptyState, clear, column
from yuetan_desktop.ui.widgets.table import TableView

_ANY_HEIGHT = 16_777_215  # Qt's own “no limit”


class Listing(QWidget):
    """Hold a table; `show_nothing` puts an empty state under its heads until `show_lines`."""

    def __init__(self, table: TableView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = table
        self.nothing: EmptyState | None = None
        self._under = column()
        whole = column(self)
        whole.addWidget(table, 1)
        whole.addLayout(self._under)
        theme().changed.connect(self._fit)

    def show_lines(self) -> None:
        self._put(None)

    def show_nothing(self, state: EmptyState) -> None:
        self._put(state)

    def _put(self, state: EmptyState | None) -> None:
        clear(self._under)
        self.nothing = state
        if state is not None:
            self._under.addWidget(state, 1)
        self._fit()

    def _fit(self) -> None:
        heads = self.table.horizontalHeader().minimumHeight() + 2
        self.table.setMaximumHeight(_ANY_HEIGHT if self.nothing is None else heads)
        bar = Qt.ScrollBarPolicy  # over the heads alone it would hide them
        self.table.setHorizontalScrollBarPolicy(
            bar.ScrollBarAsNeeded if self.nothing is None else bar.ScrollBarAlwaysOff
        )
