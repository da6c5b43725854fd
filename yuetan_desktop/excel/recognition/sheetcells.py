"""Looking at the cells of a sheet: their texts, merged areas, and which of them look like data."""

from __future__ import annotations

import re
from typing import Any

from yuetan_desktop.excel.cells.values import looks_like_data
from yuetan_desktop.excel.recognition.columns import Vocabulary, unit_in
from yuetan_desktop.excel.recognition.numberheads import graded, head_number
from yuetan_desktop.excel.sheet import Sheet, plain

_BIG_MERGE = 20_000
_MARKS = re.compile(r"(?<=[\w.)）%])\s*[①-⑳⑴-⒇*＊※†‡]+(?=$|[(（\s])")
_MONTH_OF_YEAR = re.compile(r"20\d\d[.](0?[1-9]|1[0-2])")


class SheetCells:
    """The cells of a sheet as plain texts, merged areas known by their corner."""

    def __init__(self, sheet: Sheet, words: Vocabulary) -> None:
        self.sheet = sheet
        self.words = words
        self.merged: dict[tuple[int, int], tuple[int, int]] = {}
        self.wide: dict[int, int] = {}
        for area in map(sheet.inside, sheet.merged):
            top, left, bottom, right = area
            if top < 0 or left < 0 or (bottom - top + 1) * (right - left + 1) > _BIG_MERGE:
                continue
            if right > left:
                self.wide[top] = max(self.wide.get(top, 0), right - left + 1)
            for r in range(top, bottom + 1):
                for c in range(left, right + 1):
                    self.merged[r, c] = (top, left)
        self.cache: dict[str, bool] = {}

    def text(self, row: int, column: int) -> str:
        """Plain text; inside a merged area that of its corner."""
        return self._text(*self.merged.get((row, column), (row, column)))

    def _text(self, row: int, column: int) -> str:
        """Plain text without marks of footnotes, which would become digits: PM2.5①."""
        value = self.raw(row, column) if row >= 0 and column >= 0 else ""
        if isinstance(value, str) and _MARKS.search(value):
            return plain(_MARKS.sub("", value))
        return self.sheet.text(row, column)

    def own(self, row: int) -> list[tuple[int, str]]:
        """The non-blank cells of a row."""
        if not 0 <= row < len(self.sheet.rows):
            return []
        cells = enumerate(self.sheet.rows[row])
        return [
            (c, text)
            for c, value in cells
            if value not in ("", None) and (text := self._text(row, c))
        ]

    def is_head_word(self, text: str) -> bool:
        known = self.cache.get(text)
        if known is None:
            known = self.cache[text] = self.words.recognises(text) or bool(
                unit_in(text) and len(text) < 12
            )
        return known

    def raw(self, row: int, column: int) -> Any:
        line = self.sheet.rows[row] if row < len(self.sheet.rows) else []
        return line[column] if column < len(line) else ""

    def is_data_cell(self, row: int, column: int, text: str) -> bool:
        value = self.raw(row, column)
        if isinstance(value, float):
            return not head_number(value)
        return looks_like_data(text) and not text.isdigit() and not _MONTH_OF_YEAR.fullmatch(text)

    def holds_data(self, row: int, cells: list[tuple[int, str]]) -> bool:
        data = [text for c, text in cells if self.is_data_cell(row, c, text)]
        return bool(data) and not graded(data)
