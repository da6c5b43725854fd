"""One article that is no clause: its words, and the time limits that follow from it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from yuetan_desktop.domain.regulation import Duty
from yuetan_desktop.services.judging.clausetext import Mark
from yuetan_desktop.services.judging.rulebook import ArticleView
from yuetan_desktop.ui.pages.rules.words import Words
from yuetan_desktop.ui.theme import Color, Type
from yuetan_desktop.ui.widgets.containers import Panel, clear, column, row, scrolling
from yuetan_desktop.ui.widgets.labels import Label

_NOTHING_PARSED: tuple[Mark, ...] = ()


class ArticlePane(QWidget):
    """`reading_asked(reading id)` when an open wording in the text is pressed."""

    reading_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("条文")
        inner = QWidget()
        whole = column(inner, gap=12)
        whole.setContentsMargins(16, 14, 16, 16)
        self.title = Label("", Type.OBJECT_TITLE)
        whole.addWidget(self.title)
        words = Panel("条文原文", lined=False)
        self.text = Words("条文原文")
        self.text.asked.connect(self.reading_asked)
        around = column()
        around.setContentsMargins(14, 2, 14, 10)
        around.addWidget(self.text)
        words.body.addLayout(around)
        whole.addWidget(words)
        self.limits = Panel("期限", "按工作日历计算，立案后逐案提醒")
        self._rows = column(gap=6)
        self._rows.setContentsMargins(14, 4, 14, 12)
        self.limits.body.addLayout(self._rows)
        whole.addWidget(self.limits)
        whole.addStretch()
        column(self).addWidget(scrolling(inner))

    def show_article(self, view: ArticleView, title: str) -> None:
        self.title.setText(f"{view.article.number}　{title}".strip())
        self.text.show_words(
            [
                (words.replace("PM_{2.5}", "PM2.5"), _NOTHING_PARSED, marks)
                for words, marks in zip(view.article.paragraphs, view.marks, strict=True)
            ]
        )
        clear(self._rows)
        self.limits.setVisible(bool(view.duties))
        for duty in view.duties:
            line = row(gap=12)
            line.addWidget(Label(duty.label, Type.BODY_BOLD))
            line.addWidget(Label(_length(duty), Type.BODY, Color.INK2))
            line.addStretch()
            line.addWidget(Label(duty.cite, Type.SMALL, Color.INK3))
            self._rows.addLayout(line)


def _length(duty: Duty) -> str:
    side = "前" if duty.side == "before" else "后"
    if duty.working_days is not None:
        return f"{side} {duty.working_days} 个工作日"
    return f"{side} {duty.months} 个月"
