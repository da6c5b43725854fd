"""升级矩阵 as a widget: one Tab stop, keys, copying, frozen heads, no cell state by colour alone."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtWidgets import QApplication

from tests.hands import key_click
from yuetan_desktop.domain.judging.matrix import CellState
from yuetan_desktop.ui.theme import Type
from yuetan_desktop.ui.widgets.cell_look import (
    STATE_ICONS,
    CellView,
    fitted,
    least_width,
    paint_cell,
    split_count,
)
from yuetan_desktop.ui.widgets.matrix import (
    ColumnHead,
    MatrixRowView,
    MatrixView,
    shared_widths,
    worst_column,
)

HEADS = [
    ColumnHead(1, "预警提示", "第四条 · 单月"),
    ColumnHead(2, "通报", "第五条 · 季度"),
    ColumnHead(3, "约谈·环委办", "第六条 · 事项"),
]


def unit(key: str, *states: str, begins_group: bool = False) -> MatrixRowView:
    cells = tuple(
        CellView(n, state, "10月 PM2.5 超 3.3", rule=f"{n + 3}.1")
        for n, state in enumerate(states, 1)
    )
    return MatrixRowView(key, key, "无在办", cells, begins_group)


ROWS = [
    unit("云麓区", "已触发", "临界", "正常"),
    unit("岚溪县", "缺数据", "待认定", "豁免"),
    unit("市水务局", "不适用", "不适用", "已触发", begins_group=True),
]


@pytest.fixture
def view(qtbot: Any, looks: QApplication) -> MatrixView:
    view = MatrixView()
    qtbot.addWidget(view)
    view.resize(900, 300)
    view.set_matrix(HEADS, ROWS)
    view.show()
    return view


def test_arrows_choose_cells_space_opens_the_chosen_one_and_enter_its_clause(
    qtbot: Any, view: MatrixView
) -> None:
    chosen: list[tuple[str, int]] = []
    opened: list[tuple[str, int]] = []
    view.cell_chosen.connect(lambda *cell: chosen.append(cell))
    asked: list[str] = []
    view.cell_opened.connect(lambda *cell: opened.append(cell))
    view.rule_asked.connect(asked.append)
    view.select("云麓区", 1)

    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_Return):
        key_click(view, key)

    assert chosen[-1] == ("岚溪县", 2)
    assert opened == [("岚溪县", 2)]
    assert asked == ["5.1"]


def test_tab_leaves_the_matrix_instead_of_walking_its_cells(qtbot: Any, view: MatrixView) -> None:
    view.select("云麓区", 1)
    key_click(view, Qt.Key.Key_Tab)
    assert view.current() == ("云麓区", 1)


def test_a_click_opens_the_cell_and_a_click_on_a_unit_opens_its_worst(
    qtbot: Any, view: MatrixView
) -> None:
    opened: list[tuple[str, int]] = []
    view.cell_opened.connect(lambda *cell: opened.append(cell))

    at = view.visualRect(view.matrix.index(1, 2)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    head = view.verticalHeader()
    at = QPoint(20, head.sectionViewportPosition(1) + 10)
    qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=at)

    assert opened == [("岚溪县", 3), ("岚溪县", 2)]


def test_the_worst_cell_is_the_highest_triggered_then_undecided_then_near() -> None:
    assert worst_column(unit("甲", "已触发", "已触发", "待认定")) == 1
    assert worst_column(unit("乙", "临界", "待认定", "正常")) == 1
    assert worst_column(unit("丙", "正常", "临界", "缺数据")) == 1
    assert worst_column(unit("丁", "正常", "正常", "正常")) == 0


def test_new_figures_keep_the_chosen_cell(view: MatrixView) -> None:
    view.select("岚溪县", 3)
    view.set_matrix(HEADS, list(reversed(ROWS)))
    assert view.current() == ("岚溪县", 3)


def test_a_unit_that_is_gone_leaves_nothing_chosen(view: MatrixView) -> None:
    view.select("岚溪县", 3)
    view.set_matrix(HEADS, ROWS[:1])
    assert view.current() == (None, 0)


def test_copy_takes_heads_states_and_distances(qtbot: Any, view: MatrixView) -> None:
    key_click(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == "责任单位\t预警提示\t通报\t约谈·环委办"
    assert lines[1].startswith("云麓区\t已触发 | 10月 PM2.5 超 3.3\t临界 | ")


def test_every_cell_is_spoken_with_unit_level_state_and_distance(view: MatrixView) -> None:
    index = view.matrix.index(0, 1)
    spoken = view.matrix.data(index, Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "云麓区，通报，临界，10月 PM2.5 超 3.3"


@pytest.mark.parametrize("height", [200, 300, 900])
def test_rows_share_the_height_between_40_and_56_px(view: MatrixView, height: int) -> None:
    view.resize(900, height)
    assert all(40 <= view.rowHeight(row) <= 56 + 6 for row in range(3))


@pytest.mark.parametrize("height", [300, 437, 900])
def test_many_units_scroll_while_heads_stay(qtbot: Any, view: MatrixView, height: int) -> None:
    view.resize(900, height)
    many = [unit(f"第{n}县", "正常", "正常", "正常") for n in range(40)]
    view.set_matrix(HEADS, many)
    view.scrollToBottom()
    room, row = view.viewport().height(), view.rowHeight(0)
    assert 40 <= row <= 56
    assert room % row <= room // row  # none is cut in two but by the pixels that do not divide
    assert view.verticalScrollBar().value() > 0
    assert view.horizontalHeader().isVisible()
    assert view.verticalHeader().isVisible()


@pytest.mark.parametrize(
    ("least", "room", "widths"),
    [
        ([100, 100, 100], 330, [110, 110, 110]),
        ([100, 152, 100], 360, [104, 152, 104]),  # the wide name takes what it needs
        ([100, 100, 100], 200, [100, 100, 100]),  # too narrow: scrolls, never squeezed
        ([100, 100, 100], 332, [110, 110, 112]),  # odd pixels to the last
    ],
)
def test_columns_share_the_width(least: list[int], room: int, widths: list[int]) -> None:
    assert shared_widths(least, room) == widths


def test_a_provisional_cell_asks_for_the_room_of_its_first_line(looks: QApplication) -> None:
    firm, provisional = (CellView(1, "已触发", "超 3", said) for said in (False, True))
    assert least_width(provisional) > least_width(firm)


# -- the look of a cell -------------------------------------------------------------------------
def painted(state: str, *, grey: bool) -> QImage:
    image = QImage(140, 48, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    paint_cell(painter, QRectF(0, 0, 140, 48), CellView(4, state, "余 0.3"))
    painter.end()
    return image.convertToFormat(QImage.Format.Format_Grayscale8) if grey else image


def test_every_state_of_the_domain_has_its_look() -> None:
    assert set(STATE_ICONS) == {state.value for state in CellState}


def test_no_two_states_look_alike_without_colour_or_words(
    looks: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Printed in grey and with the words covered, shape and icon alone still tell them apart."""
    monkeypatch.setattr("yuetan_desktop.ui.widgets.paint.text", lambda *_a, **_k: None)
    pictures = {state.value: painted(state.value, grey=True) for state in CellState}
    pictures.pop("不适用")  # nothing but its word
    alike = [(a, b) for a in pictures for b in pictures if a < b and pictures[a] == pictures[b]]
    assert alike == []


def test_a_line_too_long_is_said_shorter_before_it_is_cut(looks: QApplication) -> None:
    line = "前三季度 优良率 低 0.7 点"
    assert fitted(line, Type.SMALL, 400) == line
    assert fitted(line, Type.SMALL, 90) == "优良率 低0.7点"


def test_how_many_more_moves_to_the_first_line() -> None:
    assert split_count("10月 优良率 低 4.1 点 等2项") == ("10月 优良率 低 4.1 点", "等 2 项")
    assert split_count("无登记事项") == ("无登记事项", "")
