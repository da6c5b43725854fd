"""A field that holds a table, as a table: type, paste from WPS, add and remove rows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from yuetan_desktop.services.papers import papertables
from yuetan_desktop.ui.theme import Color, Type, theme
from yuetan_desktop.ui.widgets.buttons import LINK, PRIMARY, Button
from yuetan_desktop.ui.widgets.containers import row
from yuetan_desktop.ui.widgets.dialog import Dialog
from yuetan_desktop.ui.widgets.labels import Label


class TableDialog(Dialog):
    """`text()` is what the field holds after 确定."""

    def __init__(
        self, label: str, columns: Sequence[str], text: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(f"编辑{label}", parent, width=960)
        self.setMinimumHeight(theme().px(420))
        self.grid = Grid(label, columns)
        self.grid.fill(papertables.cells(text, columns))
        line = row()
        self.add = Button("添加一行", LINK)
        self.add.clicked.connect(self.grid.add_row)
        self.remove = Button("删除所在行", LINK)
        self.remove.clicked.connect(self.grid.remove_rows)
        line.addWidget(self.add)
        line.addWidget(self.remove)
        line.addStretch()
        hint = "每栏都要填写，没有的填“—”；可从 WPS 表格复制后按 Ctrl+V 粘贴"
        line.addWidget(Label(hint, Type.SMALL, Color.INK3))
        self.body.addLayout(line)
        self.body.addWidget(self.grid, 1)
        self.add_button("取消")
        self.add_button("填入表单", kind=PRIMARY)

    def text(self) -> str:
        return papertables.text(self.grid.rows())


class Grid(QTableWidget):
    """Cells to type into; Tab walks them, Ctrl+V pastes a block of cells."""

    def __init__(self, label: str, columns: Sequence[str]) -> None:
        super().__init__(0, len(columns))
        self.setAccessibleName(label)
        self.setHorizontalHeaderLabels(list(columns))
        self.setWordWrap(True)
        self.setProperty("typed", "true")
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.verticalHeader().setMinimumSectionSize(theme().row(32))

    def fill(self, rows: Sequence[Sequence[str]]) -> None:
        for cells in rows:
            self._insert(self.rowCount(), cells)
        if not rows:
            self._insert(0, ())
        self.setCurrentCell(0, 0)

    def rows(self) -> list[tuple[str, ...]]:
        return [
            tuple(self._text(line, column) for column in range(self.columnCount()))
            for line in range(self.rowCount())
        ]

    def add_row(self) -> None:
        """A new row under the one the cursor is in."""
        at = self.currentRow() + 1 if self.currentRow() >= 0 else self.rowCount()
        self._insert(at, ())
        self.setCurrentCell(at, 0)
        self.setFocus()

    def remove_rows(self) -> None:
        lines = {index.row() for index in self.selectedIndexes()} or {self.currentRow()}
        for line in sorted(lines, reverse=True):
            if line >= 0:
                self.removeRow(line)
        if not self.rowCount():
            self._insert(0, ())
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self._paste(QGuiApplication.clipboard().text())
        elif event.key() == Qt.Key.Key_Delete:
            for item in self.selectedItems():
                item.setText("")
        else:
            super().keyPressEvent(event)

    def _paste(self, text: str) -> None:
        top, left = max(self.currentRow(), 0), max(self.currentColumn(), 0)
        for down, line in enumerate(text.rstrip("\r\n").splitlines()):
            if top + down >= self.rowCount():
                self._insert(self.rowCount(), ())
            for right, cell in enumerate(line.split("\t")):
                if left + right < self.columnCount():
                    self._put(top + down, left + right, cell.strip())

    def _insert(self, at: int, cells: Sequence[str]) -> None:
        self.insertRow(at)
        for column in range(self.columnCount()):
            self._put(at, column, cells[column] if column < len(cells) else "")

    def _put(self, line: int, column: int, text: str) -> None:
        self.setItem(line, column, QTableWidgetItem(text))

    def _text(self, line: int, column: int) -> str:
        item = self.item(line, column)
        return item.text() if item is not None else ""
