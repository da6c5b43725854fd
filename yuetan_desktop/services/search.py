"""One search over units, sections, cases, tasks, papers, articles and imported files."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from yuetan_desktop.domain.place import PlaceKind
from yuetan_desktop.services import (
    assessing,
    casefiles,
    observations,
    paperwork,
    places,
    rectification,
)
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.pinyin import spoken
from yuetan_desktop.services.workspace import Workspace


class Group(StrEnum):
    """What kind of thing was found, in the order in which the list shows them."""

    UNIT = "单位"
    SECTION = "断面"
    CASE = "案件"
    TASK = "整改"
    PAPER = "文书"
    ARTICLE = "条文"
    DATA = "数据"


MOST_OF_A_GROUP = 8
MOST_TASKS = 2000
_WORDS = 4  # words beside the names count least
_ORDER = {group: number for number, group in enumerate(Group)}


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be found. `item` is how its page knows it. The first of `names` counts
    for more than the others; all are found by characters and by pinyin, `words` by characters."""

    group: Group
    title: str
    context: str
    item: Any
    names: tuple[str, ...] = ()
    words: str = ""


class _Lines:
    """Names of many entries as one string, so that all are searched in one go."""

    def __init__(self) -> None:
        self.text = ""
        self._parts: list[str] = []
        self._starts: list[int] = []
        self._owners: list[tuple[int, int]] = []
        self._length = 0

    def add(self, line: str, entry: int, less: int) -> None:
        """`less` is how much less than the first name this line counts."""
        self._starts.append(self._length)
        self._owners.append((entry, less))
        self._parts.append(line + "\n")
        self._length += len(line) + 1

    def finish(self) -> None:
        self.text = "".join(self._parts)

    def search(self, wanted: re.Pattern[str], ranks: dict[int, int]) -> None:
        """Note how well each entry fits: 0 a whole name, 1 or 2 a beginning, 3 or more within."""
        text = self.text
        for match in wanted.finditer(text):
            at, end = match.span()
            line = bisect_right(self._starts, at) - 1
            entry, less = self._owners[line]
            begins = at == self._starts[line]
            rank = (1 if begins else 3) + less
            if begins and less < _WORDS and text[end] == "\n":
                rank = 0
            if rank < ranks.get(entry, 99):
                ranks[entry] = rank


