"""Every page with the sample data: each control has a name and a key, no words are cut off."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
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

from tests.ui.conftest import delete_now
from tests.ui.measures import NARROW, WIDE, contract, measured
from tests.ui.spots import MAIN_SPOTS, SPOTS, open_case, settle, show
from tests.ui.test_wording import pleads
from yuetan_desktop.ui.main_window import MainWindow
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.duecalendar.grid import MonthGrid
from yuetan_desktop.ui.theme import TextSize, Type, pretty, theme
from yuetan_desktop.ui.widgets import paint
from yuetan_desktop.ui.widgets.buttons import Button
from yuetan_desktop.ui.widgets.labels import Label, LevelBadge
from yuetan_desktop.ui.widgets.source_link import SourceLink
from yuetan_desktop.ui.widgets.table import TableView

INPUTS = (
    QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit, QAbstractItemView,
)  # fmt: skip


SMALLEST = (1366, 768)
# §6: 1280×720 and 1440×900 as they are, 1920×1080 at 100 % (the last), 125 % and 150 % (the
# first): what scales on the screen are logical pixels.
OTHER_SIZES = ((1280, 720), (1440, 900), (1536, 864), (1920, 1080))
# 1366×768 and 1440×900 at 125 % and 150 %.
SCALED_SIZES = ((1093, 614), (1152, 720), (911, 512), (960, 600))


@dataclass
class Walk:
    """What was found amiss on the way through all pages; each test asks for one kind of it."""

    empty: list[object] = field(default_factory=list)
    nameless: list[str] = field(default_factory=list)
    mouse_only: list[str] = field(default_factory=list)
    pleading: list[str] = field(default_factory=list)
    cut: list[str] = field(default_factory=list)
    painted_cut: list[str] = field(default_factory=list)
    measured: dict[tuple[int, int], dict[str, int]] = field(default_factory=dict)


@pytest.fixture(scope="module")
def walk(request: pytest.FixtureRequest, shared_desk: Desk) -> Iterator[Walk]:
    """All pages in one text size, each made and looked at once."""
    window = MainWindow()
    window.resize(1366, 768)
    window.setUpdatesEnabled(False)
    window.attach(shared_desk)
    theme().set_text_size(request.param)
    window.show()
    with painted_words_watched() as painted_cut:
        yield walk_through(window, shared_desk, painted_cut)
    window.detach()
    window.close()
    window.deleteLater()
    delete_now()


def in_sizes(*sizes: TextSize) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("walk", sizes, ids=lambda s: s.label, indirect=True)


@contextmanager
def painted_words_watched() -> Iterator[set[str]]:
    """Words that were painted into less room than they need."""
    cut: set[str] = set()
    really = paint.text

    def watched(
        painter: Any, rect: Any, words: str, role: Any = Type.BODY, *rest: Any, **more: Any
    ) -> None:
        if paint.width_of(words, role) > rect.width() + 1 and not is_file_name(words):
            cut.add(words)
        really(painter, rect, words, role, *rest, **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paint, "text", watched)
        yield cut


def walk_through(window: MainWindow, desk: Desk, painted_cut: set[str]) -> Walk:
    walk, first = Walk(), open_case(desk)
    scaled = SCALED_SIZES if theme().text_size is TextSize.STANDARD else ()
    # By width, up and down in turn: a page is gone to once, and each of those changes of the width
    # class that all pages made so far follow is made once.
    sizes = sorted((SMALLEST, *OTHER_SIZES, *scaled))
    for spot in (*MAIN_SPOTS, *(spot for spot in SPOTS if spot not in MAIN_SPOTS)):
        in_turn = sizes if spot in MAIN_SPOTS else [SMALLEST]
        window.resize(*in_turn[0])
        page = show(window, first, spot)
        for size in in_turn:
            window.resize(*size)
            settle()
            look(window, page, (spot, size), painted_cut, walk)
            if size == SMALLEST:
                look_at_controls(page, spot, walk)
        sizes.reverse()
    return walk


def look(
    window: MainWindow, page: QWidget, at: tuple[Any, Any], painted_cut: set[str], walk: Walk
) -> None:
    """Words that are cut and sizes of panels; looked for until the layouts have settled."""
    spot, size = at
    walk.cut += [f"{at}: {said(w)!r} {where(w)}" for w in still_cut(page)]
    walk.measured.setdefault(size, {}).update(measured(window, page, spot))
    walk.painted_cut += painted_short(window, page, at, painted_cut)


def look_at_controls(page: QWidget, spot: Any, walk: Walk) -> None:
    """What each control is called and how it is come to, in whatever size."""
    controls = list(own_controls(page))
    walk.empty += [] if controls else [spot]
    walk.nameless += [f"{spot}: {where(w)}" for w in controls if not name_of(w)]
    badges = page.findChildren(LevelBadge)  # ui.md 3: the tooltip gives name and article
    walk.nameless += [f"{spot}: {where(b)}" for b in badges if "条" not in b.toolTip()]
    walk.pleading += [f"{spot}: {where(w)}" for w in controls if pleads(shown_on(w))]
    walk.mouse_only += [f"{spot}: {where(w)}" for w in controls if not reachable(w)]


def painted_short(
    window: MainWindow, page: QWidget, at: object, painted_cut: set[str]
) -> list[str]:
    painted_cut.clear()
    window.setUpdatesEnabled(True)  # painted now, once, as a whole
    window.grab()
    window.setUpdatesEnabled(False)
    return [f"{at}: {words}" for words in sorted(painted_cut - told_elsewhere(page))]


def own_controls(page: QWidget) -> Iterator[QWidget]:
    """What a clerk can use, without the inner parts Qt builds its widgets from."""
    for widget in (one for kind in INPUTS for one in page.findChildren(kind)):
        if not widget.isVisible() or not widget.isEnabled():
            continue
        above = widget.parentWidget()
        inner = isinstance(above, (*INPUTS, QAbstractSpinBox)) or widget.objectName().startswith(
            "qt_"
        )
        if not inner:
            yield widget


def shown_on(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QAbstractButton) else ""


def name_of(widget: QWidget) -> str:
    return widget.accessibleName() or shown_on(widget)


def where(widget: QWidget) -> str:
    above = [type(widget).__name__]
    parent = widget.parentWidget()
    while parent is not None and len(above) < 5:
        above.append(type(parent).__name__)
        parent = parent.parentWidget()
    return f"{name_of(widget)!r} in {' < '.join(above)}"


@in_sizes(TextSize.STANDARD)
def test_every_control_has_a_name_and_a_way_by_keyboard(walk: Walk) -> None:
    assert walk.empty == []
    assert walk.nameless == []
    assert walk.mouse_only == []


@in_sizes(TextSize.STANDARD)
@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_panels_rows_and_heads_are_as_large_as_the_contract_says(
    walk: Walk, size: tuple[int, int]
) -> None:
    assert walk.measured[size] == contract(size)


@in_sizes(TextSize.STANDARD)
def test_no_button_of_a_page_pleads_answers_yes_or_ends_a_sentence(walk: Walk) -> None:
    """Also where its words come from a table; test_wording reads those written at the button."""
    assert walk.pleading == []


def reachable(widget: QWidget) -> bool:
    """By Tab itself, or by a key of the page that does the same."""
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        return True
    return bool(isinstance(widget, Button) and widget.keys)


@in_sizes(TextSize.STANDARD, TextSize.LARGE)
def test_no_words_are_cut_off_on_the_smallest_screen(walk: Walk) -> None:
    assert walk.cut == []


@in_sizes(TextSize.STANDARD, TextSize.LARGE)
def test_painted_words_are_whole_but_file_names_and_free_texts_with_their_tooltip(
    walk: Walk,
) -> None:
    """Cells, tiles, chips and steps paint their words themselves."""
    assert walk.painted_cut == []


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
        found |= {e.words for e in entries} | {e.what for e in entries} | {e.unit for e in entries}
    for shortened in page.findChildren(Label):
        if gives_way(shortened):
            found.add(shortened.text())
    return found


def still_cut(page: QWidget) -> list[QWidget]:
    """What stays cut once the layouts, which take several rounds, have settled."""
    found: list[QWidget] = []
    for _ in range(40):
        worded = (widget for kind in (QLabel, Button) for widget in page.findChildren(kind))
        found = [widget for widget in worded if is_cut(widget)]
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
