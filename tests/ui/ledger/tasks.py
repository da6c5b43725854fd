"""Tasks of the ledger by their name, and a form filled in and saved."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLabel

from yuetan_desktop.services import rectification
from yuetan_desktop.services.rectification import TaskFile
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.rectification.form import RecordForm
from yuetan_desktop.ui.pages.rectification.page import RectificationPage


def shown(page: RectificationPage) -> list[str]:
    return [file.code for file in page.shown]


def task(desk: Desk, title: str) -> TaskFile:
    return next(file for file in rectification.ledger(desk.ws) if file.terms.title == title)


def words_of(widget: Any) -> str:
    return "".join(label.text() for label in widget.findChildren(QLabel))


def fill(form: RecordForm, **values: str) -> RecordForm:
    form.show()
    for key, value in values.items():
        editor = form.fields[key].editor
        (editor.setPlainText if hasattr(editor, "setPlainText") else editor.setText)(value)  # type: ignore[attr-defined]
    form.save.click()
    return form
