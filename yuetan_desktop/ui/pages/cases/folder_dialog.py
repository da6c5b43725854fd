"""制作案卷: which cases, where to, with what; made in the background, told when done."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QListWidget, QListWidgetItem, QWidget

from yuetan_desktop.errors import Cancelled
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.cases import casefolder
from yuetan_desktop.services.cases.casefolder import FolderMade
from yuetan_desktop.services.papers import paperfiles
from yuetan_desktop.ui import messages
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.theme import Color, Type, theme
from yuetan_desktop.ui.widgets.buttons import PRIMARY, Button
from yuetan_desktop.ui.widgets.containers import row
from yuetan_desktop.ui.widgets.dialog import Dialog
from yuetan_desktop.ui.widgets.field import Field
from yuetan_desktop.ui.widgets.labels import Label

_CASE = Qt.ItemDataRole.UserRole


class FolderDialog(Dialog):
    """The case it was asked from is ticked; others may be ticked with it."""

    def __init__(
        self,
        desk: Desk,
        chosen: int,
        cases: Sequence[CaseFile],
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("制作案卷", parent, width=600)
        self.desk = desk
        self.body.addWidget(
            Label(
                "每案一个文件夹和一个压缩包：全部文书、目录、证据目录、数据附表、打印清单和校验值。",
                Type.BODY,
                Color.INK2,
                wrap=True,
            )
        )
        self.cases = self._list_of(cases, chosen)
        self.body.addWidget(Field("案件", self.cases))
        self.target = QLineEdit(_documents())
        pick = Button("选择…")
        pick.setAccessibleName("选择存放的文件夹")
        pick.clicked.connect(lambda _=False: self._pick())
        line = row()
        line.addWidget(Field("存放在", self.target, required=True), 1)
        line.addWidget(pick, 0, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(line)
        self.pdf = QCheckBox("同时转换为 PDF")
        self.pdf.setChecked(True)
        self.drafts = QCheckBox("还没有生成而内容齐全的文书，也生成草稿放入案卷")
        self.body.addWidget(self.pdf)
        self.body.addWidget(self.drafts)
        self.add_button("取消")
        self.go = self.add_button("制作", self.make, kind=PRIMARY)
        self.cases.itemChanged.connect(lambda _: self._count())
        self.target.textChanged.connect(lambda _: self._count())
        self._count()

    @staticmethod
    def _list_of(cases: Sequence[CaseFile], chosen: int) -> QListWidget:
        listed = QListWidget()
        listed.setAccessibleName("案件")
        for file in cases:
            item = QListWidgetItem(f"{file.number}　{file.unit}　{file.state.label}")
            item.setData(_CASE, file.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            here = file.id == chosen
            item.setCheckState(Qt.CheckState.Checked if here else Qt.CheckState.Unchecked)
            listed.addItem(item)
            if here:
                listed.setCurrentItem(item)
        rows = min(max(len(cases), 3), 10)
        listed.setFixedHeight(max(listed.sizeHintForRow(0), theme().row(20)) * rows + 8)
        return listed

    def ticked(self) -> list[int]:
        items = (self.cases.item(n) for n in range(self.cases.count()))
        return [item.data(_CASE) for item in items if item.checkState() is Qt.CheckState.Checked]

    def _count(self) -> None:
        n = len(self.ticked())
        self.go.setText(f"制作 {n} 个案卷" if n > 1 else "制作")
        missing = "" if self.target.text().strip() else "请选择存放的文件夹"
        self.go.block(missing if n else "至少勾选一个案件")

    def _pick(self) -> None:
        folder = messages.pick_folder(self, "案卷存放在")
        if folder is not None:
            self.target.setText(str(folder))

    def make(self) -> None:
        """Queue the work; progress and 取消 stand with the other jobs."""
        target, ids = Path(self.target.text().strip()), self.ticked()
        pdf, drafts = self.pdf.isChecked(), self.drafts.isChecked()
        if not self.target.text().strip() or not ids:
            return
        self.accept()
        self.desk.tasks.run(
            "制作案卷",
            lambda ws, progress: casefolder.make_folders(
                ws, ids, target, pdf=pdf, drafts=drafts, progress=progress
            ),
            done=self._made,
            failed=self._not_made,
        )

    def _not_made(self, error: Exception) -> None:
        if isinstance(error, Cancelled):
            self.desk.notice("已取消制作案卷", error.kept, kind="warn")
        else:
            messages.show_error(error, self.parentWidget())

    def _made(self, made: tuple[FolderMade, ...]) -> None:
        last = made[-1].folder
        notes = [note for one in made for note in one.notes]
        words = f"{sum(one.papers for one in made)} 件文书，存放在 {last.parent}"
        self.desk.notice(
            f"已制成 {len(made)} 个案卷",
            "；".join([words, *dict.fromkeys(notes)]),
            kind="warn" if notes else "ok",
            action=("打开文件夹", lambda: paperfiles.open_paper(last)),
        )


def _documents() -> str:
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
