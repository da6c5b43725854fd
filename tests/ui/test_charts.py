"""A chart drawn, copied and saved."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication

from tests.ui.seen import shown
from yuetan_desktop.ui import charts
from yuetan_desktop.ui.charts import ChartView, CoursePoint

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
    copied = QGuiApplication.clipboard().image()
    assert copied.width() == pytest.approx(360 * 3, abs=2)
    assert copied.pixelColor(1, 1).name() == "#ffffff"

    view.save(tmp_path / "图.png")
    view.save(tmp_path / "图.svg")
    assert (tmp_path / "图.png").read_bytes()[:4] == b"\x89PNG"
    assert "<svg" in (tmp_path / "图.svg").read_text("utf-8")
    assert view.accessibleDescription() == "1—10月累计均值 25.0"


def test_a_course_with_nothing_measured_still_draws() -> None:
    nothing = [CoursePoint(m, None, None, None) for m in range(1, 13)]
    data, width, height = charts.to_rgba(charts.course(nothing, 1), (300, 160), 1.0, 1.0)
    assert len(data) == width * height * 4
