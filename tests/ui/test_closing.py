"""销号 of a task and of a case: asked about, begun on 取消, done only when the box is ticked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox

from tests.hands import in_dialog, key_click
from tests.ui.ledger.tasks import fill, task
from tests.ui.seen import CTRL, words
from yuetan_desktop.domain.casework import StepKind
from yuetan_desktop.domain.rectification import Stage
from yuetan_desktop.services import casefiles, rectification
from yuetan_desktop.ui.main_window import MainWindow
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.cases.stepping import StepDialog
from yuetan_desktop.ui.pages.rectification import acts

Press = Callable[[], object]
Closing = tuple[Press, Callable[[], bool]]  # press 销号 in the form; whether it is closed


@pytest.fixture
def first_page() -> str:
    return "settings"


def closing_a_task(desk: Desk, window: MainWindow) -> Closing:
    ready = task(desk, "裸土覆盖")
    form = acts.close(desk, ready, window)
    return (
        lambda: fill(form, approver="市环委办主任", reason="核查属实"),
        lambda: rectification.load_task(desk.ws, ready.id).state.stage is Stage.CLOSED,
    )


def closing_a_case(desk: Desk, window: MainWindow) -> Closing:
    closed = next(f for f in casefiles.list_cases(desk.ws) if f.state.label == "已销号")
    last = next(step for step in closed.steps if step.kind is StepKind.CLOSURE)
    desk.tasks.run("作废", lambda ws, _: casefiles.void_step(ws, closed.id, last.id, "误登"))
    form = StepDialog(desk, casefiles.load_case(desk.ws, closed.id), StepKind.CLOSURE)
    form.day.set_value(date(2026, 11, 10))

    def press() -> None:
        form.show()
        form.save.click()

    return press, lambda: casefiles.load_case(desk.ws, closed.id).state.label == "已销号"


@pytest.mark.parametrize("closing", [closing_a_task, closing_a_case])
def test_it_is_done_only_when_what_has_to_stand_is_ticked(
    window: MainWindow, desk: Desk, closing: Callable[[Desk, MainWindow], Closing]
) -> None:
    press, is_closed = closing(desk, window)
    seen: list[object] = []

    def enter(dialog: Any) -> None:
        seen.append(dialog.focusWidget().text())
        key_click(dialog.focusWidget(), Qt.Key.Key_Return)

    in_dialog(enter)
    press()
    assert seen == ["取消"]
    assert not is_closed()

    def agree(dialog: Any) -> None:
        key_click(dialog, Qt.Key.Key_Return, CTRL)
        seen.append("不能用 Ctrl+Z 撤销" in words(dialog) and dialog.isVisible())
        dialog.findChild(QCheckBox).click()
        key_click(dialog, Qt.Key.Key_Return, CTRL)

    in_dialog(agree)
    press()
    assert seen[1:] == [True]
    assert is_closed()
    assert desk.undo.last is not None
    assert desk.undo.last.take_back is None


def test_what_closing_a_case_does_not_settle_is_said_before(window: MainWindow, desk: Desk) -> None:
    closed = next(f for f in casefiles.list_cases(desk.ws) if f.state.label == "已销号")
    last = next(step for step in closed.steps if step.kind is StepKind.CLOSURE)
    said = next(step for step in closed.steps if step.kind is StepKind.NO_TRANSFER)
    for step in (last, said):
        desk.tasks.run(
            "作废", lambda ws, _, id=step.id: casefiles.void_step(ws, closed.id, id, "误")
        )
    form = StepDialog(desk, casefiles.load_case(desk.ws, closed.id), StepKind.CLOSURE)
    seen: list[str] = []
    in_dialog(lambda dialog: (seen.append(words(dialog)), dialog.reject()))
    form.fields["approver"].editor.setText("市环委办主任")
    form.show()
    form.save.click()
    (told,) = seen
    assert "销号不了结这些期限，之后仍会提醒：问题线索移送（约谈后7个工作日）" in told
