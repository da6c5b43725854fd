"""检查安排 in the window: warned of before it is entered, flagged in the list, plan and actual."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt

from tests.hands import key_click
from yuetan_desktop.domain.ledger.visits import VisitKind
from yuetan_desktop.services.ledger import visits
from yuetan_desktop.ui import messages
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.duecalendar.page import DueCalendarPage
from yuetan_desktop.ui.pages.duecalendar.visits import DoneForm, VisitForm, VisitsDialog

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(qtbot: Any, desk: Desk) -> DueCalendarPage:
    page = DueCalendarPage(desk)
    qtbot.addWidget(page)
    return page


def enter(desk: Desk, qtbot: Any, kind: VisitKind, **words: str) -> str:
    """Fill in the form for 云麓区 today and press its button; returns what it told before."""
    form = VisitForm(desk)
    qtbot.addWidget(form)
    form.kind.set_key(kind.value)
    for key, text in words.items():
        form.words[key].setText(text)
    told = form.told.text()
    key_click(form, Qt.Key.Key_Return, CTRL)
    return told


def test_a_clash_is_told_before_and_after_and_can_be_undone(
    page: DueCalendarPage, desk: Desk, qtbot: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert enter(desk, qtbot, VisitKind.PLAN, what="涉气检查", enterprise="甲厂") == ""
    told = enter(
        desk, qtbot, VisitKind.TEMPORARY, what="危废检查", enterprise="甲厂", source="处室"
    )
    assert told.startswith("提示：未经统一归口；同日已安排检查甲厂：涉气检查；与计划冲突：")

    seen: list[VisitsDialog] = []

    def look(dialog: VisitsDialog) -> int:
        seen.append(dialog)
        dialog.show()
        return 0

    monkeypatch.setattr(VisitsDialog, "exec", look)
    qtbot.mouseClick(page.visits, Qt.MouseButton.LeftButton)
    (dialog,) = seen
    qtbot.addWidget(dialog)
    assert dialog.count.text() == "2 项，2 项有提示"
    dialog.words.setText("危废 甲厂")
    assert [line.visit.what for line in dialog.lines.records.rows] == ["危废检查"]
    target = tmp_path / "检查安排.xlsx"
    monkeypatch.setattr(messages, "pick_target", lambda *_: target)
    qtbot.mouseClick(dialog.export, Qt.MouseButton.LeftButton)
    assert load_workbook(target).sheetnames == ["检查安排", "计划与完成"]
    dialog.words.clear()
    assert not dialog.finish.isEnabled()
    dialog.lines.selectRow(0)
    form = DoneForm(desk, dialog.lines.current_record())
    qtbot.addWidget(form)
    key_click(form, Qt.Key.Key_Return, CTRL)
    dialog.refresh()
    dialog.views.set_current("plan")
    dialog.views.changed.emit("plan")
    november = dialog.months.records.rows[10]
    assert (november.planned, november.kept, november.remark) == (("云麓区",), ("云麓区",), "")
    assert dialog.stack.currentWidget() is dialog.months

    dialog.lines.selectRow(1)
    qtbot.mouseClick(dialog.void, Qt.MouseButton.LeftButton)
    assert dialog.count.text() == "1 项"


def test_a_visit_without_words_is_not_entered(desk: Desk, qtbot: Any) -> None:
    enter(desk, qtbot, VisitKind.PLAN)
    assert visits.visits(desk.ws) == []
    assert visits.plan(desk.ws, date(2026, 1, 1).year)[10].planned == ()


def test_an_office_without_units_is_told_so_and_nothing_is_entered(desk: Desk, qtbot: Any) -> None:
    form = VisitForm(desk)
    qtbot.addWidget(form)
    before = visits.visits(desk.ws)
    form.unit.clear()
    form.words["what"].setText("涉气检查")
    form.save()
    assert form.place.editor.accessibleDescription() == "还没有登记单位。"
    assert visits.visits(desk.ws) == before
