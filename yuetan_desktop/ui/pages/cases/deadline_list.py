"""期限 of a case: each limit with its article and the working days that have gone."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from yuetan_desktop.domain.deadline import Deadline
from yuetan_desktop.ui.pages.cases.words import day_words, deadline_chip
from yuetan_desktop.ui.theme import Color, Type
from yuetan_desktop.ui.widgets.containers import Panel, clear, column, row
from yuetan_desktop.ui.widgets.labels import Chip, Label, rule
from yuetan_desktop.ui.widgets.progress import ProgressBar


class DeadlineList(Panel):
    def __init__(self) -> None:
        super().__init__("期限", "按工作日计算")
        self._lines = column()
        self.body.addLayout(self._lines)

    def show_deadlines(self, deadlines: Sequence[Deadline]) -> None:
        clear(self._lines)
        for number, deadline in enumerate(deadlines):
            if number:
                self._lines.addWidget(rule(light=True))
            self._lines.addWidget(_line(deadline))
        if not deadlines:
            words = Label("约谈时间确定后列出各项期限。", Type.BODY, Color.INK3)
            words.setContentsMargins(12, 8, 12, 12)
            self._lines.addWidget(words)


def _line(deadline: Deadline) -> QWidget:
    holder = QWidget()
    whole = column(holder, gap=2)
    whole.setContentsMargins(12, 7, 12, 7)
    first = row()
    first.addWidget(Label(deadline.label, Type.BODY_BOLD))
    first.addStretch()
    words, kind = deadline_chip(deadline)
    first.addWidget(Chip(words, kind))
    whole.addLayout(first)
    second = row()
    said = f"{deadline.done_on:%m-%d} 办理" if deadline.done_on else f"应于 {day_words(deadline)}前"
    if deadline.estimated:
        said += "（暂估）"
    about = Label(said, Type.SMALL, Color.INK2)
    about.setToolTip(deadline.estimate_note)
    second.addWidget(about)
    second.addStretch()
    second.addWidget(Label(deadline.cite, Type.SMALL, Color.INK3))
    whole.addLayout(second)
    if not deadline.is_done:
        bar = ProgressBar()
        bar.set_share(deadline.share, Color.BAD if deadline.days_left < 0 else "")
        whole.addWidget(bar)
    return holder
