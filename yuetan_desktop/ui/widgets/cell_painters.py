"""Painters for `Column.paint`: chips, levels, states, sources, and the bar of a progress."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from yuetan_desktop.ui import icons
from yuetan_desktop.ui.table_model import Painter
from yuetan_desktop.ui.theme import Color, Type
from yuetan_desktop.ui.widgets import paint


def chip_cell(what: Callable[[Any], tuple[str, str]]) -> Painter:
    """`what(record)` → (words, chip kind)."""

    def draw(painter: QPainter, rect: QRectF, record: Any) -> None:
        words, kind = what(record)
        if words:
            paint.chip(painter, rect.left(), rect.center().y(), words, kind)

    return draw


def level_cell(level: Callable[[Any], int | None], words: Callable[[Any], str]) -> Painter:
    """A level badge, then words."""

    def draw(painter: QPainter, rect: QRectF, record: Any) -> None:
        number = level(record)
        left = rect.left()
        if number:
            left = paint.badge(painter, left, rect.center().y(), number) + 6
        where = QRectF(left, rect.top(), rect.right() - left, rect.height())
        paint.text(painter, where, words(record))

    return draw


def state_cell(what: Callable[[Any], tuple[str, str, str]]) -> Painter:
    """`what(record)` → (icon, words, colour): 超 0.3 with its octagon, 余 0.6 with its check;
    bold where the colour says that it decides."""

    def draw(painter: QPainter, rect: QRectF, record: Any) -> None:
        icon, words, color = what(record)
        left = rect.left()
        if icon:
            icons.paint(painter, icon, left, rect.center().y() - 7, 14, color)
            left += 18
        where = QRectF(left, rect.top(), rect.right() - left, rect.height())
        role = Type.BODY if color in {Color.INK2, Color.INK3} else Type.BODY_BOLD
        paint.text(painter, where, words, role, color)

    return draw


def source_cell(source: Callable[[Any], str]) -> Painter:
    """A sheet icon and `文件.xlsx › 表!单元格` as a link; elided in the middle."""

    def draw(painter: QPainter, rect: QRectF, record: Any) -> None:
        words = source(record)
        if not words:
            paint.text(painter, rect, "—", Type.BODY, Color.INK3)
            return
        middle = rect.center().y()
        icons.paint(painter, "file-spreadsheet", rect.left(), middle - 7, 14, Color.ACCENT)
        where = rect.adjusted(18, 0, 0, 0)
        paint.text(painter, where, words, Type.SMALL, Color.ACCENT, middle=True)

    return draw


def progress_bar(painter: QPainter, rect: QRectF, share: float, color: str | None = None) -> None:
    """A flat bar; teal in work, green when complete."""
    radius = 2
    paint.box(painter, rect, fill=Color.TRACK, radius=radius)
    if share > 0:
        done = QRectF(
            rect.left(), rect.top(), max(rect.height(), rect.width() * share), rect.height()
        )
        fill = color or (Color.OK if share >= 1 else Color.ACCENT)
        paint.box(painter, done, fill=fill, radius=radius)
