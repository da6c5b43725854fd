"""A second click, a key held down: what acts does so once."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.seen import CTRL, shown
from yuetan_desktop.ui.widgets.buttons import Button
from yuetan_desktop.ui.widgets.dialog import Dialog

pytestmark = pytest.mark.usefixtures("looks")


def test_a_double_click_on_what_acts_is_one_click(qtbot: Any) -> None:
    for kind, times in (("primary", 1), ("danger", 1), ("secondary", 2)):
        button = shown(qtbot, Button("登记", kind))
        clicks: list[int] = []
        button.clicked.connect(lambda _=False, clicks=clicks: clicks.append(1))
        double_click(button)
        assert len(clicks) == times, kind


def double_click(button: Button) -> None:
    """As a window gets it: press, release, double click, release."""
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(button, left)
    where = QPointF(button.rect().center())
    for kind, held in (
        (QEvent.Type.MouseButtonDblClick, left),
        (QEvent.Type.MouseButtonRelease, Qt.MouseButton.NoButton),
    ):
        at = button.mapToGlobal(where)
        QApplication.sendEvent(button, QMouseEvent(kind, where, at, left, held, none))


def test_a_key_held_down_acts_once(qtbot: Any) -> None:
    dialog = Dialog("登记")
    acted: list[int] = []
    dialog.add_button("登记", lambda: acted.append(1), kind="primary")
    shown(qtbot, dialog)
    for held in (False, True, True):
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, CTRL, "\r", held)
        QApplication.sendEvent(dialog, event)
    assert acted == [1]
