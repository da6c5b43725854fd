"""What a task asks for: measure, units, person, target, date, and the case it comes from."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from yuetan_desktop.services.casefiles import CaseFile, load_case
from yuetan_desktop.services.ledger import taskwork
from yuetan_desktop.services.rectification import TaskFile
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.theme import Color, Type
from yuetan_desktop.ui.widgets.buttons import LINK, Button
from yuetan_desktop.ui.widgets.containers import column, row
from yuetan_desktop.ui.widgets.labels import Chip, Label


class TermsSection(QWidget):
    """`asked(page, what)` when the case or its clause is wanted."""

    asked = Signal(str, object)

    def __init__(self, desk: Desk, file: TaskFile) -> None:
        super().__init__()
        body = column(self, gap=8)
        body.setContentsMargins(16, 12, 16, 14)
        body.addWidget(Label(file.terms.name, Type.OBJECT_TITLE, wrap=True))
        if file.terms.flaws:
            line = row()
            line.addWidget(Chip("不合格", "warn"))
            line.addWidget(Label("、".join(file.terms.flaws), Type.BODY, Color.WARN))
            line.addStretch()
            body.addLayout(line)
        for question in taskwork.legal_questions(desk.ws, file.terms.measure):
            body.addWidget(Label(question, Type.BODY, Color.WARN, wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for number, (name, words) in enumerate(_facts(file)):
            where = Qt.AlignmentFlag.AlignTop
            grid.addWidget(Label(name, Type.BODY, Color.INK3), number, 0, where)
            said = Label(words, Type.BODY, wrap=True, selectable=True)
            if name == "时限" and file.is_overdue:
                grid.addLayout(_beside(said, Chip("已逾期", "late")), number, 1)
            else:
                grid.addWidget(said, number, 1)
        if file.case is not None:
            below = grid.rowCount()
            grid.addWidget(Label("来源案件", Type.BODY, Color.INK3), below, 0)
            grid.addLayout(self._case_links(load_case(desk.ws, file.case.id)), below, 1)
        body.addLayout(grid)

    def _case_links(self, case: CaseFile) -> QHBoxLayout:
        """The case and the clause that it stands on."""
        items = case.basis.items
        links: list[tuple[str, str, object]] = [(case.number, "case", case.id)]
        links += [(one.short_cite, "rules", one.rule) for one in items[:1]]
        line = row(gap=10)
        for words, page, what in links:
            link = Button(words, LINK, height=20)
            link.clicked.connect(lambda _=False, page=page, what=what: self.asked.emit(page, what))
            line.addWidget(link)
        line.addStretch()
        return line


def _facts(file: TaskFile) -> list[tuple[str, str]]:
    terms = file.terms
    due = file.state.due
    extended = f"（原 {terms.due}）" if due != terms.due else ""
    said = [
        ("整改措施", terms.measure if terms.title else ""),
        ("问题", terms.problem),
        ("类别", f"{terms.family}　{terms.tag}"),
        ("责任单位", _units(file.place_name, terms.department)),
        ("责任人", f"{terms.person}　{terms.person_title}".strip()),
        ("量化目标", terms.target),
        ("时限", f"{due}{extended}" if due else ""),
        ("项目", terms.project),
        ("行业", terms.industry),
        ("企业", terms.enterprise),
        ("来源", "" if file.case else file.row.source),
    ]
    return [(name, words) for name, words in said if words]


def _units(place: str, department: str) -> str:
    """The unit and its department; a department that names the unit stands alone."""
    return department if place in department else f"{place}　{department}".strip()


def _beside(words: Label, chip: Chip) -> QHBoxLayout:
    line = row(gap=8)
    words.setWordWrap(False)
    line.addWidget(words)
    line.addWidget(chip)
    line.addStretch()
    return line
