"""本文引用的数值: the numbers of the paper, each with the cell it comes from, a click away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from yuetan_desktop.domain.facts import Source
from yuetan_desktop.services.papers import paperquotes
from yuetan_desktop.services.papers.paperdesk import Owner
from yuetan_desktop.services.papers.paperquotes import QuotedValue
from yuetan_desktop.ui import messages
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.table_model import Column
from yuetan_desktop.ui.theme import pretty, theme
from yuetan_desktop.ui.widgets.buttons import LINK, Button
from yuetan_desktop.ui.widgets.cell_painters import source_cell
from yuetan_desktop.ui.widgets.containers import column
from yuetan_desktop.ui.widgets.table import TableView

ROWS_SHOWN = 5
PAUSE_MS = 500  # in typing, before the words of the paper are read again
Paper = tuple[Owner, str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class QuoteLine:
    """A number and one of its cells; a number without a cell says on what it stands."""

    value: QuotedValue
    source: Source | None

    @property
    def origin(self) -> str:
        return str(self.source) if self.source else self.value.basis or "手工登记"


def _says(line: QuoteLine) -> str:
    return line.value.says


_COLUMNS = (
    Column("数值", lambda n: pretty(n.value.amount), width=84, bold=True, tip=_says),
    Column("内容", lambda n: pretty(n.value.what), width=0, tip=_says),
    Column(
        "来源",
        lambda n: n.origin,
        paint=source_cell(lambda n: str(n.source) if n.source else ""),
        width=104,
        tip=lambda n: n.origin,
    ),
)


class QuoteList(QWidget):
    """A line that unfolds the list; what the paper prints is only read while it is unfolded."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._paper: Paper | None = None
        self._shown: Paper | None = None
        whole = column(self, gap=4)
        self.head = Button("本文引用的数值", LINK, height=24)
        self.head.setCheckable(True)
        self.head.toggled.connect(self._unfold)
        whole.addWidget(self.head)
        self.table = TableView(_COLUMNS, "本文引用的数值", row_height=28)
        self.table.opened.connect(self._open)
        self.table.pressed_cell.connect(self._pressed)
        self.table.hide()
        whole.addWidget(self.table)
        self._timer = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._timer.timeout.connect(self._look)
        theme().changed.connect(self._fit)

    def show_paper(self, owner: Owner, kind: str, values: Mapping[str, str]) -> None:
        """Whose numbers are listed, as its form stands; after the pause in typing."""
        if self._paper is not None and self._paper[:2] != (owner, kind):
            self.head.setChecked(False)
        self._paper = (owner, kind, dict(values))
        if self.head.isChecked():
            self._timer.start()

    def _unfold(self, is_open: bool) -> None:
        self.table.setVisible(is_open)
        self._timer.stop()
        if is_open:
            self._look()
        else:
            self.head.setText("本文引用的数值")

    def _look(self) -> None:
        paper = self._paper
        if paper is None or paper == self._shown or not self.isVisible():
            return
        self._desk.tasks.run(
            "查找数值的来源",
            lambda ws, _: paperquotes.quoted(ws, *paper),
            done=lambda values: self._show(paper, values),
            failed=lambda error: messages.show_error(error, self),
        )

    def _show(self, paper: Paper, values: Sequence[QuotedValue]) -> None:
        if paper != self._paper:  # typed on, or another paper: its own answer comes
            return
        self._shown = paper
        lines = [QuoteLine(one, cell) for one in values for cell in one.sources or (None,)]
        self.head.setText(f"本文引用的数值 {len(values)} 个")
        self.table.set_rows(lines)
        self._fit()

    def _fit(self) -> None:
        """As high as its rows, up to a few; more scroll, so that the form keeps its room."""
        rows = min(max(self.table.records.rowCount(), 1), theme().pick(ROWS_SHOWN, 3))
        self.table.setFixedHeight(theme().row(28) * (rows + 1) + 4)

    def _open(self, line: QuoteLine) -> None:
        if line.source is not None:
            self._desk.go("source", line.source)

    def _pressed(self, line: QuoteLine, title: str) -> None:
        if title == "来源":
            self._open(line)
