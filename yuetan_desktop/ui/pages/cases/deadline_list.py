"""期限 of a case: each limit with its article and the working days that have gone."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from yuetan_desktop.domain.deadline import Deadline
from yuetan_desktop.ui.pages.cases.words import day_words, deadline_chip, limit_words, short_cite
from yuetan_desktop.ui.theme import Color, Type, theme
from yuetan_desktop.ui.widgets.buttons import LINK, Button
from yuetan_desktop.ui.widgets.containers import Panel, clear, column, row, surface
from yuetan_desktop.ui.widgets.labels import Chip, Label, rule
from yuetan_desktop.ui.widgets.progress import ProgressBar


class DeadlineList(Panel):
    """`calendar_wanted`: all limits by day."""

    calendar_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("期限", "按工作日计算")
        calendar = Button("到期日历", LINK, height=24)
        calendar.clicked.connect(self.calendar_wanted)
        self.add_to_header(calendar)
        lines = surface("white")
        self._lines = column(lines)
        self._room = _Room(lines)
        self.body.addWidget(self._room)

    def show_deadlines(self, deadlines: Sequence[Deadline], *, is_interview: bool) -> None:
        clear(self._lines)
        urgent: QWidget | None = None
        for number, deadline in enumerate(deadlines):
            if number:
                self._lines.addWidget(rule(light=True))
            line = _line(deadline)
            self._lines.addWidget(line)
            line.show()  # at once, so that it counts in the height that is asked for
            if not deadline.is_done and urgent is None:
                urgent = line
        if not deadlines:
            when = "约谈时间确定后" if is_interview else "印发并写明回复期限后"
            words = Label(f"{when}列出各项期限。", Type.BODY, Color.INK3)
            words.setContentsMargins(12, 8, 12, 12)
            self._lines.addWidget(words)
            words.show()
        self._room.keep_in_sight(urgent)
        self._room.updateGeometry()


class _Room(QScrollArea):
    """As high as its lines where there is room, else they scroll; one line always shows."""

    def __init__(self, lines: QWidget) -> None:
        super().__init__()
        self._urgent: QWidget | None = None
        self.setWidget(lines)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("期限列表")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def keep_in_sight(self, line: QWidget | None) -> None:
        """The limit that is not met yet is seen without scrolling."""
        self._urgent = line

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_urgent()

    def _show_urgent(self) -> None:
        if self._urgent is not None:
            self.ensureWidgetVisible(self._urgent, 0, 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.widget() and event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
            QTimer.singleShot(0, self, self._show_urgent)
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:
        return self.widget().minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        whole = self.widget().minimumSizeHint()
        return QSize(whole.width(), min(whole.height(), theme().px(54)))


def _line(deadline: Deadline) -> QWidget:
    holder = QWidget()
    whole = column(holder, gap=2)
    whole.setContentsMargins(12, 7, 12, 7)
    first = row()
    first.addWidget(Label(limit_words(deadline.label), Type.BODY_BOLD))
    first.addStretch()
    words, kind = deadline_chip(deadline)
    first.addWidget(Chip(words, kind, icon="circle-check" if kind == "ok" else None))
    whole.addLayout(first)
    second = row()
    if deadline.done_on:
        when = f"{deadline.done_on:%m-%d} 办理"
        said = "，".join(filter(None, (when, deadline.done_words)))
    else:
        said = f"应于 {day_words(deadline)}前"
    if deadline.estimated:
        said += "（暂估）"
    about = Label(said, Type.SMALL, Color.INK2)
    about.setToolTip(deadline.estimate_note)
    second.addWidget(about)
    second.addStretch()
    second.addWidget(Label(short_cite(deadline.cite), Type.SMALL, Color.INK3))
    whole.addLayout(second)
    if not deadline.is_done:
        bar = ProgressBar()
        bar.set_share(deadline.share, Color.BAD if deadline.days_left < 0 else "")
        whole.addWidget(bar)
    return holder
