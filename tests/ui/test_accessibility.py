"""Every page with the sample data: each control has a name and a key, no words are cut off."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from yuetan_desktop.services import casefiles
from yuetan_desktop.services.casefiles import CaseFilter
from yuetan_desktop.ui.main_window import MainWindow
from yuetan_desktop.ui.navigation import PAGES
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.data import VIEWS
from yuetan_desktop.ui.pages.settings.page import PARTS
from yuetan_desktop.ui.theme import TextSize, theme
from yuetan_desktop.ui.widgets.buttons import Button
from yuetan_desktop.ui.widgets.source_link import SourceLink

INPUTS = (
    QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit, QAbstractItemView,
)  # fmt: skip
SPOTS = [
    *((entry.key, None) for entry in PAGES if not entry.under),
    *(("data", key) for key, _name, _make in VIEWS),
    *(("settings", key) for key, _name, _make in PARTS),
    ("case", "open"),
    ("paper", "约谈通知"),
]


def show(window: MainWindow, desk: Desk, spot: tuple[str, str | None]) -> QWidget:
    key, what = spot
    first = casefiles.list_cases(desk.ws, CaseFilter.OPEN)[1]
    item = {"case": first.id, "paper": (first.id, what)}.get(key, what)
    window.go(key, item)
    if key == "dashboard":
        window.current_page.open_unit(first.row.place_id, first.basis.level.number)  # type: ignore[union-attr]
    QTest.qWait(20)
    page = window.current_page
    assert page is not None
    return page


def own_controls(page: QWidget) -> Iterator[QWidget]:
    """What a clerk can use, without the inner parts Qt builds its widgets from."""
    for widget in page.findChildren(QWidget):
        if not isinstance(widget, INPUTS) or not widget.isVisible() or not widget.isEnabled():
            continue
        above = widget.parentWidget()
        inner = isinstance(above, (*INPUTS, QAbstractSpinBox)) or widget.objectName().startswith(
            "qt_"
        )
        if not inner:
            yield widget


def name_of(widget: QWidget) -> str:
    words = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or words


def where(widget: QWidget) -> str:
    above = [type(widget).__name__]
    parent = widget.parentWidget()
    while parent is not None and len(above) < 5:
        above.append(type(parent).__name__)
        parent = parent.parentWidget()
    return f"{name_of(widget)!r} in {' < '.join(above)}"


def test_every_control_has_a_name_and_a_way_by_keyboard(window: MainWindow, desk: Desk) -> None:
    nameless, mouse_only = [], []
    for spot in SPOTS:
        controls = list(own_controls(show(window, desk, spot)))
        assert controls, spot
        nameless += [f"{spot}: {where(w)}" for w in controls if not name_of(w)]
        mouse_only += [f"{spot}: {where(w)}" for w in controls if not reachable(w)]
    assert nameless == []
    assert mouse_only == []


def reachable(widget: QWidget) -> bool:
    """By Tab itself, or by a key of the page that does the same."""
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        return True
    return bool(isinstance(widget, Button) and widget.keys)


@pytest.mark.parametrize("size", [TextSize.STANDARD, TextSize.LARGE], ids=lambda s: s.label)
def test_no_words_are_cut_off_on_the_smallest_screen(
    window: MainWindow, desk: Desk, size: TextSize
) -> None:
    theme().set_text_size(size)
    cut = []
    for spot in SPOTS:
        window.resize(1366, 768)
        page = show(window, desk, spot)
        cut += [f"{spot}: {said(w)!r} {where(w)}" for w in still_cut(page)]
    assert cut == []


def still_cut(page: QWidget) -> list[QWidget]:
    """What stays cut once the layouts, which take several rounds, have settled."""
    found: list[QWidget] = []
    for _ in range(40):
        found = [widget for widget in page.findChildren(QWidget) if is_cut(widget)]
        if not found:
            break
        QTest.qWait(25)
    return found


def said(widget: Any) -> str:
    return str(widget.text())


def is_cut(widget: QWidget) -> bool:
    """A label or button that is narrower or lower than its words, or reaches out of its parent.

    File names and source links may give way: their whole text stands in the tooltip.
    """
    if isinstance(widget, SourceLink) or not widget.isVisible():
        return False
    if isinstance(widget, Button) and widget.text():
        return widget.width() < widget.minimumSizeHint().width() - 1 or outside(widget)
    if not isinstance(widget, QLabel) or not widget.text() or is_file_name(widget.text()):
        return False
    if gives_way(widget):
        return False
    metrics = QFontMetrics(widget.font())
    if widget.wordWrap():
        return widget.height() < widget.heightForWidth(widget.width()) - 1 or outside(widget)
    if widget.textFormat() is Qt.TextFormat.RichText:
        return False
    room = widget.contentsRect()
    widest = max(metrics.horizontalAdvance(line) for line in widget.text().splitlines())
    return widest > room.width() + 1 or metrics.height() > room.height() + 3 or outside(widget)


def gives_way(widget: QLabel) -> bool:
    """A line made to be shortened; it says itself whole in its tooltip."""
    return bool(getattr(widget, "_elide", False))


def is_file_name(text: str) -> bool:
    return any(suffix in text for suffix in (".xlsx", ".xls", ".csv", ".docx", ".db", ".ytdb"))


def outside(widget: QWidget) -> bool:
    """Reaching out of what holds it; what scrolls may reach down, not to the right."""
    parent = widget.parentWidget()
    if parent is None:
        return False
    return not QRect(-1, -1, parent.width() + 2, 10**6).contains(widget.geometry())
