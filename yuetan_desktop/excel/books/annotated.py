"""The answer in the clerk's own file: a copy with coloured cells, comments and 错误信息 by row.

A workbook that openpyxl can open keeps its look and formulas; any other file (.xls, .csv, .ods)
becomes a plain .xlsx of its values. The original is never touched.
"""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink

from yuetan_desktop.excel.books import sheetstyle as style
from yuetan_desktop.excel.reader import read_workbook
from yuetan_desktop.excel.results import Severity
from yuetan_desktop.excel.sheet import address, position
from yuetan_desktop.excel.writer import Column, Kind, Table, put, save, write_table

LIST_SHEET, ROW_HEAD = "校验结果", "错误信息"
AUTHOR = "约谈管理"
MAX_STYLED = 200_000  # cells; beyond these the copy is of values only
MAX_COPIED = 800_000  # cells; beyond these only of the rows that are remarked on
_FILLS = {
    Severity.ERROR: PatternFill("solid", fgColor="F8C9C4"),
    Severity.WARNING: PatternFill("solid", fgColor="FBE6B2"),
    Severity.HINT: PatternFill("solid", fgColor="DCE9F2"),
}
_RED = Font(name=style.BODY_FACE, size=10, color="A61C12")


@dataclass(frozen=True, slots=True)
class Mark:
    """One remark; without a cell it is about the sheet, and only listed."""

    severity: Severity
    sheet: str
    cell: str
    message: str
    proposal: str = ""

    @property
    def words(self) -> str:
        return self.message + (f"　建议：{self.proposal}" if self.proposal else "")


def write_annotated(
    content: bytes,
    name: str,
    marks: Sequence[Mark],
    heads: Iterable[tuple[str, int]],
    lines: tuple[str, ...],
    out: Path,
    *,
    tick: Callable[[str, int, int], None] = lambda _text, _done, _total: None,
) -> Path:
    """Write the annotated copy of a file whose content is given.

    `heads` are (sheet, last head row counted from 1) of the tables: where 错误信息 is written;
    `lines` stand under the title of the list.
    """
    heads = tuple(heads)
    tick("打开文件", 0, 3)
    read = read_workbook(content, name)
    by_sheet: dict[str, list[Mark]] = defaultdict(list)
    for mark in marks:
        by_sheet[mark.sheet].append(mark)
    wanted = None
    if sum(len(sheet.rows) * sheet.width for sheet in read.sheets) > MAX_COPIED:
        wanted = _remarked_rows(by_sheet, heads)
        lines = (*lines, "原表很大，这份副本只有表头和有问题的行，行号与原表相同。")
    book, sheets = _as_openpyxl(read, content, wanted, lambda: tick("复制原表", 1, 3))
    tick("标注单元格", 1, 3)
    for sheet_name, found in by_sheet.items():
        if sheet_name in sheets:
            rows = [row for where, row in heads if where == sheet_name]
            _mark_sheet(sheets[sheet_name], found, rows)
    tick("写出清单", 2, 3)
    _write_list(book, sheets, name, marks, lines)
    return save(book, out)


def _remarked_rows(
    by_sheet: Mapping[str, Sequence[Mark]], heads: Iterable[tuple[str, int]]
) -> dict[str, set[int]]:
    """Row numbers as the sheet shows them: titles, heads, and what is remarked on."""
    rows: dict[str, set[int]] = defaultdict(set)
    for sheet, last in heads:
        rows[sheet].update(range(max(1, last - 5), last + 1))
    for sheet, marks in by_sheet.items():
        rows[sheet].update(position(mark.cell)[0] + 1 for mark in marks if mark.cell)
    return rows


def _as_openpyxl(
    read: Any, content: bytes, wanted: Mapping[str, set[int]] | None, listen: Callable[[], None]
) -> tuple[Any, dict[str, Any]]:
    """The file itself where it is a workbook openpyxl reads whole, else its values; and its
    sheets by the names under which they were read."""
    cells = sum(len(sheet.rows) * sheet.width for sheet in read.sheets)
    if read.kind == "xlsx" and cells <= MAX_STYLED:
        try:
            book = load_workbook(io.BytesIO(content), keep_links=False)
        except Exception:  # whatever a foreign workbook makes openpyxl raise
            book = None
        if book is not None and all(sheet.name in book.sheetnames for sheet in read.sheets):
            if LIST_SHEET in book.sheetnames:
                _take_off(book)
            return book, {sheet.title: sheet for sheet in book.worksheets}
    return _of_values(read, wanted, listen)


def _of_values(
    read: Any, wanted: Mapping[str, set[int]] | None, listen: Callable[[], None]
) -> tuple[Workbook, dict[str, Any]]:
    book = Workbook()
    book.remove(book.active)
    sheets: dict[str, Any] = {}
    for sheet in read.sheets:
        if sheet.name == LIST_SHEET:
            continue
        title = re.sub(r"[\\/*?:\[\]]", "_", sheet.name)[:31] or "数据"  # a CSV has no sheet name
        made = sheets[sheet.name] = book.create_sheet(title)
        for r, row in enumerate(sheet.rows, start=sheet.top + 1):
            if r % 2000 == 0:
                listen()
            if wanted is not None and r not in wanted.get(sheet.name, ()):
                continue
            for c, value in enumerate(row, start=sheet.left + 1):
                if value not in ("", None):
                    put(made.cell(r, c), _plain(value))
        for top, left, bottom, right in sheet.merged if wanted is None else ():
            made.merge_cells(
                start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1
            )
        if sheet.hidden:
            made.sheet_state = "hidden"
    if all(sheet.sheet_state != "visible" for sheet in book.worksheets):
        book.worksheets[0].sheet_state = "visible"
    return book, sheets


