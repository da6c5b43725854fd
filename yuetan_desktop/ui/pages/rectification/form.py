"""One form for everything that is recorded of a task: fields, a check, the work, the notice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from yuetan_desktop.domain.typednumber import read_number
from yuetan_desktop.services.ledger import taskwork
from yuetan_desktop.services.rectification import TaskFile
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.ui import messages
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.theme import Color, Type, theme
from yuetan_desktop.ui.undo import WHY, Again
from yuetan_desktop.ui.widgets.buttons import PRIMARY
from yuetan_desktop.ui.widgets.containers import column, scrolling, surface
from yuetan_desktop.ui.widgets.dialog import HIGHEST, Dialog
from yuetan_desktop.ui.widgets.field import (
    ComboBox,
    DateField,
    Field,
    OptionalDateField,
    TextArea,
)
from yuetan_desktop.ui.widgets.labels import Label

Values = dict[str, Any]
TakeBack = Callable[[Workspace, list[TaskFile]], object]


@dataclass(frozen=True, slots=True)
class Ask:
    """One field of a form. `editor` is made by the caller; `is_number` reads it as a number."""

    key: str
    label: str
    editor: QWidget
    required: bool = False
    is_number: bool = False
    hint: str = ""


class RecordForm(Dialog):
    """`work(ws, values)` runs in the worker; the form closes when it is done, and stays with its
    sentence when it is refused. 撤销 voids the entry that was made, or does `take_back`; with
    `final` it says that instead. `confirm` is asked last, before an act that ends the task."""

    def __init__(
        self,
        desk: Desk,
        title: str,
        asks: list[Ask],
        work: Callable[[Workspace, Values], TaskFile | list[TaskFile]],
        *,
        verb: str = "登记",
        lead: str = "",
        parent: QWidget | None = None,
        width: int = 480,
        final: str = "",
        take_back: TakeBack | None = None,
        confirm: Callable[[QWidget], bool] | None = None,
    ) -> None:
        super().__init__(title, parent, width=width)
        self.desk, self._asks, self._work = desk, asks, work
        self._values: Values = {}  # as they were recorded, for 重做
        self._final, self._take_back = final, take_back or _void_newest
        self._confirm = confirm
        if lead:
            self.body.addWidget(Label(lead, Type.BODY, Color.INK2, wrap=True))
        self.fields: dict[str, Field] = {}
        holder = surface("white")
        self.rows = column(holder, gap=12)
        for ask in asks:
            field = Field(ask.label, ask.editor, required=ask.required, hint=ask.hint)
            self.fields[ask.key] = field
            self.rows.addWidget(field)
        self._room = scrolling(holder)
        self.body.addWidget(self._room, 1)
        self.add_button("取消")
        self.save = self.add_button(verb, self.record, kind=PRIMARY)

    def showEvent(self, event: QShowEvent) -> None:
        """As high as its fields where the smallest screen has room, else they scroll."""
        held = self._room.widget()
        self._room.setMinimumHeight(min(held.sizeHint().height() + 2, HIGHEST - theme().px(160)))
        super().showEvent(event)

    def record(self) -> None:
        """Check what can be checked here, then do it."""
        values: Values = {}
        wrong: Field | None = None
        for ask in self._asks:
            field = self.fields[ask.key]
            field.clear_check()
            value = said(ask.editor)
            if ask.is_number and value not in {"", None}:
                value = read_number(str(value))
                if value is None:
                    field.fail(f"{ask.label}要填数字。")
                    wrong = wrong or field
            if ask.required and value in {"", None}:
                field.fail(f"缺{ask.label}。")
                wrong = wrong or field
            values[ask.key] = value
        if wrong is not None:
            wrong.editor.setFocus()
            return
        if self._confirm is not None and not self._confirm(self):
            return
        self._values = values
        self.desk.tasks.run(
            self.windowTitle(),
            lambda ws, _: self._work(ws, dict(values)),
            done=self._done,
            failed=lambda error: messages.show_error(error, self),
            blocks=[self.save],
        )

    def _done(self, made: TaskFile | list[TaskFile]) -> None:
        self.accept()
        files = made if isinstance(made, list) else [made]
        title, undo, take_back = self.windowTitle(), self.desk.undo, self._take_back
        first, many = files[0], len(files) > 1
        name = f"{title} {len(files)} 项" if many else f"{title} {first.code}"
        if self._final:
            act = undo.final(name, self._final)
        else:
            again = Again(lambda ws, _: self._work(ws, dict(self._values)), self._done)
            act = undo.done(name, lambda ws, _: take_back(ws, files), again=again)
        codes = "、".join(file.code for file in files)
        self.desk.did(f"已{title}", codes if many else f"{first.code}　{first.terms.name}", act)


def _void_newest(ws: Workspace, files: list[TaskFile]) -> None:
    """The entry that each task got when the form was recorded."""
    taskwork.void_entries(ws, [(file.id, file.entries[-1].id) for file in files], WHY)


def said(editor: QWidget) -> Any:
    """What stands in an editor: text, a date or None, a key, whether a box is ticked."""
    if isinstance(editor, OptionalDateField):
        return editor.value if editor.is_said else None
    if isinstance(editor, DateField):
        return editor.value
    if isinstance(editor, ComboBox):
        return editor.currentText().strip() if editor.isEditable() else editor.key
    if isinstance(editor, TextArea):
        return editor.toPlainText().strip()
    if isinstance(editor, QCheckBox):
        return editor.isChecked()
    assert isinstance(editor, QLineEdit)
    return editor.text().strip()


def line(text: str = "") -> QLineEdit:
    return QLineEdit(text)


def optional_day(today: date, value: date | None = None) -> OptionalDateField:
    """A day that may stay unsaid, at `value` where there is one."""
    field = OptionalDateField(today)
    if value is not None:
        field.set_value(value)
    return field
