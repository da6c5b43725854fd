"""Drawing that several painted widgets and delegates share: text, chips, badges, rings."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from PySide6.QtCore import QModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from yuetan_desktop.ui import icons
from yuetan_desktop.ui.colors import shown, softened
from yuetan_desktop.ui.theme import LEVELS, Color, TextSize, Type, theme

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTER = Qt.AlignmentFlag.AlignCenter

# Chip kind → (text, fill, border, icon). Tint + icon = state; a solid fill always means a level.
CHIPS = {
    "neutral": (Color.INK2, Color.SUB, Color.LINE, ""),
    "ahead": (Color.INK2, Color.SUB, Color.LINE, "clock"),
    "past": (Color.INK2, Color.SUB, Color.LINE, "check"),
    "strong": (Color.ACCENT_HOVER, Color.ACCENT_TINT, Color.ACCENT_LINE, ""),
    "ok": (Color.OK, Color.OK_TINT, Color.OK_LINE, "check"),
    "near": (Color.WARN, Color.WARN_TINT, Color.WARN_LINE, "clock"),
    "warn": (Color.WARN, Color.WARN_TINT, Color.WARN_LINE, "triangle-alert"),
    "late": (Color.BAD, Color.BAD_TINT, Color.BAD_LINE, "circle-alert"),
}


def box(
    painter: QPainter,
    rect: QRectF,
    *,
    fill: str | None = None,
    line: str | None = None,
    width: float = 1,
    radius: float = 4,
    style: Qt.PenStyle = Qt.PenStyle.SolidLine,
) -> None:
    """A rounded box whose border lies inside `rect`, crisp at whole pixels."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(shown(fill) if fill else Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(shown(line), width, style) if line else Qt.PenStyle.NoPen)
    inset = width / 2 if line else 0
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius)


def text(
    painter: QPainter,
    rect: QRectF,
    words: str,
    role: Type | QFont = Type.BODY,
    color: str = Color.INK,
    align: Qt.AlignmentFlag = LEFT,
    *,
    middle: bool = False,
) -> None:
    """One line of text, elided to the rectangle."""
    font = role if isinstance(role, QFont) else theme().font(role)
    painter.setFont(font)
    painter.setPen(shown(color))
    mode = Qt.TextElideMode.ElideMiddle if middle else Qt.TextElideMode.ElideRight
    if width_of(words, role) > rect.width() + 1:
        words = QFontMetrics(font).elidedText(words, mode, int(rect.width()))
    painter.drawText(rect, int(align | Qt.TextFlag.TextSingleLine), words)


def width_of(words: str, role: Type | QFont = Type.BODY) -> int:
    if isinstance(role, QFont):
        return QFontMetrics(role).horizontalAdvance(words)
    return _width_in(words, role, theme().text_size)


@lru_cache(maxsize=20_000)
def _width_in(words: str, role: Type, _size: TextSize) -> int:
    """Words are shaped once in each 字号: what scrolls by is painted again and again."""
    return QFontMetrics(theme().font(role)).horizontalAdvance(words)


# -- chip ---------------------------------------------------------------------------------------
def chip_icon(kind: str, icon: str | None) -> str:
    return CHIPS[kind][3] if icon is None else icon


def chip_width(words: str, kind: str = "neutral", icon: str | None = None) -> int:
    extra = 16 if chip_icon(kind, icon) else 0
    return width_of(words, Type.SMALL) + 14 + extra


def chip(
    painter: QPainter, x: float, middle: float, words: str, kind: str, icon: str | None = None
) -> float:
    """A 20 px chip centred on the height `middle`; returns its right edge."""
    ink, fill, line, _ = CHIPS[kind]
    return tinted_chip(painter, x, middle, words, (ink, fill, line), chip_icon(kind, icon))


def tinted_chip(
    painter: QPainter,
    x: float,
    middle: float,
    words: str,
    colors: tuple[str, str, str],
    icon: str,
) -> float:
    """A chip in colours (ink, fill, line) of one's own: the tint of a level."""
    ink, fill, line = colors
    height = theme().px(20)
    width = width_of(words, Type.SMALL) + 14 + (16 if icon else 0)
    rect = QRectF(round(x), round(middle - height / 2), width, height)
    box(painter, rect, fill=fill, line=line, radius=3)
    left = rect.left() + 7
    if icon:
        icons.paint(painter, icon, left - 1, rect.center().y() - 6, 12, ink)
        left += 15
    text(painter, QRectF(left, rect.top(), rect.right() - left, height), words, Type.SMALL, ink)
    return rect.right()


def level_colors(level: int) -> tuple[str, str, str]:
    """(ink, fill, line) of a level's tint."""
    look = LEVELS[level]
    return look.text, look.tint, softened(look.solid, 110)


# -- level badge --------------------------------------------------------------------------------
def badge(painter: QPainter, x: float, middle: float, level: int, size: int = 18) -> float:
    """The number of a level on its solid colour; returns the right edge."""
    side = theme().px(size)
    rect = QRectF(round(x), round(middle - side / 2), side, side)
    box(painter, rect, fill=LEVELS[level].solid, radius=3 if size < 24 else 5)
    font = QFont(theme().font(Type.SMALL_BOLD))
    font.setPixelSize(theme().px(round(size * 0.67)))
    text(painter, rect, str(level), font, Color.WHITE, CENTER)
    return rect.right()


def outlined_badge(painter: QPainter, x: float, middle: float, level: int) -> float:
    """A level's number in a frame of its colour, for paper; returns the right edge."""
    side = theme().px(18)
    rect = QRectF(round(x), round(middle - side / 2), side, side)
    box(painter, rect, fill=Color.PANEL, line=LEVELS[level].solid, width=1.5, radius=3)
    text(painter, rect, str(level), Type.SMALL_BOLD, LEVELS[level].text, CENTER)
    return rect.right()


# -- focus --------------------------------------------------------------------------------------
def focus_ring(painter: QPainter, rect: QRectF, *, on_solid: bool = False) -> None:
    """2 px accent; on a solid cell a white line inside it."""
    if on_solid:
        box(painter, rect.adjusted(2, 2, -2, -2), line=Color.WHITE, width=1.5, radius=3)
    box(painter, rect, line=Color.ACCENT, width=2, radius=5)


def hatch(painter: QPainter, rect: QRectF, color: str) -> None:
    """The 5 px diagonal hatch at the left of a 临界 cell."""
    painter.save()
    painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    painter.setPen(QPen(shown(color), 1.6))
    y = rect.top() - rect.width()
    while y < rect.bottom() + rect.width():
        painter.drawLine(QPointF(rect.left(), y + rect.width()), QPointF(rect.right(), y))
        y += 4
    painter.restore()


# PySide's types leave out what style options inherit.
def rect_of(option: QStyleOptionViewItem) -> QRectF:
    """The place given to a cell."""
    return QRectF(option.rect)  # type: ignore[attr-defined]


def is_selected(option: QStyleOptionViewItem) -> bool:
    """Whether a cell belongs to the selection."""
    return bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]


class PlainDelegate(QStyledItemDelegate):
    """A delegate that paints everything itself: write `draw`."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | Any
    ) -> None:
        painter.save()
        self.draw(painter, rect_of(option), index, is_selected(option))
        painter.restore()

    def draw(self, painter: QPainter, rect: QRectF, index: Any, selected: bool) -> None:
        raise NotImplementedError
