"""到期一览: every running limit by its day with counts by state; and the month to hang up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from yuetan_desktop.excel.books import sheetstyle as style
from yuetan_desktop.excel.books.countformulas import count, quoted
from yuetan_desktop.excel.books.listing import ListColumn, filled, heads, tints
from yuetan_desktop.excel.writer import (
    Column,
    Kind,
    Table,
    Written,
    new_book,
    put,
    save,
    write_table,
)

STATES = ("逾期", "今日", "临近", "未到")
WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class DueRow:
    """One running limit, of a case or of a rectification task."""

    due: date
    state: str
    text: str
    label: str
    cite: str
    unit: str
    level: int | None
    number: str
    person: str
    estimated: bool


@dataclass(frozen=True, slots=True)
class DueRows:
    """What 到期一览 shows."""

    title: str
    lines: tuple[str, ...]
    author: str
    rows: Sequence[DueRow]


@dataclass(frozen=True, slots=True)
class WallDay:
    """One square of the wall sheet."""

    day: int
    in_month: bool
    is_workday: bool
    mark: str  # 休 班
    name: str
    estimated: bool
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WallMonth:
    """What the wall sheet shows: whole weeks, from Monday on."""

    title: str
    note: str
    author: str
    weeks: Sequence[Sequence[WallDay]]


# -- 到期一览 -------------------------------------------------------------------------------------
def write_due_list(due: DueRows, out: Path) -> Path:
    """Every limit a line; on a second sheet their number by unit and state, as formulas."""
    book = new_book(title=due.title, author=due.author)
    listed = write_table(book, _limits(due))
    write_table(book, _by_unit(due, listed))
    return save(book, out)


_LIMITS: Sequence[ListColumn[DueRow]] = (
    ListColumn("到期日", 11, lambda row: row.due, Kind.DATE),
    ListColumn("星期", 6, lambda row: WEEKDAYS[row.due.weekday()], Kind.MARK),
    ListColumn("状态", 8, lambda row: row.state, Kind.MARK),
    ListColumn("剩余", 15, lambda row: row.text, Kind.MARK),
    ListColumn("事项", 30, lambda row: row.label),
    ListColumn("条款", 20, lambda row: row.cite, Kind.MARK),
    ListColumn("单位", 16, lambda row: row.unit),
    ListColumn("等级", 6, lambda row: row.level, Kind.INTEGER),
    ListColumn("案件或任务", 17, lambda row: row.number),
    ListColumn("经办人", 9, lambda row: row.person, Kind.MARK),
    ListColumn("暂估", 7, lambda row: "暂估" if row.estimated else None, Kind.MARK),
)


def _limits(due: DueRows) -> Table:
    return Table(
        sheet="到期一览",
        title=due.title,
        lines=due.lines,
        columns=heads(_LIMITS),
        rows=filled(_LIMITS, due.rows),
        totals={
            "事项": '=COUNTA({range})&"项"',
            "状态": '=COUNTIF({range},"逾期")&"项逾期"',
        },
        frozen=1,
        levels=tints(_LIMITS, due.rows, lambda row: row.level),
    )


def _by_unit(due: DueRows, listed: Written) -> Table:
    states, mine = listed.cells("状态"), (listed.cells("单位"), "$A{row}")
    counts = {state: count(mine, (states, quoted(state))) for state in STATES}
    counts["合计"] = count(mine)
    return Table(
        sheet="按单位",
        title=f"{due.title}——按单位",
        lines=due.lines[:1],
        columns=(
            Column("单位", 26),
            *(Column(head, 11, Kind.INTEGER) for head in counts),
        ),
        rows=[(unit, *counts.values()) for unit in dict.fromkeys(row.unit for row in due.rows)],
        totals=dict.fromkeys(counts, "=SUM({range})"),
        frozen=1,
    )


# -- the wall sheet -----------------------------------------------------------------------------
_OFF = PatternFill("solid", fgColor="E9EDF0")
_BESIDE = PatternFill("solid", fgColor="F7F9FA")
_TOP_LEFT = Alignment(horizontal="left", vertical="top", wrap_text=True)
_HEAD_ROW = 3
_SQUARE_WIDTH = 18.5
_PAGE_POINTS = 430  # what the squares share of an A4 page on its side


def write_wall_month(month: WallMonth, out: Path) -> Path:
    """One A4 page on its side: a square a day, its limits in words, days off shaded."""
    book = new_book(title=month.title, author=month.author)
    sheet = _wall_head(book, month)
    height = _PAGE_POINTS / len(month.weeks)
    for offset, week in enumerate(month.weeks):
        row = _HEAD_ROW + 1 + offset
        most = max(len(day.lines) for day in week)
        sheet.row_dimensions[row].height = max(height, 16 + 24 * most)
        for column, day in enumerate(week, start=1):
            cell = sheet.cell(row, column)
            put(cell, _square(day))
            cell.font = style.NOTE if not day.in_month else style.BODY
            cell.alignment, cell.border = _TOP_LEFT, style.GRID
            if not day.in_month:
                cell.fill = _BESIDE
            elif not day.is_workday:
                cell.fill = _OFF
    style.set_paper(sheet, head_row=_HEAD_ROW, one_page=True)
    return save(book, out)


def _wall_head(book: Workbook, month: WallMonth) -> Worksheet:
    sheet = book.create_sheet("到期日历")
    sheet.sheet_view.showGridLines = False
    for row, (text, font, height) in enumerate(
        ((month.title, style.TITLE, 30), (month.note, style.NOTE, 28)), start=1
    ):
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=7)
        cell = sheet.cell(row, 1)
        put(cell, text)
        cell.font = font
        cell.alignment = style.CENTRE if row == 1 else style.NOTE_LINE
        sheet.row_dimensions[row].height = height
    for number, weekday in enumerate(WEEKDAYS, start=1):
        cell = sheet.cell(_HEAD_ROW, number)
        put(cell, f"星期{weekday}")
        cell.font, cell.fill = style.HEAD, style.HEAD_FILL
        cell.alignment, cell.border = style.CENTRE, style.GRID
        sheet.column_dimensions[chr(ord("A") + number - 1)].width = _SQUARE_WIDTH
    return sheet


def _square(day: WallDay) -> str:
    """The day's number with 休 or 班 and its name, then a line for each limit."""
    names = [part for part in (day.mark, day.name if day.mark == "休" else "") if part]
    if day.estimated:
        names.append("暂估")
    head = f"{day.day}{'　' + ' '.join(names) if names else ''}"
    return "\n".join([head, *day.lines])
