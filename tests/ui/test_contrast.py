"""高对比度: the system's contrast theme, or the office's own choice, holds on every page."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.conftest import delete_now
from tests.ui.spots import SPOTS, open_case, settle, show
from yuetan_desktop.services import office
from yuetan_desktop.ui import colors, systemcontrast
from yuetan_desktop.ui.charts import ChartView
from yuetan_desktop.ui.colors import BLACK, WHITE, Color, Contrast, ContrastColors, Token
from yuetan_desktop.ui.main_window import MainWindow
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.papers.board import Board
from yuetan_desktop.ui.theme import LEVELS, theme


@pytest.fixture(autouse=True)
def own_look_again(looks: QApplication) -> Iterator[None]:
    yield
    delete_now()
    theme().set_contrast(Contrast.OFF)


# -- what the system says -----------------------------------------------------------------------
class User32:
    """Windows' own answers, as user32 gives them."""

    def __init__(self, *, on: bool) -> None:
        self.on = on
        self.asked = 0

    def SystemParametersInfoW(self, number: int, size: int, said: Any, _flags: int) -> int:
        assert (number, size) == (0x0042, ctypes.sizeof(said._obj))
        said._obj.dwFlags = 0x7F if self.on else 0x7E
        return 1

    def GetSysColor(self, number: int) -> int:
        # The theme “Desert”: COLORREF holds blue, green, red.
        desert = {5: 0xEFFAFF, 8: 0x3D3D3D, 17: 0x676767, 26: 0x75001C, 13: 0x093990}
        return desert[number]


def test_windows_tells_whether_a_contrast_theme_is_on_and_its_colours() -> None:
    assert systemcontrast.from_windows(User32(on=False)) is None
    assert systemcontrast.from_windows(User32(on=True)) == ContrastColors(
        ground="#FFFAEF", ink="#3D3D3D", faint="#676767", link="#1C0075", mark="#903909"
    )


@pytest.mark.parametrize(
    ("name", "colors_of"),
    [
        ("HighContrast", WHITE),
        ("HighContrastInverse", BLACK),
        ("HighContrast:dark", BLACK),
        ("ukui-black", None),  # dark, but no contrast theme
        ("deepin-dark", None),
        ("Adwaita", None),
        ("", None),
    ],
)
def test_the_desktop_s_theme_tells_by_its_name(name: str, colors_of: Any) -> None:
    assert systemcontrast.from_theme_name(name) == colors_of


def test_the_name_stands_in_the_environment_or_in_the_desktop_s_file(tmp_path: Path) -> None:
    assert systemcontrast.gtk_theme({}, tmp_path) == ""
    file = tmp_path / ".config" / "gtk-3.0" / "settings.ini"
    file.parent.mkdir(parents=True)
    file.write_text("[Settings]\ngtk-font-name=Noto 10\ngtk-theme-name = HighContrast\n")
    assert systemcontrast.gtk_theme({}, tmp_path) == "HighContrast"
    assert systemcontrast.gtk_theme({"GTK_THEME": "Adwaita"}, tmp_path) == "Adwaita"


@pytest.mark.parametrize(
    ("window", "base", "ink", "is_contrast"),
    [
        ("#000000", "#000000", "#ffffff", True),
        ("#ffffff", "#ffffff", "#000000", True),
        ("#efefef", "#ffffff", "#000000", False),  # Qt's own light palette
        ("#252525", "#282828", "#c0c6d4", False),  # a dark theme of UOS
    ],
)
def test_a_palette_of_black_and_white_alone_is_a_contrast_theme(
    window: str, base: str, ink: str, is_contrast: bool
) -> None:
    palette = QPalette()
    role = QPalette.ColorRole
    for what, color in ((role.Window, window), (role.Base, base), (role.WindowText, ink)):
        palette.setColor(what, QColor(color))
    found = systemcontrast.from_palette(palette)
    assert (found is not None) == is_contrast
    if found:
        assert (found.ground, found.ink) == (window, ink)


