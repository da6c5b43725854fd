"""登记环节: the form of one step, with the fields that its article asks for."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from yuetan_desktop.domain.cases.stepform import (
    OTHER_DAY,
    FieldKind,
    StepField,
    complaints,
    fields_of,
)
from yuetan_desktop.domain.cases.stepper import recorded_name
from yuetan_desktop.domain.casework import StepKind
from yuetan_desktop.domain.deadline import outstanding
from yuetan_desktop.services import casefiles
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.cases import improvement, joint, stepdays, stepdefaults
from yuetan_desktop.ui import messages
from yuetan_desktop.ui.closing import VOID_INSTEAD, confirm_closure
from yuetan_desktop.ui.drafts import with_draft
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.undo import WHY, Again
from yuetan_desktop.ui.widgets.buttons import PRIMARY
from yuetan_desktop.ui.widgets.dialog import Dialog
from yuetan_desktop.ui.widgets.field import ComboBox, DateField, Field, OptionalDateField, TextArea


class StepDialog(Dialog):
    """One step of a case: the day, the fields of its kind, a note. Errors stand at their field."""

    def __init__(
        self, desk: Desk, file: CaseFile, kind: StepKind, *, parent: QWidget | None = None
    ) -> None:
        name = recorded_name(kind, file.state.level)
        super().__init__(f"登记{name}", parent, width=480)
        self.desk, self.file, self.kind = desk, file, kind
        self._again: Again | None = None
        self.day = DateField(_begins_on(desk.ws.today(), file, kind))
        self.day_field = Field(f"{name}日期", self.day, required=True)
        self.body.addWidget(self.day_field)
        self.fields: dict[str, Field] = {}
        known = stepdefaults.suggested(desk.ws, file, kind)
        for one in fields_of(kind):
            editor = _editor(one, desk.ws.today())
            _say(editor, known.get(one.key, ""))
            field = Field(one.label, editor, required=one.required)
            self.fields[one.key] = field
            self.body.addWidget(field)
        if kind is StepKind.IMPROVEMENT_CHECK:  # the figures, before anybody chooses
            self.fields["result"].tell("\n".join(improvement.improvement_says(desk.ws, file)))
        self.day.changed.connect(self._check_day)
        self._check_day(self.day.value)
        self.note = TextArea("", lines=2)
        self.body.addWidget(Field("备注", self.note))
        self.together = QCheckBox("同时登记到集体约谈的各案")
        group = joint.members(desk.ws, file.id) if kind in joint.SHARED_STEPS else ()
        self.together.setVisible(bool(group))
        self.together.setChecked(bool(group))
        self.body.addWidget(self.together)
        self.add_button("取消")
        self.save = self.add_button("登记", self._record, kind=PRIMARY)

    def values(self) -> dict[str, str]:
        """What is said, without a field that the day does not ask for."""
        shown = {key: field for key, field in self.fields.items() if not field.isHidden()}
        return {key: _text(field.editor) for key, field in shown.items()}

    def _check_day(self, day: date) -> None:
        """第十二条: how early the interview may be, told beforehand. 第十四条: another day than
        the one notified is told at once, and asks why."""
        if self.kind is StepKind.NOTICE:
            self.fields["interview_on"].tell(stepdays.lawful_from(self.desk.ws, day))
            self.fit()
        if self.kind is not StepKind.INTERVIEW:
            return
        found = stepdays.other_day_of(self.desk.ws, self.file.state, day)
        self.fields[OTHER_DAY].setVisible(found is not None and not found.is_unlawful)
        if found is None:
            self.day_field.clear_check()
        elif found.is_unlawful:
            self.day_field.fail(found.sentence + found.hint)
        else:
            self.day_field.warn(found.sentence + found.hint)
        self.fit()

    def _record(self) -> None:
        said = self.values()
        wrong = complaints(self.kind, said)
        if said.get(OTHER_DAY) == "":  # asked for only on another day
            wrong[OTHER_DAY] = "缺改日原因：约谈日期与通知不一致（第十四条）。"
        for key, field in self.fields.items():
            if key in wrong:
                field.fail(wrong[key])
            else:
                field.clear_check()
        if wrong:
            self.fit()
            self.fields[next(iter(wrong))].editor.setFocus()
            return
        if self.kind is StepKind.CLOSURE and not self._confirmed():
            return
        day, note, case_id, kind = self.day.value, self.note.toPlainText(), self.file.id, self.kind
        record = joint.record_for_all if self.together.isChecked() else casefiles.record_step
        self._again = Again(
            lambda ws, _: record(ws, case_id, kind, day, note=note, data=said), self._done
        )
        self.desk.tasks.run(
            self.windowTitle(),
            self._again.work,
            done=self._done,
            failed=lambda error: messages.show_error(error, self),
            blocks=[self.save],
        )

    def _confirmed(self) -> bool:
        words = "核查意见已经审批，并已通知有关单位（第十八条）"
        rest = outstanding(self.file.deadlines)
        return confirm_closure(self.file.number, words, self, rest=rest)

    def _done(self, file: CaseFile) -> None:
        self.accept()
        case_id, kind, for_all = file.id, self.kind, self.together.isChecked()
        name = f"{self.windowTitle()} {file.number}"
        if kind is StepKind.CLOSURE:
            act = self.desk.undo.final(name, VOID_INSTEAD)
            self.desk.did(f"已{self.windowTitle()}", f"{file.number}　{file.state.label}", act)
            return
        act = self.desk.undo.done(
            name,
            lambda ws, _: joint.void_newest(ws, case_id, kind, WHY, for_all=for_all),
            again=self._again,
        )
        self.desk.did(f"已{self.windowTitle()}", f"{file.number}　{file.state.label}", act)


def void_form(desk: Desk, file: CaseFile, step_id: int, name: str, parent: QWidget) -> VoidDialog:
    """作废登记, its reason kept as a draft."""
    return with_draft(VoidDialog(desk, file, step_id, name, parent=parent), desk, step_id)


class VoidDialog(Dialog):
    """作废登记: the reason stays on record beside the step."""

    def __init__(
        self, desk: Desk, file: CaseFile, step_id: int, name: str, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(f"作废：{name}", parent, width=440)
        self.desk, self.file, self.step_id = desk, file, step_id
        self.why = QLineEdit()
        self.field = Field("作废原因", self.why, required=True, hint="登记仍留在办理记录中。")
        self.body.addWidget(self.field)
        self.add_button("取消")
        self.save = self.add_button("作废", self._void, kind=PRIMARY)

    def _void(self) -> None:
        why = self.why.text().strip()
        if not why:
            self.field.fail("缺作废原因。")
            self.why.setFocus()
            return
        case_id, step_id = self.file.id, self.step_id
        self.desk.tasks.run(
            self.windowTitle(),
            lambda ws, _: casefiles.void_step(ws, case_id, step_id, why),
            done=self._done,
            failed=lambda error: messages.show_error(error, self),
            blocks=[self.save],
        )

    def _done(self, file: CaseFile) -> None:
        self.accept()
        instead = "作废的登记留在办理记录中；仍然有效的，重新登记。"
        self.desk.undo.final(f"{self.windowTitle()} {file.number}", instead)


def _begins_on(today: date, file: CaseFile, kind: StepKind) -> date:
    """An interview was held on the day agreed, where that has come; anything else today."""
    planned = file.state.planned_on if kind is StepKind.INTERVIEW else None
    return min(planned, today) if planned else today


def _editor(field: StepField, today: date) -> QWidget:
    if field.kind is FieldKind.DATE:
        return OptionalDateField(today)
    if field.kind is FieldKind.CHOICE:
        words = "（请选择）" if field.is_finding else "（未定）"
        blank = [("", words)] if field.is_finding or not field.required else []
        return ComboBox([*blank, *((choice, choice) for choice in field.choices)])
    return QLineEdit()


def _say(editor: QWidget, value: str) -> None:
    """What the case says already; the clerk may change it."""
    if not value:
        return
    if isinstance(editor, DateField):
        editor.set_value(date.fromisoformat(value))
    elif isinstance(editor, ComboBox):
        editor.set_key(value)
    elif isinstance(editor, QLineEdit):
        editor.setText(value)


def _text(editor: QWidget) -> str:
    if isinstance(editor, OptionalDateField) and not editor.is_said:
        return ""
    if isinstance(editor, DateField):
        return editor.value.isoformat()
    if isinstance(editor, ComboBox):
        return str(editor.key or "")
    assert isinstance(editor, QLineEdit)
    return editor.text().strip()
