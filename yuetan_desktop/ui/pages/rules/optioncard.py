"""One way to read an open wording, as a card: chosen or not, what it means, what it would catch."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from yuetan_desktop.services.judging.rulebook import OptionEffect
from yuetan_desktop.ui.colors import shown
from yuetan_desktop.ui.theme import Color, Type, pretty, theme
from yuetan_desktop.ui.widgets import paint

_LEFT, _SIDE, _TOP = 34, 10, 7


class OptionCard(QAbstractButton):
    """A radio card. Picking it only asks: the mark moves once the decision is on record."""

    picked = Signal()

    def __init__(self, wording: str, effect: OptionEffect) -> None:
        super().__init__()
        self._option, self._caught = effect.option, effect.triggered
        self._meaning = pretty(effect.option.meaning)
        self.setCheckable(True)
        self.setChecked(effect.in_force)
        self.setText(effect.option.name)
        caught = "" if self._caught is None else f"，触发 {self._caught} 个单位"
        now = "现行口径，" if effect.in_force else ""
        self.setAccessibleName(f"{wording}：{effect.option.name}")
        self.setAccessibleDescription(f"{now}{effect.option.meaning}{caught}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme().changed.connect(self.updateGeometry)

    def nextCheckState(self) -> None:
        self.picked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        elif event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    # -- size -----------------------------------------------------------------------------------
    def _chip_width(self) -> int:
        return 0 if self._caught is None else paint.chip_width(f"触发 {self._caught}") + 8

    def _meaning_box(self, width: int) -> QRect:
        """Where the meaning stands, wrapped beside the count."""
        room = max(60, width - _LEFT - _SIDE - self._chip_width())
        metrics = QFontMetrics(theme().font(Type.SMALL))
        flags = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft)
        box = metrics.boundingRect(0, 0, room, 1000, flags, self._meaning)
        return QRect(_LEFT, _TOP + theme().px(20), room, box.height())

    def heightForWidth(self, width: int) -> int:
        return self._meaning_box(width).bottom() + _TOP + 2

    def sizeHint(self) -> QSize:
        width = self.width() or 300
        return QSize(280, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(180, theme().px(44))

    # -- paint ----------------------------------------------------------------------------------
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        on = self.isChecked()
        rect = QRectF(self.rect())
        hot = self.underMouse()
        fill = Color.ACCENT_TINT if on else Color.SUB if hot else Color.PANEL
        line = Color.ACCENT if on else Color.CONTROL_LINE if hot else Color.LINE
        paint.box(painter, rect, fill=fill, line=line)
        self._paint_mark(painter, rect.center().y(), on)
        room = rect.width() - _LEFT - _SIDE - self._chip_width()
        name = QRectF(_LEFT, _TOP, room, theme().px(20))
        paint.text(painter, name, self.text(), Type.BODY_BOLD if on else Type.BODY)
        painter.setFont(theme().font(Type.SMALL))
        painter.setPen(shown(Color.INK2))
        flags = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft)
        painter.drawText(self._meaning_box(self.width()), flags, self._meaning)
        if self._caught is not None:
            words = f"触发 {self._caught}"
            left = rect.right() - _SIDE - paint.chip_width(words)
            kind = "late" if on and self._caught else "neutral"
            paint.chip(painter, left, rect.center().y(), words, kind, icon="")

    def _paint_mark(self, painter: QPainter, middle: float, on: bool) -> None:
        ring = QRectF(_SIDE, middle - 8, 16, 16)
        ink = Color.ACCENT if on else Color.CONTROL_LINE
        paint.box(painter, ring, fill=Color.ACCENT if on else Color.PANEL, line=ink, radius=8)
        if on:
            dot = QRectF(_SIDE + 5, middle - 3, 6, 6)
            paint.box(painter, dot, fill=Color.WHITE, radius=3)
