"""事实与证据: what was measured against which limit, and the cell it stands in."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu

from yuetan_desktop.domain.facts import Source
from yuetan_desktop.domain.finding import Outcome
from yuetan_desktop.domain.monitoring import UNSAID
from yuetan_desktop.services.cases.caseview import CaseView, FactRow
from yuetan_desktop.ui.quoting import of_fact
from yuetan_desktop.ui.table_model import Column
from yuetan_desktop.ui.theme import Color, Type, pretty, theme
from yuetan_desktop.ui.widgets.buttons import LINK, Button
from yuetan_desktop.ui.widgets.cell_painters import source_cell, state_cell
from yuetan_desktop.ui.widgets.containers import Panel
from yuetan_desktop.ui.widgets.source_link import source_menu
from yuetan_desktop.ui.widgets.wrapping import WrappingTable, wrapped_cell

_LOOKS = {
    Outcome.TRIGGERED: ("octagon-alert", Color.BAD),
    Outcome.NOT_TRIGGERED: ("check", Color.INK2),
    Outcome.NO_DATA: ("circle-dashed", Color.INK3),
    Outcome.UNDECIDED: ("user-question", Color.WARN),
}


def _state(fact: FactRow) -> tuple[str, str, str]:
    icon, color = _LOOKS.get(fact.outcome, ("", Color.INK3))
    return icon, pretty(fact.verdict), color


def _sources(fact: FactRow) -> str:
    more = f" 等 {len(fact.sources)} 处" if len(fact.sources) > 1 else ""
    return f"{fact.sources[0]}{more}" if fact.sources else ""


def _with_audit(source: Source) -> str:
    """The cell, and what was said of its audit and of who monitors the day the case was opened."""
    said = source.monitoring
    return str(source) if said == UNSAID else f"{source}（{said.says}）"


_COLUMNS = (
    Column(
        "指标",
        lambda f: pretty(f.topic),
        bold=True,
        width=190,
        tip=lambda f: f.says,
        paint=wrapped_cell(lambda f: pretty(f.topic), Type.BODY_BOLD),
    ),
    Column("实际", lambda f: pretty(f.actual), right=True, bold=True, width=100),
    Column("目标或界限", lambda f: pretty(f.limit), right=True, secondary=True, width=130),
    Column("判定", lambda f: f.verdict, paint=state_cell(_state), width=130),
    Column(
        "来源",
        _sources,
        paint=source_cell(_sources),
        width=0,
        tip=lambda f: "\n".join(map(_with_audit, f.sources)),
    ),
)


class FactsPanel(Panel):
    source_opened = Signal(object)

    def __init__(self) -> None:
        super().__init__("事实与证据")
        self.lines = Button("研判全文", LINK, height=24)
        self.lines.setCheckable(True)
        self.add_to_header(self.lines)
        self.table = WrappingTable(_COLUMNS, "事实与证据", "指标", Type.BODY_BOLD, quoted=of_fact)
        self.table.opened.connect(self._open)
        self.table.pressed_cell.connect(self._pressed)
        self.body.addWidget(self.table)
        self.lines.clicked.connect(self._show_lines)
        self._view: CaseView | None = None
        theme().changed.connect(self._fit)

    def show_facts(self, view: CaseView) -> None:
        self._view = view
        basis = view.file.basis
        readings = "；".join(reading.says for reading in basis.readings)
        mark = f"　{pretty(view.audit)}" if view.audit else ""
        self.subtitle.setText(f"数据期 {basis.period_label}　冻结于 {basis.frozen_on}{mark}")
        self.subtitle.setToolTip("\n".join(filter(None, (pretty(view.audit), readings))))
        self.table.set_rows(list(view.facts))
        self._fit()

    def _fit(self) -> None:
        """As high as its rows, up to six, on a small screen four; more scroll."""
        self.table.fit_rows()
        rows = max(theme().row(32), self.table.height_of(theme().pick(6, 4)))
        self.table.setFixedHeight(theme().row(32) + rows + 4)

    def _show_lines(self) -> None:
        """The whole finding tree as it was frozen, to read and copy."""
        from yuetan_desktop.ui.widgets.dialog import Dialog
        from yuetan_desktop.ui.widgets.field import TextArea

        self.lines.setChecked(False)
        if self._view is None:
            return
        dialog = Dialog("研判全文（立案时冻结）", self, width=760)
        basis = self._view.file.basis
        words = []
        for item in (*basis.items, *basis.also):
            words += [f"{item.cite}：{item.text}", *item.lines, *item.notes, ""]
        words += [reading.says for reading in basis.readings]
        area = TextArea("\n".join(words), lines=20)
        area.setReadOnly(True)
        area.setAccessibleName("研判全文")
        dialog.body.addWidget(area)
        dialog.add_button("关闭")
        dialog.exec()

    def _open(self, fact: FactRow) -> None:
        if len(fact.sources) == 1:
            self.source_opened.emit(fact.sources[0])
        elif fact.sources:
            area = self.table.visualRect(self.table.currentIndex())
            self.menu(fact).popup(self.table.viewport().mapToGlobal(area.bottomLeft()))

    def menu(self, fact: FactRow) -> QMenu:
        """Each cell a fact stands on."""
        return source_menu(fact.sources, self.source_opened.emit, self)

    def _pressed(self, fact: FactRow, column: str) -> None:
        if column == "来源":
            self._open(fact)
