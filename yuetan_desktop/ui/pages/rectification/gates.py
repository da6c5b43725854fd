"""关口核对: the gates of a checklist with their items, ticked one gate after another."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QWidget

from yuetan_desktop.domain.supervision import gate_state
from yuetan_desktop.services import taskwork
from yuetan_desktop.services.rectification import TaskFile
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.rectification.form import Ask, RecordForm
from yuetan_desktop.ui.theme import Type
from yuetan_desktop.ui.widgets.field import DateField
from yuetan_desktop.ui.widgets.labels import Label


class GateForm(RecordForm):
    """The checklist the task has, else the first that ships."""

    def __init__(self, desk: Desk, file: TaskFile, parent: QWidget) -> None:
        state = gate_state(file.state)
        gates = state.checklist if state else taskwork.checklists(desk.ws)[0]
        passed = state.passed if state else frozenset()
        self.ticks: dict[str, QCheckBox] = {}
        super().__init__(
            desk,
            f"核对{gates.name}",
            [Ask("day", "核对日期", DateField(desk.ws.today()))],
            lambda ws, v: taskwork.record_gates(
                ws,
                file.id,
                gates,
                [k for k, box in self.ticks.items() if box.isChecked()],
                v["day"],
            ),
            lead=f"{file.code}　{file.terms.name}　前一关过了才能核对后一关。",
            parent=parent,
        )
        for gate in gates.gates:
            self.rows.addWidget(Label(gate.name, Type.BODY_BOLD))
            for item in gate.items:
                key = f"{gate.name}/{item}"
                box = QCheckBox(item)
                box.setAccessibleName(f"{gate.name} {item}")
                box.setChecked(key in passed)
                self.ticks[key] = box
                self.rows.addWidget(box)

    def passed(self) -> list[str]:
        """关口/项目 of everything that is ticked."""
        return [key for key, box in self.ticks.items() if box.isChecked()]
