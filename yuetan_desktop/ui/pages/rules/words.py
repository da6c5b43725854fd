"""Words of the regulation, verbatim: what is evaluated underlined, what is left open on ochre."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import (
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser

from yuetan_desktop.services.judging.clausetext import Mark
from yuetan_desktop.ui.colors import shown
from yuetan_desktop.ui.theme import Color, Type, theme

PM25 = "PM2.5"


class Words(QTextBrowser):
    """`asked(reading id)` when an open wording is pressed; Tab steps through them."""

    asked = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setProperty("quiet", "true")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.document().setDefaultTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
        self.anchorClicked.connect(lambda url: self.asked.emit(url.toString()))
        self._shown: tuple[tuple[str, tuple[Mark, ...], tuple[Mark, ...]], ...] = ()
        theme().changed.connect(self._write)

    def show_words(self, paragraphs: Sequence[tuple[str, Sequence[Mark], Sequence[Mark]]]) -> None:
        """Paragraphs with the marks of what is evaluated and of what is left open."""
        self._shown = tuple((words, tuple(p), tuple(o)) for words, p, o in paragraphs)
        self._write()

    def plain(self) -> str:
        return "\n".join(words for words, _, _ in self._shown)

    def _write(self) -> None:
        self.clear()
        cursor = QTextCursor(self.document())
        block = QTextBlockFormat()
        kind = QTextBlockFormat.LineHeightTypes.MinimumHeight.value
        block.setLineHeight(theme().px(Type.ARTICLE.value[1]), kind)
        for number, (words, parsed, opened) in enumerate(self._shown):
            if number:
                cursor.insertBlock()
            cursor.setBlockFormat(block)
            for start, end, text_format in _runs(words, parsed, opened):
                _insert(cursor, words[start:end], text_format)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._fit()

    def _fit(self) -> None:
        self.document().setTextWidth(self.viewport().width())
        self.setFixedHeight(round(self.document().size().height()) + 6)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the page scrolls

    def loadResource(self, _kind: int, _name: QUrl | str) -> None:
        """Nothing is ever loaded."""


def _runs(
    words: str, parsed: Sequence[Mark], opened: Sequence[Mark]
) -> list[tuple[int, int, QTextCharFormat]]:
    """The text cut wherever a mark begins or ends, each piece with its look."""
    cuts = {0, len(words)}
    for mark in (*parsed, *opened):
        cuts |= {mark.start, mark.end}
    edges = sorted(cuts)
    runs = []
    for start, end in pairwise(edges):
        inside = [m for m in opened if m.start <= start and end <= m.end]
        is_parsed = any(m.start <= start and end <= m.end for m in parsed)
        runs.append((start, end, _look(inside[0].reading if inside else "", is_parsed)))
    return runs


def _look(reading: str, is_parsed: bool) -> QTextCharFormat:
    look = QTextCharFormat()
    font = theme().font(Type.ARTICLE)
    look.setFont(font)
    look.setForeground(shown(Color.INK))
    if reading:
        look.setBackground(shown(Color.WARN_TINT))
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
        look.setUnderlineColor(shown(Color.WARN_EDGE))
        look.setAnchor(True)
        look.setAnchorHref(reading)
        look.setToolTip(f"口径 {reading}")
    elif is_parsed:
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        look.setUnderlineColor(shown(Color.ACCENT_SOFT))
    return look


def _insert(cursor: QTextCursor, words: str, look: QTextCharFormat) -> None:
    """PM2.5 with its subscript, as the regulation prints it."""
    parts = words.split(PM25)
    for number, part in enumerate(parts):
        if number:
            cursor.insertText("PM", look)
            low = QTextCharFormat(look)
            low.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSubScript)
            cursor.insertText("2.5", low)
        cursor.insertText(part, look)
