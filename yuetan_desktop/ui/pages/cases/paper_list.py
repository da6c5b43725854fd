"""文书 of a case: first what the present step asks for, then every kind by stage."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from yuetan_desktop.services.cases.caseview import NOT_MADE, PaperLine
from yuetan_desktop.ui.theme import Color, TextSize, Type, theme
from yuetan_desktop.ui.widgets.buttons import Button, IconButton
from yuetan_desktop.ui.widgets.containers import Panel, clear, column, row, scrolling, surface
from yuetan_desktop.ui.widgets.labels import Chip, Label, rule

NOW = "本环节"
_DRAFTS = {"讨论稿": "neutral", "送审稿": "near", "法审稿": "near", "定稿": "ok"}
_CHIPS = {"正式": "ok", "草稿": "near", "代拟稿": "near", NOT_MADE: "neutral"}
_DRAFTS = {"讨论稿": "neutral", "送审稿": "near", "定稿": "ok"}


class PaperList(Panel):
    """`asked(kind)`: open the form of that paper; `print_asked`, `open_asked`: its newest file."""

    asked = Signal(str)
    print_asked = Signal(str)
    open_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__("文书")
        self._shown: tuple[PaperLine, ...] | None = None
        self._content = surface("white")
        self._lines = column(self._content)
        self._room = scrolling(self._content)
        self.body.addWidget(self._room)
        self._fit()
        theme().changed.connect(self._fit)

    def _fit(self) -> None:
        """A few lines always show; the whole page scrolls where the screen has no room."""
        self._room.setMinimumHeight(theme().row(24) + 2 * theme().row(32))
        if self._shown is not None:
            self._build()

    def show_papers(self, papers: Sequence[PaperLine]) -> None:
        """Built anew only when something about them changed: the keyboard stays where it is."""
        if tuple(papers) != self._shown:
            self._shown = tuple(papers)
            self._build()

    def _build(self) -> None:
        papers = self._shown or ()
        made = sum(1 for paper in papers if paper.paper_id is not None)
        self.subtitle.setText(f"{len(papers)} 种 · 已成文 {made}")
        clear(self._lines)
        self._group(NOW, [paper for paper in papers if paper.is_due])
        rest = (paper for paper in papers if not paper.is_due)
        for stage, group in groupby(rest, key=lambda paper: paper.stage):
            self._group(stage, list(group))
        if not papers:
            self._lines.addWidget(Label("这一等级的文书还没有模板。", Type.BODY, Color.INK3))
        self._lines.addStretch()
        # At once: what is not shown yet takes no room, and the lines would lie on each other.
        for n in range(self._lines.count()):
            if (item := self._lines.itemAt(n)) is not None and (line := item.widget()) is not None:
                line.show()
        self._content.setMinimumHeight(self._lines.totalMinimumSize().height())

    def _group(self, title: str, papers: Sequence[PaperLine]) -> None:
        """A small head with the papers under it; nothing when there are none."""
        if not papers:
            return
        head = surface("band")
        words = Label(title, Type.SMALL_BOLD, Color.INK2)
        line = row(head)
        line.setContentsMargins(12, 2, 12, 2)
        line.addWidget(words)
        head.setFixedHeight(theme().row(24))
        self._lines.addWidget(head)
        for paper in papers:
            self._lines.addWidget(self._line(paper))
            self._lines.addWidget(rule(light=True))

    def _line(self, paper: PaperLine) -> QWidget:
        holder = QWidget()
        holder.setFixedHeight(theme().row(32))
        line = row(holder)
        line.setContentsMargins(12, 3, 12, 3)
        name = Label(paper.kind, Type.BODY_BOLD)
        name.setMinimumWidth(theme().px(150))
        number = Label(paper.number or self._made(paper), Type.BODY, Color.INK2, elide=True)
        number.setMinimumWidth(theme().px(150))
        line.addWidget(name)
        line.addWidget(number)
        for chip in _chips(paper):
            line.addWidget(chip)
            line.addSpacing(6)
        line.addStretch(1)
        is_made = paper.paper_id is not None
        acts = [("预览", "eye", self.asked)] if is_made else [("生成", "file-plus", self.asked)]
        if is_made:
            acts += [
                ("打印", "printer", self.print_asked),
                ("打开", "external-link", self.open_asked),
            ]
        for words, icon, asked in acts:
            line.addWidget(_act(words, icon, paper.kind, asked))
        return holder

    @staticmethod
    def _made(paper: PaperLine) -> str:
        if paper.made_at is None:
            return "—"
        return f"第 {paper.version} 稿　{paper.made_at:%m-%d %H:%M}"


def _chips(paper: PaperLine) -> list[Chip]:
    """The state, and how far a draft came; in enlarged type a draft has room for the latter."""
    found = [Chip(paper.state, _CHIPS.get(paper.state, "neutral"))]
    if not paper.draft_stage or (paper.state, paper.draft_stage) == ("正式", "定稿"):
        return found
    stage = Chip(paper.draft_stage, _DRAFTS.get(paper.draft_stage, "neutral"))
    stage.setAccessibleName(f"{paper.kind}：{paper.draft_stage}")
    return [*found, stage] if theme().text_size is TextSize.STANDARD else [stage]


def _act(words: str, icon: str, kind: str, asked: SignalInstance) -> QWidget:
    """预览, 打印, 打开; in enlarged type the last two are icons with the same names."""
    name = f"{words}{kind}"
    if theme().text_size is not TextSize.STANDARD and words in {"打印", "打开"}:
        icon_only = IconButton(icon, name, height=24)
        icon_only.clicked.connect(lambda _=False: asked.emit(kind))
        return icon_only
    button = Button(words, icon=icon, height=24)
    button.setAccessibleName(name)
    button.clicked.connect(lambda _=False: asked.emit(kind))
    return button
