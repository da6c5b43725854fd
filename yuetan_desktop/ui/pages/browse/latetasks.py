"""台账候选: late and slow tasks of the ledger, from which a matter is logged with a click."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from yuetan_desktop.services.ledger import latetasks
from yuetan_desktop.services.ledger.latetasks import LateTask
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.browse.matter_dialogs import MatterDialog
from yuetan_desktop.ui.table_model import Column
from yuetan_desktop.ui.theme import Color, Type
from yuetan_desktop.ui.widgets.buttons import PRIMARY
from yuetan_desktop.ui.widgets.dialog import Dialog
from yuetan_desktop.ui.widgets.labels import Label
from yuetan_desktop.ui.widgets.table import TableView

_LEAD = (
    "台账中逾期的、进度比已过时间落后 20 个百分点以上的任务。"
    "是否属于第六条（四）或（五），由人登记、认定。"
)
_COLUMNS = (
    Column("编号", lambda t: t.file.code, width=88),
    Column("责任单位", lambda t: t.file.place_name, bold=True, width=160),
    Column("整改措施", lambda t: t.file.terms.name, width=0),
    Column("时限", lambda t: str(t.file.state.due), width=104),
    Column("序时进度", lambda t: t.progress.says, width=280),
)


class LateTasksDialog(Dialog):
    """The candidates; 登记为事项 opens the form of a matter, filled in from the chosen one."""

    def __init__(
        self, desk: Desk, tasks: Sequence[LateTask], parent: QWidget | None = None
    ) -> None:
        super().__init__("台账候选", parent, width=900)
        self.desk = desk
        self.table = TableView(_COLUMNS, "台账候选")
        self.table.opened.connect(lambda _: self.log())
        self.body.addWidget(Label(_LEAD, Type.BODY, Color.INK2, wrap=True))
        self.body.addWidget(self.table, 1)
        self.add_button("关闭")
        self.log_button = self.add_button("登记为事项…", self.log, kind=PRIMARY)
        self.table.chosen.connect(lambda _: self.log_button.block(""))
        self.open_at(1000, 480)
        self._show(tasks)

    def _show(self, tasks: Sequence[LateTask]) -> None:
        self.tasks = tasks
        self.table.set_rows(tasks)
        if self.table.current_record() is None:
            self.log_button.block("先选择一项任务")

    def log(self) -> None:
        task = self.table.current_record()
        if task is not None and matter_of(self.desk, task, self).exec():
            self._show([one for one in self.tasks if one is not task])


def matter_of(desk: Desk, task: LateTask, parent: QWidget) -> MatterDialog:
    """The form of a matter, filled in from the task; the person chooses which article."""
    form = MatterDialog(desk, parent)
    form.fill(
        place=task.file.row.place_id,
        kinds=latetasks.KINDS,
        title=f"{task.file.terms.name}（{task.progress.says}）",
        subject=task.file.code,
        evidence=f"整改台账 {task.file.code}，时限 {task.file.state.due}",
    )
    return form
