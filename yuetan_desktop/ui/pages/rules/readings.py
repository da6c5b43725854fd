"""The open wordings of a clause: options as cards, their effect, who decided when on what basis."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from yuetan_desktop.services.judging.rulebook import ReadingView
from yuetan_desktop.ui.pages.rules.optioncard import OptionCard
from yuetan_desktop.ui.pages.rules.signed import signed
from yuetan_desktop.ui.theme import Color, Type
from yuetan_desktop.ui.widgets.buttons import LINK, PRIMARY, Button
from yuetan_desktop.ui.widgets.containers import clear, column, row, scrolling, surface
from yuetan_desktop.ui.widgets.labels import Chip, Label, rule


class ReadingsPane(QWidget):
    """`change_asked(reading view, option key)` when an option is to be decided; an empty key asks
    to take the decision back; `save_asked` and `compare_asked` are about versions of them all."""

    change_asked = Signal(object, str)
    save_asked = Signal()
    compare_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("口径选择")
        head = surface("band")
        line = row(head)
        line.setContentsMargins(16, 10, 16, 10)
        line.addWidget(Label("口径选择", Type.SECTION_TITLE))
        self.count = Label("", Type.SMALL, Color.INK3)
        line.addWidget(self.count)
        line.addStretch()
        self._content = surface("white")
        self._parts = column(self._content)
        self._scroll = scrolling(self._content)
        whole = column(self)
        whole.addWidget(head)
        whole.addWidget(self._scroll, 1)
        whole.addWidget(self._acts())
        self.options: dict[tuple[str, str], OptionCard] = {}
        self._blocks: dict[str, QWidget] = {}

    def _acts(self) -> QWidget:
        foot = surface("foot")
        line = row(foot)
        line.setContentsMargins(16, 10, 16, 10)
        self.save = Button("另存为新版口径…", PRIMARY)
        self.save.clicked.connect(lambda _=False: self.save_asked.emit())
        self.compare = Button("比较两版口径…")
        self.compare.clicked.connect(lambda _=False: self.compare_asked.emit())
        line.addWidget(self.save, 1)
        line.addWidget(self.compare)
        return foot

    def show_readings(self, views: Sequence[ReadingView]) -> None:
        clear(self._parts)
        self.options, self._blocks = {}, {}
        open_ones = [view for view in views if len(view.options) > 1]
        fixed = [view for view in views if len(view.options) == 1]
        self.count.setText(f"本条适用 {len(open_ones)} 项" if open_ones else "")
        if not views:
            words = Label("本条文字明确，没有需要选择的口径。", Type.BODY, Color.INK3, wrap=True)
            words.setContentsMargins(16, 14, 16, 14)
            self._parts.addWidget(words)
        for number, view in enumerate(open_ones, start=1):
            self._add(view, self._open(number, view))
        for view in fixed:
            self._add(view, self._fixed(view))
        self._parts.addStretch()

    def show_reading(self, reading_id: str) -> None:
        """Bring one reading into view and give it the keyboard."""
        block = self._blocks.get(reading_id)
        if block is None:
            return
        self._scroll.ensureWidgetVisible(block, 0, 40)
        for (reading, _), card in self.options.items():
            if reading == reading_id and card.isChecked():
                card.setFocus()

    def _add(self, view: ReadingView, block: QWidget) -> None:
        self._blocks[view.reading.id] = block
        self._parts.addWidget(block)
        self._parts.addWidget(rule(light=True))

    def _open(self, number: int, view: ReadingView) -> QWidget:
        block, lines = _block()
        settled = "已答复" if view.answered else "已锁定"
        state = (settled, "neutral") if view.decided else ("待确认", "warn")
        first = _first_line(f"{number}　“{view.reading.wording}”")
        first.addWidget(Chip(*state, icon="lock" if view.decided else None))
        lines.addLayout(first)
        lines.addWidget(Label(view.reading.question, Type.SMALL, Color.INK2, wrap=True))
        for effect in view.options:
            card = OptionCard(view.reading.wording, effect)
            asked = partial(self.change_asked.emit, view, effect.option.key)
            card.picked.connect(asked)
            self.options[view.reading.id, effect.option.key] = card
            lines.addWidget(card)
        lines.addLayout(self._foot(view))
        return block

    def _foot(self, view: ReadingView) -> QHBoxLayout:
        """Who decided, or that no one did; and the act that changes this."""
        line = row()
        if view.answered:
            words = (
                f"{view.who}　{view.on}答复\n依据：{view.basis}；期末在当日及以后的，按答复理解。"
            )
            said = Label(words, Type.SMALL, Color.INK2, wrap=True, selectable=True)
            line.addLayout(signed("user", said), 1)
            return line
        if view.decided:
            words = f"{view.who}　{view.on}\n依据：{view.basis}"
            said = Label(words, Type.SMALL, Color.INK2, wrap=True, selectable=True)
            act, key = Button("撤回…", LINK, height=24), ""
        else:
            said = Label("默认值，尚未确认。", Type.SMALL, Color.INK2, wrap=True)
            act = Button("确认…", LINK, height=24)
            key = next(e.option.key for e in view.options if e.in_force)
        act.setAccessibleName(f"{act.text()}{view.reading.wording}")
        act.clicked.connect(lambda _=False: self.change_asked.emit(view, key))
        line.addLayout(signed("user", said), 1)
        line.addWidget(act, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _fixed(self, view: ReadingView) -> QWidget:
        """A wording that the program takes in one way only; it is told, not chosen."""
        block, lines = _block()
        first = _first_line(f"“{view.reading.wording}”")
        first.addWidget(Chip("约定"))
        lines.addLayout(first)
        option = view.options[0].option
        words = f"{option.name}：{option.meaning}"
        lines.addWidget(Label(words, Type.SMALL, Color.INK2, wrap=True))
        return block


def _block() -> tuple[QWidget, QVBoxLayout]:
    block = QWidget()
    lines = column(block, gap=6)
    lines.setContentsMargins(16, 12, 16, 12)
    return block, lines


def _first_line(words: str) -> QHBoxLayout:
    line = row()
    line.addWidget(Label(words, Type.BODY_BOLD, wrap=True), 1)
    return line
