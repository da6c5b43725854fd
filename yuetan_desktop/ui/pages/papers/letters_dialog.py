"""催报函、交办函 for all that is overdue: which cases, the new limit, where to; one run."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import shiboken6
from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from yuetan_desktop.domain.papers.writtentime import read_day
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.cases import overdueletters
from yuetan_desktop.services.cases.overdueletters import LETTERS, Letter
from yuetan_desktop.services.papers import paperfiles
from yuetan_desktop.ui import messages
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.rectification.reading import read_with_ledger
from yuetan_desktop.ui.theme import Color, Type, theme
from yuetan_desktop.ui.widgets.buttons import PRIMARY, Button
from yuetan_desktop.ui.widgets.containers import row
from yuetan_desktop.ui.widgets.dialog import Dialog
from yuetan_desktop.ui.widgets.field import ComboBox, Field
from yuetan_desktop.ui.widgets.labels import Label

_CASE = Qt.ItemDataRole.UserRole
_ABOUT = {
    "交办函": "交办逾期的整改任务和材料，由市环委办印发。",
    "催报函": "催报逾期未报的整改方案、进展报告、整改报告，由约谈建议部门印发。",
}


class LettersDialog(Dialog):
    """Every case with something overdue is ticked beforehand."""

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__("成批生成催办文书", parent, width=600)
        self.desk = desk
        self._looking = False
        self.kind = ComboBox([(kind, kind) for kind in reversed(LETTERS)])
        self.about = Label("", Type.BODY, Color.INK2, wrap=True)
        self.cases = QListWidget()
        self.cases.setAccessibleName("有逾期事项的案件")
        self.cases.setMinimumHeight(theme().row(120))
        self.until = QLineEdit()
        self.until.setPlaceholderText("2026-11-30")
        self.target = QLineEdit(
            QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        )
        pick = Button("选择…")
        pick.setAccessibleName("选择存放的文件夹")
        pick.clicked.connect(lambda _=False: self._pick())
        where = row()
        where.addWidget(Field("存放在", self.target, required=True), 1)
        where.addWidget(pick, 0, Qt.AlignmentFlag.AlignBottom)
        self.body.addWidget(Field("文书", self.kind, required=True))
        self.body.addWidget(self.about)
        self.body.addWidget(Field("案件", self.cases))
        self.body.addWidget(Field("新的期限", self.until, required=True, hint="写法如 2026-11-30"))
        self.body.addLayout(where)
        self.add_button("取消")
        self.go = self.add_button("生成草稿", self.make, kind=PRIMARY)
        self.kind.currentIndexChanged.connect(lambda _: self._list())
        self.cases.itemChanged.connect(lambda _: self._allow())
        self.until.textChanged.connect(lambda _: self._allow())
        self.target.textChanged.connect(lambda _: self._allow())
        self._list()

    def ticked(self) -> list[int]:
        items = (self.cases.item(n) for n in range(self.cases.count()))
        return [item.data(_CASE) for item in items if item.checkState() is Qt.CheckState.Checked]

    def make(self) -> None:
        """Queue the work; progress and 取消 stand with the other jobs."""
        kind, ids, until = str(self.kind.key), self.ticked(), self._limit()
        target = Path(self.target.text().strip())
        if until is None or not ids:
            return
        self.accept()
        self.desk.tasks.run(
            f"成批生成{kind}",
            lambda ws, progress: overdueletters.make_letters(
                ws, kind, target, until, only=ids, progress=progress
            ),
            done=lambda made: self._made(kind, target, made),
            failed=lambda error: messages.show_error(error, self.parentWidget()),
        )

    def _list(self) -> None:
        """The cases that the letter of this kind would go to."""
        kind = str(self.kind.key)
        self.about.setText(_ABOUT[kind])
        self.cases.clear()
        self._looking = True
        self._allow()
        read_with_ledger(
            self.desk,
            "查找逾期事项",
            lambda ws: (kind, overdueletters.overdue_cases(ws, kind)),
            self._show,
        )

    def _show(self, found: tuple[str, list[tuple[CaseFile, int]]]) -> None:
        kind, cases = found
        if not shiboken6.isValid(self) or kind != self.kind.key:
            return  # closed, or another kind was chosen meanwhile
        self._looking = False
        for file, count in cases:
            item = QListWidgetItem(f"{file.number}　{file.unit}　逾期 {count} 项")
            item.setData(_CASE, file.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.cases.addItem(item)
        self._allow()

    def _limit(self) -> date | None:
        try:
            return read_day(self.until.text(), self.desk.ws.today())
        except ValueError:
            return None

    def _allow(self) -> None:
        ids, until = self.ticked(), self._limit()
        self.go.setText(f"生成 {len(ids)} 份草稿" if len(ids) > 1 else "生成草稿")
        if self._looking:
            self.go.block("正在查找逾期事项")
        elif not self.cases.count():
            self.go.block("没有逾期事项")
        elif not ids:
            self.go.block("至少勾选一个案件")
        elif until is None or until <= self.desk.ws.today():
            self.go.block("请填写今天以后的期限，写法如 2026-11-30")
        else:
            self.go.block("" if self.target.text().strip() else "请选择存放的文件夹")

    def _pick(self) -> None:
        folder = messages.pick_folder(self, "催办文书存放在")
        if folder is not None:
            self.target.setText(str(folder))

    def _made(self, kind: str, target: Path, letters: list[Letter]) -> None:
        failed = [f"{one.unit}：{one.obstacle}" for one in letters if one.path is None]
        done = len(letters) - len(failed)
        self.desk.notice(
            f"已生成 {done} 份{kind}草稿",
            "；".join([f"存放在 {target}", *failed]),
            kind="warn" if failed else "ok",
            action=("打开文件夹", lambda: paperfiles.open_paper(target)) if done else None,
        )
