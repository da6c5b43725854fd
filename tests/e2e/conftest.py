"""The whole program as it starts: its window, its worker thread, an empty data folder."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, QTimerEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget

from tests.e2e.line import Line
from tests.e2e.printer import Printer
from tests.hands import active_window, await_no_dialog
from yuetan_desktop import app as program
from yuetan_desktop.app import Program
from yuetan_desktop.services.workspace import Clock
from yuetan_desktop.ui.main_window import MainWindow
from yuetan_desktop.ui.theme import TextSize, theme


@pytest.fixture
def printer(tmp_path: Path) -> Printer:
    """Asked for before the program runs, while the computer's programs can still be found."""
    return Printer(tmp_path / "printer")


@pytest.fixture
def clock() -> Clock:
    """The computer's; a story that runs over months brings its own."""
    return datetime.now


@pytest.fixture
def running(
    qtbot: Any, qapp: Any, tmp_path: Path, without_office_suite: None, clock: Clock
) -> Iterator[Program]:
    """Started in an empty folder: the welcome page is shown."""
    program.make_application(tmp_path / "window")
    found = Program(tmp_path / "data", MainWindow(), clock=clock)

    def wait_for_jobs(_window: QWidget) -> None:
        """Asked while one runs (每日备份 begins by itself), closing would wait for an answer."""
        qtbot.waitUntil(lambda: found.tasks is None or not found.tasks.is_busy)

    qtbot.addWidget(found.window, before_close_func=wait_for_jobs)
    found.window.resize(1366, 768)
    found.window.show()
    found.start()
    active_window(found.window)
    stuck = StuckDialogs()
    await_no_dialog()
    yield found
    found.close()
    theme().set_text_size(TextSize.STANDARD)
    theme().set_narrow(False)
    assert stuck.words == []
    assert await_no_dialog() == 0, "a dialog that the test waited for never opened"


class StuckDialogs(QObject):
    """A dialog that nobody expected would wait forever; it is closed, and the run fails."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._seen: QWidget | None = None
        self.startTimer(60_000)

    def timerEvent(self, _event: QTimerEvent) -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is not None and dialog is self._seen:
            self.words.append("\n".join(label.text() for label in dialog.findChildren(QLabel)))
            dialog.close()
        self._seen = dialog


class FileDialogs:
    """The system's own file dialogs, which no test can drive, answer with these."""

    def __init__(self) -> None:
        self.opens: list[Path] = []
        self.saves: Path | None = None


@pytest.fixture
def file_dialogs(monkeypatch: pytest.MonkeyPatch) -> FileDialogs:
    answers = FileDialogs()
    monkeypatch.setattr(
        QFileDialog, "getOpenFileNames", lambda *_a, **_k: ([str(p) for p in answers.opens], "")
    )
    monkeypatch.setattr(
        QFileDialog, "getOpenFileName", lambda *_a, **_k: (str(answers.opens[0]), "")
    )
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(answers.saves), ""))
    return answers


@pytest.fixture
def line(running: Program, qtbot: Any) -> Line:
    return Line(running, qtbot)
