"""升级矩阵 in its panel: legend, 全部/仅触发与临界, the matrix, a word when nothing matches."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal, SignalInstance
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from yuetan_desktop.domain.judging.matrix import CellState
from yuetan_desktop.domain.monitoring import PROVISIONAL
from yuetan_desktop.services.assessing import Dashboard
from yuetan_desktop.ui.pages.dashboard import rows
from yuetan_desktop.ui.quoting import of_cell
from yuetan_desktop.ui.theme import Color, TextSize, Type, theme
from yuetan_desktop.ui.widgets.buttons import Button, SegmentedControl
from yuetan_desktop.ui.widgets.cell_look import STATE_ICONS, paint_broken_border
from yuetan_desktop.ui.widgets.containers import Panel, row
from yuetan_desktop.ui.widgets.copying import Quotation
from yuetan_desktop.ui.widgets.labels import Label, Sign
from yuetan_desktop.ui.widgets.matrix import ROW_MAX, MatrixView


class MatrixPanel(Panel):
    """The matrix and its filter; filters by tile and by segment exclude each other. With one unit
    in view (`show_unit`) its rows are the matters."""

    cell_opened = Signal(int, int)  # place id, level
    cell_chosen = Signal(int, int)

    def __init__(self) -> None:
        super().__init__("升级矩阵", "责任单位 × 处置等级")
        self.view = MatrixView()
        self.view.cell_opened.connect(lambda key, level: self._tell(self.cell_opened, key, level))
        self.view.cell_chosen.connect(lambda key, level: self._tell(self.cell_chosen, key, level))
        self.view.quoted = self._quoted
        self.unit: int | None = None
        self._board: Dashboard | None = None
        self._notes: dict[int, str] = {}
        self._states: frozenset[CellState] | None = None
        self._legend = Legend()
        self.add_to_header(self._legend)
        self.by_matter = Button("按事项查看", icon="list-checks", height=28)
        self.by_matter.setToolTip("只看选中的单位，每行一个事项")
        self.by_matter.clicked.connect(self._flip)
        self.add_to_header(self.by_matter)
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

    # -- one unit -------------------------------------------------------------------------------
    def show_unit(self, place_id: int | None) -> None:
        """Only this unit, by matter; None: all units again."""
        self.unit = place_id
        self.by_matter.set_text("全部单位" if place_id else "按事项查看")
        self.segments.setVisible(place_id is None)
        self._show()
        if place_id is None:
            self.subtitle.setText("责任单位 × 处置等级")

    def select(self, place_id: int, level: int) -> None:
        """Make a unit's cell current without telling anyone."""
        if self.unit is None:
            self.view.select(place_id, level, quietly=True)

    def current(self) -> tuple[int | None, int]:
        """The unit in view, and the level of the cell that the keyboard is on."""
        key, level = self.view.current()
        return (self.unit or key), level

    def _flip(self) -> None:
        key, _level = self.view.current()
        if self.unit is not None:
            unit, self.unit = self.unit, None
            self.show_unit(None)
            self.view.select(unit, 1, quietly=True)
        elif self._board is not None and self._board.rows:
            self.show_unit(key if key is not None else self._board.rows[0].place.id)
        self.view.setFocus()

    def _tell(self, signal: SignalInstance, key: object, level: int) -> None:
        place_id = self.unit if self.unit is not None else key
        if isinstance(place_id, int):
            signal.emit(place_id, level)

    def _quoted(self, key: object, level: int) -> list[Quotation]:
        """What a cell stands on; a matter's cell: what its unit's level does."""
        unit = self.unit if self.unit is not None else key
        rows_ = self._board.rows if self._board is not None else ()
        cells = (cell for row in rows_ if row.place.id == unit for cell in row.cells)
        return [one for cell in cells if cell.level == level for one in of_cell(cell)]

    def _show_matters(self, board: Dashboard) -> bool:
        """False when the unit is no longer there."""
        row = next((row for row in board.rows if row.place.id == self.unit), None)
        if row is None:
            return False
        self.subtitle.setText(f"{row.place.name} · 事项 × 处置等级")
        self.view.set_corner("事项")
        self.view.set_matrix(rows.heads(board), rows.rows_of_unit(row))
        self._stack.setCurrentWidget(self.view)
        self._limit_height()
        return True

    def _show(self) -> None:
        if self._board is None:
            return
        if self.unit is not None and self._show_matters(self._board):
            return
        self.unit = None
        self.view.set_corner("责任单位")
        shown = rows.matrix_rows(self._board, self._notes, self._states)
        self.view.set_matrix(rows.heads(self._board), shown)
        self._stack.setCurrentWidget(self.view if shown else self._nothing)
        self._limit_height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_legend()

    def _fit(self) -> None:
        self._fit_legend()
        self._limit_height()

    def _fit_legend(self) -> None:
        """Enlarged type and narrow windows need its room; the cells write their states out."""
        line = self._header_row
        parts = [line.itemAt(n).widget() for n in range(line.count())]
        wanted = sum(one.sizeHint().width() + line.spacing() for one in parts if one is not None)
        fits = wanted + 24 <= self.width()  # with the margins of the line
        self._legend.setVisible(theme().text_size is TextSize.STANDARD and fits)

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
        self.setAccessibleName("图例：" + "、".join((*self.SHOWN, PROVISIONAL)))
        line = row(self, gap=4)
        line.setContentsMargins(0, 0, 8, 0)
        for state in self.SHOWN:
            sign = Sign(STATE_ICONS[state], Color.INK2, 14)
            line.addWidget(sign)
            line.addWidget(Label(state, Type.SMALL, Color.INK2))
            line.addSpacing(6)
        line.addWidget(_BrokenBox())
        line.addWidget(Label(PROVISIONAL, Type.SMALL, Color.INK2))


class _BrokenBox(QWidget):
    """The border of a cell whose values are not audited to the end."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(theme().px(18), theme().px(14))
        self.setToolTip("判定所依据的数据未经国家审核，审核后可能改变")

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_broken_border(QPainter(self), self.rect().toRectF(), Color.INK2)
