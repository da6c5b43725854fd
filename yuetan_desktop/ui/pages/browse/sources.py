"""数值来源: every value of the chosen line with its unit, its cell, and its history."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from yuetan_desktop.services.judging.computed import ComputedValue
from yuetan_desktop.services.observations import StoredValue
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.browse.valuerow import ValueRow, beside_words, value_text
from yuetan_desktop.ui.theme import Color, Type, pretty, theme
from yuetan_desktop.ui.widgets.buttons import LINK, Button
from yuetan_desktop.ui.widgets.containers import SidePanel, column, row
from yuetan_desktop.ui.widgets.labels import Label
from yuetan_desktop.ui.widgets.source_link import SourceLink, SourceLinks


class SourcesPanel(SidePanel):
    """Every value of the chosen row with its unit, its cell, and 历史."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("数值来源")
        self.desk = desk
        self.setFixedWidth(theme().pick(368, 320))
        self.foot.hide()

    def show_row(self, record: ValueRow) -> None:
        self.set_heading(record.place.name)
        lines = [self._line(record, value) for value in record.values.values()]
        lines += [self._computed_line(made) for made in record.computed.values()]
        self.set_sections([_head(record), *lines] if lines else [_head(record), _nothing()])
        self.show()

    def _line(self, record: ValueRow, value: StoredValue) -> QWidget:
        indicator = self.desk.ws.library.catalogue[value.indicator]
        widget = QWidget()
        whole = column(widget, gap=0)
        whole.setContentsMargins(16, 6, 16, 6)
        first = row(gap=6)
        first.addWidget(Label(pretty(indicator.name), Type.BODY, Color.INK2))
        first.addStretch()
        words = f"{value_text(self.desk, value)} {indicator.unit}".strip()
        first.addWidget(Label(words, Type.BODY_BOLD))
        whole.addLayout(first)
        second = row(gap=6)
        link = SourceLink(value.source)
        self._lead(link)
        second.addWidget(link, 1)
        history = Button("历史", LINK, height=24)
        history.setAccessibleName(f"{indicator.name}的历史")
        history.clicked.connect(lambda: self._show_history(record, value))
        second.addWidget(history)
        whole.addLayout(second)
        whole.addWidget(Label(value.source.monitoring.says, Type.SMALL, Color.INK3))
        return widget

    def _computed_line(self, made: ComputedValue) -> QWidget:
        indicator = self.desk.ws.library.catalogue[made.indicator]
        widget = QWidget()
        whole = column(widget, gap=0)
        whole.setContentsMargins(16, 6, 16, 6)
        whole.addWidget(Label(pretty(indicator.name), Type.BODY, Color.INK2))
        words = beside_words(indicator, made)
        whole.addWidget(Label(words, Type.SMALL, Color.INK3, wrap=True))
        if made.sources:
            link = SourceLinks(made.sources)
            self._lead(link)
            whole.addWidget(link)
        return widget

    def _lead(self, link: SourceLink | SourceLinks) -> None:
        link.activated.connect(partial(self.desk.go, "source"))
        link.folder_asked.connect(partial(self.desk.go, "source folder"))

    def _show_history(self, record: ValueRow, value: StoredValue) -> None:
        from yuetan_desktop.ui.pages.browse.history import history_dialog

        history_dialog(self.desk, record.place, value.indicator, record.period, self).exec()


def _head(record: ValueRow) -> QWidget:
    widget = QWidget()
    whole = column(widget)
    whole.setContentsMargins(16, 12, 16, 4)
    whole.addWidget(Label(record.period.label(), Type.SMALL, Color.INK3))
    return widget


def _nothing() -> QWidget:
    widget = QWidget()
    whole = column(widget)
    whole.setContentsMargins(16, 4, 16, 4)
    whole.addWidget(Label("这一期没有导入数值。", Type.BODY, Color.INK3, wrap=True))
    return widget
