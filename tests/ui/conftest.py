"""The window over a real sample database: made once per run, copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication

from tests.hands import await_no_dialog
from yuetan_desktop import app as program
from yuetan_desktop.services import upkeep, workspace
from yuetan_desktop.ui import charts
from yuetan_desktop.ui.main_window import MainWindow
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.tasks import InlineExecutor, TaskRunner
from yuetan_desktop.ui.theme import TextSize, theme
from yuetan_desktop.ui.widgets.dialog import Dialog


@pytest.fixture(scope="module", autouse=True)
def unanswered() -> Iterator[list[str]]:
    """A dialog that no one answers is closed after a while, also while a file's own things are
    made; the test that saw it fails."""
    really_exec = Dialog.exec
    found: list[str] = []

    def give_up(dialog: Dialog) -> None:
        found.append(dialog.windowTitle())
        dialog.reject()

    def exec_for_a_while(dialog: Dialog) -> int:
        QTimer.singleShot(60_000, dialog, lambda: give_up(dialog))
        return really_exec(dialog)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Dialog, "exec", exec_for_a_while)
        yield found


@pytest.fixture(autouse=True)
def no_dialog_waits_for_ever(unanswered: list[str]) -> Iterator[None]:
    await_no_dialog()
    yield
    assert not unanswered
    assert await_no_dialog() == 0, "a dialog that the test waited for never opened"


@pytest.fixture
def data_dir(sample_folder: Path, tmp_path: Path) -> Path:
    """A sample database that a test may change."""
    return Path(shutil.copytree(sample_folder, tmp_path / "data"))


@pytest.fixture(scope="session")
def application(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> QApplication:
    """Dressed once, as a program that starts dresses it: style, translation, fonts and colours."""
    return program.make_application(tmp_path_factory.mktemp("application"))


@contextmanager
def dressed(folder: Path) -> Iterator[None]:
    """The program's own look; window sizes are remembered in the folder for this while only."""
    program.remember_windows_in(folder)
    charts.draw_with(InlineExecutor())
    yield
    delete_now()
    theme().set_text_size(TextSize.STANDARD)
    theme().set_narrow(False)


def delete_now() -> None:
    """What asked to be deleted goes: without an event loop it would pile up, and take on every
    change of look, which is dear for a whole window."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@contextmanager
def sitting_at(data_dir: Path) -> Iterator[Desk]:
    """A reading workspace, and a worker that works at once."""
    reader = workspace.open_workspace(data_dir, read_only=True)
    tasks = TaskRunner(
        reader, lambda: workspace.open_workspace(data_dir), executor=InlineExecutor()
    )
    yield Desk(reader, tasks)
    tasks.close()
    reader.close()


@pytest.fixture
def looks(application: QApplication, tmp_path: Path) -> Iterator[QApplication]:
    """The program's own look, for one test."""
    with dressed(tmp_path / "window"):
        yield application


@pytest.fixture
def desk(request: pytest.FixtureRequest) -> Iterator[Desk]:
    """A desk over a sample database that the test may change; one `looking` shares its file's."""
    if is_looking(request):
        shared: Desk = request.getfixturevalue("shared_desk")
        before = shared.ws.data_version()
        yield shared
        assert shared.ws.data_version() == before, "changed data that others look at"
        return
    request.getfixturevalue("looks")
    with sitting_at(request.getfixturevalue("data_dir")) as desk:
        yield desk


def is_looking(request: pytest.FixtureRequest) -> bool:
    """Whether the test changes nothing: a file says so of its tests, but for those that act."""
    marked = request.node.get_closest_marker
    return marked("looking") is not None and marked("acting") is None


@pytest.fixture(scope="module")
def shared_desk(
    application: QApplication, sample_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Desk]:
    """One desk for all tests of a file: they look and change nothing."""
    folder = tmp_path_factory.mktemp("shared")
    data = Path(shutil.copytree(sample_folder, folder / "data"))
    with dressed(folder / "window"), sitting_at(data) as desk:
        yield desk


@pytest.fixture(scope="module")
def shared_window(shared_desk: Desk) -> Iterator[MainWindow]:
    """One window for all tests of a file that look; each finds it on its first page."""
    with seated(shared_desk) as window:
        yield window
    delete_now()


@contextmanager
def seated(desk: Desk, page: str = "dashboard") -> Iterator[MainWindow]:
    """The main window as wide as the smallest screen we support. Left open, it would take the keys
    of later tests until the collector found it."""
    window = MainWindow()
    window.resize(1366, 768)
    window.attach(desk, page=page)
    window.show()
    try:
        yield window
    finally:
        window.detach()
        window.close()
        window.deleteLater()


def wait_for_backup(found: program.Program, qtbot: Any) -> None:
    """Until the day's backup, which begins by itself, is made: closing asks nothing then."""

    def is_made() -> bool:
        assert found.tasks is not None
        made = [b.reason for b in upkeep.list_backups(found.data_dir)]
        return upkeep.Reason.DAILY in made and not found.tasks.is_busy

    qtbot.waitUntil(is_made)


@pytest.fixture
def first_page() -> str:
    """The page the window opens with. Tests of another page name it: what the dashboard assesses
    need not be done for each of them."""
    return "dashboard"


@pytest.fixture
def window(
    request: pytest.FixtureRequest, qtbot: Any, desk: Desk, first_page: str
) -> Iterator[MainWindow]:
    """The main window with the sample data."""
    if is_looking(request):
        window = request.getfixturevalue("shared_window")
        window.resize(1366, 768)
        # Another window, of a test that acts, may have been in front.
        window.activateWindow()
        theme().set_narrow(True)
        window.go(first_page)
        yield window
        return
    with seated(desk, first_page) as window:
        qtbot.addWidget(window)
        yield window


@pytest.fixture
def place_id(desk: Desk) -> Callable[[str], int]:
    """The id of a unit by its name."""
    from yuetan_desktop.services import places

    return lambda name: places.find_place(desk.ws, name).id
