"""总台账、问题清单、责任清单、措施清单、时限清单: which view of the ledger is shown."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from yuetan_desktop.domain.ledger.ledgerlist import LedgerList
from yuetan_desktop.services.rectification import TaskFile
from yuetan_desktop.ui.pages.rectification import columns
from yuetan_desktop.ui.table_model import Column
from yuetan_desktop.ui.widgets.table import TableView

LEDGER = "整改台账"
_CHOSEN = "rectification/list"


class LedgerLists(QObject):
    """The list that the table shows; the choice and the columns of each list are the clerk's own
    and are found again. `changed(list)` after another one is shown."""

    changed = Signal(object)

    def __init__(self, is_marked: Callable[[TaskFile], bool]) -> None:
        super().__init__()
        self._is_marked = is_marked
        kept = str(QSettings().value(_CHOSEN, LedgerList.WHOLE.value))
        self.which = LedgerList(kept) if kept in set(LedgerList) else LedgerList.WHOLE
        self.table = TableView(self._columns(), self._name(), row_height=40)

    @property
    def title(self) -> str:
        """What the page is called while this list is shown."""
        return LEDGER if self.which is LedgerList.WHOLE else self.which.value

    @property
    def titles(self) -> tuple[str, ...]:
        """The heads that are shown, without the box that marks lines."""
        return tuple(
            column.title
            for section, column in enumerate(self.table.records.columns)
            if column.title != columns.MARK and not self.table.isColumnHidden(section)
        )

    def show(self, which: LedgerList) -> None:
        if which is self.which:
            return
        self.which = which
        QSettings().setValue(_CHOSEN, which.value)
        self.table.show_columns(self._columns(), self._name())
        self.changed.emit(which)

    def menu(self) -> QMenu:
        """The five views, one of them chosen, and under them the columns of this one."""
        menu = QMenu("清单和显示列", self.table)
        group = QActionGroup(menu)
        for which in LedgerList:
            action = group.addAction(which.value)
            action.setCheckable(True)
            action.setChecked(which is self.which)
            action.triggered.connect(lambda _=False, which=which: self.show(which))
            menu.addAction(action)
        menu.addSeparator()
        menu.addActions(self.table.column_menu().actions())
        return menu

    def _name(self) -> str:
        return LEDGER if self.which is LedgerList.WHOLE else f"{LEDGER}{self.which}"

    def _columns(self) -> tuple[Column, ...]:
        if self.which is LedgerList.WHOLE:
            return columns.ledger_columns(self._is_marked)
        return columns.list_columns(self.which, self._is_marked)
