"""Search across units, sections and cases: by characters, full pinyin and initials."""

from __future__ import annotations

from dataclasses import dataclass

from yuetan_desktop.domain.place import PlaceKind
from yuetan_desktop.services import casefiles, places
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.ui.widgets.search import Hit

MOST = 20
# Place names whose reading pinyin tables get wrong, or that are heard both ways.
READINGS = {"乐至": (("le", "zhi"), ("yue", "zhi"))}


@dataclass(frozen=True, slots=True)
class Entry:
    hit: Hit
    keys: tuple[str, ...]


class Finder:
    """The index, built on the first search and again after the data moved."""

    def __init__(self, ws: Workspace) -> None:
        self._ws = ws
        self._entries: list[Entry] | None = None

    def forget(self) -> None:
        self._entries = None

    def find(self, text: str) -> list[Hit]:
        """Hits for what was typed: beginnings first."""
        wanted = "".join(text.lower().split())
        if not wanted:
            return []
        if self._entries is None:
            self._entries = [*_places(self._ws), *_cases(self._ws)]
        ranked = []
        for entry in self._entries:
            ranks = [key.find(wanted) for key in entry.keys if wanted in key]
            if ranks:
                ranked.append((min(ranks) > 0, entry.hit))
        ranked.sort(key=lambda pair: pair[0])
        return [hit for _, hit in ranked[:MOST]]


def _places(ws: Workspace) -> list[Entry]:
    found = []
    known = places.list_places(ws)
    names = {place.id: place.name for place in known}
    for place in known:
        if place.kind is PlaceKind.PEER:
            continue
        above = names.get(place.parent or 0, "")
        context = " · ".join(part for part in (place.kind.label, above) if part)
        page, what = (
            ("dashboard", place.id) if place.kind.is_subject else ("dashboard", place.parent)
        )
        hit = Hit("单位", "map-pin", place.name, context, page, what)
        found.append(Entry(hit, search_keys(place.name, *place.aliases)))
    return found


def _cases(ws: Workspace) -> list[Entry]:
    return [
        Entry(
            Hit(
                "案件",
                "folder-kanban",
                file.number,
                f"{file.basis.place.name} · {file.state.label}",
                "case",
                file.id,
            ),
            search_keys(file.number, file.basis.place.name),
        )
        for file in casefiles.list_cases(ws)
    ]


def search_keys(*names: str) -> tuple[str, ...]:
    """What a name is found by: itself, its pinyin, its initials."""
    from pypinyin import lazy_pinyin

    keys: dict[str, None] = {}
    for name in names:
        readings = [lazy_pinyin(name)]
        for part, others in READINGS.items():
            if part in name:
                rest = lazy_pinyin(name.replace(part, ""))
                readings += [[*other, *rest] for other in others]
        keys[name.lower()] = None
        for reading in readings:
            keys["".join(reading).lower()] = None
            keys["".join(syllable[:1] for syllable in reading).lower()] = None
    return tuple(keys)
