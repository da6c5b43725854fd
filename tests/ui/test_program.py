"""The program put together: what it opens, what it refuses, how it tells of its own faults."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.conftest import wait_for_backup
from tests.ui.seen import words
from yuetan_desktop.app import Program, recent_folders
from yuetan_desktop.services import places, upkeep
from yuetan_desktop.ui import inputmethod
from yuetan_desktop.ui.main_window import MainWindow
from yuetan_desktop.ui.pages.welcome import WelcomePage
from yuetan_desktop.ui.widgets.toast import Toast


@pytest.fixture
def program(qtbot: Any, looks: QApplication, tmp_path: Path) -> Iterator[Program]:
    program = Program(tmp_path / "own", MainWindow())
    qtbot.addWidget(program.window)
    yield program
    program.close()


@pytest.fixture
def at_rest(program: Program, qtbot: Any) -> Callable[[], None]:
    return lambda: wait_for_backup(program, qtbot)


def test_without_a_database_it_shows_how_to_begin(program: Program) -> None:
    program.start()
    assert isinstance(program.window.stack.currentWidget(), WelcomePage)
    assert not program.window.rail.isVisibleTo(program.window)


@pytest.mark.parametrize(
    ("width", "height", "left", "explained"),
    [(1440, 900, 432, True), (1366, 768, 408, True), (910, 512, 324, False)],
)
def test_the_first_page_gives_its_ways_to_begin_the_room_they_need(
    program: Program, width: int, height: int, left: int, explained: bool
) -> None:
    program.window.resize(width, height)
    program.window.show()
    program.start()
    page: Any = program.window.stack.currentWidget()
    QApplication.processEvents()
    assert page._left.width() == left
    assert any(label.isVisible() for label in page._left._more) == explained


def test_a_new_database_keeps_what_was_entered_at_first(
    program: Program, qtbot: Any, at_rest: Callable[[], None]
) -> None:
    program.start()
    page: Any = program.window.stack.currentWidget()
    page.office_name.setText("雁江区生态环境局")
    page.person.setText("李敏")
    page.units.set_current(False)  # another city begins without the shipped names
    page.new.click()
    qtbot.waitUntil(lambda: program.reader is not None)
    assert "雁江区生态环境局" in program.window.windowTitle()
    assert program.reader is not None
    assert program.reader.person == "李敏"
    assert places.list_places(program.reader) == []
    assert recent_folders() == [program.data_dir]
    at_rest()


def test_the_backup_made_at_opening_stands_at_the_foot(
    program: Program, qtbot: Any, at_rest: Callable[[], None]
) -> None:
    program.start()
    page: Any = program.window.stack.currentWidget()
    page.new.click()
    qtbot.waitUntil(lambda: program.reader is not None)
    at_rest()
    (made,) = upkeep.list_backups(program.data_dir)
    told = f"上次备份 {made.made_at:%Y-%m-%d %H:%M}"
    qtbot.waitUntil(lambda: program.window.status.backup.text() == told)


def test_where_no_chinese_can_be_typed_the_first_page_says_so_and_settings_for_good(
    program: Program, qtbot: Any, at_rest: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = inputmethod.choose({"QT_IM_MODULE": "fcitx"}, frozenset({"compose"}), bus_is_known=True)
    monkeypatch.setattr(inputmethod, "_settled", found)
    program.start()
    (told,) = program.window.findChildren(Toast)
    assert told.notice.title == "可能无法输入中文"
    assert "请安装并启用 fcitx5（或 ibus）输入法" in told.notice.words
    page: Any = program.window.stack.currentWidget()
    page.new.click()
    qtbot.waitUntil(lambda: program.reader is not None)
    program.window.go("settings", "look")
    assert found.warning in words(program.window)
    at_rest()


def test_opening_makes_the_day_s_backup(program: Program, at_rest: Callable[[], None]) -> None:
    upkeep.create(program.data_dir).close()
    program.start()
    at_rest()
    assert [b.reason for b in upkeep.list_backups(program.data_dir)] == [upkeep.Reason.DAILY]


def test_an_unexpected_error_is_told_once_and_stops_nothing(program: Program, qtbot: Any) -> None:
    program.window.show()
    for _ in range(3):
        program._show_unexpected(ValueError("怎么也没想到"))
    shown = program._report
    assert shown is not None
    assert shown.isVisible()
    assert shown.windowTitle() == "程序出错"
    shown.accept()
    assert program._report is None


def test_a_closed_program_asks_its_database_nothing(program: Program, qtbot: Any) -> None:
    upkeep.create(program.data_dir).close()
    program.start()
    tasks = program.tasks
    assert tasks is not None
    program.close()
    tasks.check_for_changes()
