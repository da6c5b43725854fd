"""Labels by type role, chips and level badges, and the lines between things."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from yuetan_desktop.ui import icons
from yuetan_desktop.ui.colors import shown
from yuetan_desktop.ui.theme import Color, Type, theme
from yuetan_desktop.ui.widgets import paint


class Label(QLabel):
    """Text in a type role and colour; follows 字号. Plain text unless `rich`.

    `elide` lets a single line give way: it ends in … and tells itself whole in the tooltip.
    """

    def __init__(
        self,
        text: str = "",
        role: Type = Type.BODY,
        color: str = Color.INK,
        *,
        wrap: bool = False,
        rich: bool = False,
        selectable: bool = False,
        elide: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        # File contents reach labels: never let Qt guess that they are HTML.
        self.setTextFormat(Qt.TextFormat.RichText if rich else Qt.TextFormat.PlainText)
        self.setText(text)
        self._role, self._color = role, color
        self._elide = elide
        self.setWordWrap(wrap)
        if selectable:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._restyle()
        theme().changed.connect(self._restyle)

    def set_color(self, color: str) -> None:
        self._color = color
        self._restyle()

    def let_wrap(self, wraps: bool) -> None:
        """A line that gives way where room is short, or as many lines as its words need."""
        self._elide = not wraps
        self.setWordWrap(wraps)
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), theme().px(64)), hint.height()) if self._elide else hint

    def paintEvent(self, event: QPaintEvent) -> None:
        width = self.contentsRect().width()
        if not self._elide or self.wordWrap() or paint.width_of(self.text(), self._role) <= width:
            super().paintEvent(event)
            return
        self.setToolTip(self.toolTip() or self.text())
        where = QRectF(self.contentsRect())
        paint.text(QPainter(self), where, self.text(), self._role, self._color)

    def _restyle(self) -> None:
        # Font and palette, not a style sheet: hundreds of these follow each change of 字号.
        self.setFont(theme().font(self._role))
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.WindowText, shown(self._color))
        self.setPalette(palette)


class Sign(QWidget):
    """An icon beside words that say the same; it has no name of its own."""

    def __init__(self, icon: str, color: str = Color.INK2, size: int = 16) -> None:
        super().__init__()
        self._icon, self._color = icon, color
        self.setFixedSize(size, size)

    def paintEvent(self, _event: QPaintEvent) -> None:
        icons.paint(QPainter(self), self._icon, 0, 0, self.width(), self._color)


class Chip(QWidget):
    """Icon + word: a state. Kinds: neutral, ahead and past (a limit), strong,
    ok, near, warn, late. Never clickable."""

    def __init__(
        self,
        text: str = "",
        kind: str = "neutral",
        *,
        icon: str | None = None,
        level: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set(text, kind, icon=icon, level=level)
        theme().changed.connect(self.updateGeometry)

    def set(
        self,
        text: str,
        kind: str = "neutral",
        *,
        icon: str | None = None,
        level: int | None = None,
    ) -> None:
        """Show other words; `level` uses that level's tint."""
        self.text = text
        self._kind = kind
        self._icon = paint.chip_icon(kind, icon)
        self._level = level
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(paint.chip_width(self.text, self._kind, self._icon), theme().px(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        colors = paint.level_colors(self._level) if self._level else paint.CHIPS[self._kind][:3]
        paint.tinted_chip(painter, 0, self.height() / 2, self.text, colors, self._icon)


class LevelBadge(QWidget):
    """The number of a level; `tip` gives its name and article."""

    def __init__(
        self, level: int, tip: str = "", *, size: int = 18, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.level, self._size = level, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setToolTip(tip)
        self.setAccessibleName(tip or f"第 {level} 级")
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(self._size), theme().px(self._size))

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint.badge(QPainter(self), 0, self.height() / 2, self.level, self._size)


def rule(*, vertical: bool = False, light: bool = False) -> QFrame:
    """A 1 px line between rows (`light`) or parts of a panel."""
    line = QFrame()
    line.setProperty("surface", "line2" if light else "line")
    if vertical:
        line.setFixedWidth(1)
    else:
        line.setFixedHeight(1)
    return line
