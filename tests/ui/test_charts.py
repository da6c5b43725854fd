"""A chart drawn, copied and saved."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from tests.ui.seen import shown
from yuetan_desktop.ui import charts
from yuetan_desktop.ui.charts import BandPoint, ChartView, CoursePoint
from yuetan_desktop.ui.theme import TextSize, theme

pytestmark = pytest.mark.usefixtures("looks")


POINTS = [
    CoursePoint(m, 30.0 - m / 2 if m <= 10 else None, 29.0, 26.0 if m >= 10 else None)
    for m in range(1, 13)
]


def test_a_chart_is_drawn_copied_at_300_dpi_and_saved_on_white(qtbot: Any, tmp_path: Path) -> None:
    view = shown(qtbot, ChartView("累计均值"))
    view.resize(360, 180)
    view.set_chart(charts.course(POINTS, 10), "1—10月累计均值 25.0")
    view.copy()
    view.save(tmp_path / "图.png")
    for picture in (QGuiApplication.clipboard().image(), QImage(str(tmp_path / "图.png"))):
        assert (picture.width(), picture.height()) == (360 * 3, 180 * 3)
        assert picture.dotsPerMeterX() * 0.0254 == pytest.approx(300, abs=0.5)
        assert is_drawn_on_white(picture)

    view.save(tmp_path / "图.svg")
    drawing = QSvgRenderer(str(tmp_path / "图.svg"))
    assert drawing.defaultSize().width() / drawing.defaultSize().height() == pytest.approx(
        2, rel=0.01
    )
    picture = QImage(720, 360, QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    drawing.render(painter)
    painter.end()
    assert is_drawn_on_white(picture)
    assert view.accessibleDescription() == "1—10月累计均值 25.0"


def is_drawn_on_white(picture: QImage) -> bool:
    """White and opaque to its corners, with the chart's own colour somewhere in it."""
    right, low = picture.width() - 1, picture.height() - 1
    corners = [picture.pixelColor(x, y) for x in (0, right) for y in (0, low)]
    across = (picture.pixelColor(x, y).name() for x in range(0, right, 2) for y in range(0, low, 2))
    return {(c.name(), c.alpha()) for c in corners} == {("#ffffff", 255)} and "#0f5f7a" in across


def test_a_course_with_nothing_measured_still_draws() -> None:
    nothing = [CoursePoint(m, None, None, None) for m in range(1, 13)]
    data, width, height = charts.to_rgba(charts.course(nothing, 1), (300, 160), 1.0, 1.0)
    assert len(data) == width * height * 4


def test_a_chart_that_cannot_be_drawn_says_so_until_there_is_another(qtbot: Any) -> None:
    def broken(figure: Any, scale: float) -> None:
        raise ValueError

    view = shown(qtbot, ChartView("累计均值"))
    view.set_chart(charts.course(POINTS, 10), "1—10月累计均值 25.0")
    qtbot.waitUntil(lambda: view.picture is not None)
    assert view.says == "正在绘图…"
    view.set_chart(broken, "1—11月累计均值 24.0")
    qtbot.waitUntil(lambda: view.picture is None)  # not the one of other numbers
    assert "没有画出来" in view.says
    view.set_chart(charts.course(POINTS, 10), "1—10月累计均值 25.0")
    qtbot.waitUntil(lambda: view.picture is not None)
    assert view.says == "正在绘图…"


def test_a_chart_come_back_to_is_drawn_again_only_in_another_size_or_look(qtbot: Any) -> None:
    drawn: list[float] = []
    draw = charts.course(POINTS, 10)

    def counted(figure: Any, scale: float) -> None:
        drawn.append(scale)
        draw(figure, scale)

    view = shown(qtbot, ChartView("累计均值"))
    view.set_chart(counted, "1—10月累计均值 25.0")
    qtbot.waitUntil(lambda: len(drawn) == 1)
    for again in (view.hide, view.show, lambda: theme().changed.emit()):
        again()
        qtbot.wait(80)
    assert len(drawn) == 1
    view.resize(view.width() + 20, view.height())
    qtbot.waitUntil(lambda: len(drawn) == 2)
    theme().set_text_size(TextSize.LARGE)
    qtbot.waitUntil(lambda: drawn[2:] == [TextSize.LARGE.factor])


def test_series_differ_by_line_and_marker_not_by_colour_alone() -> None:
    """7: measured solid with circles, target a dashed step, the path to keep with diamonds,
    what is expected dotted in a band."""
    from matplotlib.figure import Figure

    figure = Figure()
    band = [BandPoint(month, 20, 25, 30) for month in (11, 12)]
    charts.course(POINTS, 10, band=band)(figure, 1.0)
    (axes,) = figure.axes
    series = [line for line in axes.get_lines() if len(line.get_xdata()) > 1]
    looks = {
        (line.get_marker(), "dashed" if line.is_dashed() else "solid", line.get_drawstyle())
        for line in series
        if set(line.get_xdata()) != {10.5}  # where what is measured ends
    }
    assert looks >= {("o", "solid", "default"), ("D", "solid", "default")}
    assert ("None", "dashed", "steps-post") in looks
    assert ("None", "dashed", "default") in looks
    dashes = {line._unscaled_dash_pattern[1] for line in series if line.is_dashed()}
    assert len(dashes) == 2  # the step is dashed, what is expected dotted
