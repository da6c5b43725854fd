"""约谈案件台账: one line a case with its dates and limits, and counts by level with their chart."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook

from yuetan_desktop.excel.books import sheetstyle as style
from yuetan_desktop.excel.books.columnchart import add_column_chart
from yuetan_desktop.excel.books.summaryrows import CaseLedger
from yuetan_desktop.excel.writer import Column, Kind, Table, Value, Written, new_book, put, save
from yuetan_desktop.excel.writer import write_table as write

OPEN, ENDED = "在办", "已结"
_STEPS = (
    "立案",
    "批准",
    "书面通知",
    "约谈",
    "纪要",
    "整改方案",
    "审核",
    "整改报告",
    "现场核查",
    "办结",
)
_LIMITS = (
    ("书面通知（第十二条）", "通知期限"),
    ("整改方案（第十七条）", "方案期限"),
    ("线索移送（第十九条）", "移送期限"),
)


def write_case_ledger(ledger: CaseLedger, out: Path) -> Path:
    book = new_book(title=ledger.title, author=ledger.author)
    cases = write(book, _cases_table(ledger))
    dates = write(book, _dates_table(ledger))
    _write_counts(book, ledger, cases, dates)
    return save(book, out)


def _cases_table(ledger: CaseLedger) -> Table:
    columns = (
        Column("案件编号", 15),
        Column("单位", 13),
        Column("等级", 5, Kind.INTEGER),
        Column("措施", 12, Kind.MARK),
        Column("条款", 12),
        Column("事由", 24),
        Column("建议部门", 16),
        Column("立案", 10.5, Kind.DATE),
        Column("约谈", 10.5, Kind.DATE),
        Column("办结", 10.5, Kind.DATE),
        Column("状态", 10, Kind.MARK),
        Column("在办", 5, Kind.MARK),
        Column("下一期限", 24),
        Column("经办人", 7, Kind.MARK),
    )
    rows: list[Sequence[Value]] = [
        (
            row.number,
            row.unit,
            row.level,
            row.level_name,
            row.cites,
            row.title,
            row.department,
            row.opened_on,
            row.held_on,
            row.ended_on,
            row.state,
            OPEN if row.is_open else ENDED,
            row.next_limit,
            row.person,
        )
        for row in ledger.rows
    ]
    return Table(
        sheet="案件台账",
        title=ledger.title,
        lines=ledger.lines,
        columns=columns,
        rows=rows,
        totals={
            "单位": '=COUNTA({range})&"件"',
            **dict.fromkeys(("立案", "约谈", "办结"), "=COUNT({range})"),
            "在办": f'=COUNTIF({{range}},"{OPEN}")',
        },
        levels={(n, 2): row.level for n, row in enumerate(ledger.rows)},
    )


def _dates_table(ledger: CaseLedger) -> Table:
    """The day of each step, and how the limits of the regulation were kept."""
    rows: list[Sequence[Value]] = [
        (
            row.number,
            row.unit,
            row.level,
            row.opened_on,
            row.approved_on,
            row.notified_on,
            row.held_on,
            row.minutes_on,
            row.plan_on,
            row.reviewed_on,
            row.completed_on,
            row.verified_on,
            row.ended_on,
            row.notice_limit,
            row.plan_limit,
            row.transfer_limit,
        )
        for row in ledger.rows
    ]
    return Table(
        sheet="环节与期限",
        title=f"{ledger.title}——环节与期限",
        lines=ledger.lines,
        columns=(
            Column("案件编号", 15),
            Column("单位", 13),
            Column("等级", 5, Kind.INTEGER),
            *(Column(step, 10.5, Kind.DATE) for step in _STEPS),
            *(Column(title, 10.5, Kind.MARK) for _, title in _LIMITS),
        ),
        rows=rows,
        totals={
            "单位": '=COUNTA({range})&"件"',
            **dict.fromkeys(_STEPS, "=COUNT({range})"),
        },
        levels={(n, 2): row.level for n, row in enumerate(ledger.rows)},
    )


# -- counts -------------------------------------------------------------------------------------
def _write_counts(book: Workbook, ledger: CaseLedger, cases: Written, dates: Written) -> None:
    """Cases by level, and how many limits were kept; all counted from the ledger by formula."""
    written = write(
        book,
        Table(
            sheet="统计",
            title=f"{ledger.title}——统计",
            lines=ledger.lines[:1],
            columns=(
                Column("等级", 24),
                Column("立案", 12, Kind.INTEGER),
                Column(OPEN, 12, Kind.INTEGER),
                Column(ENDED, 12, Kind.INTEGER),
            ),
            rows=[(f"{number} {name}", None, None, None) for number, name in ledger.levels],
            totals=dict.fromkeys(("立案", OPEN, ENDED), "=SUM({range})"),
            frozen=1,
            one_page=True,
        ),
    )
    sheet = written.sheet
    for offset, (number, _) in enumerate(ledger.levels):
        row = written.first_row + offset
        level, state = cases.cells("等级"), cases.cells("在办")
        sheet[f"B{row}"] = f"=COUNTIF({level},{number})"
        sheet[f"C{row}"] = f'=COUNTIFS({level},{number},{state},"{OPEN}")'
        sheet[f"D{row}"] = f'=COUNTIFS({level},{number},{state},"{ENDED}")'
    below = _write_limits(written, dates)
    add_column_chart(
        written, f"A{below + 2}", "各等级案件数", first=3, colours=("A11D1F", "8593A0"), width=20
    )


def _write_limits(written: Written, dates: Written) -> int:
    """按期率: kept limits among those that came to an end or passed; returns its last row."""
    sheet, head = written.sheet, written.last_row + 3
    for place, text in enumerate(("期限", "按期", "超期或逾期", "按期率"), start=1):
        cell = sheet.cell(head, place)
        put(cell, text)
        cell.font, cell.fill = style.HEAD, style.HEAD_FILL
        cell.alignment, cell.border = style.CENTRE, style.GRID
    for offset, (label, column) in enumerate(_LIMITS, start=1):
        row, cells = head + offset, dates.cells(column)
        put(sheet.cell(row, 1), label)
        sheet.cell(row, 2).value = f'=COUNTIF({cells},"按期*")'
        sheet.cell(row, 3).value = f'=COUNTIF({cells},"超期*")+COUNTIF({cells},"逾期*")'
        rate = sheet.cell(row, 4)
        rate.value = f'=IF(B{row}+C{row}=0,"—",B{row}/(B{row}+C{row}))'
        rate.number_format = style.PERCENT_FORMAT
        for place in range(1, 5):
            cell = sheet.cell(row, place)
            cell.font, cell.border = style.BODY, style.GRID
            cell.alignment = style.LEFT if place == 1 else style.CENTRE
    return head + len(_LIMITS)
