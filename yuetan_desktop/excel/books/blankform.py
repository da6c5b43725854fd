"""The blank forms as workbooks: a sheet to fill in, with its lists, and what to mind."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from yuetan_desktop.excel.books import sheetstyle as style
from yuetan_desktop.excel.books.forms import Form
from yuetan_desktop.excel.writer import row_height, save

ROWS = 300  # as many rows are prepared with borders and drop-down lists
INSTRUCTIONS, INSTRUCTIONS_WIDTH = "填表说明", 110
CHOICES = "选项"
REPEATED = 1  # columns on each page of a form that takes several
NARROWEST, WIDEST = 11, 24  # a date still stands on one line


def write(form: Form, path: Path, lists: dict[str, list[str]]) -> None:
    """Write a form with its drop-down lists."""
    book = Workbook()
    style.set_face(book)
    sheet = book.active
    sheet.title = form.name
    first = _write_heads(sheet, form)
    _write_instructions(book.create_sheet(INSTRUCTIONS), form)
    choices = book.create_sheet(CHOICES)
    choices.sheet_state = "hidden"
    _add_lists(sheet, choices, form, first, lists)
    _set_up_page(sheet, first)
    save(book, path)


def _write_heads(sheet: Any, form: Form) -> int:
    """Title in row 1, heads below; returns the first data row."""
    two_rows = any(isinstance(head, tuple) for head in form.heads)
    last = 3 if two_rows else 2
    column = 1
    for head in form.heads:
        label, subs = (head, ()) if isinstance(head, str) else head
        sheet.cell(2, column, label)
        for offset, sub in enumerate(subs):
            sheet.cell(3, column + offset, sub)
        width = max(1, len(subs))
        if width > 1 or (two_rows and not subs):
            sheet.merge_cells(
                start_row=2,
                end_row=2 if subs else 3,
                start_column=column,
                end_column=column + width - 1,
            )
        column += width
    for row in sheet.iter_rows(min_row=2, max_row=last, max_col=column - 1):
        for cell in row:
            cell.font, cell.alignment = style.HEAD, style.CENTRE
            cell.border, cell.fill = style.GRID, style.HEAD_FILL
    first = sheet.cell(last + 1, 1)
    first.border, first.alignment = style.GRID, style.CENTRE
    for row in sheet.iter_rows(min_row=last + 1, max_row=last + ROWS, max_col=column - 1):
        for cell in row:
            cell._style = copy(first._style)  # a style set anew is looked up each time
    widths = _widths(column - 1)
    sheet.row_dimensions[last].height = row_height(list(zip(form.flat(), widths, strict=True)))
    _write_title(sheet, form.title, widths)
    return last + 1


def _write_title(sheet: Any, title: str, widths: Sequence[float]) -> None:
    """Across the columns of the first page; one that is repeated on others bears none of it."""
    breaks = style.page_breaks(widths, REPEATED)
    begin, across = (REPEATED, breaks[0]) if breaks else (0, len(widths))
    cell = sheet.cell(1, begin + 1, title)
    cell.font, cell.alignment = style.TITLE, style.CENTRE
    sheet.merge_cells(start_row=1, end_row=1, start_column=begin + 1, end_column=across)
    sheet.row_dimensions[1].height = 30


def _widths(count: int) -> list[float]:
    """All alike: what an A4 holds in letters of 9 points, else an A3, else more pages of it."""
    for room in (style.ROOM_A4, style.ROOM_A3):
        if room / count >= NARROWEST:
            return [min(room / count, WIDEST)] * count
    return [14.0] * count


def _write_instructions(sheet: Any, form: Form) -> None:
    sheet.cell(1, 1, f"{form.name}填表说明").font = style.TITLE
    for number, line in enumerate(form.help, start=1):
        cell = sheet.cell(number + 1, 1, f"{number}. {line}")
        cell.font, cell.alignment = style.BODY, style.LEFT
    sheet.column_dimensions["A"].width = INSTRUCTIONS_WIDTH
    style.set_paper(sheet, head_row=1, widths=[INSTRUCTIONS_WIDTH])


def _add_lists(
    sheet: Any, choices: Any, form: Form, first: int, lists: dict[str, list[str]]
) -> None:
    heads = form.flat()
    ranges: dict[str, str] = {}
    for key in dict.fromkeys(key for _, key in form.lists):
        if not lists[key]:
            continue
        column = len(ranges) + 1
        for row, text in enumerate(lists[key], start=1):
            choices.cell(row, column, text)
        letter = get_column_letter(column)
        ranges[key] = f"{CHOICES}!${letter}$1:${letter}${len(lists[key])}"
    for head, key in form.lists:
        if key in ranges:
            # A warning, no wall: new units are registered when the sheet is imported.
            rule = DataValidation("list", formula1=ranges[key], allow_blank=True)
            rule.errorStyle = "warning"
            _apply(sheet, rule, heads.index(head) + 1, first)
    for head in form.percents:
        rule = DataValidation("decimal", operator="between", formula1="0", formula2="100")
        rule.error, rule.errorTitle = "请填 0 到 100 之间的数，如 83.9。", "填写有误"
        _apply(sheet, rule, heads.index(head) + 1, first)
    for head in form.numbers:
        rule = DataValidation("decimal", operator="greaterThanOrEqual", formula1="0")
        rule.error, rule.errorTitle, rule.errorStyle = "请填数字。", "填写有误", "warning"
        _apply(sheet, rule, heads.index(head) + 1, first)


def _apply(sheet: Any, rule: Any, column: int, first: int) -> None:
    letter = get_column_letter(column)
    rule.showErrorMessage = True
    sheet.add_data_validation(rule)
    rule.add(f"{letter}{first}:{letter}{first + ROWS - 1}")


def _set_up_page(sheet: Any, first: int) -> None:
    widths = _widths(sheet.max_column)
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = sheet.cell(first, REPEATED + 1)
    style.set_paper(sheet, head_row=first - 1, widths=widths, repeated=REPEATED)
    sheet.print_title_rows = f"2:{first - 1}"
