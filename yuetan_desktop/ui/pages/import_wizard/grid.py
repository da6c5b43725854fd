"""The file's own sheet: letters, row numbers and cells as they stand, doubts marked in place."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from yuetan_desktop.ui import icons
from yuetan_desktop.ui.colors import shown
from yuetan_desktop.ui.pages.import_wizard.sheet_model import (
    MARK_ROLE,
    ColumnHead,
    Mark,
    Position,
    SheetModel,
)
from yuetan_desktop.ui.table_model import Index
from yuetan_desktop.ui.theme import Color, Type, pretty, theme
from yuetan_desktop.ui.widgets import paint

SAMPLED_ROWS = 60


class FieldHeader(QHeaderView):
    """Two rows of head: the sheet's letter, and the field the column was matched to."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setMinimumSectionSize(64)
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme().px(22) + theme().px(44))

    def paintSection(self, painter: QPainter, rect: Any, section: int) -> None:
        model = self.model()
        if not isinstance(model, SheetModel) or section >= len(model.heads):
            return
        head = model.heads[section]
        painter.save()
        whole = QRectF(rect)
        letters = QRectF(whole.left(), whole.top(), whole.width(), theme().px(22))
        painter.fillRect(letters, shown(Color.FRAME))
        painter.fillRect(whole.adjusted(0, letters.height(), 0, 0), shown(Color.SUB))
        for line in (
            QRectF(whole.right() - 1, whole.top(), 1, whole.height()),
            QRectF(whole.left(), letters.bottom() - 1, whole.width(), 1),
            QRectF(whole.left(), whole.bottom() - 1, whole.width(), 1),
        ):
            painter.fillRect(line, shown(Color.LINE))
        paint.text(painter, letters, head.letter, Type.SMALL, Color.INK2, paint.CENTER)
        self._paint_field(painter, whole.adjusted(8, letters.height() + 3, -4, 0), head)
        painter.restore()

    def _paint_field(self, painter: QPainter, rect: QRectF, head: ColumnHead) -> None:
        line = theme().px(19)
        if not head.meaning:
            first = QRectF(rect.left(), rect.top(), rect.width(), line)
            paint.text(painter, first, "不导入", Type.SMALL, Color.INK3)
            return
        icons.paint(painter, "check", rect.left(), rect.top() + line / 2 - 6, 12, Color.ACCENT)
        first = QRectF(rect.left() + 16, rect.top(), rect.width() - 16, line)
        paint.text(painter, first, pretty(head.meaning), Type.SMALL_BOLD, Color.ACCENT_HOVER)
        second = QRectF(rect.left() + 16, rect.top() + line, rect.width() - 16, line)
        paint.text(painter, second, head.unit, Type.SMALL, Color.INK3)


class MarkDelegate(QStyledItemDelegate):
    """Cells as in the file; an error is red with an icon and bold, a warning ochre with an icon."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect = paint.rect_of(option)
        mark: Mark | None = index.data(MARK_ROLE)
        text = str(index.data() or "")
        align = index.data(Qt.ItemDataRole.TextAlignmentRole) or paint.LEFT
        role, ink = Type.BODY, str(Color.INK)
        painter.save()
        if mark is not None:
            fill, line, ink, icon = _look(mark)
            paint.box(painter, rect.adjusted(0, 0, -1, -1), fill=fill, line=line, radius=0)
            role = Type.BODY_BOLD if mark.error else Type.BODY
            x = rect.left() + 6
            if align == paint.RIGHT:
                x = max(x, rect.right() - 8 - paint.width_of(text, role) - 17)
            icons.paint(painter, icon, x, rect.center().y() - 6, 12, ink)
            rect = rect.adjusted(17 if align == paint.LEFT else 0, 0, 0, 0)
        else:
            beside = QRectF(rect.right() - 1, rect.top(), 1, rect.height())
            under = QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1)
            painter.fillRect(beside, shown(Color.LINE2))
            painter.fillRect(under, shown(Color.LINE2))
        paint.text(painter, rect.adjusted(8, 0, -8, 0), text, role, ink, align)
        if paint.is_selected(option):
            edge = paint.rect_of(option).adjusted(0, 0, -1, -1)
            paint.box(painter, edge, line=Color.ACCENT, width=2)
        painter.restore()


def _look(mark: Mark) -> tuple[str, str, str, str]:
    """Fill, line, ink and icon of a mark; a corrected cell shows that it was mended."""
    if mark.corrected:
        return Color.ACCENT_TINT, Color.ACCENT, Color.ACCENT_HOVER, "pencil"
    if mark.error:
        return Color.BAD_TINT, Color.BAD_LINE, Color.BAD, "circle-alert"
    return Color.WARN_TINT, Color.WARN_LINE, Color.WARN, "triangle-alert"


class SheetGrid(QTableView):
    """The sheet; `cell_chosen` carries the position that mouse or arrow keys came to."""

    cell_chosen = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet = SheetModel(self)
        self.setModel(self.sheet)
        self.setAccessibleName("数据预览")
        self.setItemDelegate(MarkDelegate(self))
        self.setHorizontalHeader(FieldHeader(self))
        self.setShowGrid(False)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectItems)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().setDefaultSectionSize(104)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self.selectionModel().currentChanged.connect(self._announce)
        self._restyle()
        theme().changed.connect(self._restyle)

    def fit_columns(self) -> None:
        """Wide enough for the field's name and the first rows, within limits."""
        rows = range(min(SAMPLED_ROWS, self.sheet.rowCount()))
        for section, head in enumerate(self.sheet.heads):
            cells = (str(self.sheet.index(row, section).data() or "") for row in rows)
            widest = max((paint.width_of(text) + 18 for text in cells), default=0)
            name = paint.width_of(pretty(head.meaning), Type.SMALL_BOLD) + 34
            wanted = max(name, widest + 18)
            self.setColumnWidth(section, max(theme().px(72), min(theme().px(180), wanted)))

    def choose(self, position: Position) -> None:
        """Select and show a cell without announcing it."""
        index = self.sheet.index_of(position)
        if index.isValid() and index != self.currentIndex():
            self.selectionModel().blockSignals(True)
            self.setCurrentIndex(index)
            self.selectionModel().blockSignals(False)
            self.viewport().update()
        if index.isValid():
            self.scrollTo(index, QTableView.ScrollHint.EnsureVisible)

    def _announce(self, current: Index) -> None:
        if current.isValid():
            self.cell_chosen.emit(*self.sheet.position(current))

    def _restyle(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme().row(27))
        self.verticalHeader().setFixedWidth(theme().px(40))
