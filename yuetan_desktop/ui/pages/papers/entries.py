"""The editor of one field of a paper: a choice, several lines or one, and the words in it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from yuetan_desktop.services.paperwork import Entry, FieldValue
from yuetan_desktop.ui.widgets.field import ComboBox, TextArea


def editor_for(value: FieldValue, typed: Callable[[], None], left: Callable[[], None]) -> QWidget:
    """The editor that a field needs; it tells each key, and when a day or moment is left."""
    if value.entry is Entry.CHOICE:
        combo = ComboBox([("", "（未选）"), *((c, c) for c in value.choices)])
        combo.set_key(value.value)
        combo.currentIndexChanged.connect(typed)
        return combo
    if value.entry is Entry.LINES:
        area = TextArea(value.value, lines=3)
        area.textChanged.connect(typed)
        return area
    line = QLineEdit(value.value)
    line.textChanged.connect(typed)
    if value.entry in (Entry.DATE, Entry.MOMENT):
        line.editingFinished.connect(left)
    return line


def text(editor: QWidget) -> str:
    if isinstance(editor, ComboBox):
        return str(editor.key or "")
    if isinstance(editor, TextArea):
        return editor.toPlainText()
    assert isinstance(editor, QLineEdit)
    return editor.text()


def put(editor: QWidget, words: str) -> None:
    if isinstance(editor, ComboBox):
        editor.set_key(words)
    elif isinstance(editor, TextArea):
        editor.setPlainText(words)
    elif isinstance(editor, QLineEdit):
        editor.setText(words)
