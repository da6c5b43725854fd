"""The open wordings of a clause: options as cards, their effect, who decided when on what basis."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from yuetan_desktop.services.rulebook import ReadingView
from yuetan_desktop.ui.theme import Color, Type
from yuetan_desktop.ui.widgets.containers import clear, column, row, scrolling, surface
from yuetan_desktop.ui.widgets.labels import Chip, Label, rule


class ReadingsPane(QWidget):
    """`change_asked(reading view, option key)` when another option is picked."""

    change_asked = Signal(object, str)

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
        content = surface("white")
        self._cards = column(content, gap=8)
        self._cards.setContentsMargins(16, 12, 16, 12)
        whole = column(self)
        whole.addWidget(head)
        whole.addWidget(scrolling(content), 1)
        self.options: dict[tuple[str, str], QRadioButton] = {}

    def show_readings(self, views: Sequence[ReadingView]) -> None:
        clear(self._cards)
        self.options = {}
        self.count.setText(f"本条适用 {len(views)} 项" if views else "")
        if not views:
            self._cards.addWidget(Label("本条没有需要选择的口径。", Type.BODY, Color.INK3))
        for number, view in enumerate(views, start=1):
            self._cards.addWidget(self._card(number, view))
            self._cards.addWidget(rule(light=True))
        self._cards.addStretch()

    def _card(self, number: int, view: ReadingView) -> QWidget:
        card = QWidget()
        lines = column(card, gap=4)
        first = row()
        first.addWidget(Label(f"{number}　“{view.reading.wording}”", Type.BODY_BOLD, wrap=True), 1)
        state = ("已认定", "neutral") if view.decided else ("待确认", "near")
        first.addWidget(Chip(*state, icon="lock" if view.decided else None))
        lines.addLayout(first)
        lines.addWidget(Label(view.reading.question, Type.SMALL, Color.INK2, wrap=True))
        group = QButtonGroup(card)
        for effect in view.options:
            line = row()
            button = QRadioButton(effect.option.name)
            button.setChecked(effect.in_force)
            button.setToolTip(effect.option.meaning)
            button.setAccessibleName(f"{view.reading.wording}：{effect.option.name}")
            group.addButton(button)
            asked = partial(self._asked, view, effect.option.key)
            button.clicked.connect(lambda _=False, asked=asked: asked())
            self.options[view.reading.id, effect.option.key] = button
            line.addWidget(button, 1)
            line.addWidget(Chip(f"触发 {effect.triggered}"))
            lines.addLayout(line)
            lines.addWidget(
                Label(f"　　{effect.option.meaning}", Type.SMALL, Color.INK3, wrap=True)
            )
        said = (
            f"{view.who}　{view.on}　依据：{view.basis}" if view.decided else "默认口径，尚未认定"
        )
        lines.addWidget(Label(said, Type.SMALL, Color.INK2, wrap=True))
        return card

    def _asked(self, view: ReadingView, option: str) -> None:
        # Until the choice is recorded with its basis, the option in force stays marked.
        for effect in view.options:
            self.options[view.reading.id, effect.option.key].setChecked(effect.in_force)
        self.change_asked.emit(view, option)
