"""One search over units, sections, cases, papers, articles and imported files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from yuetan_desktop.domain.place import PlaceKind
from yuetan_desktop.services import assessing, casefiles, observations, paperwork, places
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.pinyin import spoken
from yuetan_desktop.services.workspace import Workspace


class Group(StrEnum):
    """What kind of thing was found, in the order in which the list shows them."""

    UNIT = "单位"
    SECTION = "断面"
    CASE = "案件"
    PAPER = "文书"
    ARTICLE = "条文"
    DATA = "数据"


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


@dataclass(frozen=True, slots=True)
class _Indexed:
    entry: Entry
    names: tuple[str, ...]
    words: str
    spoken: tuple[str, ...]


@dataclass(frozen=True)
class Index:
    """Every entry made ready for searching."""

    entries: tuple[_Indexed, ...] = field(repr=False)

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Index:
        return cls(
            tuple(
                _Indexed(
                    entry,
                    tuple(map(_plain, entry.names)),
                    _plain(entry.words),
                    tuple(spoken(_narrow(name)) for name in entry.names),
                )
                for entry in entries
            )
        )

    def find(self, text: str, most: int = 30) -> list[Entry]:
        """What was meant: the whole name, then its beginning, a part of it, its pinyin."""
        wanted = _plain(text)
        if not wanted:
            return []
        sound = _sound(wanted)
        ranked = []
        for number, one in enumerate(self.entries):
            rank = _rank(one, wanted, sound)
            if rank is not None:
                ranked.append((rank, _ORDER[one.entry.group], number))
        ranked.sort()
        best = [self.entries[number].entry for *_, number in ranked[:most]]
        return sorted(best, key=lambda entry: _first(best, entry.group))


def _first(found: list[Entry], group: Group) -> int:
    """Groups in the order of their best hit; sorting is stable within each."""
    return next(number for number, entry in enumerate(found) if entry.group is group)


def _rank(one: _Indexed, wanted: str, sound: re.Pattern[str] | None) -> int | None:
    """How well an entry fits, best 0: a whole name, the beginning of the first name, of another,
    a part of the first, of another, a part of its words."""
    best = 5 if wanted in one.words else 9
    for number, (name, said) in enumerate(zip(one.names, one.spoken, strict=True)):
        if name == wanted:
            return 0
        less = 1 if number else 0
        at = name.find(wanted)
        if at == 0:
            best = min(best, 1 + less)
        elif at > 0:
            best = min(best, 3 + less)
        if sound is not None and (heard := sound.search(said)):
            begins = heard.start() == 0 or said[heard.start() - 1] == "\n"
            best = min(best, (1 if begins else 3) + less)
    return best if best < 9 else None


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
    if not wanted.isascii() or wanted.isdigit():
        return None
    return re.compile(" " + "(?:[a-z]* )?".join(wanted))


# -- what there is to find ----------------------------------------------------------------------
def index_of(ws: Workspace) -> Index:
    """The index of an open database."""
    cases = casefiles.list_cases(ws)
    return Index.of([*_places(ws), *_cases(cases), *_papers(ws, cases), *_articles(ws), *_data(ws)])


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