def _plain(value: Any) -> Any:
    """3.0 stays the number 3; what openpyxl cannot hold becomes text."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    return value if isinstance(value, str | int | float | date) else str(value)


def _take_off(book: Any) -> None:
    """An answer that comes back mended loses the remarks it was sent out with."""
    del book[LIST_SHEET]
    fills = {fill.fgColor.rgb for fill in _FILLS.values()}
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell, MergedCell) or cell.comment is None:
                    continue
                theirs = _theirs(cell.comment.text)
                if theirs != cell.comment.text and cell.fill.fgColor.rgb in fills:
                    cell.fill = PatternFill()
                cell.comment = Comment(theirs, AUTHOR) if theirs else None
        last = sheet.max_column
        heads = [row for row in range(1, sheet.max_row + 1) if _is_row_head(sheet, row, last)]
        for row in range(heads[0], sheet.max_row + 1) if heads else ():
            if not isinstance(sheet.cell(row, last), MergedCell):
                sheet.cell(row, last).value = None
                sheet.cell(row, last).style = "Normal"


def _theirs(comment: str) -> str:
    """What somebody else wrote in a comment to which remarks were added."""
    ours = tuple(f"【{severity}】" for severity in Severity)
    return "\n".join(line for line in comment.split("\n") if not line.startswith(ours))


def _is_row_head(sheet: Any, row: int, column: int) -> bool:
    return bool(sheet.cell(row, column).value == ROW_HEAD)


# -- marks --------------------------------------------------------------------------------------
def _mark_sheet(sheet: Any, marks: Sequence[Mark], head_rows: Sequence[int]) -> None:
    anchors = _anchors(sheet)
    at: dict[tuple[int, int], list[Mark]] = defaultdict(list)
    for mark in marks:
        if mark.cell:
            where = position(mark.cell)
            at[anchors.get(where, where)].append(mark)
    order = list(Severity)
    by_row: dict[int, list[Mark]] = defaultdict(list)
    for (row, column), found in at.items():
        cell = sheet.cell(row + 1, column + 1)
        cell.fill = _FILLS[min((mark.severity for mark in found), key=order.index)]
        _comment(cell, found)
        by_row[row].extend(mark for mark in found if mark.severity is not Severity.HINT)
    if by_row:
        _write_rows(sheet, by_row, head_rows)


def _anchors(sheet: Any) -> dict[tuple[int, int], tuple[int, int]]:
    """A merged area takes colour and comment in its first cell only."""
    found = {}
    for area in sheet.merged_cells.ranges:
        if area.size["rows"] * area.size["columns"] > 10_000:
            continue
        first = (area.min_row - 1, area.min_col - 1)
        for row, column in area.cells:
            found[row - 1, column - 1] = first
    return found


def _comment(cell: Any, marks: Sequence[Mark]) -> None:
    said = "\n".join(f"【{mark.severity}】{mark.words}" for mark in marks)
    before = f"{cell.comment.text}\n" if cell.comment is not None else ""
    comment = Comment(before + said, AUTHOR)
    comment.width, comment.height = 300, 40 + 22 * (before + said).count("\n") + len(said)
    cell.comment = comment


def _write_rows(sheet: Any, by_row: dict[int, list[Mark]], head_rows: Sequence[int]) -> None:
    """错误信息 right of everything, one cell a row."""
    column = _last_filled(sheet) + 1
    for row in head_rows:
        head = sheet.cell(row, column)
        if not isinstance(head, MergedCell):
            put(head, ROW_HEAD)
            head.font, head.fill = style.HEAD, style.HEAD_FILL
    for row, marks in by_row.items():
        cell = sheet.cell(row + 1, column)
        if row + 1 in head_rows or isinstance(cell, MergedCell):
            continue
        where = {mark: mark.cell for mark in marks}
        put(cell, "；".join(f"{where[mark]} {mark.severity}：{mark.words}" for mark in marks))
        cell.font, cell.alignment = _RED, Alignment(vertical="center", wrap_text=False)
    sheet.column_dimensions[get_column_letter(column)].width = 60


def _last_filled(sheet: Any) -> int:
    """The last column that holds anything: a sheet may be said to be wider than it is."""
    return max(
        (
            cell.column
            for row in sheet.iter_rows(max_row=min(sheet.max_row, 3000))
            for cell in row
            if isinstance(cell, MergedCell) or cell.value is not None
        ),
        default=0,
    )


def _write_list(
    book: Workbook, sheets: dict[str, Any], name: str, marks: Sequence[Mark], lines: tuple[str, ...]
) -> None:
    table = Table(
        sheet=LIST_SHEET,
        title=f"“{name}”校验结果",
        lines=lines,
        columns=(
            Column("序号", 7, Kind.INTEGER),
            Column("级别", 8, Kind.MARK),
            Column("工作表", 18),
            Column("单元格", 10, Kind.MARK),
            Column("问题", 72),
            Column("建议", 16),
        ),
        rows=[
            (number, str(mark.severity), mark.sheet, mark.cell, mark.message, mark.proposal)
            for number, mark in enumerate(marks, start=1)
        ],
        frozen=0,
    )
    written = write_table(book, table)
    for offset, mark in enumerate(marks):
        if mark.cell and mark.sheet in sheets:
            cell = written.sheet.cell(written.first_row + offset, 4)
            quoted = sheets[mark.sheet].title.replace("'", "''")
            cell.style = "Hyperlink"
            cell.hyperlink = Hyperlink(
                cell.coordinate, location=f"'{quoted}'!{address(*position(mark.cell))}"
            )
            cell.alignment, cell.border = style.CENTRE, style.GRID
