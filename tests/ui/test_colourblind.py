"""§7: the seven states of a matrix cell, and 暂判, are told apart without colour and without their words."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from yuetan_desktop.ui.theme import LEVELS
from yuetan_desktop.ui.widgets.cell_look import STATE_ICONS, CellView, paint_cell

PROVISIONAL_TOO = ("已触发", "待认定", "临界", "正常")
SHAPE_AND_ICON = 25  # px: edge, hatch and icon at the left, before the first word
TOLD_APART = 0.04  # of the pixels differ by more than a fifth of the way from black to white

# How much of red, green and blue each receptor's channel keeps (Viénot, Brettel and Mollon 1999).
SEEN_AS = {
    "灰度": np.array(((0.299, 0.587, 0.114),) * 3),
    "绿色盲": np.array(((0.29, 0.71, 0.0), (0.29, 0.71, 0.0), (-0.02, 0.02, 1.0))),
    "红色盲": np.array(((0.11, 0.89, 0.0), (0.11, 0.89, 0.0), (0.0, 0.0, 1.0))),
}
Seen = NDArray[np.float64]  # rows of pixels, each with its three channels, 0 to 1


@pytest.mark.parametrize("eyes", SEEN_AS)
@pytest.mark.parametrize("printed", [False, True], ids=["屏幕", "打印"])
def test_states_are_told_apart_by_shape_and_icon(
    looks: QApplication, eyes: str, printed: bool
) -> None:
    alike = []
    for level in LEVELS:
        seen = {
            state if firm else f"{state}·暂判": _seen(level, state, eyes, printed, not firm)
            for state in STATE_ICONS
            for firm in (True, False)
            if firm or state in PROVISIONAL_TOO
        }
        for one, other in combinations(seen, 2):
            if _difference(seen[one], seen[other]) < TOLD_APART:
                alike.append(f"{level} 级 {one}／{other}")
    assert alike == []


def _seen(level: int, state: str, eyes: str, printed: bool, provisional: bool) -> Seen:
    image = QImage(120, 48, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    cell = CellView(level, state, "余 0.5", provisional)
    paint_cell(painter, QRectF(0, 0, 120, 48), cell, printed=printed)
    painter.end()
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(48, image.bytesPerLine() // 4, 4)
    red_green_blue = rows[:, :SHAPE_AND_ICON, 2::-1] / 255  # kept as blue, green, red, nothing
    return red_green_blue @ SEEN_AS[eyes].T


def _difference(one: Seen, other: Seen) -> float:
    """The share of pixels that look plainly different."""
    return float((np.abs(one - other).max(axis=2) > 0.2).mean())
