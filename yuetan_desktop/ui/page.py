"""What every page is: a header, a body, a refresh that runs when it is seen; and its desk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from yuetan_desktop.services.workspace import Progress, Workspace
from yuetan_desktop.ui.regions import parts_of
from yuetan_desktop.ui.tasks import TaskRunner
from yuetan_desktop.ui.theme import Color, Type, theme
from yuetan_desktop.ui.undo import Act, UndoList
from yuetan_desktop.ui.widgets.buttons import LINK, Button
from yuetan_desktop.ui.widgets.containers import column, row
from yuetan_desktop.ui.widgets.labels import Label
from yuetan_desktop.ui.widgets.search import SearchBox
from yuetan_desktop.ui.widgets.toast import Notice


class Desk(QObject):
    """What a page can reach: the reading workspace, the worker, other pages, notices, and the acts
    of this session that can be undone.

    `ws` only reads; everything that writes goes through `tasks.run`.
    """

    navigated = Signal(str, object)
    noticed = Signal(object)

    def __init__(self, ws: Workspace, tasks: TaskRunner) -> None:
        super().__init__()
        self.ws = ws
        self.tasks = tasks
        self.undo = UndoList(tasks)
        self.undo.taken_back.connect(self._tell_taken_back)

    def go(self, page: str, what: Any = None) -> None:
        """Show another page by key; `what` tells it which thing to show (see `Page.show_item`)."""
        self.navigated.emit(page, what)

    def did(self, title: str, words: str, act: Act) -> None:
        """A notice of what was done, with 撤销 where it can be taken back."""
        undo = ("撤销", lambda: self.undo.undo(act)) if act.take_back else None
        self.notice(title, words, action=undo)

    def _tell_taken_back(self, act: Act) -> None:
        redo = ("重做", self.undo.redo) if act.again is not None else None
        self.notice("已撤销", act.name, action=redo)

    def export(
        self, name: str, target: Path, write: Callable[[Workspace, Progress], object]
    ) -> None:
        """Write a file off the window's thread, then offer to open it."""

        def done(_: object) -> None:
            url = QUrl.fromLocalFile(str(target))
            open_it = ("打开", lambda: QDesktopServices.openUrl(url))
            self.notice(f"已导出{name}", target.name, action=open_it)

        self.tasks.run(f"导出{name}", write, done)

    def notice(
        self,
        title: str,
        words: str = "",
        *,
        kind: str = "ok",
        action: tuple[str, Callable[[], object]] | None = None,
    ) -> None:
        """A toast for six seconds: success or a mild warning, with 撤销 where there is one."""
        self.noticed.emit(Notice(title, words, kind, action))


class Page(QWidget):
    """One page. Subclasses set the class attributes, fill `body` and write `refresh`.

    `refresh()` reads through services and hands rows to models; it runs when the page is shown
    and stale. Shortcuts made with `on_key` work only while the page is visible.
    """

    key: ClassVar[str] = ""
    title: ClassVar[str] = ""
    padded: ClassVar[bool] = True

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._stale = True
        self.keys: set[str] = set()  # those the page uses itself
        self.setAccessibleName(self.title)
        self.header = PageHeader(self.title)
        self.body = column()
        self._whole: QVBoxLayout = column(self)
        self._whole.addWidget(self.header)
        self._whole.addLayout(self.body, 1)
        self._space()
        theme().changed.connect(self._space)
        theme().recolored.connect(self.recolor)

    # -- for subclasses -------------------------------------------------------------------------
    def refresh(self) -> None:
        """Read what the page shows and show it."""
        raise NotImplementedError

    def show_item(self, what: Any) -> None:
        """Bring one thing (a unit, a case number, a batch) into view; called before showing."""

    def leave(self) -> None:
        """Another page or thing comes, or the database is closed: keep what was typed here."""

    def undo_older(self) -> bool:
        """Ctrl+Z with nothing of this session to take back: what the page itself can take back;
        False if nothing."""
        return False

    def regions(self) -> list[QWidget]:
        """What F6 steps through, in order; the header first."""
        return [self.header, *parts_of(self.body)]

    def side_pane(self) -> QWidget | None:
        """The pane that F4 hides and shows, on a page that gives it no key of its own."""
        return None

    def period_box(self) -> QComboBox | None:
        """The choice of period, newest first, that Alt+← and Alt+→ step through."""
        return None

    def on_key(self, keys: str, act: Callable[[], Any]) -> None:
        self.keys.add(keys)
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.activated.connect(act)

    def recolor(self) -> None:
        """Other colours hold: what keeps some in its items is read anew."""
        self.mark_stale()

    # -- staleness ------------------------------------------------------------------------------
    def mark_stale(self) -> None:
        """Data moved: refresh now if seen, else when next shown."""
        self._stale = True
        if self.isVisible():
            self.catch_up()

    def catch_up(self) -> None:
        """Refresh what went stale, as when the shown page is told to show another thing."""
        if self._stale and not self.desk.tasks.is_closed:
            self._stale = False
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        self.catch_up()
        super().showEvent(event)

    def _space(self) -> None:
        side = theme().padding if self.padded else 0
        self.body.setContentsMargins(side, side, side, side)
        self.body.setSpacing(theme().gap)


class PageHeader(QWidget):
    """Title or breadcrumb, things at the left, search, things at the right."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setProperty("surface", "header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._line: QHBoxLayout = row(self)
        self._crumb = Button("", LINK)
        self._crumb.hide()
        self._crumb.clicked.connect(lambda: self._back())
        self._back: Callable[[], None] = lambda: None
        self._arrow = Label("›", Type.BODY, Color.INK3)
        self._arrow.hide()
        self.title = Label(title, Type.PAGE_TITLE)
        self.left = row()
        self.search = SearchBox()
        self.right = row()
        for widget in (self._crumb, self._arrow, self.title):
            self._line.addWidget(widget)
        self._line.addSpacing(8)
        self._line.addLayout(self.left)
        self._line.addStretch()
        self._line.addWidget(self.search, 1)
        self._line.addLayout(self.right)
        self._restyle()
        theme().changed.connect(self._restyle)

    def set_breadcrumb(self, parent: str, title: str, back: Callable[[], None]) -> None:
        """约谈案件 › 资约〔2025〕07号; an empty parent goes back to the plain title."""
        self.title.setText(title)
        self._crumb.set_text(parent)
        self._crumb.setVisible(bool(parent))
        self._arrow.setVisible(bool(parent))
        self._back = back

    def _restyle(self) -> None:
        self.setFixedHeight(theme().row(56, 48))
        side = theme().padding
        self._line.setContentsMargins(side, 0, side, 0)
