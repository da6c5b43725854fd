"""复制, 复制含来源, 复制引文 (ui.md 4.3): lines as TSV with heads and plain numbers; what a line
stands on as article, value and source."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from yuetan_desktop.ui.table_model import Column

SOURCE = "来源"


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
    lines = ["\t".join(column.title for column in columns)]
    lines += ["\t".join(plain_cells(columns, record)) for record in records]
    return "\n".join(lines)


def plain_cells(columns: Sequence[Column], record: Any) -> list[str]:
    """What is copied and exported of a line: numbers without their units, each cell one line."""
    return [" ".join((column.plain or column.text)(record).split()) for column in columns]


def with_sources(columns: Sequence[Column], records: Sequence[Any], quoted: Quoted) -> str:
    """The same with every source whole, in a last column."""
    kept = [column for column in columns if column.title != SOURCE]
    whole = Column(SOURCE, lambda record: "；".join(sources_of(quoted(record))))
    return as_tsv([*kept, whole], records)


def sources_of(quotations: Sequence[Quotation]) -> list[str]:
    return list(dict.fromkeys(source for one in quotations for source in one.sources))


def as_quotation(records: Sequence[Any], quoted: Quoted) -> str:
    return "\n".join(str(one) for record in records for one in quoted(record))
