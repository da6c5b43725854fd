"""The tokens: words that can be read, sizes that grow, icons that are shipped."""

from __future__ import annotations

from pathlib import Path

import pytest

from yuetan_desktop.ui import icons
from yuetan_desktop.ui.theme import Color, TextSize, Type, theme

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
