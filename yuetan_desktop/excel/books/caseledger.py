"""约谈案件台账: one line a case with its dates and limits, and counts by level with their chart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook

from yuetan_desktop.excel.books import sheetstyle as style
from yuetan_desktop.excel.books.columnchart import add_column_chart
from yuetan_desktop.excel.books.countformulas import count, quoted
from yuetan_desktop.excel.books.listing import ListColumn, filled, heads, tints
from yuetan_desktop.excel.books.summaryrows import CaseLedger, LedgerRow
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

OPEN, ENDED = "在办", "已结"
_COUNTS = ("立案", OPEN, ENDED)


def write_case_ledger(ledger: CaseLedger, out: Path) -> Path:
    """The cases, the days of their steps, and counts by level with a chart."""
    book = new_book(title=ledger.title, author=ledger.author)
    cases = write_table(book, _cases_table(ledger))
    dates = write_table(book, _dates_table(ledger))
    _write_counts(book, ledger, cases, dates)
    return save(book, out)


# -- the cases ----------------------------------------------------------------------------------
_CASES: Sequence[ListColumn[LedgerRow]] = (
    ListColumn("案件编号", 19, lambda row: row.number),
    ListColumn("单位", 13, lambda row: row.unit),
    ListColumn("等级", 5, lambda row: row.level, Kind.INTEGER),
    ListColumn("措施", 12, lambda row: row.level_name, Kind.MARK),
    ListColumn("条款", 12, lambda row: row.cites),
    ListColumn("事由", 24, lambda row: row.title),
    ListColumn("建议部门", 16, lambda row: row.department),
    ListColumn("立案", 10.5, lambda row: row.opened_on, Kind.DATE),
    ListColumn("约谈", 10.5, lambda row: row.held_on, Kind.DATE),
    ListColumn("办结", 10.5, lambda row: row.ended_on, Kind.DATE),
    ListColumn("状态", 10, lambda row: row.state, Kind.MARK),
    ListColumn("在办", 5, lambda row: OPEN if row.is_open else ENDED, Kind.MARK),
    ListColumn("下一期限", 28, lambda row: row.next_limit),
    ListColumn("经办人", 7, lambda row: row.person, Kind.MARK),
)
# The day of each step, in their order.
_STEPS: Sequence[ListColumn[LedgerRow]] = (
    ListColumn("立案", 10.5, lambda row: row.opened_on, Kind.DATE),
    ListColumn("批准", 10.5, lambda row: row.approved_on, Kind.DATE),
    ListColumn("书面通知", 10.5, lambda row: row.notified_on, Kind.DATE),
    ListColumn("约谈", 10.5, lambda row: row.held_on, Kind.DATE),
    ListColumn("纪要", 10.5, lambda row: row.minutes_on, Kind.DATE),
    ListColumn("整改方案", 10.5, lambda row: row.plan_on, Kind.DATE),
    ListColumn("审核", 10.5, lambda row: row.reviewed_on, Kind.DATE),
    ListColumn("整改报告", 10.5, lambda row: row.completed_on, Kind.DATE),
    ListColumn("现场核查", 10.5, lambda row: row.verified_on, Kind.DATE),
    ListColumn("办结", 10.5, lambda row: row.ended_on, Kind.DATE),
)
# How a limit was kept, and the clause that sets it.
_LIMITS: Mapping[str, ListColumn[LedgerRow]] = {
    "书面通知（第十二条）": ListColumn("通知期限", 10.5, lambda row: row.notice_limit, Kind.MARK),
    "整改方案（第十七条）": ListColumn("方案期限", 10.5, lambda row: row.plan_limit, Kind.MARK),
    "线索移送（第十九条）": ListColumn("移送期限", 10.5, lambda row: row.transfer_limit, Kind.MARK),
}
_DATES: Sequence[ListColumn[LedgerRow]] = (*_CASES[:3], *_STEPS, *_LIMITS.values())


def _cases_table(ledger: CaseLedger) -> Table:
    return Table(
        sheet="案件台账",
        title=ledger.title,
        lines=ledger.lines,
        columns=heads(_CASES),
        rows=filled(_CASES, ledger.rows),
        totals={
            "单位": '=COUNTA({range})&"件"',
            **dict.fromkeys(("立案", "约谈", "办结"), "=COUNT({range})"),
            "在办": f'=COUNTIF({{range}},"{OPEN}")',
        },
        levels=tints(_CASES, ledger.rows, lambda row: row.level),
    )


def _dates_table(ledger: CaseLedger) -> Table:
    """The day of each step, and how the limits of the regulation were kept."""
    return Table(
        sheet="环节与期限",
        title=f"{ledger.title}——环节与期限",
        lines=ledger.lines,
        columns=heads(_DATES),
        rows=filled(_DATES, ledger.rows),
        totals={
            "单位": '=COUNTA({range})&"件"',
            **dict.fromkeys((step.title for step in _STEPS), "=COUNT({range})"),
        },
        levels=tints(_DATES, ledger.rows, lambda row: row.level),
    )


# -- counts -------------------------------------------------------------------------------------
def _write_counts(book: Workbook, ledger: CaseLedger, cases: Written, dates: Written) -> None:
    """Cases by level, and how many limits were kept; all counted from the ledger by formula."""
    level, state = cases.cells("等级"), cases.cells("在办")
    written = write_table(
        book,
        Table(
            sheet="统计",
            title=f"{ledger.title}——统计",
            lines=ledger.lines[:1],
            columns=(
                Column("等级", 36),
                *(Column(title, 16, Kind.INTEGER) for title in _COUNTS),
            ),
            rows=[
                (
                    f"{number} {name}",
                    Formula(f"=COUNTIF({level},{number})"),
                    *(count((level, str(number)), (state, quoted(s))) for s in (OPEN, ENDED)),
                )
                for number, name in ledger.levels
            ],
            totals=dict.fromkeys(_COUNTS, "=SUM({range})"),
            frozen=1,
            one_page=True,
        ),
    )
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
    for row, (label, column) in enumerate(_LIMITS.items(), start=head + 1):
        cells = dates.cells(column.title)
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
