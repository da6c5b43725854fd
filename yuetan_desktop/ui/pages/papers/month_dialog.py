"""Which month the 月度通报 is of; its form and pages open in the window."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from yuetan_desktop.services.papers import officepapers
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.theme import Color, Type
from yuetan_desktop.ui.widgets.buttons import PRIMARY
from yuetan_desktop.ui.widgets.dialog import Dialog
from yuetan_desktop.ui.widgets.field import ComboBox, Field
from yuetan_desktop.ui.widgets.labels import Label


class MonthDialog(Dialog):
    """Choose the month, then look at its circular."""

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__(officepapers.NAME, parent, width=440)
        self.desk = desk
        about = "按月生成，含排名表、图和数字来源表；打开后可预览、送审、定稿、编号印发。"
        self.body.addWidget(Label(about, Type.BODY, Color.INK2, wrap=True))
        self._months = {str(one): one for one in officepapers.months(desk.ws)}
        self.month = ComboBox(
            [(key, one.label()) for key, one in self._months.items()], name="月份"
        )
        self.body.addWidget(Field("月份", self.month))
        self.add_button("取消")
        self.look = self.add_button("打开", self._open, kind=PRIMARY)

    def _open(self) -> None:
        month = self._months[str(self.month.key)]
        self.accept()
        self.desk.go("paper", (month, officepapers.NAME))
