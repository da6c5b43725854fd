"""联动措施: 限期治理, 挂牌督办, 区域限批 and 责任追究, recorded into 办理记录."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from yuetan_desktop.domain.cases.linkedmeasures import (
    SANCTIONS,
    CadreAuthority,
    LinkedMeasure,
    MeasureKind,
    Nature,
    complaints,
)
from yuetan_desktop.services import takeback
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.cases import linkedmeasures
from yuetan_desktop.ui.acting import run_act
from yuetan_desktop.ui.drafts import with_draft
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.widgets.buttons import PRIMARY
from yuetan_desktop.ui.widgets.containers import row
from yuetan_desktop.ui.widgets.dialog import Dialog
from yuetan_desktop.ui.widgets.field import ComboBox, DateField, Field, OptionalDateField, TextArea

_OF_ACCOUNTABILITY = ("nature", "who", "sanction", "authority", "basis")


class MeasureDialog(Dialog):
    """One entry; which fields are asked for follows its kind."""

    def __init__(self, desk: Desk, file: CaseFile, *, parent: QWidget | None = None) -> None:
        super().__init__("登记联动措施", parent, width=620)
        self.desk, self.file = desk, file
        self._proposed = ""  # the receivers written into the form last
        self.kind = ComboBox([(one, one.value) for one in MeasureKind])
        self.day = DateField(desk.ws.today())
        self.body_name, self.document = QLineEdit(), QLineEdit()
        self.until = OptionalDateField(desk.ws.today())
        self.nature = ComboBox([(one, one.value) for one in Nature])
        self.who = QLineEdit()
        self.sanction = ComboBox([("", "（请选择）"), *((one, one) for one in SANCTIONS)])
        self.authority = ComboBox([(one, one.value) for one in CadreAuthority])
        self.basis, self.content = TextArea(lines=2), TextArea(lines=2)
        self.fields = {
            "kind": Field("措施", self.kind, required=True),
            "day": Field("日期", self.day, required=True),
            "nature": Field("性质", self.nature, required=True),
            "sanction": Field("处理方式", self.sanction, required=True),
            "who": Field("责任人", self.who, required=True, hint="单位、职务、姓名"),
            "authority": Field("干部管理权限", self.authority, required=True),
            "basis": Field(
                "调查依据", self.basis, required=True, hint="责任调查报告及其文号、结论"
            ),
            "body": Field("决定或受理机关", self.body_name, required=True),
            "document": Field("文号或来源文件", self.document),
            "until": Field("完成期限", self.until, required=True),
            "content": Field("内容", self.content),
        }
        self._lay_out()
        self.add_button("取消")
        self.save = self.add_button("登记", self._save, kind=PRIMARY)
        self.kind.currentIndexChanged.connect(lambda _: self._follow_kind())
        self.who.editingFinished.connect(self._follow_who)
        self.authority.currentIndexChanged.connect(lambda _: self._follow_authority())
        self.nature.currentIndexChanged.connect(lambda _: self._follow_authority())
        self._follow_kind()

    def _lay_out(self) -> None:
        for pair in (("kind", "day"), ("nature", "sanction"), ("who", "authority")):
            line = row(gap=12)
            for key in pair:
                line.addWidget(self.fields[key], 1, Qt.AlignmentFlag.AlignTop)
            self.body.addLayout(line)
        for key in ("basis", "body", "document", "until", "content"):
            self.body.addWidget(self.fields[key])

    # -- following ------------------------------------------------------------------------------
    def _follow_kind(self) -> None:
        kind = self._kind
        for key in _OF_ACCOUNTABILITY:
            self.fields[key].setVisible(kind is MeasureKind.ACCOUNTABILITY)
        self.fields["until"].setVisible(kind is MeasureKind.RECTIFICATION)
        for field in self.fields.values():
            field.clear_check()
        if kind is MeasureKind.ACCOUNTABILITY:
            self._follow_who()
        elif self.body_name.text() == self._proposed:
            self.body_name.clear()
        self.fit()

    def _follow_who(self) -> None:
        """The post proposes who manages the cadre; the clerk may say otherwise."""
        who = self.who.text().strip()
        self.authority.set_key(linkedmeasures.authority_of(self.desk.ws, self.file, who))
        self._follow_authority()

    def _follow_authority(self) -> None:
        """干部管理权限 → which bodies receive the proposal."""
        if self._kind is not MeasureKind.ACCOUNTABILITY:
            return
        receivers = "、".join(self._authority.receivers)
        self.fields["authority"].tell(f"问责建议送：{receivers}（以任免机关为准）")
        if self.body_name.text().strip() in ("", self._proposed):
            self._proposed = receivers if self.nature.key == Nature.PROPOSAL else ""
            self.body_name.setText(self._proposed)
        self.fit()

    @property
    def _kind(self) -> MeasureKind:
        return MeasureKind(str(self.kind.key))

    @property
    def _authority(self) -> CadreAuthority:
        return CadreAuthority(str(self.authority.key))

    # -- saving ---------------------------------------------------------------------------------
    def said(self) -> LinkedMeasure:
        """What stands in the fields that are shown."""
        kind = self._kind
        found = LinkedMeasure(
            kind,
            self.day.value,
            self.body_name.text().strip(),
            document=self.document.text().strip(),
            content=self.content.toPlainText().strip(),
        )
        if kind is MeasureKind.RECTIFICATION and self.until.is_said:
            return replace(found, until=self.until.value)
        if kind is not MeasureKind.ACCOUNTABILITY:
            return found
        return replace(
            found,
            nature=Nature(str(self.nature.key)),
            who=self.who.text().strip(),
            sanction=str(self.sanction.key or ""),
            authority=self._authority,
            basis=self.basis.toPlainText().strip(),
        )

    def _save(self) -> None:
        said = self.said()
        wrong = complaints(said)
        for key, field in self.fields.items():
            if key in wrong:
                field.fail(wrong[key])
            elif key != "authority":
                field.clear_check()
        if wrong:
            self.fit()
            next(field for key, field in self.fields.items() if key in wrong).editor.setFocus()
            return
        case_id = self.file.id
        before = takeback.standing_details(self.desk.ws, case_id, takeback.MEASURES)
        run_act(
            self.desk,
            f"登记{said.kind} {self.file.number}",
            lambda ws: linkedmeasures.add_measure(ws, case_id, said),
            lambda ws, _: takeback.put_back_details(ws, case_id, before),
            self,
            words=lambda made: made.says,
            after=lambda _: self.accept(),
        )


def measure_void_form(
    desk: Desk, file: CaseFile, measure_id: int, parent: QWidget
) -> MeasureVoidDialog:
    """作废联动措施, its reason kept as a draft."""
    form = MeasureVoidDialog(desk, file, measure_id, parent=parent)
    return with_draft(form, desk, f"{file.id}·{measure_id}")


class MeasureVoidDialog(Dialog):
    """作废: the entry stays in 办理记录, struck out, with its reason."""

    def __init__(
        self, desk: Desk, file: CaseFile, measure_id: int, *, parent: QWidget | None = None
    ) -> None:
        super().__init__("作废联动措施", parent, width=440)
        self.desk, self.file, self.measure_id = desk, file, measure_id
        self.why = QLineEdit()
        self.field = Field("作废原因", self.why, required=True, hint="登记仍留在办理记录中。")
        self.body.addWidget(self.field)
        self.add_button("取消")
        self.save = self.add_button("作废", self._void, kind=PRIMARY)

    def _void(self) -> None:
        why, case_id, measure_id = self.why.text().strip(), self.file.id, self.measure_id
        if not why:
            self.field.fail("缺作废原因。")
            self.why.setFocus()
            return
        before = takeback.standing_details(self.desk.ws, case_id, takeback.MEASURES)
        run_act(
            self.desk,
            f"作废联动措施 {self.file.number}",
            lambda ws: linkedmeasures.void_measure(ws, case_id, measure_id, why),
            lambda ws, _: takeback.put_back_details(ws, case_id, before),
            self,
            after=lambda _: self.accept(),
        )
