"""In the form of a paper: 党委 among the recipients, 《环境保护法》第十条 with a click."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLineEdit

from yuetan_desktop.services import casefiles
from yuetan_desktop.ui.main_window import MainWindow
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.papers.form import PaperForm
from yuetan_desktop.ui.pages.papers.inserting import BasisDialog, RecipientsDialog
from yuetan_desktop.ui.pages.papers.paper_page import PaperPage
from yuetan_desktop.ui.widgets.buttons import Button
from yuetan_desktop.ui.widgets.field import TextArea


@pytest.fixture
def form(window: MainWindow, desk: Desk) -> PaperForm:
    case = next(one for one in casefiles.list_cases(desk.ws) if one.number == "云约〔2026〕07号")
    window.go("paper", (case.id, "约谈通知"))
    page = window.current_page
    assert isinstance(page, PaperPage)
    return page.form


def press(form: PaperForm, key: str, words: str) -> None:
    buttons = form.fields[key].findChildren(Button)
    next(button for button in buttons if button.text() == words).click()


def test_the_recipient_picker_has_the_party_committee(form: PaperForm) -> None:
    seen: list[str] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, RecipientsDialog)
        dialog.filter.setText("青禾县")
        seen.extend(dialog.list.item(n).text() for n in range(dialog.list.count())
                    if not dialog.list.item(n).isHidden())  # fmt: skip
        dialog.tick("中共青禾县委员会")
        dialog.tick("市发展改革委")
        dialog.accept()

    QTimer.singleShot(0, answer)
    press(form, "主送", "选择主送单位…")
    assert "中共青禾县委员会　（党委（党组））" in seen
    editor = form.fields["主送"].editor
    assert isinstance(editor, QLineEdit)
    assert editor.text().startswith("青禾县人民政府，")
    assert editor.text().endswith("中共青禾县委员会，市发展改革委")


def test_a_citation_goes_in_where_the_cursor_stands(form: PaperForm) -> None:
    editor = form.fields["约谈要求"].editor
    assert isinstance(editor, TextArea)
    before = editor.toPlainText()

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, BasisDialog)
        dialog.search.setText("环境保护法 第十条")
        assert not dialog.quote.isEnabled()  # 转引的不当作原文
        assert "核对正式文本" in dialog.origin.text()
        dialog.insert.click()

    QTimer.singleShot(0, answer)
    press(form, "约谈要求", "引用依据…")
    assert editor.toPlainText() == f"《环境保护法》第十条{before}"
