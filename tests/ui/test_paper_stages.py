"""The stage of a paper over its form, and a file edited in WPS read back, by mouse."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit

from tests.hands import in_dialog, type_words
from yuetan_desktop.documents import printing
from yuetan_desktop.services import casefiles, paperwork
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.papers import paperstages
from yuetan_desktop.services.papers.paperstages import PaperStage
from yuetan_desktop.services.papers.readback import Choice
from yuetan_desktop.ui.main_window import MainWindow
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.papers.paper_page import PaperPage
from yuetan_desktop.ui.pages.papers.readback_dialog import ReadBackDialog

NOTICE = "约谈通知"
WORDS = {
    "约谈时间": "2026-11-24 09:30",
    "约谈地点": "市政府3号会议室",
    "参加人员": "云岭市生态环境局有关负责同志",
}


@pytest.fixture
def first_page() -> str:
    return "papers"


@pytest.fixture
def case(desk: Desk) -> CaseFile:
    return next(f for f in casefiles.list_cases(desk.ws) if f.state.label == "待书面通知")


@pytest.fixture
def page(window: MainWindow, case: CaseFile, monkeypatch: pytest.MonkeyPatch) -> PaperPage:
    monkeypatch.setattr(printing, "find_suite", lambda: None)
    window.go("paper", (case.id, NOTICE))
    page = window.current_page
    assert isinstance(page, PaperPage)
    return page


def put(page: PaperPage, key: str, words: str) -> None:
    editor: Any = page.form.fields[key].editor
    editor.setFocus()
    editor.clear()
    type_words(words, editor)
    page.form.take_typing()


def fill(page: PaperPage) -> None:
    for key, words in WORDS.items():
        put(page, key, words)


def click(qtbot: Any, button: Any) -> None:
    assert button.isEnabled(), button.toolTip()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_half_filled_form_can_be_put_aside_but_not_submitted(
    page: PaperPage, window: MainWindow, case: CaseFile, qtbot: Any
) -> None:
    put(page, "约谈地点", "市政府3号会议室")
    assert not page.stages.forward.isEnabled()
    click(qtbot, page.stages.keep)
    assert page.stages.stage.text == "讨论稿"
    assert not page.stages.keep.isEnabled()
    window.go("cases")
    window.go("paper", (case.id, NOTICE))
    assert page.form.values()["约谈地点"] == "市政府3号会议室"


def test_submitted_settled_and_a_change_falls_back_in_sight(page: PaperPage, qtbot: Any) -> None:
    fill(page)
    click(qtbot, page.stages.forward)
    assert page.stages.stage.text == "送审稿"
    assert page.stages.forward.text() == "定稿"
    click(qtbot, page.stages.forward)
    assert page.stages.stage.text == "定稿"
    assert not page.stages.forward.isVisible()
    put(page, "约谈地点", "市政府2号会议室")
    assert page.stages.stage.text == "讨论稿"
    assert "不再是定稿，退回讨论稿" in page.stages.words.text()


def test_sent_back_with_a_reason_that_stands_in_the_record(
    page: PaperPage, desk: Desk, case: CaseFile, qtbot: Any
) -> None:
    fill(page)
    click(qtbot, page.stages.forward)

    def say_why(dialog: Any) -> None:
        dialog.findChild(QLineEdit).setText("参加方漏了水务局")
        dialog.primary.click()

    in_dialog(say_why)
    click(qtbot, page.stages.back)
    assert page.stages.stage.text == "讨论稿"
    last = paperstages.history(desk.ws, case.id, NOTICE)[-1]
    assert (last.stage, last.note) == (PaperStage.DISCUSSION, "参加方漏了水务局")


def edit(path: Path, out: Path, old: str, new: str) -> Path:
    document = docx.Document(str(path))
    for paragraph in document.paragraphs:
        if old in paragraph.text:
            text = paragraph.text.replace(old, new)
            for run in paragraph.runs[1:]:
                run._r.getparent().remove(run._r)
            paragraph.runs[0].text = text
    document.save(str(out))
    return out


def test_a_file_edited_in_place_is_noticed_and_read_back_as_data(
    page: PaperPage, desk: Desk, case: CaseFile, qtbot: Any, window: MainWindow
) -> None:
    fill(page)
    page.save(False)
    (made,) = paperwork.papers(desk.ws, case.id)
    edit(made.path, made.path, "市政府3号会议室", "市政府8号会议室")
    window.go("cases")
    window.go("paper", (case.id, NOTICE))
    page.refresh()
    assert "在别处改动过" in page.stages.words.text()

    def take(dialog: ReadBackDialog) -> None:
        assert list(dialog.boxes) == ["约谈地点"]
        assert dialog.boxes["约谈地点"].key == Choice.UPDATE
        dialog.primary.click()

    in_dialog(take)
    click(qtbot, page.stages.read)
    assert page.form.values()["约谈地点"] == "市政府8号会议室"
    assert [paper.version for paper in paperwork.papers(desk.ws, case.id)] == [1, 2]


def test_another_file_is_picked_and_its_changes_may_be_dropped(
    page: PaperPage,
    desk: Desk,
    case: CaseFile,
    qtbot: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fill(page)
    page.save(False)
    (made,) = paperwork.papers(desk.ws, case.id)
    out = edit(made.path, tmp_path / "改.docx", "市政府3号会议室", "市政府8号会议室")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(out), ""))

    def drop(dialog: ReadBackDialog) -> None:
        dialog.boxes["约谈地点"].set_key(Choice.DROP)
        dialog.primary.click()

    in_dialog(drop)
    click(qtbot, page.stages.read)
    assert len(paperwork.papers(desk.ws, case.id)) == 1
    assert page.form.values()["约谈地点"] == "市政府3号会议室"


def test_before_anything_was_made_there_is_nothing_to_read_back(page: PaperPage) -> None:
    assert not page.stages.read.isEnabled()
