"""Small registers in the window: 年度任务 and 征求意见, each logged and taken back by 撤销."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from yuetan_desktop.services import casefiles, yeartasks
from yuetan_desktop.services.papers import opinions
from yuetan_desktop.services.papers.opinions import Adoption
from yuetan_desktop.services.yeartasks import YearTaskKind
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.browse.yeartasks import YearTaskForm, YearTasksDialog
from yuetan_desktop.ui.pages.papers.opinions import AdoptionForm, OpinionForm, OpinionsDialog
from yuetan_desktop.ui.widgets.field import Field

KIND = "约谈通知"


def say(field: Field, words: str) -> None:
    editor = field.editor
    if isinstance(editor, QPlainTextEdit):
        editor.setPlainText(words)
    else:
        assert isinstance(editor, QLineEdit)
        editor.setText(words)


def test_a_task_of_the_year_is_logged_and_taken_back(desk: Desk, qtbot: Any) -> None:
    form = YearTaskForm(desk)
    qtbot.addWidget(form)
    form.kind.set_key(YearTaskKind.FUND)
    assert isinstance(form.measure.editor, QLineEdit)
    assert form.measure.editor.text() == "万元"
    say(form.item, "大气专项")
    say(form.planned, "-5")
    say(form.done_, "210")
    form.save()
    assert form.planned.is_failed
    say(form.planned, "500")
    form.save()
    (task,) = yeartasks.year_tasks(desk.ws)
    assert (task.kind, task.percent_text) == (YearTaskKind.FUND, "42%")
    listed = YearTasksDialog(desk)
    qtbot.addWidget(listed)
    assert listed.count.text().startswith("1 项")
    desk.undo.undo()
    assert yeartasks.year_tasks(desk.ws) == []


def test_an_opinion_is_logged_decided_and_both_are_taken_back(desk: Desk, qtbot: Any) -> None:
    case_id = casefiles.list_cases(desk.ws)[0].id
    form = OpinionForm(desk, case_id, KIND)
    qtbot.addWidget(form)
    say(form.unit, "市水务局")
    say(form.words, "时间宜推迟")
    form.save()
    (opinion,) = opinions.opinions(desk.ws, case_id, KIND)
    decision = AdoptionForm(desk, opinion)
    qtbot.addWidget(decision)
    decision.adoption.set_key(Adoption.REJECTED)
    decision.save()
    assert decision.reason.is_failed
    say(decision.reason, "时限不足")
    decision.save()
    listed = OpinionsDialog(desk, case_id, KIND)
    qtbot.addWidget(listed)
    assert listed.totals.text() == "共1条，采纳0，部分0，未采纳1"
    desk.undo.undo()
    assert opinions.opinions(desk.ws, case_id, KIND)[0].adoption is Adoption.OPEN
    desk.undo.undo()
    assert opinions.opinions(desk.ws, case_id, KIND) == []
