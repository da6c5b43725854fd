"""What the papers of a case say, as the check compares it: fields by name, dates, rows, numbers.

A paper is known by two things: what it prints (the stored context, dates written out) and what was
entered in its form (dates as 2026-11-24). What is printed counts; the form fills in what a paper
keeps to itself. Nothing here knows a kind of paper, so that a new kind needs no code.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

CASE = "案件"  # the case itself, named as one of the two places


class Grade(StrEnum):
    """How sure the check is; values are the words shown."""

    WRONG = "错误"
    DOUBT = "疑点"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the case file: a paper (or the case), its field, and what stands there."""

    paper: str
    field: str
    says: str = ""

    def __str__(self) -> str:
        return f"{self.paper}“{self.field}”"


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """Two places that do not agree, in a sentence. `rule` names what was checked."""

    rule: str
    grade: Grade
    first: Spot
    second: Spot
    sentence: str

    @property
    def papers(self) -> frozenset[str]:
        return frozenset({self.first.paper, self.second.paper})


@dataclass(frozen=True, slots=True)
class Cell:
    """One number of the frozen basis and where it stands."""

    label: str
    value: str
    source: str


@dataclass(frozen=True, slots=True)
class MatterFacts:
    """One met item of the regulation, as the frozen basis words it for papers."""

    cite: str
    text: str
    facts: tuple[str, ...]
    readings: tuple[str, ...] = ()
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody known by name and title: 副区长何静; `unit` is empty for the interviewed unit's."""

    name: str
    title: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class GivenNumber:
    """A document number that was given, to which paper, dated when."""

    number: str
    paper: str
    dated: date | None = None


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """One paper of the case. `issuer` is in whose name its kind goes out, where that is known."""

    kind: str
    printed: Mapping[str, Any]
    entered: Mapping[str, str] = field(default_factory=dict)
    number: str = ""
    formal: bool = False
    version: int = 1
    levels: tuple[int, ...] = ()
    issuer: str = ""
    numbered_here: bool = True  # the office gives its number, not another office
    reworded: tuple[tuple[str, str], ...] = ()  # fixed words as the template has them, and now
    # What was asked before: each check asks for the same fields again.
    _texts: dict[str, str] = field(default_factory=dict, init=False, repr=False, compare=False)
    _read: dict[str, tuple[str, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    kept: dict[str, tuple[Any, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self.printed, *self.entered)))

    def text(self, key: str) -> str:
        """A field as one text, however many lines or rows it has."""
        if key not in self._texts:
            self._texts[key] = "\n".join(self.lines(key))
        return self._texts[key]

    def lines(self, key: str) -> tuple[str, ...]:
        if key not in self._read:
            value = self.printed[key] if key in self.printed else self.entered.get(key, "")
            self._read[key] = tuple(line for line in map(str.strip, _lines(value)) if line)
        return self._read[key]

    def rows(self, key: str) -> tuple[Mapping[str, Any], ...]:
        """The rows of a table; none for a field that is no table."""
        value = self.printed.get(key)
        rows = value if isinstance(value, list | tuple) else ()
        return tuple(row for row in rows if isinstance(row, Mapping))

    def day(self, key: str) -> date | None:
        return day_in(self.text(key))

    def spot(self, key: str, says: str | None = None) -> Spot:
        return Spot(self.kind, key, self.text(key) if says is None else says)


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """A case and its papers, the newest of each kind, with all that they are measured against."""

    number: str
    unit: str
    level: int
    actor: str
    interviewee: str
    regulation: str
    regulation_number: str
    period: str
    matters: tuple[MatterFacts, ...]
    also: tuple[MatterFacts, ...] = ()
    proposer: str = ""
    cause: str = ""  # 首要原因 as assessed (第十六条), without what influenced it
    office: str = ""  # 市生态环境保护委员会办公室, as it signs
    days: Mapping[str, date] = field(default_factory=dict)  # of the steps, by their label
    opened_on: date | None = None
    interview_on: date | None = None
    reporting: str = ""  # how often progress is reported, as agreed: 按月
    put_off: bool = False  # 第十四条: another day was agreed after the first notice
    other_day: str = ""  # why it was not held on the day notified (第十四条)
    step_numbers: Mapping[str, str] = field(default_factory=dict)  # 文号 recorded with a step
    people: tuple[Person, ...] = ()
    other_units: tuple[str, ...] = ()
    given: tuple[GivenNumber, ...] = ()  # every number of the office's register
    tasks: tuple[Mapping[str, str], ...] = ()  # of the ledger, by the heads of its columns
    together: tuple[MatterFacts, ...] = ()  # of the other units of a 集体约谈
    papers: tuple[PaperFacts, ...] = ()

    def paper(self, kind: str) -> PaperFacts | None:
        return next((paper for paper in self.papers if paper.kind == kind), None)

    @property
    def was_held(self) -> bool:
        return "约谈" in self.days

    @property
    def basis_text(self) -> str:
        """Everything the basis says, to look numbers and periods up in."""
        parts = [self.period]
        for matter in (*self.matters, *self.also, *self.together):
            parts += [matter.cite, matter.text, *matter.facts, *matter.readings]
            parts += [part for cell in matter.cells for part in (cell.label, cell.value)]
        return "\n".join(parts)


# -- reading what is written --------------------------------------------------------------------
def _lines(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield row_text(value)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _lines(item)
    else:
        yield from str(value).splitlines()


def row_text(row: Mapping[str, Any]) -> str:
    """A row of a table or list as one line, without its ordinals."""
    cells = (" ".join(_lines(value)) for key, value in row.items() if not key.endswith("序号"))
    return "，".join(cell for cell in cells if cell)


WRITTEN_DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日(?:（(?:星期|周)([一二三四五六日天])）)?")
_FIRST_YEAR, _LAST_YEAR = 1949, 2199
_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


def day_in(text: str) -> date | None:
    """The first date of a text, written out or as 2026-11-24."""
    found = WRITTEN_DAY.search(text) or _ISO_DAY.search(text)
    return as_day(found) if found else None


def as_day(found: re.Match[str]) -> date | None:
    """None for a day that no calendar has, or no paper of ours can bear."""
    try:
        day = date(*map(int, found.groups()[:3]))
    except ValueError:
        return None
    return day if _FIRST_YEAR <= day.year <= _LAST_YEAR else None


def days_in(text: str) -> list[date]:
    found = (as_day(one) for one in (*WRITTEN_DAY.finditer(text), *_ISO_DAY.finditer(text)))
    return [day for day in found if day is not None]


def written(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


_IGNORED = re.compile(r"[\s　，。、；：:,;.（）()“”\"'《》〈〉·—\-]")


def plain(text: str) -> str:
    """A text without marks and spaces, as two wordings are compared."""
    return _IGNORED.sub("", text)


def numbers_in(text: str) -> list[str]:
    """Numbers as they stand, dates and document numbers taken out."""
    bare = WRITTEN_DAY.sub("", _ISO_DAY.sub("", text))
    bare = re.sub(
        r"〔\d{4}〕\d+号|\d{4}年|\d{1,2}月\d{1,2}日|\d{1,2}月|PM_?\{?2\.5\}?|PM10", "", bare
    )
    return re.findall(r"\d+(?:\.\d+)?", bare)


def only_in(first: Iterable[str], second: Iterable[str]) -> list[str]:
    """What the first has beyond the second, each time it occurs."""
    rest = list(second)
    extra = []
    for item in first:
        if item in rest:
            rest.remove(item)
        else:
            extra.append(item)
    return extra


def wrong(rule: str, first: Spot, second: Spot, sentence: str) -> Discrepancy:
    return Discrepancy(rule, Grade.WRONG, first, second, sentence)


def doubt(rule: str, first: Spot, second: Spot, sentence: str) -> Discrepancy:
    return Discrepancy(rule, Grade.DOUBT, first, second, sentence)


def differs_by_one(text: str, known: str) -> bool:
    """The same but for one character: a slip of the pen."""
    return len(text) == len(known) and sum(a != b for a, b in zip(text, known, strict=True)) == 1
