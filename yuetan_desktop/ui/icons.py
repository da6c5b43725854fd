"""Line icons: SVG files recoloured when first asked for, drawn sharp at any device ratio."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from yuetan_desktop import paths
from yuetan_desktop.ui.colors import Color, shown_name

LARGE = 32  # px from which a line as thick as that of the small icons would look heavy


@lru_cache(maxsize=512)
def _renderer(name: str, color: str, *, large: bool = False) -> QSvgRenderer:
    """The icon `resources/icons/<name>.svg` with its strokes in `color`, as drawn now."""
    text = (paths.resources() / "icons" / f"{name}.svg").read_text("utf-8")
    if large:
        text = text.replace('stroke-width="2"', 'stroke-width="1.25"')
    return QSvgRenderer(QByteArray(text.replace("currentColor", color).encode()))


def paint(
    painter: QPainter, name: str, x: float, y: float, size: float, color: str = Color.INK2
) -> None:
    """Draw an icon with its top left corner at (x, y)."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    found = _renderer(name, shown_name(color), large=size >= LARGE)
    found.render(painter, QRectF(x, y, size, size))


def pixmap(name: str, color: str = Color.INK2, size: int = 16, ratio: float = 2.0) -> QPixmap:
    """The icon as a picture, for what cannot paint itself."""
    return _pixmap(name, shown_name(color), size, ratio)


@lru_cache(maxsize=512)
def _pixmap(name: str, color: str, size: int, ratio: float) -> QPixmap:
    found = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    found.fill(Qt.GlobalColor.transparent)
    painter = QPainter(found)
    _renderer(name, color).render(painter)
    painter.end()
    found.setDevicePixelRatio(ratio)
    return found


class _Engine(QIconEngine):
    """Draws the icon in the colour that its token has when it is drawn."""

    def __init__(self, name: str, color: str, size: int) -> None:
        super().__init__()
        self._parts = name, color, size

    def clone(self) -> QIconEngine:
        return _Engine(*self._parts)

    def paint(self, painter: QPainter, rect: QRect, _mode: QIcon.Mode, _state: QIcon.State) -> None:
        name, color, size = self._parts
        side = min(size, rect.width(), rect.height())
        where = QRectF(0, 0, side, side)
        where.moveCenter(QRectF(rect).center())
        _renderer(name, shown_name(color)).render(painter, where)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        found = QPixmap(size)
        found.fill(Qt.GlobalColor.transparent)
        painter = QPainter(found)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return found


def icon(name: str, color: str = Color.INK2, size: int = 16) -> QIcon:
    return QIcon(_Engine(name, color, size))
