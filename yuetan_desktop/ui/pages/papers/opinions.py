"""征求意见: what others said of a draft, what becomes of each, and 采纳情况表."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from yuetan_desktop.domain.period import Period
from yuetan_desktop.services import casefiles
from yuetan_desktop.services.papers import opinions
from yuetan_desktop.services.papers.opinions import Adoption, Opinion
from yuetan_desktop.services.papers.paperdesk import Owner
from yuetan_desktop.ui import messages
from yuetan_desktop.ui.acting import run_act
from yuetan_desktop.ui.drafts import with_draft
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.table_model import Column
from yuetan_desktop.ui.theme import Type
from yuetan_desktop.ui.undo import WHY
from yuetan_desktop.ui.widgets.buttons import PRIMARY, Button
from yuetan_desktop.ui.widgets.cell_painters import chip_cell
from yuetan_desktop.ui.widgets.containers import row
from yuetan_desktop.ui.widgets.dialog import Dialog
from yuetan_desktop.ui.widgets.field import ComboBox, Field, TextArea
from yuetan_desktop.ui.widgets.labels import Label
from yuetan_desktop.ui.widgets.saying import all_said, text_of, told
from yuetan_desktop.ui.widgets.table import TableView

_LOOKS = {
    Adoption.OPEN: "warn",
    Adoption.ADOPTED: "ok",
    Adoption.PARTLY: "near",
    Adoption.REJECTED: "neutral",
}


class OpinionsDialog(Dialog):
    """The opinions on one draft with their totals."""

    def __init__(
        self, desk: Desk, owner: Owner, kind: str, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(f"征求意见：{kind}", parent, width=900)
        self.desk, self.owner, self.kind = desk, owner, kind
        self.totals = Label("", Type.SECTION_TITLE)
        self.deciding = Button("登记采纳情况…", height=28)
        self.voiding = Button("作废", height=28)
        self.printing = Button("采纳情况表…", height=28)
        top = row(gap=8)
        top.addWidget(self.totals, 1)
        for button, act in (
            (self.deciding, self.decide),
            (self.voiding, self._void),
            (self.printing, self.print),
        ):
            button.clicked.connect(lambda _=False, act=act: act())
            top.addWidget(button)
        self.table = TableView(_COLUMNS, "征求意见")
        self.table.chosen.connect(lambda _: self._allow())
        for wanted in (self.table.opened, self.table.edit_wanted):
            wanted.connect(lambda _: self.decide())
        self.body.addLayout(top)
        self.body.addWidget(self.table, 1)
        self.add_button("关闭")
        self.add_button("登记意见", self.add, kind=PRIMARY)
        self.open_at(1000, 520)
        self.refresh()

    def refresh(self) -> None:
        found = opinions.opinions(self.desk.ws, self.owner, self.kind)
        self.table.set_rows(found)
        self.totals.setText(opinions.totals(found) if found else "还没有登记意见。")
        self.printing.block("" if found else "还没有登记意见")
        self._allow()

    def _allow(self) -> None:
        lacking = "" if self.table.current_record() else "先选择一条意见"
        for button in (self.deciding, self.voiding):
            button.block(lacking)

    def add(self) -> None:
        form = OpinionForm(self.desk, self.owner, self.kind, parent=self)
        with_draft(form, self.desk, f"{self.owner}·{self.kind}").exec()
        self.refresh()

    def decide(self) -> None:
        opinion: Opinion | None = self.table.current_record()
        if opinion is not None:
            with_draft(AdoptionForm(self.desk, opinion, parent=self), self.desk, opinion.id).exec()
            self.refresh()

    def _void(self) -> None:
        opinion: Opinion | None = self.table.current_record()
        if opinion is not None:
            run_act(
                self.desk, f"作废意见 {opinion.unit}",
                lambda ws: opinions.void_opinions(ws, [opinion.id], "在征求意见中作废"),
                lambda ws, _: opinions.reinstate_opinions(ws, [opinion.id]),
                self, after=lambda _: self.refresh(),
            )  # fmt: skip

    def print(self) -> None:
        """采纳情况表 as a Word file, offered to open and print."""
        owner, kind = self.owner, self.kind
        whose = (
            owner.label()
            if isinstance(owner, Period)
            else casefiles.load_case(self.desk.ws, owner).number
        )
        name = f"{whose}{kind}征求意见采纳情况表.docx"
        target = messages.pick_target(self, "采纳情况表", name, "Word 文档 (*.docx)")
        if target is not None:
            self.desk.export(
                "采纳情况表", target, lambda ws, _: opinions.write_table(ws, owner, kind, target)
            )


_COLUMNS = (
    Column("提出单位", lambda o: o.unit, bold=True, width=140),
    Column("意见", lambda o: o.words, tip=lambda o: o.words, width=0),
    Column(
        "采纳情况",
        lambda o: o.adoption.value,
        paint=chip_cell(lambda o: (o.adoption.value, _LOOKS[o.adoption])),
        width=110,
    ),
    Column("理由", lambda o: o.reason or "—", tip=lambda o: o.reason, width=240),
)


class OpinionForm(Dialog):
    """What one unit said, one opinion a line."""

    def __init__(
        self, desk: Desk, owner: Owner, kind: str, *, parent: QWidget | None = None
    ) -> None:
        super().__init__("登记意见", parent, width=520)
        self.desk, self.owner, self.kind = desk, owner, kind
        self.unit = Field("提出单位", QLineEdit(), required=True)
        self.words = Field("意见", TextArea(lines=6), required=True, hint="一行一条")
        self.body.addWidget(self.unit)
        self.body.addWidget(self.words)
        self.add_button("取消")
        self.add_button("登记", self.save, kind=PRIMARY)

    def save(self) -> None:
        if not all_said((self.unit, self.words)):
            return
        owner, kind, unit, words = self.owner, self.kind, text_of(self.unit), text_of(self.words)
        run_act(
            self.desk, "登记意见",
            lambda ws: opinions.add_opinions(ws, owner, kind, unit, words),
            lambda ws, made: opinions.void_opinions(ws, made, WHY),
            self, words=lambda made: f"{unit} {len(made)} 条", after=lambda _: self.accept(),
        )  # fmt: skip


class AdoptionForm(Dialog):
    """What becomes of one opinion; earlier decisions stay on record."""

    def __init__(self, desk: Desk, opinion: Opinion, *, parent: QWidget | None = None) -> None:
        super().__init__("登记采纳情况", parent, width=520)
        self.desk, self.opinion = desk, opinion
        self.body.addWidget(Label(f"{opinion.unit}：{opinion.words}", Type.BODY, wrap=True))
        self.adoption = ComboBox([(one, one.value) for one in Adoption])
        self.adoption.set_key(opinion.adoption)
        self.reason = Field(
            "理由", TextArea(opinion.reason, lines=3), hint="部分采纳、未采纳的要写明"
        )
        self.body.addWidget(Field("采纳情况", self.adoption, required=True))
        self.body.addWidget(self.reason)
        self.add_button("取消")
        self.add_button("登记", self.save, kind=PRIMARY)

    def save(self) -> None:
        adoption, reason = Adoption(str(self.adoption.key)), text_of(self.reason)
        lacking = adoption.needs_reason and not reason
        if told({self.reason: "缺理由。"} if lacking else {}, (self.reason,)):
            return
        before = self.opinion
        run_act(
            self.desk, "登记采纳情况",
            lambda ws: opinions.decide(ws, before.id, adoption, reason),
            lambda ws, _: opinions.decide(ws, before.id, before.adoption, before.reason),
            self, after=lambda _: self.accept(),
        )  # fmt: skip
