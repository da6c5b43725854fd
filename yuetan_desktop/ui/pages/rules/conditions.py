"""结构化条件: a row of boxes for each part of a condition, and for how many units it holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from string import ascii_uppercase

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from yuetan_desktop.services.judging.rulebook import LineView
from yuetan_desktop.ui import icons
from yuetan_desktop.ui.colors import shown
from yuetan_desktop.ui.theme import Color, Type, pretty, theme
from yuetan_desktop.ui.widgets import paint
from yuetan_desktop.ui.widgets.containers import clear, column

_INDENT = 28
_JOINT_WORDS = {"或", "且"}


class ConditionRows(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._rows = column(self, gap=4)
        self._rows.setContentsMargins(14, 6, 14, 12)

    def show_lines(self, lines: Sequence[LineView], readings: Mapping[str, str]) -> None:
        """`readings`: how each open joint is read at present, by the reading's id."""
        clear(self._rows)
        for number, view in enumerate(lines):
            line = view.line
            if line.joint:
                read = readings.get(line.reading, "")
                words = f"{line.joint}（{line.reading} 按“{read}”）" if read else line.joint
                self._rows.addWidget(_Joint(words, bool(read), line.depth))
            self._rows.addWidget(_Part(ascii_uppercase[number % 26], view))

    def sentence(self) -> str:
        """Everything shown, in words."""
        parts = (self._rows.itemAt(n).widget() for n in range(self._rows.count()))
        return "".join(part.accessibleName() for part in parts if part is not None)


class _Part(QWidget):
    """A lettered row; boxes that do not fit go to the next line."""

    def __init__(self, letter: str, view: LineView) -> None:
        super().__init__()
        self._letter, self._view = letter, view
        self._terms = [pretty(term) for term in view.line.terms]
        self.setAccessibleName(f"{letter} {' '.join(self._terms)}，{self._held}。")
        theme().changed.connect(self.updateGeometry)

    @property
    def _held(self) -> str:
        held = self._view.held
        return "未到期" if held is None else f"{held} 个单位成立"

    @property
    def _left(self) -> int:
        return 32 + self._view.line.depth * _INDENT

    def _height(self) -> int:
        return theme().row(28)

    def _places(self, width: int) -> list[tuple[QRectF, str]]:
        """Where each box stands in a given width."""
        height = self._height()
        x, y = float(self._left), 0.0
        found = []
        limit = width - 100
        for term in self._terms:
            wide = paint.width_of(term) + (8 if term in _JOINT_WORDS else 18)
            if x + wide > limit and x > self._left:
                x, y = float(self._left), y + height + 4
            found.append((QRectF(x, y, wide, height), term))
            x += wide + 8
        return found

    def _note_place(self, width: int) -> QRectF:
        """After the last box, or on a line of its own where it would be cut off."""
        last = self._places(width)[-1][0]
        wide = paint.width_of(pretty(self._view.line.note), Type.SMALL) + 2
        if last.right() + 10 + wide <= width - 80:
            return QRectF(last.right() + 10, last.top(), wide, last.height())
        below = theme().px(Type.SMALL.value[1]) if self._view.line.note else 0
        return QRectF(self._left, last.bottom() + 2, width - self._left, below)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lowest = max(self._places(width)[-1][0].bottom(), self._note_place(width).bottom())
        return round(lowest) + 1

    def sizeHint(self) -> QSize:
        return QSize(400, self.heightForWidth(self.width() or 640))

    def minimumSizeHint(self) -> QSize:
        return QSize(280, self._height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        height = self._height()
        disc = QRectF(self._left - 32, (height - 22) / 2, 22, 22)
        paint.box(painter, disc, fill=Color.ACCENT_TINT, line=Color.ACCENT, radius=11)
        paint.text(painter, disc, self._letter, Type.SMALL_BOLD, Color.ACCENT, paint.CENTER)
        places = self._places(self.width())
        for rect, term in places:
            if term not in _JOINT_WORDS:
                paint.box(painter, rect, fill=Color.PANEL, line=Color.CONTROL_LINE)
            ink = Color.INK2 if term in _JOINT_WORDS else Color.INK
            paint.text(painter, rect, term, Type.BODY, ink, paint.CENTER)
        note = self._note_place(self.width())
        paint.text(painter, note, pretty(self._view.line.note), Type.SMALL, Color.INK3)
        self._paint_held(painter, height)

    def _paint_held(self, painter: QPainter, height: int) -> None:
        held = self._view.held
        words = "未到期" if held is None else f"{held} 个"
        icon = "clock" if held is None else "circle-alert" if held else "check"
        ink = Color.BAD if held else Color.INK2
        role = Type.BODY_BOLD if held else Type.BODY
        wide = paint.width_of(words, role)
        where = QRectF(self.width() - wide - 2, 0, wide + 2, height)
        paint.text(painter, where, words, role, ink, paint.RIGHT)
        icons.paint(painter, icon, where.left() - 19, height / 2 - 7, 14, ink)


class _Joint(QWidget):
    """或 or 且 between two rows; on ochre where a reading decides it."""

    def __init__(self, words: str, is_read: bool, depth: int) -> None:
        super().__init__()
        self._words, self._is_read = words, is_read
        self._left = 32 + depth * _INDENT
        self.setAccessibleName(f"{words}，")
        self.setFixedHeight(theme().row(22))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        middle = self.height() / 2
        painter.fillRect(QRectF(self._left - 22, 2, 2, self.height() - 4), shown(Color.LINE))
        paint.chip(painter, self._left - 8, middle, self._words, self._kind(), icon="")

    def _kind(self) -> str:
        return "warn" if self._is_read else "neutral"
