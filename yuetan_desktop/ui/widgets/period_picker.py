"""A period as the regulation counts (第四条 to 第九条): its kind, its year, and which one of it."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from yuetan_desktop.domain.period import PICKED_KINDS, Period, PeriodKind, periods_in
from yuetan_desktop.ui.widgets.containers import row
from yuetan_desktop.ui.widgets.field import ComboBox

_FIRST_YEAR, _YEARS_AHEAD = 2015, 5


class PeriodPicker(QWidget):
    """单月、季度、半年、前三季度、年度、累计, and nothing else can be said."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self.kind = ComboBox([(kind, kind.label) for kind in PICKED_KINDS], name="时期类别")
        years = range(today.year + _YEARS_AHEAD, _FIRST_YEAR - 1, -1)
        self.year = ComboBox([(year, f"{year}年") for year in years], name="年份")
        self.which = ComboBox(name="时期")
        line = row(self, gap=8)
        for box in (self.year, self.kind, self.which):
            line.addWidget(box, 1)
        self.setFocusProxy(self.year)
        self.year.set_key(today.year)
        for box in (self.year, self.kind):
            box.currentIndexChanged.connect(lambda _: self._offer())
        self._offer()

    def _offer(self) -> None:
        """The periods of the kind in the year; one that is alone needs no choice."""
        place = self.which.currentIndex()
        year = self.year.key
        assert isinstance(year, int)
        found = periods_in(PeriodKind(str(self.kind.key)), year)
        self.which.set_options([(one, one.label(with_year=False)) for one in found])
        self.which.setCurrentIndex(place if 0 <= place < len(found) else 0)
        self.which.setEnabled(len(found) > 1)

    @property
    def period(self) -> Period:
        found = self.which.key
        assert isinstance(found, Period)
        return found

    def set_period(self, period: Period) -> None:
        self.year.set_key(period.year)
        self.kind.set_key(period.kind)
        self.which.set_key(period)
