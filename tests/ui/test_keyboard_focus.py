"""Where the keyboard is and how it goes on (ui.md 4.1): regions, Tab stops, order, and a ring that
can be seen on every kind of control."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.hands import active_window
from tests.ui.spots import SPOTS, open_case, show
from tests.ui.test_accessibility import name_of
from yuetan_desktop.ui.main_window import MainWindow
from yuetan_desktop.ui.page import Desk, Page
from yuetan_desktop.ui.widgets.tab_order import stops_inside

SHIFT = Qt.KeyboardModifier.ShiftModifier


def focusable(page: QWidget) -> list[QWidget]:
    return list(stops_inside(page))


@dataclass
class Walk:
    """What was found amiss on the one way through all pages and views."""

    astray: list[Any] = field(default_factory=list)
    passed_over: list[Any] = field(default_factory=list)
    not_back: list[Any] = field(default_factory=list)
    out_of_reach: list[str] = field(default_factory=list)
    unseen: list[Any] = field(default_factory=list)
    kinds: set[Any] = field(default_factory=set)  # of controls whose ring was looked at


@pytest.fixture(scope="module")
def walk(shared_window: MainWindow, shared_desk: Desk) -> Walk:
    """Every page and view, shown one after another and tried with Tab, F6 and each control."""
    found, case = Walk(), open_case(shared_desk)
    for spot in SPOTS:
        page = show(shared_window, case, spot)
        assert isinstance(page, Page)
        active_window(shared_window)
        press_tab(page, spot, found)
        press_f6(shared_window, page, spot, found)
        look_for_rings(shared_window, page, spot, found)
    return found


def test_f6_reaches_every_part_of_every_page_and_shift_f6_comes_back(walk: Walk) -> None:
    assert walk.passed_over == []
    assert walk.not_back == []
    assert not walk.out_of_reach, "\n".join(walk.out_of_reach)


def press_f6(window: MainWindow, page: Page, spot: Any, walk: Walk) -> None:
    visited(window, [], len(page.regions()) + 2)  # a table may open its side pane
    ring = [window.rail, *page.regions(), window.status]
    takes = [r for r in ring if any(holds(r, w) for w in focusable(window.centralWidget()))]
    page.header.search.setFocus()
    there, back = visited(window, ring, len(takes)), visited(window, ring, len(takes), SHIFT)
    walk.passed_over += [(spot, r) for r in takes if r not in there]
    if back != [*there[-2::-1], there[-1]]:
        walk.not_back.append((spot, there, back))
    walk.out_of_reach += [
        f"{spot} {name_of(w)}" for w in focusable(page) if not any(holds(r, w) for r in ring)
    ]


def visited(
    window: MainWindow, ring: list[QWidget], times: int, keys: Any = Qt.KeyboardModifier.NoModifier
) -> list[QWidget]:
    """The regions that so many presses of F6 come to."""
    found = []
    for _ in range(times):
        QTest.keyClick(window, Qt.Key.Key_F6, keys)
        focused = window.focusWidget()
        assert focused is not None
        found.append(next((r for r in ring if holds(r, focused)), focused))
    return found


def test_tab_goes_from_the_header_through_the_regions_in_their_order(walk: Walk) -> None:
    assert not walk.astray, "\n".join(map(str, walk.astray))


def press_tab(page: Page, spot: Any, walk: Walk) -> None:
    regions, at = page.regions(), 0
    for widget in focusable(page):
        here = next((n for n, r in enumerate(regions) if holds(r, widget)), -1)
        if here < at:
            walk.astray.append((spot, at, here, type(widget).__name__, name_of(widget)))
        at = max(at, here)


def holds(region: QWidget, widget: QWidget) -> bool:
    return region is widget or region.isAncestorOf(widget)


def test_every_kind_of_control_shows_that_it_has_the_keyboard(walk: Walk) -> None:
    assert len(walk.kinds) > 15
    assert not walk.unseen, "\n".join(map(str, walk.unseen))


def look_for_rings(window: MainWindow, page: Page, spot: Any, walk: Walk) -> None:
    for widget in focusable(page):
        kind = (type(widget).__name__, getattr(widget, "kind", ""))
        there = widget.visibleRegion().boundingRect().isValid()
        if kind in walk.kinds or widget.width() < 4 or not there:
            continue
        walk.kinds.add(kind)
        if not shows_focus(window, widget):
            walk.unseen.append((spot, kind, name_of(widget)))


def shows_focus(window: MainWindow, widget: QWidget) -> bool:
    window.setFocus()
    without = around(window, widget)
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Shift)  # the last input is a key
    QApplication.processEvents()
    return around(window, widget) != without


def around(window: MainWindow, widget: QWidget) -> QImage:
    corner = widget.mapTo(window, QPoint(0, 0))
    return window.grab(QRect(corner, widget.size()).adjusted(-6, -6, 6, 6)).toImage()
