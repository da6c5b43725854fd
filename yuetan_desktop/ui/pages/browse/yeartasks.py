"""年度任务台账 (第七条（五）、（八）): lines typed, brought in from a workbook, exported, void."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtWidgets import QLineEdit, QSpinBox, QWidget

from yuetan_desktop.domain.typednumber import read_number
from yuetan_desktop.services import places, yeartasks
from yuetan_desktop.services.yeartasks import YearTask, YearTaskKind
from yuetan_desktop.ui import messages
from yuetan_desktop.ui.acting import run_act
from yuetan_desktop.ui.drafts import with_draft
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.table_model import Column
from yuetan_desktop.ui.theme import Color, Type
from yuetan_desktop.ui.undo import WHY
from yuetan_desktop.ui.widgets.buttons import PRIMARY, Button
from yuetan_desktop.ui.widgets.containers import row
from yuetan_desktop.ui.widgets.dialog import Dialog
from yuetan_desktop.ui.widgets.field import ComboBox, Field
from yuetan_desktop.ui.widgets.labels import Label
from yuetan_desktop.ui.widgets.saying import text_of, told
from yuetan_desktop.ui.widgets.table import TableView

_TOLD = "研判结果随之更新"
_KINDS = "表格 (*.xlsx *.xls *.et *.csv)"


class YearTasksDialog(Dialog):
    """The ledger; one line a task."""

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__("年度任务台账", parent, width=900)
        self.desk = desk
        self.names = {place.id: place.name for place in places.list_places(desk.ws)}
        self.count = Label("", Type.BODY, Color.INK2, elide=True)
        self.voiding = Button("作废", height=28)
        bring, export = Button("导入…", height=28), Button("导出…", height=28)
        top = row(gap=8)
        top.addWidget(self.count, 1)
        for button, act in (
            (self.voiding, self._void),
            (bring, self.bring_in),
            (export, self.export),
        ):
            button.clicked.connect(lambda _=False, act=act: act())
            top.addWidget(button)
        self.table = TableView(self._columns(), "年度任务台账")
        self.table.chosen.connect(lambda _: self._allow())
        self.body.addLayout(top)
        self.body.addWidget(self.table, 1)
        self.add_button("关闭")
        self.add_button("登记任务", self.add, kind=PRIMARY)
        self.open_at(1080, 520)
        self.refresh()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("责任单位", lambda t: self.names[t.place], bold=True, width=110),
            Column("年度", lambda t: str(t.year), width=64),
            Column("台账", lambda t: t.kind.value, width=96),
            Column("名称", lambda t: t.item, tip=lambda t: t.item, width=0),
            _number("任务数", lambda t: t.planned),
            _number("完成数", lambda t: t.done),
            Column(
                "完成率", lambda t: t.percent_text, sort=lambda t: t.percent, right=True, width=80
            ),
            Column("依据", lambda t: t.document or "—", tip=lambda t: t.document, width=170),
            Column("来源", lambda t: t.origin or "手工登记", tip=lambda t: t.origin, width=130),
        )

    def refresh(self) -> None:
        found = yeartasks.year_tasks(self.desk.ws)
        self.table.set_rows(found)
        self.count.setText(
            f"{len(found)} 项；减排和储备库未完成的按第七条（五）、（八）研判，资金落后的提示认定"
        )
        self._allow()

    def _allow(self) -> None:
        self.voiding.block("" if self.table.current_record() else "先选择一项任务")

    def add(self) -> None:
        with_draft(YearTaskForm(self.desk, parent=self), self.desk).exec()
        self.refresh()

    def bring_in(self) -> None:
        """All of a workbook or none; 撤销 takes it back whole."""
        file = messages.pick_file(self, "导入年度任务台账", _KINDS)
        if file is not None:
            run_act(
                self.desk, f"导入年度任务台账 {file.name}",
                lambda ws: yeartasks.import_year_tasks(ws, file),
                lambda ws, made: yeartasks.take_back_year_tasks(ws, made, WHY),
                self, words=lambda made: made.says, after=lambda _: self.refresh(),
            )  # fmt: skip

    def export(self) -> None:
        """The ledger, or the blank form while it is empty."""
        out = messages.pick_target(self, "导出年度任务台账", "年度任务台账.xlsx", "表格 (*.xlsx)")
        if out is not None:
            self.desk.tasks.run(
                "导出年度任务台账",
                lambda ws, _: yeartasks.export_year_tasks(ws, out),
                done=lambda path: self.desk.notice("已导出", str(path)),
                failed=lambda error: messages.show_error(error, self),
            )

    def _void(self) -> None:
        task: YearTask | None = self.table.current_record()
        if task is not None:
            run_act(
                self.desk, f"作废年度任务 {self.names[task.place]} {task.item}",
                lambda ws: yeartasks.void_year_task(ws, task.id, "在年度任务台账中作废"),
                lambda ws, _: yeartasks.record_year_tasks(ws, [task]),
                self, after=lambda _: self.refresh(),
            )  # fmt: skip


def _number(title: str, value: object) -> Column:
    assert callable(value)
    return Column(
        title, lambda t: f"{value(t):f} {t.unit}".strip(), sort=value, right=True, width=100
    )


class YearTaskForm(Dialog):
    """One line; the same unit, year, ledger and name once more updates it."""

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__("登记年度任务", parent, width=520)
        self.desk = desk
        units = [p for p in places.list_places(desk.ws, with_retired=False) if p.kind.is_subject]
        self.unit = ComboBox([(p.id, p.name) for p in units])
        self.kind = ComboBox([(kind, kind.value) for kind in YearTaskKind])
        self.year = QSpinBox()
        self.year.setRange(2000, 2100)
        self.year.setValue(desk.ws.today().year)
        self.item = Field("名称", QLineEdit(), required=True, hint="污染物、资金或储备项目名称")
        self.measure = Field("计量单位", QLineEdit(YearTaskKind.REDUCTION.measure))
        self.planned = Field("任务数", QLineEdit(), required=True)
        self.done_ = Field("完成数", QLineEdit(), required=True)
        self.document = Field("依据文号", QLineEdit())
        self.kind.currentIndexChanged.connect(lambda _: self._name_numbers())
        for fields in (
            (Field("责任单位", self.unit, required=True), Field("台账", self.kind, required=True)),
            (Field("年度", self.year, required=True), self.measure),
        ):
            self._add_line(*fields)
        self.body.addWidget(self.item)
        self._add_line(self.planned, self.done_)
        self.body.addWidget(self.document)
        self.add_button("取消")
        self.add_button("登记", self.save, kind=PRIMARY)

    def _add_line(self, *fields: Field) -> None:
        line = row(gap=12)
        for field in fields:
            line.addWidget(field, 1)
        self.body.addLayout(line)

    def _name_numbers(self) -> None:
        editor = self.measure.editor
        assert isinstance(editor, QLineEdit)
        editor.setText(YearTaskKind(str(self.kind.key)).measure)

    def save(self) -> None:
        planned, done = _decimal(self.planned), _decimal(self.done_)
        missing = {} if text_of(self.item) else {self.item: "缺名称。"}
        for field, value in ((self.planned, planned), (self.done_, done)):
            if value is None:
                missing[field] = f"{field.label}应为不小于零的数。"
        if told(missing, (self.item, self.planned, self.done_)):
            return
        kind, place = YearTaskKind(str(self.kind.key)), self.unit.key
        assert isinstance(place, int)
        if planned is None or done is None:
            return  # told above
        task = YearTask(
            0, place, self.year.value(), kind, text_of(self.item), planned, done,
            text_of(self.measure), text_of(self.document),
        )  # fmt: skip
        run_act(
            self.desk, "登记年度任务",
            lambda ws: yeartasks.record_year_tasks(ws, [task]),
            lambda ws, made: yeartasks.take_back_year_tasks(ws, made, WHY),
            self, words=_TOLD, after=lambda _: self.accept(),
        )  # fmt: skip


def _decimal(field: Field) -> Decimal | None:
    value = read_number(text_of(field))
    return value if value is not None and value >= 0 else None
