"""What the search box asks: the index of the open database, shown as hits that open pages."""

from __future__ import annotations

from threading import Thread

from yuetan_desktop.services.search import Entry, Group, Index, index_of
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.ui.widgets.search import Hit

# Icon and page of each kind of thing; the page knows the thing by the entry's item.
_PAGES = {
    Group.UNIT: ("map-pin", "dashboard"),
    Group.SECTION: ("map-pin", "dashboard"),
    Group.CASE: ("folder-kanban", "case"),
    Group.TASK: ("list-checks", "rectification"),
    Group.PAPER: ("file-text", "paper"),
    Group.ARTICLE: ("scale", "rules"),
    Group.DATA: ("file-spreadsheet", "data"),
}


class Finder:
    """The index, made on the first search and again after the data moved."""

    def __init__(self, ws: Workspace) -> None:
        self._ws = ws
        self._index: Index | None = None
        self._warmed = False

    def forget(self) -> None:
        self._index = None

    def prepare(self) -> None:
        """The box has the keyboard: load the pinyin dictionary before the first letter comes."""
        if not self._warmed:
            self._warmed = True
            from yuetan_desktop.services.pinyin import warm_up

            Thread(target=warm_up, name="yuetan-pinyin", daemon=True).start()

    def find(self, text: str) -> list[Hit]:
        if self._index is None:
            self._index = index_of(self._ws)
        return [_hit(entry) for entry in self._index.find(text)]


def _hit(entry: Entry) -> Hit:
    icon, page = _PAGES[entry.group]
    item = ("batches", entry.item) if entry.group is Group.DATA else entry.item
    return Hit(entry.group.value, icon, entry.title, entry.context, page, item)
