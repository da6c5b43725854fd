"""口径请示 in the window: asked, answered, taken back by 撤销."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLineEdit

from yuetan_desktop.services import office
from yuetan_desktop.services.judging import interpretations
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.rules.interpretations import (
    AnswerForm,
    InterpretationsDialog,
    QuestionForm,
)
from yuetan_desktop.ui.widgets.field import TextArea


def test_a_question_is_logged_answered_and_taken_back(desk: Desk, qtbot: Any) -> None:
    ask = QuestionForm(desk)
    qtbot.addWidget(ask)
    ask.save()
    assert ask.question.is_failed
    editor = ask.question.editor
    assert isinstance(editor, TextArea)
    editor.setPlainText("须两项同时未达到吗？")
    ask.save()
    (asked,) = interpretations.questions(desk.ws)

    form = AnswerForm(desk, asked)
    qtbot.addWidget(form)
    form.option.set_key("either")
    assert isinstance(form.words.editor, TextArea)
    form.words.editor.setPlainText("任一即符合。")
    form.save()
    assert form.document.is_failed  # an answer without its number is hearsay
    assert isinstance(form.document.editor, QLineEdit)
    form.document.editor.setText("云环委办函〔2026〕4号")
    form.save()
    assert office.readings_in_force(desk.ws).is_answered("R1")

    listed = InterpretationsDialog(desk)
    qtbot.addWidget(listed)
    listed.table.selectRow(0)
    assert "答复：任一即符合。" in listed.words.text()
    assert listed.count.text() == "1 项，0 项未答复"
    desk.undo.undo()
    assert not office.readings_in_force(desk.ws).is_answered("R1")
