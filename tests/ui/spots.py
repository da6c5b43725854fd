"""Every page of the window and of its views, and the way there: for tests that look at them all."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractEventDispatcher, QEvent, QEventLoop
from PySide6.QtWidgets import QApplication, QWidget

from yuetan_desktop.services import casefiles
from yuetan_desktop.services.casefiles import CaseFile, CaseFilter
from yuetan_desktop.ui.main_window import MainWindow
from yuetan_desktop.ui.navigation import PAGES
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.data import VIEWS
from yuetan_desktop.ui.pages.settings.page import PARTS

SPOTS = [
    *((entry.key, None) for entry in PAGES if not entry.under),
    *(("data", key) for key, _name, _make in VIEWS),
    *(("settings", key) for key, _name, _make in PARTS),
    ("case", "open"),
    ("paper", "约谈通知"),
    ("duecalendar", None),
    ("rectification", "task"),
]

# One page of each kind, looked at in every size: tiles, tables, panes, forms, pages of paper.
MAIN_SPOTS = [
    ("dashboard", None),
    ("data", None),
    ("case", "open"),
    ("rectification", "task"),
    ("paper", "约谈通知"),
    ("rules", None),
    ("statistics", None),
]

MOST_ROUNDS = 20  # of events that bring further ones; a drawing that moves brings some for ever


def open_case(desk: Desk) -> CaseFile:
    """One of the cases in hand, whose page and paper are shown."""
    return casefiles.list_cases(desk.ws, CaseFilter.OPEN)[1]


def show(window: MainWindow, first: CaseFile, spot: tuple[str, str | None]) -> QWidget:
    key, what = spot
    item = {"case": first.id, "paper": (first.id, what)}.get(key, what)
    window.go(key, None if spot == ("rectification", "task") else item)
    page: Any = window.current_page
    if key == "dashboard":
        page.open_unit(first.row.place_id, first.basis.level.number)
    if spot == ("rectification", "task"):
        page.open_task(next(task for task in page.shown if task.is_overdue))
    settle()
    assert isinstance(page, QWidget)
    return page


def settle() -> None:
    """What waits to be laid out, painted or deleted is, on a slow computer too; nobody waits when
    nothing does."""
    dispatcher = QAbstractEventDispatcher.instance()
    assert dispatcher is not None
    for _ in range(MOST_ROUNDS):
        if not dispatcher.processEvents(QEventLoop.ProcessEventsFlag.AllEvents):
            break
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
