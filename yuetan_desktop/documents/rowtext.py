"""Fields that hold a table: one row a line, its cells divided by ｜ (or | or a tab, as pasted)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from yuetan_desktop.documents.wording import lines

DIVIDER = "｜"
_DIVIDERS = re.compile(r"[｜|\t]")


def rows(text: str, columns: Sequence[str]) -> list[dict[str, str]]:
    """The rows by column name, numbered under 序号; missing cells are empty, extra ones stay with
    the last."""
    return [
        {"序号": str(n), **dict(zip(columns, cells, strict=True))}
        for n, cells in enumerate((_cells(line, len(columns)) for line in _rows(text)), start=1)
    ]


def row_text(table: Iterable[Sequence[str]]) -> str:
    """The field's text of a table."""
    return "\n".join(DIVIDER.join(map(_one_line, row)) for row in table)


def gaps(text: str, columns: Sequence[str]) -> list[str]:
    """A sentence for each row that lacks a cell: 第2项缺数量、时限。"""
    found = []
    for row in rows(text, columns):
        missing = [column for column in columns if not row[column]]
        if missing:
            found.append(f"第{row['序号']}项缺{'、'.join(missing)}。")
    return found


def _rows(text: str) -> list[str]:
    # A tab at the end of a pasted row is an empty cell, so lines are not stripped of tabs first.
    return [line for line in text.replace("\t", DIVIDER).splitlines() if lines(line)]


def _cells(line: str, count: int) -> list[str]:
    cells = [cell.strip() for cell in _DIVIDERS.split(line)]
    head, rest = cells[: count - 1], cells[count - 1 :]
    return [*head, *[""] * (count - 1 - len(head)), "；".join(cell for cell in rest if cell)]


def _one_line(cell: str) -> str:
    return _DIVIDERS.sub("，", " ".join(cell.split()))
