"""Where a sheet's head stands, said by the clerk where recognition finds none or the wrong rows."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSpinBox, QWidget

from yuetan_desktop.services.importing.importpreview import ImportPreview
from yuetan_desktop.ui.theme import Color, Type
from yuetan_desktop.ui.widgets.buttons import LINK, Button
from yuetan_desktop.ui.widgets.containers import column, row, surface
from yuetan_desktop.ui.widgets.field import ComboBox
from yuetan_desktop.ui.widgets.labels import Label

MOST_ROWS = 4  # of a head


class HeadBar(QWidget):
    """`said(sheet, (first, last))`, or None for the rows: as recognised. Rows count from 1."""

    said = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preview: ImportPreview | None = None
        box = surface("band")
        column(self).addWidget(box)
        self.sheet = ComboBox(name="工作表")
        self.first, self.last = QSpinBox(), QSpinBox()
        for spin, name in ((self.first, "表头第一行"), (self.last, "表头最后一行")):
            spin.setRange(1, 1000)
            spin.setAccessibleName(name)
        self.apply_button = Button("按这几行读取", height=28)
        self.apply_button.clicked.connect(self._apply)
        self.reset_button = Button("改回自动识别", LINK, icon="undo-2")
        self.reset_button.clicked.connect(lambda: self.said.emit(str(self.sheet.key), None))
        self.sheet.activated.connect(lambda _: self._show_sheet())
        self.first.valueChanged.connect(self._keep_order)
        line = row(box, gap=8)
        line.setContentsMargins(16, 8, 16, 8)
        for widget in (
            Label("表头认错了？", Type.SMALL, Color.INK2),
            self.sheet,
            Label("第", Type.SMALL, Color.INK3),
            self.first,
            Label("—", Type.SMALL, Color.INK3),
            self.last,
            Label("行", Type.SMALL, Color.INK3),
            self.apply_button,
            self.reset_button,
        ):
            line.addWidget(widget)
        line.addStretch()

    def show_preview(self, preview: ImportPreview) -> None:
        self._preview = preview
        self.sheet.set_options([(name, name or "数据") for name in preview.reading.grids])
        self._show_sheet()

    def _show_sheet(self) -> None:
        assert self._preview is not None
        name = str(self.sheet.key or "")
        tables = [*self._preview.tables, *self._preview.reading.unread]
        table = next((table for table in tables if table.sheet == name), None)
        last = max(table.last_head_row, 1) if table else 1  # without a head: the row above it
        self.first.setValue(min(table.first_head_row, last) if table else 1)
        self.last.setValue(last)
        self.reset_button.setEnabled(name in self._preview.said.heads)

    def _keep_order(self, first: int) -> None:
        self.last.setRange(first, first + MOST_ROWS - 1)

    def _apply(self) -> None:
        self.said.emit(str(self.sheet.key or ""), (self.first.value(), self.last.value()))
