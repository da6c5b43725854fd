"""登记豁免 (第十条): one finding taken out for force majeure, with cause, evidence and approver."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from yuetan_desktop.domain.assessment import RuleFinding
from yuetan_desktop.domain.facts import Exemption
from yuetan_desktop.services import incidents
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.ui.acting import run_act
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.theme import Color, Type, pretty
from yuetan_desktop.ui.undo import WHY
from yuetan_desktop.ui.widgets.buttons import PRIMARY
from yuetan_desktop.ui.widgets.dialog import Dialog
from yuetan_desktop.ui.widgets.field import DateField, Field, TextArea
from yuetan_desktop.ui.widgets.labels import Label
from yuetan_desktop.ui.widgets.saying import all_said, text_of

TOLD = "该项仍列出，不再计数；风险研判汇总表列入豁免"


class ExemptionDialog(Dialog):
    """What is taken out stands over the form; nothing is left out without a proof and a name."""

    def __init__(self, desk: Desk, found: RuleFinding, parent: QWidget | None = None) -> None:
        super().__init__("登记豁免", parent)
        self.desk, self.found = desk, found
        where = f"{found.place.name}　{found.rule.short_cite}　{found.period.label()}"
        self.body.addWidget(Label(where, Type.SECTION_TITLE, wrap=True))
        self.body.addWidget(Label(pretty(found.ground), Type.BODY, Color.INK2, wrap=True))
        self.cause = Field(
            "不可抗力原因", QLineEdit(), required=True, hint="第十条：如特大暴雨、外来沙尘"
        )
        self.evidence = Field("证明材料", TextArea(lines=2), required=True)
        self.approver = Field("批准人", QLineEdit(), required=True)
        self.day = DateField(desk.ws.today())
        day = Field("批准日期", self.day, required=True, hint="只及于批准当日和以前发生的事项")
        for field in (self.cause, self.evidence, self.approver, day):
            self.body.addWidget(field)
        self.add_button("取消")
        self.add_button("登记", self.save, kind=PRIMARY)

    def save(self) -> None:
        if not all_said((self.cause, self.evidence, self.approver)):
            return
        said = Exemption(
            0,
            self.found.place.id,
            self.found.rule.id,
            self.found.period,
            text_of(self.cause),
            text_of(self.evidence),
            text_of(self.approver),
            self.day.value,
        )
        run_act(
            self.desk,
            "登记豁免",
            lambda ws: incidents.exempt(ws, said),
            lambda ws, number: incidents.void_exemption(ws, number, why=WHY),
            self,
            words=TOLD,
            after=lambda _: self.accept(),
        )


class LiftDialog(Dialog):
    """撤销豁免: the finding counts again; the record stays."""

    def __init__(self, desk: Desk, exemption: Exemption, parent: QWidget | None = None) -> None:
        super().__init__("撤销豁免", parent)
        self.desk, self.exemption = desk, exemption
        by = f"{exemption.cause}（{exemption.approved_by}，{exemption.approved_on}）"
        self.body.addWidget(Label(by, Type.SECTION_TITLE, wrap=True))
        self.why = Field("撤销原因", QLineEdit(), required=True)
        self.body.addWidget(self.why)
        self.add_button("取消")
        self.add_button("撤销豁免", self.save, kind=PRIMARY)

    def save(self) -> None:
        if not all_said((self.why,)):
            return
        one, why = self.exemption, text_of(self.why)
        standing = [one.id]  # taken back, it is recorded anew, under another number

        def put_back(ws: Workspace, _: object) -> None:
            standing[0] = incidents.exempt(ws, one)

        run_act(
            self.desk,
            "撤销豁免",
            lambda ws: incidents.void_exemption(ws, standing[0], why=why),
            put_back,
            self,
            words="该项重新计数",
            after=lambda _: self.accept(),
        )
