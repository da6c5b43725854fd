"""The stored copy of a clerk's file, opened at the cell a number came from."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QRectF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QPainter
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from yuetan_desktop.domain.facts import Source
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import sourcefiles
from yuetan_desktop.services.sourcefiles import SheetPart
from yuetan_desktop.ui import messages
from yuetan_desktop.ui.colors import shown
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.table_model import Index
from yuetan_desktop.ui.theme import Color, Type, theme
from yuetan_desktop.ui.widgets import paint
from yuetan_desktop.ui.widgets.dialog import Dialog
from yuetan_desktop.ui.widgets.labels import Label


def show_source(desk: Desk, source: Source, parent: QWidget) -> None:
    """Read the archived original off the window's thread, then show it."""
    desk.tasks.run(
        f"打开 {source.file}",
        lambda ws, _progress: sourcefiles.sheet_part(ws, source),
        lambda part: SourceDialog(part, parent).exec(),
        failed=lambda error: messages.show_error(error, parent, title="打开来源文件"),
    )


def show_folder(desk: Desk, source: Source, parent: QWidget) -> None:
    """Where the stored copy lies, in the system's own window."""
    try:
        folder = sourcefiles.folder_of(desk.ws, source)
    except AppError as error:
        messages.show_error(error, parent, title="没有打开所在文件夹")
        return
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


class SourceDialog(Dialog):
    """The sheet with letters and row numbers as in the file; the cell is framed."""

    def __init__(self, part: SheetPart, parent: QWidget | None = None) -> None:
        super().__init__(f"来源：{part.source.file} › {part.source.sheet}", parent, width=760)
        self.open_at(920, 600)
        row, column = part.cell
        text = part.rows[row - part.top][column] if row - part.top < len(part.rows) else ""
        value = f"　{text or '（空）'}" if part.cell == part.last else ""
        words = f"{part.source.sheet}!{part.source.cell}{value}"
        self.body.addWidget(Label(words, Type.SECTION_TITLE, selectable=True))
        if part.correction is not None:
            self.body.addWidget(Label(part.correction.says, Type.BODY, Color.INK2, wrap=True))
        note = "存档的原始文件，只读。"
        if part.left_out:
            note += f"表很大，只显示该单元格前后各 {sourcefiles.ROWS_AROUND} 行。"
        self.body.addWidget(Label(note, Type.SMALL, Color.INK3))
        self.table = QTableView()
        self.table.setAccessibleName("原始文件")
        self.table.setModel(_PartModel(part))
        self.table.setItemDelegate(_CellDelegate(part, self.table))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.verticalHeader().setDefaultSectionSize(theme().row(28))
        self.table.resizeColumnsToContents()
        for index in range(len(part.letters)):
            self.table.setColumnWidth(index, max(64, min(220, self.table.columnWidth(index) + 12)))
        self.body.addWidget(self.table, 1)
        target = self.table.model().index(row - part.top, column)
        self.table.setCurrentIndex(target)
        self.table.scrollTo(target)
        self.add_button("复制地址", lambda: _copy(part.source))
        self.add_button("关闭")


def _copy(source: Source) -> None:
    QGuiApplication.clipboard().setText(str(source))


class _PartModel(QAbstractTableModel):
    def __init__(self, part: SheetPart) -> None:
        super().__init__()
        self._part = part

    def rowCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return len(self._part.rows)

    def columnCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(self._part.letters)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return self._part.rows[index.row()][index.column()]
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Vertical:
            return str(self._part.top + section + 1)
        return self._part.letters[section]


class _CellDelegate(paint.PlainDelegate):
    """Plain cells; the source cell, or those of a range, tinted and framed."""

    def __init__(self, part: SheetPart, parent: QWidget) -> None:
        super().__init__(parent)
        (top, self._left), (end, self._right) = part.cell, part.last
        self._top, self._end = top - part.top, end - part.top

    def draw(self, painter: QPainter, rect: QRectF, index: Any, selected: bool) -> None:
        is_target = (
            self._top <= index.row() <= self._end and self._left <= index.column() <= self._right
        )
        if is_target:
            paint.box(painter, rect, fill=Color.ACCENT_TINT, line=Color.ACCENT, width=2, radius=0)
        elif selected:
            painter.fillRect(rect, shown(Color.ACCENT_TINT))
        role = Type.BODY_BOLD if is_target else Type.BODY
        paint.text(painter, rect.adjusted(6, 0, -6, 0), index.data() or "", role)
