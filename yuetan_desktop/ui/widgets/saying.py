"""What stands in the fields of a form, and telling each what it lacks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from yuetan_desktop.ui.widgets.field import Field


def text_of(field: Field) -> str:
    """The words of a field, of one line or several."""
    editor = field.editor
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText().strip()
    assert isinstance(editor, QLineEdit)
    return editor.text().strip()


def told(missing: Mapping[Field, str], fields: Sequence[Field]) -> bool:
    """Say at each field what it lacks, and go to the first; whether anything was lacking."""
    for field in fields:
        field.clear_check()
    for field, words in missing.items():
        field.fail(words)
    if missing:
        next(iter(missing)).setFocus()
    return bool(missing)


def all_said(fields: Sequence[Field]) -> bool:
    """Whether every field that must be filled in is; those that are not say so."""
    lacking = (field for field in fields if field.required and not text_of(field))
    return not told({field: f"缺{field.label}。" for field in lacking}, fields)
