"""Small words with their sign before the first line."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from yuetan_desktop.ui.theme import Color, Type, theme
from yuetan_desktop.ui.widgets.containers import column, row
from yuetan_desktop.ui.widgets.labels import Label, Sign

_SIDE = 14


def signed(icon: str, words: Label) -> QHBoxLayout:
    """The icon in the middle of the first line, the words wrapping beside it."""
    line = row(gap=6)
    holder = column()
    holder.addSpacing((theme().line_height(Type.SMALL) - _SIDE) // 2)
    holder.addWidget(Sign(icon, Color.INK3, _SIDE))
    holder.setAlignment(Qt.AlignmentFlag.AlignTop)
    line.addLayout(holder)
    line.addWidget(words, 1)
    return line
