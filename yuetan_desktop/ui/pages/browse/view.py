"""What the browsing tables share: a panel with a table, and the sources of the chosen row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QComboBox, QWidget

from yuetan_desktop.domain.facts import Source
from yuetan_desktop.domain.indicator import Indicator, Quantity, WaterClass
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.place import Place
from yuetan_desktop.services import computed, observations
from yuetan_desktop.services.computed import ComputedValue
from yuetan_desktop.services.observations import StoredValue
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.table_model import Column
from yuetan_desktop.ui.theme import Color, Type, pretty, theme
from yuetan_desktop.ui.widgets.buttons import LINK, Button
from yuetan_desktop.ui.widgets.containers import EmptyState, Panel, SidePanel, column, row
from yuetan_desktop.ui.widgets.labels import Label
from yuetan_desktop.ui.widgets.listing import Listing
from yuetan_desktop.ui.widgets.source_link import SourceLink
from yuetan_desktop.ui.widgets.table import TableView

NONE = "—"
COMPUTED, DIFFERS = "算", "≠"
LEGEND = f"“{COMPUTED}”：没有公布值，由日数据、各月或浓度计算；“{DIFFERS}”：公布值与计算值不同"


@dataclass(eq=False)
class ValueRow:
    """One place with its values of one period, by indicator: stored ones and computed ones."""

    place: Place
    period: Period
    values: dict[str, StoredValue] = field(default_factory=dict)
    computed: dict[str, ComputedValue] = field(default_factory=dict)


class BrowseView(QWidget):
    """A panel with controls in its head, a table, and the sources of the row at the right."""

    def __init__(self, desk: Desk, title: str, columns: tuple[Column, ...]) -> None:
        super().__init__()
        self.desk = desk
        self.panel = Panel(title)
        self.table = TableView(columns, title)
        self.listing = Listing(self.table)
        self.panel.body.addWidget(self.listing)
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

    def show_emptiness(self, is_empty: bool, title: str, words: str) -> None:
        """Under the heads: what belongs here and where it comes from, while there is nothing."""
        if is_empty:
            importing = ("导入数据", lambda: self.desk.go("data", "wizard"))
            state = EmptyState("file-spreadsheet", title, words, primary=importing)
            self.listing.show_nothing(state)
        else:
            self.listing.show_lines()

    def source_of(self, record: Any) -> Source | None:
        """Where a row without a source panel stands; its column is called 来源."""
        return None

    def _open_source(self, record: Any, title: str) -> None:
        source = self.source_of(record) if title == "来源" else None
        if source is not None:
            self.desk.go("source", source)

    def period_box(self) -> QComboBox | None:
        return None

    def toggle_sources(self) -> bool:
        """F4; False where there is nothing to show."""
        record = self.table.current_record()
        if self.sources.isVisible():
            self.sources.hide()
            self.table.setFocus()
        elif isinstance(record, ValueRow):
            self.show_sources(record)
        else:
            return False
        return True

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


def shown_value(desk: Desk, record: ValueRow, key: str) -> str:
    """The value with its mark: computed for want of a published one, or unlike it."""
    made = record.computed.get(key)
    if made and key not in record.values:
        return f"{desk.ws.library.catalogue[key].text(made.value)} {COMPUTED}"
    mark = f" {DIFFERS}" if made and made.differs else ""
    return value_text(desk, record.values.get(key)) + mark


def value_column(desk: Desk, key: str, title: str, width: int = 92) -> Column:
    """One indicator of a `ValueRow`; the unit stands in the head's tooltip and the source panel."""

    indicator = desk.ws.library.catalogue[key]

    def number(record: ValueRow) -> float:
        found = record.values.get(key) or record.computed.get(key)
        return float(found.value) if found and found.value is not None else -1.0

    def tip(record: ValueRow) -> str:
        made = record.computed.get(key)
        if key not in record.values:
            return made.method if made else "没有导入这个数值"
        source = str(record.values[key].source)
        return f"{source}\n{beside_words(indicator, made)}" if made else source

    return Column(
        pretty(title),
        lambda record: shown_value(desk, record, key),
        sort=number,
        right=True,
        width=width,
        tip=tip,
    )


def beside_words(indicator: Indicator, made: ComputedValue) -> str:
    """What a computed value says beside the published one."""
    words = f"{made.method}：{indicator.text(made.value)} {indicator.unit}".strip()
    if made.published is None:
        return f"{words}（没有公布值）"
    if not made.differs:
        return f"{words}，与公布值一致"
    return (
        f"{words}，与公布值相差 {indicator.text(abs(made.difference or Decimal()))}，以公布值为准"
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
        link.activated.connect(lambda source: self.desk.go("source", source))
        second.addWidget(link, 1)
        history = Button("历史", LINK, height=24)
        history.setAccessibleName(f"{indicator.name}的历史")
        history.clicked.connect(lambda: self._show_history(record, value))
        second.addWidget(history)
        whole.addLayout(second)
        return widget

    def _computed_line(self, made: ComputedValue) -> QWidget:
        indicator = self.desk.ws.library.catalogue[made.indicator]
        widget = QWidget()
        whole = column(widget, gap=0)
        whole.setContentsMargins(16, 6, 16, 6)
        whole.addWidget(Label(pretty(indicator.name), Type.BODY, Color.INK2))
        words = beside_words(indicator, made)
        whole.addWidget(Label(words, Type.SMALL, Color.INK3, wrap=True))
        if made.source is not None:
            link = SourceLink(made.source)
            link.activated.connect(lambda source: self.desk.go("source", source))
            whole.addWidget(link)
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
    for (place_id, key), made in computed.computed_values(desk.ws, found, period).items():
        found[place_id].computed[key] = made
    return list(found.values())


def legend_of(rows: Sequence[ValueRow]) -> str:
    """What the marks mean, where there are any."""
    marked = any(
        made.differs or key not in row.values for row in rows for key, made in row.computed.items()
    )
    return LEGEND if marked else ""
