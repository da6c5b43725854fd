"""整改台账 as a workbook: the whole ledger, and 问题、责任、措施、时限 lists as views of it.

The first sheet can be filled in and read back (`taskfile.py`); the lists only repeat it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from yuetan_desktop.domain.ledgerlist import LIST_COLUMNS, LedgerList
from yuetan_desktop.domain.rectification import Terms
from yuetan_desktop.excel.books import sheetstyle as style
from yuetan_desktop.excel.writer import (
    Column,
    Kind,
    Table,
    Value,
    Written,
    new_book,
    put,
    save,
    write_table,
)

LEDGER = "整改台账"


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One task as the workbook shows it."""

    code: str
    unit: str
    source: str
    level: int | None
    terms: Terms
    due: date | None  # with the extensions granted
    done: Decimal | None
    standing: str
    stage: str
    ended_on: date | None
    flaws: str


@dataclass(frozen=True, slots=True)
class TaskLedger:
    """Everything the workbook says."""

    title: str
    lines: tuple[str, ...]
    tasks: Sequence[TaskLine]
    author: str


Get = Callable[[TaskLine], Value]
# 第一张表的列：标题、宽、种类、取值。读回时按标题认。
COLUMNS: tuple[tuple[str, float, Kind, Get], ...] = (
    ("编号", 10, Kind.MARK, lambda t: t.code),
    ("单位", 12, Kind.TEXT, lambda t: t.unit),
    ("来源", 16, Kind.TEXT, lambda t: t.source),
    ("等级", 5, Kind.INTEGER, lambda t: t.level),
    ("类别", 9, Kind.MARK, lambda t: t.terms.family.value),
    ("督政/查企", 7, Kind.MARK, lambda t: t.terms.tag.value),
    ("问题", 22, Kind.TEXT, lambda t: t.terms.problem),
    ("简称", 16, Kind.TEXT, lambda t: t.terms.title),
    ("整改措施", 28, Kind.TEXT, lambda t: t.terms.measure),
    ("量化目标", 16, Kind.TEXT, lambda t: t.terms.goal),
    ("数量", 8, Kind.DECIMAL, lambda t: t.terms.quantity),
    ("计量单位", 6, Kind.MARK, lambda t: t.terms.unit),
    ("项目", 14, Kind.TEXT, lambda t: t.terms.project),
    ("行业", 10, Kind.TEXT, lambda t: t.terms.industry),
    ("企业", 16, Kind.TEXT, lambda t: t.terms.enterprise),
    ("责任单位", 18, Kind.TEXT, lambda t: t.terms.department),
    ("责任人", 8, Kind.MARK, lambda t: t.terms.person),
    ("责任人职务", 11, Kind.TEXT, lambda t: t.terms.person_title),
    ("原时限", 10.5, Kind.DATE, lambda t: t.terms.due),
    ("时限", 10.5, Kind.DATE, lambda t: t.due),
    ("累计完成", 8, Kind.DECIMAL, lambda t: t.done),
    ("进度", 8, Kind.MARK, lambda t: None),
    ("期限状态", 13, Kind.MARK, lambda t: t.standing),
    ("环节", 8, Kind.MARK, lambda t: t.stage),
    ("销号日期", 10.5, Kind.DATE, lambda t: t.ended_on),
    ("缺项", 14, Kind.TEXT, lambda t: t.flaws),
)


PROGRESS_SHEETS = {"进度汇总": "单位", "行业进度": "行业"}


def write_task_ledger(ledger: TaskLedger, out: Path) -> Path:
    book = new_book(title=ledger.title, author=ledger.author)
    whole = write_table(book, _table(ledger, LEDGER, [c[0] for c in COLUMNS], totals=True))
    _write_shares(whole, ledger)
    for which, titles in LIST_COLUMNS.items():
        write_table(book, _table(ledger, which, titles))
    for sheet, by in PROGRESS_SHEETS.items():
        _write_progress(book, whole, ledger, sheet, by)
    return save(book, out)


def write_task_list(
    ledger: TaskLedger, which: LedgerList, titles: Sequence[str], out: Path
) -> Path:
    """One list alone, with the columns of it that are wanted."""
    book = new_book(title=f"{ledger.title}——{which}", author=ledger.author)
    chosen = [title for title in LIST_COLUMNS[which] if title in titles]
    write_table(book, _table(ledger, which, chosen))
    return save(book, out)


def _table(ledger: TaskLedger, sheet: str, titles: Sequence[str], *, totals: bool = False) -> Table:
    chosen = [column for title in titles for column in COLUMNS if column[0] == title]
    return Table(
        sheet=sheet,
        title=ledger.title if sheet == LEDGER else f"{ledger.title}——{sheet}",
        lines=ledger.lines if sheet == LEDGER else ledger.lines[:1],
        columns=tuple(Column(title, width, kind) for title, width, kind, _ in chosen),
        rows=[[get(task) for *_, get in chosen] for task in ledger.tasks],
        totals={
            "单位": '=COUNTA({range})&"项"',
            "缺项": '=COUNTIF({range},"?*")&"项不合格"',
            "销号日期": '=COUNT({range})&"项销号"',
        }
        if totals
        else {},
        levels={(n, 3): task.level for n, task in enumerate(ledger.tasks) if task.level}
        if totals
        else {},
    )


def _write_shares(written: Written, ledger: TaskLedger) -> None:
    """进度 = 累计完成 ÷ 数量, recalculated when somebody fills in what was done."""
    letter, wanted, done = (written.letters[name] for name in ("进度", "数量", "累计完成"))
    for row in range(written.first_row, written.first_row + len(ledger.tasks)):
        cell = written.sheet[f"{letter}{row}"]
        cell.value = f'=IF(N({wanted}{row})>0,{done}{row}/{wanted}{row},"—")'
        cell.number_format = style.PERCENT_FORMAT


