"""The data month in the header: ‹ 2026年10月 ›, and the 口径 in force."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.reading import Readings
from yuetan_desktop.domain.regulation import Regulation
from yuetan_desktop.ui.theme import Color, TextSize, Type, theme
from yuetan_desktop.ui.widgets import paint
from yuetan_desktop.ui.widgets.buttons import IconButton
from yuetan_desktop.ui.widgets.containers import row
from yuetan_desktop.ui.widgets.field import LabelledCombo
from yuetan_desktop.ui.widgets.labels import Label

MONTHS_BACK = 36


_READING_WIDTH = 306


class PeriodBar(QWidget):
    """`stepped(±1)` by the arrows, `picked(month)` from the list."""

    stepped = Signal(int)
    picked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        line = row(self)
        before = IconButton("chevron-left", "上一数据期", keys="Alt+←")
        after = IconButton("chevron-right", "下一数据期", keys="Alt+→")
        self.month = LabelledCombo("", filters=False)
        self.month.setAccessibleName("数据期")
        self.reading = Label("", Type.SMALL, Color.INK2, elide=True)
        for widget in (before, self.month, after, self.reading):
            line.addWidget(widget)
        theme().changed.connect(self._fit)
        before.clicked.connect(lambda: self.stepped.emit(-1))
        after.clicked.connect(lambda: self.stepped.emit(1))
        self.month.activated.connect(lambda _: self.picked.emit(Period.parse(str(self.month.key))))

    def show_month(
        self, month: Period, regulation: Regulation, readings: Readings, version: str = ""
    ) -> None:
        """`version` is the name the readings go by, where the office gave them one."""
        months = [month]
        for _ in range(MONTHS_BACK):
            months.append(months[-1].previous())
        newer = month.next()
        self.month.set_options([(str(m), _label(m)) for m in (newer.next(), newer, *months)])
        self.month.set_key(str(month))
        self.month.updateGeometry()
        decided = sum(1 for key in readings.readings if readings.is_decided(key))
        total = len(readings.readings)
        self.reading.setText(f"口径 {version}" if version else f"口径 已定 {decided}／{total}")
        self._fit()
        self.reading.setToolTip(
            f"{regulation.citation}\n"
            + (f"口径 {version}\n" if version else "")
            + f"{total} 处口径中 {decided} 处由本单位确定，其余按默认口径研判。"
        )

    def _fit(self) -> None:
        """A long name takes two lines; in larger type it is shortened, whole in its tooltip."""
        width = paint.width_of(self.reading.text(), Type.SMALL) + 2
        roomy = theme().text_size is TextSize.STANDARD
        self.reading.setWordWrap(roomy)
        self.reading.setMinimumWidth(min(width, _READING_WIDTH if roomy else 64))
        self.reading.setMaximumWidth(min(width, _READING_WIDTH) if roomy else width)


def _label(month: Period) -> str:
    """2026年10月; the year's part up to it is what cumulative rules use."""
    to_date = Period.year_to_date(month.year, month.last_month)
    return (
        f"{month.label()}（累计 {to_date.label(with_year=False)}）"
        if month.last_month > 1
        else (month.label())
    )
