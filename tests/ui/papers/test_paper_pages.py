"""文书: the pages beside the form, and what goes to a printer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel

from tests.hands import in_dialog, type_words
from yuetan_desktop.documents import printing
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.papers import paperfiles
from yuetan_desktop.ui.main_window import MainWindow
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.papers.paper_page import PaperPage
from yuetan_desktop.ui.pages.papers.printing import PrintDialog

from .hands import fill_lawfully, made, show


# -- pages and printing -------------------------------------------------------------------------
def test_without_an_office_suite_the_board_says_why_it_is_empty(page: PaperPage) -> None:
    assert page.form.layout_words.text() == "没有排版，未检查。"
    assert "办公软件" in page.preview.state.text()
    assert page.preview.position.text() == "没有页面"


def test_the_board_turns_pages_and_zooms(page: PaperPage) -> None:
    pages = [QImage(1190, 1684, QImage.Format.Format_RGB888) for _ in range(3)]
    for image in pages:
        image.fill(Qt.GlobalColor.white)
    page.preview.show_pages(pages, "由本机办公软件排版")
    page.preview.columns.set_current(1)
    page.preview._set_columns(1)
    assert page.preview.position.text() == "第 1 页，共 3 页"
    width = page.preview.board.width()
    page.preview.zoom.set_key(1.5)
    assert page.preview.board.page_size()[0] > 1100
    assert page.preview.board.minimumWidth() > width - 1
    page.preview.fit_width()
    assert page.preview.board.page_size()[0] <= page.preview.area.viewport().width()


@pytest.mark.office
@pytest.mark.slow
def test_the_pages_are_drawn_as_they_print(
    window: MainWindow, case: CaseFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    printing.find_suite.cache_clear()
    if printing.find_suite() is None:
        pytest.skip("no office suite")
    page = show(window, case)
    assert len(page.preview.board.pages) >= 1
    first = page.preview.board.pages[0]
    assert abs(first.height() / first.width() - 297 / 210) < 0.01
    red = sum(
        first.pixelColor(x, y).red() > 180 and first.pixelColor(x, y).green() < 90
        for x in range(0, first.width(), 6)
        for y in range(0, first.height() // 2, 3)
    )
    assert red > 20  # the red head and its line
    # 版心, lines and characters, 版记, and no mark lost on the way to the page.
    assert "4 项通过" in page.form.measured.text
    assert "每面22行、每行28字" in page.form.layout_words.toolTip()
    assert len(page.preview.board.blanks) >= 2  # time and place
    marked = page.preview.board.grab().toImage()
    page.preview.blanks.click()
    assert page.preview.board.grab().toImage() != marked
    # The field that has the caret is outlined where its words stand, a day as it is printed.
    assert page.preview.board.caret == ()
    plain = page.preview.board.grab().toImage()
    page.form.fields["成文日期"].editor.setFocus()
    assert page.preview.board.caret
    assert page.preview.board.grab().toImage() != plain
    page.form.fields["约谈地点"].editor.setFocus()
    assert page.preview.board.caret == ()  # still blank
    # Come back to unchanged it needs no office suite again; another word in it does.
    before, laid_out, really = list(page.preview.board.pages), [], printing.to_pdfs
    monkeypatch.setattr(printing, "to_pdfs", lambda *a: laid_out.append(a) or really(*a))
    page.refresh()
    assert laid_out == []
    assert list(page.preview.board.pages) == before
    page._put_back({"约谈地点": "市政府1号会议室"})
    page.layout_run.now()
    assert laid_out
    assert list(page.preview.board.pages) != before


def test_a_computer_without_printers_says_so(
    page: PaperPage, desk: Desk, case: CaseFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert paperfiles.printers() == []  # PATH is empty: no lpstat
    fill_lawfully(page)
    page.form.save.click()
    dialog = PrintDialog(desk, made(desk, case)[0], parent=page)
    assert not dialog.go.isEnabled()
    assert "没有打印机" in "".join(label.text() for label in dialog.findChildren(QLabel))


def test_printing_that_fails_says_what_to_do_and_names_the_act(
    page: PaperPage,
    desk: Desk,
    case: CaseFile,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lpstat = tmp_path / "lpstat"  # a printer, but nothing that could lay out the page
    lpstat.write_text("#!/bin/sh\ncase $1 in -e) echo 二楼文印室;; esac\n", "utf-8")
    lpstat.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    fill_lawfully(page)
    page.form.save.click()
    told: list[str] = []
    desk.noticed.connect(lambda notice: told.append(notice.title))
    dialog = PrintDialog(desk, made(desk, case)[0], parent=page)
    assert dialog.printer.key == "二楼文印室"
    seen: list[str] = []
    in_dialog(
        lambda error: seen.append(
            error.windowTitle() + "".join(label.text() for label in error.findChildren(QLabel))
        )
    )
    dialog.go.click()
    assert "打印未完成" in seen[0]
    assert "办公软件" in seen[0]
    assert told == []


def test_typing_says_with_the_key_itself_that_the_pages_are_being_laid_out(
    page: PaperPage, qtbot: Any
) -> None:
    """§8.5: within 150 ms; no timer and no work stands between the key and the words."""
    assert "正在排版" not in page.preview.state.text()
    editor: Any = page.form.fields["约谈地点"].editor
    type_words("一", editor)
    assert page.preview.state.text() == "正在排版…"
    assert page.draft is not None
    qtbot.waitUntil(lambda: page.draft.values["约谈地点"].endswith("一"))


def test_the_lines_of_the_text_area_and_two_pages_show_on_the_board(page: PaperPage) -> None:
    pages = [QImage(1190, 1684, QImage.Format.Format_RGB888) for _ in range(2)]
    for image in pages:
        image.fill(Qt.GlobalColor.white)
    page.preview.show_pages(pages, "由本机办公软件排版")
    page.preview._set_columns(1)
    plain = page.preview.board.grab().toImage()
    page.preview.margins.click()
    assert page.preview.board.grab().toImage() != plain
    page.preview._set_columns(2)
    page.preview.zoom.set_key(1.0)
    beside = page.preview.board.minimumWidth()
    page.preview._set_columns(1)
    assert beside > page.preview.board.minimumWidth()
