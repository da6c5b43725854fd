"""The side panel: beside the main area, and a drawer over it in a window under 1280."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt

from tests.hands import key_click
from yuetan_desktop.services import rectification
from yuetan_desktop.ui.main_window import MainWindow
from yuetan_desktop.ui.page import Desk

pytestmark = pytest.mark.looking


def wide(window: MainWindow, width: int, qtbot: Any) -> None:
    window.resize(width, 720)
    window.activateWindow()
    qtbot.waitUntil(lambda: window.width() == width and window.isActiveWindow())


@pytest.fixture
def page(window: MainWindow, place_id: Callable[[str], int], qtbot: Any) -> Any:
    found: Any = window.page("dashboard")
    found.open_unit(place_id("云麓区"), 6)
    return found


def test_at_1280_the_panel_stands_beside_the_main_area(
    window: MainWindow, page: Any, qtbot: Any
) -> None:
    wide(window, 1280, qtbot)
    assert not page.panes.is_drawer
    edge = page.matrix.mapTo(window, page.matrix.rect().topRight()).x()
    assert edge < page.side.mapTo(window, page.side.rect().topLeft()).x()


def test_at_1279_it_lies_over_the_main_area_which_keeps_its_width(
    window: MainWindow, page: Any, qtbot: Any
) -> None:
    wide(window, 1279, qtbot)
    assert page.panes.is_drawer
    assert page.side.isVisible()
    before = page.matrix.width()
    assert page.matrix.mapTo(window, page.matrix.rect().topRight()).x() > page.side.x()
    page.close_side()
    assert page.matrix.width() == before


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_F4])
def test_the_drawer_closes_by_key(window: MainWindow, page: Any, qtbot: Any, key: Qt.Key) -> None:
    wide(window, 1279, qtbot)
    page.side.close_button.setFocus()
    key_click(page.side.close_button, key)
    assert not page.side.isVisible()


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_F4])
def test_the_drawer_closes_from_the_main_area(
    window: MainWindow, page: Any, qtbot: Any, key: Qt.Key
) -> None:
    wide(window, 1279, qtbot)
    page.matrix.view.setFocus()
    key_click(page.matrix.view, key)
    assert not page.side.isVisible()


def test_widened_again_it_stands_beside_as_before(
    window: MainWindow, page: Any, qtbot: Any
) -> None:
    wide(window, 1279, qtbot)
    wide(window, 1280, qtbot)
    assert not page.panes.is_drawer
    assert page.side.isVisible()


def test_the_ledger_has_the_same_drawer(window: MainWindow, desk: Desk, qtbot: Any) -> None:
    page: Any = window.page("rectification")
    window.go("rectification", rectification.ledger(desk.ws)[0].id)
    wide(window, 1279, qtbot)
    assert page.panes.is_drawer
    key_click(page.side.close_button, Qt.Key.Key_Escape)
    assert not page.side.isVisible()
