"""统计考评: cases by level, unit, item and month, limits kept, pace of steps, repetition.

Every figure is a formula over the lists at the end of the same workbook.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from yuetan_desktop.excel.books.columnchart import add_column_chart
from yuetan_desktop.excel.books.countformulas import count, quoted, rate
from yuetan_desktop.excel.books.statdetails import (
    DETAIL_SHEETS,
    DROPPED,
    JUDGED,
    OVERDUE,
    STATUSES,
    Details,
    write_definitions,
    write_details,
)
from yuetan_desktop.excel.books.statrows import EvaluationRows
from yuetan_desktop.excel.writer import (
    Column,
    Formula,
    Kind,
    Table,
    Value,
    Written,
    new_book,
    save,
    write_table,
)


def write_evaluation(rows: EvaluationRows, out: Path) -> Path:
    """The figures, behind them the lists they are counted from, last what each means."""
    book = new_book(title=rows.title, author=rows.author)
    details = write_details(book, rows)
    _write_levels(book, rows, details)
    _write_units(book, rows, details)
    _write_items(book, rows, details)
    _write_months(book, rows, details)
    _write_faults(book, rows, details)
    _write_limits(book, rows, details)
    _write_paces(book, rows, details)
    _write_results(book, rows, details)
    lists_last(book)
    write_definitions(book, rows)
    return save(book, out)


def lists_last(book: Workbook) -> None:
    """The figures first, the lists they are counted from behind them."""
    names = book.sheetnames[:DETAIL_SHEETS]
    for name in names:
        book.move_sheet(name, offset=len(book.sheetnames))
    book.active = 0


# -- counts -------------------------------------------------------------------------------------
def _counts(
    sheet: str,
    rows: EvaluationRows,
    head: tuple[Column, ...],
    names: Sequence[Sequence[Value]],
    counted: Written,
    by: str,
    *,
    one_page: bool = False,
) -> Table:
    """Lines that begin with `names`; the last of `head` is what column `by` is compared with."""
    wanted = (counted.cells(by), f"${get_column_letter(len(head))}{{row}}")
    status = counted.cells("在办或已结")
    counts = (count(wanted), *(count(wanted, (status, quoted(s))) for s in STATUSES))
    return Table(
        sheet=sheet,
        title=f"{rows.title}——{sheet}",
        lines=rows.lines,
        columns=(
            *head,
            Column("立案", 12, Kind.INTEGER),
            *(Column(s, 12, Kind.INTEGER) for s in STATUSES),
        ),
        rows=[(*name, *counts) for name in names],
        totals=dict.fromkeys(("立案", *STATUSES), "=SUM({range})"),
        frozen=1,
        one_page=one_page,
    )


def _write_levels(book: Workbook, rows: EvaluationRows, details: Details) -> None:
    head = (Column("措施", 26), Column("等级", 8, Kind.INTEGER))
    names = [(name, number) for number, name in rows.levels]
    table = _counts("按等级", rows, head, names, details.cases, "等级", one_page=True)
    written = write_table(book, table)
    check = written.sheet.cell(written.last_row + 3, 1)
    total = f"{written.letters['立案']}{written.last_row + 1}"
    listed = details.cases.cells("案件编号")
    check.value = f'=IF({total}=COUNTA({listed}),"合计与案件明细一致","合计与案件明细不一致")'
    _add_stacked(written, "各等级案件数", f"A{written.last_row + 5}", names_column=1)


def _write_units(book: Workbook, rows: EvaluationRows, details: Details) -> None:
    names = [(unit,) for unit in rows.units]
    write_table(book, _counts("按单位", rows, (Column("单位", 26),), names, details.cases, "单位"))


def _write_items(book: Workbook, rows: EvaluationRows, details: Details) -> None:
    cites = dict.fromkeys(
        cite for case in sorted(rows.cases, key=lambda c: c.level) for cite in case.cites
    )
    names = [(cite,) for cite in cites]
    write_table(book, _counts("按条款", rows, (Column("条款", 26),), names, details.items, "条款"))


def _write_months(book: Workbook, rows: EvaluationRows, details: Details) -> None:
    names = [(month,) for month in rows.months]
    table = _counts(
        "按月", rows, (Column("立案月份", 48),), names, details.cases, "立案月份", one_page=True
    )
    written = write_table(book, table)
    # A year's lines and its chart share a page, in letters of 9 points still.
    _add_stacked(written, "各月立案数", f"A{written.last_row + 3}", names_column=1, height=5)


def _write_faults(book: Workbook, rows: EvaluationRows, details: Details) -> None:
    """A case of several kinds counts in each line, so the lines have no total."""
    said, status = details.cases.cells("原因性质"), details.cases.cells("在办或已结")
    lines: list[Sequence[Value]] = []
    for name, part in rows.faults:
        wanted = (said, quoted(f"*{part}*"))
        lines.append((name, count(wanted), *(count(wanted, (status, quoted(s))) for s in STATUSES)))
    write_table(
        book,
        Table(
            sheet="按原因",
            title=f"{rows.title}——按原因性质",
            lines=(*rows.lines, "一件案件有几种原因的，每种各计一件，各行之和可大于立案数。"),
            columns=(
                Column("原因性质", 36),
                Column("立案", 12, Kind.INTEGER),
                *(Column(s, 12, Kind.INTEGER) for s in STATUSES),
            ),
            rows=lines,
            frozen=1,
        ),
    )


def _add_stacked(
    written: Written, title: str, at: str, *, names_column: int, height: float = 7
) -> None:
    first = list(written.letters).index(STATUSES[0]) + 1
    colours = ("A11D1F", "8593A0", "E9EDF0")
    add_column_chart(
        written, at, title, first=first, colours=colours, names=names_column, height=height
    )


# -- limits, pace, results ----------------------------------------------------------------------
def _write_limits(book: Workbook, rows: EvaluationRows, details: Details) -> None:
    states = details.limits.cells("状态")
    wanted = (details.limits.cells("期限"), "$A{row}")
    judged = "SUM(B{row}:D{row})"
    counts = (
        *(count(wanted, (states, quoted(state))) for state in JUDGED),
        Formula(f"{count(wanted).text}-{judged}"),
        rate("B{row}", judged),
    )
    write_table(
        book,
        Table(
            sheet="期限",
            title=f"{rows.title}——期限按期率",
            lines=rows.lines,
            columns=(
                Column("期限", 36),
                *(Column(state, 12, Kind.INTEGER) for state in (*JUDGED, "未到期")),
                Column("按期率", 12, Kind.PERCENT),
            ),
            rows=[(name, *counts) for name in rows.limits],
            totals={
                **dict.fromkeys((*JUDGED, "未到期"), "=SUM({range})"),
                "按期率": f'=IF({judged}=0,"—",TEXT(B{{row}}/{judged},"0.0%"))',
            },
            frozen=1,
        ),
    )


def _write_paces(book: Workbook, rows: EvaluationRows, details: Details) -> None:
    """Lines of a step stand together in the list, so its median is that of a plain range."""
    letter, sheet = details.spans.letters["工作日"], details.spans.sheet.title
    lines: list[Sequence[Value]] = []
    for step in dict.fromkeys(span.step for span in rows.spans):
        places = [n for n, span in enumerate(rows.spans) if span.step == step]
        top = details.spans.first_row
        cells = f"'{sheet}'!${letter}${top + places[0]}:${letter}${top + places[-1]}"
        lines.append(
            (
                step,
                Formula(f"=COUNT({cells})"),
                Formula(f"=MEDIAN({cells})"),
                Formula(f"=MIN({cells})"),
                Formula(f"=MAX({cells})"),
            )
        )
    write_table(
        book,
        Table(
            sheet="环节用时",
            title=f"{rows.title}——环节用时（工作日）",
            lines=rows.lines,
            columns=(
                Column("环节", 26),
                Column("件数", 12, Kind.INTEGER),
                Column("中位数", 12, Kind.DECIMAL),
                Column("最短", 12, Kind.INTEGER),
                Column("最长", 12, Kind.INTEGER),
            ),
            rows=lines,
            totals={"件数": "=SUM({range})"},
            frozen=1,
        ),
    )


def _write_results(book: Workbook, rows: EvaluationRows, details: Details) -> None:
    cases = details.cases
    said, repeats = cases.cells("改善情况"), cases.cells("重复于")
    listed, status = cases.cells("案件编号"), cases.cells("在办或已结")
    top = len(rows.lines) + 3
    exempt, tasks = details.exemptions.cells("单位"), details.tasks
    lines: list[Sequence[Value]] = [
        ("重复案件", count((repeats, quoted("?*")))),
        (
            f"立案－{DROPPED}",
            Formula(f"=COUNTA({listed})-COUNTIF({status},{quoted(DROPPED)})"),
        ),
        ("重复率", rate(f"B{top}", f"B{top + 1}")),
        ("已改善", count((said, quoted("已改善")))),
        ("未改善", count((said, quoted("未改善")))),
        ("到期未核对", count((said, quoted("到期未核对")))),
        ("三个月改善率", rate(f"B{top + 3}", f"B{top + 3}+B{top + 4}")),
        ("豁免情形（第十条）", Formula(f"=COUNTA({exempt})")),
        ("整改任务", Formula(f"=COUNTA({tasks.cells('编号')})")),
        ("已销号任务", count((tasks.cells("环节"), quoted("已销号")))),
        ("逾期任务", count((tasks.cells("状态"), quoted(OVERDUE)))),
        ("督政问题", count((tasks.cells("督政/查企"), quoted("督政")))),
        ("查企问题", count((tasks.cells("督政/查企"), quoted("查企")))),
        ("督政占比", rate(f"B{top + 11}", f"B{top + 11}+B{top + 12}")),
    ]
    written = write_table(
        book,
        Table(
            sheet="重复与改善",
            title=f"{rows.title}——重复与改善",
            lines=rows.lines,
            columns=(Column("指标", 40), Column("数值", 20, Kind.INTEGER)),
            rows=lines,
            frozen=1,
        ),
    )
    for offset in (2, 6, 13):
        written.sheet.cell(written.first_row + offset, 2).number_format = "0.0%"
