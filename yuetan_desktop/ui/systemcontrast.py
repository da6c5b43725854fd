"""Whether the system shows a high-contrast theme, and its colours.

Windows says so itself. Elsewhere the name of the desktop's theme tells it (GNOME, MATE and UKUI
use GTK's HighContrast and HighContrastInverse), or a palette of pure black and white. The plain
dark themes of Kylin and UOS are no contrast themes.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import Any

from PySide6.QtGui import QColor, QPalette

from yuetan_desktop.ui.colors import BLACK, WHITE, ContrastColors

_SPI_GETHIGHCONTRAST, _HCF_HIGHCONTRASTON = 0x0042, 0x1
# GetSysColor: window, window text, grey text, links, highlight.
_SYSTEM_COLORS = (5, 8, 17, 26, 13)
_GTK_THEME = re.compile(r"^\s*gtk-theme-name\s*=\s*(.+)$", re.MULTILINE)


def system_contrast(palette: QPalette) -> ContrastColors | None:
    """The colours of the system's contrast theme; none where it has no such theme on.

    `palette` is the one the system gave before the program put its own in place.
    """
    if sys.platform == "win32":
        import ctypes

        return from_windows(ctypes.windll.user32)
    return from_theme_name(gtk_theme(os.environ, Path.home())) or from_palette(palette)


def from_windows(user32: Any) -> ContrastColors | None:
    """Ask user32 whether a contrast theme is on, and for its colours."""
    import ctypes

    class HighContrast(ctypes.Structure):
        _fields_ = (
            ("cbSize", ctypes.c_uint),
            ("dwFlags", ctypes.c_uint),
            ("lpszDefaultScheme", ctypes.c_void_p),
        )

    said = HighContrast(cbSize=ctypes.sizeof(HighContrast))
    if not user32.SystemParametersInfoW(_SPI_GETHIGHCONTRAST, said.cbSize, ctypes.byref(said), 0):
        return None
    if not said.dwFlags & _HCF_HIGHCONTRASTON:
        return None
    return ContrastColors(*(_hex(user32.GetSysColor(number)) for number in _SYSTEM_COLORS))


def _hex(colorref: int) -> str:
    """COLORREF is 0x00BBGGRR."""
    return f"#{colorref & 0xFF:02X}{colorref >> 8 & 0xFF:02X}{colorref >> 16 & 0xFF:02X}"


def gtk_theme(environment: Any, home: Path) -> str:
    """The theme's name from GTK_THEME, else from the settings file of the desktop."""
    if name := environment.get("GTK_THEME"):
        return str(name)
    config = Path(environment.get("XDG_CONFIG_HOME") or home / ".config")
    for version in ("gtk-4.0", "gtk-3.0"):
        try:
            said = (config / version / "settings.ini").read_text("utf-8", "replace")
        except OSError:
            continue
        if found := _GTK_THEME.search(said):
            return found[1].strip()
    return ""


def from_theme_name(name: str) -> ContrastColors | None:
    plain = name.replace("-", "").replace(":", "").casefold()
    if not plain.startswith("highcontrast"):
        return None
    return BLACK if plain.endswith(("inverse", "dark")) else WHITE


def from_palette(palette: QPalette) -> ContrastColors | None:
    """A window of pure black or white with words of the other: no ordinary theme has both."""
    role = QPalette.ColorRole
    ends = {QColor(what).name() for what in (palette.color(role.Window), palette.color(role.Base))}
    ink = palette.color(role.WindowText).name()
    if (ends, ink) not in (({"#000000"}, "#ffffff"), ({"#ffffff"}, "#000000")):
        return None
    group = QPalette.ColorGroup.Disabled
    return ContrastColors(
        ground=ends.pop(),
        ink=ink,
        faint=palette.color(group, role.WindowText).name(),
        link=palette.color(role.Link).name(),
        mark=palette.color(role.Highlight).name(),
    )
