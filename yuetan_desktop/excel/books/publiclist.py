"""公开约谈名单 (第二十条): interviews that may be told to the public, without persons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from yuetan_desktop.excel.writer import Column, Kind, Table, new_book, save, write_table


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


def write_public_list(
    title: str, lines: tuple[str, ...], author: str, rows: Sequence[PublicRow], out: Path
) -> Path:
    book = new_book(title=title, author=author)
    write_table(
        book,
        Table(
            sheet="公开约谈名单",
            title=title,
            lines=lines,
            columns=(
                Column("序号", 6, Kind.INTEGER),
                Column("被约谈单位", 20),
                Column("措施", 14, Kind.MARK),
                Column("约谈日期", 12, Kind.DATE),
                Column("依据条款", 18),
                Column("约谈事由", 40),
                Column("整改情况", 11, Kind.MARK),
                Column("办结日期", 11, Kind.DATE),
            ),
            rows=[
                (
                    n,
                    row.unit,
                    row.measure,
                    row.held_on,
                    row.cites,
                    row.matter,
                    row.state,
                    row.ended_on,
                )
                for n, row in enumerate(rows, start=1)
            ],
            totals={"被约谈单位": '=COUNTA({range})&"件"'},
        ),
    )
    return save(book, out)
