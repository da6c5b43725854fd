"""Tiles: icon and label, value and unit, one line of context; a click filters or opens a list."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from yuetan_desktop.ui import icons
from yuetan_desktop.ui.theme import Color, TextSize, Type, theme
from yuetan_desktop.ui.widgets import paint


class Tile(QAbstractButton):
    """A number that filters. Checked = its filter is on."""

    def __init__(self, icon: str, label: str, unit: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._label, self._unit = icon, label, unit
        self._context, self._chip = "", ("", "late")
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.set_value("—")
        theme().changed.connect(self.updateGeometry)

    def set_value(self, value: str, context: str = "", *, chip: tuple[str, str] = ("", "")) -> None:
        """`chip` (words, kind) stands in the place of the context."""
        self._value, self._context, self._chip = value, context, chip
        words = f"{self._label} {value} {self._unit}"
        self.setAccessibleName(words)
        self.setAccessibleDescription(context or chip[0])
        self.setToolTip("　".join(part for part in (words, context or chip[0]) if part))
        self.update()

    @property
    def _in_one_line(self) -> bool:
        """Enlarged type on a small screen: the room belongs to the matrix."""
        return theme().narrow and theme().text_size is not TextSize.STANDARD

    def sizeHint(self) -> QSize:
        return QSize(200, theme().row(34) if self._in_one_line else theme().row(72, 56))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        on = self.isChecked()
        line = Color.ACCENT if on else Color.CONTROL_LINE if self.underMouse() else Color.LINE
        fill = Color.ACCENT_TINT if on else Color.PANEL
        paint.box(painter, rect, fill=fill, line=line, width=2 if on else 1, radius=6)
        inset = theme().padding
        if self._in_one_line:
            room = rect.adjusted(inset, 0, -inset, 0)
            label = paint.width_of(self._label) + 38
            self._paint_label(painter, room)
            self._paint_value(painter, room.adjusted(label, 0, 0, 0), Type.PAGE_TITLE)
            return
        upper = QRectF(inset, 0, rect.width() - 2 * inset, rect.height() * 0.54)
        lower = QRectF(inset, rect.height() * 0.42, rect.width() - 2 * inset, rect.height() * 0.5)
        if not theme().narrow:
            upper.translate(0, 3)
            lower.translate(0, 1)
        self._paint_label(painter, upper)
        self._paint_value(painter, lower, Type.KEY if theme().narrow else Type.TILE)

    def _paint_label(self, painter: QPainter, rect: QRectF) -> None:
        size = theme().pick(18, 16)
        top = rect.center().y() - size / 2
        icons.paint(painter, self._icon, rect.left(), top, size, Color.ACCENT)
        paint.text(painter, rect.adjusted(26, 0, 0, 0), self._label, Type.BODY, Color.INK2)

    def _paint_value(self, painter: QPainter, rect: QRectF, role: Type) -> None:
        """Value, unit, and what stands beside them; words sit on the big figure's ground line."""
        drop = 0 if self._in_one_line else 3
        width = paint.width_of(self._value, role)
        paint.text(painter, rect, self._value, role)
        unit = rect.adjusted(width + 5, drop, 0, drop)
        paint.text(painter, unit, self._unit, Type.BODY, Color.INK2)
        left = unit.left() + paint.width_of(self._unit) + 6
        self._paint_context(
            painter, QRectF(left, rect.top() + drop, rect.right() - left, rect.height())
        )

    def _paint_context(self, painter: QPainter, rect: QRectF) -> None:
        words, kind = self._chip
        if words:
            x = rect.right() - paint.chip_width(words, kind)
            paint.chip(painter, max(x, rect.left()), rect.center().y(), words, kind)
        else:
            paint.text(painter, rect, self._context, Type.SMALL, Color.INK2, paint.RIGHT)
