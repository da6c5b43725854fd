"""The page of a case: what it shows, recording and voiding steps."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QPushButton

from tests.hands import active_window, in_dialog, key_click, type_words
from yuetan_desktop.domain.cases.stepper import recorded_name
from yuetan_desktop.domain.casework import Step, StepKind, fold
from yuetan_desktop.domain.deadline import DeadlineState
from yuetan_desktop.services import casefiles
from yuetan_desktop.services.casefiles import CaseFile, CaseFilter
from yuetan_desktop.services.cases import caseview, stepdays
from yuetan_desktop.ui import messages
from yuetan_desktop.ui.main_window import MainWindow
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.cases.case_page import CasePage
from yuetan_desktop.ui.pages.cases.limit_banner import show_changed, show_limit
from yuetan_desktop.ui.pages.cases.stepping import StepDialog, VoidDialog
from yuetan_desktop.ui.theme import TextSize, theme
from yuetan_desktop.ui.widgets.containers import Banner
from yuetan_desktop.ui.widgets.labels import Label

pytestmark = pytest.mark.looking

TRANSFERS = [StepKind.TRANSFER, StepKind.NO_TRANSFER]


@pytest.fixture
def first_page() -> str:
    return "cases"


def case_at(desk: Desk, state: str) -> CaseFile:
    return next(file for file in casefiles.list_cases(desk.ws) if file.state.label == state)


def show(window: MainWindow, file: CaseFile) -> CasePage:
    window.go("case", file.id)
    page = window.current_page
    assert isinstance(page, CasePage)
    return page


# -- the case page ------------------------------------------------------------------------------
def test_the_page_shows_facts_with_cells_papers_limits_and_record(
    window: MainWindow, desk: Desk
) -> None:
    file = case_at(desk, "待整改方案")
    page = show(window, file)
    assert page.head.unit.text() == file.unit
    assert any(fact.sources for fact in page.facts.table.records.rows)
    papers = [label.text() for label in page.papers.findChildren(QLabel)]
    stages = [words for words in papers if words in ("本环节", "约谈建议", "约谈", "核查销号")]
    assert stages == ["本环节", "约谈建议", "约谈", "核查销号"]
    assert papers.index("本环节") < papers.index("约谈通知")
    shown = "".join(label.text() for label in page.deadlines.findChildren(QLabel))
    assert "整改方案报审" in shown
    assert len(page.record.table.records.rows) >= len(file.steps)


def test_a_long_name_of_a_fact_takes_a_second_line(window: MainWindow, desk: Desk) -> None:
    page = show(window, case_at(desk, "待整改方案"))
    table = page.facts.table
    (fact, *_) = table.records.rows
    table.set_rows([replace(fact, topic="缺空气质量综合指数全省排名（2026年1月、2月、3月）"), fact])
    table.fit_rows()
    assert table.rowHeight(0) > table.rowHeight(1)


def test_a_fact_leads_to_its_cell(window: MainWindow, desk: Desk, qtbot: Any) -> None:
    page = show(window, case_at(desk, "待整改方案"))
    asked: list[Any] = []
    page.facts.source_opened.disconnect()
    page.facts.source_opened.connect(asked.append)
    row = next(i for i, fact in enumerate(page.facts.table.records.rows) if fact.sources)
    page.facts.table.selectRow(row)
    fact = page.facts.table.records.rows[row]
    key_click(page.facts.table, Qt.Key.Key_Return)
    if len(fact.sources) > 1:
        (menu,) = page.facts.findChildren(QMenu)
        assert [act.text() for act in menu.actions()] == [str(one) for one in fact.sources]
        menu.actions()[0].trigger()
    assert asked == [fact.sources[0]]
    assert asked[0].file.endswith(".xlsx")
    assert asked[0].cell


def test_the_next_and_the_previous_open_case(window: MainWindow, desk: Desk) -> None:
    open_cases = casefiles.list_cases(desk.ws, CaseFilter.OPEN)
    page = show(window, open_cases[0])
    assert page.position.text() == f"1／{len(open_cases)} 件在办"
    assert not page.before.isEnabled()
    page.after.click()
    assert page.header.title.text() == open_cases[1].number


# -- recording ----------------------------------------------------------------------------------
def test_a_step_with_a_missing_field_stays_open_with_its_sentence(
    window: MainWindow, desk: Desk
) -> None:
    file = case_at(desk, "待批准")
    dialog = StepDialog(desk, file, StepKind.APPROVAL, parent=window)
    dialog.show()
    approver = dialog.fields["approver"].editor
    assert isinstance(approver, QLineEdit)
    assert approver.text() == file.basis.level.actor  # the level names who approves
    approver.clear()
    dialog.save.click()
    assert dialog.isVisible()
    assert dialog.fields["approver"].is_failed
    assert dialog.fields["approver"].editor.accessibleDescription() == "缺批准人。"
    assert casefiles.load_case(desk.ws, file.id).state.label == "待批准"


@pytest.mark.acting
def test_no_day_is_recorded_that_nobody_entered(window: MainWindow, desk: Desk, qtbot: Any) -> None:
    """第十二条: the day of the interview is not today just because the notice is written today."""
    file = case_at(desk, "待书面通知")
    dialog = StepDialog(desk, file, StepKind.NOTICE, parent=window)
    dialog.show()
    assert dialog.values()["interview_on"] == ""
    dialog.save.click()
    assert dialog.fields["interview_on"].is_failed
    qtbot.keyClicks(dialog.fields["interview_on"].editor, "20261124")
    assert dialog.values()["interview_on"] == "2026-11-24"
    dialog.save.click()
    recorded = casefiles.load_case(desk.ws, file.id)
    assert recorded.steps[-1].data["interview_on"] == "2026-11-24"


def test_delete_makes_a_day_unsaid_again(window: MainWindow, desk: Desk, qtbot: Any) -> None:
    dialog = StepDialog(desk, case_at(desk, "待书面通知"), StepKind.NOTICE, parent=window)
    dialog.show()
    editor = dialog.fields["interview_on"].editor
    key_click(editor, Qt.Key.Key_Up)
    assert dialog.values()["interview_on"] == "2026-11-10"  # begins at the day of the story
    key_click(editor, Qt.Key.Key_Delete)
    assert dialog.values()["interview_on"] == ""


@pytest.mark.acting
def test_ctrl_enter_records_the_next_step(window: MainWindow, desk: Desk, qtbot: Any) -> None:
    file = case_at(desk, "待批准")
    page = show(window, file)

    def fill(dialog: StepDialog) -> None:
        type_words("市环委办主任", dialog.fields["approver"].editor)
        key_click(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    in_dialog(fill)
    key_click(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert casefiles.load_case(desk.ws, file.id).state.label == "待印发"
    assert page.head.act.text() == "登记印发"
    assert "市环委办主任" in "".join(line.text for line in page.record.table.records.rows)


def test_a_step_too_early_says_so_and_records_nothing(
    window: MainWindow, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(messages, "show_error", lambda error, *_a, **_k: said.append(str(error)))
    file = case_at(desk, "待批准")
    dialog = StepDialog(desk, file, StepKind.APPROVAL, parent=window)
    dialog.show()
    dialog.day.set_value(date(2020, 1, 1))
    dialog.fields["approver"].editor.setText("市环委办主任")  # type: ignore[attr-defined]
    dialog.save.click()
    assert said
    assert dialog.isVisible()
    assert dialog.save.isEnabled()
    assert casefiles.load_case(desk.ws, file.id).state.label == "待批准"


def test_other_steps_are_offered_beside_the_next_one(window: MainWindow, desk: Desk) -> None:
    page = show(window, case_at(desk, "待书面通知"))
    offered = [action.text() for action in page.side_menu().actions()]
    assert page.head.act.text() == "登记书面通知"
    assert "登记书面通知…" not in offered
    assert offered


# -- voiding ------------------------------------------------------------------------------------
@pytest.mark.acting
def test_voiding_needs_a_reason_and_keeps_the_line(
    window: MainWindow, desk: Desk, qtbot: Any
) -> None:
    file = case_at(desk, "待书面通知")
    page = show(window, file)
    count = len(page.record.table.records.rows)
    last = max((step for step in file.steps if not step.is_void), key=lambda step: step.id)
    assert (
        page.undo.toolTip() == f"撤销：登记{recorded_name(last.kind, file.state.level)}（Ctrl+Z）"
    )

    def void(dialog: VoidDialog) -> None:
        dialog.save.click()
        assert dialog.field.is_failed
        type_words("登错案件", dialog.why)
        dialog.save.click()

    in_dialog(void)
    key_click(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    after = casefiles.load_case(desk.ws, file.id)
    assert after.state.label == "待批准"
    assert [step.voided_why for step in after.steps if step.is_void] == ["登错案件"]
    lines = page.record.table.records.rows
    assert len(lines) >= count
    assert any(line.voided_why == "登错案件" for line in lines)


@pytest.mark.acting
def test_the_delete_key_asks_to_void_the_chosen_line(
    window: MainWindow, desk: Desk, qtbot: Any
) -> None:
    page = show(window, case_at(desk, "待书面通知"))
    asked: list[int] = []
    page.record.void_asked.disconnect()
    page.record.void_asked.connect(lambda step_id, _name: asked.append(step_id))
    steps = [line for line in page.record.table.records.rows if line.step_id is not None]
    page.record.select_step(steps[0].step_id)
    key_click(page.record.table, Qt.Key.Key_Delete)
    assert asked == [steps[0].step_id]


# -- what a clerk stumbled over -----------------------------------------------------------------
@pytest.mark.acting
def test_a_button_that_goes_while_it_has_the_keyboard_is_no_error(
    window: MainWindow, desk: Desk, qtbot: Any
) -> None:
    """A list built anew takes the button that was pressed in it; errors in slots fail the test."""
    page = show(window, case_at(desk, "待整改方案"))
    active_window(window)
    button = page.papers.findChildren(QPushButton)[0]
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert button.hasFocus()
    shiboken6.delete(button)
    page.head.act.setFocus()
    assert page.head.act.hasFocus()


def test_form_and_button_call_the_step_by_the_same_name(window: MainWindow, desk: Desk) -> None:
    file = case_at(desk, "待整改")
    dialog = StepDialog(desk, file, StepKind.COMPLETION, parent=window)
    assert dialog.windowTitle() == file.next_act == "登记整改报告"


def test_a_form_begins_with_what_the_case_says_already(window: MainWindow, desk: Desk) -> None:
    """第十二条: the notice is served on the unit of the case; nobody types its name again."""
    file = case_at(desk, "待书面通知")
    assert (
        StepDialog(desk, file, StepKind.SERVICE, parent=window).values()["addressee"] == file.unit
    )
    held = StepDialog(desk, file, StepKind.INTERVIEW, parent=window).values()
    assert held == {"venue": "", "form": "内部约谈"}
    assert StepDialog(desk, file, StepKind.CLOSURE, parent=window).values()["approver"]


@pytest.mark.acting
def test_another_day_than_the_one_notified_is_told_at_once_and_asks_why(
    window: MainWindow, desk: Desk
) -> None:
    """第十四条, and 第十二条 for a day before the three working days are over."""
    file = case_at(desk, "待书面通知")
    today = desk.ws.today()
    counting = stepdays.counting_in_force(desk.ws)
    sent = today - timedelta(days=20)
    planned = desk.ws.calendar.earliest_interview_day(sent, counting)
    notice = {"interview_on": planned.isoformat()}
    step = Step(99, StepKind.NOTICE, sent, data=notice)
    file = replace(file, state=fold(file.state.level, [*file.state.steps, step]))
    dialog = StepDialog(desk, file, StepKind.INTERVIEW, parent=window)
    dialog.show()
    assert dialog.day.value == planned
    assert "other_day" not in dialog.values()
    dialog.day.set_value(planned + timedelta(days=1))
    assert f"约谈日期是{planned}" in dialog.day_field.editor.accessibleDescription()
    dialog.save.click()
    assert dialog.fields["other_day"].is_failed
    dialog.day.set_value(planned - timedelta(days=1))
    assert dialog.day_field.is_failed
    assert "第十二条" in dialog.day_field.editor.accessibleDescription()
    assert "other_day" not in dialog.values()


@pytest.mark.acting
def test_what_is_late_can_be_urged_from_the_line_that_says_so(
    window: MainWindow, desk: Desk
) -> None:
    late = next(f for f in casefiles.list_cases(desk.ws, CaseFilter.OVERDUE))
    page = show(window, late)
    assert [b.text() for b in page.banner.findChildren(QPushButton)] == ["生成催报函", "登记催办"]
    near = show(window, casefiles.find_case(desk.ws, "云约〔2026〕05号"))
    QApplication.processEvents()
    links = [b for b in near.banner.findChildren(QPushButton) if b.isVisible()]
    assert [b.text() for b in links] == ["登记催办"]


@pytest.mark.acting
def test_numbers_no_longer_in_force_stand_over_the_case_and_only_then(
    window: MainWindow, desk: Desk
) -> None:
    page = show(window, case_at(desk, "待整改方案"))
    assert page.view is not None
    assert not page.changed.isVisible()
    show_changed(page.changed, replace(page.view, changed="按现有数据仍成立：由30.3改为29.8。"))
    assert page.changed.isVisible()
    assert "由30.3改为29.8" in page.changed.accessibleName()
    page.refresh()
    assert not page.changed.isVisible()


@pytest.mark.acting
def test_handing_over_or_nothing_to_hand_over_is_recorded_from_the_line_that_says_when(
    desk: Desk,
) -> None:
    view = caseview.get_case(desk.ws, case_at(desk, "待整改方案").id)
    limit = next(d for d in view.deadlines if d.key == "transfer")
    steps = [caseview.NextStep(kind, kind.label, ()) for kind in TRANSFERS]
    owed = replace(limit, done_on=None, state=DeadlineState.NEAR)
    view = replace(view, file=replace(view.file, deadlines=(owed,)), next_steps=tuple(steps))
    view = replace(view, banner=caseview.Banner(caseview.BannerKind.NEAR, "", ""))
    told, asked = Banner(), list[StepKind]()
    show_limit(told, view, write=lambda _: None, record=asked.append)
    links = told.findChildren(QPushButton)
    assert [link.text() for link in links] == ["登记线索移送", "登记无需移送"]
    for link in links:
        link.click()
    assert asked == TRANSFERS


@pytest.mark.acting
def test_in_the_largest_type_no_name_in_the_head_is_cut_off(window: MainWindow, desk: Desk) -> None:
    page = show(window, case_at(desk, "待整改方案"))
    theme().set_text_size(TextSize.HUGE)
    QApplication.processEvents()
    page.refresh()
    QApplication.processEvents()
    words = [label for label in page.head.roles.findChildren(Label) if label.isVisible()]
    for label in (page.head.unit, page.head.matter, *words):
        assert label.height() >= label.heightForWidth(label.width()), label.text()
        assert label.wordWrap() or label.width() >= label.sizeHint().width(), label.text()
