"""认定首要原因 (第十六条): candidates, the one that leads, its domain, and whom that points to."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QWidget

from yuetan_desktop.domain.cases.causes import FAULTS, SEVERITIES, FaultFamily, LeadingCause
from yuetan_desktop.domain.typednumber import read_number
from yuetan_desktop.services import takeback
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.cases import causes
from yuetan_desktop.services.reports import sectioncards
from yuetan_desktop.ui.acting import run_act
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.theme import Color, Type
from yuetan_desktop.ui.widgets.buttons import PRIMARY
from yuetan_desktop.ui.widgets.containers import row
from yuetan_desktop.ui.widgets.dialog import Dialog
from yuetan_desktop.ui.widgets.field import ComboBox, DateField, Field, TextArea
from yuetan_desktop.ui.widgets.labels import Label


class CauseDialog(Dialog):
    """One assessment; the ones before it stay on record."""

    def __init__(self, desk: Desk, file: CaseFile, *, parent: QWidget | None = None) -> None:
        super().__init__("认定首要原因（第十六条）", parent, width=640)
        self.desk, self.file = desk, file
        self.issues = {issue.name: issue for issue in causes.issues(desk.ws)}
        known = causes.cause_of(desk.ws, file.id)
        self._make_editors(known)
        self.fields = self._fields()
        self._lay_out(known.faults if known else ())
        self.add_button("取消")
        self.save = self.add_button("认定", self._save, kind=PRIMARY)
        self.chosen.currentTextChanged.connect(self._follow_map)
        self.domain.currentTextChanged.connect(lambda _: self._show_whom())
        self.severity.currentIndexChanged.connect(lambda _: self._suggest())
        self._suggest()
        self._show_whom()

    def _make_editors(self, known: LeadingCause | None) -> None:
        """They begin with what the case was last said to have come from."""
        self.candidates = TextArea("\n".join(known.candidates) if known else "", lines=3)
        self.chosen = ComboBox([(name, name) for name in self.issues])
        self.chosen.setEditable(True)
        self.chosen.setCurrentText(known.chosen if known else "")
        self.domain = ComboBox([(name, name) for name in causes.domains(self.desk.ws)])
        self.domain.setEditable(True)
        self.domain.setCurrentText(known.domain if known else "")
        self.why = TextArea(known.why if known else "", lines=2)
        share = known.upstream_share if known else None
        self.upstream = QLineEdit("" if share is None else f"{share.normalize():f}")
        self.severity = ComboBox([("", "未定"), *((name, name) for name in SEVERITIES)])
        self.severity.set_key(known.severity if known else "")
        self.by = QLineEdit(known.found_by if known else "市环委办")
        self.day = DateField(self.desk.ws.today())
        self.whom = Label("", Type.BODY, Color.INK2, wrap=True)
        self.faults = {name: QCheckBox(name) for name in FAULTS}

    def _fields(self) -> dict[str, Field]:
        return {
            "candidates": Field("备选原因", self.candidates, required=True, hint="每行一个"),
            "chosen": Field("首要原因", self.chosen, required=True),
            "domain": Field("所涉领域", self.domain, required=True),
            "why": Field("认定理由", self.why, required=True),
            "upstream": Field("上游来水影响（%）", self.upstream, hint=self._upstream_hint()),
            "severity": Field("情节", self.severity),
            "by": Field("认定人", self.by, required=True),
            "day": Field("认定日期", self.day, required=True),
        }

    def _lay_out(self, faults: tuple[str, ...]) -> None:
        """Cause beside its domain, weight beside severity, the person beside the day."""
        cause, weight, person = row(gap=12), row(gap=12), row(gap=12)
        beside = {
            "chosen": cause, "domain": cause, "upstream": weight, "severity": weight,
            "by": person, "day": person,
        }  # fmt: skip
        for key, field in self.fields.items():
            if key in beside:
                beside[key].addWidget(field, 1)
            else:
                self.body.addWidget(field)
            if key in {"domain", "severity"}:
                self.body.addLayout(beside[key])
        for family in FaultFamily:
            self.body.addLayout(self._family(family, faults))
        self.body.addLayout(person)
        self.body.addWidget(self.whom)

    def _suggest(self) -> None:
        """分类处置: what its severity suggests; a person decides."""
        advice = SEVERITIES.get(str(self.severity.key or ""), "选定后给出处置建议")
        self.fields["severity"].tell(advice)

    def _family(self, family: FaultFamily, known: tuple[str, ...]) -> QHBoxLayout:
        """主观责任 told apart from 客观因素: any of them may apply."""
        line = row(gap=12)
        line.addWidget(Label(family.value, Type.SMALL, Color.INK2))
        for name, box in self.faults.items():
            if FAULTS[name] is family:
                box.setChecked(name in known)
                line.addWidget(box)
        line.addStretch()
        return line

    def _follow_map(self, chosen: str) -> None:
        """工地扬尘 → 住房城乡建设: the map suggests, the clerk may say otherwise."""
        if chosen in self.issues:
            self.domain.setCurrentText(self.issues[chosen].domain)
        self._show_whom()

    def _show_whom(self) -> None:
        """Whom the domain points to on the day of the interview."""
        ws, domain = self.desk.ws, self.domain.currentText().strip()
        if not domain:
            self.whom.setText("选定所涉领域后，这里列出约谈当日分管该领域的领导。")
            return
        day = causes.deciding_day(ws, self.file)
        unit = causes.leader_on(ws, self.file.row.place_id, domain, day)
        city = causes.leader_on(ws, None, domain, day)
        issue = self.issues.get(self.chosen.currentText())
        says = [f"牵头部门：{'、'.join(issue.departments)}。"] if issue else []
        for words, leader in ((self.file.unit, unit), ("市政府", city)):
            named = f"{leader.says}（{leader.document}）" if leader else "分工表中没有"
            says.append(f"{day}{words}分管{domain}：{named}。")
        self.whom.setText("\n".join(says))

    def _upstream_hint(self) -> str:
        """Whose waters reach the sections of the unit."""
        said = sectioncards.upstream_of(self.desk.ws, self.file.row.place_id)
        return f"涉水案件可填；{said}" if said else "涉水案件可填，如 40"

    def _share(self) -> Decimal | None:
        share = read_number(self.upstream.text().strip().rstrip("%％"))
        return share if share is not None and 0 <= share <= 100 else None

    def _save(self) -> None:
        said = {
            "candidates": self.candidates.toPlainText().strip(),
            "chosen": self.chosen.currentText().strip(),
            "domain": self.domain.currentText().strip(),
            "why": self.why.toPlainText().strip(),
            "by": self.by.text().strip(),
        }
        for key, value in said.items():
            if not value:
                self.fields[key].fail("这一项要填写。")
                self.fields[key].editor.setFocus()
                return
            self.fields[key].clear_check()
        share = self._share()
        if share is None and self.upstream.text().strip():
            self.fields["upstream"].fail("写 0 至 100 的数，没有可不填。")
            self.upstream.setFocus()
            return
        faults = [name for name, box in self.faults.items() if box.isChecked()]
        names = [line.strip() for line in said["candidates"].splitlines() if line.strip()]
        found = LeadingCause(
            tuple(names), said["chosen"], said["why"], said["by"], self.day.value, said["domain"],
            upstream_share=share, faults=tuple(faults), severity=str(self.severity.key or ""),
        )  # fmt: skip
        case_id = self.file.id
        before = takeback.standing_details(self.desk.ws, case_id, takeback.CAUSE)
        run_act(
            self.desk, f"认定首要原因 {self.file.number}",
            lambda ws: causes.assess_cause(ws, case_id, found),
            lambda ws, _: takeback.put_back_details(ws, case_id, before),
            self, words=lambda found: found.says, after=lambda _: self.accept(),
        )  # fmt: skip
