"""文书: the form beside its pages, what is refused and where, and what can be done with a paper."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QLabel

from tests.hands import active_window, in_dialog, type_words
from yuetan_desktop.documents import printing
from yuetan_desktop.services import casefiles, officepapers, paperfiles, paperwork
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.ui import messages
from yuetan_desktop.ui.main_window import MainWindow
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.papers.list_page import PapersPage
from yuetan_desktop.ui.pages.papers.paper_page import PaperPage
from yuetan_desktop.ui.pages.papers.printing import PrintDialog
from yuetan_desktop.ui.widgets.buttons import Button

CTRL = Qt.KeyboardModifier.ControlModifier
NOTICE = "约谈通知"


@pytest.fixture
def first_page() -> str:
    return "papers"


@pytest.fixture
def no_office_suite(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A computer without an office suite; laying out takes seconds for each paper."""
    monkeypatch.setenv("PATH", "")
    printing.find_suite.cache_clear()
    yield
    printing.find_suite.cache_clear()


@pytest.fixture
def case(desk: Desk) -> CaseFile:
    """青禾县, level 6: approved, to be notified in writing."""
    return next(f for f in casefiles.list_cases(desk.ws) if f.state.label == "待书面通知")


@pytest.fixture
def page(no_office_suite: None, window: MainWindow, case: CaseFile) -> PaperPage:
    return show(window, case)


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


# -- the form -----------------------------------------------------------------------------------
def test_the_form_holds_what_the_case_says_and_names_what_is_missing(
    page: PaperPage, case: CaseFile
) -> None:
    assert page.form.values()["被约谈单位"] == case.unit
    assert page.form.values()["约谈时间"] == ""
    assert page.form.fields["约谈时间"].is_failed
    assert "第十二条" in says(page, "约谈时间")
    assert not page.form.save.isEnabled()
    assert page.form.failed.text.endswith("项待补")


def test_ctrl_s_jumps_to_the_first_field_that_is_missing(
    page: PaperPage, desk: Desk, case: CaseFile, qtbot: Any
) -> None:
    fill_lawfully(page)
    put(page, "联系电话", "")
    qtbot.keyClick(page, Qt.Key.Key_S, CTRL)
    assert page.form.fields["联系电话"].editor.hasFocus()
    assert "缺联系电话" in says(page, "联系电话")
    assert made(desk, case) == []


def test_an_unlawful_date_is_refused_and_a_lawful_one_is_one_key_away(
    page: PaperPage, qtbot: Any
) -> None:
    """第十二条: 约谈前3个工作日; the notice is of Tuesday 2026-11-10."""
    fill_lawfully(page)
    put(page, "约谈时间", "2026-11-13 09:30")
    assert page.form.fields["约谈时间"].is_failed
    assert "不足3个工作日" in says(page, "约谈时间")
    assert "最迟应于2026年11月9日书面通知" in says(page, "约谈时间")
    offer = page.form.fields["约谈时间"].findChild(Button, "offer")
    assert offer.text() == "改为 2026-11-16 09:30"
    offer.setFocus()
    qtbot.keyClick(offer, Qt.Key.Key_Space)
    page.form.edited.emit()
    assert page.form.values()["约谈时间"] == "2026-11-16 09:30"
    assert not page.form.fields["约谈时间"].is_failed
    assert page.form.fields["约谈时间"].findChild(Button, "offer") is None
    assert page.form.save.isEnabled()


def test_an_edited_field_is_marked_and_can_go_back(page: PaperPage, case: CaseFile) -> None:
    put(page, "参加人员", "市水务局负责同志")
    assert says(page, "参加人员").startswith("已改动；自动内容：")
    assert not page.form.fields["参加人员"].is_failed
    page.form.restore.click()
    assert "已改动" not in says(page, "参加人员")
    assert page.form.values() == {f.key: f.automatic for f in page.draft.fields}  # type: ignore[union-attr]


def test_the_form_of_another_case_holds_nothing_of_the_one_before(
    page: PaperPage, window: MainWindow, desk: Desk
) -> None:
    put(page, "约谈地点", "只属于前一案的会议室")
    other = next(f for f in casefiles.list_cases(desk.ws) if f.state.label == "待整改方案")
    again = show(window, other)
    values = again.form.values()
    assert values["被约谈单位"] == other.unit
    assert "只属于前一案" not in "".join(values.values())
    assert values == again.draft.values  # type: ignore[union-attr]


def test_a_change_of_the_case_reaches_fields_nobody_touched(page: PaperPage, desk: Desk) -> None:
    from dataclasses import replace

    from yuetan_desktop.services import office

    put(page, "约谈地点", "一会议室")
    desk.tasks.run(
        "改电话",
        lambda ws, _: office.save_office(
            ws, replace(office.read_office(ws), contact_phone="028-1234567")
        ),
    )
    # The form was already edited as a whole: what stood in it is the clerk's own word.
    assert page.form.values()["约谈地点"] == "一会议室"
    page.form.restore.click()
    assert page.form.values()["联系电话"] == "028-1234567"


# -- saving -------------------------------------------------------------------------------------
def test_a_draft_is_stored_with_article_numbers_and_reading(
    page: PaperPage, desk: Desk, case: CaseFile, qtbot: Any
) -> None:
    fill_lawfully(page)
    qtbot.keyClick(page, Qt.Key.Key_S, CTRL)
    (paper,) = made(desk, case)
    assert (paper.state, paper.number, paper.version) == ("草稿", "", 1)
    with zipfile.ZipFile(paper.path) as archive:
        text = archive.read("word/document.xml").decode()
    assert "市生态环境局一会议室" in text
    assert "第九条" in text


