"""帮助: the manual is inside the program and its table of keys names keys that work."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

import yuetan_desktop
from tests.hands import key_click
from tests.sourcetrees import nodes_within
from yuetan_desktop import paths
from yuetan_desktop.ui.main_window import MainWindow
from yuetan_desktop.ui.pages.help import HelpDialog
from yuetan_desktop.ui.pages.welcome import WelcomePage


def test_the_manual_opens_at_a_section(window: MainWindow, qtbot: Any) -> None:
    window.go("help", "快捷键")
    page: Any = window.current_page
    assert "每月的事" in page.text.toPlainText()
    qtbot.waitUntil(lambda: page.text.verticalScrollBar().value() > 0)
    assert page.contents.currentItem().text() == "快捷键"


KEY = r"(?:(?:Ctrl|Alt|Shift)\+)+(?:Enter|Return|Left|Right|F?\d+|[A-Z]|[←→/])|F\d+"
SPOKEN = {"Return": "Enter", "Left": "←", "Right": "→"}


def test_the_table_of_keys_names_every_key_of_the_program_and_no_other() -> None:
    """Those that the code binds, against those of the manual's table."""
    ui = Path(yuetan_desktop.__file__).parent / "ui"
    bound = {
        node.value
        for _file, node in nodes_within(ui)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if re.fullmatch(KEY, node.value)
    }
    for written, spoken in SPOKEN.items():
        bound = {key.replace(written, spoken) for key in bound}
    manual = (paths.resources() / "manual" / "manual.md").read_text("utf-8")
    table = manual.split("## 快捷键")[1].split("## ")[0]
    told = set(re.findall(KEY, table)) | {f"Ctrl+{n}" for n in range(1, 8)}
    assert told == bound | {"Ctrl+C", "F2"}  # these two by Qt's own names, in tables


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
        key_click(dialog, Qt.Key.Key_Escape)

    QTimer.singleShot(50, look)
    key_click(welcome, key, held)
    qtbot.waitUntil(lambda: bool(seen))
    assert len(seen) == 1
    assert "每月的事" in seen[0]
    assert window.stack.currentWidget() is welcome
