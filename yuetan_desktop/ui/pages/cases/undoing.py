"""撤销 in the head of a case: the newest act of this session, else the case's newest step."""

from __future__ import annotations

from yuetan_desktop.domain.cases.stepper import recorded_name
from yuetan_desktop.domain.casework import Step, StepKind
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.ui.undo import UndoList
from yuetan_desktop.ui.widgets.buttons import Button


class UndoButton(Button):
    """Its tooltip and accessible name say what it takes back."""

    def __init__(self, acts: UndoList) -> None:
        super().__init__("撤销", icon="undo-2", keys="Ctrl+Z")
        self._acts, self._older = acts, ""
        acts.changed.connect(self._name)

    def show_case(self, file: CaseFile) -> None:
        last = newest_step(file)
        level = file.state.level
        self._older = f"撤销：登记{recorded_name(last.kind, level)}" if last else ""
        self._name()

    def _name(self) -> None:
        words = self._acts.words or self._older
        self.block("" if words else "没有可以撤销的登记")
        if words:
            self.setToolTip(f"{words}（Ctrl+Z）")
        self.setAccessibleName(words or "撤销")


def newest_step(file: CaseFile) -> Step | None:
    """The step that may be voided next; the confirmation a case stands on may not."""
    steps = [step for step in file.steps if not step.is_void]
    last = max(steps, key=lambda step: step.id, default=None)
    return last if last is not None and last.kind is not StepKind.CONFIRMATION else None
