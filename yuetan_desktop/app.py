"""Puts the program together: folders, log, window, then the database behind it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QCoreApplication,
    QLibraryInfo,
    QObject,
    QSettings,
    Qt,
    QTimer,
    QTranslator,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QIcon, QPixmap
from PySide6.QtWidgets import QApplication, QDialog

from yuetan_desktop import log, paths
from yuetan_desktop.ui import inputmethod
from yuetan_desktop.ui.garbage import collect_in_this_thread
from yuetan_desktop.ui.main_window import MainWindow
from yuetan_desktop.ui.tasks import AFTER_PAINT_MS
from yuetan_desktop.ui.theme import theme
from yuetan_desktop.ui.widgets.toast import Notice

if TYPE_CHECKING:
    from yuetan_desktop.services.workspace import Clock, Workspace
    from yuetan_desktop.store.lock import DatabaseLock
    from yuetan_desktop.ui.pages.welcome import WelcomePage
    from yuetan_desktop.ui.tasks import TaskRunner

SAMPLE_FOLDER = "示例数据"
RECENT = "recent"


def main(arguments: Sequence[str] | None = None) -> int:
    options = _options(arguments)
    data_dir = options.data or paths.default_data_dir()
    if options.shots is not None:
        # How the built program takes its pictures, having no Python to run a module with.
        from yuetan_desktop import shots

        return shots.main([str(options.shots), "--data", str(data_dir)])
    app = make_application(data_dir)
    program = Program(data_dir, MainWindow())
    program.window.show()
    # The empty frame is on screen before anything is read.
    QTimer.singleShot(0, lambda: program.start(sample=options.sample))
    return app.exec()


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="yuetan", description="约谈管理桌面端")
    parser.add_argument("--data", type=Path, help="数据文件夹；不写则用默认位置")
    parser.add_argument("--sample", action="store_true", help="打开示例数据（虚构的城市）")
    parser.add_argument("--shots", type=Path, help="不开窗口，把每个页面的截图存到这个文件夹")
    return parser.parse_args(arguments)


def make_application(data_dir: Path) -> QApplication:
    """The Qt application with our look; window sizes are remembered in the data folder."""
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    if QApplication.instance() is None:
        inputmethod.settle()
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    collect_in_this_thread()
    QCoreApplication.setOrganizationName("yuetan")
    QCoreApplication.setApplicationName("约谈管理")
    remember_windows_in(data_dir)
    translator = QTranslator(app)
    if translator.load(
        "qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    ):
        app.installTranslator(translator)
    app.setStyle("Fusion")
    app.setWindowIcon(QIcon(QPixmap(str(paths.resources() / "icons" / "app.svg"))))
    theme().apply()
    return app


def remember_windows_in(data_dir: Path) -> None:
    """Sizes and columns stay with the data, not with the user of the computer."""
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(
        QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(data_dir / "window")
    )


class Program(QObject):
    """The window and the database behind it: opens, changes and closes databases."""

    _arose = Signal(object)

    def __init__(self, data_dir: Path, window: MainWindow, *, clock: Clock = datetime.now) -> None:
        super().__init__()
        self.data_dir = data_dir
        self.window = window
        self.clock = clock
        self.reader: Workspace | None = None
        self.tasks: TaskRunner | None = None
        self._lock: DatabaseLock | None = None
        self._report: QDialog | None = None
        self._arose.connect(self._show_unexpected)
        log.install(paths.logs(data_dir), self._arose.emit)
        window.closed.connect(self.close)
        window.open_wanted.connect(self.open)

    def start(self, *, sample: bool = False) -> None:
        from yuetan_desktop.services import workspace

        if sample:
            self.open_sample()
        elif workspace.exists(self.data_dir):
            self.open(self.data_dir)
        else:
            self.welcome()

    # -- opening --------------------------------------------------------------------------------
    def open(self, data_dir: Path) -> None:
        """Open a data folder's database; a refusal is shown on the welcome page."""
        from yuetan_desktop.errors import AppError
        from yuetan_desktop.services import workspace
        from yuetan_desktop.ui import messages
        from yuetan_desktop.ui.page import Desk
        from yuetan_desktop.ui.tasks import TaskRunner

        self.close()
        try:
            self._lock = workspace.hold(data_dir)
            reader = workspace.open_workspace(data_dir, read_only=True, clock=self.clock)
        except AppError as error:
            self.close()
            self.welcome()
            messages.show_error(error, self.window, title="打开数据库")
            return
        self.reader = reader
        self.tasks = TaskRunner(
            reader, lambda: workspace.open_workspace(data_dir, clock=self.clock), parent=self
        )
        _remember(data_dir)
        desk = Desk(reader, self.tasks)
        self.window.attach(desk)
        self._doubt_input()
        if doubt := workspace.clock_doubt(reader):
            log.logger.warning("clock is before the newest record")
            desk.notice("电脑日期可能不对", doubt, kind="warn")
        # Once the page is painted: the worker would take half of the time from it.
        QTimer.singleShot(AFTER_PAINT_MS, self.tasks, self._back_up_daily)

    def _back_up_daily(self) -> None:
        """Opening the writing workspace makes the day's backup."""
        if self.tasks is not None:
            self.tasks.run(
                "每日备份", lambda _ws, _progress: None, lambda _: self.window.show_last_backup()
            )

    def open_sample(self) -> None:
        """The sample data, in a folder of its own beside the office's."""
        from yuetan_desktop.services import workspace

        folder = self.data_dir / SAMPLE_FOLDER
        if workspace.exists(folder):
            self.open(folder)
        else:
            self.welcome().make_sample()

    def welcome(self) -> WelcomePage:
        """The page to begin with."""
        from yuetan_desktop.ui.pages.welcome import WelcomePage

        page = WelcomePage(self.data_dir, self.data_dir / SAMPLE_FOLDER, recent_folders())
        page.opened.connect(self.open)
        self.window.show_welcome(page)
        self._doubt_input()
        return page

    def _doubt_input(self) -> None:
        """The name of the office is asked for on the first page already; 设置 says it for good."""
        if warning := inputmethod.settled().warning:
            log.logger.warning("input method: %s", warning)
            self.window.toasts.show(Notice(inputmethod.DOUBT, warning, kind="warn"))

    def close(self) -> None:
        """Let go of the open database."""
        if self.tasks is not None:
            self.window.leave()
            self.tasks.close()
            self.tasks = None
        self.window.detach()
        if self.reader is not None:
            self.reader.close()
            self.reader = None
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def _show_unexpected(self, error: Exception) -> None:
        """Beside the work, not in its way: an error in a timer or a slot must not stop the rest;
        and once, however often it comes."""
        from yuetan_desktop.ui import messages

        if self._report is None:
            self._report = messages.error_dialog(error, self.window)
            self._report.finished.connect(self._report_read)
            self._report.open()

    def _report_read(self) -> None:
        self._report = None


# -- recently opened ----------------------------------------------------------------------------
def recent_folders() -> list[Path]:
    """Data folders opened lately that still hold a database."""
    stored = QSettings().value(RECENT) or []
    names = [stored] if isinstance(stored, str) else stored
    return [Path(name) for name in names if paths.database(Path(name)).is_file()]


def _remember(data_dir: Path) -> None:
    others = [folder for folder in recent_folders() if folder != data_dir]
    QSettings().setValue(RECENT, [str(folder) for folder in [data_dir, *others][:6]])
