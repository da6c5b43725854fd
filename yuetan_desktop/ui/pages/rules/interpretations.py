"""口径请示与答复 (第二十一条): what was asked of the interpreting office, and what it answered."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from yuetan_desktop.domain.judging.interpretation import Interpretation
from yuetan_desktop.domain.reading import Reading
from yuetan_desktop.services import office
from yuetan_desktop.services.judging import interpretations
from yuetan_desktop.ui.acting import run_act
from yuetan_desktop.ui.drafts import with_draft
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.table_model import Column
from yuetan_desktop.ui.theme import Color, Type
from yuetan_desktop.ui.undo import WHY
from yuetan_desktop.ui.widgets.buttons import PRIMARY, Button
from yuetan_desktop.ui.widgets.containers import row
from yuetan_desktop.ui.widgets.dialog import Dialog
from yuetan_desktop.ui.widgets.field import ComboBox, DateField, Field, TextArea
from yuetan_desktop.ui.widgets.labels import Label
from yuetan_desktop.ui.widgets.saying import all_said, text_of
from yuetan_desktop.ui.widgets.table import TableView


class InterpretationsDialog(Dialog):
    """Every question with its newest answer; whoever waits longest is seen at once."""

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__("口径请示与答复", parent, width=900)
        self.desk = desk
        self.count = Label("", Type.BODY, Color.INK2)
        self.answering = Button("登记答复…", height=28)
        self.answering.clicked.connect(lambda _=False: self.answer())
        self.voiding = Button("作废", height=28)
        self.voiding.clicked.connect(lambda _=False: self._void())
        top = row(gap=8)
        top.addWidget(self.count, 1)
        top.addWidget(self.answering)
        top.addWidget(self.voiding)
        self.table = TableView(self._columns(), "口径请示与答复")
        self.table.chosen.connect(lambda _: self._allow())
        self.words = Label("", Type.BODY, Color.INK2, wrap=True, selectable=True)
        self.body.addLayout(top)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.words)
        self.add_button("关闭")
        self.add_button("登记请示", self.ask, kind=PRIMARY)
        self.open_at(1080, 520)
        self.refresh()

    def _columns(self) -> tuple[Column, ...]:
        readings = office.readings_in_force(self.desk.ws).readings
        today = self.desk.ws.today()

        def settles(asked: Interpretation) -> str:
            if asked.answer is None:
                return f"未答复，已 {asked.waiting_days(today)} 天"
            reading, option = readings.get(asked.reading), asked.answer.option
            return reading.option(option).name if reading and option else "只作说明"

        def wording(asked: Interpretation) -> str:
            reading = readings.get(asked.reading)
            return f"{asked.reading} {reading.wording if reading else ''}"

        return (
            Column("口径", wording, bold=True, width=190),
            Column("请示内容", lambda q: q.question, tip=lambda q: q.question, width=0),
            Column(
                "请示", lambda q: f"{q.asked_on} {q.asked_by}", tip=lambda q: q.asked_by, width=190
            ),
            Column("答复", _signed, tip=_signed, width=230),
            Column("理解为", settles, width=150),
        )

    def refresh(self) -> None:
        found = interpretations.questions(self.desk.ws)
        self.table.set_rows(found)
        waiting = sum(1 for asked in found if asked.answer is None)
        self.count.setText(f"{len(found)} 项，{waiting} 项未答复" if found else "还没有登记请示。")
        self._allow()

    def _allow(self) -> None:
        asked: Interpretation | None = self.table.current_record()
        answer = asked.answer if asked else None
        said = [f"请示：{asked.question}"] if asked else []
        self.words.setText("\n".join([*said, f"答复：{answer.words}"] if answer else said))
        for button in (self.answering, self.voiding):
            button.block("" if asked else "先选择一项请示")
        self.voiding.setText("作废答复" if answer else "作废请示")

    def ask(self) -> None:
        with_draft(QuestionForm(self.desk, parent=self), self.desk).exec()
        self.refresh()

    def answer(self) -> None:
        if asked := self.table.current_record():
            with_draft(AnswerForm(self.desk, asked, parent=self), self.desk, asked.id).exec()
            self.refresh()

    def _void(self) -> None:
        asked: Interpretation | None = self.table.current_record()
        if asked is None:
            return
        answer, why = asked.answer, "在口径请示中作废"
        if answer is not None:
            said = _said(answer)
            run_act(
                self.desk, "作废口径答复",
                lambda ws: interpretations.void_answer(ws, answer.id, why),
                lambda ws, _: interpretations.answer(ws, asked.id, **said),
                self, after=lambda _: self.refresh(),
            )  # fmt: skip
            return
        run_act(
            self.desk, "作废口径请示",
            lambda ws: interpretations.void_question(ws, asked.id, why),
            lambda ws, _: interpretations.ask(
                ws, asked.reading, asked.question, asked_by=asked.asked_by,
                asked_on=asked.asked_on, document=asked.document,
            ),
            self, after=lambda _: self.refresh(),
        )  # fmt: skip


def _signed(asked: Interpretation) -> str:
    answer = asked.answer
    return f"{answer.answered_on} {answer.document} {answer.answered_by}" if answer else "—"


def _said(answer: interpretations.Answer) -> dict[str, Any]:
    return {
        "words": answer.words,
        "option": answer.option,
        "answered_by": answer.answered_by,
        "answered_on": answer.answered_on,
        "document": answer.document,
    }


class QuestionForm(Dialog):
    """One question about one open wording."""

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__("登记请示", parent, width=520)
        self.desk = desk
        readings = office.readings_in_force(desk.ws).readings.values()
        self.reading = ComboBox([(r.id, f"{r.id} {r.wording}") for r in readings])
        self.about = Label("", Type.SMALL, Color.INK3, wrap=True)
        self.on = DateField(desk.ws.today())
        own = office.read_office(desk.ws)
        self.question = Field("请示内容", TextArea(lines=3), required=True)
        self.who = Field("请示单位", QLineEdit(own.name or own.issuer), required=True)
        self.document = Field("请示文号", QLineEdit())
        self.body.addWidget(Field("口径", self.reading, required=True))
        self.body.addWidget(self.about)
        for field in (self.question, self.who, Field("请示日期", self.on, required=True)):
            self.body.addWidget(field)
        self.body.addWidget(self.document)
        self.reading.currentIndexChanged.connect(lambda _: self._tell())
        self.add_button("取消")
        self.add_button("登记", self.save, kind=PRIMARY)
        self._tell()

    def _tell(self) -> None:
        known = office.readings_in_force(self.desk.ws).readings
        self.about.setText(known[str(self.reading.key)].question)

    def save(self) -> None:
        if not all_said((self.question, self.who)):
            return
        reading, question = str(self.reading.key), text_of(self.question)
        said: dict[str, Any] = {
            "asked_by": text_of(self.who),
            "asked_on": self.on.value,
            "document": text_of(self.document),
        }
        run_act(
            self.desk, "登记口径请示",
            lambda ws: interpretations.ask(ws, reading, question, **said),
            lambda ws, number: interpretations.void_question(ws, number, WHY),
            self, after=lambda _: self.accept(),
        )  # fmt: skip


class AnswerForm(Dialog):
    """An answer; the option it names holds for periods that end on its day or later."""

    def __init__(self, desk: Desk, asked: Interpretation, *, parent: QWidget | None = None) -> None:
        super().__init__("登记答复", parent, width=520)
        self.desk, self.asked = desk, asked
        self.body.addWidget(Label(asked.question, Type.SECTION_TITLE, wrap=True))
        reading: Reading = office.readings_in_force(desk.ws).readings[asked.reading]
        options = [(option.key, option.name) for option in reading.options]
        self.option = ComboBox([*options, ("", "只作说明，不选定")])
        self.on = DateField(desk.ws.today())
        self.words = Field("答复内容", TextArea(lines=3), required=True)
        self.who = Field("答复单位", QLineEdit(interpretations.interpreter(desk.ws)), required=True)
        self.document = Field("答复文号", QLineEdit(), required=True)
        for field in (
            self.words,
            Field("理解为", self.option, required=True),
            self.who,
            Field("答复日期", self.on, required=True),
            self.document,
        ):
            self.body.addWidget(field)
        words = "数据期末在答复当日及以后的，按答复理解；以前的数据期和已立案件不变。"
        self.body.addWidget(Label(words, Type.SMALL, Color.INK3, wrap=True))
        self.add_button("取消")
        self.add_button("登记", self.save, kind=PRIMARY)

    def save(self) -> None:
        if not all_said((self.words, self.who, self.document)):
            return
        number = self.asked.id
        said: dict[str, Any] = {
            "words": text_of(self.words),
            "option": str(self.option.key),
            "answered_by": text_of(self.who),
            "answered_on": self.on.value,
            "document": text_of(self.document),
        }
        run_act(
            self.desk, "登记口径答复",
            lambda ws: interpretations.answer(ws, number, **said),
            lambda ws, made: interpretations.void_answer(ws, made, WHY),
            self, words="研判结果随之更新", after=lambda _: self.accept(),
        )  # fmt: skip
