"""Tokens of the look: type and sizes beside the colours; and the theme that applies them.

Sizes are logical pixels at 100 %. Type and row heights grow with 字号, gaps do not; below 1400 px
of width the narrow sizes apply.
"""

from __future__ import annotations

import re
from enum import Enum, StrEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication

from yuetan_desktop.ui.colors import BLACK as BLACK_CONTRAST
from yuetan_desktop.ui.colors import (
    LEVELS,
    Color,
    Contrast,
    ContrastColors,
    LevelLook,
    contrast,
    shown,
    use_contrast,
)
from yuetan_desktop.ui.colors import WHITE as WHITE_CONTRAST

__all__ = ["LEVELS", "Color", "Contrast", "LevelLook", "TextSize", "Theme", "Type", "shown"]

FAMILIES = ("Microsoft YaHei UI", "Noto Sans CJK SC", "WenQuanYi Micro Hei", "sans-serif")
NARROW_BELOW = 1400
_PM = re.compile(r"(?<=[\u4e00-\u9fff])PM(?=\d)")


class TextSize(StrEnum):
    """字号 as the office sets it."""

    STANDARD = "standard"
    LARGE = "large"
    HUGE = "huge"

    @property
    def label(self) -> str:
        return {"standard": "标准", "large": "大字", "huge": "特大"}[self.value]

    @property
    def factor(self) -> float:
        return {"standard": 1.0, "large": 1.25, "huge": 1.5}[self.value]


class Type(Enum):
    """Type roles: (size, line height, bold)."""

    NAME = (32, 40, True)  # the program's own, on 首次运行 alone
    TILE = (26, 30, True)
    KEY = (22, 28, True)
    PAGE_TITLE = (18, 24, True)
    OBJECT_TITLE = (16, 24, True)
    ARTICLE = (15, 30, False)
    SECTION_TITLE = (14, 20, True)
    BODY = (13, 20, False)
    BODY_BOLD = (13, 20, True)
    SMALL = (12, 18, False)
    SMALL_BOLD = (12, 18, True)
    TINY = (11, 16, False)


class Theme(QObject):
    """The look in force. `changed` fires when 字号, 高对比度 or the width class changes."""

    changed = Signal()
    recolored = Signal()  # only colours: what keeps some in its items reads itself anew

    def __init__(self) -> None:
        super().__init__()
        self.text_size = TextSize.STANDARD
        self.contrast = Contrast.SYSTEM
        self._system_palette: QPalette | None = None
        self.narrow = False
        self._fonts: dict[Type, QFont] = {}

    # -- sizes ----------------------------------------------------------------------------------
    def px(self, size: float) -> int:
        """A height that grows with 字号."""
        return round(size * self.text_size.factor)

    def pick(self, wide: int, narrow: int) -> int:
        """A size that does not grow, by width class."""
        return narrow if self.narrow else wide

    def row(self, wide: int, narrow: int | None = None) -> int:
        """A row height: by width class, growing with 字号, never below one line of body text."""
        size = self.px(self.pick(wide, wide if narrow is None else narrow))
        return max(size, QFontMetrics(self.font(Type.BODY)).height() + 4)

    @property
    def padding(self) -> int:
        return self.pick(16, 12)

    @property
    def gap(self) -> int:
        return self.pick(12, 8)

    # -- type -----------------------------------------------------------------------------------
    def font(self, role: Type) -> QFont:
        if role not in self._fonts:
            size, _line, bold = role.value
            font = QFont()
            font.setFamilies(list(FAMILIES))
            font.setPixelSize(self.px(size))
            font.setBold(bold)
            font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            self._fonts[role] = font
        return self._fonts[role]

    def line_height(self, role: Type) -> int:
        return self.px(role.value[1])

    # -- changes --------------------------------------------------------------------------------
    def set_text_size(self, size: TextSize) -> None:
        if size is not self.text_size:
            self.text_size = size
            self._fonts.clear()
            self.apply()

    def set_contrast(self, choice: Contrast) -> None:
        """The office's choice; `follow_system` looks again when the system's theme moved."""
        self.contrast = choice
        self.follow_system()

    def follow_system(self) -> None:
        """Take up the contrast colours that hold now, where they are others."""
        colors = self._contrast_colors()
        if colors != contrast():
            use_contrast(colors)
            self.apply()
            self.recolored.emit()

    def _contrast_colors(self) -> ContrastColors | None:
        if self.contrast is Contrast.SYSTEM:
            from yuetan_desktop.ui.systemcontrast import system_contrast

            return system_contrast(self._system_palette or QPalette())
        fixed = {Contrast.BLACK: BLACK_CONTRAST, Contrast.WHITE: WHITE_CONTRAST}
        return fixed.get(self.contrast)

    def set_narrow(self, narrow: bool) -> None:
        if narrow is not self.narrow:
            self.narrow = narrow
            self.changed.emit()  # the style sheet knows no width class

    def apply(self) -> None:
        """Put font, palette and style sheet on the application and tell everyone who paints."""
        from yuetan_desktop.ui.stylesheet import stylesheet

        app = QApplication.instance()
        assert isinstance(app, QApplication)
        if self._system_palette is None:
            self._system_palette = QPalette(app.palette())
            use_contrast(self._contrast_colors())
        # Each of these visits every widget there is: none without need.
        if app.font() != self.font(Type.BODY):
            app.setFont(self.font(Type.BODY))
        if app.palette() != palette():
            app.setPalette(palette())
        sheet = stylesheet(self)
        if app.styleSheet() != sheet:
            app.setStyleSheet(sheet)
        self.changed.emit()


def palette() -> QPalette:
    found = QPalette()
    role = QPalette.ColorRole
    for what, color in (
        (role.Window, Color.CANVAS),
        (role.WindowText, Color.INK),
        (role.Base, Color.PANEL),
        (role.AlternateBase, Color.SUB),
        (role.Text, Color.INK),
        (role.Button, Color.PANEL),
        (role.ButtonText, Color.INK),
        (role.PlaceholderText, Color.INK3),
        (role.Highlight, Color.ACCENT),
        (role.HighlightedText, Color.WHITE),
        (role.Link, Color.ACCENT),
        (role.ToolTipBase, Color.PANEL),
        (role.ToolTipText, Color.INK),
    ):
        found.setColor(what, shown(color))
    for what in (role.Text, role.WindowText, role.ButtonText):
        found.setColor(QPalette.ColorGroup.Disabled, what, shown(Color.DISABLED))
    return found


_theme: Theme | None = None


def theme() -> Theme:
    """The one theme of the program."""
    global _theme
    if _theme is None:
        _theme = Theme()
    return _theme


def pm25() -> str:
    """PM₂.₅ where the font has the small figures."""
    metrics = QFontMetrics(theme().font(Type.BODY))
    return "PM₂.₅" if metrics.inFont("₂") and metrics.inFont("₅") else "PM2.5"


def pretty(text: str) -> str:
    """Domain text as the screen writes it: 前三季度 PM₂.₅, with a gap before the letters."""
    if "PM" not in text:
        return text
    return _PM.sub(" PM", text).replace("PM2.5", pm25())


def elided(text: str, font: QFont, width: int, *, middle: bool = False) -> str:
    mode = Qt.TextElideMode.ElideMiddle if middle else Qt.TextElideMode.ElideRight
    return QFontMetrics(font).elidedText(text, mode, width)
