"""导入历史案件: the blank sheet, what a filled one holds, its doubts at their cells, 补录."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from yuetan_desktop.services.cases import pastcases
from yuetan_desktop.services.cases.pastcases import PastCases
from yuetan_desktop.services.importing import importundo
from yuetan_desktop.ui import messages
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.table_model import Column
from yuetan_desktop.ui.theme import Color, Type, theme
from yuetan_desktop.ui.undo import WHY
from yuetan_desktop.ui.widgets.buttons import LINK, PRIMARY, Button
from yuetan_desktop.ui.widgets.cell_painters import level_cell
from yuetan_desktop.ui.widgets.containers import row
from yuetan_desktop.ui.widgets.dialog import Dialog
from yuetan_desktop.ui.widgets.labels import Label
from yuetan_desktop.ui.widgets.table import TableView

_WORDS = (
    "启用本程序以前的约谈，按空白表一行一件填写后在这里补录；"
    "补录的案件计入前案、第九条（一）1和统计考评，可在“导入记录”中整批撤销。"
)
_CASES = (
    Column("编号", lambda c: c.number or "由程序编号", width=150, bold=True),
    Column(
        "责任单位",
        lambda c: c.place.name,
        paint=level_cell(lambda c: c.level, lambda c: c.place.name),
        width=150,
    ),
    Column("依据条款", lambda c: c.rule.short_cite, width=130),
    Column("时期", lambda c: c.period.label(), width=120),
    Column("立案", lambda c: str(c.opened_on), width=100),
    Column("现在", lambda c: "在办" if c.is_open else "已结", width=0),
)
_PROBLEMS = (
    Column("单元格", lambda p: f"{p.sheet}!{p.cell}", width=170),
    Column("说明", lambda p: p.message, tip=lambda p: p.message, width=0),
)


class PastCasesDialog(Dialog):
    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__("导入历史案件", parent, width=780)
        self.desk = desk
        self.found: PastCases | None = None
        self.body.addWidget(Label(_WORDS, Type.BODY, Color.INK2, wrap=True))
        self.pick = Button("选择表格…")
        self.pick.clicked.connect(lambda: self._pick())
        blank = Button("另存空白表…", LINK, icon="file-down")
        blank.clicked.connect(lambda: self._save_form())
        line = row()
        line.addWidget(self.pick)
        line.addWidget(blank)
        line.addStretch()
        self.body.addLayout(line)
        self.summary = Label("还没有选择表格。", Type.SECTION_TITLE, wrap=True)
        self.cases = TableView(_CASES, "表中的案件")
        self.problems = TableView(_PROBLEMS, "表中的问题")
        self.cases.setMinimumHeight(theme().px(180))
        self.problems.setMinimumHeight(theme().px(110))
        self.problems.hide()
        for widget in (self.summary, self.cases, self.problems):
            self.body.addWidget(widget)
        self.add_button("取消")
        self.go = self.add_button("补录", self.bring_in, kind=PRIMARY)
        self.go.block("先选择填好的表格")

    def look(self, path: Path) -> None:
        """Read a sheet in the background and show what it holds."""
        self.desk.tasks.run(
            f"读取“{path.name}”",
            lambda ws, _: pastcases.preview(ws, path),
            done=self._show,
            failed=lambda error: messages.show_error(error, self),
        )

    def bring_in(self) -> None:
        found = self.found
        if found is None:
            return
        self.desk.tasks.run(
            "补录历史案件",
            lambda ws, _: pastcases.bring_in(ws, found),
            done=self._done,
            failed=lambda error: messages.show_error(error, self),
            blocks=[self.go],
        )

    def _show(self, found: PastCases) -> None:
        self.found = found
        count = len(found.errors)
        words = f"“{found.path.name}”：{found.summary}"
        self.summary.setText(f"{words}；{count} 处问题，改正后重新选择。" if count else words)
        self.cases.set_rows(list(found.cases))
        self.problems.set_rows(list(found.errors))
        self.problems.setVisible(bool(count))
        if count:
            self.go.block("表中有问题，请在表格中改正后重新选择")
        else:
            self.go.block("" if found.cases else "表中没有案件")

    def _done(self, batch: int) -> None:
        assert self.found is not None
        self.accept()
        desk, summary = self.desk, self.found.summary

        act = desk.undo.done(
            "补录历史案件",
            lambda ws, _: importundo.withdraw(ws, batch, WHY),
            lambda back: desk.notice("已撤销补录", back.summary),
        )
        desk.did("已补录历史案件", summary, act)

    def _pick(self) -> None:
        files = messages.pick_files(self, "选择历史约谈案件表", "表格 (*.xlsx *.xls *.et *.ods)")
        if files:
            self.look(files[0])

    def _save_form(self) -> None:
        name = f"{pastcases.NAME}（空白表）.xlsx"
        target = messages.pick_target(self, "另存空白表", name, "表格 (*.xlsx)")
        if target is not None:
            self.desk.tasks.run(
                "另存空白表",
                lambda ws, _: pastcases.save_form(ws, target),
                done=lambda path: self.desk.notice("已保存空白表", str(path)),
                failed=lambda error: messages.show_error(error, self),
            )
