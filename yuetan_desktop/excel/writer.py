"""Write a table as a sheet that can be printed, filtered and recalculated.

Text is stored as text: a cell that begins with = + - @, a tab or a carriage return never becomes
a formula. Formulas come only from `Table.totals` and as `Formula` from the workbook modules.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from math import ceil
from pathlib import Path
from typing import Any

from lxml.etree import LxmlError
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from yuetan_desktop.excel.books import sheetstyle as style
from yuetan_desktop.wholefile import writing


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula written by a workbook module, never one that came in with data.

    {row} stands for the row that it comes to stand in.
    """

    text: str

    def __str__(self) -> str:
        return ""  # takes the room of a number


Value = str | int | Decimal | date | Formula | None


class Kind(Enum):
    """What a column holds: alignment and number format follow."""

    TEXT = "text"
    MARK = "mark"  # short words, centred
    INTEGER = "integer"
    DECIMAL = "decimal"  # one place at least: 30.0
    AMOUNT = "amount"  # as many places as it has: 68, 3.2
    PERCENT = "percent"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Column:
    title: str
    width: float
    kind: Kind = Kind.TEXT


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet: title, lines under it, columns, rows, and a last row of formulas.

    `totals` maps a column's title to a formula in which {range} stands for its cells, {row} for
    the row of totals.
    `frozen` is how many columns stay in sight at the left. `levels` gives the level (1–6) whose
    tint a cell carries, by (row, column) counted from 0.
    """

    sheet: str
    title: str
    lines: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Value]]
    totals: Mapping[str, str] = field(default_factory=dict)
    frozen: int = 2
    levels: Mapping[tuple[int, int], int] = field(default_factory=dict)
    one_page: bool = False  # also one page high, for a sheet with a chart


@dataclass(frozen=True, slots=True)
class Written:
    """Where a table came to stand, for formulas and charts that refer to it."""

    sheet: Worksheet
    head_row: int
    first_row: int
    last_row: int
    letters: Mapping[str, str]

    def cells(self, title: str) -> str:
        """The absolute range of a column's data, with its sheet: '台账'!$B$6:$B$20."""
        letter = self.letters[title]
        return f"'{self.sheet.title}'!${letter}${self.first_row}:${letter}${self.last_row}"


def write_table(book: Workbook, table: Table) -> Written:
    """One sheet, ready to print; says where its cells came to stand."""
    sheet = book.create_sheet(table.sheet)
    sheet.sheet_view.showGridLines = False
    head_row = _write_top(sheet, table)
    for number, column in enumerate(table.columns, start=1):
        cell = sheet.cell(head_row, number)
        put(cell, column.title)
        cell.font, cell.fill = style.HEAD, style.HEAD_FILL
        cell.alignment, cell.border = style.CENTRE, style.GRID
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    sheet.row_dimensions[head_row].height = row_height(
        [(column.title, column.width) for column in table.columns], least=2
    )
    first = head_row + 1
    looks: dict[_Look, Any] = {}
    for offset, row in enumerate(table.rows):
        _write_row(sheet, first + offset, offset, row, table, looks)
    last = max(first, head_row + len(table.rows))
    letters = {column.title: get_column_letter(n) for n, column in enumerate(table.columns, 1)}
    written = Written(sheet, head_row, first, last, letters)
    if table.totals:
        _write_totals(written, table)
    sheet.freeze_panes = f"{get_column_letter(table.frozen + 1)}{first}"
    sheet.auto_filter.ref = f"A{head_row}:{get_column_letter(len(table.columns))}{last}"
    style.set_paper(
        sheet,
        head_row=head_row,
        one_page=table.one_page,
        widths=[column.width for column in table.columns],
        repeated=table.frozen,
    )
    return written


def _write_top(sheet: Worksheet, table: Table) -> int:
    """Title and the lines under it, each across the columns of the first page; returns the
    head's row. Columns that are repeated on further pages bear none of it."""
    widths = [column.width for column in table.columns]
    breaks = style.page_breaks(widths, table.frozen)
    begin, across = (table.frozen, breaks[0]) if breaks else (0, len(widths))
    width = sum(widths[begin:across])
    title = _on_lines(table.title, width)
    for number, text in enumerate((title, *table.lines), start=1):
        place = {"start_row": number, "end_row": number}
        sheet.merge_cells(**place, start_column=begin + 1, end_column=across)
        cell = sheet.cell(number, begin + 1)
        put(cell, text)
        if number == 1:
            cell.font, cell.alignment = style.TITLE, style.CENTRE
            sheet.row_dimensions[number].height = 8 + 22 * len(text.split("\n"))
        else:
            cell.font, cell.alignment = style.NOTE, style.NOTE_LINE
            sheet.row_dimensions[number].height = row_height([(text, width)])
    return len(table.lines) + 2


