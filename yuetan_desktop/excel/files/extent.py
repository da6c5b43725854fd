"""How far the cells of an .xlsx or .ods sheet reach, by its XML. A reader that meets a cell far
away makes room for all those before it, and the whole program ends where there is none."""

from __future__ import annotations

import re

from yuetan_desktop.excel.sheet import position

_ROW = re.compile(rb'<row r="(\d+)')
_ANY_ROW = re.compile(rb"<(?:\w+:)?row\b[^<>]*?\sr\s*=\s*[\"'](\d+)")
# Cells two letters or more to the right that hold something.
_FAR_CELL = re.compile(rb'r="([A-Z]{2,3})\d+"[^<>]{0,500}(?<!/)>')
_NARROW = 700  # rows; shorter sheets stay small as wide as sheets can be
# A tag that begins like a cell and is neither <col>, <cfRule>, <conditionalFormatting> nor a cell
# as programs write it, with at most so many digits.
_NOT_USUAL = rb'<c(?! r="[A-Z]{1,3}\d{1,%d}"|ol|f|on)'
_FAR = re.compile(rb'<c r="[A-Z]{2}')
_CELL = re.compile(rb"<(?:\w+:)?c\b[^<>]*?\sr\s*=\s*[\"']\s*([^\"'<>]*)")
_ODS_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b")
_ROWS_REPEATED = re.compile(rb"number-rows-repeated\s*=\s*[\"'](\d+)")
_COLUMNS_REPEATED = re.compile(rb"number-columns-repeated\s*=\s*[\"'](\d+)")
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384


def sheet_extent(text: bytes) -> tuple[int, int]:
    """Rows and columns; those within 26 columns are not measured. ValueError where a reference is
    none that a sheet can have."""
    plainly = text.count(b"<row ") == text.count(b'<row r="')
    numbers = (_ROW if plainly else _ANY_ROW).findall(text)
    rows = max(map(int, numbers), default=text.count(b"<row"))
    if b":c " in text or re.search(_NOT_USUAL % len(str(rows)), text):
        return _every_cell(text, rows)
    _check(rows, 1)
    if rows < _NARROW or not _FAR.search(text):
        return rows, 1
    far = {letters.decode() for letters in _FAR_CELL.findall(text)}
    columns = 1 + max((position(f"{letters}1")[1] for letters in far), default=0)
    _check(rows, columns)
    return rows, columns


def _every_cell(text: bytes, rows: int) -> tuple[int, int]:
    """The same of a sheet written as no program does, reference by reference."""
    columns = 1
    for found in _CELL.findall(text):
        row, column = position(found.decode("ascii", "replace").strip())
        rows, columns = max(rows, row + 1), max(columns, column + 1)
    _check(rows, columns)
    return rows, columns


def _check(rows: int, columns: int) -> None:
    if rows > _LAST_ROW or columns > _LAST_COLUMN:
        raise ValueError(f"{rows} rows, {columns} columns")


def open_document_extent(text: bytes) -> tuple[int, int]:
    """Rows and columns of the largest sheet of an .ods, up to its last filled cell: one that is
    said to be repeated takes the room of all of them."""
    widest = (0, 0)
    for sheet in text.split(b"<table:table ")[1:]:
        at = rows = columns = 0
        for row in sheet.split(b"<table:table-row")[1:]:  # no search: a tag may never be closed
            tag, _, body = row.partition(b">")
            if not tag[:1].isspace() and tag not in (b"", b"/"):
                continue  # <table:table-rows>
            repeated = _ROWS_REPEATED.search(tag)
            at += int(repeated[1]) if repeated else 1
            if width := _filled_width(body):
                rows, columns = at, max(columns, width)
        widest = max(widest, (rows, columns), key=lambda found: found[0] * found[1])
    return widest


def _filled_width(row: bytes) -> int:
    """How many cells a row has up to its last filled one."""
    last = max(row.rfind(b"office:value"), row.rfind(b"<text:p"))
    if last < 0:
        return 0
    filled = row[: row.find(b">", last) + 1]
    more = sum(int(found) - 1 for found in _COLUMNS_REPEATED.findall(filled))
    return len(_ODS_CELL.findall(filled)) + more
