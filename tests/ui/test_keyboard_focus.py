"""Where the keyboard is and how it goes on (ui.md 4.1): regions, Tab stops, order, and a ring that
can be seen on every kind of control."""

from __future__ import annotations

from collections.abc import Iterator
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

pytestmark = pytest.mark.looking

SHIFT = Qt.KeyboardModifier.ShiftModifier


def focusable(page: QWidget) -> list[QWidget]:
    return list(stops_inside(page))


@pytest.fixture
def spots(window: MainWindow, desk: Desk) -> Iterator[tuple[Any, Page]]:
    """Every page and view, shown one after another."""
    case = open_case(desk)

    def all_of_them() -> Iterator[tuple[Any, Page]]:
        for spot in SPOTS:
            page = show(window, case, spot)
            assert isinstance(page, Page)
            active_window()
            yield spot, page

    return all_of_them()


def test_f6_reaches_every_part_of_every_page_and_shift_f6_comes_back(
    window: MainWindow, spots: Iterator[tuple[Any, Page]]
) -> None:
    out_of_reach: list[Any] = []
    for spot, page in spots:
        visited(window, [], len(page.regions()) + 2)  # a table may open its side pane
        ring = [window.rail, *page.regions(), window.status]
        takes = [r for r in ring if any(holds(r, w) for w in focusable(window.centralWidget()))]
        page.header.search.setFocus()
        there, back = visited(window, ring, len(takes)), visited(window, ring, len(takes), SHIFT)
        assert set(takes) <= set(there), spot
        assert back == [*there[-2::-1], there[-1]], spot
        out_of_reach += [
            (spot, name_of(w)) for w in focusable(page) if not any(holds(r, w) for r in ring)
        ]
    assert not out_of_reach, "\n".join(map(str, out_of_reach))


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


def test_tab_goes_from_the_header_through_the_regions_in_their_order(
    spots: Iterator[tuple[Any, Page]],
) -> None:
    astray = []
    for spot, page in spots:
        regions = page.regions()
        at = 0
        for widget in focusable(page):
            here = next((n for n, r in enumerate(regions) if holds(r, widget)), -1)
            if here < at:
                astray.append((spot, at, here, type(widget).__name__, name_of(widget)))
            at = max(at, here)
    assert not astray, "\n".join(map(str, astray))


def holds(region: QWidget, widget: QWidget) -> bool:
    return region is widget or region.isAncestorOf(widget)


def test_every_kind_of_control_shows_that_it_has_the_keyboard(
    window: MainWindow, spots: Iterator[tuple[Any, Page]]
) -> None:
    unseen, done = [], set()
    for spot, page in spots:
        for widget in focusable(page):
            kind = (type(widget).__name__, getattr(widget, "kind", ""))
            if (
                kind in done
                or widget.width() < 4
                or not widget.visibleRegion().boundingRect().isValid()
            ):
                continue
            done.add(kind)
            if not shows_focus(window, widget):
                unseen.append((spot, kind, name_of(widget)))
    assert not unseen, "\n".join(map(str, unseen))


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
