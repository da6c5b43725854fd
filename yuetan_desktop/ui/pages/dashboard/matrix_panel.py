"""升级矩阵 in its panel: legend, 全部/仅触发与临界, the matrix, a word when nothing matches."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget, QWidget

from yuetan_desktop.domain.matrix import CellState
from yuetan_desktop.services.assessing import Dashboard
from yuetan_desktop.ui import icons
from yuetan_desktop.ui.pages.dashboard import rows
from yuetan_desktop.ui.theme import Color, TextSize, Type, theme
from yuetan_desktop.ui.widgets.buttons import SegmentedControl
from yuetan_desktop.ui.widgets.cell_look import STATE_ICONS
from yuetan_desktop.ui.widgets.containers import Panel, row
from yuetan_desktop.ui.widgets.labels import Label
from yuetan_desktop.ui.widgets.matrix import ROW_MAX, MatrixView


class MatrixPanel(Panel):
    """The matrix and its filter; filters by tile and by segment exclude each other."""

    def __init__(self) -> None:
        super().__init__("升级矩阵", "责任单位 × 处置等级")
        self.view = MatrixView()
        self._board: Dashboard | None = None
        self._notes: dict[int, str] = {}
        self._states: frozenset[CellState] | None = None
        self._legend = Legend()
        self.add_to_header(self._legend)
        self.segments = SegmentedControl(
            [(None, "全部"), (rows.HOT, "仅触发与临界")], name="矩阵筛选", height=28
        )
        self.segments.changed.connect(self.set_filter)
        self.add_to_header(self.segments)
        self._nothing = Label("没有单位符合筛选条件。", Type.BODY, Color.INK3)
        self._nothing.setIndent(16)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._nothing)
        self.body.addWidget(self._stack)
        self.setMinimumHeight(200)
        self._fit()
        theme().changed.connect(self._fit)

    def show_board(self, board: Dashboard, notes: dict[int, str]) -> None:
        self._board, self._notes = board, notes
        self._show()

    def set_filter(self, states: frozenset[CellState] | None) -> None:
        self._states = states
        self.segments.set_current(states if states in (None, rows.HOT) else "")
        self._show()

    def _show(self) -> None:
        if self._board is None:
            return
        shown = rows.matrix_rows(self._board, self._notes, self._states)
        self.view.set_matrix(rows.heads(self._board), shown)
        self._stack.setCurrentWidget(self.view if shown else self._nothing)
        self._limit_height()

    def _fit(self) -> None:
        # Enlarged type needs the room; the states are written out in the cells anyway.
        self._legend.setVisible(theme().text_size is TextSize.STANDARD)
        self._limit_height()

    def _limit_height(self) -> None:
        """Rows grow to 56 px; what is left goes to the panel below."""
        self.setMaximumHeight(self.header.height() + self.view.natural_height(ROW_MAX) + 4)

    def sizeHint(self) -> QSize:
        inner = self.view.sizeHint()
        return QSize(inner.width(), inner.height() + self.header.height() + 2)


class Legend(QWidget):
    """Which icon stands for which state."""

    SHOWN = ("已触发", "待认定", "临界", "正常", "缺数据", "豁免")

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("图例：" + "、".join(self.SHOWN))
        line = row(self, gap=4)
        line.setContentsMargins(0, 0, 8, 0)
        for state in self.SHOWN:
            sign = Label()
            sign.setPixmap(icons.pixmap(STATE_ICONS[state], Color.INK2, 14))
            line.addWidget(sign)
            line.addWidget(Label(state, Type.SMALL, Color.INK2))
            line.addSpacing(6)