# -- the look -----------------------------------------------------------------------------------
def test_the_system_s_theme_is_taken_up_while_the_program_runs(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert theme().contrast is Contrast.SYSTEM
    monkeypatch.setenv("GTK_THEME", "HighContrastInverse")
    QApplication.sendEvent(window, QEvent(QEvent.Type.ThemeChange))
    assert colors.contrast() == BLACK
    assert window.palette().color(QPalette.ColorRole.Window) == QColor("#000000")
    monkeypatch.delenv("GTK_THEME")
    QApplication.sendEvent(window, QEvent(QEvent.Type.ThemeChange))
    assert colors.contrast() is None
    assert window.palette().color(QPalette.ColorRole.Window) == QColor(Color.CANVAS)


def test_the_choice_holds_at_once_is_kept_when_saved_and_beats_the_system(
    window: MainWindow, desk: Desk, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.go("settings", "look")
    look = window.current_page.parts["look"]  # type: ignore[union-attr]
    look.numbers["due_within_days"].setValue(9)
    qtbot.mouseClick(look.contrast._segments[Contrast.BLACK], Qt.MouseButton.LeftButton)
    assert colors.contrast() == BLACK
    assert look.numbers["due_within_days"].value() == 9  # what was being entered stays
    assert office.read_office(desk.ws).contrast == "system"
    look.save()
    assert office.read_office(desk.ws).contrast == "black"
    monkeypatch.setenv("GTK_THEME", "HighContrast")
    theme().follow_system()
    assert colors.contrast() == BLACK


def contrast_of(one: str, other: str) -> float:
    """The ratio of WCAG 2."""

    def luminance(name: str) -> float:
        parts = (c / 255 for c in QColor(name).getRgb()[:3])  # type: ignore[index]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("look", [BLACK, WHITE], ids=["black", "white"])
def test_words_stand_out_seven_to_one_also_on_what_is_selected(look: ContrastColors) -> None:
    for ink in (look.ink, look.link, look.faint):
        assert contrast_of(ink, look.ground) >= 7
    for ink in (look.ink, look.link):
        assert contrast_of(ink, look.selected) >= 7


def own_colors() -> dict[int, str]:
    """Every colour of the program's own look but white."""
    tokens = {name: value for name, value in vars(Color).items() if isinstance(value, Token)}
    for number, level in LEVELS.items():
        tokens |= {f"level {number}": level.solid, f"text {number}": level.text}
        tokens |= {f"tint {number}": level.tint}
    return {QColor(v).rgb(): name for name, v in tokens.items() if v != "#FFFFFF"}


def grabbed(window: QWidget) -> QImage:
    """The window without its charts and paper pages, which keep their white ground."""
    picture = window.grab()
    painter = QPainter(picture)
    for kind in (ChartView, Board):
        for widget in window.findChildren(kind):
            if widget.isVisible():
                corner = widget.mapTo(window, QPoint(0, 0))
                painter.fillRect(QRect(corner, widget.size()), Qt.GlobalColor.black)
    painter.end()
    return picture.toImage().convertToFormat(QImage.Format.Format_RGB32)


def test_no_colour_of_the_own_look_is_left_on_any_page(
    window: MainWindow, desk: Desk, without_office_suite: None
) -> None:
    """The pages of a paper keep their own white: they need not be laid out."""
    own, first = own_colors(), open_case(desk)
    window.setUpdatesEnabled(False)
    # Some pages are made before the change, as when the system's theme moves; the rest after it.
    for spot in (("rectification", "task"), ("rules", None), ("case", "open")):
        show(window, first, spot)
    theme().set_contrast(Contrast.BLACK)
    left = []
    for spot in SPOTS:
        show(window, first, spot)
        theme().set_contrast(Contrast.BLACK)
        settle()
        window.setUpdatesEnabled(True)  # painted now, once, as a whole
        picture = grabbed(window)
        window.setUpdatesEnabled(False)
        pixels = np.frombuffer(picture.constBits(), np.uint32)
        colored = pixels[pixels != QColor(BLACK.ground).rgb()]
        counts = {name: np.count_nonzero(colored == rgb) for rgb, name in own.items()}
        left += [f"{spot}: {name} × {count}" for name, count in counts.items() if count > 8]
    assert left == []
