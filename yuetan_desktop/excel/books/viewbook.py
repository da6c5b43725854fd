"""A table as it stands in the window, written as a workbook: the shown columns, in their order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from yuetan_desktop.excel.writer import Column, Kind, Table, Value, new_book, save, write_table

SHEET = "当前视图"
NARROWEST, WIDEST = 8.0, 40.0


@dataclass(frozen=True, slots=True)
class ShownTable:
    """What a table shows: name, heads, which of them hold numbers, the words of its rows."""

    name: str
    heads: tuple[str, ...]
    numbers: tuple[bool, ...]
    rows: Sequence[Sequence[str]]


def write_view(shown: ShownTable, out: Path, *, lines: tuple[str, ...], author: str) -> Path:
    """Columns of numbers hold numbers where they can; what is no number stays the text it is."""
    columns = [
        Column(head, _width(place, shown), Kind.DECIMAL if is_number else Kind.TEXT)
        for place, (head, is_number) in enumerate(zip(shown.heads, shown.numbers, strict=True))
    ]
    book = new_book(title=shown.name, author=author)
    rows = [
        [_value(text, is_number) for text, is_number in zip(row, shown.numbers, strict=True)]
        for row in shown.rows
    ]
    write_table(book, Table(SHEET, shown.name, lines, tuple(columns), rows, frozen=1))
    return save(book, out)


def _width(place: int, shown: ShownTable) -> float:
    """Room for the longest of the first words; a Chinese character takes two columns."""
    words = [shown.heads[place], *(row[place] for row in shown.rows[:200])]
    longest = max(len(word.encode("gbk", "replace")) for word in words)
    return min(WIDEST, max(NARROWEST, longest + 2.0))


def _value(text: str, is_number: bool) -> Value:
    if not is_number:
        return text
    try:
        value = Decimal(text)
    except InvalidOperation:
        return text
    return value if value.is_finite() else text