class Index:
    """Every entry made ready for searching."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)
        self._written, self._spoken = _Lines(), _Lines()
        for number, entry in enumerate(self.entries):
            for place, name in enumerate(entry.names):
                self._written.add(_plain(name), number, min(place, 1))
                for reading in spoken(_narrow(name)).split("\n"):
                    self._spoken.add(reading, number, min(place, 1))
            self._written.add(_plain(entry.words), number, _WORDS)
        self._written.finish()
        self._spoken.finish()

    def find(self, text: str, most: int = MOST_OF_A_GROUP) -> list[Entry]:
        """What was meant, at most so many of each group, the group of the best hit first."""
        wanted = _plain(text)
        ranks: dict[int, int] = {}
        if wanted:
            self._written.search(re.compile(re.escape(wanted)), ranks)
        if sound := _sound(wanted):
            self._spoken.search(sound, ranks)
        groups: dict[Group, list[Entry]] = {}
        for number in sorted(ranks, key=lambda number: (ranks[number], self._order(number))):
            entry = self.entries[number]
            found = groups.setdefault(entry.group, [])
            if len(found) < most:
                found.append(entry)
        return [entry for found in groups.values() for entry in found]

    def _order(self, number: int) -> tuple[int, int]:
        return _ORDER[self.entries[number].group], number


def _plain(text: str) -> str:
    """Letters, digits and characters only, without the differences of width and case:
    资约〔2025〕07号 is found by 202507, PM₂.₅ by pm25."""
    return "".join(filter(str.isalnum, _narrow(text).lower()))


def _narrow(text: str) -> str:
    return text.translate(_WIDTHS)


_WIDTHS: dict[int, int | str] = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},
    **{ord(low): str(n) for n, low in enumerate("₀₁₂₃₄₅₆₇₈₉")},
}


def _sound(wanted: str) -> re.Pattern[str] | None:
    """Letters as they may be typed for pinyin: after each, the same syllable goes on or the next
    begins. So `ayx`, `anyue` and `anyuex` all are 安岳县, `kqyb2610` is 空气月报2610."""
    if not wanted or not wanted.isascii() or wanted.isdigit():
        return None
    return re.compile(" " + "(?:[a-z]* )?".join(wanted))


# -- what there is to find ----------------------------------------------------------------------
def index_of(ws: Workspace) -> Index:
    """The index of an open database."""
    cases = casefiles.list_cases(ws)
    return Index(
        [
            *_places(ws),
            *_cases(cases),
            *_tasks(ws),
            *_papers(ws, cases),
            *_articles(ws),
            *_data(ws),
        ]
    )


def _places(ws: Workspace) -> Iterator[Entry]:
    known = places.list_places(ws, with_retired=False)
    names = {place.id: place.name for place in known}
    for place in known:
        if place.kind is PlaceKind.PEER:
            continue
        above = names.get(place.parent or 0, "")
        context = " · ".join(filter(None, (place.kind.label, place.grade, place.river, above)))
        written = (place.name, *place.aliases)
        if place.kind.is_subject:
            yield Entry(Group.UNIT, place.name, context, place.id, written, place.official_name)
        elif place.parent is not None:
            yield Entry(Group.SECTION, place.name, context, place.parent, written, place.river)


def _cases(cases: list[CaseFile]) -> Iterator[Entry]:
    for file in cases:
        unit, level = file.basis.place.name, file.basis.level.name
        context = f"{unit} · {level} · {file.state.label}"
        yield Entry(Group.CASE, file.number, context, file.id, (file.number, unit), level)


def _tasks(ws: Workspace) -> Iterator[Entry]:
    """The tasks of the ledger; a register of tens of thousands is searched on its own page."""
    if rectification.size(ws) > MOST_TASKS:
        return
    for file in rectification.ledger(ws):
        terms = file.terms
        context = f"{file.place_name} · {file.code} · {file.state.stage}"
        names = (terms.name, file.code, file.place_name, terms.enterprise)
        yield Entry(Group.TASK, terms.name, context, file.id, names, terms.measure)


def _papers(ws: Workspace, cases: list[CaseFile]) -> Iterator[Entry]:
    """The newest version of each paper of each case."""
    by_id = {file.id: file for file in cases}
    newest = {(paper.case_id, paper.kind): paper for paper in paperwork.papers(ws)}
    for (case_id, kind), paper in newest.items():
        file = by_id[case_id]
        unit = file.basis.place.name
        context = " · ".join(filter(None, (unit, paper.number or paper.state, file.number)))
        title = f"{kind}（{unit}）"
        yield Entry(
            Group.PAPER,
            title,
            context,
            (case_id, kind),
            (kind, unit, paper.number),
            f"{paper.path.name} {file.number}",
        )


def _articles(ws: Workspace) -> Iterator[Entry]:
    regulation = assessing.regulation_for(ws, assessing.newest_month(ws))
    for rule in regulation.rules:
        title = f"{rule.short_cite}　{rule.title}"
        names = (rule.title, rule.cite, rule.short_cite, rule.id)
        yield Entry(Group.ARTICLE, title, rule.level.name, rule.id, names, rule.text)


def _data(ws: Workspace) -> Iterator[Entry]:
    """Imported files by name, newest first."""
    for batch in observations.list_batches(ws):
        state = "已撤销" if batch.withdrawn_at else f"{batch.stored} 个数值"
        context = f"{batch.imported_at:%Y-%m-%d} 导入 · {state}"
        yield Entry(Group.DATA, batch.file_name, context, batch.id, (batch.file_name,))
