"""The matrix on paper (A4, landscape): outlined cells with a thick left bar, never solid ones."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from yuetan_desktop.errors import AppError
from yuetan_desktop.ui.colors import contrast, shown, use_contrast
from yuetan_desktop.ui.theme import Color, Type, theme
from yuetan_desktop.ui.widgets import paint
from yuetan_desktop.ui.widgets.cell_look import paint_cell
from yuetan_desktop.ui.widgets.matrix import ColumnHead, MatrixRowView

_MARGIN_MM = 12
_DPI, _SCREEN_DPI = 1200, 96
_UNIT_WIDTH = 132  # px at 96 dpi, as all sizes here
_TITLE, _HEAD, _ROW, _FOOT = 34, 46, 46, 24


def write_matrix(
    out: Path,
    title: str,
    remark: str,
    corner: str,
    heads: Sequence[ColumnHead],
    rows: Sequence[MatrixRowView],
) -> None:
    """A PDF with as many pages as the rows need, each with title, heads and `remark` in its foot.
    It looks the same whatever contrast theme the window has."""
    writer = QPdfWriter(str(out))
    writer.setTitle(title)
    writer.setResolution(_DPI)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Landscape,
            QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM),
            QPageLayout.Unit.Millimeter,
        )
    )
    before = contrast()
    use_contrast(None)
    painter = QPainter(writer)
    try:
        if not painter.isActive():
            raise AppError(
                f"无法写入“{out.name}”。",
                kept="没有生成文件，数据没有改动。",
                hint="文件可能正被打开或所在文件夹不能写入，请关闭它或换一个位置再试。",
            )
        _Sheets(writer, painter, title, remark).draw(corner, heads, rows)
    finally:
        painter.end()
        use_contrast(before)


class _Sheets:
    """Draws in pixels of 96 dpi, in the type of the window: 大字 makes larger sheets of text."""

    def __init__(self, writer: QPdfWriter, painter: QPainter, title: str, remark: str) -> None:
        self._writer, self._painter = writer, painter
        self._title, self._remark = title, remark
        scale = _DPI / _SCREEN_DPI / theme().text_size.factor
        painter.scale(scale, scale)
        self._wide, self._high = writer.width() / scale, writer.height() / scale

    def draw(self, corner: str, heads: Sequence[ColumnHead], rows: Sequence[MatrixRowView]) -> None:
        px = theme().px
        room = self._high - px(_TITLE) - px(_HEAD) - px(_FOOT)
        each = max(1, int(room // px(_ROW)))
        sheets = [rows[at : at + each] for at in range(0, len(rows), each)] or [[]]
        for number, some in enumerate(sheets, start=1):
            if number > 1:
                self._writer.newPage()
            self._frame(number, len(sheets))
            self._heads(corner, heads)
            for at, row in enumerate(some):
                self._row(row, px(_TITLE) + px(_HEAD) + at * px(_ROW), len(heads))

    def _frame(self, number: int, count: int) -> None:
        top = QRectF(0, 0, self._wide, theme().px(_TITLE))
        paint.text(self._painter, top, self._title, Type.OBJECT_TITLE)
        foot = QRectF(0, self._high - theme().px(_FOOT), self._wide, theme().px(_FOOT))
        paint.text(self._painter, foot, self._remark, Type.SMALL, Color.INK2)
        page = f"第 {number} 页，共 {count} 页"
        paint.text(self._painter, foot, page, Type.SMALL, Color.INK2, paint.RIGHT)

    def _heads(self, corner: str, heads: Sequence[ColumnHead]) -> None:
        top, high = theme().px(_TITLE), theme().px(_HEAD)
        paint.text(self._painter, QRectF(0, top, 120, high), corner, Type.SMALL, Color.INK2)
        for at, head in enumerate(heads):
            column = self._column(at, len(heads), top, high)
            left, middle = column.left() + 6, column.top() + high * 0.28
            edge = paint.outlined_badge(self._painter, left, middle, head.level)
            name = QRectF(edge + 6, column.top(), column.right() - edge - 6, high * 0.56)
            paint.text(self._painter, name, head.name, Type.SMALL_BOLD)
            under = name.translated(0, high * 0.42)
            paint.text(self._painter, under, head.under, Type.SMALL, Color.INK2)
        self._line(top + high - 1, Color.INK2)

    def _row(self, row: MatrixRowView, top: float, count: int) -> None:
        high = theme().px(_ROW)
        half = QRectF(0, top + 4, theme().px(_UNIT_WIDTH) - 8, (high - 8) / 2)
        if row.note:
            paint.text(self._painter, half, row.name, Type.BODY_BOLD)
            below = half.translated(0, half.height())
            paint.text(self._painter, below, row.note, Type.SMALL, Color.INK2)
        else:
            whole = half.adjusted(0, 0, 0, half.height())
            paint.text(self._painter, whole, row.name, Type.BODY_BOLD)
        for at, cell in enumerate(row.cells):
            paint_cell(self._painter, self._column(at, count, top, high), cell, printed=True)
        self._line(top + high - 1, Color.LINE)
        if row.begins_group:
            self._line(top - 1, Color.INK2)

    def _column(self, at: int, count: int, top: float, high: float) -> QRectF:
        first = theme().px(_UNIT_WIDTH)
        share = (self._wide - first) / count
        return QRectF(first + at * share, top, share, high)

    def _line(self, y: float, color: str) -> None:
        self._painter.fillRect(QRectF(0, y, self._wide, 1), shown(color))
