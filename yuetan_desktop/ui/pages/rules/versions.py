"""口径版本: giving the choices in force a name, and two versions beside each other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from yuetan_desktop.domain.assessment import RuleFinding
from yuetan_desktop.domain.period import Period
from yuetan_desktop.services import office
from yuetan_desktop.services.judging import readingversions
from yuetan_desktop.services.judging.readingversions import Comparison, SavedVersion
from yuetan_desktop.ui import messages
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.rules.clause import OUTCOME_LOOKS
from yuetan_desktop.ui.table_model import Column
from yuetan_desktop.ui.theme import Color, Type, pretty, theme
from yuetan_desktop.ui.widgets.buttons import PRIMARY
from yuetan_desktop.ui.widgets.cell_painters import state_cell
from yuetan_desktop.ui.widgets.containers import row
from yuetan_desktop.ui.widgets.dialog import Dialog
from yuetan_desktop.ui.widgets.field import ComboBox, DateField, Field
from yuetan_desktop.ui.widgets.labels import Label
from yuetan_desktop.ui.widgets.table import TableView

_LOCKED = "版本保存后不能修改或删除；以后改变口径不影响已存的版本。"


class SaveVersionDialog(Dialog):
    """另存为新版口径: a name, who settled it, when and on what basis; asked, as it locks them."""

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__("另存为新版口径", parent, width=500)
        self._desk = desk
        chosen = len(office.choices_in_force(desk.ws))
        number = len(readingversions.versions(desk.ws)) + 1
        today = desk.ws.today()
        words = f"现行口径中本单位选定的 {chosen} 项，连同各自的决定人、日期和依据，存为一个版本。"
        self.body.addWidget(Label(words, Type.BODY, Color.INK2, wrap=True))
        self.name = QLineEdit(f"{today.year}年执行口径（第{number}版）")
        self.name.setMaxLength(readingversions.NAME_LENGTH)
        self.who = QLineEdit(office.read_office(desk.ws).issuer)
        self.on = DateField(today)
        self.basis = QLineEdit()
        self.asked = (
            (Field("版本名称", self.name, required=True), self.name),
            (Field("决定机关或决定人", self.who, required=True), self.who),
            (
                Field("依据", self.basis, required=True, hint="会议纪要、答复函等的名称和文号"),
                self.basis,
            ),
        )
        name, who, basis = (field for field, _ in self.asked)
        for field in (name, who, Field("决定日期", self.on, required=True), basis):
            self.body.addWidget(field)
        self.body.addWidget(Label(_LOCKED, Type.SMALL, Color.INK3, wrap=True))
        self.add_button("取消")
        self.go = self.add_button("保存版本", self.save, kind=PRIMARY)

    def save(self) -> None:
        for field, editor in self.asked:
            if not editor.text().strip():
                field.fail(f"缺{field.label}。")
                editor.setFocus()
                return
            field.clear_check()
        name, who, basis = (editor.text() for _, editor in self.asked)
        if not messages.ask(
            "锁定口径",
            f"将现行口径存为“{name}”并锁定？",
            verb="锁定",
            effect=_LOCKED,
            precondition="各项口径、决定机关和依据已经核对",
            parent=self,
        ):
            return
        on = self.on.value
        self._desk.tasks.run(
            "另存口径版本",
            lambda ws, _: readingversions.save(ws, name, who, on, basis),
            done=lambda _: self.accept(),
            failed=lambda error: messages.show_error(error, self),
            blocks=[self.go],
        )


def _outcome_column(title: str, found: Callable[[Any], RuleFinding]) -> Column:
    return Column(
        title,
        lambda c: OUTCOME_LOOKS[found(c).outcome][1],
        paint=state_cell(lambda c: OUTCOME_LOOKS[found(c).outcome]),
        width=90,
    )


_OUTCOMES = (
    Column("责任单位", lambda c: c.place.name, bold=True, width=120),
    Column("条款", lambda c: f"{c.rule.short_cite}　{c.rule.title}", width=230),
    _outcome_column("原版", lambda c: c.before),
    _outcome_column("新版", lambda c: c.after),
    Column(
        "实际／界线",
        lambda c: pretty(c.after.short),
        tip=lambda c: pretty(c.after.says),
        width=0,
    ),
)
_READINGS = (
    Column("口径", lambda c: f"{c.reading.id} {c.reading.wording}", width=260),
    Column("原版", lambda c: c.before, width=230),
    Column("新版", lambda c: c.after, bold=True, width=0),
)


class CompareDialog(Dialog):
    """比较两版口径: which readings differ, and which units come out otherwise by that."""

    def __init__(self, desk: Desk, month: Period, *, parent: QWidget | None = None) -> None:
        super().__init__("比较两版口径", parent, width=900)
        self._desk, self._month = desk, month
        saved = readingversions.versions(desk.ws)
        options = [*((one.version.name, one.version.name) for one in saved), (None, "现行口径")]
        self.before = ComboBox(list(options))
        self.after = ComboBox(list(options))
        self.after.setCurrentIndex(len(saved))
        self.before.setCurrentIndex(len(saved) - 1)
        line = row(gap=12)
        for label, combo in (("原版", self.before), ("新版", self.after)):
            line.addWidget(Field(label, combo), 1)
            combo.currentIndexChanged.connect(self.compare)
        self.body.addLayout(line)
        self.settled = Label("", Type.SMALL, Color.INK3, wrap=True)
        self.summary = Label("正在试算…", Type.SECTION_TITLE, wrap=True)
        self.outcomes = TableView(_OUTCOMES, "结果不同的单位")
        self.readings = TableView(_READINGS, "不同的口径")
        self.outcomes.setMinimumHeight(theme().px(128))
        self.readings.setMinimumHeight(theme().px(96))
        for widget in (
            self.settled,
            self.summary,
            self.outcomes,
            Label("不同的口径", Type.SECTION_TITLE),
            self.readings,
        ):
            self.body.addWidget(widget)
        self.add_button("关闭")
        self.open_at(900, 530)
        self._by_name: dict[object, SavedVersion] = {one.version.name: one for one in saved}
        self.compare()

    def compare(self) -> None:
        """Try both on every unit, in the background."""
        before, after = self.before.key, self.after.key
        names = [str(name or readingversions.NOW) for name in (before, after)]
        self.settled.setText(
            "\n".join(
                f"{v.name}：{v.who} {v.on}　依据：{v.basis}"
                for v in (self._by_name[n].version for n in (before, after) if n in self._by_name)
            )
        )
        self.summary.setText("正在试算…")
        month = self._month
        self._desk.tasks.run(
            "比较口径",
            lambda ws, _: readingversions.compare(ws, names[0], names[1], month),
            done=lambda found: self._show(found, (before, after)),
            failed=lambda error: messages.show_error(error, self),
        )

    def _show(self, found: Comparison, asked: tuple[object, object]) -> None:
        if asked != (self.before.key, self.after.key):
            return  # another pair was chosen meanwhile
        units = len({change.place.id for change in found.outcomes})
        if not found.readings:
            words = "两版口径相同。"
        elif not units:
            words = (
                f"{len(found.readings)} 项口径不同，{found.month.label()}没有单位的结果因此不同。"
            )
        else:
            words = (
                f"{found.month.label()}：{units} 个单位的结果不同；"
                f"所涉条款触发 {found.triggered_before} → {found.triggered_after} 条次。"
            )
        self.summary.setText(words)
        self.outcomes.set_rows(list(found.outcomes))
        self.readings.set_rows(list(found.readings))
