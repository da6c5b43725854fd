"""The stepper: done steps checked, the current one solid and bold, later ones outlined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from yuetan_desktop.ui import icons
from yuetan_desktop.ui.colors import shown
from yuetan_desktop.ui.theme import Color, Type, theme
from yuetan_desktop.ui.widgets import paint
from yuetan_desktop.ui.widgets.focus_ring import OWN_RING


class StepState(StrEnum):
    DONE = "已完成"
    CURRENT = "当前"
    FUTURE = "未开始"


@dataclass(frozen=True, slots=True)
class StepView:
    """One step: its name, a second line (date, or the latest date `11-13 前`), its state."""

    name: str
    state: StepState
    note: str = ""
    urgent: bool = False


class Stepper(QWidget):
    """`step_chosen(index)` on click or Enter; ← → move. `inline` puts names beside the discs."""

    step_chosen = Signal(int)

    def __init__(
        self,
        steps: Sequence[StepView] = (),
        *,
        name: str = "步骤",
        inline: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._inline = inline
        self._name = name
        self._cursor = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty(OWN_RING, True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_steps(steps)
        theme().changed.connect(self.updateGeometry)

    def set_steps(self, steps: Sequence[StepView]) -> None:
        self.steps = tuple(steps)
        current = [i for i, s in enumerate(self.steps) if s.state is StepState.CURRENT]
        self._cursor = current[0] if current else 0
        self._speak()
        self.update()

    def _speak(self) -> None:
        if self.steps:
            step = self.steps[self._cursor]
            place = f"第 {self._cursor + 1} 步，共 {len(self.steps)} 步"
            self.setAccessibleName(f"{self._name}：{step.name}，{step.state.value}，{place}")

    # -- geometry -------------------------------------------------------------------------------
    def sizeHint(self) -> QSize:
        height = theme().row(56) if self._inline else theme().px(72)
        return QSize(90 * max(1, len(self.steps)), height)

    @property
    def _disc(self) -> int:
        return theme().px(24)

    def _centers(self) -> list[tuple[float, float]]:
        count = len(self.steps)
        if self._inline:
            widths = [self._disc + 8 + paint.width_of(s.name, Type.BODY_BOLD) for s in self.steps]
            gap = (self.width() - 48 - sum(widths)) / max(1, count - 1)
            centers, x = [], 24.0
            for width in widths:
                centers.append((x + self._disc / 2, self.height() / 2))
                x += width + gap
            return centers
        share = self.width() / max(1, count)
        top = (self.height() - self._disc - theme().px(40)) / 2
        return [(share * (i + 0.5), top + self._disc / 2) for i in range(count)]

    def _step_at(self, x: float) -> int | None:
        if not self.steps:
            return None
        centers = self._centers()
        if self._inline:
            passed = [i for i, (left, _) in enumerate(centers) if left - self._disc <= x]
            return passed[-1] if passed else 0
        return min(len(self.steps) - 1, int(x / (self.width() / len(self.steps))))

    # -- paint ----------------------------------------------------------------------------------
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        centers = self._centers()
        self._paint_lines(painter, centers)
        for index, (step, center) in enumerate(zip(self.steps, centers, strict=True)):
            self._paint_disc(painter, index, step, center)
            self._paint_words(painter, step, center)

    def _paint_lines(self, painter: QPainter, centers: list[tuple[float, float]]) -> None:
        for index in range(len(centers) - 1):
            (x1, y), (x2, _) = centers[index], centers[index + 1]
            passed = self.steps[index].state is StepState.DONE
            color, wide = (Color.ACCENT, 2.0) if passed else (Color.BUTTON_LINE, 1.2)
            painter.setPen(QPen(shown(color), wide))
            start, end = x1 + self._disc / 2, x2 - self._disc / 2
            if self._inline:  # the line stands free between a name and the next disc
                start += 8 + paint.width_of(self.steps[index].name, Type.BODY_BOLD) + 12
                end -= 12
            painter.drawLine(QPointF(start, y), QPointF(end, y))

    def _paint_disc(
        self, painter: QPainter, index: int, step: StepView, center: tuple[float, float]
    ) -> None:
        side = self._disc
        disc = QRectF(center[0] - side / 2, center[1] - side / 2, side, side)
        number = str(index + 1)
        if step.state is StepState.DONE:
            paint.box(painter, disc, fill=Color.ACCENT_TINT, line=Color.ACCENT, radius=side / 2)
            icons.paint(painter, "check", center[0] - 8, center[1] - 8, 16, Color.ACCENT)
        elif step.state is StepState.CURRENT:
            paint.box(painter, disc, fill=Color.ACCENT, radius=side / 2)
            paint.text(painter, disc, number, Type.SMALL_BOLD, Color.WHITE, paint.CENTER)
        else:
            paint.box(painter, disc, fill=Color.PANEL, line=Color.CONTROL_LINE, radius=side / 2)
            paint.text(painter, disc, number, Type.SMALL, Color.INK3, paint.CENTER)
        if self.hasFocus() and index == self._cursor:
            paint.box(painter, disc.adjusted(-4, -4, 4, 4), line=Color.ACCENT, width=2, radius=side)

    def _paint_words(self, painter: QPainter, step: StepView, center: tuple[float, float]) -> None:
        current = step.state is StepState.CURRENT
        color = {
            StepState.DONE: Color.INK,
            StepState.CURRENT: Color.ACCENT_HOVER,
            StepState.FUTURE: Color.INK3,
        }[step.state]
        role = Type.BODY_BOLD if current else Type.BODY
        if self._inline:
            left = center[0] + self._disc / 2 + 8
            where = QRectF(left, 0, paint.width_of(step.name, role) + 4, self.height())
            paint.text(painter, where, step.name, role, color)
            return
        share = self.width() / len(self.steps)
        top = center[1] + self._disc / 2 + 2
        where = QRectF(center[0] - share / 2, top, share, theme().px(20))
        paint.text(painter, where, step.name, role, color, paint.CENTER)
        note_role = Type.SMALL_BOLD if current else Type.SMALL
        note_color = Color.WARN if current and step.urgent else Color.INK3
        paint.text(
            painter,
            where.translated(0, theme().px(19)),
            step.note or "—",
            note_role,
            note_color,
            paint.CENTER,
        )

    # -- keys and mouse -------------------------------------------------------------------------
    def keyPressEvent(self, event: QKeyEvent) -> None:
        move = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if move is not None and self.steps:
            self._cursor = max(0, min(len(self.steps) - 1, self._cursor + move))
            self._speak()
            self.update()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.step_chosen.emit(self._cursor)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._step_at(event.position().x())
        if found is not None:
            self._cursor = found
            self._speak()
            self.update()
            self.step_chosen.emit(found)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self._step_at(event.pos().x())
            if found is not None:
                step = self.steps[found]
                QToolTip.showText(event.globalPos(), f"{step.name}　{step.note}".strip())
            return True
        return super().event(event)
