"""Colours as tokens; under a high-contrast look each gives way to the part it plays.

A token is a plain colour string for charts, papers and everything on white ground. What is drawn
in the window goes through `shown`, which knows the look in force.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum

from PySide6.QtGui import QColor


class Part(Enum):
    """What a colour is for; a contrast theme of the system has one colour for each."""

    GROUND = "ground"
    INK = "ink"  # words, borders, and the fill of what is solid
    FAINT = "faint"  # what is disabled, and light lines
    LINK = "link"
    MARK = "mark"  # focus, and the edge of what is selected
    SELECTED = "selected"  # the ground of what is selected


class Token(str):
    """A colour (hex) that knows its part."""

    part: Part

    def __new__(cls, color: str, part: Part) -> Token:
        token = super().__new__(cls, color)
        token.part = part
        return token


class Color:
    """Neutral, accent and state colours."""

    INK = Token("#1B2733", Part.INK)
    INK2 = Token("#4A5968", Part.INK)
    INK3 = Token("#5F6D79", Part.INK)
    DISABLED = Token("#76838E", Part.FAINT)
    DISABLED_FILL = Token("#E3E9ED", Part.GROUND)
    DISABLED_LINE = Token("#CDD6DC", Part.FAINT)
    CONTROL_LINE = Token("#8593A0", Part.INK)
    BUTTON_LINE = Token("#B9C4CC", Part.INK)
    LINE = Token("#D9E0E5", Part.INK)
    LINE2 = Token("#EAEEF1", Part.FAINT)
    HANDLE = Token("#C3CCD3", Part.INK)
    TRACK = Token("#E3E9ED", Part.FAINT)
    PANEL = Token("#FFFFFF", Part.GROUND)
    SUB = Token("#F7F9FA", Part.GROUND)
    CANVAS = Token("#F1F4F6", Part.GROUND)
    FRAME = Token("#E9EDF0", Part.GROUND)
    BOARD = Token("#DDE3E7", Part.GROUND)
    ACCENT = Token("#0F5F7A", Part.LINK)
    ACCENT_HOVER = Token("#0B4C62", Part.LINK)
    ACCENT_TINT = Token("#E4F0F4", Part.SELECTED)
    ACCENT_LINE = Token("#A9CBD8", Part.LINK)
    ACCENT_SOFT = Token("#7FAFC0", Part.LINK)
    RAIL = Token("#12303D", Part.GROUND)
    RAIL_SELECTED = Token("#1F4A5B", Part.SELECTED)
    RAIL_HOVER = Token("#183B4A", Part.SELECTED)
    RAIL_TEXT = Token("#C3D3DB", Part.INK)
    RAIL_INK = Token("#FFFFFF", Part.INK)
    RAIL_LINE = Token("#6B8794", Part.INK)
    RAIL_EDGE = Token("#6FC3DC", Part.MARK)
    OK = Token("#2B6B4F", Part.INK)
    OK_TINT = Token("#E7F2EC", Part.GROUND)
    OK_LINE = Token("#A9CDBA", Part.INK)
    WARN = Token("#6E5100", Part.INK)
    WARN_EDGE = Token("#856200", Part.INK)
    WARN_TINT = Token("#FBF4DF", Part.GROUND)
    WARN_LINE = Token("#D9C27C", Part.INK)
    BAD = Token("#A11D1F", Part.INK)
    BAD_TINT = Token("#FBEAE9", Part.GROUND)
    BAD_LINE = Token("#E0A9A8", Part.INK)
    WHITE = Token("#FFFFFF", Part.GROUND)  # words on what is solid


@dataclass(frozen=True, slots=True)
class LevelLook:
    """The colours of one 处置等级; a solid warm fill always means a level."""

    solid: Token
    tint: Token
    text: Token


def _level(solid: str, tint: str, text: str) -> LevelLook:
    return LevelLook(Token(solid, Part.INK), Token(tint, Part.GROUND), Token(text, Part.INK))


LEVELS = {
    1: _level("#856200", "#FBF4DF", "#6E5100"),
    2: _level("#A85200", "#FDF0E2", "#8A4300"),
    3: _level("#B83C14", "#FCEDE6", "#9C3110"),
    4: _level("#A11D1F", "#FBEAE9", "#A11D1F"),
    5: _level("#82183D", "#F8E9EF", "#82183D"),
    6: _level("#561036", "#F3E7EE", "#561036"),
}


@dataclass(frozen=True, slots=True)
class ContrastColors:
    """The few colours of a contrast theme (hex)."""

    ground: str
    ink: str
    faint: str
    link: str
    mark: str

    @property
    def selected(self) -> str:
        """The ground with a fifth of the mark: words on it keep their contrast."""
        ground, mark = QColor(self.ground), QColor(self.mark)
        parts = ((getattr(ground, c)() * 4 + getattr(mark, c)()) // 5 for c in _CHANNELS)
        return QColor(*parts).name()

    @property
    def is_dark(self) -> bool:
        return QColor(self.ground).lightness() < 128


_CHANNELS = ("red", "green", "blue")
BLACK = ContrastColors("#000000", "#FFFFFF", "#A6A6A6", "#FFFF00", "#1AEBFF")
WHITE = ContrastColors("#FFFFFF", "#000000", "#595959", "#00009F", "#37006E")


class Contrast(StrEnum):
    """高对比度 as the office sets it."""

    SYSTEM = "system"
    BLACK = "black"
    WHITE = "white"
    OFF = "off"

    @property
    def label(self) -> str:
        return {"system": "跟随系统", "black": "黑底", "white": "白底", "off": "关闭"}[self.value]


class _Look:
    contrast: ContrastColors | None = None


def contrast() -> ContrastColors | None:
    """The contrast colours in force; none in the program's own look."""
    return _Look.contrast


def use_contrast(colors: ContrastColors | None) -> None:
    """For the theme, which tells everyone who paints."""
    _Look.contrast = colors


def shown_name(color: str) -> str:
    """The colour as it is drawn now (hex); one that is no token stays what it is."""
    if _Look.contrast is None or not isinstance(color, Token):
        return str(color)
    return str(getattr(_Look.contrast, color.part.value))


def shown(color: str) -> QColor:
    """The colour as it is drawn now."""
    return QColor(shown_name(color))


def softened(color: str, alpha: int) -> str:
    """A colour let through by `alpha` of 255; under high contrast nothing is let through."""
    if _Look.contrast is not None:
        return color
    soft = QColor(color)
    soft.setAlpha(alpha)
    return soft.name(QColor.NameFormat.HexArgb)
