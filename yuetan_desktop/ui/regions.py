"""F6: the regions of a page, and the way from one to the next (ui.md 4.1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QLayout, QSplitter, QStackedWidget, QWidget

from yuetan_desktop.ui.widgets.tab_order import tab_stops


def parts_of(layout: QLayout) -> Iterator[QWidget]:
    """What lies in a layout, each a region: through layouts, splitters and stacks."""
    for number in range(layout.count()):
        item = layout.itemAt(number)
        if item is None:
            continue
        if (inner := item.layout()) is not None:
            yield from parts_of(inner)
        elif (widget := item.widget()) is not None and widget.isVisible():
            yield from _parts(widget)


def _parts(widget: QWidget) -> Iterator[QWidget]:
    if isinstance(widget, QSplitter):
        for number in range(widget.count()):
            yield from _parts(widget.widget(number))
    elif isinstance(widget, QStackedWidget):
        yield from _parts(widget.currentWidget() or widget)
    elif widget.isVisible():
        yield widget


def step(regions: Sequence[QWidget], focused: QWidget | None, by: int) -> bool:
    """Give the keyboard to the next region that takes it, or the one before."""
    at = next((n for n, region in enumerate(regions) if focused and _holds(region, focused)), 0)
    return any(
        _focus_first(regions[(at + by * offset) % len(regions)])
        for offset in range(1, len(regions) + 1)
    )


def _holds(region: QWidget, widget: QWidget) -> bool:
    return region is widget or region.isAncestorOf(widget)


def _focus_first(region: QWidget) -> bool:
    """To what the region is about: its table or list, else the first thing that takes it."""
    stops = list(tab_stops(region))
    lists = [stop for stop in stops if isinstance(stop, QAbstractItemView)]
    for wanted in (*lists, *stops):
        wanted.setFocus(Qt.FocusReason.TabFocusReason)
        return True
    return False
