"""文书 of a case: one line a kind, with what can be done about it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from yuetan_desktop.services.caseview import NOT_MADE, PaperLine
from yuetan_desktop.ui.theme import Color, Type, theme
from yuetan_desktop.ui.widgets.buttons import Button
from yuetan_desktop.ui.widgets.containers import Panel, clear, column, row, scrolling, surface
from yuetan_desktop.ui.widgets.labels import Chip, Label, rule

_CHIPS = {"正式": "ok", "草稿": "near", "代拟稿": "near", NOT_MADE: "neutral"}


class PaperList(Panel):
    """`asked(kind)`: open the form of that paper."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__("文书")
        self._content = surface("white")
        self._lines = column(self._content)
        self.body.addWidget(scrolling(self._content))

    def show_papers(self, papers: Sequence[PaperLine]) -> None:
        made = sum(1 for paper in papers if paper.paper_id is not None)
        self.subtitle.setText(f"{len(papers)} 种 · 已成文 {made}")
        clear(self._lines)
        for paper in papers:
            self._lines.addWidget(self._line(paper))
            self._lines.addWidget(rule(light=True))
        if not papers:
            words = "这一等级的文书还没有模板。" if not papers else ""
            self._lines.addWidget(Label(words, Type.BODY, Color.INK3))
        self._lines.addStretch()

    def _line(self, paper: PaperLine) -> QWidget:
        holder = QWidget()
        line = row(holder)
        line.setContentsMargins(12, 3, 12, 3)
        name = Label(paper.kind, Type.BODY_BOLD)
        name.setMinimumWidth(theme().px(150))
        line.addWidget(name)
        number = Label(paper.number or self._made(paper), Type.BODY, Color.INK2)
        line.addWidget(number, 1)
        line.addWidget(Chip(paper.state, _CHIPS.get(paper.state, "neutral")))
        words = "生成" if paper.paper_id is None else "预览"
        icon = "file-plus" if paper.paper_id is None else "eye"
        button = Button(words, icon=icon, height=24)
        button.setAccessibleName(f"{words}{paper.kind}")
        button.clicked.connect(partial(self.asked.emit, paper.kind))
        line.addSpacing(12)
        line.addWidget(button)
        return holder

    @staticmethod
    def _made(paper: PaperLine) -> str:
        if paper.made_at is None:
            return "—"
        return f"第 {paper.version} 稿　{paper.made_at:%m-%d %H:%M}"
