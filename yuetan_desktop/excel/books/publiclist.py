"""公开约谈名单 (第二十条): interviews that may be told to the public, without persons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from yuetan_desktop.excel.books.listing import ListColumn, filled, heads
from yuetan_desktop.excel.writer import Kind, Table, new_book, save, write_table


@dataclass(frozen=True, slots=True)
class PublicRow:
    """One interview as the public may know it."""

    unit: str
    measure: str
    held_on: date
    cites: str
    matter: str
    state: str
    ended_on: date | None


_ROWS: Sequence[ListColumn[PublicRow]] = (
    ListColumn("序号", 6, None, Kind.INTEGER),
    ListColumn("被约谈单位", 20, lambda row: row.unit),
    ListColumn("措施", 14, lambda row: row.measure, Kind.MARK),
    ListColumn("约谈日期", 12, lambda row: row.held_on, Kind.DATE),
    ListColumn("依据条款", 18, lambda row: row.cites),
    ListColumn("约谈事由", 40, lambda row: row.matter),
    ListColumn("整改情况", 11, lambda row: row.state, Kind.MARK),
    ListColumn("办结日期", 11, lambda row: row.ended_on, Kind.DATE),
)


def write_public_list(
    title: str, lines: tuple[str, ...], author: str, rows: Sequence[PublicRow], out: Path
) -> Path:
    """The list as one sheet, in the order given."""
    book = new_book(title=title, author=author)
    write_table(
        book,
        Table(
            sheet="公开约谈名单",
            title=title,
            lines=lines,
            columns=heads(_ROWS),
            rows=filled(_ROWS, rows),
            totals={"被约谈单位": '=COUNTA({range})&"件"'},
        ),
    )
    return save(book, out)
