"""显示与提醒: 字号 and 高对比度 at once, how near is 临界, how many days ahead limits are shown."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QSpinBox

from yuetan_desktop.services import office
from yuetan_desktop.ui import inputmethod
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.settings.part import Part
from yuetan_desktop.ui.theme import Color, Contrast, TextSize, Type, theme
from yuetan_desktop.ui.widgets.buttons import SegmentedControl
from yuetan_desktop.ui.widgets.containers import row
from yuetan_desktop.ui.widgets.field import Field
from yuetan_desktop.ui.widgets.labels import Label

_NUMBERS = (
    ("near_percent", "临界：距目标", " %", 1, 50),
    ("near_places", "临界：距后列名次", " 位", 1, 30),
    ("near_occurrences", "临界：距触发次数", " 次", 1, 10),
    ("due_within_days", "即将到期：提前", " 个工作日", 1, 60),
)


class LookPart(Part):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "显示与提醒", inset=16)
        self.text_size = SegmentedControl([(s, s.label) for s in TextSize], name="字号")
        self.text_size.changed.connect(theme().set_text_size)
        line = row()
        line.setContentsMargins(16, 12, 16, 4)
        line.addWidget(Field("字号（立即生效）", self.text_size))
        self.contrast = SegmentedControl([(c, c.label) for c in Contrast], name="高对比度")
        self.contrast.changed.connect(theme().set_contrast)
        line.addSpacing(24)
        line.addWidget(Field("高对比度（立即生效）", self.contrast))
        line.addStretch()
        self.body.addLayout(line)
        self.numbers: dict[str, QSpinBox] = {}
        grid = QGridLayout()
        grid.setContentsMargins(16, 4, 16, 8)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        for number, (key, label, unit, low, high) in enumerate(_NUMBERS):
            spin = QSpinBox()
            spin.setRange(low, high)
            spin.setSuffix(unit)
            self.numbers[key] = spin
            grid.addWidget(Field(label, spin), number // 2, number % 2)
        self.body.addLayout(grid)
        if warning := inputmethod.settled().warning:
            words = f"{inputmethod.DOUBT}：{warning}"
            self.input_doubt = Label(words, Type.BODY, Color.WARN, wrap=True)
            self.input_doubt.setContentsMargins(16, 4, 16, 8)
            self.body.addWidget(self.input_doubt)
        self.add_foot(self.save)
        self.body.addStretch()

    def refresh(self) -> None:
        stored = office.read_office(self.desk.ws)
        for key, spin in self.numbers.items():
            spin.setValue(getattr(stored, key))
        self.text_size.set_current(theme().text_size)
        self.contrast.set_current(theme().contrast)

    def save(self) -> None:
        said = {key: spin.value() for key, spin in self.numbers.items()}
        looks = {
            "text_size": TextSize(self.text_size.current).value,
            "contrast": Contrast(self.contrast.current).value,
        }
        self.write_office("保存显示设置", {**looks, **said})
