"""Tab in the order in which things stand: what a page builds anew while it is shown would else
come last (ui.md 4.1: header → filters → main area → side panel → foot)."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QTextEdit,
    QWidget,
)

# Their inner parts are theirs: one stop each.
_WHOLE = (
    QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit,
    QTextEdit,
)  # fmt: skip


def tab_stops(widget: QWidget) -> Iterator[QWidget]:
    """What Tab stops at in a widget, in the order of its layout; a field's editor comes before
    what stands beside its name."""
    if not widget.isVisible() or not widget.isEnabled() or widget.isWindow():
        return
    if takes_tab(widget):
        yield widget
    if not isinstance(widget, _WHOLE):
        yield from stops_inside(widget)


def stops_inside(widget: QWidget) -> Iterator[QWidget]:
    """The stops of what a widget or window holds."""
    seen: set[QWidget] = set()
    for child in (*_first(widget), *_children(widget)):
        if child not in seen:
            seen.add(child)
            yield from tab_stops(child)


def takes_tab(widget: QWidget) -> bool:
    """Of radio buttons only the chosen one; the arrows lead to the others."""
    if widget.focusProxy() is not None or not widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        return False
    if isinstance(widget, QRadioButton) and not widget.isChecked():
        parent = widget.parentWidget()
        group = parent.findChildren(QRadioButton) if parent is not None else []
        return not any(other.isChecked() for other in group)
    return True


def step(stops: list[QWidget], focused: QWidget | None, *, forward: bool) -> bool:
    """Give the keyboard to the next stop, or the one before; False where there is none."""
    if not stops:
        return False
    if focused in stops:
        wanted = stops[(stops.index(focused) + (1 if forward else -1)) % len(stops)]
    else:
        holder = next((n for n, s in enumerate(stops) if focused and focused.isAncestorOf(s)), 0)
        wanted = stops[holder]
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    wanted.setFocus(reason)
    _bring_into_sight(wanted)
    return True


def _bring_into_sight(widget: QWidget) -> None:
    """What the keyboard came to from outside the part that scrolls; Qt does so inside it."""
    holder = widget.parentWidget()
    while holder is not None and not holder.isWindow():
        if isinstance(holder, QScrollArea):
            holder.ensureWidgetVisible(widget)
        holder = holder.parentWidget()


def _first(widget: QWidget) -> Iterator[QWidget]:
    """What a field, or a panel, passes the keyboard on to."""
    proxy = widget.focusProxy()
    if proxy is not None and widget.isAncestorOf(proxy) and proxy.parentWidget() is widget:
        yield proxy


def _children(widget: QWidget) -> Iterator[QWidget]:
    if isinstance(widget, QSplitter):
        yield from (widget.widget(n) for n in range(widget.count()))
    elif isinstance(widget, QStackedWidget):
        if (shown := widget.currentWidget()) is not None:
            yield shown
        return
    elif isinstance(widget, QScrollArea) and widget.widget() is not None:
        yield widget.widget()
        return
    elif (layout := widget.layout()) is not None:
        yield from _laid_out(layout)
    # What lies over the rest, such as a drawer.
    yield from (child for child in widget.children() if isinstance(child, QWidget))


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    for number in range(layout.count()):
        item = layout.itemAt(number)
        if item is None:
            continue
        if (inner := item.layout()) is not None:
            yield from _laid_out(inner)
        elif (widget := item.widget()) is not None:
            yield widget
