"""The legend of the course: line styles and markers, as the chart draws them."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from yuetan_desktop.ui.colors import shown
from yuetan_desktop.ui.theme import LEVELS, Color, Type, theme
from yuetan_desktop.ui.widgets import paint

ENTRIES = (
    ("累计均值", Color.ACCENT, Qt.PenStyle.SolidLine),
    ("阶段目标", Color.INK3, Qt.PenStyle.DashLine),
    ("达标路径", LEVELS[6].solid, Qt.PenStyle.SolidLine),
)
BAND = "常年区间"


class LineLegend(QWidget):
    """Dash and word per series."""

    def __init__(self) -> None:
        super().__init__()
        self._band = False
        self.show_band(False)

    def show_band(self, shown: bool) -> None:
        """Whether the chart has a band of earlier years."""
        self._band = shown
        names = [name for name, _, _ in ENTRIES] + ([BAND] if shown else [])
        self.setAccessibleName("图例：" + "、".join(names))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(260, theme().px(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        x, middle = 0, self.height() / 2
        for name, color, style in ENTRIES:
            painter.setPen(QPen(shown(color), 2, style))
            painter.drawLine(x, int(middle), x + 16, int(middle))
            width = paint.width_of(name, Type.SMALL)
            where = self.rect().toRectF()
            where.setLeft(x + 22)
            where.setWidth(width + 2)
            paint.text(painter, where, name, Type.SMALL, Color.INK2)
            x += 22 + width + 12
        if self._band:
            painter.fillRect(x, int(middle) - 4, 16, 8, shown(Color.ACCENT_LINE))
            where = self.rect().toRectF()
            where.setLeft(x + 22)
            paint.text(painter, where, BAND, Type.SMALL, Color.INK2)
