"""The lines of a card, names at the left, what is missing paler."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QGridLayout

from yuetan_desktop.ui.theme import Color, Type
from yuetan_desktop.ui.widgets.labels import Label


def card_grid(lines: Iterable[tuple[str, str]], *, missing: str) -> QGridLayout:
    """`missing` are the words of a line without anything to say. A name that is the same as that
    of the line above is said once."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(1, 1)
    above = ""
    for at, (name, words) in enumerate(lines):
        color = Color.INK3 if words == missing else Color.INK
        said = Label(words, Type.BODY, color, wrap=True)
        said.setAccessibleName(f"{name}：{words}")
        if name != above:
            grid.addWidget(Label(name, Type.BODY, Color.INK2), at, 0)
        grid.addWidget(said, at, 1)
        above = name
    return grid
