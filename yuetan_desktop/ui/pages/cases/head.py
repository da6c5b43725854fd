"""The head panel of a case: who, which level, by whom, the next act, and the stepper."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QGridLayout

from yuetan_desktop.domain.stepper import StepperState
from yuetan_desktop.services.caseview import CaseView
from yuetan_desktop.ui.pages.cases.around import AroundLine
from yuetan_desktop.ui.theme import Color, TextSize, Type, pretty, theme
from yuetan_desktop.ui.widgets.buttons import PRIMARY, Button
from yuetan_desktop.ui.widgets.containers import clear, column, row
from yuetan_desktop.ui.widgets.labels import Chip, Label, LevelBadge, rule
from yuetan_desktop.ui.widgets.stepper import Stepper, StepState, StepView

_STATES = {
    StepperState.DONE: StepState.DONE,
    StepperState.CURRENT: StepState.CURRENT,
    StepperState.FUTURE: StepState.FUTURE,
}


class CaseHead(QFrame):
    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "panel")
        self.setAccessibleName("案件概况")
        whole = column(self)
        top = row(gap=12)
        top.setContentsMargins(16, 12, 16, 10)
        self._badge = row()
        top.addLayout(self._badge)
        names = column(gap=2)
        first = row(gap=8)
        self.unit = Label("", Type.OBJECT_TITLE, elide=True)
        self.level = Chip("")
        self.form = Chip("", "strong")
        for widget in (self.unit, self.level, self.form):
            first.addWidget(widget)
        first.addStretch()
        names.addLayout(first)
        self.matter = Label("", Type.BODY, Color.INK2, elide=True)
        names.addWidget(self.matter)
        top.addLayout(names, 1)
        self._roles = QGridLayout()
        self._roles.setHorizontalSpacing(12)
        self._roles.setVerticalSpacing(2)
        top.addLayout(self._roles)
        self.more = Button("其他登记…")
        self.act = Button("", PRIMARY, keys="Ctrl+Enter")
        top.addWidget(self.more)
        top.addWidget(self.act)
        whole.addLayout(top)
        whole.addWidget(rule(light=True))
        self.stepper = Stepper(name="办理环节")
        holder = row()
        holder.setContentsMargins(16, 8, 16, 0)
        holder.addWidget(self.stepper)
        whole.addLayout(holder)
        self.around = AroundLine()
        whole.addWidget(self.around)

    def show_case(self, view: CaseView) -> None:
        level = view.file.basis.level
        clear(self._badge)
        self._badge.addWidget(LevelBadge(level.number, f"{level.name}（{level.article}）", size=32))
        self.unit.setText(view.file.unit)
        self.level.set(level.name, level=level.number)
        self.form.set(view.form, "strong")
        # Enlarged type leaves the line to the unit's name and its level.
        self.form.setVisible(theme().text_size is TextSize.STANDARD)
        matter = f"{view.file.basis.period_label}　{view.file.title}　{view.file.cites}"
        self.matter.setText(pretty(matter))
        self.matter.setToolTip("\n".join(item.text for item in view.file.basis.items))
        self._show_roles(view)
        self.act.set_text(view.file.next_act or "已办结")
        self.act.setVisible(bool(view.file.next_act))
        self.more.setVisible(len(view.next_steps) > 1)
        self.stepper.set_steps(
            [
                StepView(r.label, _STATES[r.state], r.text, urgent=r.due is not None)
                for r in view.stepper
            ]
        )
        self.around.show_case(view)

    def _show_roles(self, view: CaseView) -> None:
        while self._roles.count():
            item = self._roles.takeAt(0)
            if item is not None and (widget := item.widget()) is not None:
                widget.deleteLater()
        size = theme().text_size
        interviewee = f"{view.interviewee} {view.interviewee_name}".strip()
        pairs = [
            ("约谈人" if view.interviewee else "办理机关", view.actor, "被约谈人", interviewee),
            ("约谈建议部门", view.department, "认定首要原因", view.cause),
        ]
        for line, (a, b, c, d) in enumerate(pairs):
            for column_, (text, color) in enumerate(
                [(a, Color.INK3), (b or "—", Color.INK), (c, Color.INK3), (d or "—", Color.INK)]
            ):
                if (a, c)[column_ // 2] == "被约谈人" and not view.interviewee:
                    continue
                is_name = column_ % 2 == 0
                gives_way = not is_name or size is TextSize.HUGE
                label = Label(text, Type.BODY, color, elide=gives_way)
                if not is_name:
                    label.setMaximumWidth(theme().px(216 if size is TextSize.STANDARD else 120))
                    label.setToolTip(text)
                self._roles.addWidget(label, line, column_)
