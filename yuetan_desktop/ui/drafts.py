"""Esc in a form with unsaved input keeps a draft; the form offers it when it is opened again.
A form that is a page keeps one whenever it is left, too.

取消 gives the input up. A draft goes when its act is done or when it is thrown away; what the form
is about is never touched by it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from yuetan_desktop.services.papers import formdrafts
from yuetan_desktop.services.papers.formdrafts import FormDraft
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.widgets.containers import Banner
from yuetan_desktop.ui.widgets.dialog import Dialog
from yuetan_desktop.ui.widgets.field import DateField, OptionalDateField
from yuetan_desktop.ui.widgets.typed_table import TypedTable

KEPT = "已存为草稿"
D = TypeVar("D", bound=Dialog)
_EDITORS = QLineEdit | QPlainTextEdit | DateField | QComboBox | QCheckBox | TypedTable


def with_draft(dialog: D, desk: Desk, about: object = "") -> D:
    """The dialog, keeping what is left in it by Esc; `about` tells forms of one title apart."""
    _Keeper(dialog, desk, f"{dialog.windowTitle()}·{about}")
    return dialog


class _Keeper(QObject):
    """Lives with its dialog."""

    def __init__(self, dialog: Dialog, desk: Desk, form: str) -> None:
        super().__init__(dialog)
        self._dialog, self._desk, self._form = dialog, desk, form
        self._found = formdrafts.find(desk.ws, form)
        self._begun = entered(dialog)
        self._banner = Banner()
        dialog.body.insertWidget(0, self._banner)
        if self._found is not None:
            self._offer(self._found)
        dialog.installEventFilter(self)
        dialog.accepted.connect(self._done)

    def _offer(self, draft: FormDraft) -> None:
        _offer(self._banner, draft, self._restore, self._drop)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc, and the system's own way of closing a window."""
        escape = (
            event.type() is QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        )
        if escape or (event.type() is QEvent.Type.Close and event.spontaneous()):
            self._keep()
        return super().eventFilter(watched, event)

    def _keep(self) -> None:
        now, form, desk = entered(self._dialog), self._form, self._desk
        if now == self._begun or (self._found is not None and now == self._found.entered):
            return
        desk.tasks.run(
            "保存草稿",
            lambda ws, _: formdrafts.keep(ws, form, now),
            done=lambda _: desk.notice(KEPT, "再次打开时可以恢复。"),
        )

    def _restore(self) -> None:
        assert self._found is not None
        self._dialog.grow(_rows(self._found.entered))
        for name, editor in editors(self._dialog).items():
            if name in self._found.entered:
                _put(editor, self._found.entered[name])
        self._banner.hide()
        self._dialog.fit()

    def _drop(self) -> None:
        self._banner.hide()
        self._done()

    def _done(self) -> None:
        if self._found is None:
            return
        self._found, form = None, self._form
        self._desk.tasks.run("清除草稿", lambda ws, _: formdrafts.drop(ws, form))


class PageDraft(Banner):
    """The same for a form that is a page: offered over it, kept at Esc and when it is left."""

    def __init__(self, desk: Desk, put: Callable[[Mapping[str, str]], None]) -> None:
        super().__init__()
        self._desk, self._put_back, self._form = desk, put, ""
        self._found: FormDraft | None = None
        self.hide()

    def look(self, form: str) -> None:
        """Another form is shown: offer what was kept of it."""
        self._form, self._found = form, formdrafts.find(self._desk.ws, form)
        if self._found is None:
            self.hide()
        else:
            _offer(self, self._found, self._restore, self._drop)

    def keep(self, values: Mapping[str, str]) -> None:
        """Unsaved input, at Esc or when the page is left."""
        now, form = dict(values), self._form
        if not now or (self._found is not None and now == self._found.entered):
            return

        def kept(_: object) -> None:
            if form == self._form:  # meanwhile another paper may be shown
                self._found = formdrafts.find(self._desk.ws, form)
            self._desk.notice(KEPT, "再次打开时可以恢复。")

        self._desk.tasks.run("保存草稿", lambda ws, _: formdrafts.keep(ws, form, now), done=kept)

    def done(self) -> None:
        """What the form is for was done, or its draft thrown away."""
        self.hide()
        if self._found is not None:
            self._found, form = None, self._form
            self._desk.tasks.run("清除草稿", lambda ws, _: formdrafts.drop(ws, form))

    def _restore(self) -> None:
        assert self._found is not None
        self.hide()
        self._put_back(self._found.entered)

    def _drop(self) -> None:
        self.done()


def _offer(
    banner: Banner, draft: FormDraft, restore: Callable[[], None], drop: Callable[[], None]
) -> None:
    at = f"{draft.saved_at:%m-%d %H:%M}"
    links = (("恢复草稿", restore), ("丢弃", drop))
    banner.show_fact("有未登记的草稿", at, links=links)


def _rows(kept: Mapping[str, str]) -> int:
    """How many rows a draft has, by the names of its editors: 姓名，第3行."""
    found = (re.search(r"，第(\d+)行$", name) for name in kept)
    return max((int(match[1]) for match in found if match), default=0)


def entered(dialog: QWidget) -> dict[str, str]:
    """What stands in the editors of a form, by their names."""
    return {name: _said(editor) for name, editor in editors(dialog).items()}


def editors(dialog: QWidget) -> dict[str, QWidget]:
    """The editors that a clerk fills in; those of one name are numbered."""
    seen: Counter[str] = Counter()
    found: dict[str, QWidget] = {}
    for widget in dialog.findChildren(QWidget):
        parent = widget.parentWidget()
        inner = isinstance(parent, QComboBox | DateField) or (
            parent is not None and isinstance(parent.parentWidget(), TypedTable)
        )
        if not isinstance(widget, _EDITORS) or inner or widget.window() is not dialog:
            continue
        name = widget.accessibleName() or getattr(widget, "text", str)()
        seen[name] += 1
        found[f"{name}#{seen[name]}" if seen[name] > 1 else name] = widget
    return found


def _said(editor: QWidget) -> str:
    if isinstance(editor, OptionalDateField) and not editor.is_said:
        return ""
    if isinstance(editor, DateField):
        return editor.value.isoformat()
    if isinstance(editor, QComboBox):
        return editor.currentText()
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText()
    if isinstance(editor, QCheckBox):
        return "1" if editor.isChecked() else ""
    if isinstance(editor, TypedTable):
        return editor.tabbed()
    assert isinstance(editor, QLineEdit)
    return editor.text()


def _put(editor: QWidget, text: str) -> None:
    if isinstance(editor, OptionalDateField) and not text:
        editor.clear_date()
    elif isinstance(editor, DateField):
        editor.set_value(date.fromisoformat(text))
    elif isinstance(editor, QComboBox):
        editor.setCurrentText(text)
    elif isinstance(editor, QPlainTextEdit):
        editor.setPlainText(text)
    elif isinstance(editor, QCheckBox):
        editor.setChecked(bool(text))
    elif isinstance(editor, TypedTable):
        editor.fill_tabbed(text)
    elif isinstance(editor, QLineEdit):
        editor.setText(text)
