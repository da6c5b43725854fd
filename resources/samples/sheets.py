"""Writing sheets the way bureaus do: title, merged heads, rows, notes; files that never vary."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path

from city import NOTE
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

Cell = str | int | float | None
Head = str | tuple[str, Sequence[str]]  # a plain head, or a group with its sub-heads

FIXED_TIME = datetime(2026, 11, 2, 9, 0)
_THIN = Side(style="thin", color="9AA5AE")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)


def new_sheet(book: Workbook, name: str) -> Worksheet:
    """The sheet `name`; the first call takes over the sheet openpyxl starts with."""
    sheet: Worksheet = book.active if book.sheetnames == ["Sheet"] else book.create_sheet()
    sheet.title = name
    return sheet


def write_table(
    sheet: Worksheet,
    title: str,
    heads: Sequence[Head],
    rows: Sequence[Sequence[Cell]],
    *,
    notes: Sequence[str] = (),
    merge_down: Sequence[int] = (),
) -> None:
    """Title in row 1, heads (two rows where there are groups), rows, notes under the table.

    `merge_down` names columns whose equal neighbours are merged, as published tables do.
    """
    two_rows = any(isinstance(head, tuple) for head in heads)
    last = _write_heads(sheet, heads, two_rows)
    sheet.cell(1, 1, title).font = Font(name="宋体", size=14, bold=True)
    sheet.cell(1, 1).alignment = _CENTRE
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=last)
    sheet.row_dimensions[1].height = 30
    first = 4 if two_rows else 3
    for at, row in enumerate(rows, start=first):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(at, column, value)
            cell.border = _BORDER
            cell.alignment = _CENTRE
            cell.number_format = "0.0" if isinstance(value, float) else "General"
    end = first + len(rows)
    for column in merge_down:
        _merge_equal(sheet, column, first, end - 1)
    for at, note in enumerate((*notes, NOTE), start=end):
        sheet.cell(at, 1, f"注：{note}" if at == end else f"　　{note}")
    for column in range(1, last + 1):
        sheet.column_dimensions[get_column_letter(column)].width = 13
    sheet.freeze_panes = sheet.cell(first, 1)
    sheet.print_title_rows = f"2:{first - 1}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _write_heads(sheet: Worksheet, heads: Sequence[Head], two_rows: bool) -> int:
    column = 1
    for head in heads:
        label, subs = (head, ()) if isinstance(head, str) else head
        sheet.cell(2, column, label)
        if subs:
            sheet.merge_cells(
                start_row=2, end_row=2, start_column=column, end_column=column + len(subs) - 1
            )
            for offset, sub in enumerate(subs):
                sheet.cell(3, column + offset, sub)
        elif two_rows:
            sheet.merge_cells(start_row=2, end_row=3, start_column=column, end_column=column)
        column += max(1, len(subs))
    for row in sheet.iter_rows(min_row=2, max_row=3 if two_rows else 2, max_col=column - 1):
        for cell in row:
            cell.font = Font(name="宋体", bold=True)
            cell.alignment = _CENTRE
            cell.border = _BORDER
    return column - 1


def _merge_equal(sheet: Worksheet, column: int, first: int, last: int) -> None:
    start = first
    for row in range(first + 1, last + 2):
        value = sheet.cell(row, column).value if row <= last else None
        if value != sheet.cell(start, column).value or row > last:
            if row - start > 1:
                sheet.merge_cells(
                    start_row=start, end_row=row - 1, start_column=column, end_column=column
                )
            start = row


def save(book: Workbook, path: Path) -> None:
    """Save so that the same numbers always give the same bytes (openpyxl stamps the time)."""
    book.properties.creator = "示例数据"
    book.properties.created = FIXED_TIME
    buffer = BytesIO()
    book.save(buffer)
    stamp = FIXED_TIME.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with zipfile.ZipFile(buffer) as made, zipfile.ZipFile(path, "w") as fixed:
        for name in sorted(made.namelist()):
            data = made.read(name)
            if name == "docProps/core.xml":
                data = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, data)
            info = zipfile.ZipInfo(name, FIXED_TIME.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            fixed.writestr(info, data)
