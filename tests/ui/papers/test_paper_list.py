"""文书中心: every paper in one list, and the circular of a month."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from tests.hands import in_dialog, key_click
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.papers import officepapers
from yuetan_desktop.ui import messages
from yuetan_desktop.ui.main_window import MainWindow
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.papers.list_page import PapersPage
from yuetan_desktop.ui.pages.papers.paper_page import PaperPage

from .hands import NOTICE, fill_lawfully, put


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
    key_click(listing.table, Qt.Key.Key_Return)
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
        qtbot.waitUntil(lambda stage=stage: page.stages.stage.text == stage)
    page.form.issue.click()
    assert asked == ["将月度通报编号印发？"]
    qtbot.waitUntil(lambda: len(officepapers.office_papers(desk.ws)) == 1)
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
    key_click(listing.table, Qt.Key.Key_Return)
    assert window.current_page is page
    assert page.owner == made.month
