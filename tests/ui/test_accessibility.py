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
from yuetan_desktop.ui.pages.duecalendar.grid import MonthGrid
from yuetan_desktop.ui.pages.settings.page import PARTS
from yuetan_desktop.ui.theme import TextSize, Type, pretty, theme
from yuetan_desktop.ui.widgets import paint
from yuetan_desktop.ui.widgets.buttons import Button
from yuetan_desktop.ui.widgets.labels import Label
from yuetan_desktop.ui.widgets.source_link import SourceLink
from yuetan_desktop.ui.widgets.table import TableView

INPUTS = (
    QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit, QAbstractItemView,
)  # fmt: skip
SPOTS = [
    *((entry.key, None) for entry in PAGES if not entry.under),
    *(("data", key) for key, _name, _make in VIEWS),
    *(("settings", key) for key, _name, _make in PARTS),
    ("case", "open"),
    ("paper", "约谈通知"),
    ("duecalendar", None),
    ("rectification", "task"),
]


def show(window: MainWindow, desk: Desk, spot: tuple[str, str | None]) -> QWidget:
    key, what = spot
    first = casefiles.list_cases(desk.ws, CaseFilter.OPEN)[1]
    item = {"case": first.id, "paper": (first.id, what)}.get(key, what)
    window.go(key, None if spot == ("rectification", "task") else item)
    page: Any = window.current_page
    if key == "dashboard":
        page.open_unit(first.row.place_id, first.basis.level.number)
    if spot == ("rectification", "task"):
        page.open_task(next(task for task in page.shown if task.is_overdue))
    QTest.qWait(20)
    assert isinstance(page, QWidget)
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


def test_painted_words_are_whole_but_file_names_and_free_texts_with_their_tooltip(
    window: MainWindow, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cells, tiles, chips and steps paint their words themselves; in 标准 at 1366 × 768."""
    cut: set[str] = set()
    really = paint.text

    def watched(
        painter: Any, rect: Any, words: str, role: Any = Type.BODY, *rest: Any, **more: Any
    ) -> None:
        if paint.width_of(words, role) > rect.width() + 1 and not is_file_name(words):
            cut.add(words)
        really(painter, rect, words, role, *rest, **more)

    monkeypatch.setattr(paint, "text", watched)
    left = []
    for spot in SPOTS:
        window.resize(1366, 768)
        page = show(window, desk, spot)
        still_cut(page)  # until the layouts have settled
        cut.clear()
        window.grab()
        left += [f"{spot}: {words}" for words in sorted(cut - told_elsewhere(page))]
    assert left == []


def told_elsewhere(page: QWidget) -> set[str]:
    """What a clerk wrote at any length: whole in its tooltip, or in the list of the day."""
    found = set()
    for table in page.findChildren(TableView):
        for column in table.records.columns:
            if column.width == 0 or column.tip is not None:
                found |= {column.text(row) for row in table.records.rows}
                found |= {pretty(column.text(row)) for row in table.records.rows}
    for grid in page.findChildren(MonthGrid):
        entries = [e for week in grid.days.weeks for day in week for e in day.entries]
        found |= {e.words for e in entries} | {e.what for e in entries}
    for shortened in page.findChildren(Label):
        if gives_way(shortened):
            found.add(shortened.text())
    return found


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
