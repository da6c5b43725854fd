"""Esc with unsaved input keeps a draft; the form offers it again, and the act is done without it."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton

from tests.hands import in_dialog, key_click, type_words
from yuetan_desktop.domain.cases.participants import Category, Participant
from yuetan_desktop.domain.casework import StepKind
from yuetan_desktop.services import casefiles, office, rectification
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.cases import participants
from yuetan_desktop.services.judging import rulebook
from yuetan_desktop.services.papers import formdrafts
from yuetan_desktop.ui.drafts import KEPT, entered, with_draft
from yuetan_desktop.ui.main_window import MainWindow
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.cases.case_page import CasePage
from yuetan_desktop.ui.pages.cases.people_dialog import PeopleDialog
from yuetan_desktop.ui.pages.cases.stepping import StepDialog, VoidDialog
from yuetan_desktop.ui.pages.rectification import terms
from yuetan_desktop.ui.widgets.containers import Banner

pytestmark = pytest.mark.usefixtures("without_office_suite")  # no draft asks for its pages


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
    key_click(dialog.focusWidget() or dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def press(dialog: Any, words: str) -> None:
    next(b for b in dialog.findChildren(QPushButton) if b.text() == words).click()


def fill(dialog: StepDialog, who: str, note: str) -> None:
    approver = dialog.fields["approver"].editor
    approver.selectAll()  # the office's own name stands there
    type_words(who, approver)
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
        assert dialog.values() == {"approver": "市生态环境保护委员会办公室"}
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


# -- the other forms ------------------------------------------------------------------------------
def test_people_come_back_row_by_row_also_the_added_ones(
    page: CasePage, desk: Desk, file: CaseFile, told: list[str]
) -> None:
    before = participants.own_participants(desk.ws, file.id)
    left = {}

    def leave(dialog: PeopleDialog) -> None:
        dialog.add_line(Participant(Category.PARTY))
        for n, line in enumerate(dialog.lines):
            type_words(f"来人{n}", line.texts["name"])
        dialog.lines[0].remove.click()
        left.update(entered(dialog))
        esc(dialog)

    def restore(dialog: PeopleDialog) -> None:
        press(dialog, "恢复草稿")
        assert entered(dialog) == left
        esc(dialog)

    in_dialog(leave)
    page.open_around("people")
    in_dialog(restore)
    page.open_around("people")
    assert told == [KEPT]
    assert participants.own_participants(desk.ws, file.id) == before


def test_the_reason_for_voiding_a_step_is_kept(page: CasePage, desk: Desk, told: list[str]) -> None:
    def leave(dialog: VoidDialog) -> None:
        type_words("登错了日期", dialog.why)
        esc(dialog)

    def restore(dialog: VoidDialog) -> None:
        press(dialog, "恢复草稿")
        assert dialog.why.text() == "登错了日期"

    in_dialog(leave)
    page.undo_older()
    in_dialog(restore)
    page.undo_older()
    assert told == [KEPT]


def test_many_tasks_at_once_keep_their_figures(
    window: MainWindow, desk: Desk, told: list[str]
) -> None:
    window.go("rectification")
    ledger: Any = window.current_page
    ledger._marked |= {file.id for file in ledger.shown[:2]}

    def leave(dialog: Any) -> None:
        type_words("3", next(iter(dialog.fields.values())).editor)
        esc(dialog)

    def restore(dialog: Any) -> None:
        press(dialog, "恢复草稿")
        assert next(iter(dialog.fields.values())).editor.text() == "3"

    in_dialog(leave)
    ledger.foot.batch.clicked.emit()
    in_dialog(restore)
    ledger.foot.batch.clicked.emit()
    assert told == [KEPT]


def test_the_basis_of_a_decision_on_wording_is_kept(
    window: MainWindow, desk: Desk, told: list[str]
) -> None:
    window.go("rules")
    rules: Any = window.current_page
    before = office.choices_in_force(desk.ws)
    view = rulebook.article(desk.ws, "第十二条", rules.month).readings[0]
    option = view.reading.options[-1].key

    def leave(dialog: Any) -> None:
        type_words("会议纪要〔2026〕3号", dialog.basis)
        esc(dialog)

    def restore(dialog: Any) -> None:
        press(dialog, "恢复草稿")
        assert dialog.basis.text() == "会议纪要〔2026〕3号"
        esc(dialog)

    for act, ask in (
        (leave, lambda: rules.decide(view, option)),
        (restore, lambda: rules.decide(view, option)),
        (leave, rules.save_version),
        (restore, rules.save_version),
    ):
        in_dialog(act)
        ask()
    assert told == [KEPT, KEPT]
    assert office.choices_in_force(desk.ws) == before


def test_a_paper_s_form_keeps_its_typing_and_gives_it_back(
    window: MainWindow, desk: Desk, file: CaseFile, told: list[str]
) -> None:
    window.go("paper", (file.id, "约谈通知"))
    paper: Any = window.current_page
    key, field = next(
        (k, f) for k, f in paper.form.fields.items() if isinstance(f.editor, QLineEdit)
    )
    field.editor.setFocus()
    type_words("打到一半", field.editor)
    key_click(field.editor, Qt.Key.Key_Escape)
    assert told == [KEPT]
    window.go("cases")
    window.go("paper", (file.id, "约谈通知"))
    assert "打到一半" not in paper.form.values()[key]
    assert paper.kept.accessibleName().startswith("有未登记的草稿")
    press(paper.kept, "恢复草稿")
    assert "打到一半" in paper.form.values()[key]
    assert "打到一半" in paper.draft.values[key]
    paper.stages.save()
    assert formdrafts.find(desk.ws, f"文书·{file.id}·约谈通知") is None


@pytest.mark.parametrize("way", ["another page", "another paper"])
def test_a_paper_left_by_navigation_keeps_what_was_typed_to_the_last_key(
    window: MainWindow, desk: Desk, file: CaseFile, told: list[str], way: str
) -> None:
    window.go("paper", (file.id, "约谈通知"))
    paper: Any = window.current_page
    field = next(f for f in paper.form.fields.values() if isinstance(f.editor, QLineEdit))
    type_words("还没写完", field.editor)
    elsewhere = {
        "another page": ("dashboard", None),
        "another paper": ("paper", (file.id, "约谈纪要")),
    }
    window.go(*elsewhere[way])
    kept = formdrafts.find(desk.ws, f"文书·{file.id}·约谈通知")
    assert kept is not None
    assert any("还没写完" in words for words in kept.entered.values())
    assert told == [KEPT]
    window.go("paper", (file.id, "约谈通知"))
    press(paper.kept, "恢复草稿")
    assert any("还没写完" in words for words in paper.form.values().values())


def test_a_paper_nobody_typed_into_is_left_without_a_draft(
    window: MainWindow, desk: Desk, file: CaseFile, told: list[str]
) -> None:
    window.go("paper", (file.id, "约谈通知"))
    window.go("dashboard")
    assert formdrafts.find(desk.ws, f"文书·{file.id}·约谈通知") is None
    assert told == []
