"""The head panel of a case: who, which level, by whom, the next act, and the stepper."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from yuetan_desktop.domain.cases.stepper import StepperState
from yuetan_desktop.services.cases.caseview import CaseView
from yuetan_desktop.ui.pages.cases.around import AroundLine
from yuetan_desktop.ui.theme import Color, TextSize, Type, pretty, theme
from yuetan_desktop.ui.widgets.buttons import LINK, PRIMARY, Button
from yuetan_desktop.ui.widgets.containers import clear, column, row
from yuetan_desktop.ui.widgets.labels import Chip, Label, LevelBadge, rule
from yuetan_desktop.ui.widgets.stepper import Stepper, StepState, StepView

_ONE_ROW_FROM = 1260  # px: a page narrower than that has no room for everything in one row
_STATES = {
    StepperState.DONE: StepState.DONE,
    StepperState.CURRENT: StepState.CURRENT,
    StepperState.FUTURE: StepState.FUTURE,
}


class CaseHead(QFrame):
    """`cite_chosen(rule id)`: the clause the case stands on is asked for."""

    cite_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "panel")
        self.setAccessibleName("案件概况")
        self._view: CaseView | None = None
        whole = column(self)
        self._top = QGridLayout()
        self._top.setContentsMargins(16, 10, 16, 8)
        self._top.setHorizontalSpacing(12)
        self._top.setVerticalSpacing(8)
        self._badge_holder = QWidget()
        self._badge = row(self._badge_holder)
        self._names = self._make_names()
        self.roles = RoleGrid()
        self.more = Button("其他登记…")
        self.act = Button("", PRIMARY, keys="Ctrl+Enter")
        whole.addLayout(self._top)
        whole.addWidget(rule(light=True))
        self.stepper = Stepper(name="办理环节")
        holder = row()
        holder.setContentsMargins(16, 8, 16, 0)
        holder.addWidget(self.stepper)
        whole.addLayout(holder)
        self.around = AroundLine()
        whole.addWidget(self.around)
        self._arrange()
        theme().changed.connect(self._arrange)

    def _make_names(self) -> QWidget:
        holder = QWidget()
        names = column(holder)
        first, second = row(gap=8), row(gap=12)
        self.unit = Label("", Type.OBJECT_TITLE, elide=True)
        self.level = Chip("")
        self.form = Chip("", "strong")
        for widget in (self.unit, self.level, self.form):
            first.addWidget(widget)
        first.addStretch()
        self.matter = Label("", Type.BODY, Color.INK2, elide=True)
        self.cite = Button("", LINK, height=20)
        self.cite.clicked.connect(self._choose_cite)
        second.addWidget(self.matter)
        second.addWidget(self.cite)
        second.addStretch()
        names.addLayout(first)
        names.addLayout(second)
        return holder

    def _arrange(self) -> None:
        """One row, as wide as the page; on a narrow page and in enlarged type the roles have a row
        of their own and names wrap, so that no word is cut off."""
        self._one_row = one_row = self._fits_one_row()
        middle = Qt.AlignmentFlag.AlignVCenter
        for widget in (self._badge_holder, self._names, self.roles, self.more, self.act):
            self._top.removeWidget(widget)
        self._top.addWidget(self._badge_holder, 0, 0, middle)
        self._top.addWidget(self._names, 0, 1)
        if one_row:
            self._top.addWidget(self.roles, 0, 2, middle)
        else:
            self._top.addWidget(self.roles, 1, 0, 1, 5)
        self._top.addWidget(self.more, 0, 3, middle)
        self._top.addWidget(self.act, 0, 4, middle)
        self._top.setColumnStretch(1, 1)
        for label in (self.unit, self.matter):
            label.let_wrap(not one_row)
        self.roles.set_wide(not one_row)

    def _fits_one_row(self) -> bool:
        return theme().text_size is TextSize.STANDARD and self.width() >= _ONE_ROW_FROM

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fits_one_row() is not self._one_row:
            self._arrange()

    def show_case(self, view: CaseView) -> None:
        self._view = view
        basis = view.file.basis
        level = basis.level
        clear(self._badge)
        self._badge.addWidget(LevelBadge(level.number, f"{level.name}（{level.article}）", size=32))
        self.unit.setText(view.file.unit_says)
        self.level.set(level.name, level=level.number)
        self.form.set(view.form, "strong")
        self.matter.setText(pretty(view.file.title))
        self.matter.setToolTip("\n".join(item.text for item in basis.items))
        cites = list(dict.fromkeys(item.short_cite for item in basis.items))
        more = f" 等{len(cites)}项" if len(cites) > 1 else ""
        self.cite.set_text(f"{cites[0]}{more}" if cites else "")
        self.cite.setToolTip("、".join(cites))
        self.cite.setVisible(bool(cites))
        self.roles.show_pairs(_roles(view))
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

    def _choose_cite(self) -> None:
        if self._view is not None and self._view.file.basis.items:
            self.cite_chosen.emit(self._view.file.basis.items[0].rule)


def _roles(view: CaseView) -> list[tuple[str, str]]:
    """Who acts on whom; a case of a paper alone has no one who is interviewed."""
    interviewee = f"{view.interviewee} {view.interviewee_name}".strip()
    said = [
        ("约谈人" if view.interviewee else "办理机关", view.actor),
        ("被约谈人", interviewee),
        ("约谈建议部门" if view.interviewee else "建议部门", view.department),
        ("认定首要原因", view.cause),
    ]
    return [pair for pair in said if view.interviewee or pair[0] != "被约谈人"]


class RoleGrid(QWidget):
    """Names and whom they mean, two pairs a row; the words give way, or wrap where it is wide."""

    def __init__(self) -> None:
        super().__init__()
        self._pairs: list[tuple[str, str]] = []
        self._wide = False
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(2)

    def show_pairs(self, pairs: list[tuple[str, str]]) -> None:
        self._pairs = pairs
        self._fill()

    def set_wide(self, wide: bool) -> None:
        self._wide = wide
        for at in (1, 3):
            self._grid.setColumnStretch(at, 1 if wide else 0)
        self._fill()

    def _fill(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()  # at once: what waits to be deleted would show through
                widget.deleteLater()
        top = Qt.AlignmentFlag.AlignTop
        for number, (name, words) in enumerate(self._pairs):
            line, at = number // 2, number % 2 * 2
            what = Label(words or "—", Type.BODY, wrap=self._wide, elide=not self._wide)
            if not self._wide:
                what.setMaximumWidth(theme().px(216))
                what.setToolTip(words)
            self._grid.addWidget(Label(name, Type.BODY, Color.INK3), line, at, top)
            self._grid.addWidget(what, line, at + 1, top)
