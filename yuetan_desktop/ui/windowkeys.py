"""The keys that hold on every page, and what they do."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut

from yuetan_desktop.ui import messages, regions
from yuetan_desktop.ui.navigation import PageEntry
from yuetan_desktop.ui.undo import NOTHING

if TYPE_CHECKING:
    from yuetan_desktop.ui.main_window import MainWindow


class WindowKeys(QObject):
    """Shortcuts of the main window. A page's own keys are in `pagekeys`."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        for entry in window.entries.values():
            if entry.keys:
                self._add(entry.keys, self._goes_to(entry))
        self._add("Ctrl+K", self._search)
        self._add("Ctrl+I", lambda: window.go("data", "wizard"))
        self._add("Ctrl+B", self._back_up)
        self._add("Ctrl+Z", self.undo)
        self._add("Ctrl+Y", self._redo)
        self._add("Ctrl+/", lambda: window.go("help", "快捷键"))
        self._open = self._add("Ctrl+O", self._ask_for_database)
        self.set_database_open(False)
        self._add("F6", lambda: self._next_region(1))
        self._add("Shift+F6", lambda: self._next_region(-1))

    def set_database_open(self, is_open: bool) -> None:
        """Where none is open, the first page has its own Ctrl+O."""
        self._open.setEnabled(is_open)

    def undo(self) -> None:
        """Ctrl+Z: the newest act of this session, else what the page itself can take back."""
        desk, page = self._window.desk, self._window.current_page
        if desk is None:
            return
        if desk.undo.last is not None:
            desk.undo.undo()
        elif page is None or not page.undo_older():
            desk.notice("没有可以撤销的操作", NOTHING, kind="warn")

    def _add(self, keys: str, act: Callable[[], None]) -> QShortcut:
        shortcut = QShortcut(QKeySequence(keys), self._window)
        shortcut.activated.connect(act)
        return shortcut

    def _goes_to(self, entry: PageEntry) -> Callable[[], None]:
        return lambda: self._window.go(entry.key)

    def _redo(self) -> None:
        """Ctrl+Y: what was taken back last, done anew."""
        desk = self._window.desk
        if desk is None:
            return
        if desk.undo.undone is not None:
            desk.undo.redo()
        else:
            desk.notice("没有可以重做的操作", "撤销之后、做别的之前可以重做。", kind="warn")

    def _search(self) -> None:
        """Ctrl+K works also where the page's header has no room for the field."""
        page = self._window.current_page
        if page is None:
            return
        box = page.header.search
        if box.isHidden():
            from yuetan_desktop.ui.widgets.search import floating_box

            box = floating_box(self._window.centralWidget(), page.header)
        box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        box.selectAll()

    def _ask_for_database(self) -> None:
        """Ctrl+O: another data folder; the one that is open is let go of only then."""
        window, desk = self._window, self._window.desk
        if desk is None:
            return
        if desk.tasks.is_busy:
            desk.notice("现在不能打开其他数据库", "后台任务完成后再打开。", kind="warn")
        elif (folder := messages.pick_folder(window, "打开其他数据库")) is not None:
            window.open_wanted.emit(folder)

    def _back_up(self) -> None:
        from yuetan_desktop.services import upkeep

        window, desk = self._window, self._window.desk
        if desk is None:
            return

        def done(file: Any) -> None:
            desk.notice("已备份", file.name)
            window.show_last_backup()

        desk.tasks.run("备份数据库", lambda ws, _progress: upkeep.back_up(ws), done)

    def _next_region(self, by: int) -> None:
        """F6: rail → header → each region the page names → status line."""
        window, page = self._window, self._window.current_page
        if page is not None:
            regions.step([window.rail, *page.regions(), window.status], window.focusWidget(), by)
