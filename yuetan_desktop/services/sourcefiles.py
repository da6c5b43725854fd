"""The sheet behind a number: the archived original, read again around its cell."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from yuetan_desktop.domain.cells import corners, letters
from yuetan_desktop.domain.facts import Source
from yuetan_desktop.errors import AppError
from yuetan_desktop.excel.reader import read_bytes, read_workbook
from yuetan_desktop.services.observations import PastCorrection, correction_of, original_file
from yuetan_desktop.services.workspace import Workspace

ROWS_AROUND = 200


@dataclass(frozen=True, slots=True)
class SheetPart:
    """Rows of a sheet as text, from row `top` (0-based) and column A on; `cell` is the one, or the
    first of a range."""

    source: Source
    top: int
    letters: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    cell: tuple[int, int]
    last: tuple[int, int]  # of a range; else the cell itself
    left_out: bool
    correction: PastCorrection | None


def folder_of(ws: Workspace, source: Source) -> Path:
    """Where the stored copy of the file lies."""
    return _stored_copy(ws, source).parent


def _stored_copy(ws: Workspace, source: Source) -> Path:
    if source.batch is None:
        raise AppError("这个数值不是导入的，没有来源文件。")
    return original_file(ws, source.batch)


def sheet_part(ws: Workspace, source: Source) -> SheetPart:
    """The sheet a value came from; large sheets only some rows around the cell."""
    workbook = read_workbook(read_bytes(_stored_copy(ws, source)), source.file)
    sheet = next((one for one in workbook.sheets if one.name == source.sheet), None)
    if sheet is None:
        raise AppError(
            f"“{source.file}”里没有工作表“{source.sheet}”。", kept="导入的数据不受影响。"
        )
    (row, column), (low, right) = corners(source.cell)
    bottom = sheet.top + len(sheet.rows)
    first = max(0, row - ROWS_AROUND)
    end = min(bottom, max(low + 1, row + ROWS_AROUND))
    width = max(sheet.left + sheet.width, right + 1)
    rows = tuple(
        tuple(sheet.text(r - sheet.top, c - sheet.left) for c in range(width))
        for r in range(first, end)
    )
    names = tuple(letters(c) for c in range(width))
    left_out = first > 0 or end < bottom
    correction = correction_of(ws, source)
    return SheetPart(source, first, names, rows, (row, column), (low, right), left_out, correction)
