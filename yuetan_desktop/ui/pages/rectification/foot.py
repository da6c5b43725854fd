"""The foot of the ledger: what is shown adds up to, and work on several tasks at once."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from yuetan_desktop.services.rectification import Totals
from yuetan_desktop.ui.theme import Color, Type
from yuetan_desktop.ui.widgets import paint
from yuetan_desktop.ui.widgets.buttons import Button
from yuetan_desktop.ui.widgets.containers import row
from yuetan_desktop.ui.widgets.labels import Label

_NOTHING_MARKED = "先在“选”一栏选中任务（空格键）"


class LedgerFoot(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "foot")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("台账合计与批量操作")
        self.count = Label("", Type.BODY)
        self.sums = Label("", Type.BODY, Color.INK2, elide=True)
        self._parts: list[str] = []
        self._shown = 0
        self.batch = Button("批量登记进展", height=24)
        self.urge = Button("生成催办单", height=24)
        self.copy = Button("复制选中行", icon="copy", height=24)
        line = row(self, gap=12)
        line.setContentsMargins(12, 7, 12, 8)
        line.addWidget(self.count)
        line.addWidget(self.sums, 1)
        acts = row(gap=8)
        for button in (self.batch, self.urge, self.copy):
            acts.addWidget(button)
        line.addLayout(acts)

    def show_sums(self, sums: Totals, shown: int, marked: int) -> None:
        """共 15 项，已选 1 项　平均进度 67%　督政 9／查企 6."""
        parts = (
            "" if sums.average is None else f"平均进度 {sums.average}%",
            f"不合格 {sums.unqualified} 项" if sums.unqualified else "",
            f"督政 {sums.government}／查企 {sums.enterprise}" if shown else "",
        )
        self._parts = [part for part in parts if part]
        self._shown = shown
        self.show_marked(marked)

    def show_marked(self, marked: int) -> None:
        """Another task was marked; what is shown adds up to what it did."""
        self.count.setText(f"共 {self._shown} 项" + (f"，已选 {marked} 项" if marked else ""))
        self._fit()
        for button in (self.batch, self.urge, self.copy):
            button.block("" if marked else _NOTHING_MARKED)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where there is room for some sums only, those that stand first; the tooltip has all."""
        layout = self.layout()
        assert layout is not None
        self.sums.setText("")
        room = self.width() - layout.minimumSize().width()
        told = ("　".join(self._parts[:n]) for n in range(len(self._parts), 0, -1))
        self.sums.setText(next((t for t in told if paint.width_of(t) <= room), ""))
        self.sums.setToolTip("　".join(self._parts))
