"""What the browsing tables share: a panel with a table, and the sources of the chosen row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtWidgets import QWidget

from yuetan_desktop.domain.facts import Source
from yuetan_desktop.domain.indicator import Quantity, WaterClass
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.place import Place
from yuetan_desktop.services import observations
from yuetan_desktop.services.observations import StoredValue
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.table_model import Column
from yuetan_desktop.ui.theme import Color, Type, pretty, theme
from yuetan_desktop.ui.widgets.buttons import LINK, Button
from yuetan_desktop.ui.widgets.containers import Panel, SidePanel, column, row
from yuetan_desktop.ui.widgets.labels import Label
from yuetan_desktop.ui.widgets.source_link import SourceLink
from yuetan_desktop.ui.widgets.table import TableView

NONE = "—"


@dataclass(eq=False)
class ValueRow:
    """One place with its values of one period, by indicator."""

    place: Place
    period: Period
    values: dict[str, StoredValue] = field(default_factory=dict)


class BrowseView(QWidget):
    """A panel with controls in its head, a table, and the sources of the row at the right."""

    def __init__(self, desk: Desk, title: str, columns: tuple[Column, ...]) -> None:
        super().__init__()
        self.desk = desk
        self.panel = Panel(title)
        self.table = TableView(columns, title)
        self.panel.body.addWidget(self.table)
        self.sources = SourcesPanel(desk)
        self.sources.hide()
        self.sources.closed.connect(self.sources.hide)
        self.table.chosen.connect(self.show_sources)
        self.table.pressed_cell.connect(self._open_source)
        whole = row(self, gap=theme().gap)
        whole.addWidget(self.panel, 1)
        whole.addWidget(self.sources)

    def refresh(self) -> None:
        raise NotImplementedError

    def source_of(self, record: Any) -> Source | None:
        """Where a row without a source panel stands; its column is called 来源."""
        return None

    def _open_source(self, record: Any, title: str) -> None:
        source = self.source_of(record) if title == "来源" else None
        if source is not None:
            self.desk.go("source", source)

    def show_sources(self, record: Any) -> None:
        """The sources of a row; views whose rows are no values leave it out."""
        if isinstance(record, ValueRow):
            self.sources.show_row(record)


def value_text(desk: Desk, value: StoredValue | None) -> str:
    """The value as screens print it, without its unit."""
    if value is None:
        return NONE
    indicator = desk.ws.library.catalogue[value.indicator]
    if value.value is None:
        return value.text or NONE
    if indicator.quantity is Quantity.WATER_CLASS:
        return WaterClass(int(value.value)).label
    return indicator.text(value.value)


def value_column(desk: Desk, key: str, title: str, width: int = 92) -> Column:
    """One indicator of a `ValueRow`; the unit stands in the head's tooltip and the source panel."""

    def number(record: ValueRow) -> float:
        stored = record.values.get(key)
        return float(stored.value) if stored and stored.value is not None else -1.0

    return Column(
        pretty(title),
        lambda record: value_text(desk, record.values.get(key)),
        sort=number,
        right=True,
        width=width,
        tip=lambda record: (
            str(record.values[key].source) if key in record.values else "没有导入这个数值"
        ),
    )


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
        link.activated.connect(lambda source: self.desk.go("source", source))
        second.addWidget(link, 1)
        history = Button("历史", LINK, height=24)
        history.setAccessibleName(f"{indicator.name}的历史")
        history.clicked.connect(lambda: self._show_history(record, value))
        second.addWidget(history)
        whole.addLayout(second)
        return widget

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


def rows_of(desk: Desk, places: Sequence[Place], period: Period) -> list[ValueRow]:
    """One row per place with what is stored for the period; places without values too."""
    found = {place.id: ValueRow(place, period) for place in places}
    order = list(desk.ws.library.catalogue)
    values = observations.find_values(desk.ws, places=found, period=period)
    for value in sorted(values, key=lambda v: order.index(v.indicator)):
        found[value.place].values[value.indicator] = value
    return list(found.values())
