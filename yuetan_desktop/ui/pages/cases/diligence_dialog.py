"""尽责情况: the six circumstances, each with its proofs; those without one are named."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from yuetan_desktop.domain.cases.duediligence import (
    CIRCUMSTANCES,
    NOT_APPLICABLE,
    appraise,
    missing,
)
from yuetan_desktop.services import takeback
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.cases import caseproofs, participants
from yuetan_desktop.ui.acting import run_act
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.cases.attaching import attach_to_circumstance
from yuetan_desktop.ui.theme import Color, Type, theme
from yuetan_desktop.ui.widgets.buttons import LINK, PRIMARY, Button
from yuetan_desktop.ui.widgets.containers import column, row, scrolling, surface
from yuetan_desktop.ui.widgets.dialog import Dialog
from yuetan_desktop.ui.widgets.field import Field, TextArea
from yuetan_desktop.ui.widgets.labels import Label, rule


class DiligenceDialog(Dialog):
    def __init__(self, desk: Desk, file: CaseFile, *, parent: QWidget | None = None) -> None:
        super().__init__("尽责情况（六项情形）", parent, width=620)
        self.desk, self.file = desk, file
        said = participants.diligence_said(desk.ws, file.id)
        hint = f"证明材料每行一件；不涉及的写“{NOT_APPLICABLE}”。"
        self.body.addWidget(Label(hint, Type.BODY, Color.INK2, wrap=True))
        holder = surface("white")
        lines = column(holder, gap=10)
        self.editors: dict[str, TextArea] = {}
        self.files: dict[str, Label] = {}
        for number, one in enumerate(CIRCUMSTANCES, start=1):
            editor = self.editors[one.key] = TextArea(said.get(one.key, ""), lines=2)
            editor.textChanged.connect(self._show_missing)
            lines.addWidget(Field(f"{number}. {one.key}", editor, hint=one.text))
            lines.addLayout(self._files(one.key))
        area = scrolling(holder)
        area.setMinimumHeight(theme().px(280))
        self.body.addWidget(area, 1)
        self.missing = Label("", Type.BODY_BOLD, Color.WARN, wrap=True)
        self.body.addWidget(rule(light=True))
        self.body.addWidget(self.missing)
        self.add_button("取消")
        self.add_button("保存", self._save, kind=PRIMARY)
        self.open_at(620, 500)
        self._show_files()

    def _files(self, key: str) -> QHBoxLayout:
        """The files kept as proofs of a circumstance, and the way to add some."""
        line = row()
        self.files[key] = Label("", Type.SMALL, Color.INK2, elide=True)
        add = Button("添加文件…", LINK, height=24)
        add.setAccessibleName(f"添加证明文件：{key}")
        add.clicked.connect(
            lambda _=False: attach_to_circumstance(
                self.desk, self.file.id, key, self, self._show_files
            )
        )
        line.addWidget(self.files[key], 1)
        line.addWidget(add)
        return line

    def _show_files(self) -> None:
        for key, label in self.files.items():
            names = [p.name for p in caseproofs.of_circumstance(self.desk.ws, self.file.id, key)]
            label.setText(f"已存文件：{'、'.join(names)}" if names else "没有证明文件")
            label.setToolTip("\n".join(names))
        self._show_missing()

    def values(self) -> dict[str, str]:
        return {key: editor.toPlainText().strip() for key, editor in self.editors.items()}

    def _show_missing(self) -> None:
        if len(self.editors) < len(CIRCUMSTANCES):
            return
        said = self.values()
        for key in said:
            names = (p.name for p in caseproofs.of_circumstance(self.desk.ws, self.file.id, key))
            said[key] = "\n".join(filter(None, (said[key], *names)))
        lacking = missing(appraise(said))
        words = f"尚缺证明 {len(lacking)} 项：{'、'.join(lacking)}" if lacking else "六项都有说明。"
        self.missing.setText(words)

    def _save(self) -> None:
        case_id, said = self.file.id, self.values()
        before = takeback.standing_details(self.desk.ws, case_id, takeback.DILIGENCE)
        run_act(
            self.desk,
            f"保存尽责情况 {self.file.number}",
            lambda ws: participants.set_diligence(ws, case_id, said),
            lambda ws, _: takeback.put_back_details(ws, case_id, before),
            self,
            words=lambda lacking: f"尚缺证明 {len(lacking)} 项" if lacking else "六项都有说明",
            after=lambda _: self.accept(),
        )
