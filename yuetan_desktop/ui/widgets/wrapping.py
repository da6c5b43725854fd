"""A table whose lines are as high as the words of one column need."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent

from yuetan_desktop.ui.colors import shown
from yuetan_desktop.ui.table_model import Column, Painter
from yuetan_desktop.ui.theme import Color, Type, theme
from yuetan_desktop.ui.widgets.cell_delegate import EDGE, SIDE
from yuetan_desktop.ui.widgets.copying import Quoted
from yuetan_desktop.ui.widgets.table import TableView

_AT_ONCE = 500  # lines, measured in some 20 ms
_WRAP = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap)


def wrapped_cell(words: Callable[[Any], str], role: Type = Type.BODY) -> Painter:
    """Words in as many lines as they need; for the column that a `WrappingTable` is made for."""

    def draw(painter: QPainter, rect: QRectF, record: Any) -> None:
        painter.setFont(theme().font(role))
        painter.setPen(shown(Color.INK))
        painter.drawText(rect, _WRAP, words(record))

    return draw


class WrappingTable(TableView):
    """`wraps`: the title of the column whose words are painted by `wrapped_cell` in `role`."""

    def __init__(
        self,
        columns: tuple[Column, ...],
        name: str,
        wraps: str,
        role: Type = Type.BODY,
        *,
        row_height: int = 32,
        head_height: int = 32,
        quoted: Quoted | None = None,
    ) -> None:
        self._wraps = next(n for n, column in enumerate(columns) if column.title == wraps)
        self._role = role
        self._fitted = 0
        super().__init__(
            columns, name, row_height=row_height, head_height=head_height, quoted=quoted
        )
        self._rest = QTimer(self, singleShot=True, interval=0)
        self._rest.timeout.connect(self._fit_next)
        self.records.layoutChanged.connect(self.fit_rows)  # sorted anew
        theme().changed.connect(self.fit_rows)

    def set_rows(self, rows: Any) -> None:
        super().set_rows(rows)
        self.fit_rows()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_rows()

    def fit_rows(self) -> None:
        """One line of words keeps the row as it is; each more makes it higher. Of a long list the
        first lines at once, the others between what the clerk does."""
        self._fitted = 0
        self._fit_next()

    def _fit_next(self) -> None:
        left = SIDE if self._wraps else EDGE
        room = QRect(0, 0, self.columnWidth(self._wraps) - left - SIDE, 2000)
        metrics = QFontMetrics(theme().font(self._role))
        text, least = self.records.columns[self._wraps].text, theme().row(self._row_height)
        upto = min(self._fitted + _AT_ONCE, len(self.records.rows))
        for row in range(self._fitted, upto):
            box = metrics.boundingRect(room, _WRAP, text(self.records.rows[row]))
            self.setRowHeight(row, max(least, box.height() + theme().px(8)))
        self._fitted = upto
        if upto < len(self.records.rows):
            self._rest.start()

    def height_of(self, rows: int) -> int:
        """Of the first rows under the head."""
        return sum(self.rowHeight(n) for n in range(min(rows, len(self.records.rows))))
