"""问题、责任、措施、时限清单: views of the one ledger in the window, and exported as shown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt

from yuetan_desktop.domain.ledger.ledgerlist import LIST_COLUMNS, LedgerList
from yuetan_desktop.services import rectification
from yuetan_desktop.ui import messages
from yuetan_desktop.ui.main_window import MainWindow
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.rectification.page import RectificationPage


@pytest.fixture
def first_page() -> str:
    return "rectification"


@pytest.fixture
def page(window: MainWindow) -> RectificationPage:
    found = window.current_page
    assert isinstance(found, RectificationPage)
    return found


def choose(page: RectificationPage, words: str) -> None:
    """As a click in the menu does."""
    next(action for action in page.lists.menu().actions() if action.text() == words).trigger()


def heads(page: RectificationPage) -> tuple[str, ...]:
    return page.lists.titles


@pytest.mark.parametrize("which", list(LIST_COLUMNS))
def test_a_list_shows_the_same_tasks_under_the_heads_of_the_workbook(
    page: RectificationPage, which: LedgerList, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything = [file.id for file in page.shown]
    choose(page, which)
    assert page.header.title.text() == which
    assert heads(page) == LIST_COLUMNS[which]
    assert [file.id for file in page.shown] == everything
    target = tmp_path / "清单.xlsx"
    monkeypatch.setattr(messages, "pick_target", lambda *_: target)
    page.filters.unit.set_key("岚溪县")
    page.export()
    book = openpyxl.load_workbook(target)
    assert book.sheetnames == [which]
    rows = [tuple(row) for row in book[which].iter_rows(values_only=True)]
    assert LIST_COLUMNS[which] in rows
    model = page.table.records
    for file in page.shown:
        (written,) = [row for row in rows if row[0] == file.code]
        said = [column.text(file) for column in model.columns[1:]]
        for shown, cell, head in zip(said, written, heads(page), strict=True):
            day = cell.date() if hasattr(cell, "date") else cell
            assert shown == ("—" if cell in {None, ""} else str(day)), head


def test_what_is_hidden_and_sorted_in_the_window_is_so_in_the_file(
    page: RectificationPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(page, "时限清单")
    choose(page, "环节")
    section = [column.title for column in page.table.records.columns].index("时限")
    page.table.sortByColumn(section, Qt.SortOrder.DescendingOrder)
    target = tmp_path / "清单.xlsx"
    monkeypatch.setattr(messages, "pick_target", lambda *_: target)
    page.export()
    rows = list(openpyxl.load_workbook(target)["时限清单"].iter_rows(values_only=True))
    shown = tuple(title for title in LIST_COLUMNS[LedgerList.LIMITS] if title != "环节")
    start = rows.index(shown) + 1
    codes = [row[0] for row in rows[start : start + len(page.shown)]]
    assert codes == [file.code for file in page.shown]


def test_the_list_and_its_columns_are_found_again_and_the_other_lists_keep_theirs(
    page: RectificationPage, desk: Desk, qtbot: Any
) -> None:
    choose(page, "责任清单")
    choose(page, "责任人职务")
    choose(page, "措施清单")
    assert heads(page) == LIST_COLUMNS[LedgerList.MEASURES]
    choose(page, "责任清单")
    without = tuple(t for t in LIST_COLUMNS[LedgerList.DUTIES] if t != "责任人职务")
    assert heads(page) == without
    again = RectificationPage(desk)
    qtbot.addWidget(again)
    assert again.header.title.text() == "责任清单"
    assert heads(again) == without
    choose(again, "总台账")
    assert again.header.title.text() == "整改台账"
    assert len(heads(again)) == 8


def test_a_task_stays_chosen_and_marked_when_the_list_changes(page: RectificationPage) -> None:
    first, second = page.shown[:2]
    page._mark(second)
    page.open_task(first)
    choose(page, "问题清单")
    assert page.table.current_record() == first
    assert page.side.file == first
    assert page.marked == [second]
    box = page.table.records.columns[0]
    assert [box.text(file) for file in (first, second)] == ["", "已选"]


def test_columns_that_stood_back_for_the_side_panel_are_not_remembered_as_hidden(
    page: RectificationPage, window: MainWindow, desk: Desk, qtbot: Any
) -> None:
    window.resize(1366, 768)
    page.open_task(page.shown[0])
    assert "环节" not in heads(page)
    page.table._remember()
    again = RectificationPage(desk)
    qtbot.addWidget(again)
    assert {"环节", "量化目标"} <= set(heads(again))
    assert "环节" not in heads(page)


def test_the_whole_ledger_is_exported_whole_whatever_columns_are_shown(
    page: RectificationPage, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(page, "进度")
    target = tmp_path / "台账.xlsx"
    monkeypatch.setattr(messages, "pick_target", lambda *_: target)
    page.export()
    book = openpyxl.load_workbook(target)
    assert book.sheetnames[:5] == ["整改台账", *LIST_COLUMNS]
    codes = {row[0] for row in book["整改台账"].iter_rows(values_only=True)}
    assert {file.code for file in rectification.ledger(desk.ws)} <= codes
