"""帮助: the manual is inside the program and its table of keys names keys that work."""

from __future__ import annotations

from typing import Any

import pytest

from yuetan_desktop.ui.main_window import MainWindow
from yuetan_desktop.ui.navigation import PAGES


def test_the_manual_opens_at_a_section(window: MainWindow, qtbot: Any) -> None:
    window.go("help", "快捷键")
    page: Any = window.current_page
    assert "每月的事" in page.text.toPlainText()
    qtbot.waitUntil(lambda: page.text.verticalScrollBar().value() > 0)


@pytest.mark.parametrize("entry", [e for e in PAGES if e.keys], ids=lambda e: e.key)
def test_the_keys_of_pages_are_within_the_table(window: MainWindow, entry: Any) -> None:
    window.go("help")
    page: Any = window.current_page
    words = page.text.toPlainText()
    is_numbered = entry.keys.startswith("Ctrl+") and entry.keys[-1].isdigit()
    spoken = "Ctrl+1 … Ctrl+7" if is_numbered else entry.keys
    assert spoken in words
