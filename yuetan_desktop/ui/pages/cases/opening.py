"""发起约谈建议, 预警提示, 通报: what the case would stand on, confirmed by a person first."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from yuetan_desktop.domain.assessment import RuleFinding
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.place import PlaceKind
from yuetan_desktop.domain.regulation import Level
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import assessing, places
from yuetan_desktop.services.cases import caseopening
from yuetan_desktop.services.cases.caseopening import Opened, Proposal
from yuetan_desktop.ui import messages
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.theme import Color, Type, pretty
from yuetan_desktop.ui.widgets.buttons import PRIMARY
from yuetan_desktop.ui.widgets.containers import clear, column, row
from yuetan_desktop.ui.widgets.dialog import Dialog
from yuetan_desktop.ui.widgets.field import ComboBox, Field, TextArea
from yuetan_desktop.ui.widgets.labels import Label, LevelBadge, rule


class OpenCaseDialog(Dialog):
    """Unit and level, the items they rest on, the confirmation (综合研判), the department.

    A unit given by the caller is fixed; the level starts at the highest reached.
    """

    def __init__(
        self,
        desk: Desk,
        place_id: int | None = None,
        *,
        month: Period | None = None,
        level: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("发起约谈建议", parent, width=640)
        self.desk = desk
        self.month = month or assessing.newest_month(desk.ws)
        self.proposal: Proposal | None = None
        subjects = assessing.subjects(assessing.facts_for(desk.ws))
        self.unit = ComboBox([(p.id, p.name) for p in subjects])
        self.level = ComboBox([(None, "所达到的最高等级")])
        regulation = assessing.regulation_for(desk.ws, self.month)
        self.level.set_options(
            [(None, "所达到的最高等级")]
            + [(n, f"{n} {regulation.levels[n].name}") for n in sorted(regulation.levels)]
        )
        if place_id is not None:
            self.unit.set_key(place_id)
            self.unit.setEnabled(False)
        self.level.set_key(level)
        choice = row(gap=12)
        choice.addWidget(Field("责任单位", self.unit, required=True), 1)
        choice.addWidget(Field("处置等级", self.level, required=True), 1)
        self.body.addLayout(choice)
        self._basis = column(gap=6)
        self.body.addLayout(self._basis)
        self.note = TextArea("", lines=2)
        hint = "综合研判后确认；确认人和时间会记入办理记录。"
        self.note_field = Field("研判意见", self.note, hint=hint)
        self.body.addWidget(self.note_field)
        self.department = ComboBox()
        self.department.setEditable(True)
        self.department.set_options(_departments(desk))
        self.department.setCurrentText(_default_department(desk))
        self.department_field = Field("建议部门", self.department, required=True)
        self.body.addWidget(self.department_field)
        self.add_button("取消")
        self.confirm = self.add_button("确认研判并立案", self._open, kind=PRIMARY)
        self.unit.currentIndexChanged.connect(self._propose)
        self.level.currentIndexChanged.connect(self._propose)
        self._propose()

    # -- what it stands on ----------------------------------------------------------------------
    def _propose(self, *_: Any) -> None:
        clear(self._basis)
        self.proposal = None
        try:
            level: Any = self.level.key
            place: Any = self.unit.key
            self.proposal = caseopening.propose(self.desk.ws, place, month=self.month, level=level)
        except AppError as error:
            self._basis.addWidget(Label(error.one_line(), Type.BODY, Color.WARN, wrap=True))
            self.confirm.block("没有可以立案的触发事项")
            return
        self.confirm.block("")
        self.confirm.set_text("确认研判并立案")
        self._name_act(self.proposal.level)
        for field in (self.note_field, self.department_field):
            field.setVisible(self.proposal.existing is None)
        if self.proposal.existing is not None:
            number = self.proposal.existing.number
            self._basis.addWidget(
                Label(f"这些事项已立案：{number}。", Type.BODY, Color.WARN, wrap=True)
            )
            self.confirm.set_text(f"打开{number}")
            return
        self._show_items("立案依据", self.proposal.items)
        if self.proposal.warning:
            warning = Label(pretty(self.proposal.warning), Type.BODY, Color.WARN, wrap=True)
            self._basis.addWidget(warning)
        if self.proposal.also:
            self._show_items("一并通报（较低等级）", self.proposal.also)

    def _name_act(self, level: Level) -> None:
        self.setWindowTitle(level.opening)
        self.setAccessibleName(level.opening)
        by = "约谈建议由建议部门提出（第十一条）。" if level.is_interview else ""
        self.department_field.tell(by)

    def _show_items(self, title: str, findings: tuple[RuleFinding, ...]) -> None:
        self._basis.addWidget(Label(title, Type.SECTION_TITLE))
        for found in findings:
            line = row(gap=8)
            level = found.rule.level
            line.addWidget(LevelBadge(level.number, f"{level.name}　{level.article}"))
            line.addWidget(Label(found.rule.short_cite, Type.BODY_BOLD))
            says = Label(pretty(found.says), Type.BODY, Color.INK2, wrap=True, selectable=True)
            line.addWidget(says, 1)
            self._basis.addLayout(line)
        self._basis.addWidget(rule(light=True))

    # -- opening --------------------------------------------------------------------------------
    def _open(self) -> None:
        if self.proposal is None:
            return
        if self.proposal.existing is not None:
            self._done(Opened(self.proposal.existing, is_new=False))
            return
        place = self.proposal.place.id
        level = self.proposal.level.number
        note, department = self.note.toPlainText(), self.department.currentText()
        if not department.strip():
            self.department_field.fail("缺建议部门。")
            self.department.setFocus()
            return
        self.desk.tasks.run(
            "立案",
            lambda ws, _: caseopening.open_case(
                ws, place, month=self.month, level=level, note=note, department=department
            ),
            done=self._done,
            failed=lambda error: messages.show_error(error, self),
            blocks=[self.confirm],
        )

    def _done(self, opened: Opened) -> None:
        self.accept()
        if opened.is_new:
            instead = "立案有误的，在案件的“其他登记”中登记“撤销”并写明原因。"
            self.desk.undo.final(f"立案 {opened.case.number}", instead)
            self.desk.notice(f"已立案 {opened.case.number}", opened.case.title)
        self.desk.go("case", opened.case.id)


def _departments(desk: Desk) -> list[tuple[object, str]]:
    known = places.list_places(desk.ws, {PlaceKind.DEPARTMENT}, with_retired=False)
    names = [place.name for place in known]
    usual = _default_department(desk)
    return [(name, name) for name in dict.fromkeys([usual, *names])]


def _default_department(_desk: Desk) -> str:
    return "市生态环境局"
