"""Line icons: SVG files recoloured when first asked for, drawn sharp at any device ratio."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from yuetan_desktop import paths
from yuetan_desktop.ui.theme import Color


@lru_cache(maxsize=512)
def renderer(name: str, color: str = Color.INK2) -> QSvgRenderer:
    """The icon `resources/icons/<name>.svg` with its strokes in `color`."""
    text = (paths.resources() / "icons" / f"{name}.svg").read_text("utf-8")
    return QSvgRenderer(QByteArray(text.replace("currentColor", color).encode()))


def paint(
    painter: QPainter, name: str, x: float, y: float, size: float, color: str = Color.INK2
) -> None:
    """Draw an icon with its top left corner at (x, y)."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer(name, color).render(painter, QRectF(x, y, size, size))


@lru_cache(maxsize=512)
def pixmap(name: str, color: str = Color.INK2, size: int = 16, ratio: float = 2.0) -> QPixmap:
    found = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    found.fill(Qt.GlobalColor.transparent)
    painter = QPainter(found)
    renderer(name, color).render(painter)
    painter.end()
    found.setDevicePixelRatio(ratio)
    return found


def icon(name: str, color: str = Color.INK2, size: int = 16) -> QIcon:
    return QIcon(pixmap(name, color, size))
