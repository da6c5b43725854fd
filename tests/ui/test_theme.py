"""The tokens: words that can be read, sizes that grow, icons that are shipped."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QFontMetrics

from yuetan_desktop.ui import icons
from yuetan_desktop.ui.stylesheet import stylesheet
from yuetan_desktop.ui.theme import LEVELS, Color, TextSize, Type, pretty, theme
from yuetan_desktop.ui.widgets.buttons import Button

pytestmark = pytest.mark.usefixtures("looks")


def luminance(color: str) -> float:
    channels = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        (Color.INK, Color.CANVAS),
        (Color.INK2, Color.CANVAS),
        (Color.INK3, Color.ACCENT_TINT),
        (Color.WHITE, Color.ACCENT),
        (Color.ACCENT_HOVER, Color.ACCENT_TINT),
        (Color.RAIL_TEXT, Color.RAIL),
        (Color.OK, Color.OK_TINT),
        (Color.WARN, Color.WARN_TINT),
        (Color.BAD, Color.BAD_TINT),
    ],
)
def test_words_can_be_read_on_their_ground(ink: str, ground: str) -> None:
    """WCAG AA: 4.5 to 1."""
    light, dark = sorted((luminance(ink), luminance(ground)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


# ui.md 2.1 and 2.2, as written there.
TOKENS = {
    "INK": "#1B2733", "INK2": "#4A5968", "INK3": "#5F6D79", "DISABLED": "#76838E",
    "DISABLED_FILL": "#E3E9ED", "CONTROL_LINE": "#8593A0", "BUTTON_LINE": "#B9C4CC",
    "LINE": "#D9E0E5", "LINE2": "#EAEEF1", "PANEL": "#FFFFFF", "SUB": "#F7F9FA",
    "CANVAS": "#F1F4F6", "FRAME": "#E9EDF0", "ACCENT": "#0F5F7A", "ACCENT_HOVER": "#0B4C62",
    "ACCENT_TINT": "#E4F0F4", "RAIL": "#12303D", "RAIL_SELECTED": "#1F4A5B", "OK": "#2B6B4F",
    "OK_TINT": "#E7F2EC",
}  # fmt: skip
LEVEL_COLORS = {
    1: ("#856200", "#FBF4DF", "#6E5100"), 2: ("#A85200", "#FDF0E2", "#8A4300"),
    3: ("#B83C14", "#FCEDE6", "#9C3110"), 4: ("#A11D1F", "#FBEAE9", "#A11D1F"),
    5: ("#82183D", "#F8E9EF", "#82183D"), 6: ("#561036", "#F3E7EE", "#561036"),
}  # fmt: skip
# ui.md 2.3: size, line height, bold.
ROLES = {
    "TILE": (26, 30, True), "KEY": (22, 28, True), "PAGE_TITLE": (18, 24, True),
    "OBJECT_TITLE": (16, 24, True), "ARTICLE": (15, 30, False), "SECTION_TITLE": (14, 20, True),
    "BODY": (13, 20, False), "BODY_BOLD": (13, 20, True), "SMALL": (12, 18, False),
    "TINY": (11, 16, False),
}  # fmt: skip


def test_tokens_are_those_of_the_contract() -> None:
    assert {name: str(getattr(Color, name)) for name in TOKENS} == TOKENS
    assert {n: (look.solid, look.tint, look.text) for n, look in LEVELS.items()} == LEVEL_COLORS
    assert {name: Type[name].value for name in ROLES} == ROLES
    assert min(role.value[0] for role in Type) == 11
    # The red of an official document stands on the paper alone.
    assert "#D0111B" not in {str(value).upper() for value in vars(Color).values()}


@pytest.mark.parametrize("level", LEVELS)
def test_white_stands_out_on_a_level_and_its_words_on_its_tint(level: int) -> None:
    look = LEVELS[level]
    for ink, ground, needed in ((Color.WHITE, look.solid, 5.4), (look.text, look.tint, 6.4)):
        light, dark = sorted((luminance(ink), luminance(ground)), reverse=True)
        assert round((light + 0.05) / (dark + 0.05), 1) >= needed


def test_corners_and_edges_are_those_of_the_contract() -> None:
    """2.4: controls, cells and chips 3–4, panels and dialogs 6 (5 inside their edge); borders 1,
    selected or focused 2; controls 32 high, compact ones 28."""
    sheet = stylesheet(theme())
    assert set(re.findall(r"radius: (\d+)px", sheet)) == {"3", "4", "5", "6"}
    assert set(re.findall(r"border: (\d+)px", sheet)) <= {"0", "1", "2"}
    panel = re.search(r'QFrame\[surface="panel"\][^}]*}', sheet)
    assert panel is not None
    assert "border-radius: 6px" in panel[0]
    for height in (32, 28, 24):
        assert Button("保存", height=height).sizeHint().height() == height


def test_PM25_has_small_figures_only_where_the_font_has_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert pretty("PM2.5超标") == "PM₂.₅超标"  # the fonts that the set-up installs have them
    monkeypatch.setattr(QFontMetrics, "inFont", lambda _metrics, _glyph: False)
    assert pretty("PM2.5超标") == "PM2.5超标"


def test_大字_enlarges_type_and_rows_at_once_but_not_the_gaps() -> None:
    rows, gap = theme().row(32), theme().gap
    theme().set_text_size(TextSize.LARGE)
    assert theme().font(Type.BODY).pixelSize() == 16
    assert theme().row(32) == round(rows * 1.25)
    assert theme().gap == gap


def test_every_icon_named_in_the_program_is_shipped_with_its_licence() -> None:
    import re

    from yuetan_desktop import paths

    folder = paths.resources() / "icons"
    have = {file.stem for file in folder.glob("*.svg")}
    source = Path(icons.__file__).parent
    named = re.compile(r"""(?:icon(?:_name)?=|icons\.\w+\([^"']*?)["']([a-z0-9-]+)["']""")
    wanted = {
        name for file in source.rglob("*.py") for name in named.findall(file.read_text("utf-8"))
    }
    assert wanted - have == set()
    assert "ISC" in (folder / "LICENSE").read_text("utf-8")
