"""The chart of the side panel: PM2.5 through the year against its stage targets."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSizePolicy, QWidget

from yuetan_desktop.domain.period import Period
from yuetan_desktop.ui import charts
from yuetan_desktop.ui.charts import BandPoint, ChartView, CoursePoint
from yuetan_desktop.ui.pages.dashboard.legend import LineLegend
from yuetan_desktop.ui.theme import Color, Type, pretty, theme
from yuetan_desktop.ui.widgets.buttons import LINK, Button
from yuetan_desktop.ui.widgets.containers import column, row
from yuetan_desktop.ui.widgets.labels import Label

if TYPE_CHECKING:
    from yuetan_desktop.services.judging.placepanel import Course


class CourseSection(QWidget):
    """Title, unit and range, legend, chart; 全年 widens the last months to the year."""

    def __init__(self) -> None:
        super().__init__()
        body = column(self, gap=4)
        body.setContentsMargins(16, 12, 16, 10)
        head = row()
        self._title = Label("", Type.BODY_BOLD, elide=True)
        self._range = Label("", Type.SMALL, Color.INK2)
        self._toggle = Button("全年", LINK, height=24)
        self._toggle.clicked.connect(self._flip)
        self._title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        head.addWidget(self._title, 1)
        head.addWidget(self._range)
        head.addWidget(self._toggle)
        body.addLayout(head)
        self._legend = LineLegend()
        body.addWidget(self._legend)
        self.chart = ChartView("累计均值与阶段目标")
        body.addWidget(self.chart)
        self._whole_year = False
        self._course: Course | None = None
        self._month: Period | None = None
        self._fit()
        theme().changed.connect(self._fit)

    def show_course(self, course: Course, month: Period) -> None:
        self._course, self._month = course, month
        self._show()

    def _flip(self) -> None:
        self._whole_year = not self._whole_year
        self._toggle.set_text("近月" if self._whole_year else "全年")
        self._show()

    def _show(self) -> None:
        course, month = self._course, self._month
        if course is None or month is None:
            return
        first = 1 if self._whole_year else min(6, max(1, month.last_month - 4))
        self._title.setText(f"{pretty(course.name)} 累计均值与阶段目标")
        self._range.setText(f"{course.unit} · {first}—12月")
        points = [
            CoursePoint(p.month.last_month, _float(p.to_date), _float(p.target), _float(p.path))
            for p in course.points
        ]
        band = [
            BandPoint(u.month, float(u.low), float(u.middle), float(u.high)) for u in course.usual
        ]
        self._legend.show_band(bool(band))
        draw = charts.course(points, month.last_month, first, band)
        self.chart.set_chart(draw, _in_words(course, month))

    def _fit(self) -> None:
        self.chart.setFixedHeight(theme().pick(224, 160))


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _in_words(course: Course, month: Period) -> str:
    """The chart for those who cannot see it."""
    point = course.points[month.last_month - 1]
    parts = [f"{course.name}，{month.year}年"]
    if point.to_date is not None:
        parts.append(f"1—{month.last_month}月累计均值 {point.to_date:.1f} {course.unit}")
    if point.target is not None:
        parts.append(f"阶段目标 {point.target:.1f}")
    if (target := course.points[-1].target) is not None:
        parts.append(f"年目标 {target:.1f}")
    if course.usual:
        end = course.usual[-1]
        parts.append(f"按常年年底 {end.middle:.1f}（{end.low:.1f}～{end.high:.1f}）")
    return "，".join(parts)