def _on_lines(title: str, width: float) -> str:
    """A long title breaks where its sheet's name begins, then before the period in brackets."""
    for mark in ("——", "（"):
        if any(_columns(line) * _TITLE_RATIO > width for line in title.split("\n")):
            title = title.replace(mark, f"\n{mark}", 1)
    return title


# The title's face is that much larger than the body's.
_TITLE_RATIO = 1.6
_ALIGNMENTS = {
    Kind.TEXT: style.LEFT,
    Kind.MARK: style.CENTRE,
    Kind.INTEGER: style.CENTRE,
    Kind.DECIMAL: style.RIGHT,
    Kind.AMOUNT: style.RIGHT,
    Kind.PERCENT: style.CENTRE,
    Kind.DATE: style.CENTRE,
}
_FORMATS = {
    Kind.INTEGER: style.INTEGER_FORMAT,
    Kind.DECIMAL: style.DECIMAL_FORMAT,
    Kind.PERCENT: style.PERCENT_FORMAT,
    Kind.DATE: style.DATE_FORMAT,
}


# What cells of a kind, or of a level's colour, look like: a style set anew is looked up each time.
_Look = tuple[Kind, bool, int | None]


def _write_row(
    sheet: Worksheet,
    number: int,
    offset: int,
    row: Sequence[Value],
    table: Table,
    looks: dict[_Look, Any],
) -> None:
    for place, (column, value) in enumerate(zip(table.columns, row, strict=True)):
        cell = sheet.cell(number, place + 1)
        whole = column.kind is Kind.DECIMAL and isinstance(value, int)
        look = (column.kind, whole, table.levels.get((offset, place)))
        if look in looks:
            cell._style = copy(looks[look])
        else:
            _dress(cell, *look)
            looks[look] = copy(cell._style)
        put(cell, value)
    # Only words go on to a next line: numbers, days and formulas have one each.
    cells = zip(table.columns, row, strict=True)
    texts = [(value, column.width) for column, value in cells if isinstance(value, str)]
    sheet.row_dimensions[number].height = row_height(texts)


def _dress(cell: Any, kind: Kind, whole: bool, level: int | None) -> None:
    cell.font, cell.border = style.BODY, style.GRID
    cell.alignment = _ALIGNMENTS[kind]
    if kind in _FORMATS:
        cell.number_format = style.INTEGER_FORMAT if whole else _FORMATS[kind]
    if level:
        cell.fill = style.LEVEL_FILLS[level]


def _write_totals(written: Written, table: Table) -> None:
    sheet, number = written.sheet, written.last_row + 1
    for place, column in enumerate(table.columns, start=1):
        cell = sheet.cell(number, place)
        if formula := table.totals.get(column.title):
            letter = written.letters[column.title]
            cells = f"{letter}{written.first_row}:{letter}{written.last_row}"
            put(cell, Formula(formula.replace("{range}", cells)))
        cell.font, cell.fill = style.TOTAL, style.TOTAL_FILL
        cell.alignment, cell.border = style.CENTRE, style.GRID
    put(sheet.cell(number, 1), "合计")
    sheet.row_dimensions[number].height = style.LINE_POINTS * 1.5


# -- cells --------------------------------------------------------------------------------------
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
# What XML cannot hold; a cell that carries it could not be opened again.
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_LONGEST_CELL = 32767


def put(cell: Any, value: Value) -> None:
    """Store a value; text is always text."""
    if isinstance(value, Formula):
        cell.value = value.text.replace("{row}", str(cell.row))
        return
    if not isinstance(value, str):
        cell.value = value
        return
    text = _FORBIDDEN.sub("", value)[:_LONGEST_CELL]
    cell.value = text
    if text.startswith(_FORMULA_STARTS):
        cell.data_type = "s"
        cell.quotePrefix = True  # stays text when somebody edits it


def row_height(texts: Sequence[tuple[str, float]], least: int = 1) -> float:
    """Points for the tallest cell: rows without a height are not fitted by every program."""
    lines = max((_lines(text, width) for text, width in texts), default=1)
    return max(lines, least) * style.LINE_POINTS + 3


def _lines(text: str, width: float) -> int:
    """Lines the text takes in a column of so many half-width characters."""
    room = max((width - 1) * 0.92, 1)  # substitutes of a missing face run wider
    return sum(max(1, ceil(_columns(line) / room)) for line in text.split("\n"))


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(mark) in "WFA" else 1 for mark in text)


# -- files --------------------------------------------------------------------------------------
def new_book(*, title: str, author: str) -> Workbook:
    """An empty workbook in the face of all of them, calculated anew when it is opened."""
    book = Workbook()
    book.remove(book.active)
    style.set_face(book)
    book.properties.title, book.properties.creator = title, author
    book.calculation.fullCalcOnLoad = True
    return book


def save(book: Workbook, out: Path) -> Path:
    """Write the file whole or not at all; says so when WPS or Excel holds it open."""
    with writing(out) as part:
        try:
            book.save(part)
        except LxmlError as error:  # lxml writes the sheets, and has words of its own
            raise OSError(str(error)) from error
    return out
