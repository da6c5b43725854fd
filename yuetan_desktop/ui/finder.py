"""What the search box asks: the index of the open database, shown as hits that open pages."""

from __future__ import annotations

from threading import Thread
from typing import TYPE_CHECKING

from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.ui.widgets.search import Hit

if TYPE_CHECKING:
    # It knows papers, cases and tasks: too much to load before the window is there.
    from yuetan_desktop.services.search import Entry, Index

# Icon and page of each group of things; the page knows the thing by the entry's item.
_PAGES = {
    "单位": ("map-pin", "dashboard"),
    "断面": ("map-pin", "dashboard"),
    "案件": ("folder-kanban", "case"),
    "整改": ("list-checks", "rectification"),
    "文书": ("file-text", "paper"),
    "条文": ("scale", "rules"),
    "数据": ("file-spreadsheet", "data"),
}


def _warm_up() -> None:
    """Load what the first search needs: the search itself and the pinyin dictionary."""
    from yuetan_desktop.services import pinyin, search  # noqa: F401

    pinyin.warm_up()


class Finder:
    """The index, made on the first search and again after the data moved."""

    def __init__(self, ws: Workspace) -> None:
        self._ws = ws
        self._index: Index | None = None
        self._warmed = False

    def forget(self) -> None:
        self._index = None

    def prepare(self) -> None:
        """The box has the keyboard: load what it needs before the first letter comes."""
        if not self._warmed:
            self._warmed = True
            Thread(target=_warm_up, name="yuetan-search", daemon=True).start()

    def find(self, text: str) -> list[Hit]:
        from yuetan_desktop.services.search import index_of

        if self._index is None:
            self._index = index_of(self._ws)
        return [_hit(entry) for entry in self._index.find(text)]


def _hit(entry: Entry) -> Hit:
    icon, page = _PAGES[entry.group.value]
    item = ("batches", entry.item) if page == "data" else entry.item
    return Hit(entry.group.value, icon, entry.title, entry.context, page, item)
