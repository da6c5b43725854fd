"""复制, 复制含来源, 复制引文 on the matrix and on tables (ui.md 4.3)."""

from __future__ import annotations

import re
from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from tests.hands import active_window, key_click
from tests.ui.spots import SPOTS, open_case, show
from yuetan_desktop.ui.main_window import MainWindow
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.widgets.copying import plain_cells
from yuetan_desktop.ui.widgets.matrix import MatrixView
from yuetan_desktop.ui.widgets.matrix_copy import copy_menu
from yuetan_desktop.ui.widgets.table import TableView

pytestmark = pytest.mark.looking


def copied() -> list[list[str]]:
    return [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]


def take(menu: QMenu, words: str) -> list[list[str]]:
    """What stands on the clipboard after an entry of a menu."""
    next(a for a in menu.actions() if a.text().split("\t")[0] == words).trigger()
    return copied()


@pytest.fixture
def matrix(window: MainWindow) -> MatrixView:
    """With a triggered cell chosen."""
    page: Any = window.page("dashboard")
    view: MatrixView = page.matrix.view
    row, column = next(
        (r, c)
        for r, unit in enumerate(view.matrix.rows)
        for c, cell in enumerate(unit.cells)
        if cell.state == "已触发"
    )
    view.setCurrentIndex(view.matrix.index(row, column))
    return view


def test_ctrl_c_on_the_matrix_copies_the_chosen_cells_under_their_heads(
    matrix: MatrixView, qtbot: Any
) -> None:
    active_window(matrix.window())
    index = matrix.currentIndex()
    unit, head = matrix.matrix.rows[index.row()], matrix.matrix.heads[index.column()]
    cell = unit.cells[index.column()]
    key_click(matrix, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert copied() == [["责任单位", head.name], [unit.name, f"已触发 | {cell.line}"]]
    matrix.setCurrentIndex(matrix.matrix.index(0, 0))
    for _ in range(2):
        key_click(matrix, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    key_click(matrix, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert [line[0] for line in copied()[1:]] == [row.name for row in matrix.matrix.rows[:3]]
    assert len(copied()[0]) == 2


def test_the_matrix_offers_all_its_cells_sources_and_a_quotation(matrix: MatrixView) -> None:
    unit = matrix.matrix.rows[matrix.currentIndex().row()]
    whole = take(copy_menu(matrix), "复制整个矩阵")
    assert (len(whole), len(whole[0])) == (len(matrix.matrix.rows) + 1, 7)
    sourced = take(copy_menu(matrix), "复制含来源")
    assert sourced[0] == ["责任单位", "处置等级", "结果", "来源"]
    assert sourced[1][0] == unit.name
    assert re.search(r"\.xlsx › .+![A-Z]+\d+", sourced[1][3])
    (quoted,) = take(copy_menu(matrix), "复制引文")[0]
    assert re.match(rf"第.条（.）.*：{unit.name}.+（来源：.+\.xlsx › .+![A-Z]+\d+.*）$", quoted)


SOURCED = [
    ("data", "units", "月度指标", None),
    ("data", "ranks", "全省排名", None),
    ("case", "open", "事实与证据", r"第.条"),
    ("rules", None, "试算结果", r"第.条"),
]


@pytest.mark.parametrize(("page", "part", "name", "article"), SOURCED)
def test_tables_of_values_offer_sources_and_a_quotation(
    window: MainWindow, desk: Desk, page: str, part: str | None, name: str, article: str | None
) -> None:
    shown = show(window, open_case(desk), (page, part))
    table = next(t for t in shown.findChildren(TableView) if t.accessibleName() == name)
    table.selectRow(0)
    plain = take(table.row_menu(), "复制")
    sourced = take(table.row_menu(), "复制含来源")
    assert sourced[0][-1] == "来源"
    assert sourced[0][:2] == plain[0][:2]
    assert " › " in sourced[1][-1]
    quoted = "\n".join("\t".join(line) for line in take(table.row_menu(), "复制引文"))
    assert "（来源：" in quoted
    assert article is None or re.match(article, quoted)


def test_limits_are_quoted_with_their_article(window: MainWindow) -> None:
    page: Any = window.page("dashboard")
    table = page.due.table
    table.selectRow(0)
    entry = table.current_record()
    (line,) = take(table.row_menu(), "复制引文")[0]
    assert line.startswith(f"{entry.cite}：{entry.unit}")


def test_numbers_are_copied_plain_from_every_table(
    window: MainWindow, desk: Desk, without_office_suite: None
) -> None:
    """No unit, no mark, no thousands sign in a column of numbers."""
    odd, case = [], open_case(desk)
    for spot in SPOTS:
        for table in show(window, case, spot).findChildren(TableView):
            columns = [column for column in table.records.columns if column.right]
            for record in table.records.rows[:40]:
                cells = zip(columns, plain_cells(columns, record), strict=True)
                odd += [
                    f"{table.accessibleName()} {column.title}: {cell}"
                    for column, cell in cells
                    if re.match(r"[−-]?\d+(\.\d+)?[^\d.]", cell) and "-" not in cell[1:]
                ]
    assert not odd, "\n".join(dict.fromkeys(odd))


def test_a_selection_of_lines_keeps_their_order(window: MainWindow, desk: Desk) -> None:
    page: Any = show(window, open_case(desk), ("data", "units"))
    table = page.view("units").table
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    table.clearSelection()
    for row in (2, 0):
        table.selectionModel().select(table.records.index(row, 0), flags)
    names = [table.records.rows[row].place.name for row in (0, 2)]
    assert [line[0] for line in take(table.row_menu(), "复制")[1:]] == names
