"""选定口径: who decided on what basis; and the record of every decision."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from yuetan_desktop.domain.reading import Choice
from yuetan_desktop.services import office
from yuetan_desktop.services.judging.rulebook import ReadingView
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.table_model import Column
from yuetan_desktop.ui.theme import Color, Type, theme
from yuetan_desktop.ui.widgets.buttons import PRIMARY
from yuetan_desktop.ui.widgets.dialog import Dialog
from yuetan_desktop.ui.widgets.field import DateField, Field
from yuetan_desktop.ui.widgets.labels import Label
from yuetan_desktop.ui.widgets.table import TableView


class DecisionDialog(Dialog):
    """A choice is an act of the office: it needs a name, a day and a basis."""

    def __init__(
        self, desk: Desk, view: ReadingView, option: str, *, parent: QWidget | None = None
    ) -> None:
        super().__init__("选定口径", parent, width=500)
        self.view, self.option = view, option
        chosen = view.reading.option(option)
        head = Label(
            f"“{view.reading.wording}”按“{chosen.name}”理解", Type.SECTION_TITLE, wrap=True
        )
        self.body.addWidget(head)
        self.body.addWidget(Label(chosen.meaning, Type.BODY, Color.INK2, wrap=True))
        self.who = QLineEdit(office.read_office(desk.ws).issuer)
        self.on = DateField(desk.ws.today())
        self.basis = QLineEdit()
        self.who_field = Field("决定机关或决定人", self.who, required=True)
        self.basis_field = Field(
            "依据", self.basis, required=True, hint="会议纪要、答复函等文件的名称和文号"
        )
        for field in (self.who_field, Field("决定日期", self.on, required=True), self.basis_field):
            self.body.addWidget(field)
        words = "选定后重新研判；已立案件的依据在立案时冻结，不受影响。"
        self.body.addWidget(Label(words, Type.SMALL, Color.INK3, wrap=True))
        self.add_button("取消")
        self.add_button("选定", self._check, kind=PRIMARY)

    def choice(self) -> Choice:
        return Choice(
            self.view.reading.id,
            self.option,
            self.who.text().strip(),
            self.on.value,
            self.basis.text().strip(),
        )

    def _check(self) -> None:
        for field, editor, what in (
            (self.who_field, self.who, "决定人"),
            (self.basis_field, self.basis, "依据"),
        ):
            if not editor.text().strip():
                field.fail(f"缺{what}。")
                editor.setFocus()
                return
            field.clear_check()
        self.accept()


class HistoryDialog(Dialog):
    """口径变更记录: every decision ever recorded, newest first."""

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__("口径变更记录", parent, width=860)
        readings = office.readings_in_force(desk.ws).readings

        def option(choice: Choice) -> str:
            reading = readings.get(choice.reading)
            if reading is None or not choice.option:
                return "（撤回）"
            return reading.option(choice.option).name

        def wording(choice: Choice) -> str:
            return readings[choice.reading].wording if choice.reading in readings else ""

        table = TableView(
            (
                Column("口径", lambda d: f"{d.choice.reading} {wording(d.choice)}", width=250),
                Column("选定", lambda d: option(d.choice), bold=True, width=170),
                Column("决定", lambda d: f"{d.choice.who} {d.choice.on}", width=290),
                Column("依据", lambda d: d.choice.basis, tip=lambda d: d.choice.basis, width=0),
                Column("登记", lambda d: f"{d.recorded_by} {d.recorded_at:%m-%d}", width=110),
            ),
            "口径变更记录",
        )
        table.setMinimumHeight(theme().px(320))
        table.set_rows(list(reversed(office.decisions(desk.ws))))
        self.body.addWidget(table)
        self.add_button("关闭")
        self.open_at(1280, 440)
