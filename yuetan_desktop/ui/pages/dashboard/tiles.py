"""The four tiles: 触发中, 临界, 在办案件, 7 日内到期."""

from __future__ import annotations

from collections import Counter
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from yuetan_desktop.domain.judging.matrix import CellState
from yuetan_desktop.domain.reports.duecalendar import DueEntry
from yuetan_desktop.services.assessing import Dashboard
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.ui.theme import TextSize, theme
from yuetan_desktop.ui.widgets.tile import Tile

SOON_DAYS = 7


class TileRow(QWidget):
    """`filtered(states)` from the first two (None = off), `opened("open"|"due")` from the rest."""

    filtered = Signal(object)
    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.triggered = Tile("circle-alert", "触发中", "项")
        self.near = Tile("triangle-alert", "临界", "项")
        self.cases = Tile("folder-kanban", "在办案件", "件")
        self.due = Tile("calendar-clock", f"{SOON_DAYS} 日内到期", "项")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._arrange()
        theme().changed.connect(self._arrange)
        for tile, state in (
            (self.triggered, CellState.TRIGGERED),
            (self.near, CellState.APPROACHING),
        ):
            tile.toggled.connect(lambda on, tile=tile, state=state: self._toggle(tile, state, on))
        for tile, key in ((self.cases, "open"), (self.due, "due")):
            tile.setCheckable(False)
            tile.clicked.connect(lambda _=False, key=key: self.opened.emit(key))

    @property
    def _tiles(self) -> tuple[Tile, ...]:
        return self.triggered, self.near, self.cases, self.due

    def _arrange(self) -> None:
        """One row; at 大字 2×2, so that nothing is cut off."""
        self._grid.setSpacing(theme().gap)
        columns = 4 if theme().text_size is TextSize.STANDARD else 2
        for number, tile in enumerate(self._tiles):
            self._grid.addWidget(tile, number // columns, number % columns)
        for number in range(4):
            self._grid.setColumnStretch(number, 1 if number < columns else 0)
        # The first says most: four in a row at 1280 px leave the others as much as they need.
        self.triggered.setMinimumWidth(214 if columns == 4 else 0)

    def _toggle(self, tile: Tile, state: CellState, on: bool) -> None:
        if on:
            for other in (self.triggered, self.near):
                if other is not tile and other.isChecked():
                    other.blockSignals(True)
                    other.setChecked(False)
                    other.blockSignals(False)
            self.filtered.emit(frozenset({state}))
        elif not (self.triggered.isChecked() or self.near.isChecked()):
            self.filtered.emit(None)

    def show_board(self, board: Dashboard, cases: list[CaseFile]) -> None:
        """The month's counts; how they changed is told by `show_change`."""
        self.triggered.set_value(
            str(board.count(CellState.TRIGGERED)), f"涉及 {board.triggered_places} 个单位"
        )
        near = board.count(CellState.APPROACHING)
        turning = f"其中 {board.reversible} 项年底前可逆转" if board.reversible else ""
        self.near.set_value(str(near), turning)
        stages = Counter(file.state.label for file in cases)
        parts = [f"{label} {number}" for label, number in stages.most_common(2)]
        self.cases.set_value(str(len(cases)), " · ".join(parts))

    def show_change(self, board: Dashboard) -> None:
        """Beside the month's count the change since the month before, which is assessed for it."""
        count = board.count(CellState.TRIGGERED)
        before = board.month.previous().label(with_year=False)
        change = count - board.triggered_before
        compared = f"较{before} {change:+d}" if change else f"与{before}持平"
        self.triggered.set_value(str(count), f"涉及 {board.triggered_places} 个单位，{compared}")

    def show_due(self, due: list[DueEntry], today: date) -> None:
        """What falls due within the next days of the calendar; what has passed stands beside."""
        late = sum(entry.is_overdue for entry in due)
        soon = [
            entry for entry in due if not entry.is_overdue and (entry.day - today).days <= SOON_DAYS
        ]
        chip = (f"另有逾期 {late} 项", "late") if late else ("", "")
        self.due.set_value(str(len(soon)), "无逾期", chip=chip)
