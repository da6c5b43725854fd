"""集体约谈 and 升级约谈: the cases interviewed together, and the second interview of a unit."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QWidget

from yuetan_desktop.services import casefiles
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.cases import caselinks, joint
from yuetan_desktop.services.cases.caseopening import Opened
from yuetan_desktop.ui import messages
from yuetan_desktop.ui.acting import run_act
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.theme import Color, Type
from yuetan_desktop.ui.widgets.buttons import PRIMARY
from yuetan_desktop.ui.widgets.dialog import Dialog
from yuetan_desktop.ui.widgets.field import Field, TextArea
from yuetan_desktop.ui.widgets.labels import Label

WITHDRAW_INSTEAD = "立案有误的，在案件的“其他登记”中登记“撤销”并写明原因。"


class JointDialog(Dialog):
    """Choose the cases of one interview; who is in one already may leave before it is held."""

    def __init__(self, desk: Desk, file: CaseFile, *, parent: QWidget | None = None) -> None:
        super().__init__("集体约谈", parent, width=560)
        self.desk, self.file = desk, file
        self.checks: dict[int, QCheckBox] = {}
        members = [one for one in joint.members(desk.ws, file.id) if one != file.id]
        if members:
            self._show_members([casefiles.load_case(desk.ws, one) for one in members])
        else:
            self._show_candidates(joint.candidates(desk.ws, file))

    def _show_members(self, files: list[CaseFile]) -> None:
        words = "与以下案件一并约谈；书面通知、延期、约谈、纪要可一次登记到各案："
        self._say(words)
        for one in files:
            self._say(f"{one.number}　{one.unit}　{one.state.label}")
        self.add_button("关闭")
        if self.file.state.held_on is None:
            self.leave = self.add_button("本案退出，单独约谈", self._leave)

    def _show_candidates(self, files: list[CaseFile]) -> None:
        if not files:
            self._say("没有可以一并约谈的案件：须等级相同、单位不同、尚未约谈。")
            self.add_button("关闭")
            return
        self._say("由同一约谈人一并约谈，一次通知、一次约谈，整改和文书各案分别办理：")
        for one in files:
            check = self.checks[one.id] = QCheckBox(f"{one.number}　{one.unit}　{one.title}")
            self.body.addWidget(check)
        self.add_button("取消")
        self.add_button("一并约谈", self._join, kind=PRIMARY)

    def _say(self, words: str) -> None:
        self.body.addWidget(Label(words, Type.BODY, Color.INK2, wrap=True))

    def _join(self) -> None:
        chosen = [self.file.id, *(id for id, check in self.checks.items() if check.isChecked())]
        number = self.file.id
        run_act(
            self.desk,
            f"登记集体约谈 {self.file.number}",
            lambda ws: joint.join(ws, chosen),
            lambda ws, _: joint.dissolve(ws, number),
            self,
            after=lambda _: self.accept(),
        )

    def _leave(self) -> None:
        case_id = self.file.id
        self.desk.tasks.run(
            "退出集体约谈",
            lambda ws, _: joint.leave(ws, case_id),
            done=self._left,
            failed=lambda error: messages.show_error(error, self),
            blocks=[self.leave],
        )

    def _left(self, _: object) -> None:
        self.accept()
        instead = "仍要一并约谈的，在“集体约谈”中重新登记。"
        self.desk.undo.final(f"退出集体约谈 {self.file.number}", instead)


class EscalateDialog(Dialog):
    """第九条（一）1: a new case for a unit that did not improve, linked to the one before."""

    def __init__(self, desk: Desk, file: CaseFile, *, parent: QWidget | None = None) -> None:
        super().__init__("升级约谈（第九条（一）1）", parent, width=520)
        self.desk, self.file = desk, file
        words = f"{file.number}约谈后3个月内环境质量仍未取得改善，另立新案，由市政府主要领导约谈。"
        self.body.addWidget(Label(words, Type.BODY, Color.INK2, wrap=True))
        self.note = TextArea("", lines=2)
        self.body.addWidget(Field("研判意见", self.note))
        self.add_button("取消")
        self.save = self.add_button("确认研判并立案", self._escalate, kind=PRIMARY)

    def _escalate(self) -> None:
        case_id, note = self.file.id, self.note.toPlainText()
        department = self.file.department
        self.desk.tasks.run(
            "升级约谈",
            lambda ws, _: caselinks.escalate(ws, case_id, department=department, note=note),
            done=self._done,
            failed=lambda error: messages.show_error(error, self),
            blocks=[self.save],
        )

    def _done(self, opened: Opened) -> None:
        self.accept()
        self.desk.undo.final(f"立案 {opened.case.number}", WITHDRAW_INSTEAD)
        self.desk.notice(f"已立案 {opened.case.number}", opened.case.title)
        self.desk.go("case", opened.case.id)
