"""From a number on a page to the archived original, opened with its cell marked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from tests.hands import in_dialog, key_click
from yuetan_desktop.services import casefiles
from yuetan_desktop.ui.main_window import MainWindow
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.source_preview import SourceDialog
from yuetan_desktop.ui.widgets.source_link import SourceLink

pytestmark = pytest.mark.looking
Seen = list[tuple[str, str]]


def opened(link: Callable[[], object], qtbot: Any) -> tuple[str, str]:
    """The dialog's title and the marked cell, once a source was asked for."""
    found: Seen = []

    def look(dialog: Any) -> None:
        assert isinstance(dialog, SourceDialog)
        at = dialog.table.currentIndex()
        found.append((dialog.windowTitle(), str(at.data())))

    in_dialog(look)
    link()
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


def link_in(widget: QWidget, cell: str) -> SourceLink:
    return next(link for link in widget.findChildren(SourceLink) if link.source.cell == cell)


def test_from_the_dashboard(window: MainWindow, qtbot: Any, place_id: Callable[[str], int]) -> None:
    page = window.current_page
    page.matrix.view.select(place_id("云麓区"), 5)
    key_click(page.matrix.view, Qt.Key.Key_Space)
    link = page.side.findChildren(SourceLink)[0]
    title, marked = opened(link.click, qtbot)
    assert title == f"来源：{link.source.file} › {link.source.sheet}"
    assert marked


def test_from_the_table_of_values(window: MainWindow, qtbot: Any) -> None:
    window.go("data")
    page = window.current_page
    page.show_view("units")
    view = page.view("units")
    view.table.selectRow(0)
    assert opened(link_in(view.sources, "B4").click, qtbot) == (
        "来源：空气月报2610.xlsx › Sheet1", "30.3",
    )  # fmt: skip


def test_the_menu_of_a_source_copies_its_address_and_opens_the_folder_of_the_stored_copy(
    window: MainWindow,
    desk: Desk,
    place_id: Callable[[str], int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown: list[Path] = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: shown.append(Path(url.toLocalFile()))
    )
    window.go("dashboard")
    page = window.current_page
    page.open_unit(place_id("云麓区"), 6)
    link = page.side.findChildren(SourceLink)[0]
    acts = {action.text(): action for action in link.context_menu().actions()}
    acts["复制地址"].trigger()
    assert QGuiApplication.clipboard().text() == str(link.source)
    acts["打开所在文件夹"].trigger()
    assert shown == [desk.ws.folders.archive]


def test_from_the_briefing(window: MainWindow, qtbot: Any) -> None:
    window.go("statistics")
    page = window.current_page
    line = next(n for n in page.briefing.numbers.records.rows if n.cited.text.startswith("30.3"))
    title, marked = opened(lambda: page.briefing.numbers.pressed_cell.emit(line, "来源"), qtbot)
    assert (title, marked) == ("来源：空气月报2610.xlsx › Sheet1", "30.3")


def test_from_a_case_whose_papers_print_it(window: MainWindow, qtbot: Any, desk: Desk) -> None:
    case = next(
        file
        for file in casefiles.list_cases(desk.ws)
        if any(fact.sources for item in file.basis.items for fact in item.facts)
        and not file.is_past
    )
    window.go("case", case.id)
    facts = window.current_page.facts
    source = next(f.sources[0] for i in case.basis.items for f in i.facts if f.sources)
    title, marked = opened(lambda: facts.source_opened.emit(source), qtbot)
    assert title == f"来源：{source.file} › {source.sheet}"
    assert marked


def test_from_a_paper_that_prints_it(
    window: MainWindow, qtbot: Any, desk: Desk, without_office_suite: None
) -> None:
    case = next(f for f in casefiles.list_cases(desk.ws) if f.state.label == "待书面通知")
    window.go("paper", (case.id, "约谈通知"))
    page = window.current_page
    quotes = page.form.quotes
    assert not quotes.table.isVisible()
    qtbot.mouseClick(quotes.head, Qt.MouseButton.LeftButton)
    assert quotes.head.text().endswith("个")
    line = next(line for line in quotes.table.records.rows if line.source)
    quotes.table.select_record(line)
    title, marked = opened(lambda: key_click(quotes.table, Qt.Key.Key_Return), qtbot)
    assert title == f"来源：{line.source.file} › {line.source.sheet}"
    assert normalize("NFKC", line.value.text) in normalize("NFKC", marked)  # Ⅳ, IV in the file
    assert page.form.issue.isVisible()
    assert page.form.mapTo(window, page.form.rect().bottomLeft()).y() < window.height() == 768
    assert quotes.width() <= page.form.width()
