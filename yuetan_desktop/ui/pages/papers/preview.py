"""The pages of a paper as they will print, on a grey board; drawn from the paper's own PDF."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QScrollArea, QSizePolicy, QWidget

from yuetan_desktop.services.paperwork import Spot
from yuetan_desktop.ui.pages.papers.board import A4_MM, PAGE_GAP, SCREEN_DPI, Board
from yuetan_desktop.ui.theme import Color, Type, theme
from yuetan_desktop.ui.widgets.buttons import Button, IconButton, SegmentedControl
from yuetan_desktop.ui.widgets.containers import column, row, surface
from yuetan_desktop.ui.widgets.field import ComboBox
from yuetan_desktop.ui.widgets.labels import Label

ZOOMS = (0.5, 0.6, 0.75, 0.9, 1.0, 1.25, 1.5)


class PaperPreview(QWidget):
    """Tool row and board. `show_pages(…)` fills it; `say(words)` covers absent pages."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("文书预览")
        self.board = Board()
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setAccessibleName("文书页面")
        self.area.setWidget(self.board)
        self.position = Label("没有页面", Type.BODY, Color.INK2)
        whole = column(self)
        self._tools = self._make_tools()
        whole.addWidget(self._tools)
        whole.addWidget(self.area, 1)
        self.area.verticalScrollBar().valueChanged.connect(lambda _: self._show_position())

    def _make_tools(self) -> QWidget:
        tools = surface("band")
        line = row(tools)
        line.setContentsMargins(12, 0, 12, 0)
        tools.setFixedHeight(theme().row(44))
        up = IconButton("chevron-left", "上一页", height=28)
        down = IconButton("chevron-right", "下一页", height=28)
        up.clicked.connect(lambda: self._turn(-1))
        down.clicked.connect(lambda: self._turn(+1))
        line.addWidget(up)
        line.addWidget(self.position)
        line.addWidget(down)
        smaller = IconButton("minus", "缩小", height=28)
        larger = IconButton("plus", "放大", height=28)
        smaller.clicked.connect(lambda: self._zoom_by(-1))
        larger.clicked.connect(lambda: self._zoom_by(+1))
        self.zoom = ComboBox([(z, f"{z:.0%}") for z in ZOOMS], name="缩放")
        self.zoom.set_key(0.6)
        self.zoom.currentIndexChanged.connect(self._zoomed)
        self.fit = Button("适合页宽", height=28)
        self.fit.clicked.connect(self.fit_width)
        for widget in (smaller, self.zoom, larger, self.fit):
            line.addWidget(widget)
        self.columns = SegmentedControl([(1, "单页"), (2, "双页")], name="页面排列", height=28)
        self.columns.changed.connect(self._set_columns)
        line.addWidget(self.columns)
        self.margins = QCheckBox("版心线")
        self.margins.setAccessibleName("显示版心线")
        self.margins.setToolTip("显示版心线")
        self.margins.toggled.connect(self._show_margins)
        line.addWidget(self.margins)
        self.blanks = QCheckBox("待填项")
        self.blanks.setAccessibleName("标出待填项")
        self.blanks.setToolTip("标出待填项")
        self.blanks.setChecked(True)
        self.blanks.toggled.connect(self._show_blanks)
        line.addWidget(self.blanks)
        self.state = Label("", Type.SMALL, Color.INK3, elide=True)  # takes what the tools leave
        self.state.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.state.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.state, 1)
        return tools

    # -- showing --------------------------------------------------------------------------------
    def show_pages(self, pages: list[QImage], words: str = "", blanks: Sequence[Spot] = ()) -> None:
        """`blanks` are where 【待填写】 stands on them."""
        self.board.set_pages(pages, blanks)
        self.blanks.setToolTip(f"标出待填项：{len(blanks)} 处" if blanks else "标出待填项")
        self.state.setText(words)
        self._show_position()

    def say(self, words: str) -> None:
        """What is going on, such as 正在排版; the pages stay until new ones come."""
        self.state.setText(words)
        self.board.say(words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_position()

    def _show_position(self) -> None:
        count = len(self.board.pages)
        if not count:
            self.position.setText("没有页面")
            return
        here = self.board.page_at(self.area.verticalScrollBar().value()) + 1
        last = min(here + self.board.columns - 1, count)
        pages = f"{here}" if last == here else f"{here}—{last}"
        whole = f"第 {pages} 页，共 {count} 页"
        self.position.setText(whole)
        layout = self._tools.layout()
        if layout is not None and layout.sizeHint().width() > self.width():
            self.position.setText(f"{pages}／{count} 页")
        self.position.setToolTip(whole)
        self.position.setAccessibleName(whole)

    def _turn(self, by: int) -> None:
        bar = self.area.verticalScrollBar()
        bar.setValue(bar.value() + by * self.board.row_height())

    def _zoom_by(self, by: int) -> None:
        index = min(max(self.zoom.currentIndex() + by, 0), self.zoom.count() - 1)
        self.zoom.setCurrentIndex(index)

    def _zoomed(self) -> None:
        zoom = self.zoom.key
        if isinstance(zoom, float):
            self.board.set_zoom(zoom)
            self._show_position()

    def fit_width(self) -> None:
        """The largest listed zoom at which the pages side by side fit the board."""
        width = self.area.viewport().width() - PAGE_GAP
        per_page = width / self.board.columns - PAGE_GAP
        natural = A4_MM[0] / 25.4 * SCREEN_DPI
        fitting = [z for z in ZOOMS if z * natural <= per_page]
        self.zoom.set_key(fitting[-1] if fitting else ZOOMS[0])

    def _set_columns(self, columns: int) -> None:
        self.board.set_columns(columns)
        self._show_position()

    def set_wide(self, wide: bool) -> None:
        """Two pages where there is room for them."""
        self.columns.set_current(2 if wide else 1)
        self.board.set_columns(2 if wide else 1)

    def _show_margins(self, shown: bool) -> None:
        self.board.shows_margins = shown
        self.board.update()

    def _show_blanks(self, shown: bool) -> None:
        self.board.shows_blanks = shown
        self.board.update()
