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


class LineLegend(QWidget):
    """Dash and word per series."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("图例：" + "、".join(name for name, _, _ in ENTRIES))

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
            x += 22 + width + 16
