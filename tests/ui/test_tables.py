"""The table of every list: order, copying, columns kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QGuiApplication

from tests.hands import key_click
from tests.ui.seen import CTRL, shown
from tests.ui.spots import settle
from yuetan_desktop.ui.table_model import Column
from yuetan_desktop.ui.theme import TextSize, theme
from yuetan_desktop.ui.widgets.containers import EmptyState
from yuetan_desktop.ui.widgets.listing import Listing
from yuetan_desktop.ui.widgets.table import TableView
from yuetan_desktop.ui.widgets.wrapping import WrappingTable

pytestmark = pytest.mark.usefixtures("looks")


@dataclass(frozen=True)
class Row:
    name: str
    value: float


COLUMNS = (
    Column("单位", lambda r: r.name),
    Column(
        "PM2.5",
        lambda r: f"{r.value:.1f} μg/m³",
        sort=lambda r: r.value,
        plain=lambda r: f"{r.value:.1f}",
    ),
)
ROWS = [Row("云麓区", 28.3), Row("岚溪县", 9.5), Row("青禾县", 31.0)]


@pytest.fixture
def table(qtbot: Any) -> TableView:
    table = shown(qtbot, TableView(COLUMNS, "试表"))
    table.set_rows(ROWS)
    return table


def order(table: TableView) -> list[str]:
    return [table.records.index(row, 0).data() for row in range(table.records.rowCount())]


def test_numbers_sort_as_numbers(table: TableView) -> None:
    table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    assert order(table) == ["岚溪县", "云麓区", "青禾县"]


def test_of_a_long_list_the_first_lines_are_fitted_at_once_the_last_between_events(
    qtbot: Any,
) -> None:
    table = shown(qtbot, WrappingTable(COLUMNS, "长表", "单位"))
    table.setColumnWidth(0, 80)
    long = Row("很长很长的一句话要分成几行才写得下" * 3, 1.0)
    table.set_rows([long] * 1001)
    plain = table.rowHeight(600)
    assert table.rowHeight(0) > plain
    qtbot.waitUntil(lambda: table.rowHeight(1000) > plain)
    assert table.rowHeight(600) == table.rowHeight(0)


def test_one_tab_stop_whose_keys_go_through_the_lines(table: TableView, qtbot: Any) -> None:
    table.set_rows([Row(f"单位{number}", number) for number in range(60)])
    opened: list[Row] = []
    spaced: list[Row] = []
    table.opened.connect(opened.append)
    table.space_pressed.connect(spaced.append)
    table.setFocus()
    at = []
    for key in (
        *(Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_End),
        *(Qt.Key.Key_PageUp, Qt.Key.Key_Home, Qt.Key.Key_Space, Qt.Key.Key_Return),
    ):
        key_click(table, key)
        at.append(table.currentIndex().row())
    assert at[:2] == [0, 1]
    assert 5 < at[2] < 59
    assert at[3] == 59
    assert 1 < at[4] < 59
    assert at[5:] == [0, 0, 0]
    assert [row.name for row in table.selected_records()] == ["单位0"]
    assert (opened, spaced) == ([table.records.rows[0]],) * 2
    assert not table.tabKeyNavigation()


def test_copied_rows_carry_heads_and_plain_numbers(table: TableView, qtbot: Any) -> None:
    table.select_record(ROWS[1])
    key_click(table, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "单位\tPM2.5\n岚溪县\t9.5"


def test_enter_opens_and_arrows_choose(table: TableView, qtbot: Any) -> None:
    opened: list[Row] = []
    table.opened.connect(opened.append)
    table.select_record(ROWS[0])
    key_click(table, Qt.Key.Key_Down)
    key_click(table, Qt.Key.Key_Return)
    assert opened == [ROWS[1]]


def test_new_rows_keep_the_selected_one(table: TableView) -> None:
    table.select_record(ROWS[2])
    table.set_rows([Row("新单位", 1.0), *ROWS])
    assert table.current_record() == ROWS[2]


def test_copying_takes_the_columns_that_are_shown_as_they_stand(table: TableView) -> None:
    table.selectAll()
    table.copy()
    heads = QGuiApplication.clipboard().text().splitlines()[0].split("\t")
    table.setColumnHidden(0, True)
    table.copy()
    assert QGuiApplication.clipboard().text().splitlines()[0].split("\t") == heads[1:]
    table.setColumnHidden(0, False)
    table.horizontalHeader().moveSection(0, 1)
    table.copy()
    moved = QGuiApplication.clipboard().text().splitlines()[0].split("\t")
    assert moved == [heads[1], heads[0], *heads[2:]]


def test_the_menu_key_offers_copying_and_hiding_columns(table: TableView) -> None:
    table.select_record(ROWS[0])
    menu = table.row_menu()
    copy, columns = menu.actions()
    copy.trigger()
    assert QGuiApplication.clipboard().text() == "单位\tPM2.5\n云麓区\t28.3"
    columns.menu().actions()[1].trigger()
    assert table.isColumnHidden(1)
    assert not table.isColumnHidden(0)


def test_a_column_s_width_is_remembered(table: TableView, qtbot: Any) -> None:
    table.setColumnWidth(0, 173)
    table.hide()
    again = shown(qtbot, TableView(COLUMNS, "试表"))
    QSettings().sync()
    assert again.columnWidth(0) == 173


def test_hidden_and_moved_columns_and_the_order_are_remembered(
    table: TableView, qtbot: Any
) -> None:
    table.set_rows(ROWS)
    table.setColumnHidden(1, True)
    table.horizontalHeader().moveSection(0, 1)
    table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    in_order = [table.records.record(row) for row in range(len(ROWS))]
    table.hide()
    again = shown(qtbot, TableView(COLUMNS, "试表"))
    again.set_rows(ROWS)
    assert again.isColumnHidden(1)
    assert again.horizontalHeader().visualIndex(0) == 1
    assert [again.records.record(row) for row in range(len(ROWS))] == in_order


def test_an_empty_list_keeps_its_heads_over_what_to_do_next(qtbot: Any) -> None:
    table = TableView(COLUMNS, "试表")
    listing = shown(qtbot, Listing(table))
    listing.resize(600, 400)
    listing.show_nothing(EmptyState("filter", "没有符合条件的案件", "换一个范围。"))
    settle()
    heads = table.horizontalHeader()
    assert heads.isVisible()
    assert heads.height() <= table.height() < heads.height() + 8
    assert listing.nothing.isVisible()
    listing.show_lines()
    settle()
    assert table.height() == listing.height()


def test_a_hidden_column_comes_back_as_wide_as_the_others_after_another_字号(
    table: TableView,
) -> None:
    table.setColumnWidth(1, 120)
    table.setColumnHidden(1, True)
    theme().set_text_size(TextSize.HUGE)
    assert table.isColumnHidden(1)
    table.setColumnHidden(1, False)
    assert table.columnWidth(1) == 180
    theme().set_text_size(TextSize.STANDARD)
    assert table.columnWidth(1) == 120
