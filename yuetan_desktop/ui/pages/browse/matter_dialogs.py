"""Logging a matter, and recording what a person found about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from yuetan_desktop.domain.facts import Incident
from yuetan_desktop.services import incidents, places, takeback
from yuetan_desktop.ui.acting import run_act
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.theme import Color, Type
from yuetan_desktop.ui.undo import WHY
from yuetan_desktop.ui.widgets.buttons import PRIMARY
from yuetan_desktop.ui.widgets.containers import row
from yuetan_desktop.ui.widgets.dialog import Dialog
from yuetan_desktop.ui.widgets.field import ComboBox, DateField, Field, OptionalDateField, TextArea
from yuetan_desktop.ui.widgets.labels import Label
from yuetan_desktop.ui.widgets.saying import text_of, told

TOLD = "研判结果随之更新"
FINDINGS: list[tuple[object, str]] = [
    (None, "待认定"),
    (True, "认定成立"),
    (False, "予以排除"),
]


class MatterDialog(Dialog):
    """登记事项: a matter that needs a human finding starts as 待认定."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("登记事项", parent)
        self.desk = desk
        known = places.list_places(desk.ws, with_retired=False)
        units = [place for place in known if place.kind.is_subject]
        self.kinds = desk.ws.library.regulations[-1].incident_kinds
        self.unit = ComboBox([(p.id, p.name) for p in units])
        self.kind = ComboBox([(kind.key, kind.name) for kind in self.kinds.values()])
        self.day = DateField(desk.ws.today())
        self._title, self._subject, self._proofs = QLineEdit(), QLineEdit(), TextArea(lines=2)
        self.words = Field("事项", self._title, required=True)
        self.subject = Field("对象", self._subject, hint="如被通报的排污单位")
        self.document = Field("文号", QLineEdit())
        self.evidence = Field("佐证", self._proofs)
        for field in (
            Field("责任单位", self.unit, required=True),
            Field("事项类别", self.kind, required=True),
            Field("日期", self.day, required=True),
            self.words,
            self.subject,
            self.document,
            self.evidence,
        ):
            self.body.addWidget(field)
        self.add_button("取消")
        self.add_button("登记", self.save, kind=PRIMARY)

    def fill(
        self, *, place: int, kinds: Sequence[str], title: str, subject: str, evidence: str
    ) -> None:
        """Begin from what is known; only the given kinds are offered, the first is chosen."""
        self.unit.set_key(place)
        self.kind.set_options([(key, self.kinds[key].name) for key in kinds])
        self._title.setText(title)
        self._subject.setText(subject)
        self._proofs.setPlainText(evidence)

    def save(self) -> None:
        title = text_of(self.words)
        kind = self.kinds[str(self.kind.key)]
        missing = {} if title else {self.words: "缺事项说明"}
        if kind.needs_basis:  # 其他情形
            if not text_of(self.document):
                missing[self.document] = "其他情形须写明法律法规或政策依据"
            if not text_of(self.evidence):
                missing[self.evidence] = "其他情形须有佐证"
        if told(missing, (self.words, self.document, self.evidence)):
            return
        said: dict[str, Any] = {
            "place": self.unit.key,
            "kind": kind.key,
            "day": self.day.value,
            "title": title,
            "subject": text_of(self.subject),
            "document": text_of(self.document),
            "evidence": [line for line in text_of(self.evidence).splitlines() if line],
        }
        run_act(
            self.desk,
            "登记事项",
            lambda ws: incidents.log_incident(ws, **said),
            lambda ws, number: incidents.void_incident(ws, number, why=WHY),
            self,
            words=TOLD,
            after=lambda _: self.accept(),
        )


class FindingDialog(Dialog):
    """登记认定: what was found, by whom, when, on what basis; earlier findings stay on record."""

    def __init__(self, desk: Desk, incident: Incident, parent: QWidget | None = None) -> None:
        super().__init__("登记认定", parent)
        self.desk, self.incident = desk, incident
        self.body.addWidget(
            Label(f"{incident.day}　{incident.title}", Type.SECTION_TITLE, wrap=True)
        )
        kind = desk.ws.library.regulations[-1].incident_kinds.get(incident.kind)
        if kind and kind.finding:
            self.body.addWidget(Label(f"须认定：{kind.finding}", Type.BODY, Color.INK2))
        self.choice = ComboBox(FINDINGS)
        self.choice.set_key(incident.confirmed)
        self.person = Field("认定人", QLineEdit(), required=True)
        self.day = DateField(desk.ws.today())
        self.basis = Field("认定依据", TextArea(lines=3), required=True)
        self.needs_proof = incidents.lacks_proof(desk.ws, incident)
        self.evidence = Field(
            "佐证", TextArea(lines=2), hint="一行一件；认定成立须有佐证" if self.needs_proof else ""
        )
        self.reviewer = Field("复核人", QLineEdit())
        self.reviewer.editor.setToolTip("须是另一人；没有复核的不填")
        self.reviewed = OptionalDateField(desk.ws.today())
        self.body.addWidget(Field("认定结论", self.choice, required=True))
        self.body.addLayout(_beside(self.person, Field("认定日期", self.day, required=True)))
        for field in (self.basis, self.evidence):
            self.body.addWidget(field)
        self.body.addLayout(_beside(self.reviewer, Field("复核日期", self.reviewed)))
        self.add_button("取消")
        self.add_button("登记", self.save, kind=PRIMARY)

    def save(self) -> None:
        needed = [self.person, self.basis]
        if self.choice.key is True and self.needs_proof:
            needed.append(self.evidence)
        missing = {field: f"缺{field.label}" for field in needed if not text_of(field)}
        if told(missing, (self.person, self.basis, self.evidence)):
            return
        said: dict[str, Any] = {
            "confirmed": self.choice.key,
            "basis": text_of(self.basis),
            "found_by": text_of(self.person),
            "found_on": self.day.value,
            "reviewed_by": text_of(self.reviewer),
            "reviewed_on": self.reviewed.value if self.reviewed.is_said else None,
            "evidence": text_of(self.evidence).splitlines(),
        }
        number = self.incident.id
        run_act(
            self.desk,
            "登记认定",
            lambda ws: incidents.record_finding(ws, number, **said),
            lambda ws, _: takeback.take_back_finding(ws, number, WHY),
            self,
            words=TOLD,
            after=lambda _: self.accept(),
        )


def _beside(*fields: Field) -> QHBoxLayout:
    """Fields of one line: a name and its day."""
    line = row(gap=12)
    for field in fields:
        line.addWidget(field, 1)
    return line
