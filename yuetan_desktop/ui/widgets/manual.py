"""The manual inside the program: its headings at the left, its text at the right."""

from __future__ import annotations

import re

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QTextBrowser, QWidget

from yuetan_desktop import paths
from yuetan_desktop.ui.theme import Type, theme
from yuetan_desktop.ui.widgets.containers import Panel, row


class Manual(QWidget):
    """Needs no database: it opens on the first page too."""

    def __init__(self) -> None:
        super().__init__()
        self._source = (paths.resources() / "manual" / "manual.md").read_text("utf-8")
        self.contents = QListWidget()
        self.contents.setAccessibleName("手册目录")
        for heading in re.findall(r"^## (.+)$", self._source, re.MULTILINE):
            item = QListWidgetItem(heading)
            item.setSizeHint(QSize(0, theme().row(32)))
            self.contents.addItem(item)
        self.contents.setFixedWidth(theme().px(176))
        self.contents.currentTextChanged.connect(self._show_heading)
        self.text = QTextBrowser()
        self.text.setAccessibleName("使用手册")
        self.text.setOpenLinks(False)
        panel = Panel("使用手册")
        panel.body.addWidget(self.text)
        whole = row(self, gap=12)
        whole.addWidget(self.contents)
        whole.addWidget(panel, 1)
        theme().changed.connect(self._show_text)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.text.document().isEmpty():
            self._show_text()

    def show_section(self, heading: str) -> None:
        """Bring a section into view by its heading."""
        self._show_text()
        # Chosen in the list too, which would choose its first line when it gets the keyboard.
        for item in self.contents.findItems(heading, Qt.MatchFlag.MatchExactly):
            self.contents.setCurrentItem(item)
        # The text has its width, and so its height, only once it is on screen.
        QTimer.singleShot(0, self, lambda: self._show_heading(heading))

    def _show_heading(self, heading: str) -> None:
        cursor = self.text.document().find(heading)
        while not cursor.isNull() and not cursor.blockFormat().headingLevel():
            cursor = self.text.document().find(heading, cursor)
        if not cursor.isNull():
            top = self.text.document().documentLayout().blockBoundingRect(cursor.block()).top()
            self.text.verticalScrollBar().setValue(round(top))

    def _show_text(self) -> None:
        self.text.document().setDefaultFont(theme().font(Type.BODY))
        self.text.setMarkdown(self._source)
