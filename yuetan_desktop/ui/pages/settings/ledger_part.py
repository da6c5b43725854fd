"""整改与回头看: whether unsatisfied people block closing, and how long closed cases are watched."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QSpinBox

from yuetan_desktop.services import office
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.settings.part import Part
from yuetan_desktop.ui.widgets.containers import column
from yuetan_desktop.ui.widgets.field import Field


class LedgerPart(Part):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "整改与回头看", inset=16)
        self.strict = QCheckBox("群众不满意的任务不予销号")
        self.months = QSpinBox()
        self.months.setRange(0, 36)
        self.months.setSuffix(" 个月")
        self.months.setSpecialValueText("不看")
        fields = column(gap=12)
        fields.setContentsMargins(16, 12, 16, 8)
        fields.addWidget(
            Field("销号", self.strict, hint="没有回访的不受影响；回访结果在任务的“群众意见”登记。")
        )
        hint = "触发案件的指标回到触发时的水平，且不优于去年同期，即提示反弹。"
        fields.addWidget(Field("销号后回头看", self.months, hint=hint))
        self.body.addLayout(fields)
        self.add_foot(self.save)
        self.body.addStretch()

    def refresh(self) -> None:
        stored = office.read_office(self.desk.ws)
        self.strict.setChecked(bool(stored.strict_closure))
        self.months.setValue(stored.watch_months)

    def save(self) -> None:
        said = {
            "strict_closure": int(self.strict.isChecked()),
            "watch_months": self.months.value(),
        }
        self.write_office("保存整改与回头看设置", said)
