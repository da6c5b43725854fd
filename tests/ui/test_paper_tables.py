"""Fields of a paper that hold a table: edited as a table, pasted from a spreadsheet."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from tests.hands import in_dialog, key_click
from yuetan_desktop.documents import printing
from yuetan_desktop.services import casefiles
from yuetan_desktop.ui.main_window import MainWindow
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.papers.paper_page import PaperPage
from yuetan_desktop.ui.pages.papers.table_dialog import TableDialog
from yuetan_desktop.ui.widgets.buttons import Button

COLUMNS = ("问题", "措施", "数量", "时限", "责任单位", "责任人")
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def first_page() -> str:
    return "papers"


@pytest.fixture
def dialog(qtbot: Any) -> TableDialog:
    dialog = TableDialog("整改任务", COLUMNS, "扬尘｜喷淋｜12处｜2026年12月31日｜县住建局｜某某")
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_a_table_shows_a_cell_for_each_column(dialog: TableDialog) -> None:
    assert dialog.grid.rows() == [("扬尘", "喷淋", "12处", "2026年12月31日", "县住建局", "某某")]
    assert dialog.grid.accessibleName() == "整改任务"
    assert dialog.text() == "扬尘｜喷淋｜12处｜2026年12月31日｜县住建局｜某某"


def test_a_block_of_cells_is_pasted_where_the_cursor_stands(
    dialog: TableDialog, qtbot: Any
) -> None:
    dialog.grid.setCurrentCell(0, 4)
    QGuiApplication.clipboard().setText("县城管局\t甲\n县农业局\t乙\t多余\n")
    key_click(dialog.grid, Qt.Key.Key_V, CTRL)
    assert dialog.text().splitlines() == [
        "扬尘｜喷淋｜12处｜2026年12月31日｜县城管局｜甲",
        "｜｜｜｜县农业局｜乙",
    ]


def test_rows_are_added_under_the_cursor_and_removed(dialog: TableDialog) -> None:
    dialog.add.click()
    assert dialog.grid.currentRow() == 1
    assert dialog.text().count("\n") == 0  # an empty row is nothing
    dialog.grid.setCurrentCell(0, 0)
    dialog.remove.click()
    dialog.remove.click()
    assert dialog.grid.rowCount() == 1  # there is always one to type into
    assert dialog.text() == ""


def test_delete_empties_the_chosen_cells(dialog: TableDialog, qtbot: Any) -> None:
    dialog.grid.setCurrentCell(0, 2)
    key_click(dialog.grid, Qt.Key.Key_Delete)
    assert dialog.grid.rows()[0][2] == ""


def test_esc_keeps_the_table_as_a_draft_and_the_form_takes_what_it_says_at_the_end(
    window: MainWindow, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    printing.find_suite.cache_clear()
    held = next(f for f in casefiles.list_cases(desk.ws) if f.state.label == "待整改方案")
    window.go("paper", (held.id, "整改方案"))
    page = window.current_page
    assert isinstance(page, PaperPage)
    field = page.form.fields["整改任务"]
    link = next(b for b in field.findChildren(Button) if "以表格编辑" in b.text())

    def leave(dialog: TableDialog) -> None:
        dialog.grid.fill([("扬尘", "喷淋", "12处", "", "县住建局", "某某"), ("", "洒水")])
        key_click(dialog, Qt.Key.Key_Escape)

    before = page.form.values()["整改任务"]
    in_dialog(leave)
    link.click()
    assert page.form.values()["整改任务"] == before

    def restore(dialog: TableDialog) -> None:
        assert "喷淋" not in dialog.text()
        next(b for b in dialog.findChildren(Button) if b.text() == "恢复草稿").click()
        assert dialog.grid.rows()[1][:2] == ("", "洒水")
        dialog.reject()

    in_dialog(restore)
    link.click()

    def fill(dialog: TableDialog) -> None:
        dialog.grid.fill([("扬尘", "喷淋", "12处", "2026年12月31日", "县住建局", "某某")])
        dialog.accept()

    in_dialog(fill)
    link.click()
    assert page.form.values()["整改任务"].splitlines()[-1] == (
        "扬尘｜喷淋｜12处｜2026年12月31日｜县住建局｜某某"
    )
    assert window.focusWidget() is field.editor
    printing.find_suite.cache_clear()
