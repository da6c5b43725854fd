"""A new database: every page says what to do next, and its buttons do it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from tests.hands import await_no_dialog, in_dialog
from tests.ui.spots import settle
from tests.ui.test_accessibility import name_of, own_controls, said, still_cut, where
from yuetan_desktop.services import places, upkeep, workspace
from yuetan_desktop.ui.main_window import MainWindow
from yuetan_desktop.ui.navigation import PAGES
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.data import VIEWS
from yuetan_desktop.ui.pages.settings.page import PARTS
from yuetan_desktop.ui.tasks import InlineExecutor, TaskRunner
from yuetan_desktop.ui.widgets.buttons import Button
from yuetan_desktop.ui.widgets.containers import Banner, EmptyState

SPOTS: list[tuple[str, str | None]] = [
    *((entry.key, None) for entry in PAGES if entry.key not in {"case", "paper"}),
    *(("data", key) for key, _name, _make in VIEWS),
    *(("settings", key) for key, _name, _make in PARTS),
]
# What is of use without any data.
COMPLETE = {"duecalendar", "rules", "statistics", "help", "backup", "settings"}


@pytest.fixture
def new(looks: QApplication, tmp_path: Path) -> Iterator[Desk]:
    """As made by 新建数据库: the units of the regulation, no number, no case."""
    folder = tmp_path / "new"
    upkeep.create(folder, person="李敏").close()
    reader = workspace.open_workspace(folder, read_only=True)
    tasks = TaskRunner(reader, lambda: workspace.open_workspace(folder), executor=InlineExecutor())
    yield Desk(reader, tasks)
    tasks.close()
    reader.close()


@pytest.fixture
def bare(new: Desk) -> Desk:
    """Without a single unit in use."""

    def retire(ws: Any, _progress: Any) -> None:
        for place in places.list_places(ws):
            places.retire(ws, place.id)

    new.tasks.run("停用全部单位", retire)
    assert places.list_places(new.ws, with_retired=False) == []
    return new


@pytest.fixture
def open_window(qtbot: Any) -> Any:
    made: list[MainWindow] = []

    def show(desk: Desk) -> MainWindow:
        window = MainWindow()
        qtbot.addWidget(window)
        window.resize(1366, 768)
        window.attach(desk)
        window.show()
        made.append(window)
        return window

    yield show
    for window in made:
        window.detach()


def look(window: MainWindow, spot: tuple[str, str | None]) -> QWidget:
    window.go(*spot)
    settle()
    page = window.current_page
    assert page is not None
    return page


def starts(page: QWidget) -> list[Button]:
    """The buttons of the empty state or banner that tells how to begin."""
    telling = [w for kind in (EmptyState, Banner) for w in page.findChildren(kind)]
    return [b for w in telling if w.isVisible() for b in w.findChildren(Button) if b.isVisible()]


@pytest.mark.parametrize("without", ["data", "units"])
def test_each_page_says_how_to_begin_and_every_control_has_its_name(
    new: Desk, open_window: Any, request: pytest.FixtureRequest, without: str
) -> None:
    desk = request.getfixturevalue("bare") if without == "units" else new
    window = open_window(desk)
    silent, wrong = [], []
    for spot in SPOTS:
        page = look(window, spot)
        if spot[0] not in COMPLETE and not starts(page):
            silent.append(spot)
        wrong += [f"{spot}: {where(w)}" for w in own_controls(page) if not name_of(w)]
        wrong += [f"{spot}: {said(w)!r} {where(w)}" for w in still_cut(page)]
    assert silent == []
    assert wrong == []


def test_each_of_these_buttons_leads_somewhere(
    new: Desk, open_window: Any, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    opened: list[str] = []
    answers = {
        "getOpenFileName": ("", ""),
        "getOpenFileNames": ([], ""),
        "getSaveFileName": ("", ""),
        "getExistingDirectory": "",
    }
    for name, nothing in answers.items():
        # The system's own dialogs, which the clerk leaves again.
        monkeypatch.setattr(
            QFileDialog, name, lambda *a, nothing=nothing, **k: asked.append(a[1]) or nothing
        )
    window = open_window(new)
    dead = []
    for spot in SPOTS:
        for number in range(len(starts(look(window, spot)))):
            button = starts(look(window, spot))[number]
            asked.clear()
            opened.clear()
            name = name_of(button)
            in_dialog(lambda dialog: opened.append(dialog.windowTitle()))
            led = partial(leads, window, where_is(window), asked, opened)
            button.click()
            try:
                qtbot.waitUntil(led)
            except qtbot.TimeoutError:
                dead.append(f"{spot}: {name}")
            await_no_dialog()
    assert dead == []


def leads(window: MainWindow, before: Any, asked: list[str], opened: list[str]) -> bool:
    return bool(asked or opened) or where_is(window) != before


def where_is(window: MainWindow) -> tuple[str, str]:
    page: Any = window.current_page
    return window._key, str(page.views.current) if window._key == "data" else ""


def test_a_backup_is_chosen_before_it_is_brought_back(new: Desk, open_window: Any) -> None:
    window = open_window(new)
    page: Any = look(window, ("backup", None))
    assert not page.restore_button.isEnabled()
    assert page.restore_button.toolTip() == "先选择一个备份"
    new.tasks.run("备份", lambda ws, _: upkeep.back_up(ws))
    page.refresh()
    page.table.selectRow(0)
    assert page.restore_button.isEnabled()
