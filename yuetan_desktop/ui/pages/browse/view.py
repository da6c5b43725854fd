"""What the browsing tables share: a panel with a table, and the sources of the chosen row."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QComboBox, QWidget

from yuetan_desktop.domain.facts import Source
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.browse.sources import SourcesPanel
from yuetan_desktop.ui.pages.browse.valuerow import ValueRow
from yuetan_desktop.ui.quoting import of_value
from yuetan_desktop.ui.table_model import Column
from yuetan_desktop.ui.theme import theme
from yuetan_desktop.ui.widgets.containers import EmptyState, Panel, row
from yuetan_desktop.ui.widgets.copying import Quotation
from yuetan_desktop.ui.widgets.listing import Listing
from yuetan_desktop.ui.widgets.table import TableView


class BrowseView(QWidget):
    """A panel with controls in its head, a table, and the sources of the row at the right."""

    def __init__(self, desk: Desk, title: str, columns: tuple[Column, ...]) -> None:
        super().__init__()
        self.desk = desk
        self.panel = Panel(title)
        self.table = TableView(columns, title, quoted=self.quoted)
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

    def quoted(self, record: Any) -> list[Quotation]:
        """What a line says, with the cells it stands in."""
        if not isinstance(record, ValueRow):
            source = self.source_of(record)
            words = "，".join(column.text(record) for column in self.table.shown_columns()[:-1])
            return [Quotation("", words, (str(source),) if source else ())]
        catalogue, period = self.desk.ws.library.catalogue, record.period.label()
        return [
            of_value(value, catalogue[value.indicator], record.place.name, period)
            for value in record.values.values()
        ]

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
        """F4: the sources of a line of values, the cell of any other; False where there is none."""
        record = self.table.current_record()
        if self.sources.isVisible():
            self.sources.hide()
            self.table.setFocus()
        elif isinstance(record, ValueRow):
            self.show_sources(record)
        elif record is not None and self.source_of(record) is not None:
            self._open_source(record, "来源")
        else:
            return False
        return True

    def show_sources(self, record: Any) -> None:
        """The sources of a row; views whose rows are no values leave it out."""
        if isinstance(record, ValueRow):
            self.sources.show_row(record)
