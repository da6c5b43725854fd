"""The ledger and its side panel beside each other; in a narrow window two columns stand back."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from yuetan_desktop.ui.theme import theme
from yuetan_desktop.ui.widgets.containers import SidePanel
from yuetan_desktop.ui.widgets.sidepanes import SidePanes
from yuetan_desktop.ui.widgets.table import TableView


class Panes(SidePanes):
    """`gives_way` names the columns that stand back beside the panel where there is little room."""

    def __init__(self, main: QWidget, side: SidePanel, table: TableView) -> None:
        super().__init__(main, side, "rectification/side", 376, 368)
        self._table = table
        self.gives_way: tuple[str, ...] = ()

    def fit(self) -> None:
        """Give each side its width, and the table the columns it has room for."""
        super().fit()
        beside = theme().narrow and not self._side.isHidden() and not self.is_drawer
        self._table.stand_back(self.gives_way if beside else ())
