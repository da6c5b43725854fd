"""帮助: the manual with its table of keys; a page, or a dialog while no database is open."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from yuetan_desktop import __version__
from yuetan_desktop.ui.page import Desk, Page
from yuetan_desktop.ui.theme import Color, Type
from yuetan_desktop.ui.widgets.dialog import Dialog
from yuetan_desktop.ui.widgets.labels import Label
from yuetan_desktop.ui.widgets.manual import Manual


class HelpPage(Page):
    key = "help"
    title = "帮助"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.header.left.addWidget(Label(f"版本 {__version__}", Type.SMALL, Color.INK3))
        self.manual = Manual()
        self.text = self.manual.text
        self.contents = self.manual.contents
        self.body.addWidget(self.manual, 1)

    def refresh(self) -> None:
        """Nothing here follows from data."""

    def show_item(self, what: Any) -> None:
        """A section by its heading."""
        self.manual.show_section(str(what))


class HelpDialog(Dialog):
    """The manual over the first page; Esc leads back to it."""

    def __init__(self, section: str = "", parent: QWidget | None = None) -> None:
        super().__init__(f"帮助　版本 {__version__}", parent)
        self.manual = Manual()
        self.body.addWidget(self.manual, 1)
        self.add_button("关闭")
        self.open_at(960, 620)
        if section:
            self.manual.show_section(section)
