"""What a clerk does that Qt's own test functions cannot: type Chinese, act in a modal dialog."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget


def type_words(words: str, editor: QWidget | None = None) -> None:
    """Type into `editor`, or where the keyboard is, as an input method does."""
    target = editor or QApplication.focusWidget()
    assert target is not None, "nothing has the keyboard"
    event = QInputMethodEvent()
    event.setCommitString(words)
    QApplication.sendEvent(target, event)


def retype(words: str) -> None:
    """Replace what the field with the keyboard says."""
    active_window()
    field = QApplication.focusWidget()
    assert field is not None, "nothing has the keyboard"
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    type_words(words)


def active_window(main: QWidget | None = None) -> QWidget:
    """The window that has the keyboard: the modal dialog, else `main`, else any main window.

    The offscreen platform gives the keyboard back to nobody when a dialog closes, or to another
    test's window that is still open, where a window manager would give it to the dialog's owner.
    """
    for _ in range(300):
        wanted = QApplication.activeModalWidget() or main
        active = QApplication.activeWindow()
        if active is not None and wanted in (active, None):
            return active
        for window in QApplication.topLevelWidgets():
            open_main = isinstance(window, QMainWindow) and window.isVisible()
            if window is wanted or (wanted is None and open_main):
                window.activateWindow()
        QTest.qWait(10)
    raise AssertionError("no window is active")


def key_click(
    widget: QWidget,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """Press a key in `widget`, its window being the one that has the keyboard: a shortcut is
    heard in no other. A list that drops down, or a dialog that is never shown, has it without."""
    window = widget.window()
    if window.isVisible() and window.windowType() != Qt.WindowType.Popup:
        active_window(window)
    QTest.keyClick(widget, key, modifier)


_awaited: list[Callable[[Any], object]] = []


def in_dialog(act: Callable[[Any], object]) -> None:
    """Do `act(dialog)` in the next modal dialog; one it leaves open is closed afterwards.

    Said before the dialog opens, as opening it only returns when it is closed.
    """

    def when_open() -> None:
        if act not in _awaited:
            return
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog):
            QTimer.singleShot(20, when_open)
            return
        _awaited.remove(act)
        try:
            active_window()
            act(dialog)
        finally:
            if dialog.isVisible():
                dialog.reject()

    _awaited.append(act)
    QTimer.singleShot(0, when_open)


def await_no_dialog() -> int:
    """What `in_dialog` still waits for is given up, lest it act in the dialog of another test;
    says how many never opened."""
    missed = len(_awaited)
    _awaited.clear()
    return missed
