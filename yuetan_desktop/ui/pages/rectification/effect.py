"""约谈成效对比: a window after the interview beside the same months of the year before."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.reports.effect import Effect, EffectLine
from yuetan_desktop.errors import AppError
from yuetan_desktop.services.ledger.effect import effect_of
from yuetan_desktop.ui import messages
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.table_model import Column
from yuetan_desktop.ui.theme import Color, Type, pretty, theme
from yuetan_desktop.ui.widgets.buttons import Button
from yuetan_desktop.ui.widgets.cell_painters import state_cell
from yuetan_desktop.ui.widgets.containers import row
from yuetan_desktop.ui.widgets.dialog import Dialog
from yuetan_desktop.ui.widgets.field import ComboBox
from yuetan_desktop.ui.widgets.labels import Label
from yuetan_desktop.ui.widgets.table import TableView


def show_effect(desk: Desk, case_id: int, parent: QWidget | None = None) -> None:
    """Open the comparison, or say why there is none yet."""
    try:
        effect = effect_of(desk.ws, case_id)
    except AppError as error:
        messages.show_error(error, parent, title="约谈成效对比")
        return
    EffectDialog(desk, case_id, effect, parent).exec()


class EffectDialog(Dialog):
    """The window can be shortened month by month from its end."""

    def __init__(
        self, desk: Desk, case_id: int, effect: Effect, parent: QWidget | None = None
    ) -> None:
        super().__init__("约谈成效对比", parent, width=980)
        self.desk, self.case_id = desk, case_id
        whole = effect.after
        spans = [
            Period.months(whole.year, whole.first_month, last)
            for last in range(whole.last_month, whole.first_month - 1, -1)
        ]
        head = row()
        head.addWidget(Label("对比时段", Type.BODY, Color.INK2))
        self.window_choice = ComboBox([(str(one), one.label()) for one in spans], name="对比时段")
        self.window_choice.currentIndexChanged.connect(lambda _: self._choose())
        head.addWidget(self.window_choice)
        self.against = Label("", Type.BODY, Color.INK2)
        head.addWidget(self.against)
        head.addStretch()
        self.body.addLayout(head)
        self.table = TableView(_columns(), "成效对比")
        self.table.setMinimumHeight(theme().px(260))
        self.body.addWidget(self.table)
        note = "同口径逐月或公布值对比；缺一个月即不出数。气象条件的影响没有剔除。"
        self.body.addWidget(Label(note, Type.SMALL, Color.INK3, wrap=True))
        copy = Button("复制表格")
        copy.clicked.connect(self._copy)
        self.add_left(copy)
        self.add_button("关闭")
        self._show(effect)

    def _choose(self) -> None:
        after = Period.parse(str(self.window_choice.key))
        self._show(effect_of(self.desk.ws, self.case_id, after))

    def _show(self, effect: Effect) -> None:
        self.against.setText(f"与 {effect.before.label()} 相比")
        self.table.set_rows(effect.lines)

    def _copy(self) -> None:
        self.table.selectAll()
        self.table.copy()


def _columns() -> tuple[Column, ...]:
    return (
        Column("指标", lambda e: pretty(e.name), width=150),
        Column("去年同期", lambda e: e.values[0], right=True, width=96),
        Column("约谈后", lambda e: e.values[1], right=True, width=96),
        Column("变化", lambda e: e.words, paint=state_cell(_change), width=100),
        Column("说明", lambda e: e.explained, secondary=True, width=0),
    )


def _change(line: EffectLine) -> tuple[str, str, str]:
    if line.improved is None:
        return "", line.words, Color.INK2
    return ("check", line.words, Color.OK) if line.improved else (
        "triangle-alert", line.words, Color.WARN,
    )  # fmt: skip
