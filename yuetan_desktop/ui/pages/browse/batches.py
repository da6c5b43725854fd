"""导入记录: every import, what it stored, and taking it back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLineEdit, QWidget

from yuetan_desktop.services import observations
from yuetan_desktop.services.importing import importundo
from yuetan_desktop.services.importing.importundo import TakenBack
from yuetan_desktop.services.observations import Batch
from yuetan_desktop.ui import messages
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.browse.batchdetails import details_dialog, line_list
from yuetan_desktop.ui.pages.browse.view import BrowseView
from yuetan_desktop.ui.table_model import Column
from yuetan_desktop.ui.theme import Color, Type
from yuetan_desktop.ui.widgets.buttons import DANGER, PRIMARY, Button
from yuetan_desktop.ui.widgets.cell_painters import chip_cell
from yuetan_desktop.ui.widgets.dialog import Dialog
from yuetan_desktop.ui.widgets.field import Field
from yuetan_desktop.ui.widgets.labels import Label

_NAMED = 6  # cases in one line


class Batches(BrowseView):
    """Newest first; 撤销导入 needs a reason and says what changed back."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            "导入记录",
            (
                Column("批次", lambda b: str(b.id), sort=lambda b: b.id, right=True, width=60),
                Column("文件", lambda b: b.file_name, bold=True, middle=True, width=0),
                Column("导入时间", lambda b: f"{b.imported_at:%Y-%m-%d %H:%M}", width=140),
                Column("经办人", lambda b: b.imported_by, width=90),
                Column("入库数值", lambda b: str(b.stored), sort=lambda b: b.stored, right=True),
                Column("状态", lambda b: _state(b)[0], width=90, paint=chip_cell(_state)),
                Column("撤销原因", lambda b: b.withdrawn_why, width=180, secondary=True),
            ),
        )
        self.withdraw_button = Button("撤销导入", DANGER, icon="undo-2", height=28)
        self.withdraw_button.clicked.connect(self.withdraw)
        self.details_button = Button("查看明细", icon="list-checks", height=28)
        self.details_button.clicked.connect(self.show_details)
        self.table.opened.connect(lambda _: self.show_details())
        self.panel.add_to_header(self.details_button)
        self.panel.add_to_header(self.withdraw_button)
        self.table.chosen.connect(self._allow)
        self._allow(None)

    def refresh(self) -> None:
        rows = observations.list_batches(self.desk.ws)
        self.table.set_rows(rows)
        self.panel.subtitle.setText(f"{len(rows)} 次导入")
        self.show_emptiness(
            not rows, "还没有导入过", "每次导入的文件、数值个数和改动记在这里，随时可以整批撤销。"
        )
        self._allow(self.table.current_record())

    def show_item(self, batch_id: int) -> None:
        """Select one import."""
        for batch in self.table.records.rows:
            if batch.id == batch_id:
                self.table.select_record(batch)
                self.table.setFocus()

    def show_details(self) -> None:
        """What an import changed and touched."""
        batch = self.table.current_record()
        if batch is not None:
            details_dialog(self.desk, batch, self).exec()

    def withdraw(self) -> None:
        batch = self.table.current_record()
        if batch is not None and batch.withdrawn_at is None:
            withdraw_dialog(self.desk, batch.id, batch.file_name, self).exec()

    def _allow(self, batch: Batch | None) -> None:
        self.details_button.block("" if batch else "先选择一次导入")
        if batch is None:
            self.withdraw_button.block("先选择一次导入")
        else:
            self.withdraw_button.block("这次导入已经撤销" if batch.withdrawn_at else "")


def withdraw_dialog(
    desk: Desk, batch: int, file_name: str, parent: QWidget | None = None
) -> Dialog:
    """Ask for the reason, take the import back, say what changed back."""
    dialog = Dialog("撤销导入", parent, width=460)
    dialog.body.addWidget(Label(f"撤销“{file_name}”的导入？", Type.SECTION_TITLE, wrap=True))
    dialog.body.addWidget(
        Label(
            "这一批数值、目标和事项不再参与研判；被它替换的旧值恢复。记录和原文件都保留。",
            Type.BODY,
            Color.INK2,
            wrap=True,
        )
    )
    if words := _resting_words(desk, [batch]):
        dialog.body.addWidget(Label(words, Type.BODY, Color.WARN, wrap=True))
    reason = QLineEdit()
    field = Field("撤销原因", reason, required=True)
    dialog.body.addWidget(field)

    def act() -> None:
        why = reason.text().strip()
        if not why:
            field.fail("缺撤销原因")
            reason.setFocus()
            return

        def told(result: TakenBack) -> None:
            dialog.accept()
            desk.undo.final(f"撤销导入“{file_name}”", "数据要恢复的，重新导入原文件。")
            tell_withdrawal(desk, result, parent)

        desk.tasks.run(
            f"撤销导入：{file_name}",
            lambda ws, _progress: importundo.withdraw(ws, batch, why),
            told,
            failed=lambda error: messages.show_error(error, dialog),
            blocks=[go],
        )

    go = dialog.add_button("撤销导入", act, kind=PRIMARY)
    dialog.add_button("取消")
    reason.setFocus()
    return dialog


def agreed_to_withdraw(desk: Desk, batches: Sequence[int], parent: QWidget | None = None) -> bool:
    """Asked before 撤销 takes imports back that open cases were opened on since."""
    words = _resting_words(desk, batches)
    return not words or messages.ask(
        "撤销导入",
        "已有案件依据这次导入立案，仍要撤销？",
        verb="撤销导入",
        effect=words,
        parent=parent,
    )


def _resting_words(desk: Desk, batches: Sequence[int]) -> str:
    cases = importundo.resting_on(desk.ws, batches)
    if not cases:
        return ""
    named = "、".join(file.number for file in cases[:_NAMED])
    more = f"等 {len(cases)} 件" if len(cases) > _NAMED else ""
    return f"在办案件{named}{more}据此立案：依据已冻结，不改动；撤销后在案件页核对是否仍成立。"


def tell_withdrawal(desk: Desk, result: TakenBack, parent: QWidget | None = None) -> None:
    """What was taken back; what was kept or could not be is a click away, now and in 明细."""
    more = ("查看", lambda: report_dialog(result, parent).exec())
    told = more if result.kept or result.failed else None
    desk.notice("已撤销导入", result.summary, action=told)


def report_dialog(result: TakenBack, parent: QWidget | None = None) -> Dialog:
    """已撤销、保留、不能撤回, each line with its reason."""
    report = Dialog("撤销结果", parent, width=620)
    report.body.addWidget(Label(result.summary, Type.SECTION_TITLE, wrap=True))
    parts = (("此后已改动，保留", result.kept), ("不能随之撤回", result.failed))
    for title, lines in parts:
        if lines:
            report.body.addWidget(Label(f"{title}（{len(lines)}）", Type.BODY_BOLD))
            report.body.addWidget(line_list(lines, title))
    report.add_button("关闭")
    return report


def _state(batch: Batch) -> tuple[str, str]:
    return ("已撤销", "neutral") if batch.withdrawn_at else ("在用", "ok")
