"""即将到期: date, chip, matter, unit and case, article."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy

from yuetan_desktop.domain.deadline import DeadlineState
from yuetan_desktop.services.casefiles import DueItem
from yuetan_desktop.ui.pages.dashboard.rows import short_number
from yuetan_desktop.ui.status_bar import WEEKDAYS
from yuetan_desktop.ui.table_model import Column
from yuetan_desktop.ui.theme import Color, TextSize, Type, theme
from yuetan_desktop.ui.widgets.buttons import LINK, Button
from yuetan_desktop.ui.widgets.containers import Panel
from yuetan_desktop.ui.widgets.labels import Label
from yuetan_desktop.ui.widgets.table import TableView, chip_cell

CHIP_KINDS = {
    DeadlineState.OVERDUE: "late",
    DeadlineState.TODAY: "near",
    DeadlineState.NEAR: "near",
    DeadlineState.IN_TIME: "ok",
}


def chip_of(item: DueItem) -> tuple[str, str]:
    """(words, kind) for a deadline."""
    deadline = item.deadline
    return deadline.text, CHIP_KINDS.get(deadline.state, "neutral")


def _due(item: DueItem) -> str:
    due = item.deadline.due
    mark = "暂估" if item.deadline.estimated else f"周{WEEKDAYS[due.weekday()]}"
    return f"{due:%m-%d} {mark}"


def _case(item: DueItem) -> str:
    return f"{item.case.basis.place.name} · {short_number(item.case.number)}"


COLUMNS = (
    Column("日期", _due, sort=lambda i: i.deadline.due, width=92),
    Column("期限", lambda i: i.deadline.text, width=118, paint=chip_cell(chip_of)),
    Column(
        "事项",
        lambda i: i.deadline.label,
        width=0,
        tip=lambda i: f"{i.deadline.label}　{i.deadline.estimate_note}".strip(),
    ),
    Column("案件", _case, width=210, secondary=True),
    Column("依据", lambda i: i.deadline.cite, width=92, secondary=True, right=True),
)
CITE = 4  # the column that gives way to the matter where room is short


class DuePanel(Panel):
    """The most urgent limits; Enter or a double click opens the case."""

    opened = Signal(object)
    all_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("即将到期", "按工作日计算，已扣除法定节假日")
        self._all = Button("全部期限", LINK)
        self._all.clicked.connect(self.all_wanted)
        self.add_to_header(self._all)
        self.table = TableView(COLUMNS, "即将到期", row_height=theme().pick(28, 24))
        self.table.horizontalHeader().hide()
        self.table.setFrameShape(QFrame.Shape.NoFrame)
        self.table.opened.connect(self.opened)
        self._none = Label("近期没有到期事项。", Type.BODY, Color.INK3)
        self._none.setIndent(12)
        self.body.addWidget(self.table)
        self.body.addWidget(self._none)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._count = 0
        self._set_heights()
        theme().changed.connect(self._set_heights)

    def show_due(self, items: Sequence[DueItem]) -> None:
        self.table.set_rows(items)
        self.table.setVisible(bool(items))
        self._none.setVisible(not items)
        self._count = len(items)
        self._set_heights()
        self._all.set_text(f"全部期限（{len(items)}）" if items else "全部期限")

    def _set_heights(self) -> None:
        row = theme().row(28, 24)
        self.table.verticalHeader().setDefaultSectionSize(row)
        head = theme().row(40, 32)
        few = {TextSize.STANDARD: 3, TextSize.LARGE: 3, TextSize.HUGE: 2}[theme().text_size]
        most = max(1, min(self._count, few if few < 3 else theme().pick(5, 4)))
        self.setMinimumHeight(head + min(few, most) * row + 6)
        self.table.setColumnHidden(CITE, theme().text_size is TextSize.HUGE and theme().narrow)
        self._wanted = head + most * row + 6
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(600, self._wanted)
