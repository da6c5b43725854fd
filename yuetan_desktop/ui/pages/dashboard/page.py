"""风险总览: who has reached which level and why, and what falls due."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from yuetan_desktop.domain.period import Period
from yuetan_desktop.services import assessing, casefiles, observations
from yuetan_desktop.services.assessing import Dashboard
from yuetan_desktop.services.casefiles import CaseFile, CaseFilter
from yuetan_desktop.services.judging import readingversions
from yuetan_desktop.ui.page import Desk, Page
from yuetan_desktop.ui.pages.dashboard import rows
from yuetan_desktop.ui.pages.dashboard.boardrun import BoardRun
from yuetan_desktop.ui.pages.dashboard.due_table import DuePanel
from yuetan_desktop.ui.pages.dashboard.matrix_panel import MatrixPanel
from yuetan_desktop.ui.pages.dashboard.period_bar import PeriodBar
from yuetan_desktop.ui.pages.dashboard.side import UnitPanel
from yuetan_desktop.ui.pages.dashboard.tiles import TileRow
from yuetan_desktop.ui.pages.rectification.rebound import ReboundBanner
from yuetan_desktop.ui.tasks import AFTER_PAINT_MS
from yuetan_desktop.ui.theme import theme
from yuetan_desktop.ui.widgets.buttons import Button, IconButton
from yuetan_desktop.ui.widgets.containers import Banner, EmptyState, column
from yuetan_desktop.ui.widgets.sidepanes import SidePanes


@dataclass(frozen=True, slots=True)
class Seen:
    """Everything the page shows of one month, read in one go."""

    board: Dashboard
    cases: list[CaseFile]


class DashboardPage(Page):
    key = "dashboard"
    title = "风险总览"
    padded = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.month: Period | None = None
        self._newest: Period | None = None
        self.seen: Seen | None = None
        self._wanted_unit: int | None = None
        self._asked_anew = False  # 重新研判
        self.period = PeriodBar()
        self.header.left.addWidget(self.period)
        self.reassess = Button("重新研判", icon="refresh-cw", keys="F5")
        self.export = Button("导出", icon="download")
        self.export.setToolTip("导出风险研判汇总表（Ctrl+E）")
        self.print = IconButton("printer", "打印升级矩阵", keys="Ctrl+P")
        self.header.right.addWidget(self.reassess)
        self.header.right.addWidget(self.print)
        self.header.right.addWidget(self.export)
        self.rebound = ReboundBanner()
        self.tiles = TileRow()
        self.matrix = MatrixPanel()
        self.due = DuePanel(desk)
        self.side = UnitPanel(desk)
        self.side.hide()
        self._lay_out()
        self._connect(desk)

    def _lay_out(self) -> None:
        self._main = QWidget()
        self._column = column(self._main)
        self._empty: QWidget | None = None
        self.assessing = BoardRun(self)
        self._column.addWidget(self.assessing)
        self.start = Banner()
        self._column.addWidget(self.start)
        self._column.addWidget(self.rebound)
        self._column.addWidget(self.tiles)
        self._column.addWidget(self.matrix, 1)
        self._column.addWidget(self.due)
        self.panes = SidePanes(self._main, self.side, "dashboard/side", 416, 368)
        self.body.addWidget(self.panes)
        self._fit()
        theme().changed.connect(self._fit)

    def _connect(self, desk: Desk) -> None:
        self.period.stepped.connect(self._step)
        self.period.picked.connect(self.show_month)
        self.reassess.clicked.connect(self._reassess)
        self.export.clicked.connect(self._export)
        self.print.clicked.connect(self._print)
        self.tiles.filtered.connect(self.matrix.set_filter)
        self.tiles.opened.connect(self._open_list)
        self.matrix.cell_opened.connect(self.open_unit)
        self.matrix.cell_chosen.connect(self._follow)
        self.matrix.view.rule_asked.connect(lambda rule: desk.go("rules", rule))
        self.due.shown.connect(lambda due: self.tiles.show_due(due, desk.ws.today()))
        self.side.closed.connect(self.close_side)
        for keys, act in (
            ("Alt+Left", lambda: self._step(-1)),
            ("Alt+Right", lambda: self._step(1)),
            ("F5", self._reassess),
            ("Ctrl+E", self._export),
            ("Ctrl+P", self._print),
            ("F4", self._toggle_side),
            ("Ctrl+Return", self.side.propose_case),
        ):
            self.on_key(keys, act)

    # -- reading --------------------------------------------------------------------------------
    def refresh(self) -> None:
        ws = self.desk.ws
        newest = assessing.newest_month(ws)
        if self.month is None or self.month == self._newest:  # a newer month's data take over
            self.month = newest
        self._newest = newest
        self.assessing.run(self.month, self._show_month)

    def _show_month(self) -> None:
        assert self.month is not None
        ws = self.desk.ws
        board = assessing.dashboard(ws, self.month)
        self.seen = Seen(board, casefiles.list_cases(ws, CaseFilter.OPEN))
        self._show_seen(self.seen)
        if self._asked_anew:
            self._asked_anew = False
            words = f"{board.month.label()}，{len(board.rows)} 个单位。"
            self.desk.notice("已重新研判", words)

    def _show_seen(self, seen: Seen) -> None:
        board = seen.board
        self.rebound.show_all(self.desk)
        version = readingversions.standing(self.desk.ws)
        self.period.show_month(
            board.month, board.regulation, board.readings, version.words if version else ""
        )
        self.tiles.show_board(board, seen.cases)
        QTimer.singleShot(AFTER_PAINT_MS, self, lambda: self._compare(seen))
        self.matrix.show_board(board, rows.notes(seen.cases))
        self.due.refresh()
        self._show_emptiness(has_units=bool(board.rows))
        unit = self._wanted_unit or self.side.place_id
        self._wanted_unit = None
        if unit is not None:
            self.open_unit(unit, self.matrix.current()[1])

    def _compare(self, seen: Seen) -> None:
        """Assess the month before too, once this one is painted."""
        if seen is self.seen and not self.desk.tasks.is_closed:
            self.tiles.show_change(seen.board)

    def _show_emptiness(self, *, has_units: bool) -> None:
        if self._empty is not None:
            self._empty.deleteLater()
            self._empty = None
        for widget in (self.tiles, self.matrix, self.due):
            widget.setVisible(has_units)
        self.start.setVisible(False)
        if has_units and observations.latest_month(self.desk.ws) is None:
            self.start.show_fact(
                "还没有指标数据",
                "先导入空气月报、断面水质、全省排名和目标；缺数据不等于正常。",
                links=[("导入数据", lambda: self.desk.go("data", "wizard"))],
            )
        if not has_units:
            self._empty = EmptyState(
                "layout-dashboard",
                "还没有责任单位",
                "登记本地的县（区）、园区和市级部门，或直接导入空气月报，单位可在预览时登记。",
                primary=("导入数据", lambda: self.desk.go("data", "wizard")),
                others=[("登记单位", lambda: self.desk.go("settings", "units"))],
            )
            self._column.addWidget(self._empty, 1)

    def regions(self) -> list[QWidget]:
        found: list[QWidget] = [self.header, self.tiles, self.matrix, self.due]
        return [*found, self.side] if self.side.isVisible() else found

    # -- months ---------------------------------------------------------------------------------
    def show_month(self, month: Period) -> None:
        self.month = month
        self.refresh()

    def _step(self, by: int) -> None:
        if self.month is not None:
            self.show_month(self.month.next() if by > 0 else self.month.previous())

    def _reassess(self) -> None:
        self._asked_anew = True
        self.refresh()

    # -- the side panel -------------------------------------------------------------------------
    def show_item(self, what: Any) -> None:
        """`what` is a place id, or the month to be looked at."""
        if isinstance(what, Period):
            self.month = what
            if self.seen is not None and self.isVisible():
                self.refresh()
        elif isinstance(what, int):
            self._wanted_unit = what
            if self.seen is not None and self.isVisible():
                self.open_unit(what, 0)

    def open_unit(self, place_id: int, level: int) -> None:
        """Show a unit's panel, scrolled to a level."""
        if self.month is None or self.seen is None:
            return
        cases = [file for file in self.seen.cases if file.row.place_id == place_id]
        self.side.show_unit(place_id, self.month, cases)
        if not self.side.isVisible():
            self.side.show()
            self.panes.fit()
        self.matrix.select(place_id, level or self.matrix.current()[1])
        self.side.scroll_to_level(level)

    def close_side(self) -> None:
        self.side.hide()
        self.side.forget()
        self.matrix.view.setFocus()

    def _toggle_side(self) -> None:
        key, level = self.matrix.current()
        if self.side.isVisible():
            self.close_side()
        elif key is not None:
            self.open_unit(key, level)

    def _follow(self, place_id: int, level: int) -> None:
        """While the panel is open it follows the keyboard."""
        if self.side.isVisible():
            self.open_unit(place_id, level)

    # -- elsewhere ------------------------------------------------------------------------------
    def _open_list(self, key: str) -> None:
        if key == "due":
            self.desk.go("duecalendar")
        else:
            self.desk.go("cases", CaseFilter.OPEN)

    def _export(self) -> None:
        from yuetan_desktop.ui.pages.dashboard.export import export_summary

        if self.month is not None:
            export_summary(self.desk, self.month, self)

    def _print(self) -> None:
        from yuetan_desktop.ui.pages.dashboard.printing import print_matrix

        if self.seen is not None:  # what is shown, not what is still being assessed
            print_matrix(self.desk, self.seen.board.month, self.matrix, self)

    # -- fitting --------------------------------------------------------------------------------
    def _fit(self) -> None:
        side, gap = theme().padding, theme().gap
        self._column.setContentsMargins(side, side, side, side)
        self._column.setSpacing(gap)
