"""Ranks left blank, or written 并列, because they are those of the row above."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from yuetan_desktop.excel.sheet import as_text, plain

_WITH_UNIT = re.compile(r"\(?[与和同]([\u4e00-\u9fff]{2,16})并列\)?")
_TIED = re.compile(r"\(?并列\)?")


def tied_ranks(cells: Iterable[tuple[int, Any]]) -> dict[int, int]:
    """Rows of a rank column (row, cell) that share the rank above.

    并列 says so itself. A blank is taken for a tie only where the next rank proves it: 2, blank, 4.
    """
    found: dict[int, int] = {}
    above, shared = 0, 0
    waiting: list[int] = []
    for row, value in cells:
        text = plain(as_text(value))
        if is_tied(text) and above:
            found[row] = above
            shared += 1
        elif text == "" and above:
            waiting.append(row)
        else:
            rank = leading_rank(text)
            if waiting and rank == above + shared + len(waiting):
                found.update((blank, above) for blank in waiting)
            same = rank == above
            shared = shared + 1 if same else 1
            above, waiting = rank, []
    return found


def tied_with(text: str) -> str:
    """The unit that a plain text names as tied: 与银川市并列."""
    match = _WITH_UNIT.fullmatch(text)
    return match[1] if match else ""


def how_tied(text: str, rank: int, merged: bool) -> str:
    """Why a cell of this plain text is read as a rank of another row."""
    if tied_with(text):
        return f"“{text}”按并列第{rank}名读取。"
    written = "写作“并列”" if text else "与上一行合并" if merged else "为空"
    return f"名次{written}，按与上一行并列第{rank}名读取。"


def is_tied(text: str) -> bool:
    """Whether a plain text says 并列 and no rank."""
    return _TIED.fullmatch(text) is not None


def leading_rank(text: str) -> int:
    """150 of 150, 第150名, 150（并列）; 0 where there is no rank."""
    match = re.fullmatch(r"第?(\d{1,4})(?:名|位)?(?:\(并列\))?", text)
    return int(match[1]) if match else 0


def in_order(ranks: Iterable[int]) -> bool:
    """Whether ranks are those of a whole list, each one more than the number before it: 1, 1, 3."""
    ordered = sorted(ranks)
    return bool(ordered) and all(rank == 1 + ordered.index(rank) for rank in ordered)


def cells_down(rows: list[list[Any]], span: range, column: int) -> Iterator[tuple[int, Any]]:
    """The cells of one column in rows that hold something."""
    for row in span:
        line = rows[row]
        if any(line):
            yield row, line[column] if column < len(line) else ""
