"""复制, 复制含来源, 复制引文 (ui.md 4.3): lines as TSV with heads and plain numbers; what a line
stands on as article, value and source."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from yuetan_desktop.ui.table_model import Column

SOURCE = "来源"
_WITH_UNIT = re.compile(r"([-−]?\d[\d,]*(?:\.\d+)?)(?:\s*[^\d\s,.]\D*)?")


@dataclass(frozen=True, slots=True)
class Quotation:
    """One fact to be quoted: the article it is asked by (or none), its words, its cells."""

    article: str
    words: str
    sources: tuple[str, ...] = ()

    def __str__(self) -> str:
        head = f"{self.article}：" if self.article else ""
        tail = f"（来源：{'、'.join(self.sources)}）" if self.sources else ""
        return f"{head}{self.words}{tail}"


Quoted = Callable[[Any], Sequence[Quotation]]


def as_tsv(columns: Sequence[Column], records: Sequence[Any]) -> str:
    """Heads, then a line a record."""
    heads = [column.title for column in columns]
    return tsv([heads, *(plain_cells(columns, record) for record in records)])


def tsv(lines: Iterable[Sequence[str]]) -> str:
    """Lines for the clipboard. Words out of a file that a spreadsheet would work out as a formula
    when they are pasted get the apostrophe that keeps them words."""
    return "\n".join("\t".join(map(_harmless, line)) for line in lines)


def _harmless(cell: str) -> str:
    acts = cell.startswith(("=", "@")) or (cell[:1] in "+-" and any(c in cell for c in "(|!"))
    return f"'{cell}" if acts else cell


def plain_cells(columns: Sequence[Column], record: Any) -> list[str]:
    """What is copied and exported of a line: numbers without their units, each cell one line."""
    return [_plain(column, " ".join(_words(column, record).split())) for column in columns]


def _words(column: Column, record: Any) -> str:
    return (column.plain or column.text)(record)


def _plain(column: Column, text: str) -> str:
    """In a column of numbers: without unit and thousands marks."""
    found = _WITH_UNIT.fullmatch(text) if column.right else None
    return found[1].replace(",", "") if found else text


def with_sources(columns: Sequence[Column], records: Sequence[Any], quoted: Quoted) -> str:
    """The same with every source whole, in a last column."""
    kept = [column for column in columns if column.title != SOURCE]
    whole = Column(SOURCE, lambda record: "；".join(sources_of(quoted(record))))
    return as_tsv([*kept, whole], records)


def sources_of(quotations: Sequence[Quotation]) -> list[str]:
    return list(dict.fromkeys(source for one in quotations for source in one.sources))


def as_quotation(records: Sequence[Any], quoted: Quoted) -> str:
    return "\n".join(str(one) for record in records for one in quoted(record))
