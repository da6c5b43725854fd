"""帮助: the manual is inside the program and its table of keys names keys that work."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from yuetan_desktop.ui.main_window import MainWindow
from yuetan_desktop.ui.navigation import PAGES
from yuetan_desktop.ui.pages.help import HelpDialog
from yuetan_desktop.ui.pages.welcome import WelcomePage


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


@pytest.mark.parametrize(
    ("key", "held"),
    [
        (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Slash, Qt.KeyboardModifier.ControlModifier),
    ],
)
def test_help_opens_on_the_first_page_where_no_database_is_open(
    looks: Any, qtbot: Any, tmp_path: Path, key: Qt.Key, held: Qt.KeyboardModifier
) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    welcome = WelcomePage(tmp_path, tmp_path / "示例", [])
    window.show_welcome(welcome)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    seen: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, HelpDialog):
            QTimer.singleShot(50, look)
            return
        seen.append(dialog.manual.text.toPlainText())
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    QTimer.singleShot(50, look)
    qtbot.keyClick(welcome, key, held)
    qtbot.waitUntil(lambda: bool(seen))
    assert len(seen) == 1
    assert "每月的事" in seen[0]
    assert window.stack.currentWidget() is welcome
