"""The window: rail, page, status line; welcome while no database is open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from yuetan_desktop import __version__
from yuetan_desktop.ui import messages
from yuetan_desktop.ui.garbage import look_at_all_again
from yuetan_desktop.ui.navigation import PAGES, NavRail, PageEntry
from yuetan_desktop.ui.status_bar import StatusBar
from yuetan_desktop.ui.tasks import AFTER_PAINT_MS
from yuetan_desktop.ui.theme import NARROW_BELOW, theme
from yuetan_desktop.ui.widgets import tab_order
from yuetan_desktop.ui.widgets.containers import Banner, column, row
from yuetan_desktop.ui.widgets.focus_ring import FocusRing
from yuetan_desktop.ui.widgets.room import Room
from yuetan_desktop.ui.widgets.toast import ToastCorner
from yuetan_desktop.ui.windowkeys import WindowKeys

if TYPE_CHECKING:
    from yuetan_desktop.ui.page import Desk, Page
    from yuetan_desktop.ui.tasks import Job

TITLE = "约谈管理"
CLOCK_MS = 60_000  # how often the day is looked at


class MainWindow(QMainWindow):
    """Pages are made when first shown; `attach` opens a database's desk, `detach` leaves it."""

    closed = Signal()
    open_wanted = Signal(object)  # a data folder

    def __init__(self, pages: Sequence[PageEntry] = PAGES) -> None:
        super().__init__()
        self.setWindowTitle(TITLE)
        self.setMinimumSize(800, 440)  # 1366×768 at 150 %, less the bars of the system
        self.setAcceptDrops(True)
        self.resize(1440, 900)
        self.desk: Desk | None = None
        self.entries = {entry.key: entry for entry in pages}
        self._pages: dict[str, Page] = {}
        self._key = ""
        self._was_shown = False
        self.rail = NavRail(pages)
        self.banner = Banner()
        self.banner.make_strip()
        self.stack = QStackedWidget()
        self.status = StatusBar()
        self._welcome: QWidget | None = None
        self._lay_out()
        self.toasts = ToastCorner(self.centralWidget())
        self.ring = FocusRing(self.centralWidget())
        self.rail.chosen.connect(self.go)
        self._keys = WindowKeys(self)
        self.status.undo.clicked.connect(self._keys.undo)
        self._restore_geometry()
        self._day: date | None = None
        self._leave_after: list[Job] = []  # 退出 › 等待完成
        self._clock = QTimer(self, interval=CLOCK_MS)
        self._clock.timeout.connect(self._follow_day)

    def _lay_out(self) -> None:
        right = column(gap=0)
        self._banner_room = column(gap=0)
        self._banner_room.addWidget(self.banner)
        right.addLayout(self._banner_room)
        right.addWidget(self.stack, 1)
        upper = QWidget()
        beside = row(upper, gap=0)
        beside.addWidget(self.rail)
        beside.addLayout(right, 1)
        self.room = Room(upper)
        center = QWidget()
        whole = column(center)
        whole.addWidget(self.room, 1)
        whole.addWidget(self.status)
        self.setCentralWidget(center)

    # -- databases ------------------------------------------------------------------------------
    def attach(self, desk: Desk, *, page: str = "dashboard") -> None:
        """Show an open database."""
        from yuetan_desktop.ui.finder import Finder
        from yuetan_desktop.ui.widgets.search import SearchBox

        self.detach()
        self.desk = desk
        self._keys.set_database_open(True)
        desk.navigated.connect(self.go)
        desk.noticed.connect(self.toasts.show)
        desk.tasks.data_changed.connect(self._on_data)
        desk.tasks.failed.connect(self._on_failure)
        desk.tasks.jobs_changed.connect(self._close_when_idle)
        self.status.follow(desk.tasks)
        desk.undo.changed.connect(self._show_undo)
        self._show_undo()
        finder = Finder(desk.ws)
        desk.tasks.data_changed.connect(finder.forget)
        SearchBox.look_up, SearchBox.prepare = finder.find, finder.prepare
        SearchBox.open_hit = lambda hit: self.go(hit.page, hit.what)
        self.rail.show()
        self._day = desk.ws.today()
        self._clock.start()
        self._show_office()
        self._show_sample_banner()
        self.go(page)
        self._update_badges()

    def detach(self) -> None:
        """Let go of the open database's pages."""
        self._keys.set_database_open(False)
        self.toasts.clear()
        for page in self._pages.values():
            self.stack.removeWidget(page)
            page.deleteLater()
        self._pages.clear()
        self._key = ""
        self._clock.stop()
        self._leave_after = []
        self.desk = None
        look_at_all_again()

    def show_welcome(self, welcome: QWidget) -> None:
        """No database is open: the way to begin, without rail."""
        self.detach()
        if self._welcome is not None:
            self.stack.removeWidget(self._welcome)
            self._welcome.deleteLater()
        self._welcome = welcome
        self.rail.hide()
        self.banner.hide()
        self.stack.addWidget(welcome)
        self.stack.setCurrentWidget(welcome)
        self.setWindowTitle(TITLE)
        self.status.show_nothing_open(__version__)

    # -- pages ----------------------------------------------------------------------------------
    def go(self, key: str, what: Any = None) -> None:
        """Show a page; `what` tells it which thing to show. "source" shows a file's cell,
        "source folder" where the stored copy lies."""
        if key.startswith("source") and self.desk is not None:
            self._show_source(what, folder=key != "source")
            return
        if self.desk is None and key == "help":
            self._show_help(what or "")
        if self.desk is None or key not in self.entries:
            return
        self._follow_day()
        page = self._page(key)
        if what is not None or page is not self.current_page:
            self.leave()
        if what is not None:
            page.show_item(what)
        self._key = key
        self.stack.setCurrentWidget(page)
        if page.isVisible():
            page.catch_up()
        self.toasts.place()
        entry = self.entries[key]
        self.rail.set_current(entry.under or key)

    def leave(self) -> None:
        """Whatever comes next, what was typed on the page is kept."""
        if self.current_page is not None:
            self.current_page.leave()

    def page(self, key: str) -> Page:
        """A page by key, made if need be: for tests and pictures."""
        return self._page(key)

    @property
    def current_page(self) -> Page | None:
        return self._pages.get(self._key)

    def _page(self, key: str) -> Page:
        from yuetan_desktop.ui import pagekeys

        if key not in self._pages:
            assert self.desk is not None
            page = self.entries[key].load()(self.desk)
            pagekeys.complete(page)
            self._pages[key] = page
            self.stack.addWidget(page)
        return self._pages[key]

    def _show_help(self, section: str) -> None:
        """The manual needs no database."""
        from yuetan_desktop.ui.pages.help import HelpDialog

        dialog = HelpDialog(section, self)
        dialog.exec()
        dialog.deleteLater()

    def _show_source(self, source: Any, *, folder: bool) -> None:
        from yuetan_desktop.ui import source_preview

        assert self.desk is not None
        show = source_preview.show_folder if folder else source_preview.show_source
        show(self.desk, source, self)

    # -- files dropped on any page (ui.md 8.2) --------------------------------------------------
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.desk is not None and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Files go into the import wizard, wherever they were dropped."""
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if files and self.desk is not None:
            event.acceptProposedAction()
            self.go("data", "wizard")
            data: Any = self.page("data")
            data.import_files(files)

    # -- what follows from data -----------------------------------------------------------------
    def _on_data(self) -> None:
        self.status.show_saved(datetime.now())
        self._show_anew()

    def _follow_day(self) -> None:
        """A window left open over night: every limit counts from the new day."""
        if self.desk is None or self.desk.tasks.is_closed:
            return
        if (today := self.desk.ws.today()) != self._day:
            self._day = today
            self._show_anew()

    def _show_anew(self) -> None:
        for page in self._pages.values():
            page.mark_stale()
        self._show_office()
        self._update_badges()

    def _on_failure(self, error: Exception) -> None:
        messages.show_error(error, self)

    def _update_badges(self) -> None:
        """The rail counts the cases that wait, whether or not their page was ever opened."""
        from yuetan_desktop.services import casefiles

        assert self.desk is not None
        waiting = casefiles.list_cases(self.desk.ws, casefiles.CaseFilter.OPEN)
        self.rail.set_badge("cases", len(waiting))
        # Once the page is painted: at the start the ledger's rules take a while to load.
        QTimer.singleShot(AFTER_PAINT_MS, self, self._read_ledger)

    def _read_ledger(self) -> None:
        from yuetan_desktop.ui.pages.rectification.reading import read_ledger

        if self.desk is not None:
            read_ledger(self.desk, self._count_overdue)

    def _count_overdue(self, tasks: Any) -> None:
        self.rail.set_badge("rectification", sum(1 for task in tasks if task.is_overdue))

    def _show_office(self) -> None:
        from yuetan_desktop.services import office

        assert self.desk is not None
        ws = self.desk.ws
        settings = office.read_office(ws)
        theme().set_text_size(type(theme().text_size)(settings.text_size))
        theme().set_contrast(type(theme().contrast)(settings.contrast))
        name = settings.name or settings.issuer
        self.setWindowTitle(f"{TITLE} — {name}")
        self.status.show_office(ws, settings.person or ws.person)
        QTimer.singleShot(AFTER_PAINT_MS, self, self.show_last_backup)

    def show_last_backup(self) -> None:
        """When the database was last backed up, at the foot."""
        from yuetan_desktop.services import upkeep

        if self.desk is not None and not self.desk.tasks.is_closed:
            self.status.show_backup(upkeep.last_backup(self.desk.ws))

    def _show_sample_banner(self) -> None:
        assert self.desk is not None
        if self.desk.ws.is_sample:
            self.banner.show_fact(
                "示例数据",
                "城市、单位和数值均为虚构，不能用于实际研判和行文。",
                kind="warn",
                icon="info",
            )
        else:
            self.banner.hide()

    def _show_undo(self) -> None:
        if self.desk is not None:
            self.status.show_undo(self.desk.undo.words)

    # -- the window itself ----------------------------------------------------------------------
    def resizeEvent(self, event: QResizeEvent) -> None:
        # A closed window must not quarrel with an open one over the width class.
        if self.isVisible() or not self._was_shown:
            theme().set_narrow(self.width() < NARROW_BELOW)
        super().resizeEvent(event)
        self.toasts.place()

    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        self._was_shown = True
        self.ring.watch_input()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange:
            theme().follow_system()
        if event.type() is QEvent.Type.ActivationChange and self.isActiveWindow() and self.desk:
            # Another program, such as the command line, may have written meanwhile.
            QTimer.singleShot(0, self.desk.tasks.check_for_changes)
            QTimer.singleShot(0, self, self._follow_day)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab: the rail, the page as it is laid out, the foot."""
        return tab_order.step(
            list(tab_order.stops_inside(self.centralWidget())), self.focusWidget(), forward=forward
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that nothing else wanted takes the toast away."""
        if event.key() == Qt.Key.Key_Escape:
            self.toasts.clear()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ThemeChange:
            theme().follow_system()
        return super().event(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.desk is not None and self.desk.tasks.is_busy and not self._may_close():
            event.ignore()
            return
        QSettings().setValue("window", self.saveGeometry())
        self.closed.emit()
        super().closeEvent(event)

    def _may_close(self) -> bool:
        """Jobs are running: wait for them, or cancel them and leave."""
        assert self.desk is not None
        tasks = self.desk.tasks
        jobs = list(tasks.jobs)  # some may end while it is asked
        names = "、".join(job.title for job in jobs)
        chosen = messages.choose(
            "退出", f"后台任务还没有完成：{names}。", ["等待完成", "取消任务并退出"], parent=self
        )
        if chosen == 1:
            tasks.cancel_all()
            return True
        if chosen == 0:
            self._leave_after = jobs
            self._close_when_idle()
        return False

    def _close_when_idle(self) -> None:
        """Who waits for jobs to leave sees what came of them: one that failed keeps the window, and
        so does a form that was opened meanwhile. What follows on a job is waited for too."""
        if self._leave_after and self.desk is not None and not self.desk.tasks.is_busy:
            # Once what waits for the result has had it.
            QTimer.singleShot(0, self, self._close_after_jobs)

    def _close_after_jobs(self) -> None:
        if self.desk is None or self.desk.tasks.is_busy:
            return
        done, self._leave_after = self._leave_after, []
        kept = any(job.error for job in done) or QApplication.activeModalWidget() is not None
        if done and not kept:
            self.close()

    def _restore_geometry(self) -> None:
        saved = QSettings().value("window")
        if saved is not None:
            self.restoreGeometry(saved)
