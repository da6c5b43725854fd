"""The frame: rail, status line, banner, keys that work everywhere, closing while work runs."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.hands import active_window, key_click
from tests.ui.conftest import wait_for_backup
from yuetan_desktop.app import Program
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import casefiles, office, upkeep
from yuetan_desktop.services.casefiles import CaseFilter
from yuetan_desktop.ui import messages
from yuetan_desktop.ui.main_window import MainWindow
from yuetan_desktop.ui.navigation import PAGES
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.status_bar import StatusBar
from yuetan_desktop.ui.theme import TextSize, theme
from yuetan_desktop.ui.widgets.progress import JobProgress

pytestmark = pytest.mark.looking

CTRL = Qt.KeyboardModifier.ControlModifier


# -- pages --------------------------------------------------------------------------------------
@pytest.mark.parametrize("entry", [e for e in PAGES if e.keys], ids=lambda e: e.key)
def test_each_page_of_the_rail_is_one_key_away(window: MainWindow, qtbot: Any, entry: Any) -> None:
    active_window(window)
    QTest.keySequence(window, QKeySequence(entry.keys))
    assert window.current_page is window.page(entry.key)
    assert window.rail.items[entry.under or entry.key].isChecked()


@pytest.mark.acting
def test_pages_are_made_when_first_shown(window: MainWindow) -> None:
    assert list(window._pages) == ["dashboard"]


@pytest.mark.acting
def test_the_rail_shows_what_waits_before_the_page_was_ever_opened(
    window: MainWindow, desk: Desk
) -> None:
    waiting = len(casefiles.list_cases(desk.ws, CaseFilter.OPEN))
    assert f"{waiting} 项待办" in window.rail.items["cases"].accessibleName()


@pytest.mark.acting
def test_a_hidden_page_is_read_anew_only_when_shown(window: MainWindow, desk: Desk) -> None:
    dashboard = window.current_page
    window.go("settings")
    seen = dashboard.seen
    desk.tasks.run("改名", lambda ws, _p: office.save_office(ws, _renamed(ws)))
    assert dashboard.seen is seen
    window.go("dashboard")
    assert dashboard.seen is not seen


def _renamed(ws: Any) -> office.Office:
    from dataclasses import replace

    return replace(office.read_office(ws), name="改过名的办公室")


# -- what the frame says ------------------------------------------------------------------------
@pytest.mark.acting
def test_the_office_stands_in_the_title_and_follows_the_settings(
    window: MainWindow, desk: Desk
) -> None:
    assert "云岭市生态环境保护委员会办公室" in window.windowTitle()
    desk.tasks.run("改名", lambda ws, _p: office.save_office(ws, _renamed(ws)))
    assert "改过名的办公室" in window.windowTitle()
    assert window.status.saved.text().startswith("已保存")


def test_sample_data_is_named_as_such_on_every_page(window: MainWindow) -> None:
    for entry in PAGES:
        if not entry.under:
            window.go(entry.key)
            assert window.banner.isVisible()


def test_a_real_database_carries_no_such_banner(
    qtbot: Any, looks: QApplication, tmp_path: Path
) -> None:
    upkeep.create(tmp_path / "own").close()
    program = Program(tmp_path / "own", MainWindow())
    qtbot.addWidget(program.window)
    program.start()
    program.window.show()
    assert program.tasks is not None
    assert not program.window.banner.isVisible()
    qtbot.waitUntil(lambda: not program.tasks.is_busy)
    program.close()


def test_the_status_line_tells_person_and_the_day_of_the_story(window: MainWindow) -> None:
    assert window.status.person.text() == "经办人：李敏"
    assert window.status.day.text() == "2026-11-10 星期二（工作日）"
    assert window.status.offline.text() == "单机离线"


@pytest.mark.parametrize(
    ("day", "is_workday", "estimated", "words"),
    [
        (date(2026, 10, 1), False, False, "2026-10-01 星期四（非工作日）"),  # a holiday
        (date(2026, 10, 10), True, False, "2026-10-10 星期六（工作日）"),  # a Saturday worked
        (date(2031, 3, 3), True, True, "2031-03-03 星期一（工作日，按周末推算）"),
    ],
)
def test_a_day_says_whether_it_is_worked(
    looks: QApplication, qtbot: Any, day: date, is_workday: bool, estimated: bool, words: str
) -> None:
    status = StatusBar()
    qtbot.addWidget(status)
    status.show_day(day, is_workday=is_workday, estimated=estimated)
    assert status.day.text() == words


@pytest.mark.acting
def test_without_a_database_nothing_of_the_last_one_remains(window: MainWindow, qtbot: Any) -> None:
    window.show_welcome(QWidget())
    assert window.status.person.text() == ""
    assert window.status.backup.text() == ""
    assert window.windowTitle() == "约谈管理"
    assert not window.banner.isVisible()


# -- sizes --------------------------------------------------------------------------------------
def test_below_1400_px_the_rail_shows_icons_only(window: MainWindow) -> None:
    for width, rail in ((1366, 56), (1399, 56), (1400, 72), (1440, 72)):
        window.resize(width, 768)
        assert window.rail.width() == rail, width


@pytest.mark.parametrize("size", TextSize)
def test_every_page_fits_the_smallest_screen_in_every_字号(
    window: MainWindow, size: TextSize
) -> None:
    theme().set_text_size(size)
    window.resize(1366, 728)  # a task bar takes 40 px
    for entry in PAGES:
        if not entry.under:
            window.go(entry.key)
            QApplication.processEvents()
            assert hidden(window) == (0, 0), entry.title


@pytest.mark.parametrize("room", [(911, 472), (960, 560)])  # 1366×768, 1440×900 at 150 %, less 40
def test_on_a_screen_smaller_than_that_the_rest_of_a_page_is_scrolled_to(
    window: MainWindow, room: tuple[int, int]
) -> None:
    theme().set_text_size(TextSize.LARGE)
    window.resize(*room)
    for entry in PAGES:
        if not entry.under:
            window.go(entry.key)
            QApplication.processEvents()
            assert window.size().toTuple() == room
            content, view = window.room.widget(), window.room.viewport()
            assert content.width() >= content.minimumSizeHint().width()
            assert hidden(window)[0] == content.width() - view.width(), entry.title
    assert hidden(window) > (0, 0)


def hidden(window: MainWindow) -> tuple[int, int]:
    """How much of a page is out of sight to the right and below, to be scrolled to."""
    bars = window.room.horizontalScrollBar(), window.room.verticalScrollBar()
    return bars[0].maximum(), bars[1].maximum()


# -- keys ---------------------------------------------------------------------------------------
def test_ctrl_k_goes_to_the_search(window: MainWindow, qtbot: Any) -> None:
    key_click(window, Qt.Key.Key_K, CTRL)
    assert window.focusWidget() is window.current_page.header.search


@pytest.mark.acting
def test_ctrl_b_makes_a_backup(window: MainWindow, qtbot: Any, data_dir: Path) -> None:
    key_click(window, Qt.Key.Key_B, CTRL)
    reasons = [made.reason for made in upkeep.list_backups(data_dir)]
    assert reasons.count(upkeep.Reason.MANUAL) == 1


def test_f6_walks_through_every_region_and_comes_back(window: MainWindow, qtbot: Any) -> None:
    page = window.current_page
    window.rail.items["dashboard"].setFocus()
    visited: list[QWidget] = []
    for _ in range(len(page.regions()) + 2):
        key_click(window, Qt.Key.Key_F6)
        visited.append(window.focusWidget())
    for region in page.regions():
        assert any(w is region or region.isAncestorOf(w) for w in visited), region
    assert any(window.rail.isAncestorOf(w) for w in visited)


# -- closing and refusals -----------------------------------------------------------------------
@pytest.fixture
def running(qtbot: Any, looks: QApplication, data_dir: Path) -> Iterator[tuple[Program, Any]]:
    """A program with a job that runs until told to go on."""
    program = Program(data_dir, MainWindow())
    qtbot.addWidget(program.window)
    program.open(data_dir)
    wait_for_backup(program, qtbot)
    go_on = threading.Event()

    def work(_ws: Any, progress: Any) -> None:
        go_on.wait(60)
        progress("写入", 1, 1)

    program.tasks.run("导入空气月报", work)
    yield program, go_on
    go_on.set()
    program.close()


def test_closing_while_work_runs_asks_and_waiting_closes_afterwards(
    running: tuple[Program, Any], qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, go_on = running
    asked: list[str] = []
    monkeypatch.setattr(messages, "choose", lambda _t, q, *_a, **_k: asked.append(q) or 0)
    event = QCloseEvent()
    program.window.closeEvent(event)
    assert not event.isAccepted()
    assert "导入空气月报" in asked[0]
    with qtbot.waitSignal(program.window.closed):
        go_on.set()


def test_what_fails_while_it_is_waited_for_keeps_the_window_and_is_told(
    running: tuple[Program, Any], qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, go_on = running
    told: list[Exception] = []
    closed: list[int] = []
    program.window.closed.connect(lambda: closed.append(1))
    monkeypatch.setattr(messages, "choose", lambda *_a, **_k: 0)
    monkeypatch.setattr(messages, "show_error", lambda error, *_a, **_k: told.append(error))

    def fail(_ws: Any, _progress: Any) -> None:
        raise AppError("磁盘已满，无法保存。")

    program.tasks.run("备份数据库", fail)
    program.window.closeEvent(QCloseEvent())
    go_on.set()
    qtbot.waitUntil(lambda: not program.tasks.is_busy)
    QApplication.processEvents()
    assert [str(error) for error in told] == ["磁盘已满，无法保存。"]
    assert not closed


def test_cancelling_leaves_at_once_and_nothing_is_written(
    running: tuple[Program, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    program, go_on = running
    monkeypatch.setattr(messages, "choose", lambda *_a, **_k: 1)
    event = QCloseEvent()
    job = program.tasks.jobs[0]
    really = job.cancel
    monkeypatch.setattr(job, "cancel", lambda: (really(), go_on.set()))
    program.window.closeEvent(event)
    assert event.isAccepted()
    assert job.is_cancelled


def test_the_job_in_the_status_line_opens_the_list_with_cancel(
    running: tuple[Program, Any], qtbot: Any
) -> None:
    program, go_on = running
    status = program.window.status
    assert status.job.text() == "后台任务 1：导入空气月报"
    qtbot.mouseClick(status.job, Qt.MouseButton.LeftButton)
    (line,) = status._popup.findChildren(JobProgress)
    line.cancel.click()
    assert program.tasks.jobs[0].is_cancelled
    go_on.set()
    qtbot.waitUntil(lambda: not program.tasks.is_busy)
    assert not status.job.isVisible()


def test_staying_keeps_both_window_and_work(
    running: tuple[Program, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    program, _go_on = running
    monkeypatch.setattr(messages, "choose", lambda *_a, **_k: None)
    event = QCloseEvent()
    program.window.closeEvent(event)
    assert not event.isAccepted()
    assert program.tasks.is_busy
    assert not program.tasks.jobs[0].is_cancelled


def test_another_program_s_database_is_refused_with_a_sentence(
    qtbot: Any, looks: QApplication, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[AppError] = []
    monkeypatch.setattr(messages, "show_error", lambda error, *_a, **_k: shown.append(error))
    program = Program(data_dir, MainWindow())
    qtbot.addWidget(program.window)
    with another_program(data_dir):
        program.open(data_dir)
        assert program.tasks is None
        assert len(shown) == 1
        assert shown[0].hint
    program.open(data_dir)
    assert program.tasks is not None
    program.close()


@contextmanager
def another_program(data_dir: Path) -> Iterator[None]:
    """A second process that holds the database until we are done."""
    code = (
        "import sys; from pathlib import Path; from yuetan_desktop.services import workspace\n"
        "held = workspace.hold(Path(sys.argv[1])); print('held', flush=True); sys.stdin.read()"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", code, str(data_dir)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        yield
    finally:
        other.communicate(timeout=60)
