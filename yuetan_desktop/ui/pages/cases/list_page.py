"""约谈案件: cases with where they stand and what is due next; empty, the candidates instead."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QFrame, QWidget

from yuetan_desktop.domain.judging.matrix import CellState
from yuetan_desktop.services import assessing, casefiles
from yuetan_desktop.services.assessing import Dashboard
from yuetan_desktop.services.casefiles import CaseFile, CaseFilter
from yuetan_desktop.ui.drafts import with_draft
from yuetan_desktop.ui.page import Desk, Page
from yuetan_desktop.ui.pages.cases.opening import OpenCaseDialog
from yuetan_desktop.ui.pages.cases.words import deadline_chip
from yuetan_desktop.ui.pages.statistics.export import export
from yuetan_desktop.ui.table_model import Column
from yuetan_desktop.ui.theme import Color, Type, pretty, theme
from yuetan_desktop.ui.widgets.buttons import LINK, PRIMARY, Button, SegmentedControl
from yuetan_desktop.ui.widgets.cell_painters import chip_cell, level_cell
from yuetan_desktop.ui.widgets.containers import EmptyState, Panel, column, row
from yuetan_desktop.ui.widgets.field import filter_box
from yuetan_desktop.ui.widgets.labels import Label, LevelBadge, rule
from yuetan_desktop.ui.widgets.listing import Listing
from yuetan_desktop.ui.widgets.table import TableView

_SEGMENTS = (CaseFilter.OPEN, CaseFilter.OVERDUE, CaseFilter.NEAR, CaseFilter.ENDED, CaseFilter.ALL)

_COLUMNS = (
    Column("案件编号", lambda c: c.number, width=136, bold=True),
    Column(
        "责任单位",
        lambda c: c.unit,
        paint=level_cell(lambda c: c.basis.level.number, lambda c: c.unit),
        width=190,
    ),
    Column("等级", lambda c: c.basis.level.name, sort=lambda c: c.basis.level.number, width=150),
    Column("依据条款", lambda c: c.cites, width=0),
    Column(
        "当前环节",
        lambda c: c.state.label + ("（补录）" if c.is_past else ""),
        tip=lambda c: str(c.basis.brought_in) if c.is_past else "",
        width=110,
    ),
    Column(
        "下一期限",
        lambda c: c.next_deadline.text if c.next_deadline else "—",
        sort=lambda c: c.next_deadline.due.toordinal() if c.next_deadline else 10**7,
        tip=lambda c: f"{c.next_deadline.label}：{c.next_deadline.due}" if c.next_deadline else "",
        paint=chip_cell(lambda c: deadline_chip(c.next_deadline)),
        width=130,
    ),
    Column("经办人", lambda c: c.row.opened_by, secondary=True, width=90),
)


class CasesPage(Page):
    key = "cases"
    title = "约谈案件"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._which = CaseFilter.OPEN
        self._files: list[CaseFile] = []
        self.segments = SegmentedControl(
            [(which, which.value) for which in _SEGMENTS], name="案件范围"
        )
        self.segments.changed.connect(self._choose)
        self.header.left.addWidget(self.segments)
        new = Button("新建约谈建议", PRIMARY, icon="plus", keys="Ctrl+N")
        new.clicked.connect(lambda: self.open_case())
        self.on_key("Ctrl+N", self.open_case)
        self.on_key("Ctrl+E", lambda: export(desk, "约谈案件台账", None, self))
        calendar = Button("到期日历", icon="calendar")
        calendar.setToolTip("全部期限按日查看（Ctrl+D）")
        calendar.clicked.connect(lambda: desk.go("duecalendar"))
        self.header.right.addWidget(calendar)
        self.header.right.addWidget(new)
        self.filter = filter_box("筛选编号、单位或条款")
        self.filter.setAccessibleName("筛选案件")
        self.filter.setFixedWidth(theme().px(260))
        self.filter.textChanged.connect(self._filter)
        self.on_key("Ctrl+F", self.filter.setFocus)
        panel = Panel("案件", "双击或按 Enter 打开")
        past = Button("导入历史案件…", LINK)
        past.clicked.connect(lambda: self.bring_in_past())
        panel.add_to_header(past)
        panel.add_to_header(self.filter)
        self.table = TableView(_COLUMNS, "案件列表", row_height=40)
        self.table.opened.connect(lambda file: desk.go("case", file.id))
        self.listing = Listing(self.table)
        panel.body.addWidget(self.listing)
        self.body.addWidget(panel)

    # -- showing --------------------------------------------------------------------------------
    def refresh(self) -> None:
        everything = casefiles.list_cases(self.desk.ws)
        for which in _SEGMENTS:
            count = sum(1 for file in everything if casefiles.belongs(file, which))
            self.segments.set_text(which, f"{which.value} {count}")
        self._files = everything
        self._show()

    def show_item(self, what: Any) -> None:
        """A filter to show, as the dashboard's tiles ask for."""
        if isinstance(what, CaseFilter):
            self.segments.set_current(what)
            self._which = what

    def _choose(self, which: CaseFilter) -> None:
        self._which = which
        self._show()

    def _filter(self) -> None:
        self._show()

    def _show(self) -> None:
        words = self.filter.text().strip()
        shown = [
            file
            for file in self._files
            if casefiles.belongs(file, self._which)
            and (not words or words in f"{file.number} {file.unit} {file.cites} {file.title}")
        ]
        self.table.set_rows(shown)
        if shown:
            self.listing.show_lines()
        elif words or self._files:
            self.listing.show_nothing(self._nothing_passes())
        else:
            self.listing.show_nothing(self._nothing_yet())

    def _nothing_passes(self) -> EmptyState:
        return EmptyState(
            "filter",
            "没有符合条件的案件",
            "换一个范围，或清除筛选文字。",
            primary=("清除筛选", self._clear_filter),
        )

    def _clear_filter(self) -> None:
        self.filter.clear()
        self.segments.set_current(CaseFilter.ALL)
        self._choose(CaseFilter.ALL)

    def _nothing_yet(self) -> EmptyState:
        """What the assessment would open, each with 发起."""
        newest = assessing.newest_month(self.desk.ws)
        if not assessing.stands(self.desk.ws, newest):
            return EmptyState(
                "folder-kanban",
                "还没有约谈案件",
                "风险总览研判后列出达到处置等级的单位，可据此发起建议。",
                primary=("打开风险总览", lambda: self.desk.go("dashboard")),
                others=[("导入历史案件…", self.bring_in_past)],
            )
        board = assessing.dashboard(self.desk.ws, newest)
        found = _candidates(board)
        month = board.month.label()
        if not found:
            return EmptyState(
                "folder-kanban",
                "还没有约谈案件",
                f"{month}研判没有达到约谈等级的单位。\n登记的案件、期限和文书会显示在这里。",
                primary=("导入数据", lambda: self.desk.go("data", "wizard")),
                others=[("导入历史案件…", self.bring_in_past)],
            )
        return EmptyState(
            "folder-kanban",
            "还没有约谈案件",
            f"{month}研判有 {len(found)} 个单位达到处置等级，可据此发起建议。\n"
            "登记的案件、期限和文书会显示在这里。",
            primary=(f"从研判结果发起（{len(found)}）", lambda: self.desk.go("dashboard")),
            others=[("导入历史案件…", self.bring_in_past)],
            extra=self._candidate_list(board, found),
        )

    def _candidate_list(self, board: Dashboard, found: list[tuple[Any, Any]]) -> QWidget:
        panel = QFrame()
        panel.setProperty("surface", "panel")
        lines = column(panel)
        lines.setContentsMargins(1, 1, 1, 1)
        for number, (place, cell) in enumerate(found[:6]):
            if number:
                lines.addWidget(rule(light=True))
            line = row()
            line.setContentsMargins(16, 3, 16, 3)
            level = board.regulation.levels[cell.level]
            line.addWidget(LevelBadge(level.number, f"{level.name}　{level.article}"))
            line.addWidget(Label(place.name, Type.BODY_BOLD))
            first = cell.findings[0]
            line.addWidget(Label(first.rule.short_cite, Type.BODY, Color.INK2))
            line.addWidget(Label(pretty(cell.line), Type.BODY, Color.INK2))
            line.addStretch()
            start = Button("发起", LINK)
            start.setAccessibleName(f"{place.name}：{level.opening}")
            start.clicked.connect(partial(self.open_case, place.id))
            line.addWidget(start)
            lines.addLayout(line)
        return panel

    # -- acting ---------------------------------------------------------------------------------
    def open_case(self, place_id: int | None = None) -> None:
        """Ask for the unit and level, then open the case and show it."""
        place = place_id if isinstance(place_id, int) and place_id else None
        with_draft(OpenCaseDialog(self.desk, place, parent=self), self.desk).exec()

    def bring_in_past(self) -> None:
        """补录: the cases from before the program, from a sheet."""
        from yuetan_desktop.ui.pages.cases.past_dialog import PastCasesDialog

        PastCasesDialog(self.desk, parent=self).exec()


def _candidates(board: Dashboard) -> list[tuple[Any, Any]]:
    """Each unit with its worst triggered cell, worst first."""
    found = []
    for line in board.rows:
        triggered = [cell for cell in line.cells if cell.state is CellState.TRIGGERED]
        if triggered:
            found.append((line.place, max(triggered, key=lambda cell: cell.level)))
    return sorted(found, key=lambda pair: -pair[1].level)
