"""月度通报 of a month: as a draft, or numbered and issued; asked before the number is taken."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from yuetan_desktop.services import officepapers, paperfiles
from yuetan_desktop.services.officepapers import OfficePaper
from yuetan_desktop.ui import messages
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.theme import Color, Type
from yuetan_desktop.ui.widgets.buttons import PRIMARY
from yuetan_desktop.ui.widgets.dialog import Dialog
from yuetan_desktop.ui.widgets.field import ComboBox, Field
from yuetan_desktop.ui.widgets.labels import Label


class MonthDialog(Dialog):
    """Choose the month; the paper is made in the background and stands in the list."""

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__("月度通报", parent, width=440)
        self.desk = desk
        about = "按月生成，含排名表、图和数字来源表；每次生成为新的一稿，不覆盖已有的。"
        self.body.addWidget(Label(about, Type.BODY, Color.INK2, wrap=True))
        self._months = {str(one): one for one in officepapers.months(desk.ws)}
        self.month = ComboBox(
            [(key, one.label()) for key, one in self._months.items()], name="月份"
        )
        self.body.addWidget(Field("月份", self.month))
        self.add_button("取消")
        self.draft = self.add_button("生成草稿", lambda: self._make(False))
        self.issue = self.add_button("编号印发…", lambda: self._make(True), kind=PRIMARY)

    def _make(self, formal: bool) -> None:
        month = self._months[str(self.month.key)]
        if formal and not messages.ask(
            "编号印发",
            f"{month.label()}通报还是讨论稿，定稿后才能编号印发。现在定稿并编号印发？",
            verb="定稿并编号印发",
            effect="文号占用后不再收回，文书定稿存档。",
            precondition="内容已经核对",
            parent=self,
        ):
            return
        parent = self.parentWidget()
        self.accept()
        self.desk.tasks.run(
            "生成月度通报",
            lambda ws, _: officepapers.make_month_paper(ws, month, formal=formal),
            done=self._made,
            failed=lambda error: messages.show_error(error, parent),
        )

    def _made(self, paper: OfficePaper) -> None:
        words = paper.number or f"第 {paper.version} 稿（{paper.state}）"
        self.desk.notice(
            f"已生成{paper.month.label()}{paper.kind}",
            words,
            action=("打开", lambda: paperfiles.open_paper(paper.path)),
        )
