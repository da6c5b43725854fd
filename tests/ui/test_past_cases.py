"""导入历史案件 on the page of cases: seen first, refused at its cells, brought in, undone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QFileDialog

from tests.hands import in_dialog
from yuetan_desktop.services import casefiles
from yuetan_desktop.services.cases import pastcases
from yuetan_desktop.ui.main_window import MainWindow
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.cases.past_dialog import PastCasesDialog
from yuetan_desktop.ui.widgets.buttons import Button

GOOD = ("青禾县", "第七条（一）1", "2025年上半年", "2025-07-10", "2025-07-25", "2025-12-20")
HEADS = ("责任单位", "依据条款", "依据时期", "立案日期", "约谈日期", "销号（办结）日期")
Fill = Callable[..., Path]


@pytest.fixture
def fill(desk: Desk, tmp_path: Path) -> Fill:
    def make(*rows: tuple[str, ...]) -> Path:
        path = pastcases.save_form(desk.ws, tmp_path / "历史.xlsx")
        book = load_workbook(path)
        sheet = book[pastcases.NAME]
        heads = [cell.value for cell in sheet[2]]
        for number, row in enumerate(rows, start=3):
            for head, value in zip(HEADS, row, strict=True):
                sheet.cell(number, heads.index(head) + 1, value)
        book.save(path)
        return path

    return make


@pytest.fixture
def dialog(desk: Desk, qtbot: Any) -> PastCasesDialog:
    found = PastCasesDialog(desk)
    qtbot.addWidget(found)
    found.show()
    return found


def test_the_page_leads_to_it_and_a_sheet_is_brought_in_and_undone(
    window: MainWindow, desk: Desk, fill: Fill, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = fill(GOOD)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_a, **_k: ([str(path)], ""))
    window.go("cases")
    page = window.current_page
    assert page is not None
    link = next(b for b in page.findChildren(Button) if b.text() == "导入历史案件…")
    told = []
    desk.noticed.connect(told.append)

    def use(dialog: Any) -> None:
        assert dialog.go.toolTip() == "先选择填好的表格"
        dialog.pick.click()
        assert dialog.summary.text() == "“历史.xlsx”：补录 1 件：在办 0 件，已结 1 件"
        dialog.go.click()

    in_dialog(use)
    link.click()
    made = casefiles.find_case(desk.ws, "补录〔2025〕01号")
    assert made.state.label == "已销号"
    told[-1].action[1]()  # 撤销 in the toast
    assert casefiles.find_case(desk.ws, made.number).state.was_dropped


def test_doubts_are_listed_at_their_cells_and_nothing_can_be_brought_in(
    dialog: PastCasesDialog, fill: Fill, desk: Desk
) -> None:
    before = len(casefiles.list_cases(desk.ws))
    dialog.look(fill(GOOD, ("无此县", *GOOD[1:])))
    assert [p.cell for p in dialog.problems.records.rows] == ["B4"]
    assert dialog.problems.isVisible()
    assert not dialog.go.isEnabled()
    assert "改正" in dialog.go.toolTip()
    assert len(casefiles.list_cases(desk.ws)) == before


def test_another_file_is_told_in_a_sentence(
    dialog: PastCasesDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(
        "yuetan_desktop.ui.messages.show_error", lambda error, *_a, **_k: said.append(str(error))
    )
    (tmp_path / "别的.csv").write_text("月份,PM2.5\n2026-10,30\n", "utf-8")
    dialog.look(tmp_path / "别的.csv")
    assert "不是历史约谈案件表" in said[0]
    assert dialog.found is None
