"""整改台账 as a workbook: the whole ledger, and 问题、责任、措施、时限 lists as views of it.

The first sheet can be filled in and read back (`taskfile.py`); the lists only repeat it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from yuetan_desktop.domain.ledger.ledgerlist import LIST_COLUMNS, LedgerList
from yuetan_desktop.domain.rectification import Terms
from yuetan_desktop.excel.books import sheetstyle as style
from yuetan_desktop.excel.books.countformulas import count, quoted
from yuetan_desktop.excel.books.listing import ListColumn, filled, heads, tints
from yuetan_desktop.excel.writer import (
    Column,
    Formula,
    Kind,
    Table,
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


# Of the first sheet, which is read back by these heads.
COLUMNS: Sequence[ListColumn[TaskLine]] = (
    ListColumn("编号", 10, lambda t: t.code, Kind.MARK),
    ListColumn("单位", 12, lambda t: t.unit),
    ListColumn("来源", 16, lambda t: t.source),
    ListColumn("等级", 5, lambda t: t.level, Kind.INTEGER),
    ListColumn("类别", 9, lambda t: t.terms.family.value, Kind.MARK),
    ListColumn("督政/查企", 7, lambda t: t.terms.tag.value, Kind.MARK),
    ListColumn("问题", 22, lambda t: t.terms.problem),
    ListColumn("简称", 16, lambda t: t.terms.title),
    ListColumn("整改措施", 28, lambda t: t.terms.measure),
    ListColumn("量化目标", 16, lambda t: t.terms.goal),
    ListColumn("数量", 8, lambda t: t.terms.quantity, Kind.AMOUNT),
    ListColumn("计量单位", 6, lambda t: t.terms.unit, Kind.MARK),
    ListColumn("项目", 14, lambda t: t.terms.project),
    ListColumn("行业", 10, lambda t: t.terms.industry),
    ListColumn("企业", 16, lambda t: t.terms.enterprise),
    ListColumn("责任单位", 18, lambda t: t.terms.department),
    ListColumn("责任人", 8, lambda t: t.terms.person, Kind.MARK),
    ListColumn("责任人职务", 11, lambda t: t.terms.person_title),
    ListColumn("原时限", 10.5, lambda t: t.terms.due, Kind.DATE),
    ListColumn("时限", 10.5, lambda t: t.due, Kind.DATE),
    ListColumn("累计完成", 8, lambda t: t.done, Kind.AMOUNT),
    ListColumn("进度", 8, lambda _: _share(), Kind.PERCENT),
    ListColumn("期限状态", 13, lambda t: t.standing, Kind.MARK),
    ListColumn("环节", 8, lambda t: t.stage, Kind.MARK),
    ListColumn("销号日期", 10.5, lambda t: t.ended_on, Kind.DATE),
    ListColumn("缺项", 14, lambda t: t.flaws),
)


def _share() -> Formula:
    """进度 = 累计完成 ÷ 数量, recalculated when somebody fills in what was done."""
    places = {one.title: get_column_letter(n) for n, one in enumerate(COLUMNS, start=1)}
    wanted, done = (f"{places[head]}{{row}}" for head in ("数量", "累计完成"))
    return Formula(f'=IF(N({wanted})>0,{done}/{wanted},"—")')


PROGRESS_SHEETS = {"进度汇总": "单位", "行业进度": "行业"}


def write_task_ledger(ledger: TaskLedger, out: Path) -> Path:
    """The ledger, which can be read back, its four lists, progress by unit and by industry."""
    book = new_book(title=ledger.title, author=ledger.author)
    whole = write_table(book, _table(ledger, LEDGER, [c.title for c in COLUMNS], totals=True))
    for which, titles in LIST_COLUMNS.items():
        write_table(book, _table(ledger, which, titles))
    for sheet, by in PROGRESS_SHEETS.items():
        write_table(book, _progress(ledger, whole, sheet, by))
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
    chosen = _chosen(titles)
    return Table(
        sheet=sheet,
        title=ledger.title if sheet == LEDGER else f"{ledger.title}——{sheet}",
        lines=ledger.lines if sheet == LEDGER else ledger.lines[:1],
        columns=heads(chosen),
        rows=filled(chosen, ledger.tasks),
        totals={
            "单位": '=COUNTA({range})&"项"',
            "缺项": '=COUNTIF({range},"?*")&"项不合格"',
            "销号日期": '=COUNT({range})&"项销号"',
        }
        if totals
        else {},
        levels=tints(chosen, ledger.tasks, lambda task: task.level) if totals else {},
    )


def _chosen(titles: Sequence[str]) -> list[ListColumn[TaskLine]]:
    known = {column.title: column for column in COLUMNS}
    return [known[title] for title in titles if title in known]


def _progress(ledger: TaskLedger, whole: Written, sheet: str, by: str) -> Table:
    """By unit or industry and by unit of counting, every figure a formula over the ledger; a task
    without an industry is in none."""
    counted = [task for task in ledger.tasks if task.terms.quantity]
    keys = _chosen((by, "计量单位"))
    groups = sorted({tuple(str(one or "") for one in row) for row in filled(keys, counted)})
    wanted, done = whole.cells("数量"), whole.cells("累计完成")
    of_group = ((whole.cells(by), "$A{row}"), (whole.cells("计量单位"), "$B{row}"))
    same = ",".join(f"{cells},{key}" for cells, key in of_group)
    figures = (
        count(*of_group, (wanted, quoted(">0"))),
        Formula(f"=SUMIFS({wanted},{same})"),
        Formula(f"=SUMIFS({done},{same})"),
        Formula('=IF(D{row}>0,E{row}/D{row},"—")'),
    )
    return Table(
        sheet=sheet,
        title=f"{ledger.title}——{sheet}",
        lines=ledger.lines[:1],
        columns=(
            Column(by, 18),
            Column("计量单位", 10, Kind.MARK),
            Column("任务", 10, Kind.INTEGER),
            Column("应完成", 12, Kind.AMOUNT),
            Column("已完成", 12, Kind.AMOUNT),
            Column("完成率", 12, Kind.PERCENT),
        ),
        rows=[(*group, *figures) for group in groups if group[0]],
        totals={"任务": "=SUM({range})"},
        one_page=True,
    )


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
    """One sheet with room for the answers."""
    book = new_book(title=sheet.title, author=sheet.author)
    titles = ("编号", "单位", "整改措施", "量化目标", "责任单位", "责任人", "时限", "期限状态")
    chosen = _chosen(titles)
    write_table(
        book,
        Table(
            sheet="催办单",
            title=sheet.title,
            lines=sheet.lines,
            columns=(
                *heads(chosen),
                Column("已催办", 16),
                Column("回复（完成情况、原因、办结日期）", 30),
            ),
            rows=[
                [*row, said, ""]
                for row, said in zip(filled(chosen, sheet.tasks), sheet.reminded, strict=True)
            ],
        ),
    )
    return save(book, out)