def _write_progress(
    book: Workbook, whole: Written, ledger: TaskLedger, sheet: str, by: str
) -> None:
    """By unit or industry and by unit of counting, every figure a formula over the ledger; a task
    without an industry is in none."""
    value = next(column[3] for column in COLUMNS if column[0] == by)
    counted_in = {(str(value(t) or ""), t.terms.unit) for t in ledger.tasks if t.terms.quantity}
    groups = sorted((name, unit) for name, unit in counted_in if name)
    written = write_table(
        book,
        Table(
            sheet=sheet,
            title=f"{ledger.title}——{sheet}",
            lines=ledger.lines[:1],
            columns=(
                Column(by, 18),
                Column("计量单位", 10, Kind.MARK),
                Column("任务", 10, Kind.INTEGER),
                Column("应完成", 12, Kind.DECIMAL),
                Column("已完成", 12, Kind.DECIMAL),
                Column("完成率", 12, Kind.MARK),
            ),
            rows=[(name, unit, None, None, None, None) for name, unit in groups],
            totals={"任务": "=SUM({range})"},
            one_page=True,
        ),
    )
    names, counted = whole.cells(by), whole.cells("计量单位")
    wanted, done = whole.cells("数量"), whole.cells("累计完成")
    for row in range(written.first_row, written.first_row + len(groups)):
        same = f"{names},$A{row},{counted},$B{row}"
        put_formula(written, f"C{row}", f'=COUNTIFS({same},{wanted},">0")')
        put_formula(written, f"D{row}", f"=SUMIFS({wanted},{same})")
        put_formula(written, f"E{row}", f"=SUMIFS({done},{same})")
        put_formula(written, f"F{row}", f'=IF(D{row}>0,E{row}/D{row},"—")')
        written.sheet[f"F{row}"].number_format = style.PERCENT_FORMAT


def put_formula(written: Written, address: str, formula: str) -> None:
    written.sheet[address].value = formula


# -- 会签单、催办单 -------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class SignSheet:
    """A sheet to be signed: what it is about, and who signs where."""

    title: str
    facts: tuple[tuple[str, str], ...]
    roles: tuple[str, ...]
    signed: dict[str, str]
    author: str


def write_sign_sheet(sheet: SignSheet, out: Path) -> Path:
    """会签单: facts above, then a block for each role with blanks for name, day and seal."""
    book = new_book(title=sheet.title, author=sheet.author)
    page = book.create_sheet("会签单")
    for number, width in enumerate((18, 30, 14, 26), start=1):
        page.column_dimensions[get_column_letter(number)].width = width
    page.merge_cells("A1:D1")
    put(page["A1"], sheet.title)
    page["A1"].font, page["A1"].alignment = style.TITLE, style.CENTRE
    page.row_dimensions[1].height = 36
    row = 2
    for name, words in sheet.facts:
        _write_pair(page, row, name, words)
        row += 1
    for role in sheet.roles:
        page.row_dimensions[row].height = 78
        name = sheet.signed.get(role, "")
        said = f"意见：\n\n签字：{name or '　　　　　　'}　　　　　　年　　月　　日"
        for place, words in ((1, role), (2, said), (4, "（盖章）")):
            put(page.cell(row, place), words)
        page.merge_cells(start_row=row, start_column=2, end_row=row, end_column=3)
        for place in range(1, 5):
            cell = page.cell(row, place)
            cell.border, cell.font = style.GRID, style.BODY
            cell.alignment = style.CENTRE if place in {1, 4} else style.LEFT
        row += 1
    style.set_paper(page, head_row=1, one_page=True)
    page.page_setup.orientation = page.ORIENTATION_PORTRAIT
    return save(book, out)


def _write_pair(page: Worksheet, row: int, name: str, words: str) -> None:
    put(page.cell(row, 1), name)
    put(page.cell(row, 2), words)
    page.merge_cells(start_row=row, start_column=2, end_row=row, end_column=4)
    page.row_dimensions[row].height = style.LINE_POINTS * (1 + len(words) // 34) + 8
    for place in range(1, 5):
        cell = page.cell(row, place)
        cell.border, cell.font = style.GRID, style.BODY if place > 1 else style.HEAD
        cell.alignment = style.CENTRE if place == 1 else style.LEFT


@dataclass(frozen=True, slots=True)
class UrgeSheet:
    """催办单: overdue or pressing tasks, to be sent to those who owe them."""

    title: str
    lines: tuple[str, ...]
    tasks: Sequence[TaskLine]
    reminded: Sequence[str]
    author: str


def write_urge_sheet(sheet: UrgeSheet, out: Path) -> Path:
    book = new_book(title=sheet.title, author=sheet.author)
    titles = ("编号", "单位", "整改措施", "量化目标", "责任单位", "责任人", "时限", "期限状态")
    chosen = [column for title in titles for column in COLUMNS if column[0] == title]
    write_table(
        book,
        Table(
            sheet="催办单",
            title=sheet.title,
            lines=sheet.lines,
            columns=(
                *(Column(title, width, kind) for title, width, kind, _ in chosen),
                Column("已催办", 16),
                Column("回复（完成情况、原因、办结日期）", 30),
            ),
            rows=[
                [*(get(task) for *_, get in chosen), said, ""]
                for task, said in zip(sheet.tasks, sheet.reminded, strict=True)
            ],
        ),
    )
    return save(book, out)
