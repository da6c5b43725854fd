"""Esc with unsaved input keeps a draft; the form offers it again, and the act is done without it."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QPushButton

from tests.hands import in_dialog, type_words
from yuetan_desktop.domain.casework import StepKind
from yuetan_desktop.services import casefiles, formdrafts, rectification
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.ui.drafts import KEPT, entered, with_draft
from yuetan_desktop.ui.main_window import MainWindow
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.cases.case_page import CasePage
from yuetan_desktop.ui.pages.cases.stepping import StepDialog
from yuetan_desktop.ui.pages.rectification import terms
from yuetan_desktop.ui.widgets.containers import Banner


@pytest.fixture
def first_page() -> str:
    return "cases"


@pytest.fixture
def file(desk: Desk) -> CaseFile:
    return next(f for f in casefiles.list_cases(desk.ws) if f.state.label == "待批准")


@pytest.fixture
def page(window: MainWindow, file: CaseFile) -> CasePage:
    window.go("case", file.id)
    page = window.current_page
    assert isinstance(page, CasePage)
    return page


@pytest.fixture
def told(desk: Desk) -> list[str]:
    found: list[str] = []
    desk.noticed.connect(lambda notice: found.append(notice.title))
    return found


def esc(dialog: Any) -> None:
    """As pressed by somebody who is typing: in the field that has the keyboard."""
    QTest.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def press(dialog: Any, words: str) -> None:
    next(b for b in dialog.findChildren(QPushButton) if b.text() == words).click()


def fill(dialog: StepDialog, who: str, note: str) -> None:
    type_words(who, dialog.fields["approver"].editor)
    type_words(note, dialog.note)


def leave_typed(page: CasePage, who: str = "市环委办主任", note: str = "会上同意") -> None:
    def act(dialog: StepDialog) -> None:
        fill(dialog, who, note)
        esc(dialog)

    in_dialog(act)
    page.record_step(StepKind.APPROVAL)


def test_esc_keeps_what_was_typed_and_says_so_and_the_case_stays_as_it_was(
    page: CasePage, desk: Desk, file: CaseFile, told: list[str]
) -> None:
    leave_typed(page)
    assert told == [KEPT]
    assert casefiles.load_case(desk.ws, file.id) == file


def test_the_draft_is_offered_restored_and_gone_when_the_step_is_recorded(
    page: CasePage, desk: Desk, file: CaseFile
) -> None:
    leave_typed(page)
    seen = []

    def restore(dialog: StepDialog) -> None:
        seen.append(dialog.findChild(Banner).accessibleName())
        assert dialog.values() == {"approver": ""}
        press(dialog, "恢复草稿")
        assert dialog.values() == {"approver": "市环委办主任"}
        assert dialog.note.toPlainText() == "会上同意"
        dialog.save.click()

    in_dialog(restore)
    page.record_step(StepKind.APPROVAL)
    assert seen[0].startswith("有未登记的草稿")
    assert casefiles.load_case(desk.ws, file.id).state.label == "待印发"
    assert formdrafts.find(desk.ws, f"登记批准·{file.id}") is None


def test_a_draft_thrown_away_is_not_offered_again(
    page: CasePage, desk: Desk, file: CaseFile
) -> None:
    leave_typed(page)
    in_dialog(lambda dialog: press(dialog, "丢弃"))
    page.record_step(StepKind.APPROVAL)
    offered = []
    in_dialog(lambda dialog: offered.append(dialog.findChild(Banner).isVisible()))
    page.record_step(StepKind.APPROVAL)
    assert offered == [False]


def test_cancel_gives_the_input_up_and_esc_on_an_untouched_form_keeps_nothing(
    page: CasePage, desk: Desk, file: CaseFile, told: list[str]
) -> None:
    before = desk.ws.data_version()

    def cancel(dialog: StepDialog) -> None:
        fill(dialog, "市环委办主任", "")
        press(dialog, "取消")

    for act in (cancel, esc):
        in_dialog(act)
        page.record_step(StepKind.APPROVAL)
    assert told == []
    assert desk.ws.data_version() == before


def test_esc_on_a_restored_form_that_nobody_changed_leaves_the_draft_as_it_is(
    page: CasePage, desk: Desk, file: CaseFile, told: list[str]
) -> None:
    leave_typed(page)
    before = desk.ws.data_version()

    def act(dialog: StepDialog) -> None:
        press(dialog, "恢复草稿")
        esc(dialog)

    in_dialog(act)
    page.record_step(StepKind.APPROVAL)
    assert (told, desk.ws.data_version()) == ([KEPT], before)
    assert formdrafts.find(desk.ws, f"登记批准·{file.id}") is not None


def test_forms_of_two_cases_do_not_share_a_draft(page: CasePage, desk: Desk) -> None:
    leave_typed(page)
    other = next(
        f for f in casefiles.list_cases(desk.ws) if f.id != page.case_id and f.state.is_open
    )
    dialog = with_draft(StepDialog(desk, other, StepKind.APPROVAL, parent=page), desk, other.id)
    assert not dialog.findChild(Banner).isVisibleTo(dialog)  # type: ignore[union-attr]
    dialog.deleteLater()


def test_a_new_measure_comes_back_with_days_choices_and_lines(
    window: MainWindow, desk: Desk, told: list[str]
) -> None:
    tasks = len(rectification.ledger(desk.ws))
    form = with_draft(terms.new_task(desk, window), desk)
    form.show()
    for n, editor in enumerate(form.findChildren(QPlainTextEdit)):
        type_words(f"第{n}项\n续行", editor)
    due = form.fields["due"].editor
    due.set_value(desk.ws.today())  # type: ignore[attr-defined]
    before = entered(form)
    esc(form)
    again = with_draft(terms.new_task(desk, window), desk)
    again.show()
    assert entered(again) != before
    press(again, "恢复草稿")
    assert entered(again) == before
    assert told == [KEPT]
    assert len(rectification.ledger(desk.ws)) == tasks
    again.reject()
