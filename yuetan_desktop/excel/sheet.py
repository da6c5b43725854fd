"""A sheet as read: raw rows with absolute addresses and merged areas; text in one plain form."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from yuetan_desktop.domain.cells import address as address
from yuetan_desktop.domain.cells import letters as letters
from yuetan_desktop.domain.cells import position as position

MAX_CELLS = 12_000_000  # of one sheet, blank ones between filled ones included
Area = tuple[int, int, int, int]  # first row, first column, last row, last column; 0-based

_DASHES = str.maketrans(dict.fromkeys("—–―‐‑‒−~～〜", "-"))
_NOISE = re.compile(r"(?P<kept>(?<=\d)\s+(?=\d))|[\s\u200b-\u200f\ufeff\u2060]+")


@lru_cache(maxsize=1 << 16)
def plain(text: str) -> str:
    """Full-width forms, roman numerals, dashes, blanks as one form: ＰＭ₂.₅（%） → PM2.5(%).

    A blank between digits stays: 2016/1/1 15:00.
    """
    return _NOISE.sub(_one_blank, unicodedata.normalize("NFKC", text).translate(_DASHES))


def _one_blank(noise: re.Match[str]) -> str:
    return " " if noise["kept"] else ""


def as_text(value: Any) -> str:
    """A cell as a person reads it: 3.0 → 3, dates in ISO form."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)


def is_blank(line: list[Any]) -> bool:
    """Whether a row holds nothing. There may be a million blank rows below a table."""
    return not any(line) and 0.0 not in line


def row_of(cell: str) -> str:
    """C5 → 5."""
    return cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


@dataclass(slots=True)
class Sheet:
    """Rows of raw values from (top, left) on; `rows[r][c]` is the cell (top + r, left + c)."""

    name: str
    rows: list[list[Any]]
    top: int = 0
    left: int = 0
    merged: list[Area] = field(default_factory=list)
    hidden: bool = False

    @property
    def width(self) -> int:
        return max(map(len, self.rows), default=0)

    def text(self, row: int, column: int) -> str:
        """The cell's plain text; empty outside the sheet. Row and column count from the corner."""
        if 0 <= row < len(self.rows) and 0 <= column < len(self.rows[row]):
            value = self.rows[row][column]
            return plain(value) if isinstance(value, str) else plain(as_text(value))
        return ""

    def blank(self, row: int, column: int) -> None:
        """Empty a cell, which counts from the corner."""
        if 0 <= row < len(self.rows) and 0 <= column < len(self.rows[row]):
            self.rows[row][column] = ""

    def cut(self, columns: int) -> str:
        """Leave out what stands further to the right; returns the first cell of it."""
        first = ""
        for r, line in enumerate(self.rows):
            if len(line) > columns:
                if not first:
                    filled = (c for c in range(columns, len(line)) if line[c] not in ("", None))
                    first = next((self.cell(r, c) for c in filled), "")
                del line[columns:]
        return first

    def merged_to_the_left(self, row: int, column: int) -> int | None:
        """The column at whose left a cell of a merged area begins, if it is not its first one."""
        for top, left, bottom, right in map(self.inside, self.merged):
            if top <= row <= bottom and left < column <= right:
                return left
        return None

    def cell(self, row: int, column: int) -> str:
        return address(self.top + row, self.left + column)

    def inside(self, area: Area) -> Area:
        """A merged area counted from this sheet's corner."""
        return (
            area[0] - self.top,
            area[1] - self.left,
            area[2] - self.top,
            area[3] - self.left,
        )


@dataclass(slots=True)
class Workbook:
    """Sheets in order, and what the reader has to say about the file: sentences, and doubts as
    (sheet, cell, sentence)."""

    sheets: list[Sheet]
    kind: str  # xlsx, xls, csv … as found in the content
    notes: list[str] = field(default_factory=list)
    doubts: list[tuple[str, str, str]] = field(default_factory=list)
