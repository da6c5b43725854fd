"""The form of a task's terms: entering one, and changing what it asks for."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from yuetan_desktop.domain.family import Family
from yuetan_desktop.domain.rectification import Tag, Terms
from yuetan_desktop.domain.typednumber import plain
from yuetan_desktop.services import casefiles, places, rectification
from yuetan_desktop.services.ledger import taskwork
from yuetan_desktop.services.rectification import TaskFile
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.rectification.form import Ask, RecordForm, line, optional_day
from yuetan_desktop.ui.theme import Color, Type
from yuetan_desktop.ui.undo import WHY
from yuetan_desktop.ui.widgets.field import ComboBox, TextArea
from yuetan_desktop.ui.widgets.labels import Label

_TERM_LABELS = (
    ("title", "简称", False),
    ("measure", "整改措施", True),
    ("problem", "问题", False),
    ("goal", "量化目标（文字）", False),
    ("quantity", "数量", False),
    ("unit", "计量单位", False),
    ("department", "责任单位", False),
    ("person", "责任人", False),
    ("person_title", "责任人职务", False),
    ("project", "项目", False),
    ("industry", "行业", False),
    ("enterprise", "企业", False),
)


def _term_asks(desk: Desk, terms: Terms) -> list[Ask]:
    today = desk.ws.today()
    asks = [
        Ask("family", "类别", ComboBox([(f.value, f.value) for f in Family])),
        Ask("tag", "督政/查企", ComboBox([(t.value, t.value) for t in Tag])),
        *(
            Ask(key, label, _term_editor(key, terms), required, is_number=key == "quantity")
            for key, label, required in _TERM_LABELS
        ),
        Ask("due", "时限", optional_day(today, terms.due)),
    ]
    for ask, value in zip(asks[:2], (terms.family.value, terms.tag.value), strict=True):
        assert isinstance(ask.editor, ComboBox)
        ask.editor.set_key(value)
    return asks


def _term_editor(key: str, terms: Terms) -> QWidget:
    value = getattr(terms, key)
    if key == "quantity":
        return line("" if value is None else plain(value))
    return TextArea(value, lines=2) if key in {"measure", "problem"} else line(value)


def _terms(values: dict[str, object]) -> Terms:
    said = {field.name: values[field.name] for field in fields(Terms)}
    said["family"], said["tag"] = Family(str(said["family"])), Tag(str(said["tag"]))
    said["quantity"] = said["quantity"] or None
    return Terms(**said)  # type: ignore[arg-type]


def new_task(desk: Desk, parent: QWidget) -> RecordForm:
    """新增措施: of a case, or of a unit with its source."""
    files = casefiles.list_cases(desk.ws)
    units = [p for p in places.list_places(desk.ws, with_retired=False) if p.kind.is_subject]
    case = ComboBox([(None, "没有案件"), *((f.id, f"{f.number}　{f.unit}") for f in files)])
    if files:
        case.set_key(files[0].id)
    unit = ComboBox([(None, "随案件"), *((p.id, p.name) for p in units)])
    asks = [
        Ask("case", "来源案件", case),
        Ask("place", "单位（没有案件时）", unit),
        Ask("source", "来源（没有案件时）", line(), hint="例如督察反馈意见的文号。"),
        *_term_asks(desk, Terms()),
    ]
    return WideForm(
        desk,
        "新增措施",
        asks,
        lambda ws, v: rectification.add_task(
            ws, _terms(v), case_id=v["case"], place_id=v["place"], source=v["source"]
        ),
        verb="新增",
        lead="缺数量、时限、责任单位或责任人的任务可以先登记，计为不合格。",
        parent=parent,
        take_back=lambda ws, files: taskwork.withdraw_task(ws, files[0].id, WHY),
    )


def amend(desk: Desk, file: TaskFile, parent: QWidget) -> RecordForm:
    asks = [*_term_asks(desk, file.terms), Ask("why", "调整原因", line(), required=True)]
    return WideForm(
        desk,
        "修改任务",
        asks,
        lambda ws, v: rectification.amend_task(ws, file.id, _terms(v), v["why"]),
        lead=f"{file.code}　{file.terms.name}",
        parent=parent,
    )


class WideForm(RecordForm):
    """Many fields stand in three columns; under them what a measure that hits everyone alike
    (“一刀切”, 第十七条) has to say, asked while one types."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named, width=900)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        for number, field in enumerate(self.fields.values()):
            self.rows.removeWidget(field)
            grid.addWidget(field, number // 3, number % 3, Qt.AlignmentFlag.AlignTop)
        self.rows.addLayout(grid)
        self.asked = Label("", Type.BODY, Color.WARN, wrap=True)
        self.body.addWidget(self.asked)  # outside what scrolls, so that the window grows by it
        self.rows.addStretch()
        measure = self.fields["measure"].editor
        assert isinstance(measure, TextArea)
        measure.textChanged.connect(lambda: self._ask(measure.toPlainText()))
        self._ask(measure.toPlainText())

    def _ask(self, measure: str) -> None:
        self.asked.setText("\n".join(taskwork.legal_questions(self.desk.ws, measure)))
        self.asked.setVisible(bool(self.asked.text()))
