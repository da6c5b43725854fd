"""关口核对: the gates of a checklist with their items, ticked one gate after another."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QWidget

from yuetan_desktop.domain.ledger.supervision import Checklist, gate_state
from yuetan_desktop.services.ledger import gatelists, taskwork
from yuetan_desktop.services.rectification import TaskFile
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.rectification.form import Ask, RecordForm
from yuetan_desktop.ui.theme import Type
from yuetan_desktop.ui.widgets.containers import clear, column
from yuetan_desktop.ui.widgets.field import ComboBox, DateField
from yuetan_desktop.ui.widgets.labels import Label


class GateForm(RecordForm):
    """The checklist the task has, else one of those the office has to choose from."""

    def __init__(self, desk: Desk, file: TaskFile, parent: QWidget) -> None:
        state = gate_state(file.state)
        found = [state.checklist] if state else gatelists.checklists(desk.ws)
        self.gates = found[0]
        self.ticks: dict[str, QCheckBox] = {}
        which = ComboBox([(number, one.name) for number, one in enumerate(found)])
        asks = [Ask("which", "关口清单", which)] if len(found) > 1 else []
        super().__init__(
            desk,
            "关口核对",
            [*asks, Ask("day", "核对日期", DateField(desk.ws.today()))],
            lambda ws, v: taskwork.record_gates(ws, file.id, self.gates, self.passed(), v["day"]),
            lead=f"{file.code}　{file.terms.name}　前一关过了才能核对后一关。",
            parent=parent,
        )
        self._items = column(gap=12)
        self.rows.addLayout(self._items)
        which.currentIndexChanged.connect(lambda n: self._show(found[n], frozenset()))
        self._show(self.gates, state.passed if state else frozenset())

    def _show(self, gates: Checklist, passed: frozenset[str]) -> None:
        clear(self._items)
        self.gates = gates
        self.ticks = {}
        self._items.addWidget(Label(gates.name, Type.SECTION_TITLE))
        for gate in gates.gates:
            self._items.addWidget(Label(gate.name, Type.BODY_BOLD))
            for item in gate.items:
                key = f"{gate.name}/{item}"
                box = QCheckBox(item)
                box.setAccessibleName(f"{gate.name} {item}")
                box.setChecked(key in passed)
                self.ticks[key] = box
                self._items.addWidget(box)

    def passed(self) -> list[str]:
        """关口/项目 of everything that is ticked."""
        return [key for key, box in self.ticks.items() if box.isChecked()]
