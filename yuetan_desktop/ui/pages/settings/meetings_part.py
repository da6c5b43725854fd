"""例会: on which day of the week, the month and the quarter the office meets."""

from __future__ import annotations

from PySide6.QtWidgets import QSpinBox

from yuetan_desktop.services import office
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.settings.part import Part
from yuetan_desktop.ui.widgets.containers import column
from yuetan_desktop.ui.widgets.field import ComboBox, Field

_NONE = "不设"
_HINT = (
    "逢休息日顺延到下一个工作日；列入到期日历和日程文件，点开导出议程，逾期和将到期的事项已填好。"
)


class MeetingsPart(Part):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "例会", inset=16)
        weekdays = [(n, f"每周{word}") for n, word in enumerate("一二三四五", 1)]
        self.week = ComboBox([(0, _NONE), *weekdays])
        self.month, self.quarter = QSpinBox(), QSpinBox()
        for box, before in ((self.month, "每月 "), (self.quarter, "季末月 ")):
            box.setRange(0, 31)
            box.setPrefix(before)
            box.setSuffix(" 日")
            box.setSpecialValueText(_NONE)
        fields = column(gap=12)
        fields.setContentsMargins(16, 12, 16, 8)
        fields.addWidget(Field("周碰头", self.week, hint=_HINT))
        fields.addWidget(Field("月调度", self.month, hint="短月没有这一天的，在月末。"))
        fields.addWidget(Field("季督查", self.quarter, hint="在每季度最后一个月。"))
        self.body.addLayout(fields)
        self.add_foot(self.save)
        self.body.addStretch()

    def refresh(self) -> None:
        stored = office.read_office(self.desk.ws)
        self.week.set_key(stored.meeting_weekday)
        self.month.setValue(stored.meeting_month_day)
        self.quarter.setValue(stored.meeting_quarter_day)

    def save(self) -> None:
        said = {
            "meeting_weekday": int(str(self.week.key)),
            "meeting_month_day": self.month.value(),
            "meeting_quarter_day": self.quarter.value(),
        }
        self.write_office("保存例会设置", said)