def test_opening_after_saving_means_the_stored_file_not_a_further_draft(
    page: PaperPage, desk: Desk, case: CaseFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(printing, "open_in_system", opened.append)
    fill_lawfully(page)
    page.form.save.click()
    page.open_button.click()
    assert opened == [paper.path for paper in made(desk, case)]


def test_a_formal_paper_takes_its_number_only_when_confirmed(
    page: PaperPage, desk: Desk, case: CaseFile, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_lawfully(page)
    number = page.draft.number  # type: ignore[union-attr]
    in_dialog(lambda dialog: dialog.reject())
    qtbot.keyClick(page, Qt.Key.Key_Return, CTRL)
    assert made(desk, case) == []
    active_window()
    monkeypatch.setattr(messages, "ask", lambda *_a, **_k: True)
    qtbot.keyClick(page, Qt.Key.Key_Return, CTRL)
    assert [(p.state, p.number) for p in made(desk, case)] == [("正式", number)]
    assert page.draft.number != number  # type: ignore[union-attr]


def test_a_paper_that_is_not_settled_is_settled_with_the_same_click_and_told_so(
    page: PaperPage, desk: Desk, case: CaseFile, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_lawfully(page)
    asked: list[tuple[str, str]] = []

    def ask(_title: str, question: str, *, verb: str, **_rest: object) -> bool:
        asked.append((question, verb))
        return True

    monkeypatch.setattr(messages, "ask", ask)
    qtbot.keyClick(page, Qt.Key.Key_Return, CTRL)
    assert asked == [
        ("约谈通知还是讨论稿，定稿后才能编号印发。现在定稿并编号印发？", "定稿并编号印发")
    ]
    qtbot.keyClick(page, Qt.Key.Key_Return, CTRL)
    assert asked[1] == ("将约谈通知编号印发？", "编号印发")


def test_word_is_exported_where_the_clerk_says(
    page: PaperPage, desk: Desk, case: CaseFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "通知.docx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(target), ""))
    fill_lawfully(page)
    page.word_button.click()
    assert target.read_bytes() == made(desk, case)[0].path.read_bytes()


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
def test_the_pages_are_drawn_as_they_print(window: MainWindow, case: CaseFile) -> None:
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
    qtbot.waitUntil(lambda: page.draft.values["约谈地点"].endswith("一"), timeout=2000)


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


# -- 文书中心 -----------------------------------------------------------------------------------
def test_the_list_has_every_paper_and_leads_back_to_its_form(
    page: PaperPage, window: MainWindow, case: CaseFile, qtbot: Any
) -> None:
    fill_lawfully(page)
    page.form.save.click()
    window.go("papers")
    listing = window.current_page
    assert isinstance(listing, PapersPage)
    row = listing.table.records.rows[0]
    assert (row.paper.kind, row.unit, row.case_number) == (NOTICE, case.unit, case.number)
    assert row.paper.draft_stage == "讨论稿"
    qtbot.mouseClick(listing.segments._segments["正式"], Qt.MouseButton.LeftButton)
    assert row not in listing.table.records.rows
    qtbot.mouseClick(listing.segments._segments["draft"], Qt.MouseButton.LeftButton)
    listing.filter.setText(case.number)
    assert listing.table.records.rows == [row]
    listing.stage.set_key("核查销号")
    assert listing.table.records.rows == []
    listing.stage.set_key("约谈")
    assert listing.table.records.rows == [row]
    listing.table.selectRow(0)
    listing.table.setFocus()
    qtbot.keyClick(listing.table, Qt.Key.Key_Return)
    assert window.current_page is page
    assert page.form.values()["约谈地点"] == "市生态环境局一会议室"


def test_a_filter_that_hides_every_paper_says_so(page: PaperPage, window: MainWindow) -> None:
    fill_lawfully(page)
    page.form.save.click()
    window.go("papers")
    listing = window.current_page
    assert isinstance(listing, PapersPage)
    listing.filter.setText("没有这样的文书")
    shown = listing.listing.nothing
    assert "没有符合条件的文书" in "".join(label.text() for label in shown.findChildren(QLabel))


# -- 月度通报 -----------------------------------------------------------------------------------
def test_the_circular_of_a_month_is_looked_at_settled_numbered_and_listed_with_the_papers(
    no_office_suite: None, window: MainWindow, desk: Desk, qtbot: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    asked: list[str] = []
    monkeypatch.setattr(messages, "ask", lambda _t, words, **_k: bool(asked.append(words)) or True)
    window.go("papers")
    listing = window.current_page
    assert isinstance(listing, PapersPage)
    in_dialog(lambda dialog: dialog.look.click())
    listing.month.click()
    page = window.current_page
    assert isinstance(page, PaperPage)
    assert page.case_chip.text == "2026年10月"
    assert list(page.form.fields) == ["主送", "工作要求", "抄送", "成文日期"]
    put(page, "抄送", "市委办公室")
    for stage in ("送审稿", "定稿"):
        page.stages.forward.click()
        qtbot.waitUntil(lambda stage=stage: page.stages.stage.text == stage, timeout=20000)
    page.form.issue.click()
    assert asked == ["将月度通报编号印发？"]
    qtbot.waitUntil(lambda: len(officepapers.office_papers(desk.ws)) == 1, timeout=20000)
    (made,) = officepapers.office_papers(desk.ws)
    window.go("papers")
    qtbot.waitUntil(lambda: any(r.paper == made for r in listing.table.records.rows))
    listing.stage.set_key("月度")
    (row,) = listing.table.records.rows
    assert (row.paper.number, row.case_number, row.paper.draft_stage) == (
        made.number,
        "2026年10月",
        "定稿",
    )
    listing.table.selectRow(0)
    listing.table.setFocus()
    qtbot.keyClick(listing.table, Qt.Key.Key_Return)
    assert window.current_page is page
    assert page.owner == made.month
