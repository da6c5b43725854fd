"""The line under the stepper: sub-steps, leading cause, people, 尽责情况 and linked cases."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from yuetan_desktop.domain.cases.duediligence import Proof
from yuetan_desktop.domain.cases.stepper import StepperPart
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.cases.caseview import CaseView
from yuetan_desktop.ui.theme import Color, Type
from yuetan_desktop.ui.widgets.buttons import LINK, Button
from yuetan_desktop.ui.widgets.containers import clear, row
from yuetan_desktop.ui.widgets.labels import Label

CAUSE, PEOPLE, DILIGENCE, TOGETHER = "cause", "people", "diligence", "together"
MEASURES = "measures"


class AroundLine(QWidget):
    """`asked(what)`: open the form of that part; `case_chosen(id)`: go to a linked case."""

    asked = Signal(str)
    case_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        whole = row(self, gap=16)
        whole.setContentsMargins(16, 0, 16, 8)
        self.parts = Label("", Type.SMALL, Color.INK2, elide=True)
        self.missed = Label("", Type.SMALL, Color.WARN)
        whole.addWidget(self.parts)
        whole.addWidget(self.missed)
        whole.addStretch()
        self._links = row(gap=16)
        whole.addLayout(self._links)
        self.buttons: dict[str, Button] = {}

    def show_case(self, view: CaseView) -> None:
        self.parts.setText("　".join(part.text for part in _recorded(view)))
        self.parts.setToolTip("\n".join(part.text for row in view.stepper for part in row.parts))
        self.missed.setText(f"未登记：{'、'.join(view.missed)}" if view.missed else "")
        self.missed.setToolTip("后面的环节已经办理，这些分步没有登记，可在“其他登记”中补登。")
        clear(self._links)
        self.buttons = {}
        if not view.interviewee:  # 预警提示、通报没有约谈
            return
        for what, words in _words(view).items():
            button = self.buttons[what] = Button(words, LINK, height=24)
            button.clicked.connect(lambda _=False, what=what: self.asked.emit(what))
            self._links.addWidget(button)
        for words, file in _linked(view):
            button = Button(f"{words} {file.number}", LINK, height=24)
            button.clicked.connect(lambda _=False, id=file.id: self.case_chosen.emit(id))
            self._links.addWidget(button)


def _recorded(view: CaseView) -> list[StepperPart]:
    """The sub-steps with a day; of the progress reports only the newest."""
    found = {part.kind: part for line in view.stepper for part in line.parts if part.day}
    return list(found.values())


def _words(view: CaseView) -> dict[str, str]:
    around = view.around
    proven = sum(one.proof is not Proof.MISSING for one in around.diligence)
    people = len(around.participants)
    return {
        CAUSE: "首要原因" if around.cause else "认定首要原因…",
        PEOPLE: f"参加人员 {people} 人" if people else "登记参加人员…",
        DILIGENCE: f"尽责情况 {proven}／{len(around.diligence)}",
        MEASURES: f"联动措施 {len(around.measures)} 项" if around.measures else "联动措施…",
        TOGETHER: f"集体约谈 {len(around.together) + 1} 家" if around.together else "集体约谈…",
    }


def _linked(view: CaseView) -> list[tuple[str, CaseFile]]:
    """The case it escalates, the one it led to, else the newest earlier case of the unit."""
    links = view.around.links
    if links.source is not None:
        return [("升级自", links.source)]
    if links.escalated_to is not None:
        return [("已升级为", links.escalated_to)]
    return [("前案", links.before[0])] if links.before else []
