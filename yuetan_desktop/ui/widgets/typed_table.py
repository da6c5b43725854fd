"""A table to type into: Tab walks its cells, Ctrl+V pastes a block of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem

from yuetan_desktop.ui.theme import theme


class TypedTable(QTableWidget):
    """Rows of plain texts under fixed heads; never without a row to type into."""

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
        self.setRowCount(0)
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

    def tabbed(self) -> str:
        """Its cells as text: a line a row, tabs between cells."""
        return "\n".join("\t".join(cells) for cells in self.rows())

    def fill_tabbed(self, text: str) -> None:
        self.fill([line.split("\t") for line in text.split("\n")])

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
