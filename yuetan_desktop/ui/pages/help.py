"""帮助: the manual inside the program, with its table of keys and what the program is."""

from __future__ import annotations

import re
from typing import Any

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QTextBrowser

from yuetan_desktop import __version__, paths
from yuetan_desktop.ui.page import Desk, Page
from yuetan_desktop.ui.theme import Color, Type, theme
from yuetan_desktop.ui.widgets.containers import Panel, row
from yuetan_desktop.ui.widgets.labels import Label


class HelpPage(Page):
    key = "help"
    title = "帮助"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.header.left.addWidget(Label(f"版本 {__version__}", Type.SMALL, Color.INK3))
        self._source = (paths.resources() / "manual" / "manual.md").read_text("utf-8")
        self.contents = QListWidget()
        self.contents.setAccessibleName("手册目录")
        for heading in re.findall(r"^## (.+)$", self._source, re.MULTILINE):
            item = QListWidgetItem(heading)
            item.setSizeHint(QSize(0, theme().row(32)))
            self.contents.addItem(item)
        self.contents.setFixedWidth(theme().px(176))
        self.contents.currentTextChanged.connect(self.show_section)
        self.text = QTextBrowser()
        self.text.setAccessibleName("使用手册")
        self.text.setOpenLinks(False)
        panel = Panel("使用手册")
        panel.body.addWidget(self.text)
        whole = row(gap=12)
        whole.addWidget(self.contents)
        whole.addWidget(panel, 1)
        self.body.addLayout(whole, 1)
        theme().changed.connect(self._show_text)

    def refresh(self) -> None:
        if self.text.document().isEmpty():
            self._show_text()

    def show_item(self, what: Any) -> None:
        """A section by its heading."""
        self._show_text()
        # The page has its width, and so the text its height, only once it is on screen.
        QTimer.singleShot(0, lambda: self.show_section(str(what)))

    def show_section(self, heading: str) -> None:
        cursor = self.text.document().find(heading, self._after_title())
        while not cursor.isNull() and not cursor.blockFormat().headingLevel():
            cursor = self.text.document().find(heading, cursor)
        if not cursor.isNull():
            top = self.text.document().documentLayout().blockBoundingRect(cursor.block()).top()
            self.text.verticalScrollBar().setValue(round(top))

    def _after_title(self) -> QTextCursor:
        return QTextCursor(self.text.document())

    def _show_text(self) -> None:
        self.text.document().setDefaultFont(theme().font(Type.BODY))
        self.text.setMarkdown(self._source)
