"""即将到期: date, chip, matter, unit and case or task, article."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy

from yuetan_desktop.domain.deadline import DeadlineState
from yuetan_desktop.domain.reports.duecalendar import DueEntry, Subject
from yuetan_desktop.services.reports import duecalendar
from yuetan_desktop.services.reports.duecalendar import ESTIMATED
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.dashboard.rows import short_number
from yuetan_desktop.ui.quoting import of_due
from yuetan_desktop.ui.status_bar import WEEKDAYS
from yuetan_desktop.ui.table_model import Column
from yuetan_desktop.ui.tasks import AFTER_PAINT_MS
from yuetan_desktop.ui.theme import Color, TextSize, Type, theme
from yuetan_desktop.ui.widgets.buttons import LINK, Button
from yuetan_desktop.ui.widgets.cell_painters import chip_cell
from yuetan_desktop.ui.widgets.containers import Panel
from yuetan_desktop.ui.widgets.labels import Label
from yuetan_desktop.ui.widgets.table import TableView

CHIP_KINDS = {
    DeadlineState.OVERDUE: "late",
    DeadlineState.TODAY: "near",
    DeadlineState.NEAR: "near",
    DeadlineState.IN_TIME: "ok",
    DeadlineState.LATE: "past",
}


def chip_of(entry: DueEntry) -> tuple[str, str]:
    """(words, kind) for a limit."""
    return entry.text, CHIP_KINDS.get(entry.state, "ahead")


def _day(entry: DueEntry) -> str:
    mark = "暂估" if entry.estimated else f"周{WEEKDAYS[entry.day.weekday()]}"
    return f"{entry.day:%m-%d} {mark}"


def _whose(entry: DueEntry) -> str:
    """雁江区 · 07号, 雁江区 · 约07-01: the unit with its case, or the task of the ledger."""
    number = short_number(entry.number) if entry.subject is Subject.CASE else entry.number
    return f"{entry.unit} · {number}"


COLUMNS = (
    Column("日期", _day, sort=lambda e: e.day, width=88),
    Column("期限", lambda e: e.text, width=118, paint=chip_cell(chip_of)),
    Column(
        "事项",
        lambda e: e.label,
        width=0,
        tip=lambda e: f"{e.label}　{ESTIMATED if e.estimated else ''}".strip(),
    ),
    Column("案件或任务", _whose, width=186, secondary=True),
    Column("依据", lambda e: e.cite, width=92, secondary=True, right=True),
)
_COUNTED = "按工作日计算，已扣除法定节假日"
CITE, _ROOM_FOR_CITE = 4, 760  # px: the column that gives way to the matter in less


class DuePanel(Panel):
    """The most urgent limits of cases and of the ledger; Enter or a double click opens whose.
    `shown(entries)` tells what stands in it."""

    shown = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__("即将到期", _COUNTED)
        self.desk = desk
        self._of_cases: list[DueEntry] = []
        self._of_tasks: list[DueEntry] = []
        self._all = Button("全部期限", LINK, height=24)
        self._all.clicked.connect(lambda: desk.go("duecalendar"))
        self.add_to_header(self._all)
        height = theme().pick(28, 24)
        self.table = TableView(COLUMNS, "即将到期", row_height=height, quoted=of_due)
        self.table.horizontalHeader().hide()
        self.table.setFrameShape(QFrame.Shape.NoFrame)
        self.table.opened.connect(self.open_entry)
        self._none = Label("近期没有到期事项。", Type.BODY, Color.INK3)
        self._none.setIndent(12)
        self.body.addWidget(self.table)
        self.body.addWidget(self._none)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._count = 0
        self._set_heights()
        theme().changed.connect(self._set_heights)

    def refresh(self) -> None:
        """Cases at once; the ledger may be long and its rules take a while to load, so the page is
        painted first."""
        ws = self.desk.ws
        self._of_cases = [*duecalendar.case_entries(ws), *duecalendar.interviews(ws)]
        self._show()
        QTimer.singleShot(AFTER_PAINT_MS, self, self._read_tasks)

    def _read_tasks(self) -> None:
        from yuetan_desktop.ui.pages.rectification.reading import read_with_ledger

        read_with_ledger(
            self.desk,
            "读取整改台账",
            lambda ws: (list(duecalendar.task_entries(ws)), _tagged(ws)),
            lambda found: self._take_tasks(*found),
        )

    def _take_tasks(self, limits: list[DueEntry], tagged: str) -> None:
        self.subtitle.setText("　".join(filter(None, (_COUNTED, tagged))))
        if limits != self._of_tasks:
            self._of_tasks = limits
            self._show()

    def _show(self) -> None:
        due = duecalendar.soon(self.desk.ws, [*self._of_cases, *self._of_tasks])
        self.show_due(due)
        self.shown.emit(due)

    def open_entry(self, entry: DueEntry) -> None:
        self.desk.go("case" if entry.subject is Subject.CASE else "rectification", entry.id)

    def show_due(self, items: Sequence[DueEntry]) -> None:
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
        self._wanted = head + most * row + 6
        self._fit_columns()
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        self.table.setColumnHidden(CITE, self.width() < theme().px(_ROOM_FOR_CITE))

    def sizeHint(self) -> QSize:
        return QSize(600, self._wanted)


def _tagged(ws: Workspace) -> str:
    """整改问题 督政 12 / 查企 40（督政占 23.1%）. The ledger's rules load after the first paint."""
    from yuetan_desktop.services import rectification

    said = rectification.tag_share(rectification.ledger(ws)).says
    return f"整改问题 {said}" if said else ""
