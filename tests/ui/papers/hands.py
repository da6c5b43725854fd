"""What a clerk does at the form of a paper, in tests."""

from __future__ import annotations

from typing import Any

from tests.hands import type_words
from yuetan_desktop.services import paperwork
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.ui.main_window import MainWindow
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.papers.paper_page import PaperPage

NOTICE = "约谈通知"


def show(window: MainWindow, case: CaseFile, kind: str = NOTICE) -> PaperPage:
    window.go("paper", (case.id, kind))
    page = window.current_page
    assert isinstance(page, PaperPage)
    return page


def put(page: PaperPage, key: str, words: str) -> None:
    """Replace what a field says, and let the pause in typing pass."""
    editor: Any = page.form.fields[key].editor
    editor.setFocus()
    editor.clear()
    type_words(words, editor)
    page.form._timer.stop()
    page.form.edited.emit()


def says(page: PaperPage, key: str) -> str:
    return str(page.form.fields[key].editor.accessibleDescription())


def fill_lawfully(page: PaperPage) -> None:
    put(page, "约谈时间", "2026-11-24 09:30")
    put(page, "约谈地点", "市生态环境局一会议室")


def made(desk: Desk, case: CaseFile) -> list[paperwork.IssuedPaper]:
    return paperwork.papers(desk.ws, case.id)
